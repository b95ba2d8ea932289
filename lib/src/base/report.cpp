#include "requal/report.hpp"

#include "base/catalogue.hpp"
#include "requal/codes.hpp"
#include "requal/sub_indications.hpp"

#include <algorithm>
#include <array>

namespace requal {
namespace {

struct CheckRow {
    CheckId id;
    std::string_view text;
    std::string_view question;
};

constexpr std::array check_rows{
    CheckRow{CheckId::format, "format", "is it a well-formed file of a known kind?"},
    CheckRow{CheckId::profile, "profile", "does it conform to the application profile it names?"},
    CheckRow{CheckId::seal_integrity, "seal.integrity", "are signature value and everything signed intact?"},
    CheckRow{CheckId::seal_coverage, "seal.coverage", "is everything shown inside what was signed?"},
    CheckRow{CheckId::seal_signer, "seal.signer", "is the signing certificate the one the signature binds?"},
    CheckRow{CheckId::seal_chain, "seal.chain", "does it chain to an anchor, valid at the proven time?"},
    CheckRow{CheckId::seal_qualified, "seal.qualified", "what kind of seal is it, by the trusted list?"},
    CheckRow{CheckId::seal_revocation, "seal.revocation", "was the certificate good at the proven time?"},
    CheckRow{CheckId::seal_time, "seal.time", "since when does the seal provably exist, and who says so?"},
    CheckRow{CheckId::seal_algorithms, "seal.algorithms", "were the algorithms acceptable at that time?"},
    CheckRow{CheckId::issuer, "issuer", "is the sealing organisation the one the credential names?"},
    CheckRow{CheckId::validity, "validity", "is the credential within its own dates?"},
    CheckRow{CheckId::status, "status", "was it revoked or suspended by its issuer?"},
    CheckRow{CheckId::accreditation, "accreditation", "was the awarding body accredited for this award?"},
    CheckRow{CheckId::owner, "owner", "is the subject the applicant?"}};
static_assert(check_rows.size() == check_count);

/** The explicit table behind worst_of: the order of the enumerators means nothing. */
int rank(Verdict verdict) {
    switch (verdict) {
    case Verdict::valid:
        return 0;
    case Verdict::indeterminate:
        return 1;
    case Verdict::invalid:
        return 2;
    case Verdict::unprocessable:
        return 3;
    }
    return 3;
}

int rank(CheckStatus status) {
    switch (status) {
    case CheckStatus::skipped:
        return 0;
    case CheckStatus::passed:
        return 1;
    case CheckStatus::undetermined:
        return 2;
    case CheckStatus::failed:
        return 3;
    }
    return 3;
}

struct SubIndicationRow {
    SubIndication id;
    std::string_view text;
    Effect effect;
};

constexpr std::array sub_indication_rows{
    SubIndicationRow{SubIndication::none, "", Effect::none},
#define REQUAL_SUB_INDICATION(id, text, effect) SubIndicationRow{SubIndication::id, text, Effect::effect},
#include "requal/sub_indications.def"
#undef REQUAL_SUB_INDICATION
};

constexpr bool rows_stand_in_order() {
    for (std::size_t i = 0; i < sub_indication_rows.size(); ++i)
        if (static_cast<std::size_t>(sub_indication_rows[i].id) != i)
            return false;
    return true;
}
static_assert(rows_stand_in_order());

/** Does not compile when an enumerator has no row. */
[[maybe_unused]] constexpr bool has_row(SubIndication sub) {
    switch (sub) {
    case SubIndication::none:
#define REQUAL_SUB_INDICATION(id, text, effect) case SubIndication::id:
#include "requal/sub_indications.def"
#undef REQUAL_SUB_INDICATION
        return true;
    }
    return false;
}

const SubIndicationRow& row(SubIndication sub) noexcept {
    return sub_indication_rows[static_cast<std::size_t>(sub)];
}

} // namespace

std::string_view verdict_text(Verdict verdict) noexcept {
    switch (verdict) {
    case Verdict::valid:
        return "valid";
    case Verdict::invalid:
        return "invalid";
    case Verdict::indeterminate:
        return "indeterminate";
    case Verdict::unprocessable:
        return "unprocessable";
    }
    return "";
}

std::string_view check_status_text(CheckStatus status) noexcept {
    switch (status) {
    case CheckStatus::passed:
        return "passed";
    case CheckStatus::failed:
        return "failed";
    case CheckStatus::undetermined:
        return "undetermined";
    case CheckStatus::skipped:
        return "skipped";
    }
    return "";
}

std::string_view check_text(CheckId id) noexcept {
    return check_rows[static_cast<std::size_t>(id)].text;
}
std::string_view check_question(CheckId id) noexcept {
    return check_rows[static_cast<std::size_t>(id)].question;
}

std::string_view indication_text(Indication indication) noexcept {
    switch (indication) {
    case Indication::total_passed:
        return "TOTAL-PASSED";
    case Indication::total_failed:
        return "TOTAL-FAILED";
    case Indication::indeterminate:
        return "INDETERMINATE";
    }
    return "";
}

std::string_view sub_indication_text(SubIndication sub) noexcept {
    return row(sub).text;
}

std::size_t sub_indication_count() noexcept {
    return sub_indication_rows.size() - 1;
}
SubIndication sub_indication_at(std::size_t index) noexcept {
    return sub_indication_rows[index + 1].id;
}
Effect effect_of(SubIndication sub) noexcept {
    return row(sub).effect;
}

std::optional<SubIndication> sub_indication_from_text(std::string_view text) noexcept {
    for (std::size_t i = 0; i < sub_indication_count(); ++i)
        if (sub_indication_text(sub_indication_at(i)) == text)
            return sub_indication_at(i);
    return std::nullopt;
}

std::string message(SubIndication sub, Language language) {
    return std::string{sub_indication_entry(sub, language).message};
}
std::string cause(SubIndication sub, Language language) {
    return std::string{sub_indication_entry(sub, language).cause};
}
std::string remedy(SubIndication sub, Language language) {
    return std::string{sub_indication_entry(sub, language).remedy};
}

bool Report::is_sealed(std::size_t credential) const {
    return std::any_of(seals.begin(), seals.end(), [credential](const SealReport& seal) {
        return seal.indication == Indication::total_passed &&
               std::find(seal.issues.begin(), seal.issues.end(), credential) != seal.issues.end();
    });
}

Verdict worst_of(std::span<const Verdict> verdicts) noexcept {
    if (verdicts.empty())
        return Verdict::indeterminate;
    return *std::max_element(verdicts.begin(), verdicts.end(),
                             [](Verdict a, Verdict b) { return rank(a) < rank(b); });
}

CheckStatus worst_of(std::span<const CheckStatus> statuses) noexcept {
    if (statuses.empty())
        return CheckStatus::skipped;
    return *std::max_element(statuses.begin(), statuses.end(),
                             [](CheckStatus a, CheckStatus b) { return rank(a) < rank(b); });
}

void CheckResult::add(Finding finding) {
    const Effect effect = effect_of(finding.code);
    if (effect == Effect::failed)
        status = CheckStatus::failed;
    else if (effect == Effect::indeterminate && status != CheckStatus::failed)
        status = CheckStatus::undetermined;
    if (findings.size() < most_listed) {
        findings.push_back(shortened(std::move(finding)));
        return;
    }
    if (listed.empty())
        for (const Finding& one : findings)
            listed.insert(one.code);
    // No verdict without its reason: the first of a kind is listed however many of others stand before it.
    if (listed.insert(finding.code).second) {
        findings.insert(findings.end() - (left_out > 0 ? 1 : 0), shortened(std::move(finding)));
        return;
    }
    if (left_out++ == 0)
        findings.push_back({Code::seal_more_findings, {}, ""});
    findings.back().arguments = {{"count", std::to_string(left_out)}};
}

} // namespace requal
