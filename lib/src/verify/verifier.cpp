#include "credential/elm2_profile.hpp"
#include "credential/elm3.hpp"
#include "credential/profile.hpp"
#include "credential/vocabulary.hpp"
#include "credential/xml_credential.hpp"
#include "crypto/certificate_statements.hpp"
#include "crypto/digest.hpp"
#include "intake/open.hpp"
#include "policy/policy.hpp"
#include "seal/jades.hpp"
#include "seal/validation.hpp"
#include "seal/xml_coverage.hpp"
#include "trust/anchors.hpp"
#include "trust/authorities.hpp"
#include "verify/dates.hpp"
#include "verify/issuer_match.hpp"
#include "verify/online_evidence.hpp"

#include "base/cut_short.hpp"
#include "base/effort.hpp"

#include "requal/codes.hpp"
#include "requal/verify.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>

namespace requal {

struct Verifier::Parts {
    DataFolder data;
    VerifyOptions options;
    credential::Vocabularies vocabularies;
    credential::ProfileTables profile;
    credential::Elm2Profile elm2_profile;
    policy::Policy policy;
    trust::Authorities authorities;
    std::unique_ptr<verify::EvidenceFetcher> fetcher; ///< null: nothing is fetched
    std::vector<seal::RevocationSource> revocations;  ///< of the caller

    Parts(DataFolder folder, VerifyOptions given)
        : data(std::move(folder)), options(std::move(given)), vocabularies(data), profile(data), elm2_profile(data),
          policy(policy::load(data, options.policy)),
          authorities(trust::certificates(options.anchors), options.bundle),
          fetcher(options.online ? std::make_unique<verify::EvidenceFetcher>(options.online_hosts) : nullptr) {
        for (const crypto::RevocationList& list : options.evidence.impl().lists)
            revocations.push_back({list, "", 0, true});
        for (const crypto::OcspAnswer& answer : options.evidence.impl().answers)
            revocations.push_back({answer, "", 0, true});
    }

    /** What the answers depend on. */
    void name_circumstances(Report& report) const {
        report.time = options.at;
        report.anchors = options.anchors.fingerprints();
        report.policy = policy.name;
        report.policy_sha256 = policy.sha256;
        if (!options.bundle.exists())
            return;
        BundleUsed used{options.bundle.folder(), options.bundle.sha256(), options.bundle.made(), {}};
        for (const BundledList& list : options.bundle.lists())
            if (list.next_update && *list.next_update < options.at)
                used.stale.push_back(list.territory);
        report.bundle = std::move(used);
    }
};

namespace {

constexpr std::size_t longest_title = 2000; // it names the file in every line about it

constexpr std::array seal_checks{CheckId::seal_integrity, CheckId::seal_coverage,  CheckId::seal_signer,
                                 CheckId::seal_chain,     CheckId::seal_qualified, CheckId::seal_revocation,
                                 CheckId::seal_time,      CheckId::seal_algorithms};

/** Whether two signatures of one envelope read the payload in different ways (`b64`). */
bool payload_views_differ(const intake::Jws& jws) {
    std::optional<bool> first;
    for (const intake::JwsSignature& signature : jws.signatures) {
        if (!signature.protected_header)
            continue;
        const json::Value& b64 = signature.protected_header->root()["b64"];
        const bool encoded = !(b64.is_boolean() && !b64.truth());
        if (first && *first != encoded)
            return true;
        first = encoded;
    }
    return false;
}

class Judge {
  public:
    Judge(const DataFolder& data, const VerifyOptions& options, const credential::Vocabularies& vocabularies,
          const credential::ProfileTables& tables, const credential::Elm2Profile& elm2_profile,
          const policy::Policy& policy, const trust::Authorities& authorities, verify::EvidenceFetcher* fetcher,
          std::span<const seal::RevocationSource> revocations, Report& report)
        : m_data(data), m_options(options), m_vocabularies(vocabularies), m_tables(tables),
          m_elm2_profile(elm2_profile), m_policy(policy), m_authorities(authorities), m_fetcher(fetcher),
          m_certificates(options.evidence.impl().certificates), m_sources(revocations.begin(), revocations.end()),
          m_report(report) {}

    void judge(const intake::Opened& file) {
        m_report.kind = intake::kind_text(file.kind);
        m_report.packaging = intake::packaging_text(file.packaging);
        judge_seals(file);
        judge_content(file);
        later_rooms();
        conclude();
    }

