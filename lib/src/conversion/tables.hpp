/** @file
 * The tables of a data folder, each read when it is first needed, and the rows that names stand for.
 */
#pragma once

#include "conversion/table.hpp"
#include "framework/tables.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace requal::conversion {

/** Every member may be called from many threads; references stay valid as long as the object. */
class Tables {
  public:
    /** @param frameworks must outlive the object */
    explicit Tables(const framework::Tables& frameworks) : m_frameworks(frameworks) {}

    /** @throws Error yaml_*, data_* from all of these */
    [[nodiscard]] const CreditTable& credits() const;
    [[nodiscard]] const GradeTable& grades() const;
    /** Code of the country with this code or name; empty when no table knows it. */
    [[nodiscard]] std::string country_code(std::string_view name) const;

  private:
    const framework::Tables& m_frameworks; ///< for its folder and its index of countries
    mutable std::mutex m_mutex;
    mutable std::unique_ptr<CreditTable> m_credits;
    mutable std::unique_ptr<GradeTable> m_grades;
};

/** @throws Error credits_system_missing, credits_system_unknown, credits_system_ambiguous */
[[nodiscard]] const CreditSystem& find_system(const Tables& tables, std::string_view name);
/** @param which "grade" or "answer"; @param option how it is named in a call
 *  @throws Error grades_scale_missing, grades_scale_unknown, grades_scale_ambiguous */
[[nodiscard]] const GradeScale& find_scale(const Tables& tables, std::string_view name, std::string_view which,
                                           std::string_view option);
[[nodiscard]] std::vector<TableUse> use_of(const framework::TableBase& table);
/** Adds those that are not there yet. */
void add_sources(std::vector<TableSource>& sources, const std::vector<TableSource>& more);

} // namespace requal::conversion
