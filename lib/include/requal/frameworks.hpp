/** @file
 * The framework tables: ours, and those of a centre layered over them.
 *
 *     const Frameworks frameworks = load_frameworks(find_data_folder());
 */
#pragma once

#include "requal/file.hpp"

#include <memory>
#include <string>
#include <vector>

namespace requal {

namespace framework {
class Tables;
}
namespace award {
class Indexes;
}

/** The tables of a data folder, each read when it is first needed. May be shared between threads. */
class Frameworks {
  public:
    explicit Frameworks(const DataFolder& folder);
    Frameworks(Frameworks&&) noexcept;
    Frameworks& operator=(Frameworks&&) noexcept;
    ~Frameworks();
    [[nodiscard]] const framework::Tables& tables() const noexcept { return *m_tables; }
    [[nodiscard]] const award::Indexes& awards() const noexcept { return *m_awards; }

  private:
    std::unique_ptr<framework::Tables> m_tables;
    std::unique_ptr<award::Indexes> m_awards;
};

/** Reads nothing yet: a table that is missing or broken shows when it is needed. */
[[nodiscard]] Frameworks load_frameworks(const DataFolder& folder);

} // namespace requal
