/** @file
 * Is this file a trusted list, and signed by whom it must be? (ETSI TS 119 612, 5.7; TS 119 615, 4.1)
 */
#pragma once

#include "trust/trusted_list.hpp"

#include "requal/limits.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace requal::bundle {

/** The facts of a file that claims to be a list. */
struct CheckedList {
    std::string source;
    std::string sha256;
    /** What its good signature covers; nothing when it is none or cannot be read. Without a good signature: what it
     *  claims, for naming it only. */
    std::optional<trust::TrustedList> list;
    std::optional<crypto::Certificate> signer; ///< whose key made the signature; nothing when it does not hold
    std::vector<Finding> refusals;             ///< empty: a well-signed list

    [[nodiscard]] bool intact() const noexcept { return list && signer && refusals.empty(); }
    /** Whether the signer is one of these, compared by certificate: lists announce certificates, not authorities. */
    [[nodiscard]] bool signed_by_one_of(std::span<const crypto::Certificate> announced) const;
};

/** Limits for lists: they are larger than credentials, and come from an address that was announced. */
[[nodiscard]] Limits list_limits();

/** Reads and checks; never throws for what stands in the file. Who may sign it is the caller's question. */
[[nodiscard]] CheckedList check_list(std::string source, std::string_view content);

} // namespace requal::bundle