  private:
    CheckResult& check(CheckId id) { return m_report.check(id); }

    void judge_seals(const intake::Opened& file) {
        if (file.xml)
            judge_xml_seals(*file.xml);
        else if (file.jws)
            judge_jws_seals(*file.jws);
        if (m_report.seals.empty()) {
            check(CheckId::seal_integrity).add({Code::seal_none, {}, file.jws ? "/signatures" : ""});
            for (const CheckId id : seal_checks)
                if (id != CheckId::seal_integrity)
                    check(id).add({Code::verify_no_seal_to_check, {}, ""});
            return;
        }
        for (const CheckId id : seal_checks)
            check(id).status = worst_of(std::span<const CheckStatus>{m_statuses[static_cast<std::size_t>(id)]});
        judge_bundle();
    }

    [[nodiscard]] seal::TrustContext trust_context() const {
        return {m_authorities,    m_certificates, m_sources,        m_options.at,
                m_options.limits, m_policy,       m_revocation_work};
    }

    /** A list past its next update is named where an answer rests on it. */
    void judge_bundle() {
        std::set<std::string> used;
        for (const SealReport& seal : m_report.seals)
            if (seal.anchor && seal.anchor->source == "trusted-list")
                used.insert(seal.anchor->country);
        for (const BundledList& list : m_options.bundle.lists())
            if (used.contains(list.territory) && list.next_update && *list.next_update < m_options.at)
                check(CheckId::seal_chain)
                    .add({m_policy.demands_current_lists ? Code::trust_bundle_too_old : Code::trust_bundle_stale,
                          {{"territory", list.territory}, {"next_update", plain_date(*list.next_update)}},
                          ""});
    }

    /** Who made a seal, and whether an authority that is trusted says so. */
    static verify::Sealer sealer_of(seal::Material& material) {
        verify::Sealer sealer{material.report.signer, material.report.where, {}, false, false};
        if (material.signer)
            sealer.kind = crypto::subject_kind(crypto::statements_of(*material.signer));
        const std::vector<Finding>& path = material.check(CheckId::seal_chain).findings;
        sealer.vouched = material.report.anchor && std::none_of(path.begin(), path.end(), [](const Finding& finding) {
                             return finding.code == Code::chain_rule_broken;
                         });
        return sealer;
    }

    /** What one seal found, beside what the others found. */
    void absorb(seal::Material material) {
        m_sealers.push_back(sealer_of(material));
        for (const CheckId id : seal_checks) {
            CheckResult& of_seal = material.check(id);
            m_statuses[static_cast<std::size_t>(id)].push_back(of_seal.status);
            auto& findings = check(id).findings;
            findings.insert(findings.end(), std::make_move_iterator(of_seal.findings.begin()),
                            std::make_move_iterator(of_seal.findings.end()));
        }
        m_report.seals.push_back(std::move(material.report));
    }

    /** Validation data of any seal of the file serves all of them: it proves itself by its own signatures. Without
     *  the time-stamps of its own seal it is known to exist only now. */
    void share(const seal::Material& material) {
        m_certificates.insert(m_certificates.end(), material.certificates.begin(), material.certificates.end());
        for (const seal::RevocationSource& source : material.revocations)
            m_sources.push_back({source.data, source.where, 0, true});
    }

    /** Whether fresh data could say more: a doubt, or an answer from before the time that counts, which whoever made
     * the file may have chosen. */
    [[nodiscard]] static bool asks_for_more(seal::Material& judged) {
        const auto& about_revocation = judged.check(CheckId::seal_revocation).findings;
        return judged.report.indication == Indication::indeterminate ||
               (judged.report.indication == Indication::total_passed &&
                std::any_of(about_revocation.begin(), about_revocation.end(), [](const Finding& finding) {
                    return finding.code == Code::revocation_old || finding.code == Code::revocation_stale ||
                           finding.code == Code::revocation_none;
                }));
    }

    /** Where the data at hand leave a question that fresh data could settle, and the user allowed it, they are
     * fetched and the seal is judged once more. */
    void validate(seal::Material& material) {
        if (m_fetcher == nullptr)
            return seal::validate(material, trust_context());
        seal::Material first = material;
        seal::validate(first, trust_context());
        if (!asks_for_more(first) || !first.signer) {
            material = std::move(first);
            return;
        }
        verify::OnlineEvidence fetched = m_fetcher->fetch_for(material, trust_context(), m_online_budget);
        m_certificates.insert(m_certificates.end(), fetched.certificates.begin(), fetched.certificates.end());
        m_sources.insert(m_sources.end(), fetched.revocations.begin(), fetched.revocations.end());
        seal::validate(material, trust_context());
        for (Finding& told : fetched.told)
            material.add(CheckId::seal_revocation, std::move(told));
    }

