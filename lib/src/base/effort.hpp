/** @file
 * How much the seals of one file have cost so far. Certificates, lists, answers and signatures come by many carriers
 * and in any number; each bound of its own still multiplies with the others. Here all of it is one sum.
 *
 *     const Effort effort{limits};          // in the call that judges one file
 *     Effort::spend(80);                  // deep inside, before the work is done
 *
 * A unit is about a microsecond of a slow machine, and every price is a function of the bytes alone: the same file
 * ends at the same place everywhere. Where nobody counts, spending costs nothing. What is remembered from another
 * file costs the same as what is computed, so that no answer depends on what was asked before.
 */
#pragma once

#include "requal/limits.hpp"

namespace requal {

class Effort {
  public:
    /** Counts for this thread until it ends; inside another one, that one goes on counting. */
    explicit Effort(const Limits& limits) noexcept;
    Effort(const Effort&) = delete;
    Effort& operator=(const Effort&) = delete;
    ~Effort();

    /** @throws Error seal_too_much_work when the sum is over `seal_work` */
    static void spend(std::size_t units);
    /** The sum so far. */
    [[nodiscard]] static std::size_t spent() noexcept;
    /** So many elements of ASN.1 will be decoded; they are kept for as long as the file is judged.
     *  @throws Error seal_too_much_work when there are more than `asn1_elements`, too */
    static void decode(std::size_t elements);

  private:
    const Limits& m_limits;
    bool m_counts;
    std::size_t m_spent = 0;
    std::size_t m_elements = 0;
};

} // namespace requal
