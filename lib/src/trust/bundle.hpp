/** @file
 * Questions to an opened bundle: which authorities bear a name, and which services a certificate stands for.
 */
#pragma once

#include "crypto/timestamp.hpp"
#include "trust/manifest.hpp"
#include "trust/sqlite.hpp"
#include "trust/trusted_list.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace requal::trust {

/** A service as the index holds it. */
struct ServiceRecord {
    std::string territory; ///< empty: an own anchor
    std::string provider;
    std::string name;
    std::vector<ServicePeriod> periods; ///< newest first; empty for an own anchor
    bool of_union = true;               ///< its list speaks of the law of the Union, see ListPointer::of_union()

    [[nodiscard]] bool own() const noexcept { return territory.empty(); }
    /** What the service was then; nothing before its first entry. */
    [[nodiscard]] const ServicePeriod* at(Time time) const noexcept;
};

/** A service with the certificates that its entry names. */
struct ListedRecord {
    ServiceRecord service;
    std::vector<crypto::Certificate> certificates;
};

using Services = std::shared_ptr<const std::vector<ServiceRecord>>;
using Anchors = std::shared_ptr<const std::vector<crypto::Certificate>>;

/** Answers are kept, by the key and the name asked about, so that the many files of one issuer ask once; when too
 * many are kept, all are dropped, so hold what is returned for as long as it is used. May be used by many threads. */
class BundleIndex {
  public:
    /** @throws SqliteError */
    explicit BundleIndex(const std::string& file);

    /** The listed certificates whose subject has this key (crypto::subject_key); own anchors too. */
    [[nodiscard]] Anchors certificates_of(const std::string& subject_key) const;
    /** The services that list a certificate of the same name and key (TS 119 612, 5.5.3: all certificates of an
     *  identity are of one key). */
    [[nodiscard]] Services services_of(const crypto::Certificate& certificate) const;
    /** The services of one list in its order, also those that are named by words only; of "" the own anchors. Read
     *  anew each time. */
    [[nodiscard]] std::vector<ListedRecord> services_in(const std::string& territory) const;
    /** The listed certificates that a signature may mean by the name it gives to its signer. The first question that
     *  the hash does not answer reads all of them, once. */
    [[nodiscard]] std::vector<crypto::Certificate> certificates_named(const crypto::SignerName& name) const;
    /** A listed certificate by its hash. */
    [[nodiscard]] std::optional<crypto::Certificate> certificate_with(const std::string& sha256) const;

  private:
    static constexpr std::size_t most_kept = 4096;
    mutable std::mutex m_mutex;
    DatabasePtr m_database;
    mutable std::unique_ptr<Statement> m_by_subject;
    mutable std::unique_ptr<Statement> m_by_key;
    mutable std::optional<std::unordered_multimap<std::string, std::string>> m_signers; ///< to hashes
    mutable std::unordered_map<std::string, Anchors> m_anchors;
    mutable std::unordered_map<std::string, Services> m_services;
};

} // namespace requal::trust

namespace requal {

struct TrustBundle::Impl {
    std::string folder;
    trust::Manifest manifest;
    std::unique_ptr<trust::BundleIndex> index; ///< none: there is no bundle
};

} // namespace requal
