#include "verify/online_evidence.hpp"

#include "crypto/certificate_statements.hpp"
#include "seal/revocation_evidence.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::verify {

/** One seal's needs. */
class EvidenceFetcher::Errand {
  public:
    Errand(EvidenceFetcher& fetcher, const seal::Material& material, const seal::TrustContext& context)
        : m_fetcher(fetcher), m_context(context), m_pool(material.certificates) {
        m_pool.insert(m_pool.end(), context.certificates.begin(), context.certificates.end());
    }

    void run_for(const crypto::Certificate& leaf) {
        const crypto::Chain chain = complete(leaf);
        // Whoever made the file chose what its certificates name. Only those that a trusted authority issued are
        // asked further.
        if (!chain.anchored)
            return;
        const std::size_t judged = chain.certificates.size() - (chain.certificates.empty() ? 0 : 1);
        for (std::size_t i = 0; i < judged; ++i)
            answer_about(chain.certificates[i], chain.certificates[i + 1]);
    }

    OnlineEvidence take() { return std::move(m_out); }

  private:
    /** The path to an anchor, with authorities fetched where one is missing. */
    crypto::Chain complete(const crypto::Certificate& leaf) {
        constexpr int most = 4;
        crypto::Chain chain = path(leaf);
        for (int i = 0; i < most && !chain.anchored && fetch_issuer(chain.certificates.back()); ++i)
            chain = path(leaf);
        return chain;
    }

    [[nodiscard]] crypto::Chain path(const crypto::Certificate& leaf) const {
        return m_context.authorities.path(leaf, m_pool, m_context.limits.chain_length, std::nullopt);
    }

    bool fetch_issuer(const crypto::Certificate& certificate) {
        for (const std::string& address : crypto::statements_of(certificate).issuer_addresses) {
            const network::Fetched& answer = m_fetcher.get(address);
            auto found = crypto::Certificate::from_pem_or_der(answer.content);
            tell("the certificate of " + certificate.facts().issuer_name, address, answer,
                 found.empty() ? "it holds no certificate" : "");
            if (found.empty())
                continue;
            m_pool.insert(m_pool.end(), found.begin(), found.end());
            m_out.certificates.insert(m_out.certificates.end(), found.begin(), found.end());
            return true;
        }
        return false;
    }

    void answer_about(const crypto::Certificate& certificate, const crypto::Certificate& issuer) {
        if (seal::needs_no_revocation(certificate))
            return;
        const crypto::CertificateStatements statements = crypto::statements_of(certificate);
        const std::string what = "whether " + certificate.facts().common_name + " was revoked";
        for (const std::string& address : statements.ocsp_addresses) {
            const network::Fetched& answer = m_fetcher.ask(address, crypto::ocsp_request(certificate, issuer));
            const auto parsed = crypto::OcspAnswer::parse(as_bytes(answer.content));
            tell(what, address, answer, parsed ? "" : "it is no OCSP answer");
            if (!parsed)
                continue;
            m_out.certificates.insert(m_out.certificates.end(), parsed->certificates().begin(),
                                      parsed->certificates().end());
            m_out.revocations.push_back({*parsed, address, 0, true});
            return;
        }
        for (const std::string& address : statements.crl_addresses) {
            const network::Fetched& answer = m_fetcher.get(address);
            const auto parsed = crypto::RevocationList::parse(as_bytes(answer.content));
            tell(what, address, answer, parsed ? "" : "it is no revocation list");
            if (!parsed)
                continue;
            m_out.revocations.push_back({*parsed, address, 0, true});
            return;
        }
    }

    void tell(const std::string& what, const std::string& address, const network::Fetched& answer,
              const std::string& flaw) {
        const std::string problem = answer.problem.empty() ? flaw : answer.problem;
        if (problem.empty())
            m_out.told.push_back({Code::online_fetched, {{"what", what}, {"url", address}}, ""});
        else
            m_out.told.push_back({Code::online_failed, {{"what", what}, {"url", address}, {"detail", problem}}, ""});
    }

    EvidenceFetcher& m_fetcher;
    const seal::TrustContext& m_context;
    std::vector<crypto::Certificate> m_pool;
    OnlineEvidence m_out;
};

const network::Fetched& EvidenceFetcher::get(const std::string& address) {
    const auto [known, is_new] = m_answers.try_emplace(address);
    if (is_new)
        known->second = m_fetcher.get(address);
    return known->second;
}

const network::Fetched& EvidenceFetcher::ask(const std::string& address, ByteView question) {
    const std::string_view body{reinterpret_cast<const char*>(question.data()), question.size()};
    const auto [known, is_new] = m_answers.try_emplace(address + " " + std::string{body});
    if (is_new)
        known->second = m_fetcher.post(address, "application/ocsp-request", body);
    return known->second;
}

OnlineEvidence EvidenceFetcher::fetch_for(const seal::Material& material, const seal::TrustContext& context) {
    const std::scoped_lock lock{m_mutex};
    Errand errand{*this, material, context};
    std::vector<crypto::Certificate> leaves;
    if (material.signer)
        leaves.push_back(*material.signer);
    for (const seal::Timestamp& stamp : material.timestamps)
        if (stamp.token && stamp.token->authority &&
            std::find(leaves.begin(), leaves.end(), *stamp.token->authority) == leaves.end())
            leaves.push_back(*stamp.token->authority);
    for (const crypto::Certificate& leaf : leaves)
        errand.run_for(leaf);
    return errand.take();
}

} // namespace requal::verify
