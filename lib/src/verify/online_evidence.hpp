/** @file
 * Fetches what a seal lacks, when the user allowed it: certificates of authorities and revocation answers, from the
 * addresses that the certificates on its path name (RFC 5280, 4.2.2.1 and 4.2.1.13). Nothing fetched is trusted for
 * where it came from: each answer must be signed by whom it claims.
 */
#pragma once

#include "network/fetch.hpp"
#include "seal/validation.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace requal::verify {

struct OnlineEvidence {
    std::vector<crypto::Certificate> certificates;
    std::vector<seal::RevocationSource> revocations;
    std::vector<Finding> told; ///< what was fetched, and what could not be
};

/** What one file may ask for: it chose neither the authorities nor their servers, but how many of both. */
struct OnlineBudget {
    std::size_t requests = 16;
    std::uint64_t bytes = 64U * 1024U * 1024U;
    std::chrono::milliseconds time{60'000};
};

/** Keeps answers, so that the files of one issuer ask its servers once. May be used by many threads. */
class EvidenceFetcher {
  public:
    /** @param named_hosts servers that the caller named: they may lie in a network of its own, and are asked for
     *  certificates of authorities too */
    explicit EvidenceFetcher(std::vector<std::string> named_hosts);

    /** For the signer and for every time-stamp authority of a seal, as far as their paths end at anchors and break no
     *  rule: whoever made the file chose what all other certificates name.
     *  @param budget what the file may still ask for */
    [[nodiscard]] OnlineEvidence fetch_for(const seal::Material& material, const seal::TrustContext& context,
                                           OnlineBudget& budget);

  private:
    class Errand;
    using Answer = std::shared_ptr<const network::Fetched>;
    /** @param question of an OCSP responder; empty: none, the address alone
     *  @return null when the budget is used up */
    [[nodiscard]] Answer ask(const std::string& address, ByteView question, OnlineBudget& budget);
    [[nodiscard]] bool is_named(const std::string& address) const;

    static constexpr std::uint64_t most_kept = 64U * 1024U * 1024U; ///< bytes
    std::vector<std::string> m_named_hosts;
    std::mutex m_mutex;
    network::Fetcher m_fetcher;
    std::unordered_map<std::string, Answer> m_answers;
    std::uint64_t m_kept = 0;
};

} // namespace requal::verify
