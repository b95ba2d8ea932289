/** @file
 * The framework tables: ours, and those of a centre layered over them.
 *
 *     const Frameworks frameworks = load_frameworks(find_data_folder());
 *     // Rows of the centre come before ours of the same name.
 *     const Frameworks centre = load_frameworks(find_data_folder(), {"/srv/centre/tables"});
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
    Frameworks(const DataFolder& folder, std::vector<std::string> layers);
    Frameworks(Frameworks&&) noexcept;
    Frameworks& operator=(Frameworks&&) noexcept;
    ~Frameworks();
    [[nodiscard]] const framework::Tables& tables() const noexcept { return *m_tables; }
    [[nodiscard]] const award::Indexes& awards() const noexcept { return *m_awards; }

  private:
    std::unique_ptr<framework::Tables> m_tables;
    std::unique_ptr<award::Indexes> m_awards;
};

/** Reads nothing yet: a table that is missing or broken shows when it is needed.
 *  @param layers folders laid out like frameworks/: a row in them replaces ours of the same name, other rows are
 * added; the last one lies on top. See requal-frameworks(5). */
[[nodiscard]] Frameworks load_frameworks(const DataFolder& folder, std::vector<std::string> layers = {});

} // namespace requal
