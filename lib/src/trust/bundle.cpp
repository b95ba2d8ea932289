#include "trust/bundle.hpp"

#include "crypto/certificate_statements.hpp"
#include "trust/bundle_index.hpp"
#include "trust/service_periods.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>

namespace requal::trust {
namespace {

std::int64_t pragma(sqlite3* database, std::string_view name) {
    Statement statement{database, "PRAGMA " + std::string{name}};
    return statement.row() ? statement.number(0) : 0;
}

} // namespace

const ServicePeriod* ServiceRecord::at(Time time) const noexcept {
    for (const ServicePeriod& period : periods)
        if (period.from <= time && (!period.until || time < *period.until))
            return &period;
    return nullptr;
}

BundleIndex::BundleIndex(const std::string& file) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    m_database.reset(raw);
    if (code != SQLITE_OK)
        throw SqliteError{raw == nullptr ? "out of memory" : sqlite3_errmsg(raw)};
    if (pragma(raw, "application_id") != index_application || pragma(raw, "user_version") != index_version)
        throw SqliteError{"its index is of another kind or version"};
    m_by_subject = std::make_unique<Statement>(raw, "SELECT der FROM certificate WHERE subject = ? ORDER BY id");
    m_by_key = std::make_unique<Statement>(
        raw,
        "SELECT s.territory, s.provider, s.name, s.periods, s.of_union, min(c.id) FROM certificate c JOIN identity i "
        "ON "
        "i.certificate = c.id JOIN service s ON s.id = i.service WHERE c.key = ? AND c.subject = ? GROUP BY s.id "
        "ORDER BY s.id");
}

Anchors BundleIndex::certificates_of(const std::string& subject_key) const {
    const std::scoped_lock lock{m_mutex};
    if (const auto known = m_anchors.find(subject_key); known != m_anchors.end())
        return known->second;
    auto found = std::make_shared<std::vector<crypto::Certificate>>();
    m_by_subject->reset();
    m_by_subject->bind(1, subject_key);
    while (m_by_subject->row())
        if (auto certificate = crypto::Certificate::from_der(m_by_subject->bytes(0)))
            found->push_back(std::move(*certificate));
    m_by_subject->reset();
    if (m_anchors.size() >= most_kept)
        m_anchors.clear();
    m_anchors.emplace(subject_key, found);
    return found;
}

Services BundleIndex::services_of(const crypto::Certificate& certificate) const {
    const std::string key = crypto::key_sha256(certificate);
    const std::string subject = crypto::subject_key(certificate);
    const std::scoped_lock lock{m_mutex};
    const std::string both = key + " " + subject;
    if (const auto known = m_services.find(both); known != m_services.end())
        return known->second;
    auto found = std::make_shared<std::vector<ServiceRecord>>();
    m_by_key->reset();
    m_by_key->bind(1, key);
    m_by_key->bind(2, subject);
    while (m_by_key->row())
        found->push_back({m_by_key->text(0), m_by_key->text(1), m_by_key->text(2),
                          periods_from_json(m_by_key->text(3)), m_by_key->number(4) == 1});
    m_by_key->reset();
    if (m_services.size() >= most_kept)
        m_services.clear();
    m_services.emplace(both, found);
    return found;
}

std::vector<ListedRecord> BundleIndex::services_in(const std::string& territory) const {
    const std::scoped_lock lock{m_mutex};
    Statement services{m_database.get(),
                       "SELECT id, provider, name, periods, of_union FROM service WHERE territory = ? "
                       "ORDER BY id"};
    Statement certificates{m_database.get(),
                           "SELECT c.der FROM identity i JOIN certificate c ON c.id = i.certificate "
                           "WHERE i.service = ? ORDER BY c.id"};
    std::vector<ListedRecord> found;
    services.bind(1, territory);
    while (services.row()) {
        ListedRecord record{{territory, services.text(1), services.text(2), periods_from_json(services.text(3)),
                             services.number(4) == 1},
                            {}};
        certificates.reset();
        certificates.bind(1, services.number(0));
        while (certificates.row())
            if (auto certificate = crypto::Certificate::from_der(certificates.bytes(0)))
                record.certificates.push_back(std::move(*certificate));
        found.push_back(std::move(record));
    }
    return found;
}

