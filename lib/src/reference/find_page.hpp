/** @file
 * What a typed name may mean.
 */
#pragma once

#include "framework/table.hpp"

#include "requal/reference.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal::reference {

struct Meaning {
    std::string kind; ///< "country", "framework", "scale", "system"
    std::string id;   ///< what means it alone
    std::string name;
    const framework::Country* country = nullptr;
    const framework::IndexRow* row = nullptr;
    const GradeScale* scale = nullptr;
    const CreditSystem* system = nullptr;
};

/** All of them; at least one. @param kind only those of this kind; empty: all
 *  @throws Error tables_name_unknown with near names */
[[nodiscard]] std::vector<Meaning> meanings(const ReferenceTables& tables, std::string_view name,
                                            std::string_view kind);

} // namespace requal::reference
