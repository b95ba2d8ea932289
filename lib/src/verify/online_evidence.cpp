#include "verify/online_evidence.hpp"

#include "crypto/certificate_statements.hpp"
#include "seal/revocation_evidence.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::verify {

/** One seal's needs. */
class EvidenceFetcher::Errand {
  public:
    Errand(EvidenceFetcher& fetcher, const seal::Material& material, const seal::TrustContext& context,
           OnlineBudget& budget)
        : m_fetcher(fetcher), m_context(context), m_budget(budget), m_pool(material.certificates) {
        m_pool.insert(m_pool.end(), context.certificates.begin(), context.certificates.end());
    }

    void run_for(const crypto::Certificate& leaf, trust::AnchorUse use) {
        const crypto::Chain chain = complete(leaf, use);
        if (!chain.anchored || !chain.problems.empty())
            return;
        const std::size_t judged = chain.certificates.size() - (chain.certificates.empty() ? 0 : 1);
        for (std::size_t i = 0; i < judged; ++i)
            answer_about(chain.certificates[i], chain.certificates[i + 1]);
    }

    OnlineEvidence take() { return std::move(m_out); }

  private:
    /** The path to an anchor. Nobody vouches for a certificate whose issuer is missing, so that a stranger may have
     * written where to fetch it: only servers that the caller named are asked. */
    crypto::Chain complete(const crypto::Certificate& leaf, trust::AnchorUse use) {
        constexpr int most = 4;
        crypto::Chain chain = path(leaf, use);
        for (int i = 0; i < most && !chain.anchored && fetch_issuer(chain.certificates.back()); ++i)
            chain = path(leaf, use);
        return chain;
    }

    [[nodiscard]] crypto::Chain path(const crypto::Certificate& leaf, trust::AnchorUse use) const {
        return m_context.authorities.path(leaf, m_pool, m_context.limits.chain_length, use);
    }

    bool fetch_issuer(const crypto::Certificate& certificate) {
        for (const std::string& address : crypto::statements_of(certificate).issuer_addresses) {
            if (!m_fetcher.is_named(address))
                continue;
            const Answer answer = m_fetcher.ask(address, {}, m_budget);
            auto found =
                answer ? crypto::Certificate::from_pem_or_der(answer->content) : std::vector<crypto::Certificate>{};
            tell("the certificate of " + certificate.facts().issuer_name, address, answer, !found.empty());
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
            const Answer answer = m_fetcher.ask(address, crypto::ocsp_request(certificate, issuer), m_budget);
            const auto parsed = answer ? crypto::OcspAnswer::parse(as_bytes(answer->content)) : std::nullopt;
            tell(what, address, answer, parsed.has_value());
            if (!parsed)
                continue;
            m_out.certificates.insert(m_out.certificates.end(), parsed->certificates().begin(),
                                      parsed->certificates().end());
            m_out.revocations.push_back({*parsed, address, 0, true});
            return;
        }
        for (const std::string& address : statements.crl_addresses) {
            const Answer answer = m_fetcher.ask(address, {}, m_budget);
            const auto parsed = answer ? crypto::RevocationList::parse(as_bytes(answer->content)) : std::nullopt;
            tell(what, address, answer, parsed.has_value());
            if (!parsed)
                continue;
            m_out.revocations.push_back({*parsed, address, 0, true});
            return;
        }
    }

    /** No more than whether there is something usable: what strangers' servers say else is for nobody who can choose
     *  them with a file. */
    void tell(const std::string& what, const std::string& address, const Answer& answer, bool usable) {
        const Arguments about{{"what", what}, {"url", address}};
        if (usable) {
            m_out.told.push_back({Code::online_fetched, about, ""});
            return;
        }
        Arguments failed = about;
        failed.emplace_back("detail",
                            answer == nullptr ? "the file asks for more than is fetched for one file"
                            : answer->refused
                                ? "its server is none of the public network, and --online-allow does not name it"
                                : "no usable answer came");
        m_out.told.push_back({Code::online_failed, std::move(failed), ""});
    }

    EvidenceFetcher& m_fetcher;
    const seal::TrustContext& m_context;
    OnlineBudget& m_budget;
    std::vector<crypto::Certificate> m_pool;
    OnlineEvidence m_out;
};

EvidenceFetcher::EvidenceFetcher(std::vector<std::string> named_hosts)
    : m_named_hosts(std::move(named_hosts)), m_fetcher({.bytes = 32U * 1024U * 1024U,
                                                        .connect_seconds = 10,
                                                        .seconds = 30,
                                                        .redirects = 3,
                                                        .public_only = true,
                                                        .named_hosts = m_named_hosts}) {}

bool EvidenceFetcher::is_named(const std::string& address) const {
    const std::string host = network::host_of(address);
    return !host.empty() && std::find(m_named_hosts.begin(), m_named_hosts.end(), host) != m_named_hosts.end();
}

EvidenceFetcher::Answer EvidenceFetcher::ask(const std::string& address, ByteView question, OnlineBudget& budget) {
    using Clock = std::chrono::steady_clock;
    const std::string_view body{reinterpret_cast<const char*>(question.data()), question.size()};
    const std::string asked = address + " " + std::string{body};
    if (const auto known = m_answers.find(asked); known != m_answers.end())
        return known->second;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(budget.time).count();
    if (budget.requests == 0 || budget.bytes == 0 || seconds <= 0)
        return nullptr;
    const auto begin = Clock::now();
    m_fetcher.restrict_to(budget.bytes, static_cast<long>(seconds));
    auto answer = std::make_shared<const network::Fetched>(
        body.empty() ? m_fetcher.get(address) : m_fetcher.post(address, "application/ocsp-request", body));
    --budget.requests;
    budget.bytes -= std::min<std::uint64_t>(budget.bytes, answer->content.size());
    budget.time -= std::min(budget.time, std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - begin));
    if (m_kept + answer->content.size() > most_kept) {
        m_answers.clear();
        m_kept = 0;
    }
    m_kept += answer->content.size();
    m_answers.emplace(asked, answer);
    return answer;
}

OnlineEvidence EvidenceFetcher::fetch_for(const seal::Material& material, const seal::TrustContext& context,
                                          OnlineBudget& budget) {
    const std::scoped_lock lock{m_mutex};
    Errand errand{*this, material, context, budget};
    if (material.signer)
        errand.run_for(*material.signer, trust::AnchorUse::seal);
    std::vector<crypto::Certificate> units;
    for (const seal::Timestamp& stamp : material.timestamps)
        if (stamp.token && stamp.token->authority &&
            std::find(units.begin(), units.end(), *stamp.token->authority) == units.end())
            units.push_back(*stamp.token->authority);
    for (const crypto::Certificate& unit : units)
        errand.run_for(unit, trust::AnchorUse::time_stamp);
    return errand.take();
}

} // namespace requal::verify
