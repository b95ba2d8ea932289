#include "crypto/chain.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/path_rules.hpp"

#include "base/effort.hpp"

#include <algorithm>
#include <optional>

namespace requal::crypto {
namespace {

/** The bounds of a search. A path of a real credential asks no more than a handful of questions. */
constexpr std::size_t most_signatures = 128; ///< asked
constexpr std::size_t most_steps = 256;
constexpr std::size_t most_paths = 8; ///< that end at an anchor and are held against the rules

bool contains(std::span<const Certificate> set, const Certificate& certificate) {
    return std::find(set.begin(), set.end(), certificate) != set.end();
}

/** The same holder: one name, one key. A path that meets a holder again goes round (RFC 4158, 5.2). */
bool same_holder(const Certificate& a, const Certificate& b) {
    const X509* first = openssl_certificate(a);
    const X509* second = openssl_certificate(b);
    const ASN1_BIT_STRING* key = X509_get0_pubkey_bitstr(first);
    const ASN1_BIT_STRING* other = X509_get0_pubkey_bitstr(second);
    return key != nullptr && other != nullptr && ASN1_STRING_cmp(key, other) == 0 &&
           X509_NAME_cmp(X509_get_subject_name(first), X509_get_subject_name(second)) == 0;
}

/** The name that the certificate gives to its issuer is the subject of `issuer`: whether it is the issuer, only its
 * key says. Names are compared in the canonical form (RFC 5280, 7.1). */
bool issued_in_name_of(const Certificate& certificate, const Certificate& issuer) {
    return X509_NAME_cmp(X509_get_issuer_name(openssl_certificate(certificate)),
                         X509_get_subject_name(openssl_certificate(issuer))) == 0;
}

/** Looks for paths from the leaf upwards: the shortest first, because each certificate on a path must be proven good.
 */
class Search {
  public:
    Search(const Certificate& leaf, std::span<const Certificate> candidates, std::span<const Certificate> anchors,
           std::size_t max_length, const PolicyDemands& policies)
        : m_longest_allowed(max_length + 2), m_policies(policies) {
        const std::size_t all = anchors.size() + candidates.size();
        Effort::spend(all + all * all / 500); // each is compared with those before it
        m_bearers.push_back({leaf, false, std::nullopt});
        for (const Certificate& anchor : anchors)
            add(anchor, true);
        for (const Certificate& candidate : candidates)
            add(candidate, false);
    }

    Chain run() {
        m_path.push_back(0);
        for (m_length = 2; m_length <= m_longest_allowed; ++m_length) {
            m_cut = false;
            if (climb() || !m_cut)
                break;
        }
        if (m_best)
            return std::move(*m_best);
        Chain chain = told(m_longest.empty() ? std::vector<std::size_t>{0} : m_longest, false);
        chain.search_ended = m_ended;
        chain.namesake_of_anchor = std::any_of(m_bearers.begin(), m_bearers.end(), [&](const Bearer& bearer) {
            return bearer.anchor && issued_in_name_of(chain.certificates.back(), bearer.certificate);
        });
        return chain;
    }

  private:
    struct Bearer {
        Certificate certificate;
        bool anchor = false;
        std::optional<std::vector<std::size_t>> issuers; ///< nothing: not asked yet
    };

    void add(const Certificate& certificate, bool anchor) {
        if (std::none_of(m_bearers.begin(), m_bearers.end(),
                         [&](const Bearer& bearer) { return bearer.certificate == certificate; }))
            m_bearers.push_back({certificate, anchor, std::nullopt});
    }

    /** Goes on from the end of m_path to paths of m_length. @return whether the search is over */
    bool climb() {
        if (++m_steps > most_steps) {
            m_ended = true;
            return true;
        }
        if (m_bearers[m_path.back()].anchor)
            return m_path.size() == m_length && arrive();
        bool onwards = false;
        for (const std::size_t issuer : issuers_of(m_path.back())) {
            const Certificate& next = m_bearers[issuer].certificate;
            if (std::any_of(m_path.begin(), m_path.end(),
                            [&](std::size_t passed) { return same_holder(m_bearers[passed].certificate, next); }))
                continue;
            if (m_path.size() == m_length) {
                m_cut = true;
                break;
            }
            onwards = true;
            m_path.push_back(issuer);
            const bool over = climb();
            m_path.pop_back();
            if (over)
                return true;
        }
        if (!onwards && m_path.size() > m_longest.size())
            m_longest = m_path;
        return false;
    }

