/** @file
 * What a credential says, normalised: the same shape whatever the file's format. Nothing here has
 * been verified; a value is what the file claims, at the place that its `where` names.
 *
 * Claims, specifications, organisations and accreditations that the file embeds or refers to
 * several times are one shared value here. References that lead back to where they came from are
 * left out and reported as a finding, so there are no cycles; a claim may still be reachable on
 * several ways.
 */
#pragma once

#include "requal/credential_parts.hpp"
#include "requal/finding.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace requal {

struct CreditPoint {
    std::string points{}; ///< as written: "6", "6.00" and "7,5" all occur
    Concept framework{};
    std::string where{};
};

struct LearningOutcome {
    std::string id{};
    LocalisedText title{};
    Concept type{};
    Concept reusability{};
    std::vector<Concept> esco_skills{};
    std::vector<Concept> skills{};
    std::vector<Identifier> identifiers{};
    std::vector<Note> notes{};
    std::string where{};
};

struct Opportunity {
    std::string id{};
    LocalisedText title{};
    LocalisedText description{};
    std::vector<Concept> types{};
    std::vector<Identifier> identifiers{};
    std::vector<Period> periods{};
    std::string duration{};
    std::vector<OrganisationPtr> provided_by{};
    std::vector<Location> locations{};
    std::vector<Concept> modes{};
    Concept schedule{};
    Note admission{};
    std::vector<WebResource> homepages{};
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return where.empty(); }
};

struct AwardingOpportunity {
    std::vector<OrganisationPtr> bodies{};
    std::vector<Period> periods{};
    Location location{};
    std::vector<Identifier> identifiers{};
    std::string where{};
};

/** What a claim is measured against: a qualification, or the specification of an achievement,
 * activity, assessment or entitlement; `kind` says which. Members that a kind does not have stay
 * empty. */
struct Specification {
    std::string id{};
    std::string kind{};
    bool reference_only = false;
    LocalisedText title{};
    LocalisedText alternative_title{};
    LocalisedText description{};
    LocalisedText category{};
    std::vector<Concept> types{};
    std::vector<Identifier> identifiers{};
    std::vector<WebResource> homepages{};
    std::vector<WebResource> documents{};
    std::vector<Note> notes{};
    std::string status{};
    DateTime modified{};
    // levels and field
    Concept eqf_level{};
    std::vector<Concept> nqf_levels{};
    std::vector<Concept> education_levels{};
    std::vector<Concept> isced_f{};
    std::vector<Concept> subjects{};
    std::vector<Concept> qualification_codes{};
    std::optional<bool> partial{}; ///< "is partial qualification"
    std::vector<AccreditationPtr> accreditations{};
    // size and form
    std::vector<CreditPoint> credit_points{};
    std::string volume_of_learning{}; ///< xsd:duration as written, "PT1500H"
    std::string maximum_duration{};
    std::vector<std::string> contact_hours{};
    std::vector<Concept> languages{};
    std::vector<Concept> modes{};
    Concept learning_setting{};
    std::vector<Concept> target_groups{};
    Note entry_requirement{};
    // outcomes and links
    Note outcome_summary{};
    std::vector<LearningOutcome> outcomes{};
    std::vector<AwardingOpportunity> awarding_opportunities{};
    std::vector<SpecificationPtr> proven_by{};
    std::vector<SpecificationPtr> influenced_by{};
    std::vector<SpecificationPtr> entitles_to{};
    std::vector<SpecificationPtr> parts{};
    std::vector<SpecificationPtr> specialisation_of{};
    // of assessments
    LocalisedText grading_scheme{};
    LocalisedText grading_description{};
    std::vector<Identifier> grading_identifiers{};
    std::vector<WebResource> grading_documents{};
    // of entitlements
    Concept entitlement_status{};
    std::vector<OrganisationPtr> limit_organisations{};
    std::vector<Concept> limit_jurisdictions{};
    std::vector<Concept> limit_occupations{};
    std::vector<Concept> limit_national_occupations{};
    std::string where{};
};

struct Awarding {
    std::string id{};
    std::vector<OrganisationPtr> bodies{};
    DateTime date{};
    LocalisedText description{};
    Location location{};
    Concept educational_system{};
    std::vector<Note> notes{};
    std::string where{};

    [[nodiscard]] bool empty() const noexcept { return where.empty(); }
};

/** What every claim has. */
struct Claim {
    std::string id{};
    std::string kind{};          ///< "LearningAchievement", … as the file says
    bool reference_only = false; ///< the file names it by id and describes it nowhere
    LocalisedText title{};
    LocalisedText description{};
    std::vector<Concept> types{};
    std::vector<Identifier> identifiers{};
    Awarding awarded_by{};
    SpecificationPtr specification{};
    std::vector<Note> notes{};
    std::vector<WebResource> documents{};
    std::string where{};
};

struct ShortenedGrading {
    std::string lower{}, equal{}, higher{}; ///< per cent, as written
    std::string where{};
};

struct ResultCategory {
    std::string label{}, score{}, minimum{}, maximum{}, count{};
    std::string where{};
};

