/** @file
 * The small values that a credential is made of. All are plain, immutable once read, and safe to
 * copy.
 *
 * `where` is the JSON pointer (or XPath) of the place in the credential that a value was read from,
 * so that every line of a report can name its source. Texts are raw: escape them where they are
 * printed.
 */
#pragma once

#include "requal/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

/** A text in several languages, as the file gives it. */
struct LocalisedText {
    struct Entry {
        std::string language; ///< as written in the file; empty when the file names none
        std::vector<std::string> values;
    };
    struct Choice {
        std::string text; ///< several values of one language are joined by "; "
        std::string language;
    };

    std::vector<Entry> entries{}; ///< document order
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return entries.empty(); }
    /** The text to show: in the language asked for (also a more special form of it: "de" accepts
     * "de-AT"), else English, else the credential's primary language, else the first one. Empty
     * when there is no text at all. */
    [[nodiscard]] Choice pick(std::string_view asked, std::string_view primary = {}) const;
};

/** A point in time as the file writes it. */
struct DateTime {
    std::string raw{};
    std::optional<Time> time{}; ///< nothing when the text is no date
    bool had_zone = true;
    bool date_only = false;
    std::string where{};

    /** The calendar day that is meant, "1999-10-02". Software writes local midnight of Central
     * Europe in UTC, so a time in UTC counts as the day in Brussels; a text with an offset of its
     * own, or without any, shows the day that was typed. Empty when the text is no date. */
    [[nodiscard]] std::string calendar_day() const;
};

/** What the bundled list says about a concept. */
enum class ListStatus : std::uint8_t {
    no_list,     ///< the concept belongs to no list that is bundled
    member,      ///< it stands in the list
    not_in_list, ///< the list is complete for ELM 3.1, and the concept is not in it
    not_known    ///< the bundled list is only a part of the real one
};

/** A term of a controlled vocabulary. The id is the fact; label and notation are the words of
 * whoever made the file. */
struct Concept {
    std::string id{};
    std::string scheme{};   ///< the scheme that the file claims
    std::string notation{}; ///< of the file
    LocalisedText label{};  ///< of the file
    LocalisedText definition{};
    std::string list{};          ///< name of the bundled list that the id belongs to, for example "isced-f"
    std::string list_notation{}; ///< of the bundled list
    std::string list_label{};    ///< of the bundled list, English
    ListStatus status = ListStatus::no_list;
    bool label_differs = false;  ///< the file's English label is not the list's
    bool scheme_differs = false; ///< the file names another scheme than the one the id belongs to
    std::string where{};

    /** The label to show: the list's own in English, the file's in another language asked for, else
     * what there is. */
    [[nodiscard]] std::string display(std::string_view language = "en") const;
};

struct Identifier {
    std::string id{};
    std::string notation{};
    std::string scheme_name{};
    std::string scheme_id{};
    std::string scheme_version{};
    LocalisedText scheme_agency{};
    std::string creator{};
    DateTime issued{};
    std::vector<Concept> types{};
    Concept country{};  ///< of a legal identifier
    bool legal = false; ///< the file calls it a legal identifier
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return where.empty(); }
};

struct Note {
    LocalisedText text{};
    Concept subject{};
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return where.empty(); }
};

struct WebResource {
    std::string id{};
    std::string url{};
    LocalisedText title{};
    Concept language{};
    std::string where{};
};

/** A file inside the credential. The content stays in the document; `content_where` says where. */
struct MediaObject {
    std::string id{};
    LocalisedText title{};
    LocalisedText description{};
    Concept content_type{};
    Concept encoding{};
    Concept attachment_type{};
    std::optional<std::int64_t> declared_size{};
    std::uint64_t size = 0; ///< bytes after decoding; 0 when there is no content
    bool has_content = false;
    bool decodable = false; ///< the content is well-formed base64 (line breaks allowed)
    std::string content_where{};
    std::string url{};
    std::string sha256{}; ///< filled in by callers that compute it; empty until then
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return where.empty(); }
};

struct Address {
    Note full{};
    Concept country{};
    std::vector<Identifier> identifiers{};
    std::string where{};
};

