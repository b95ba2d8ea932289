/** @file
 * A trusted list (ETSI TS 119 612, versions 5 and 6) as plain values: who operates it, whom it points to, and which
 * services it lists with their history.
 *
 *     const TrustedList list = read_trusted_list(document.root());
 *
 * Whether the list is signed, and by whom, is judged elsewhere: read only what a good signature covers.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "xml/document.hpp"

#include "requal/finding.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::trust {

/** Which certificates a qualifier is about (ETSI TS 119 612, 5.5.9.2.2). */
struct Criteria {
    enum class Match : std::uint8_t { all, at_least_one, none };
    struct Usage {
        std::string bit; ///< name as in RFC 5280
        bool set = true;
    };
    Match match = Match::all;
    std::vector<std::vector<Usage>> key_usages;       ///< each must hold whole
    std::vector<std::vector<std::string>> policies;   ///< of each set, all OIDs are in the certificate
    std::vector<std::vector<std::string>> extended;   ///< of each set, all extended key usages are
    std::vector<std::vector<std::string>> attributes; ///< of each set, all attributes are in the subject's name
    std::vector<Criteria> nested;
    bool not_understood = false; ///< holds a criterion of a kind that is not read: nothing can be said
};

struct Qualification {
    std::vector<std::string> qualifiers; ///< last part of ETSI's URI: "QCWithQSCD"; another one whole
    Criteria criteria;
};

/** What a service was, from a day on. */
struct ServicePeriod {
    std::string type;   ///< last parts of ETSI's URI: "CA/QC", "TSA/QTST"; the URI of another scheme whole
    std::string status; ///< likewise: "granted", "withdrawn", "undersupervision"
    Time from;
    std::optional<Time> until;           ///< nothing: it still is
    std::vector<std::string> additional; ///< AdditionalServiceInformation: "ForeSeals", "RootCA-QC"
    std::vector<Qualification> qualifications;
    std::optional<Time> expired_certificates_known_since; ///< expiredCertsRevocationInfo
    std::vector<std::string> not_read{}; ///< critical extensions, or words in them, that are not known
};

struct ListedService {
    std::string name; ///< English when there is one; hostile text
    std::vector<crypto::Certificate> certificates;
    std::vector<ServicePeriod> periods; ///< newest first
};

struct ListedProvider {
    std::string name;
    std::vector<ListedService> services;
};

/** OtherTSLPointer: where another list lies and who may sign it. */
struct ListPointer {
    std::string location;
    std::string territory;
    std::string type; ///< last part of the TSLType URI: "EUgeneric", "EUlistofthelists"
    std::string media_type;
    bool mutual_recognition = false; ///< the list of another country, announced under an agreement with it
    std::vector<crypto::Certificate> signers;

    [[nodiscard]] bool leads_to_list_of_lists() const noexcept { return type == "EUlistofthelists"; }
    /** A list of the Union's own (TS 119 612, 5.3.3): what it says is said in the words of the Regulation. */
    [[nodiscard]] bool of_union() const noexcept { return type == "EUgeneric" && !mutual_recognition; }
};

struct TrustedList {
    std::string type;
    std::string territory;
    std::string scheme_operator;
    std::string version; ///< as it stands there
    std::int64_t sequence = 0;
    Time issued;
    std::optional<Time> next_update;    ///< nothing: the list was closed
    std::vector<std::string> addresses; ///< SchemeInformationURI: the list of lists names its pivots there
    std::vector<ListPointer> pointers;
    std::vector<ListedProvider> providers;
    std::vector<Finding> flaws; ///< trust_list_structure: what broke a rule and was left out

    [[nodiscard]] bool is_list_of_lists() const noexcept { return type == "EUlistofthelists"; }
    [[nodiscard]] bool of_union() const noexcept { return type == "EUgeneric"; }
    /** Of a list of lists: whether it announces a territory's list as one of the Union's own. One that it does not
     *  announce any more was one. */
    [[nodiscard]] bool announces_for_union(std::string_view about) const;
    [[nodiscard]] std::size_t service_count() const noexcept;
};

/** Whether the document is a trusted list at all, by its root. */
[[nodiscard]] bool is_trusted_list(const xml::Element& root);

/** Reads what the elements say.
 *  @throws Error trust_not_a_list, trust_list_version, trust_list_version_missing */
[[nodiscard]] TrustedList read_trusted_list(const xml::Element& root);

} // namespace requal::trust