struct Assessment : Claim {
    Note grade{};
    Concept grade_status{};
    DateTime date{};
    std::optional<ShortenedGrading> shortened_grading{};
    std::vector<ResultCategory> result_distribution{};
    Concept id_verification{};
    std::vector<OrganisationPtr> assessed_by{};
    std::vector<Location> locations{};
    std::vector<std::shared_ptr<const Assessment>> parts{};
};

struct Activity : Claim {
    std::vector<Period> periods{};
    std::vector<Location> locations{};
    std::string workload{}; ///< xsd:duration as written
    std::string level_of_completion{};
    std::vector<OrganisationPtr> directed_by{};
    Opportunity opportunity{};
    std::vector<std::shared_ptr<const Activity>> parts{};
};

struct Entitlement : Claim {
    DateTime issued{};
    DateTime expiry{};
    std::vector<std::shared_ptr<const Entitlement>> parts{};
};

struct Achievement : Claim {
    std::vector<CreditPoint> credits{};
    std::vector<std::shared_ptr<const Assessment>> proven_by{};
    std::vector<std::shared_ptr<const Activity>> influenced_by{};
    std::vector<std::shared_ptr<const Entitlement>> entitles_to{};
    Opportunity opportunity{};
    std::vector<std::shared_ptr<const Achievement>> parts{};
};

using AchievementPtr = std::shared_ptr<const Achievement>;
using ActivityPtr = std::shared_ptr<const Activity>;
using AssessmentPtr = std::shared_ptr<const Assessment>;
using EntitlementPtr = std::shared_ptr<const Entitlement>;
using ClaimPtr = std::shared_ptr<const Claim>;

struct Evidence {
    std::string id{};
    Concept type{};
    LocalisedText label{};
    std::string statement{};
    OrganisationPtr target{};
    AccreditationPtr accreditation{};
    std::vector<MediaObject> embedded{};
    std::string where{};

    [[nodiscard]] bool is_mandate() const noexcept;
    [[nodiscard]] bool is_accreditation() const noexcept;
    /** The credential was converted from an older file, which is embedded and has a seal of its
     * own. */
    [[nodiscard]] bool is_conversion() const noexcept;
};

struct DisplayPage {
    std::string page{};
    Concept language{};
    MediaObject image{};
};

struct Display {
    LocalisedText title{};
    LocalisedText description{};
    std::vector<Concept> languages{};
    Concept primary_language{};
    bool has_summary = false; ///< `summaryDisplay`: ready-made markup, never interpreted
    std::vector<DisplayPage> pages{};
    std::string where{};
};

/** One entry of `credentialStatus`, of the third-party member `status`, of `termsOfUse` or of
 * `credentialSchema`. */
struct CredentialReference {
    std::string id{};
    std::string type{};
    std::string purpose{}; ///< "revocation", "suspension"
    std::string list{};    ///< where the status list would be found
    std::string index{};   ///< as written
    std::string where{};
};

/** A member of the file that is not part of this model. */
struct UnmappedMember {
    std::string where{};
    bool known_term = false; ///< a term of the profile's context, in XML an element of the format's
                             ///< namespace; otherwise software that reads the file by the profile
                             ///< never sees it, although a seal may cover it
};

struct Credential {
    std::string id{};
    std::string where{}; ///< place of the credential inside its document; "" when it is the document
    std::vector<std::string> types{};
    std::vector<Concept> profiles{};
    std::vector<Identifier> identifiers{};
    LocalisedText title{}; ///< of the display parameters
    LocalisedText description{};
    std::string primary_language{}; ///< "en", from the display parameters; empty when not given
    DateTime issued{};
    DateTime issuance_date{};
    DateTime valid_from{};
    DateTime valid_until{};
    DateTime expiration_date{};
    OrganisationPtr issuer{}; ///< null when the file has none, as in a draft
    Person subject{};
    std::vector<OrganisationPtr> holders{};
    // The claims of the subject; parts hang below their whole. Claims that the file states
    // elsewhere, below no claim of the subject, are listed too, after the others.
    std::vector<AchievementPtr> achievements{};
    std::vector<ActivityPtr> activities{};
    std::vector<AssessmentPtr> assessments{};
    std::vector<EntitlementPtr> entitlements{};
    std::vector<ClaimPtr> other_claims{};
    Display display{};
    std::vector<Evidence> evidence{};
    std::vector<MediaObject> attachments{};
    std::vector<CredentialReference> schemas{};
    std::vector<CredentialReference> status{};             ///< `credentialStatus`
    std::vector<CredentialReference> third_party_status{}; ///< `status`, no term of the profile
    std::vector<CredentialReference> terms_of_use{};
    std::vector<OrganisationPtr> organisations{}; ///< every organisation of the file once, in order of appearance
    std::vector<UnmappedMember> unmapped{};       ///< the first ones; `unmapped_count` counts all
    std::size_t unmapped_count = 0;
    std::vector<Finding> findings{}; ///< what the reader noticed: contradictions, broken references, unknown terms

    /** The earlier of validUntil and expirationDate; nothing when neither is given or readable. */
    [[nodiscard]] std::optional<Time> end_of_validity() const noexcept;
};

} // namespace requal