struct Location {
    std::string id{};
    LocalisedText name{};
    LocalisedText description{};
    std::vector<Address> addresses{};
    std::vector<Concept> areas{}; ///< administrative units
    std::vector<Identifier> identifiers{};
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return where.empty(); }
};

struct ContactPoint {
    LocalisedText description{};
    std::vector<Address> addresses{};
    std::vector<std::string> emails{};
    std::vector<std::string> phones{};
    std::vector<WebResource> forms{};
    std::vector<Note> notes{};
    std::string where{};
};

struct Period {
    DateTime start{};
    DateTime end{};
    LocalisedText label{};
    std::string where{};
};

struct Organisation;
struct Accreditation;
struct Specification;
using OrganisationPtr = std::shared_ptr<const Organisation>;
using AccreditationPtr = std::shared_ptr<const Accreditation>;
using SpecificationPtr = std::shared_ptr<const Specification>;

/** An organisation, or whatever else the file puts in the place of one (agent, group, person). One
 * value per id: the file may embed the same organisation a hundred times. */
struct Organisation {
    std::string id{};
    std::string kind{};          ///< the type in the file; empty for a mere reference
    bool reference_only = false; ///< the file names it by id and describes it nowhere
    LocalisedText legal_name{};
    LocalisedText alternative_name{};
    LocalisedText preferred_name{};
    std::vector<Concept> types{};
    Identifier eidas{};
    Identifier registration{};
    std::vector<Identifier> vat{};
    std::vector<Identifier> tax{};
    std::vector<Identifier> identifiers{};
    std::vector<Location> locations{};
    std::vector<WebResource> homepages{};
    std::vector<ContactPoint> contacts{};
    std::vector<AccreditationPtr> accreditations{};
    std::vector<OrganisationPtr> groups{};
    OrganisationPtr parent{};
    std::vector<OrganisationPtr> children{};
    MediaObject logo{};
    std::vector<Note> notes{};
    DateTime modified{};
    std::string where{};

    /** Legal name, else preferred or alternative name, else the id. */
    [[nodiscard]] std::string name(std::string_view language = "en", std::string_view primary = {}) const;
    /** Country of the first address that has one, else of the first legal identifier; nullptr when
     * unknown. */
    [[nodiscard]] const Concept* country() const noexcept;
};

/** A statement inside the credential that an organisation or programme is accredited: sealed by the
 * credential's issuer, not by the agency, so only a match with an independent register gives it
 * weight. */
struct Accreditation {
    std::string id{};
    std::string kind{};
    bool reference_only = false;
    Concept type{};
    LocalisedText title{};
    LocalisedText description{};
    Concept decision{};
    std::string status{};
    std::vector<Identifier> identifiers{};
    OrganisationPtr agency{};
    std::vector<OrganisationPtr> organisations{};
    SpecificationPtr qualification{};
    std::vector<Concept> fields{};
    std::vector<Concept> eqf_levels{};
    std::vector<Concept> jurisdictions{};
    std::vector<Concept> credential_types{};
    DateTime issued{};
    DateTime valid{};
    DateTime review{};
    DateTime expiry{};
    DateTime modified{};
    std::vector<WebResource> report{};
    std::vector<WebResource> homepages{};
    std::vector<WebResource> landing_pages{};
    std::vector<WebResource> documents{};
    std::vector<Note> notes{};
    std::string where{};
};

struct Person {
    std::string id{};
    std::string kind{};
    LocalisedText full_name{};
    LocalisedText given_name{};
    LocalisedText family_name{};
    LocalisedText birth_name{};
    LocalisedText patronymic_name{};
    DateTime date_of_birth{};
    /** `date_of_birth` as the calendar day that is meant. */
    std::string birth_day{};
    Location place_of_birth{};
    std::vector<Concept> citizenships{};
    Concept gender{};
    Identifier national_id{};
    std::vector<Identifier> identifiers{};
    Location location{};
    std::vector<ContactPoint> contacts{};
    std::vector<OrganisationPtr> organisations{};
    std::vector<OrganisationPtr> groups{};
    DateTime modified{};
    std::string where{};

    /** Full name, else given and family name, else the id. */
    [[nodiscard]] std::string name(std::string_view language = "en", std::string_view primary = {}) const;
};

} // namespace requal
