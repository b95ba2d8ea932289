#include "trust/authorities.hpp"

#include "base/effort.hpp"
#include "crypto/certificate_statements.hpp"
#include "crypto/digest.hpp"

#include <algorithm>

namespace requal::trust {
namespace {

/** Names a question by what it is about: the same certificates give the same path. */
std::string question(const crypto::Certificate& leaf, std::span<const crypto::Certificate> pool,
                     std::size_t max_length, std::optional<AnchorUse> use) {
    Effort::spend(1 + pool.size() / 8);
    std::vector<std::string_view> names;
    names.reserve(pool.size());
    for (const crypto::Certificate& certificate : pool)
        names.emplace_back(certificate.sha256());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string all = leaf.sha256() + std::to_string(max_length);
    all += use ? use_words(*use) : "anything";
    for (const std::string_view name : names)
        all += name;
    return crypto::sha256_hex(as_bytes(all));
}

/** What is remembered outlives the file that brought it, and a stranger's certificates may be as large as the file.
 */
bool worth_keeping(const crypto::Chain& chain) {
    constexpr std::size_t most_bytes = 65536;
    std::size_t bytes = 0;
    for (const crypto::Certificate& certificate : chain.certificates)
        bytes += certificate.der().size();
    return bytes <= most_bytes;
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

bool Authorities::listed_for(const crypto::Certificate& certificate, std::optional<AnchorUse> use) const {
    if (!m_bundle.exists())
        return false;
    const Services services = m_bundle.impl().index->services_of(certificate);
    return std::any_of(services->begin(), services->end(),
                       [use](const ServiceRecord& service) { return !use || may_anchor(service, *use); });
}

/** A file may carry another certificate of a listed name and key than the list does. Anybody can write one, so that
 *  its words (dates, limits, uses) count only when the listed key signed it itself, or the authority that certified
 *  the listed one. Without that the listed certificate alone is the anchor (RFC 5280, 6.1.1 (d)). */
std::vector<crypto::Certificate> Authorities::signers_named(const crypto::SignerName& name) const {
    std::vector<crypto::Certificate> found = m_own;
    if (m_bundle.exists())
        for (crypto::Certificate& listed : m_bundle.impl().index->certificates_named(name))
            found.push_back(std::move(listed));
    return found;
}

bool Authorities::is_listed_one(const crypto::Certificate& brought, std::span<const crypto::Certificate> pool) const {
    if (!m_bundle.exists())
        return false;
    // Held by name: the index may drop its own share at any time, and a loop keeps no temporary alive.
    const Anchors namesakes = m_bundle.impl().index->certificates_of(crypto::subject_key(brought));
    const std::string key = crypto::key_sha256(brought);
    const std::string issuer = crypto::issuer_key(brought);
    return std::any_of(namesakes->begin(), namesakes->end(), [&](const crypto::Certificate& listed) {
        if (crypto::key_sha256(listed) != key)
            return false;
        if (listed == brought || listed.signed_directly(brought))
            return true;
        return std::any_of(pool.begin(), pool.end(), [&](const crypto::Certificate& above) {
            return crypto::subject_key(above) == issuer && above.signed_directly(brought) &&
                   above.signed_directly(listed);
        });
    });
}

std::vector<crypto::Certificate> Authorities::anchors_near(const crypto::Certificate& leaf,
                                                           std::span<const crypto::Certificate> pool,
                                                           std::optional<AnchorUse> use) const {
    std::vector<crypto::Certificate> anchors = m_own;
    if (!m_bundle.exists())
        return anchors;
    const auto add = [&](const crypto::Certificate& certificate) {
        if (std::find(anchors.begin(), anchors.end(), certificate) == anchors.end())
            anchors.push_back(certificate);
    };
    const auto look = [&](const crypto::Certificate& certificate) {
        if (listed_for(certificate, use) && is_listed_one(certificate, pool))
            add(certificate);
        const Anchors issuers = m_bundle.impl().index->certificates_of(crypto::issuer_key(certificate));
        for (const crypto::Certificate& issuer : *issuers)
            if (listed_for(issuer, use))
                add(issuer);
    };
    look(leaf);
    for (const crypto::Certificate& certificate : pool)
        look(certificate);
    return anchors;
}

std::optional<std::string> Authorities::listed_for_another_use(const crypto::Chain& chain) const {
    if (!m_bundle.exists() || chain.anchored)
        return std::nullopt;
    const auto type_of = [this](const crypto::Certificate& certificate) -> std::optional<std::string> {
        for (const ServiceRecord& service : services_of(certificate))
            if (!service.periods.empty())
                return service.periods.front().type;
        return std::nullopt;
    };
    const crypto::Certificate& last = chain.certificates.back();
    const Anchors issuers = m_bundle.impl().index->certificates_of(crypto::issuer_key(last));
    for (const crypto::Certificate& issuer : *issuers)
        if (issuer.signed_directly(last))
            if (auto type = type_of(issuer))
                return type;
    return is_listed_one(last, {}) ? type_of(last) : std::nullopt;
}

crypto::Chain Authorities::path(const crypto::Certificate& leaf, std::span<const crypto::Certificate> candidates,
                                std::size_t max_length, std::optional<AnchorUse> use) const {
    const std::string asked = question(leaf, candidates, max_length, use);
    {
        const std::scoped_lock lock{m_mutex};
        if (const auto known = m_paths.find(asked); known != m_paths.end()) {
            Effort::spend(known->second.effort);
            return known->second.chain;
        }
    }
    const std::size_t before = Effort::spent();
    crypto::Chain chain = crypto::build_chain(leaf, candidates, anchors_near(leaf, candidates, use), max_length);
    const std::size_t effort = Effort::spent() - before;
    if (!worth_keeping(chain))
        return chain;
    const std::scoped_lock lock{m_mutex};
    if (m_paths.size() >= most_kept)
        m_paths.clear();
    m_paths.emplace(asked, Path{chain, effort});
    return chain;
}

} // namespace requal::trust