    bool arrive() {
        Chain chain = told(m_path, true);
        const bool flawless = chain.problems.empty();
        if (flawless || !m_best)
            m_best = std::move(chain);
        return flawless || ++m_arrivals >= most_paths;
    }

    /** Who issued a certificate: the bearers of the issuer's name whose key verified the signature (RFC 5280, 6.1.3
     *  (a)(1) and (4)). The likeliest are asked first, so that strangers brought by the file cannot use up the
     *  questions before an anchor is asked. What is not asked any more is no issuer. */
    const std::vector<std::size_t>& issuers_of(std::size_t index) {
        if (m_bearers[index].issuers)
            return *m_bearers[index].issuers;
        const Certificate& certificate = m_bearers[index].certificate;
        std::vector<std::size_t> named;
        for (std::size_t i = 0; i < m_bearers.size(); ++i)
            if (i != index && issued_in_name_of(certificate, m_bearers[i].certificate))
                named.push_back(i);
        std::stable_sort(named.begin(), named.end(), [&](std::size_t a, std::size_t b) {
            return unlikelihood(certificate, a) < unlikelihood(certificate, b);
        });
        std::vector<std::size_t> signers;
        std::copy_if(named.begin(), named.end(), std::back_inserter(signers),
                     [&](std::size_t one) { return has_signed(one, certificate); });
        m_bearers[index].issuers = std::move(signers);
        return *m_bearers[index].issuers;
    }

    bool has_signed(std::size_t issuer, const Certificate& certificate) {
        if (m_questions >= most_signatures) {
            m_ended = true;
            return false;
        }
        ++m_questions; // of memory too: an answer must not depend on what was judged before
        return m_bearers[issuer].certificate.signed_directly(certificate);
    }

    [[nodiscard]] int unlikelihood(const Certificate& certificate, std::size_t issuer) const {
        const bool fits = X509_check_issued(openssl_certificate(m_bearers[issuer].certificate),
                                            openssl_certificate(certificate)) == X509_V_OK;
        return (m_bearers[issuer].anchor ? 0 : 1) + (fits ? 0 : 2);
    }

    [[nodiscard]] Chain told(const std::vector<std::size_t>& path, bool anchored) const {
        Chain chain;
        for (const std::size_t index : path)
            chain.certificates.push_back(m_bearers[index].certificate);
        chain.anchored = anchored;
        chain.problems = broken_rules(chain.certificates, anchored, m_policies);
        if (!anchored)
            chain.missing_issuer = chain.certificates.back().facts().issuer_name;
        return chain;
    }

    std::size_t m_longest_allowed;
    std::size_t m_length = 0; ///< of the paths looked for now
    bool m_cut = false;       ///< some path is longer
    const PolicyDemands& m_policies;
    std::vector<Bearer> m_bearers; ///< the leaf first, then anchors, then candidates; each once
    std::vector<std::size_t> m_path;
    std::vector<std::size_t> m_longest; ///< of the paths that no anchor ends
    std::optional<Chain> m_best;        ///< of those that one does
    std::size_t m_questions = 0, m_steps = 0, m_arrivals = 0;
    bool m_ended = false; ///< a bound cut the search short
};

} // namespace

Chain build_chain(const Certificate& leaf, std::span<const Certificate> candidates,
                  std::span<const Certificate> anchors, std::size_t max_length, const PolicyDemands& policies) {
    const ErrorQueueGuard guard;
    if (contains(anchors, leaf)) {
        Chain chain;
        chain.certificates = {leaf};
        chain.anchored = true;
        return chain;
    }
    return Search{leaf, candidates, anchors, max_length, policies}.run();
}

} // namespace requal::crypto
