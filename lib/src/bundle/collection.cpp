#include "bundle/collection.hpp"

#include "trust/bundle.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/trust_queries.hpp"

#include <algorithm>

namespace requal::bundle {
namespace {

/** Days before the next update at which an import says that a list is soon to end. */
constexpr int soon = 14;

CheckedList check(const Received& received) {
    if (!received.problem)
        return check_list(received.source, received.content);
    CheckedList unread;
    unread.source = received.source;
    unread.refusals.push_back(*received.problem);
    return unread;
}

BundledList facts_of(const CheckedList& checked) {
    BundledList facts;
    facts.source = checked.source;
    facts.sha256 = checked.sha256;
    if (checked.signer)
        facts.signer = checked.signer->facts().common_name;
    if (!checked.list)
        return facts;
    const trust::TrustedList& list = *checked.list;
    facts.territory = list.territory;
    facts.list_of_lists = list.is_list_of_lists();
    facts.scheme_operator = list.scheme_operator;
    facts.sequence = list.sequence;
    facts.version = list.version == "6" ? 6 : 5;
    facts.issued = list.issued;
    facts.next_update = list.next_update;
    facts.services = list.service_count();
    return facts;
}

Finding wrong_signer(const CheckedList& checked) {
    return {Code::trust_list_signer_unknown,
            {{"signer", checked.signer ? checked.signer->facts().common_name : "nobody known"}},
            ""};
}

Finding kept_finding(const BundledList& kept) {
    return {Code::trust_list_kept, {{"territory", kept.territory}, {"sequence", std::to_string(kept.sequence)}}, ""};
}

Finding older(const CheckedList& checked, std::int64_t kept) {
    return {Code::trust_list_older,
            {{"sequence", std::to_string(checked.list->sequence)}, {"kept", std::to_string(kept)}},
            ""};
}

} // namespace

std::vector<crypto::Certificate> signers_of_the_next(const trust::TrustedList& list_of_lists) {
    std::vector<crypto::Certificate> signers;
    for (const trust::ListPointer& pointer : list_of_lists.pointers)
        if (pointer.leads_to_list_of_lists())
            signers.insert(signers.end(), pointer.signers.begin(), pointer.signers.end());
    return signers;
}

std::vector<crypto::Certificate> read_signers(const std::string& path) {
    std::string content;
    try {
        content = read_file(path, list_limits().input_bytes);
    } catch (const Error& error) {
        throw Error{Code::trust_signers_unreadable, {{"detail", message(error.finding(), Language::en)}}}.in_file(
            path);
    }
    auto signers = crypto::Certificate::from_pem_or_der(content);
    if (signers.empty())
        throw Error{Code::trust_signers_unreadable, {{"detail", "the file holds no certificate"}}}.in_file(path);
    return signers;
}

Collection::Collection(std::string folder, Time at) : m_at(at), m_store(std::move(folder)) {
    if (auto before = m_store.manifest())
        m_before = std::move(*before);
    m_report.folder = m_store.folder();
}

ImportedList& Collection::report(const CheckedList& checked, std::string role, ListOutcome outcome) {
    m_report.lists.push_back({checked.source, outcome, std::move(role), facts_of(checked), checked.refusals});
    if (checked.list && outcome != ListOutcome::refused)
        for (const Finding& flaw : checked.list->flaws)
            m_report.lists.back().reasons.push_back(flaw);
    return m_report.lists.back();
}

// --- the list of lists -------------------------------------------------------------------------------------------

/** Oldest first, each pivot hands the right to sign to whom it announces (Decision (EU) 2015/1505, annex). */
std::vector<crypto::Certificate> Collection::follow(const std::vector<Received>& pivots,
                                                    std::vector<crypto::Certificate> signers) {
    std::vector<CheckedList> checked;
    checked.reserve(pivots.size());
    for (const Received& pivot : pivots)
        checked.push_back(check(pivot));
    std::stable_sort(checked.begin(), checked.end(), [](const CheckedList& a, const CheckedList& b) {
        return (a.list ? a.list->sequence : 0) < (b.list ? b.list->sequence : 0);
    });
    for (CheckedList& pivot : checked) {
        if (pivot.refusals.empty() && !pivot.list->is_list_of_lists())
            pivot.refusals.push_back({Code::trust_pivot_refused, {{"detail", "it is no list of lists"}}, ""});
        else if (pivot.refusals.empty() && !pivot.signed_by_one_of(signers))
            pivot.refusals.push_back(wrong_signer(pivot));
        const bool good = pivot.refusals.empty();
        report(pivot, "pivot", good ? ListOutcome::imported : ListOutcome::refused);
        if (good)
            signers = signers_of_the_next(*pivot.list);
    }
    return signers;
}

void Collection::take_list_of_lists(const Received& received, const std::vector<Received>& pivots,
                                    std::vector<crypto::Certificate> signers) {
    signers = follow(pivots, std::move(signers));
    CheckedList checked = check(received);
    if (checked.refusals.empty() && !checked.list->is_list_of_lists())
        checked.refusals.push_back({Code::trust_not_a_list, {{"kind", "a national list, not a list of lists"}}, ""});
    else if (checked.refusals.empty() && !checked.signed_by_one_of(signers))
        checked.refusals.push_back(wrong_signer(checked));
    if (!checked.refusals.empty()) {
        const std::string detail = message(checked.refusals.front(), Language::en);
        ImportedList& refused = report(checked, "list-of-lists", ListOutcome::refused);
        const BundledList* kept = m_before.list_of_lists();
        if (kept == nullptr)
            throw Error{Code::trust_lotl_missing, {{"detail", detail}}}.in_file(checked.source);
        refused.reasons.push_back(kept_finding(*kept));
        return keep_list_of_lists(detail);
    }
    if (const BundledList* kept = m_before.list_of_lists();
        kept != nullptr && checked.list->sequence < kept->sequence) {
        report(checked, "list-of-lists", ListOutcome::kept).reasons.push_back(older(checked, kept->sequence));
        return keep_list_of_lists("");
    }
    report(checked, "list-of-lists", ListOutcome::imported);
    m_lotl = keep(checked, received.content);
}

void Collection::keep_list_of_lists(const std::string& detail) {
    const BundledList* kept = m_before.list_of_lists();
    if (kept == nullptr)
        throw Error{Code::trust_lotl_missing, {{"detail", detail}}};
    m_lotl = reload(*kept);
}

std::vector<crypto::Certificate> Collection::signers_known_before() const {
    const BundledList* known = m_before.list_of_lists();
    return known == nullptr ? std::vector<crypto::Certificate>{} : signers_of_the_next(reload(*known).list);
}

// --- national lists ------------------------------------------------------------------------------------------------

/** Why a well-signed list does not count; nothing when it does. */
std::optional<Finding> Collection::objection(const CheckedList& checked, const std::string& expected) const {
    const std::string& territory = checked.list->territory;
    if (!expected.empty() && territory != expected)
        return Finding{Code::trust_list_of_another_territory, {{"expected", expected}, {"territory", territory}}, ""};
    bool announced = false;
    for (const trust::ListPointer& pointer : m_lotl.list.pointers) {
        if (pointer.leads_to_list_of_lists() || pointer.territory != territory)
            continue;
        announced = true;
        if (checked.signed_by_one_of(pointer.signers))
            return std::nullopt;
    }
    if (!announced)
        return Finding{Code::trust_list_not_announced, {{"territory", territory}}, ""};
    return wrong_signer(checked);
}

void Collection::take_list(const Received& received, const std::string& expected) {
    CheckedList checked = check(received);
    if (checked.refusals.empty() && expected.empty() && checked.list->is_list_of_lists())
        return pass_over(checked);
    if (checked.refusals.empty())
        if (auto reason = objection(checked, expected))
            checked.refusals.push_back(std::move(*reason));
    const std::string territory = !expected.empty() ? expected : checked.list ? checked.list->territory : "";
    const std::optional<BundledList> there = in_bundle(territory);
    if (!checked.refusals.empty()) {
        ImportedList& refused = report(checked, "list", ListOutcome::refused);
        if (there)
            refused.reasons.push_back(kept_finding(*there));
        return;
    }
    if (there && checked.list->sequence < there->sequence) {
        report(checked, "list", ListOutcome::kept).reasons.push_back(older(checked, there->sequence));
        return;
    }
    report(checked, "list", ListOutcome::imported);
    m_taken.insert_or_assign(territory, keep(checked, received.content));
}

/** A folder of lists holds the list of lists and its pivots too as a rule; they have their own options. */
void Collection::pass_over(const CheckedList& checked) {
    const bool known = checked.sha256 == m_lotl.facts.sha256 ||
                       std::any_of(m_report.lists.begin(), m_report.lists.end(),
                                   [&](const ImportedList& other) { return other.facts.sha256 == checked.sha256; });
    if (!known)
        report(checked, "list-of-lists", ListOutcome::kept)
            .reasons.push_back({Code::trust_list_of_lists_passed_over, {}, ""});
}

std::optional<BundledList> Collection::in_bundle(const std::string& territory) const {
    if (const auto taken = m_taken.find(territory); taken != m_taken.end())
        return taken->second.facts;
    if (const BundledList* kept = m_before.list_of(territory); kept != nullptr && !kept->list_of_lists)
        return *kept;
    return std::nullopt;
}

Collection::Taken Collection::keep(CheckedList& checked, const std::string& content) {
    Taken taken{facts_of(checked), std::move(*checked.list)};
    taken.facts.file = m_store.keep("lists", taken.facts.territory, checked.sha256, ".xml", content);
    return taken;
}

/** A list that was judged good when it came in is read again as it is. */
Collection::Taken Collection::reload(const BundledList& facts) const {
    CheckedList checked = check_list(facts.source, m_store.read(facts.file, facts.sha256));
    if (!checked.intact())
        throw Error{Code::trust_bundle_unusable,
                    {{"path", m_store.folder()}, {"detail", facts.file + " is no good list any more"}}};
    return {facts, std::move(*checked.list)};
}

// --- the bundle ----------------------------------------------------------------------------------------------------

ImportReport Collection::publish() {
    for (const BundledList& list : m_before.lists)
        if (!list.list_of_lists && !m_taken.contains(list.territory))
            m_taken.emplace(list.territory, reload(list));
    trust::Manifest manifest;
    manifest.made = m_at;
    manifest.lists.push_back(m_lotl.facts);
    std::vector<trust::IndexedList> lists;
    for (const auto& [territory, taken] : m_taken) {
        manifest.lists.push_back(taken.facts);
        lists.push_back(
            {territory, &taken.list, taken.list.of_union() && m_lotl.list.announces_for_union(territory)});
    }
    std::set<std::string> announced;
    for (const trust::ListPointer& pointer : m_lotl.list.pointers)
        if (!pointer.leads_to_list_of_lists() && !pointer.territory.empty())
            announced.insert(pointer.territory);
    for (const std::string& territory : announced)
        if (!m_taken.contains(territory))
            manifest.missing.push_back(territory);
    manifest.anchors = m_before.anchors;
    m_store.publish(std::move(manifest), lists, read_own_anchors(m_store, m_before));
    m_report.bundle = TrustBundle::open(m_store.folder());
    note_dates();
    return std::move(m_report);
}

void Collection::note_dates() {
    const BundleAgeCheck age = check_age(m_report.bundle, m_at, soon);
    for (const Finding& note : age.notes)
        if (note.code != Code::trust_anchor_own) // an import did not change them
            m_report.notes.push_back(note);
    for (const ListAgeCheck& list : age.lists)
        m_report.notes.insert(m_report.notes.end(), list.findings.begin(), list.findings.end());
}

} // namespace requal::bundle
