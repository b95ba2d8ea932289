/** @file
 * Fetches what a seal lacks, when the user allowed it: certificates of authorities and revocation answers, from the
 * addresses that the certificates on its path name (RFC 5280, 4.2.2.1 and 4.2.1.13). Nothing fetched is trusted for
 * where it came from: each answer must be signed by whom it claims.
 */
#pragma once

#include "network/fetch.hpp"
#include "seal/validation.hpp"

#include <mutex>
#include <unordered_map>

namespace requal::verify {

struct OnlineEvidence {
    std::vector<crypto::Certificate> certificates;
    std::vector<seal::RevocationSource> revocations;
    std::vector<Finding> told; ///< what was fetched, and what could not be
};

/** Keeps answers, so that the files of one issuer ask its servers once. May be used by many threads. */
class EvidenceFetcher {
  public:
    /** For the signer and for every time-stamp authority of a seal. */
    [[nodiscard]] OnlineEvidence fetch_for(const seal::Material& material, const seal::TrustContext& context);

  private:
    class Errand;
    [[nodiscard]] const network::Fetched& get(const std::string& address);
    [[nodiscard]] const network::Fetched& ask(const std::string& address, ByteView question);

    std::mutex m_mutex;
    network::Fetcher m_fetcher{{.bytes = 32U * 1024U * 1024U, .connect_seconds = 10, .seconds = 30, .redirects = 3}};
    std::unordered_map<std::string, network::Fetched> m_answers;
};

} // namespace requal::verify
