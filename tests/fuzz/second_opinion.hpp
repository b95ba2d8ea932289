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
 *  Of several certificates with the name of an issuer it takes one that the key identifiers fit. */
[[nodiscard]] bool path_exists(ByteView leaf, const std::vector<ByteView>& others,
                               const std::vector<ByteView>& anchors);

/** The same about one path, the leaf first and the anchor last, where an issuer is whoever signed: identifiers of
 * keys help to find a path and are no rule of it (RFC 5280, 4.2.1.1 and 6.1.3). True, too, of a path over a
 * certificate that OpenSSL takes for self-signed by its name and lack of identifiers: it ends every path there. */
[[nodiscard]] bool path_holds(const std::vector<ByteView>& path);

} // namespace requal::fuzz
