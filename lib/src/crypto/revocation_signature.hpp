/** @file
 * What answers and lists have in common about their signatures. Only files of this room include it.
 */
#pragma once

#include "crypto/handles.hpp"
#include "crypto/price.hpp"
#include "crypto/revocation.hpp"

#include <mutex>
#include <unordered_map>

namespace requal::crypto {

/** The digest that a signature algorithm rests on, see OcspAnswer::signature_hash(). */
[[nodiscard]] std::string hash_of_algorithm(const X509_ALGOR* algorithm);

/** Remembers whose key made one signature. May be used by many threads. */
class SignatureMemory {
  public:
    /** @param bytes how much was signed
     *  @param verify takes an EVP_PKEY*; asked only when the answer is not known and the budget allows it */
    template <typename Verify>
    [[nodiscard]] bool holds(const Certificate& signer, std::size_t bytes, SignatureBudget& budget,
                             Verify verify) const {
        {
            const std::scoped_lock lock{m_mutex};
            if (const auto known = m_answers.find(signer.sha256()); known != m_answers.end())
                return known->second;
        }
        if (!budget.spend(bytes))
            return false;
        EVP_PKEY* key = key_of(signer);
        Effort::spend(asking_price(key) + hashing_price(bytes));
        const bool answer = key != nullptr && verify(key);
        const std::scoped_lock lock{m_mutex};
        if (m_answers.size() >= most_kept)
            m_answers.clear();
        m_answers.emplace(signer.sha256(), answer);
        return answer;
    }

  private:
    [[nodiscard]] static EVP_PKEY* key_of(const Certificate& signer);

    static constexpr std::size_t most_kept = 1024;
    mutable std::mutex m_mutex;
    mutable std::unordered_map<std::string, bool> m_answers;
};

} // namespace requal::crypto