    [[nodiscard]] seal::Beside beside() const {
        return {m_options.detached, m_options.evidence.impl().certificates, &m_authorities, m_options.headers};
    }

    void judge_jws_seals(const intake::Jws& jws) {
        std::vector<seal::JadesSeal> seals = seal::read_jades_seals(jws, beside(), m_options.limits);
        if (seals.size() > 1)
            for (const seal::JadesSeal& seal : seals)
                share(seal.material);
        m_report.coverage.outside = jws.outside;
        for (seal::JadesSeal& seal : seals) {
            validate(seal.material);
            judge_coverage(jws, seal);
            m_contents_of_seals.push_back(std::move(seal.contents));
            absorb(std::move(seal.material));
        }
    }

    void judge_xml_seals(xml::Document& document) {
        m_xml_seals = seal::read_xml_seals(document, beside(), m_options.limits);
        seal::XmlSeals& seals = m_xml_seals;
        for (const seal::XmlSeal& seal : seals.seals) // they leave the tree with what they do not cover
            m_homes.push_back(home_of(seal.element));
        seal::CoveredContent content = seal::keep_covered(document, seals);
        m_roots = std::move(content.roots);
        m_report.coverage.signed_parts = std::move(content.signed_parts);
        m_report.coverage.outside = std::move(content.outside);
        if (seals.seals.size() > 1)
            for (const seal::XmlSeal& seal : seals.seals)
                share(seal.material);
        for (seal::XmlSeal& seal : seals.seals) {
            validate(seal.material);
            CheckResult& coverage = seal.material.check(CheckId::seal_coverage);
            const bool holds =
                seal.material.report.value_intact == true &&
                std::all_of(seal.material.report.references.begin(), seal.material.report.references.end(),
                            [](const SealReference& reference) { return reference.intact; });
            if (!holds)
                coverage.add({Code::coverage_seal_not_intact, {}, seal.material.report.where});
            if (&seal == &seals.seals.front()) {
                for (const std::string& element : m_report.coverage.outside)
                    coverage.add({Code::seal_part_outside, {{"member", element}}, element});
                for (const std::string& place : content.misplaced)
                    coverage.add({Code::seal_misplaced, {}, place});
            }
            if (coverage.status == CheckStatus::skipped)
                coverage.status = CheckStatus::passed;
            absorb(std::move(seal.material));
        }
    }

    /** The credential of a presentation that a seal stands in; does not exist for one around it. */
    static xml::Element home_of(xml::Element at) {
        while (at && at.name() != "europassCredential")
            at = at.parent();
        return at;
    }

    void judge_coverage(const intake::Jws& jws, seal::JadesSeal& seal) {
        SealReport& report = seal.material.report;
        CheckResult& coverage = seal.material.check(CheckId::seal_coverage);
        if (!report.counter_signature_of) {
            for (const std::string& member : jws.outside)
                coverage.add({Code::seal_outside, {{"member", member}}, member});
            if (payload_views_differ(jws))
                coverage.add({Code::seal_payloads_differ, {}, "/signatures"});
        }
        const bool holds = report.value_intact == true &&
                           std::all_of(report.references.begin(), report.references.end(),
                                       [](const SealReference& reference) { return reference.intact; });
        if (seal.detached && !report.counter_signature_of)
            keep_contents(seal);
        if (!holds) {
            coverage.add({Code::coverage_seal_not_intact, {}, report.where});
            return;
        }
        if (report.counter_signature_of) {
            cover(m_report.seals[*report.counter_signature_of].where + "/signature");
        } else if (seal.detached) {
            for (const DetachedContent* content : seal.contents)
                cover(content->name.empty() ? "a content without a name" : content->name);
        } else {
            cover("/payload");
        }
        if (coverage.status == CheckStatus::skipped)
            coverage.status = CheckStatus::passed;
    }

    void cover(const std::string& part) {
        auto& parts = m_report.coverage.signed_parts;
        if (std::find(parts.begin(), parts.end(), part) == parts.end())
            parts.push_back(part);
    }

