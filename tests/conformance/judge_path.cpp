// Judges certification paths and time-stamps one after another, for suites that requal-verify cannot be asked about.
// Reads from standard input lines of a name, a tab and a value; an empty line ends a question. Answers each with one
// line: `valid`, or `invalid` with reasons.
//
//   at, leaf, candidate…, anchor…, crl…               a path at a time (RFC 5280, 6), every certificate on it asked
//   about policy…, explicit, inhibit-any, inhibit-mapping    the demands of 6.1.1 at, token, data or imprint,
//   candidate…, anchor…    a time-stamp (RFC 3161) over the octets of a file, or over a digest

#include "policy/policy.hpp"
#include "seal/revocation_evidence.hpp"
#include "trust/authorities.hpp"

#include "requal/base64.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <iostream>
#include <map>

using namespace requal;

namespace {

using Question = std::multimap<std::string, std::string>;

std::string one(const Question& question, const std::string& name) {
    const auto found = question.find(name);
    return found == question.end() ? std::string{} : found->second;
}

std::vector<std::string> all(const Question& question, const std::string& name) {
    std::vector<std::string> out;
    for (auto [at, end] = question.equal_range(name); at != end; ++at)
        out.push_back(at->second);
    return out;
}

std::string content(const std::string& file) {
    return read_file(file, 16U * 1024U * 1024U);
}

std::vector<crypto::Certificate> certificates(const Question& question, const std::string& name) {
    std::vector<crypto::Certificate> out;
    for (const std::string& file : all(question, name)) {
        const auto found = crypto::Certificate::from_pem_or_der(content(file));
        out.insert(out.end(), found.begin(), found.end());
    }
    return out;
}

class Judge {
  public:
    explicit Judge(const Question& question)
        : m_question(question), m_policy(policy::load(find_data_folder(), "strict")),
          m_anchors(certificates(question, "anchor")), m_candidates(certificates(question, "candidate")),
          m_at(parse_time(one(question, "at")).value().time) {
        m_policy.oldest_answer.reset();
        // Strength is not what these suites ask about: their keys and digests are those of their day.
        for (policy::DigestRow& row : m_policy.digests)
            row.until.reset();
        for (policy::KeyRow& row : m_policy.keys)
            row.until.reset();
        for (const std::string& file : all(question, "crl"))
            if (auto list = crypto::RevocationList::parse(as_bytes(content(file))))
                m_sources.push_back({std::move(*list), file, 0, true});
    }

    std::string path() {
        const auto leaf = crypto::Certificate::from_pem_or_der(content(one(m_question, "leaf")));
        if (leaf.empty())
            return "invalid\tno certificate";
        crypto::PolicyDemands demands;
        demands.acceptable = all(m_question, "policy");
        demands.explicit_policy = m_question.count("explicit") != 0;
        demands.inhibit_any = m_question.count("inhibit-any") != 0;
        demands.inhibit_mapping = m_question.count("inhibit-mapping") != 0;
        judge(crypto::build_chain(leaf.front(), m_candidates, m_anchors, m_limits.chain_length, demands));
        return verdict();
    }

    std::string time_stamp() {
        const std::string bytes = content(one(m_question, "token"));
        const auto token = crypto::TimestampToken::parse(as_bytes(bytes), m_candidates);
        if (!token)
            return "invalid\tno token";
        if (!token->authority)
            return "invalid\tauthority unknown";
        if (!token->signature_intact)
            object("signature");
        if (m_question.count("data") != 0 && !token->matches({as_bytes(content(one(m_question, "data")))}))
            object("imprint");
        if (m_question.count("imprint") != 0 && hex(token->imprint) != one(m_question, "imprint"))
            object("imprint");
        if (!token->authority_bound)
            object("authority not bound");
        if (!token->authority->facts().for_time_stamping)
            object("purpose");
        std::vector<crypto::Certificate> pool = m_candidates;
        pool.insert(pool.end(), token->certificates.begin(), token->certificates.end());
        const crypto::Chain chain = crypto::build_chain(*token->authority, pool, m_anchors, m_limits.chain_length);
        judge_path_and_dates(chain);
        return verdict() + "\t" + token->authority->facts().common_name;
    }

  private:
    void object(const std::string& reason) { m_reasons += "\t" + reason; }
    [[nodiscard]] std::string verdict() const { return m_reasons.empty() ? "valid" : "invalid" + m_reasons; }

    void judge_path_and_dates(const crypto::Chain& chain) {
        if (!chain.anchored)
            object("no path: " + chain.missing_issuer);
        for (const crypto::ChainProblem& problem : chain.problems)
            object(std::to_string(problem.index) + ": " + problem.detail);
        for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i)
            if (!chain.certificates[i].valid_at(m_at))
                object(std::to_string(i) + ": outside its dates");
    }

    void judge(const crypto::Chain& chain) {
        judge_path_and_dates(chain);
        seal::Material material;
        const trust::Authorities authorities{m_anchors, {}};
        const seal::TrustContext context{authorities, m_candidates, m_sources, m_at, m_limits, m_policy};
        const seal::RevocationEvidence evidence{material, context, [this](const auto&) { return m_at; }};
        for (std::size_t i = 0; chain.anchored && i + 1 < chain.certificates.size(); ++i) {
            const std::span above = std::span{chain.certificates}.subspan(i + 2);
            const auto heard = evidence.ask({chain.certificates[i], chain.certificates[i + 1], above, m_at, false});
            if (heard.state != seal::RevocationState::good)
                object(std::to_string(i) + ": " + text(heard.state));
        }
    }

    static std::string text(seal::RevocationState state) {
        switch (state) {
        case seal::RevocationState::good:
            return "good";
        case seal::RevocationState::revoked:
            return "revoked";
        case seal::RevocationState::stale:
            return "answer too old";
        case seal::RevocationState::nothing:
            break;
        }
        return "no answer";
    }

    const Question& m_question;
    policy::Policy m_policy;
    Limits m_limits;
    std::vector<crypto::Certificate> m_anchors, m_candidates;
    std::vector<seal::RevocationSource> m_sources;
    Time m_at;
    std::string m_reasons;
};

std::string answer(const Question& question) {
    try {
        Judge judge{question};
        return question.count("token") != 0 ? judge.time_stamp() : judge.path();
    } catch (const std::exception& error) {
        return std::string{"error\t"} + error.what();
    }
}

} // namespace

int main() {
    Question question;
    std::string line;
    while (std::getline(std::cin, line)) {
        const std::size_t tab = line.find('\t');
        if (line.empty() && !question.empty()) {
            std::cout << answer(question) << '\n';
            question.clear();
        } else if (tab != std::string::npos) {
            question.emplace(line.substr(0, tab), line.substr(tab + 1));
        }
    }
    return 0;
}
