#include "seal/long_term.hpp"

#include "crypto/chain.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

class Answers {
  public:
    Answers(const Material& material, const Beside& beside, const Limits& limits)
        : m_material(material), m_beside(beside), m_limits(limits), m_certificates(material.certificates) {
        m_certificates.insert(m_certificates.end(), beside.certificates.begin(), beside.certificates.end());
    }

    /** Up to an anchor of the caller, every certificate needs an answer. Without one nobody knows where the path
     * ends: a trusted list may name the issuing authority, or a time-stamping unit itself. Then the path must be
     * complete, a signer must have an answer, and so must something of any path. */
    [[nodiscard]] bool on_path_of(const crypto::Certificate& leaf, bool of_signer) const {
        const crypto::Chain chain = path_from(leaf);
        const auto& path = chain.certificates;
        const bool nobody_trusted = m_beside.authorities == nullptr || m_beside.authorities->empty();
        std::size_t asked = 0;
        std::size_t answered = 0;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const crypto::CertificateFacts& facts = path[i].facts();
            if (facts.self_signed || (chain.anchored && i + 1 == path.size()))
                break;
            if (facts.ocsp_no_check || facts.no_revocation_available)
                continue;
            if (i + 1 == path.size())
                return nobody_trusted && of_signer && answered > 0;
            ++asked;
            const bool answer = has_answer(path[i], path[i + 1]);
            answered += answer ? 1U : 0U;
            if (!answer && of_signer && i == 0)
                return false;
        }
        return nobody_trusted || answered == asked;
    }

  private:
    [[nodiscard]] crypto::Chain path_from(const crypto::Certificate& leaf) const {
        if (m_beside.authorities != nullptr)
            return m_beside.authorities->path(leaf, m_certificates, m_limits.chain_length, std::nullopt);
        return crypto::build_chain(leaf, m_certificates, {}, m_limits.chain_length);
    }

    [[nodiscard]] bool has_answer(const crypto::Certificate& certificate, const crypto::Certificate& issuer) const {
        return std::any_of(m_material.revocations.begin(), m_material.revocations.end(),
                           [&](const RevocationSource& source) {
                               if (const auto* list = std::get_if<crypto::RevocationList>(&source.data))
                                   return list->about(certificate) && list->signed_by(issuer);
                               const auto& answer = std::get<crypto::OcspAnswer>(source.data);
                               return answer.about(certificate, issuer) && answer.responder(m_certificates);
                           });
    }

    const Material& m_material;
    const Beside& m_beside;
    const Limits& m_limits;
    std::vector<crypto::Certificate> m_certificates; ///< of the seal and of the caller
};

} // namespace

bool has_stamp(const Material& material, StampRole role) {
    return std::any_of(material.timestamps.begin(), material.timestamps.end(),
                       [role](const Timestamp& stamp) { return stamp.role == role && stamp.token; });
}

bool has_time(const Material& material) {
    if (!has_stamp(material, StampRole::signature))
        return false;
    return std::all_of(material.timestamps.begin(), material.timestamps.end(), [&](const Timestamp& stamp) {
        return stamp.role != StampRole::signature || !stamp.token || !material.signer ||
               stamp.token->time < material.signer->facts().not_after;
    });
}

bool all_self_signed(const Material& material) {
    return !material.certificates.empty() &&
           std::all_of(material.certificates.begin(), material.certificates.end(),
                       [](const crypto::Certificate& certificate) { return certificate.facts().self_signed; });
}

bool has_long_term_data(const Material& material, bool carries_certificates, const Beside& beside,
                        const Limits& limits) {
    if (all_self_signed(material))
        return carries_certificates;
    if (material.revocations.empty() || material.certificates.empty())
        return false;
    const Answers answers{material, beside, limits};
    if (material.signer && !answers.on_path_of(*material.signer, true))
        return false;
    std::optional<std::size_t> last_archive; // its own data may come later
    for (const Timestamp& stamp : material.timestamps)
        if (stamp.role == StampRole::archive)
            last_archive = stamp.order;
    return std::all_of(material.timestamps.begin(), material.timestamps.end(), [&](const Timestamp& stamp) {
        const bool last = stamp.role == StampRole::archive && stamp.order == last_archive;
        return last || !stamp.token || !stamp.token->authority || answers.on_path_of(*stamp.token->authority, false);
    });
}

} // namespace requal::seal