    /** Read is only what every seal of the file vouches for. */
    void keep_contents(const seal::JadesSeal& seal) {
        std::vector<const DetachedContent*> kept;
        for (const DetachedContent* content : seal.contents)
            if (content->bytes && std::find(kept.begin(), kept.end(), content) == kept.end() &&
                (!m_contents || std::find(m_contents->begin(), m_contents->end(), content) != m_contents->end()))
                kept.push_back(content);
        m_contents = std::move(kept);
    }

    void judge_content(const intake::Opened& file) {
        if (m_contents && !file.document)
            return judge_contents_beside();
        CheckResult& format = check(CheckId::format);
        if (file.content_problem)
            m_report.problem = file.content_problem;
        else if ((file.document || file.xml) && file.credential == nullptr &&
                 !credential::is_xml_credential(file.kind))
            m_report.problem = problem_of(file.kind);
        else if (file.document)
            format.status = CheckStatus::passed;
        if (m_report.problem)
            format.add(*m_report.problem);
        if (file.credential != nullptr)
            return judge_json(file, [this](std::size_t seal) { return m_contents_of_seals[seal].empty(); });
        if (credential::is_xml_credential(file.kind))
            return judge_xml(file);
        nothing_to_judge();
    }

    /** What the seals cover lies beside the file, and the caller has handed it over. */
    void judge_contents_beside() {
        std::optional<Finding> problem;
        for (const DetachedContent* content : *m_contents) {
            try {
                const intake::Opened beside = intake::open(*content->bytes, m_options.limits);
                if (beside.credential != nullptr && !beside.jws) {
                    m_report.kind = intake::kind_text(beside.kind);
                    judge_json(beside, [&](std::size_t seal) {
                        const auto& contents = m_contents_of_seals[seal];
                        return std::find(contents.begin(), contents.end(), content) != contents.end();
                    });
                } else if (!problem) {
                    problem = problem_of(beside.kind);
                }
            } catch (const Error& error) {
                if (!problem)
                    problem = error.finding();
            }
        }
        CheckResult& format = check(CheckId::format);
        if (!m_report.credentials.empty()) {
            format.status = CheckStatus::passed;
            return;
        }
        if (problem) {
            m_report.problem = problem;
            format.add(*problem);
        } else if (check(CheckId::seal_coverage).status == CheckStatus::passed) {
            // The seals hold, and over what is not known: that is no credential yet.
            check(CheckId::seal_coverage).add({Code::jades_content_not_at_hand, {}, ""});
        }
        nothing_to_judge();
    }

    void nothing_to_judge() {
        for (const CheckId id : {CheckId::profile, CheckId::issuer, CheckId::validity, CheckId::status})
            if (check(id).findings.empty())
                check(id).add({Code::verify_no_content, {}, ""});
    }

    /** @param covering asked of each seal that is no counter-signature */
    void judge_json(const intake::Opened& file, const std::function<bool(std::size_t)>& covering) {
        const credential::Graph graph{*file.credential, m_options.limits, file.credential_where};
        std::vector<Credential> read = credential::read_elm3_subjects(
            graph, m_vocabularies, [this](std::string_view name) { return m_tables.is_term(name); },
            m_options.limits);
        judge_profile(graph, read.front());
        for (Credential& one : read) {
            const std::size_t place = m_report.credentials.size();
            m_report.credentials.push_back(std::make_shared<const Credential>(std::move(one)));
            for (std::size_t i = 0; i < m_report.seals.size(); ++i)
                if (!m_report.seals[i].counter_signature_of && covering(i))
                    m_report.seals[i].covers.push_back(place);
        }
        // Whoever the subjects are, it is one credential by one issuer.
        const std::size_t first = m_report.credentials.size() - read.size();
        judge_credential(*m_report.credentials[first], first);
        for (SealReport& seal : m_report.seals)
            if (std::find(seal.issues.begin(), seal.issues.end(), first) != seal.issues.end())
                for (std::size_t place = first + 1; place < m_report.credentials.size(); ++place)
                    seal.issues.push_back(place);
        name_the_file();
    }

