#include "verify/explanation.hpp"

#include "base/catalogue.hpp"
#include "requal/codes.hpp"
#include "requal/sub_indications.hpp"

#include <algorithm>
#include <array>

namespace requal::verify {
namespace {

struct DecidingCode {
    SubIndication sub;
    Code code;
};
/** The finding whose details tell the case of a sub-indication. */
constexpr std::array deciding_codes{
    DecidingCode{SubIndication::revoked, Code::revocation_before_sealing},
    DecidingCode{SubIndication::expired, Code::chain_expired_before_sealing},
    DecidingCode{SubIndication::not_yet_valid, Code::chain_not_yet_valid},
    DecidingCode{SubIndication::chain_constraints_failure, Code::chain_rule_broken},
    DecidingCode{SubIndication::chain_constraints_failure, Code::chain_key_usage},
    DecidingCode{SubIndication::chain_constraints_failure, Code::chain_other_use},
    DecidingCode{SubIndication::certificate_chain_general_failure, Code::revocation_none},
    DecidingCode{SubIndication::no_certificate_chain_found, Code::chain_no_anchors},
    DecidingCode{SubIndication::no_certificate_chain_found, Code::chain_anchor_missing},
    DecidingCode{SubIndication::revoked_no_poe, Code::revocation_no_proof},
    DecidingCode{SubIndication::revoked_ca_no_poe, Code::revocation_of_authority},
    DecidingCode{SubIndication::out_of_bounds_no_poe, Code::chain_expired_no_proof},
    DecidingCode{SubIndication::out_of_bounds_no_poe, Code::chain_judged_before_issue},
    DecidingCode{SubIndication::out_of_bounds_not_revoked, Code::chain_expired_no_proof},
    DecidingCode{SubIndication::timestamp_order_failure, Code::time_order},
    DecidingCode{SubIndication::try_later, Code::revocation_stale},
    DecidingCode{SubIndication::revocation_out_of_bounds_no_poe, Code::revocation_none}};

/** Where the reason stands when many codes can be it. Algorithms come first for the sub-indications about them:
 * without a certificate that check only says that there is none. */
constexpr std::array checks_of_form{CheckId::seal_integrity, CheckId::seal_signer, CheckId::seal_coverage};
constexpr std::array checks_of_algorithms{CheckId::seal_algorithms, CheckId::seal_integrity, CheckId::seal_signer};

class Explainer {
  public:
    Explainer(const Report& report, const SealReport& seal, Language language)
        : m_report(report), m_seal(seal), m_language(language) {}

    [[nodiscard]] std::string sentence() {
        gather();
        const std::string filled = fill_places(pattern(), m_places);
        // A report that does not hold the details gets the sentence that needs none.
        return has_open_place() ? message(m_seal.sub_indication, m_language) : filled;
    }

  private:
    [[nodiscard]] std::string words(Explanation explanation) const {
        return std::string{explanation_words(explanation, m_language)};
    }
    void place(std::string name, std::string text) {
        if (!text.empty())
            m_places.emplace_back(std::move(name), std::move(text));
    }
    void place(std::string name, const std::optional<Time>& time) {
        if (time)
            m_places.emplace_back(std::move(name), plain_date(*time));
    }

    [[nodiscard]] std::string_view pattern() {
        if (m_seal.indication != Indication::total_passed) {
            if (m_deciding != nullptr && m_deciding->code == Code::chain_judged_before_issue)
                return explanation_words(Explanation::judged_too_early, m_language);
            return sub_indication_entry(m_seal.sub_indication, m_language).one_case;
        }
        if (m_seal.anchor && m_seal.signer && m_seal.anchor->sha256 == m_seal.signer->sha256)
            return explanation_words(Explanation::passed_directly_trusted, m_language);
        if (!m_seal.proven_since)
            return explanation_words(Explanation::passed_unproven, m_language);
        if (m_deciding != nullptr)
            return explanation_words(Explanation::passed_revoked_since, m_language);
        return explanation_words(m_seal.signer && m_seal.signer->not_after < m_report.time
                                     ? Explanation::passed_ended_since
                                     : Explanation::passed_proven,
                                 m_language);
    }

    /** A place that nothing fills; a name from a certificate may hold brackets of its own. */
    [[nodiscard]] bool has_open_place() {
        std::string_view rest = pattern();
        for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
            const std::size_t close = rest.find('}', open);
            const std::string_view name = rest.substr(open + 1, close - open - 1);
            if (std::none_of(m_places.begin(), m_places.end(), [&](const auto& each) { return each.first == name; }))
                return true;
            rest.remove_prefix(close);
        }
        return false;
    }

