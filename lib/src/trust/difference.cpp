#include "requal/trust_queries.hpp"

#include <algorithm>
#include <set>

namespace requal {
namespace {

const BundledList* list_of(const TrustBundle& bundle, const std::string& territory) {
    const auto found = std::find_if(bundle.lists().begin(), bundle.lists().end(),
                                    [&](const BundledList& list) { return list.territory == territory; });
    return found == bundle.lists().end() ? nullptr : &*found;
}

/** The newest period; a service that gives none has no type either. */
std::optional<ServiceStatusPeriod> newest(const ListedServiceFacts& service) {
    return service.periods.empty() ? std::nullopt : std::optional{service.periods.front()};
}

std::string type_of(const ListedServiceFacts& service) {
    return service.periods.empty() ? "" : service.periods.front().type;
}

bool share_a_key(const ListedServiceFacts& a, const ListedServiceFacts& b) {
    return std::any_of(a.certificates.begin(), a.certificates.end(), [&](const NamedCertificate& one) {
        return std::any_of(b.certificates.begin(), b.certificates.end(),
                           [&](const NamedCertificate& other) { return one.key_sha256 == other.key_sha256; });
    });
}

bool same_service(const ListedServiceFacts& a, const ListedServiceFacts& b) {
    if (type_of(a) != type_of(b))
        return false;
    if (a.certificates.empty() || b.certificates.empty())
        return a.provider == b.provider && a.name == b.name;
    return share_a_key(a, b);
}

class Comparison {
  public:
    Comparison(const TrustBundle& before, const TrustBundle& after) : m_before(before), m_after(after) {}

    BundleDifference run() {
        std::set<std::string> territories;
        for (const TrustBundle* bundle : {&m_before, &m_after})
            for (const BundledList& list : bundle->lists())
                territories.insert(list.territory);
        for (const std::string& territory : territories)
            compare_lists(territory);
        compare_anchors();
        return std::move(m_out);
    }

  private:
    void compare_lists(const std::string& territory) {
        const BundledList* before = list_of(m_before, territory);
        const BundledList* after = list_of(m_after, territory);
        if (before != nullptr && after != nullptr && before->sha256 == after->sha256)
            return;
        ListChange change;
        if (before != nullptr)
            change.before = *before;
        if (after != nullptr)
            change.after = *after;
        change.kind = before == nullptr                    ? ChangeKind::added
                      : after == nullptr                   ? ChangeKind::removed
                      : after->sequence < before->sequence ? ChangeKind::older
                                                           : ChangeKind::renewed;
        m_out.lists.push_back(std::move(change));
        compare_services(services_of(m_before, territory), services_of(m_after, territory));
    }

    /** Each earlier service is matched once, first with one of the same name, then with any of the same identity. */
    void compare_services(const std::vector<ListedServiceFacts>& before,
                          const std::vector<ListedServiceFacts>& after) {
        std::vector<const ListedServiceFacts*> partner(after.size(), nullptr);
        std::vector<bool> taken(before.size(), false);
        for (const bool by_name : {true, false})
            for (std::size_t i = 0; i < before.size(); ++i)
                for (std::size_t j = 0; j < after.size() && !taken[i]; ++j)
                    if (partner[j] == nullptr && (!by_name || before[i].name == after[j].name) &&
                        same_service(before[i], after[j])) {
                        partner[j] = &before[i];
                        taken[i] = true;
                    }
        for (std::size_t i = 0; i < before.size(); ++i)
            if (!taken[i])
                add(ChangeKind::removed, before[i], newest(before[i]), std::nullopt);
        for (std::size_t j = 0; j < after.size(); ++j)
            compare_periods(partner[j], after[j]);
    }

    void compare_periods(const ListedServiceFacts* before, const ListedServiceFacts& after) {
        if (before == nullptr)
            return add(ChangeKind::added, after, std::nullopt, newest(after));
        const auto then = newest(*before);
        const auto now = newest(after);
        if (then == now || !then || !now)
            return;
        const bool status = then->status != now->status || then->from != now->from;
        add(status ? ChangeKind::status : ChangeKind::rules, after, then, now);
    }

    void add(ChangeKind kind, const ListedServiceFacts& service, std::optional<ServiceStatusPeriod> before,
             std::optional<ServiceStatusPeriod> after) {
        m_out.services.push_back({kind, service.territory, service.provider, service.name, type_of(service),
                                  std::move(before), std::move(after)});
    }

    void compare_anchors() {
        const auto only_in = [&](const TrustBundle& one, const TrustBundle& other, ChangeKind kind) {
            for (const BundledAnchor& anchor : one.own_anchors()) {
                const auto& others = other.own_anchors();
                if (std::none_of(others.begin(), others.end(), [&](const BundledAnchor& known) {
                        return known.name == anchor.name && known.sha256 == anchor.sha256;
                    }))
                    m_out.anchors.push_back({kind, anchor});
            }
        };
        only_in(m_before, m_after, ChangeKind::removed);
        only_in(m_after, m_before, ChangeKind::added);
    }

    const TrustBundle& m_before;
    const TrustBundle& m_after;
    BundleDifference m_out;
};

} // namespace

BundleDifference compare_bundles(const TrustBundle& before, const TrustBundle& after) {
    return Comparison{before, after}.run();
}

} // namespace requal