    /** Only what the seals cover is left in the document, so only that can be read. */
    void judge_xml(const intake::Opened& file) {
        try {
            credential::Reading reading =
                credential::read_xml_credential(file.kind, m_roots, m_vocabularies, m_options.limits);
            m_report.credentials = std::move(reading.credentials);
            m_report.presentation = std::move(reading.presentation);
        } catch (const Error& error) {
            m_report.problem = error.finding();
            check(CheckId::format).add(error.finding());
            return nothing_to_judge();
        }
        check(CheckId::format).status = CheckStatus::passed;
        if (m_report.credentials.empty() && !m_report.seals.empty())
            judge_uncovered_content();
        else if (m_report.credentials.empty())
            m_report.problem = Finding{
                Code::input_not_a_credential, {{"kind", std::string{intake::kind_description(file.kind)}}}, ""};
        CheckResult& profile = check(CheckId::profile);
        if (!m_report.credentials.empty() && file.kind != intake::Kind::elmo_xml) {
            take_profile(credential::check_elm2_profile(m_roots, m_elm2_profile, m_vocabularies,
                                                        !m_report.seals.empty(), m_options.limits));
            if (profile.status == CheckStatus::skipped)
                profile.status = CheckStatus::passed;
        } else if (!m_report.credentials.empty()) {
            profile.add({Code::profile_schema_not_checked, {{"id", "EMREX ELMO"}}, ""});
        }
        share_out_credentials(file);
        for (std::size_t i = 0; i < m_report.credentials.size(); ++i) {
            const auto& credential = m_report.credentials[i];
            for (const Finding& finding : credential->findings)
                profile.add(finding);
            if (file.kind != intake::Kind::elmo_xml || credential->issuer || credential->organisations.empty()) {
                judge_credential(*credential, i);
            } else { // a report of a transcript names the institution that gives it, and no other
                judge_credential(*credential, i, credential->organisations);
            }
        }
        if (m_report.credentials.empty())
            nothing_to_judge();
        name_the_file();
    }

    /** Which seal covers which credential whole. */
    void share_out_credentials(const intake::Opened& file) {
        for (const auto& credential : m_report.credentials)
            m_extents.push_back(credential::extent_of(*credential, file.kind, m_roots));
        const auto whole = seal::covered_whole(*file.xml, m_xml_seals, m_extents);
        for (std::size_t seal = 0; seal < whole.size(); ++seal)
            for (std::size_t i = 0; i < m_extents.size(); ++i)
                if (whole[seal][i])
                    m_report.seals[seal].covers.push_back(i);
    }

    /** A seal that holds and covers something else is a forgery; one that does not hold has said so itself. */
    void judge_uncovered_content() {
        const bool one_holds = std::any_of(m_report.seals.begin(), m_report.seals.end(), [](const SealReport& seal) {
            return seal.value_intact == true &&
                   std::all_of(seal.references.begin(), seal.references.end(),
                               [](const SealReference& reference) { return reference.intact; });
        });
        if (one_holds)
            check(CheckId::seal_coverage).add({Code::seal_content_not_covered, {}, ""});
    }

    void judge_credential(const Credential& credential, std::size_t place) {
        judge_credential(credential, place, {credential.issuer});
    }

    void judge_credential(const Credential& credential, std::size_t place,
                          const std::vector<OrganisationPtr>& issuers) {
        judge_issuers(credential, place, issuers);
        if (m_report.presentation && !m_report.presentation->expiration.raw.empty() &&
            credential.expiration_date.raw.empty()) {
            Credential dated = credential;
            dated.expiration_date = m_report.presentation->expiration;
            verify::check_validity(dated, m_options.at, check(CheckId::validity));
        } else {
            verify::check_validity(credential, m_options.at, check(CheckId::validity));
        }
        judge_status(credential);
    }

    void name_the_file() {
        m_report.coverage.unmapped = 0;
        for (const auto& credential : m_report.credentials) {
            m_report.coverage.unmapped += credential->unmapped_count;
            if (m_report.title.empty())
                m_report.title = cut_short(
                    credential->title.pick(m_options.language, credential->primary_language).text, longest_title);
        }
    }

    static Finding problem_of(intake::Kind kind) {
        const std::string description{intake::kind_description(kind)};
        if (kind == intake::Kind::other_json || kind == intake::Kind::other_xml)
            return {Code::input_not_a_credential, {{"kind", description}}, ""};
        return {Code::input_kind_not_supported, {{"kind", description}}, ""};
    }

    void judge_profile(const credential::Graph& graph, const Credential& credential) {
        CheckResult& profile = check(CheckId::profile);
        const bool sealed = !m_report.seals.empty();
        take_profile(credential::check_profile(graph, m_tables, m_vocabularies, sealed, m_options.limits));
        for (const Finding& finding : credential.findings)
            profile.add(finding);
        if (profile.status == CheckStatus::skipped)
            profile.status = CheckStatus::passed;
    }

