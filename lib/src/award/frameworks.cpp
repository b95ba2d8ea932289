#include "requal/frameworks.hpp"

#include "award/match.hpp"

namespace requal {

Frameworks::Frameworks(const DataFolder& folder, std::vector<std::string> layers)
    : m_tables(std::make_unique<framework::Tables>(framework::TableFolder{folder, std::move(layers)})),
      m_awards(std::make_unique<award::Indexes>(*m_tables)) {}
Frameworks::Frameworks(Frameworks&&) noexcept = default;
Frameworks& Frameworks::operator=(Frameworks&&) noexcept = default;
Frameworks::~Frameworks() = default;

Frameworks load_frameworks(const DataFolder& folder, std::vector<std::string> layers) {
    return Frameworks{folder, std::move(layers)};
}

} // namespace requal
