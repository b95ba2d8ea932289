/** @file
 * Makes and changes trust bundles: trusted lists are checked, kept as received, and compiled.
 *
 *     ImportRequest request;
 *     request.folder = "T"; request.list_of_lists = "eu-lotl.xml"; request.signers = "oj.pem"; request.lists = {…};
 *     const ImportReport report = import_trusted_lists(request);
 *
 * `update_trusted_lists` does the same with lists that it fetches. A list that is refused never replaces a good one.
 * The folder holds the old bundle or the new one at every moment.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/limits.hpp"
#include "requal/trust.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

enum class ListOutcome : std::uint8_t {
    imported, ///< good, and now in the bundle
    kept,     ///< not taken: the bundle has this list or a newer one, or another was named
    refused   ///< not taken, for the reasons given
};

struct ImportedList {
    std::string source; ///< file or address
    ListOutcome outcome = ListOutcome::refused;
    std::string role;             ///< "list-of-lists", "pivot", "list"
    BundledList facts;            ///< as far as they are known
    std::vector<Finding> reasons; ///< why it was refused, or what is to be said about it
};

struct ImportRequest {
    std::string folder;
    std::string list_of_lists; ///< a file; empty: the one in the bundle stays
    std::string signers;       ///< PEM file of the announced signers of the first list; needed with a list of lists
    std::vector<std::string> pivots;
    std::vector<std::string> lists;
    Time at;
    /** Called before each list with its source; for showing progress. May be empty. */
    std::function<void(std::string_view source, std::size_t done, std::size_t of)> progress;
};

struct ImportReport {
    std::string folder;
    std::vector<ImportedList> lists; ///< in the order in which they were judged
    std::vector<Finding> notes;      ///< about the bundle as a whole: missing territories, lists that end soon
    TrustBundle bundle;              ///< as it is now
};

/** @throws Error trust_signers_unreadable, trust_lotl_missing, trust_bundle_unusable, output_failed; nothing was
 *  changed then */
[[nodiscard]] ImportReport import_trusted_lists(const ImportRequest& request);

/** Where the Commission publishes the list of lists. */
inline constexpr std::string_view list_of_lists_address = "https://ec.europa.eu/tools/lotl/eu-lotl.xml";

struct UpdateRequest {
    std::string folder;
    std::string list_of_lists{list_of_lists_address}; ///< http or https
    /** PEM file of the announced signers. Empty: those whom the list of lists in the bundle announces for the next.
     */
    std::string signers;
    Time at;
    std::uint64_t list_bytes = 64U * 1024U * 1024U; ///< larger answers are not taken
    long seconds_per_list = 120;
    /** As in ImportRequest; pivots are not counted, because their number is not known before. */
    std::function<void(std::string_view address, std::size_t done, std::size_t of)> progress;
};

/** Fetches the list of lists, the pivots on the way to its signer, and the national lists from the addresses that it
 *  names, and imports them. The only function that uses a network. What cannot be fetched is reported with
 *  trust_fetch_failed, and what the bundle has stays. Pivots are fetched from the server of the list of lists only,
 *  because their addresses are read before it is known who signed it.
 *  @throws Error as import_trusted_lists() */
[[nodiscard]] ImportReport update_trusted_lists(const UpdateRequest& request);

/** Adds a certificate of the caller's own under a name, or replaces the one of that name.
 *  @throws Error anchors_unreadable, anchors_no_certificate, trust_bundle_unusable, output_failed */
TrustBundle add_own_anchor(const std::string& folder, const std::string& certificate_file, const std::string& name,
                           Time at);

[[nodiscard]] std::string_view list_outcome_text(ListOutcome outcome) noexcept;

} // namespace requal