    void take_profile(credential::ProfileResult result) {
        CheckResult& profile = check(CheckId::profile);
        for (const std::string& variant : result.variants)
            m_report.profile_table += (m_report.profile_table.empty() ? "" : ", ") + variant;
        for (Finding& finding : result.findings)
            profile.add(std::move(finding));
    }

    /** A seal is compared with what it covers: one over another credential of the file says nothing about this one.
     *  It speaks for the credential when it speaks for each issuer that is named. */
    void judge_issuers(const Credential& credential, std::size_t place, const std::vector<OrganisationPtr>& issuers) {
        CheckResult& result = check(CheckId::issuer);
        if (m_report.seals.empty()) {
            result.add({Code::verify_no_seal_to_check, {}, ""});
            return;
        }
        const std::vector<std::size_t> seals = seals_over(place);
        if (seals.empty()) {
            const std::string what = credential.where.empty() ? "the credential" : credential.where;
            for (const CheckId id : {CheckId::seal_coverage, CheckId::issuer})
                check(id).add({Code::coverage_split, {{"what", what}}, credential.where});
            return;
        }
        std::vector<verify::Sealer> sealers;
        for (const std::size_t seal : seals) {
            sealers.push_back(m_sealers[seal]);
            // One that was moved here from elsewhere covers what it always did.
            sealers.back().own = seal < m_homes.size() && m_homes[seal] && m_homes[seal] == m_extents[place];
        }
        const Presentation* presentation = m_report.presentation ? &*m_report.presentation : nullptr;
        std::vector<bool> speaks_for_all(seals.size(), true);
        for (const OrganisationPtr& issuer : issuers) {
            const std::vector<bool> speaks =
                verify::match_issuer(credential, issuer.get(), sealers, presentation, m_data, result);
            for (std::size_t i = 0; i < seals.size(); ++i)
                speaks_for_all[i] = speaks_for_all[i] && speaks[i];
        }
        for (std::size_t i = 0; i < seals.size(); ++i)
            if (speaks_for_all[i])
                m_report.seals[seals[i]].issues.push_back(place);
    }

    /** Witnesses, who sign a signature, cover no credential. */
    [[nodiscard]] std::vector<std::size_t> seals_over(std::size_t place) const {
        std::vector<std::size_t> over;
        for (std::size_t i = 0; i < m_report.seals.size(); ++i) {
            const auto& covers = m_report.seals[i].covers;
            if (!m_report.seals[i].counter_signature_of &&
                std::find(covers.begin(), covers.end(), place) != covers.end())
                over.push_back(i);
        }
        return over;
    }

    void judge_status(const Credential& credential) {
        CheckResult& status = check(CheckId::status);
        for (const auto* list : {&credential.status, &credential.third_party_status})
            for (const CredentialReference& reference : *list)
                status.add({Code::status_not_checked,
                            {{"type", reference.type.empty() ? reference.id : reference.type}},
                            reference.where});
        if (status.findings.empty())
            status.add({Code::status_none, {}, ""});
        CheckResult& accreditation = check(CheckId::accreditation);
        const bool claimed = std::any_of(credential.evidence.begin(), credential.evidence.end(),
                                         [](const Evidence& evidence) { return evidence.is_accreditation(); });
        accreditation.add({claimed ? Code::accreditation_not_checked : Code::accreditation_none, {}, "/evidence"});
    }

    void later_rooms() {
        check(CheckId::owner).add({Code::owner_not_asked, {}, ""});
        if (check(CheckId::accreditation).findings.empty())
            check(CheckId::accreditation).add({Code::verify_no_content, {}, ""});
    }

