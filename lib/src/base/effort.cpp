#include "base/effort.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

namespace requal {
namespace {

/** The file that this thread judges. Handing it down would put a parameter into every call that reads a certificate.
 */
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): of one thread, while an Effort of it lives
thread_local Effort* current = nullptr;

Error over(const char* what, std::size_t limit) {
    return Error{Code::seal_too_much_work, {{"detail", std::to_string(limit) + what}}};
}

} // namespace

Effort::Effort(const Limits& limits) noexcept : m_limits(limits), m_counts(current == nullptr) {
    if (m_counts)
        current = this;
}

Effort::~Effort() {
    if (m_counts)
        current = nullptr;
}

void Effort::spend(std::size_t units) {
    if (current == nullptr)
        return;
    current->m_spent += units;
    if (current->m_spent > current->m_limits.seal_work)
        throw over(" units of work", current->m_limits.seal_work);
}

std::size_t Effort::spent() noexcept {
    return current == nullptr ? 0 : current->m_spent;
}

void Effort::decode(std::size_t elements) {
    if (current == nullptr)
        return;
    current->m_elements += elements;
    if (current->m_elements > current->m_limits.asn1_elements)
        throw over(" elements of certificates, lists and answers", current->m_limits.asn1_elements);
    spend(elements / 4);
}

} // namespace requal
