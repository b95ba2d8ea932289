#include "bundle/list_check.hpp"
#include "bundle/store.hpp"
#include "trust/bundle.hpp"

#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/trust_import.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace requal {
namespace {

using bundle::CheckedList;

/** Days before the next update at which a list is called soon to end. */
constexpr std::int64_t soon = 14 * 86400;

class Import {
  public:
    explicit Import(const ImportRequest& request) : m_request(request), m_store(request.folder) {
        if (auto before = m_store.manifest())
            m_before = std::move(*before);
        m_report.folder = request.folder;
        m_total = request.lists.size() + request.pivots.size() + (request.list_of_lists.empty() ? 0 : 1);
    }

    ImportReport run() {
        take_list_of_lists();
        for (const std::string& file : m_request.lists)
            take_list(file);
        keep_the_rest();
        publish();
        note_dates();
        m_report.bundle = TrustBundle::open(m_request.folder);
        return std::move(m_report);
    }

  private:
    struct Taken {
        BundledList facts;
        trust::TrustedList list;
    };

    CheckedList check(const std::string& file) {
        if (m_request.progress)
            m_request.progress(file, m_done, m_total);
        ++m_done;
        try {
            m_content = read_file(file, bundle::list_limits().input_bytes);
        } catch (const Error& error) {
            CheckedList unread;
            unread.source = file;
            unread.refusals.push_back(error.finding());
            m_content.clear();
            return unread;
        }
        return bundle::check_list(file, m_content);
    }

