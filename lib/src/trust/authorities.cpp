#include "trust/authorities.hpp"

#include "crypto/certificate_statements.hpp"
#include "crypto/digest.hpp"

#include <algorithm>

namespace requal::trust {
namespace {

/** Names a question by what it is about: the same certificates give the same path. */
std::string question(const crypto::Certificate& leaf, std::span<const crypto::Certificate> pool,
                     std::size_t max_length) {
    std::vector<std::string_view> names;
    names.reserve(pool.size());
    for (const crypto::Certificate& certificate : pool)
        names.emplace_back(certificate.sha256());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string all = leaf.sha256() + std::to_string(max_length);
    for (const std::string_view name : names)
        all += name;
    return all;
}

} // namespace

bool Authorities::handed_over(const crypto::Certificate& certificate) const {
    return std::find(m_own.begin(), m_own.end(), certificate) != m_own.end();
}

std::vector<ServiceRecord> Authorities::services_of(const crypto::Certificate& certificate) const {
    if (!m_bundle.exists())
        return {};
    return *m_bundle.impl().index->services_of(certificate);
}

bool Authorities::listed(const crypto::Certificate& certificate) const {
    return m_bundle.exists() && !m_bundle.impl().index->services_of(certificate)->empty();
}

bool Authorities::trusts(const crypto::Certificate& certificate) const {
    return handed_over(certificate) || listed(certificate);
}

std::vector<crypto::Certificate> Authorities::anchors_near(const crypto::Certificate& leaf,
                                                           std::span<const crypto::Certificate> pool) const {
    std::vector<crypto::Certificate> anchors = m_own;
    if (!m_bundle.exists())
        return anchors;
    const auto add = [&](const crypto::Certificate& certificate) {
        if (std::find(anchors.begin(), anchors.end(), certificate) == anchors.end())
            anchors.push_back(certificate);
    };
    const auto look = [&](const crypto::Certificate& certificate) {
        // The seal may carry another certificate of a listed authority than the list does.
        if (listed(certificate))
            add(certificate);
        // Held by name: the index may drop its own share at any time, and a loop keeps no temporary alive.
        const Anchors issuers = m_bundle.impl().index->certificates_of(crypto::issuer_key(certificate));
        for (const crypto::Certificate& issuer : *issuers)
            add(issuer);
    };
    look(leaf);
    for (const crypto::Certificate& certificate : pool)
        look(certificate);
    return anchors;
}

crypto::Chain Authorities::path(const crypto::Certificate& leaf, std::span<const crypto::Certificate> candidates,
                                std::size_t max_length) const {
    const std::string asked = question(leaf, candidates, max_length);
    {
        const std::scoped_lock lock{m_mutex};
        if (const auto known = m_paths.find(asked); known != m_paths.end())
            return known->second;
    }
    crypto::Chain chain = crypto::build_chain(leaf, candidates, anchors_near(leaf, candidates), max_length);
    const std::scoped_lock lock{m_mutex};
    if (m_paths.size() >= most_kept)
        m_paths.clear();
    m_paths.emplace(asked, chain);
    return chain;
}

} // namespace requal::trust