    void gather() {
        place("judged", m_report.time);
        place("best", m_seal.best_signature_time);
        gather_signer();
        gather_stamps();
        place("content", content());
        m_deciding = deciding();
        place("finding", m_deciding == nullptr ? words(Explanation::no_reason) : message(*m_deciding, m_language));
        if (m_deciding != nullptr)
            m_places.insert(m_places.end(), m_deciding->arguments.begin(), m_deciding->arguments.end());
    }

    void gather_signer() {
        const bool named = m_seal.signer && !m_seal.signer->common_name.empty();
        place("signer", named ? m_seal.signer->common_name : words(Explanation::somebody));
        if (m_seal.signer) {
            place("begins", m_seal.signer->not_before);
            place("ended", m_seal.signer->not_after);
        }
        if (m_seal.anchor)
            place("anchor", m_seal.anchor->common_name.empty() ? m_seal.anchor->subject : m_seal.anchor->common_name);
    }

    void gather_stamps() {
        place("proven", m_seal.proven_since);
        for (const SealTimestamp& stamp : m_seal.timestamps)
            if (m_seal.proven_since && stamp.kind != "content" && stamp.indication == Indication::total_passed &&
                stamp.time == m_seal.proven_since) {
                place("authority", stamp.authority.empty() ? words(Explanation::somebody) : stamp.authority);
                place("stamp", words(stamp.qualified == "yes" ? Explanation::stamp_qualified : Explanation::stamp));
                break;
            }
        place("settle", settle());
    }

    /** What would prove the age of the seal: a time-stamp on it that is intact and early enough, but not believed. */
    [[nodiscard]] std::string settle() const {
        for (const SealTimestamp& stamp : m_seal.timestamps) {
            if (stamp.kind == "content" || !stamp.imprint_intact || !stamp.signature_intact || !stamp.time ||
                stamp.authority.empty() || (m_seal.signer && m_seal.signer->not_after < *stamp.time))
                continue;
            const Arguments details{{"stamped", plain_date(*stamp.time)}, {"stamper", stamp.authority}};
            if (stamp.sub_indication == SubIndication::no_certificate_chain_found)
                return fill_places(words(Explanation::settle_authority_unknown), details);
            if (stamp.sub_indication == SubIndication::certificate_chain_general_failure ||
                stamp.sub_indication == SubIndication::try_later)
                return fill_places(words(Explanation::settle_authority_revocation), details);
        }
        return words(Explanation::settle_no_stamp);
    }

    /** The first part that is not as it was sealed, or not there. */
    [[nodiscard]] std::string content() const {
        const bool missing = m_seal.sub_indication == SubIndication::signed_data_not_found;
        for (const SealReference& reference : m_seal.references)
            if ((missing ? !reference.found : !reference.intact) && !reference.uri.empty())
                return "'" + reference.uri + "'";
        return words(Explanation::content);
    }

    [[nodiscard]] const Finding* deciding() const {
        if (m_seal.indication == Indication::total_passed)
            return first([](const CheckResult&, const Finding& finding) {
                return finding.code == Code::revocation_after_sealing;
            });
        for (const DecidingCode& row : deciding_codes)
            if (row.sub == m_seal.sub_indication)
                if (const Finding* found =
                        first([&](const CheckResult&, const Finding& finding) { return finding.code == row.code; }))
                    return found;
        const bool about_algorithms = m_seal.sub_indication == SubIndication::crypto_constraints_failure ||
                                      m_seal.sub_indication == SubIndication::crypto_constraints_failure_no_poe;
        for (const CheckId id : about_algorithms ? checks_of_algorithms : checks_of_form)
            if (const Finding* found = first([&](const CheckResult& check, const Finding& finding) {
                    const Effect effect = effect_of(finding.code);
                    return check.id == id && (effect == Effect::failed || effect == effect_of(m_seal.sub_indication));
                }))
                return found;
        return nullptr;
    }

    template <typename Wanted>
    [[nodiscard]] const Finding* first(Wanted wanted) const {
        for (const CheckResult& check : m_report.checks)
            for (const Finding& finding : check.findings)
                if (wanted(check, finding) && concerns(finding, m_seal, m_report))
                    return &finding;
        return nullptr;
    }

    const Report& m_report;
    const SealReport& m_seal;
    Language m_language;
    Arguments m_places;
    const Finding* m_deciding = nullptr;
};

} // namespace

bool concerns(const Finding& finding, const SealReport& seal, const Report& report) {
    if (report.seals.size() == 1)
        return true;
    if (!finding.where.starts_with(seal.where))
        return false;
    // "/signatures/1" is no part of "/signatures/10".
    const std::size_t end = seal.where.size();
    return finding.where.size() == end || finding.where[end] == '/' || finding.where[end] == '[';
}

std::string explain_seal(const Report& report, const SealReport& seal, Language language) {
    return Explainer{report, seal, language}.sentence();
}

} // namespace requal::verify