    static BundledList facts_of(const CheckedList& checked) {
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

    ImportedList& report(const CheckedList& checked, std::string role, ListOutcome outcome) {
        m_report.lists.push_back({checked.source, outcome, std::move(role), facts_of(checked), checked.refusals});
        if (checked.list && outcome != ListOutcome::refused)
            for (const Finding& flaw : checked.list->flaws)
                m_report.lists.back().reasons.push_back(flaw);
        return m_report.lists.back();
    }

    // --- the list of lists ---------------------------------------------------------------------------------------

    [[nodiscard]] std::vector<crypto::Certificate> announced_signers() const {
        if (m_request.signers.empty())
            throw Error{Code::trust_signers_unreadable, {{"detail", "none were handed over"}}};
        std::string content;
        try {
            content = read_file(m_request.signers, bundle::list_limits().input_bytes);
        } catch (const Error& error) {
            throw Error{Code::trust_signers_unreadable, {{"detail", message(error.finding(), Language::en)}}}.in_file(
                m_request.signers);
        }
        auto signers = crypto::Certificate::from_pem_or_der(content);
        if (signers.empty())
            throw Error{Code::trust_signers_unreadable, {{"detail", "the file holds no certificate"}}}.in_file(
                m_request.signers);
        return signers;
    }

    /** Whom a list of lists announces as signers of itself: the pointer to its own kind. */
    static std::vector<crypto::Certificate> next_signers(const trust::TrustedList& list) {
        std::vector<crypto::Certificate> signers;
        for (const trust::ListPointer& pointer : list.pointers)
            if (pointer.type == "EUlistofthelists")
                signers.insert(signers.end(), pointer.signers.begin(), pointer.signers.end());
        return signers;
    }

    static Finding wrong_signer(const CheckedList& checked) {
        return {Code::trust_list_signer_unknown,
                {{"signer", checked.signer ? checked.signer->facts().common_name : "nobody known"}},
                ""};
    }

    /** Oldest first, each pivot hands the right to sign to whom it announces (Decision (EU) 2015/1505, annex). */
    std::vector<crypto::Certificate> follow_pivots(std::vector<crypto::Certificate> signers) {
        std::vector<CheckedList> pivots;
        for (const std::string& file : m_request.pivots)
            pivots.push_back(check(file));
        std::stable_sort(pivots.begin(), pivots.end(), [](const CheckedList& a, const CheckedList& b) {
            return (a.list ? a.list->sequence : 0) < (b.list ? b.list->sequence : 0);
        });
        for (CheckedList& pivot : pivots) {
            if (pivot.refusals.empty() && !pivot.list->is_list_of_lists())
                pivot.refusals.push_back({Code::trust_pivot_refused, {{"detail", "it is no list of lists"}}, ""});
            else if (pivot.refusals.empty() && !pivot.signed_by_one_of(signers))
                pivot.refusals.push_back(wrong_signer(pivot));
            const bool good = pivot.refusals.empty();
            report(pivot, "pivot", good ? ListOutcome::imported : ListOutcome::refused);
            if (good)
                signers = next_signers(*pivot.list);
        }
        return signers;
    }

    void take_list_of_lists() {
        if (m_request.list_of_lists.empty())
            return keep_list_of_lists("none was handed over");
        const std::vector<crypto::Certificate> signers = follow_pivots(announced_signers());
        CheckedList checked = check(m_request.list_of_lists);
        if (checked.refusals.empty() && !checked.list->is_list_of_lists())
            checked.refusals.push_back(
                {Code::trust_not_a_list, {{"kind", "a national list, not a list of lists"}}, ""});
        else if (checked.refusals.empty() && !checked.signed_by_one_of(signers))
            checked.refusals.push_back(wrong_signer(checked));
        if (!checked.refusals.empty()) {
            const std::string detail = message(checked.refusals.front(), Language::en);
            ImportedList& refused = report(checked, "list-of-lists", ListOutcome::refused);
            const BundledList* kept = m_before.list_of("EU");
            if (kept == nullptr)
                throw Error{Code::trust_lotl_missing, {{"detail", detail}}}.in_file(checked.source);
            refused.reasons.push_back(kept_finding(*kept));
            return keep_list_of_lists(detail);
        }
        if (const BundledList* kept = m_before.list_of(checked.list->territory);
            kept != nullptr && checked.list->sequence < kept->sequence) {
            report(checked, "list-of-lists", ListOutcome::kept).reasons.push_back(older(checked, kept->sequence));
            return keep_list_of_lists("");
        }
        report(checked, "list-of-lists", ListOutcome::imported);
        m_lotl = keep(checked);
    }

    void keep_list_of_lists(const std::string& detail) {
        for (const BundledList& list : m_before.lists)
            if (list.list_of_lists) {
                m_lotl = reload(list);
                return;
            }
        throw Error{Code::trust_lotl_missing, {{"detail", detail}}};
    }

    // --- national lists --------------------------------------------------------------------------------------------

    static Finding kept_finding(const BundledList& kept) {
        return {
            Code::trust_list_kept, {{"territory", kept.territory}, {"sequence", std::to_string(kept.sequence)}}, ""};
    }
    static Finding older(const CheckedList& checked, std::int64_t kept) {
        return {Code::trust_list_older,
                {{"sequence", std::to_string(checked.list->sequence)}, {"kept", std::to_string(kept)}},
                ""};
    }

    /** Why the signer of a well-signed list may not sign it; nothing when he may. */
    [[nodiscard]] std::optional<Finding> objection(const CheckedList& checked) const {
        bool announced = false;
        for (const trust::ListPointer& pointer : m_lotl.list.pointers) {
            if (pointer.type == "EUlistofthelists" || pointer.territory != checked.list->territory)
                continue;
            announced = true;
            if (checked.signed_by_one_of(pointer.signers))
                return std::nullopt;
        }
        if (!announced)
            return Finding{Code::trust_list_not_announced, {{"territory", checked.list->territory}}, ""};
        return wrong_signer(checked);
    }

    void take_list(const std::string& file) {
        CheckedList checked = check(file);
        if (checked.refusals.empty() && checked.list->is_list_of_lists())
            return pass_over(checked);
        if (checked.refusals.empty())
            if (auto reason = objection(checked))
                checked.refusals.push_back(std::move(*reason));
        const std::string territory = checked.list ? checked.list->territory : std::string{};
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
        m_taken.insert_or_assign(territory, keep(checked));
    }

    /** A folder of lists holds the list of lists and its pivots too as a rule; they have their own options. */
    void pass_over(const CheckedList& checked) {
        const bool known = checked.sha256 == m_lotl.facts.sha256 ||
                           std::any_of(m_report.lists.begin(), m_report.lists.end(), [&](const ImportedList& other) {
                               return other.facts.sha256 == checked.sha256;
                           });
        if (known)
            return;
        ImportedList& passed = report(checked, "list-of-lists", ListOutcome::kept);
        passed.reasons.push_back(
            {Code::trust_list_older,
             {{"sequence", std::to_string(checked.list->sequence)}, {"kept", std::to_string(m_lotl.facts.sequence)}},
             ""});
    }

    [[nodiscard]] std::optional<BundledList> in_bundle(const std::string& territory) const {
        if (const auto taken = m_taken.find(territory); taken != m_taken.end())
            return taken->second.facts;
        if (const BundledList* kept = m_before.list_of(territory); kept != nullptr && !kept->list_of_lists)
            return *kept;
        return std::nullopt;
    }

    Taken keep(CheckedList& checked) {
        Taken taken{facts_of(checked), std::move(*checked.list)};
        taken.facts.file = m_store.keep("lists", taken.facts.territory, checked.sha256, ".xml", m_content);
        return taken;
    }

    /** A list that was judged good when it came in is read again as it is. */
    Taken reload(const BundledList& facts) {
        CheckedList checked = bundle::check_list(facts.source, m_store.read(facts.file, facts.sha256));
        if (!checked.intact())
            throw Error{Code::trust_bundle_unusable,
                        {{"path", m_request.folder}, {"detail", facts.file + " is no good list any more"}}};
        return {facts, std::move(*checked.list)};
    }

    void keep_the_rest() {
        for (const BundledList& list : m_before.lists)
            if (!list.list_of_lists && !m_taken.contains(list.territory))
                m_taken.emplace(list.territory, reload(list));
    }

    // --- the bundle ----------------------------------------------------------------------------------------------

    void publish() {
        trust::Manifest manifest;
        manifest.made = m_request.at;
        manifest.lists.push_back(m_lotl.facts);
        std::vector<trust::IndexedList> lists;
        for (const auto& [territory, taken] : m_taken) {
            manifest.lists.push_back(taken.facts);
            lists.push_back({territory, &taken.list});
        }
        std::set<std::string> announced;
        for (const trust::ListPointer& pointer : m_lotl.list.pointers)
            if (pointer.type != "EUlistofthelists" && !pointer.territory.empty())
                announced.insert(pointer.territory);
        for (const std::string& territory : announced)
            if (!m_taken.contains(territory)) {
                manifest.missing.push_back(territory);
                m_report.notes.push_back({Code::trust_territory_missing, {{"territory", territory}}, ""});
            }
        manifest.anchors = m_before.anchors;
        m_store.publish(std::move(manifest), lists, bundle::read_own_anchors(m_store, m_before));
    }

    void note_dates() {
        const auto note = [&](const BundledList& list) {
            if (!list.next_update)
                m_report.notes.push_back({Code::trust_list_closed, {{"territory", list.territory}}, ""});
            else if (*list.next_update < m_request.at)
                m_report.notes.push_back(
                    {Code::trust_list_expired,
                     {{"territory", list.territory}, {"next_update", plain_date(*list.next_update)}},
                     ""});
            else if (list.next_update->seconds - m_request.at.seconds < soon)
                m_report.notes.push_back(
                    {Code::trust_list_expires_soon,
                     {{"territory", list.territory}, {"next_update", plain_date(*list.next_update)}},
                     ""});
        };
        note(m_lotl.facts);
        for (const auto& [territory, taken] : m_taken)
            note(taken.facts);
    }

    const ImportRequest& m_request;
    bundle::Store m_store;
    trust::Manifest m_before;
    ImportReport m_report;
    std::string m_content; ///< of the file that was checked last
    Taken m_lotl;
    std::map<std::string, Taken> m_taken; ///< by territory
    std::size_t m_done = 0;
    std::size_t m_total = 0;
};

} // namespace

ImportReport import_trusted_lists(const ImportRequest& request) {
    return Import{request}.run();
}

std::string_view list_outcome_text(ListOutcome outcome) noexcept {
    switch (outcome) {
    case ListOutcome::imported:
        return "imported";
    case ListOutcome::kept:
        return "kept";
    case ListOutcome::refused:
        break;
    }
    return "refused";
}

} // namespace requal