std::vector<crypto::Certificate> BundleIndex::certificates_named(const crypto::SignerName& name) const {
    std::vector<crypto::Certificate> found;
    if (!name.sha256.empty()) {
        if (auto certificate = certificate_with(name.sha256))
            found.push_back(std::move(*certificate));
        return found; // another certificate than the one that is bound would not do
    }
    const auto by_serial = [](const std::string& issuer, const std::string& serial) { return issuer + " " + serial; };
    std::vector<std::string> hashes;
    {
        const std::scoped_lock lock{m_mutex};
        if (!m_signers) {
            m_signers.emplace();
            Statement all{m_database.get(), "SELECT der FROM certificate ORDER BY id"};
            while (all.row())
                if (const auto certificate = crypto::Certificate::from_der(all.bytes(0))) {
                    m_signers->emplace(by_serial(crypto::issuer_key(*certificate), certificate->facts().serial),
                                       certificate->sha256());
                    m_signers->emplace(crypto::key_identifier(*certificate), certificate->sha256());
                }
        }
        const auto [first, last] = m_signers->equal_range(
            name.key_identifier.empty() ? by_serial(name.issuer_key, name.serial) : name.key_identifier);
        for (auto at = first; at != last; ++at)
            hashes.push_back(at->second);
    }
    for (const std::string& hash : hashes)
        if (auto certificate = certificate_with(hash))
            found.push_back(std::move(*certificate));
    return found;
}

std::optional<crypto::Certificate> BundleIndex::certificate_with(const std::string& sha256) const {
    const std::scoped_lock lock{m_mutex};
    Statement statement{m_database.get(), "SELECT der FROM certificate WHERE sha256 = ?"};
    statement.bind(1, sha256);
    return statement.row() ? crypto::Certificate::from_der(statement.bytes(0)) : std::nullopt;
}

} // namespace requal::trust

namespace requal {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): read at start-up, never set
    return value == nullptr ? "" : value;
}

} // namespace

TrustBundle::TrustBundle() : m_impl(std::make_shared<Impl>()) {}

TrustBundle TrustBundle::open(const std::string& folder) {
    auto impl = std::make_shared<Impl>();
    impl->folder = folder;
    // An import may replace the bundle between the two reads: its new manifest then names another index.
    for (int attempt = 0;; ++attempt) {
        impl->manifest = trust::read_manifest(folder);
        try {
            impl->index = std::make_unique<trust::BundleIndex>(folder + "/" + impl->manifest.index);
            return TrustBundle{std::move(impl)};
        } catch (const trust::SqliteError& error) {
            if (attempt > 0)
                throw Error{Code::trust_bundle_unusable, {{"path", folder}, {"detail", error.what()}}};
        }
    }
}

std::string TrustBundle::folder_of_user() {
    if (std::string named = variable("REQUAL_TRUST"); !named.empty())
        return named;
    if (const std::string data = variable("XDG_DATA_HOME"); !data.empty())
        return data + "/requal/trust";
    return variable("HOME") + "/.local/share/requal/trust";
}

std::optional<std::string> TrustBundle::default_folder() {
    if (std::string named = variable("REQUAL_TRUST"); !named.empty())
        return named;
    const std::array<std::string, 3> folders{folder_of_user(), "/usr/local/share/requal/trust",
                                             "/usr/share/requal/trust"};
    for (const std::string& folder : folders) {
        std::error_code ignored;
        if (std::filesystem::exists(folder + "/" + std::string{trust::manifest_file}, ignored))
            return folder;
    }
    return std::nullopt;
}

bool TrustBundle::exists() const noexcept {
    return m_impl->index != nullptr;
}
const std::string& TrustBundle::folder() const noexcept {
    return m_impl->folder;
}
const std::string& TrustBundle::sha256() const noexcept {
    return m_impl->manifest.sha256;
}
Time TrustBundle::made() const noexcept {
    return m_impl->manifest.made;
}
const std::vector<BundledList>& TrustBundle::lists() const noexcept {
    return m_impl->manifest.lists;
}
const std::vector<std::string>& TrustBundle::missing() const noexcept {
    return m_impl->manifest.missing;
}
const std::vector<BundledAnchor>& TrustBundle::own_anchors() const noexcept {
    return m_impl->manifest.anchors;
}

} // namespace requal
