// What OpenSSL says when it is asked directly, without a line of the room of cryptography.
#pragma once

#include "requal/bytes.hpp"

#include <vector>

namespace requal::fuzz {

/** Whether the key of `issuer` made the signature on `certificate`, and the certificate names it as its issuer. */
[[nodiscard]] bool link_holds(ByteView certificate, ByteView issuer);

/** Whether the key of `issuer` made the signature on a revocation list that bears its name. */
[[nodiscard]] bool list_holds(ByteView list, ByteView issuer);

/** X509_verify_cert: a path from the leaf to one of the anchors, which need not be roots; time and purpose left out.
 */
[[nodiscard]] bool path_exists(ByteView leaf, const std::vector<ByteView>& others,
                               const std::vector<ByteView>& anchors);

} // namespace requal::fuzz