    void conclude() {
        // Nobody vouches for a file without a seal: what it says of itself, its end date too, proves nothing, neither
        // for it nor against it.
        if (m_report.seals.empty() && !m_report.problem) {
            m_report.verdict = Verdict::indeterminate;
            return;
        }
        std::vector<Verdict> verdicts;
        bool failed = false;
        const bool vouched_for =
            std::all_of(m_report.seals.begin(), m_report.seals.end(),
                        [](const SealReport& seal) { return seal.indication == Indication::total_passed; });
        for (const CheckResult& result : m_report.checks) {
            // The dates of a file whose seal is in doubt are nobody's word: they prove nothing against it.
            const bool proves = result.id != CheckId::validity || vouched_for;
            const bool refused = result.status == CheckStatus::failed && proves;
            failed = failed || refused;
            if (refused)
                verdicts.push_back(Verdict::invalid);
            else if (result.status == CheckStatus::undetermined || result.status == CheckStatus::failed)
                verdicts.push_back(Verdict::indeterminate);
        }
        for (const SealReport& seal : m_report.seals)
            verdicts.push_back(verdict_of(seal.indication));
        // A broken seal is a definite answer even when what it covers cannot be read.
        if (m_report.problem && !failed)
            verdicts.push_back(Verdict::unprocessable);
        m_report.verdict = worst_of(std::span<const Verdict>{verdicts});
    }

    static Verdict verdict_of(Indication indication) {
        switch (indication) {
        case Indication::total_passed:
            return Verdict::valid;
        case Indication::total_failed:
            return Verdict::invalid;
        case Indication::indeterminate:
            break;
        }
        return Verdict::indeterminate;
    }

    const DataFolder& m_data;
    const VerifyOptions& m_options;
    const credential::Vocabularies& m_vocabularies;
    const credential::ProfileTables& m_tables;
    const credential::Elm2Profile& m_elm2_profile;
    const policy::Policy& m_policy;
    const trust::Authorities& m_authorities;
    verify::EvidenceFetcher* m_fetcher;   ///< null: nothing is fetched
    verify::OnlineBudget m_online_budget; ///< of the file
    std::shared_ptr<seal::RevocationWork> m_revocation_work = std::make_shared<seal::RevocationWork>();
    std::vector<crypto::Certificate> m_certificates; ///< of the caller, and of all seals of the file
    std::vector<seal::RevocationSource> m_sources;
    Report& m_report;
    std::vector<std::vector<CheckStatus>> m_statuses = std::vector<std::vector<CheckStatus>>(check_count);
    std::vector<xml::Element> m_roots;     ///< of XML: where the sealed content begins
    std::vector<verify::Sealer> m_sealers; ///< as the seals of the report
    std::vector<xml::Element> m_homes;     ///< of XML: the credential that each seal stood in, for comparison alone
    std::vector<xml::Element> m_extents;   ///< of XML: where each credential of the report stands
    /** Of a seal over contents beside the file: those that every seal covers and that were handed over. */
    std::optional<std::vector<const DetachedContent*>> m_contents;
    std::vector<std::vector<const DetachedContent*>>
        m_contents_of_seals; ///< of JSON: what each covers beside the file
    seal::XmlSeals m_xml_seals;
};

} // namespace

Verifier::Verifier(DataFolder data, VerifyOptions options)
    : m_parts(std::make_unique<const Parts>(std::move(data), std::move(options))) {}
Verifier::Verifier(Verifier&&) noexcept = default;
Verifier::~Verifier() = default;

Report Verifier::refused(const std::string& path, const Error& error) const {
    Report report;
    report.path = path;
    report.verdict = Verdict::unprocessable;
    report.problem = error.finding();
    report.checks = seal::all_checks();
    report.check(CheckId::format).findings.push_back(error.finding());
    report.check(CheckId::format).status = CheckStatus::undetermined;
    for (CheckResult& check : report.checks)
        if (check.id != CheckId::format)
            check.add({Code::verify_no_content, {}, ""});
    m_parts->name_circumstances(report);
    return report;
}

Report Verifier::verify(const std::string& path, std::string_view content) const {
    const Parts& parts = *m_parts;
    const Effort effort{parts.options.limits};
    Report report;
    report.path = path;
    report.size = content.size();
    report.sha256 = crypto::sha256_hex(as_bytes(content));
    report.checks = seal::all_checks();
    parts.name_circumstances(report);
    const intake::Opened file = intake::open(content, parts.options.limits);
    if (!file.jws && !file.xml && file.credential == nullptr)
        throw Error{file.kind == intake::Kind::other_json || file.kind == intake::Kind::other_xml
                        ? Code::input_not_a_credential
                        : Code::input_kind_not_supported,
                    {{"kind", std::string{intake::kind_description(file.kind)}}}};
    Judge{parts.data,   parts.options,     parts.vocabularies,  parts.profile,     parts.elm2_profile,
          parts.policy, parts.authorities, parts.fetcher.get(), parts.revocations, report}
        .judge(file);
    return report;
}

} // namespace requal
