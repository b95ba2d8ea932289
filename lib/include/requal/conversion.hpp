/** @file
 * The tables that credits and grades are converted with.
 *
 *     const Conversions conversions = load_conversions(frameworks);
 *     const CreditResult credits = convert_credits(conversions, {.credits = "240", .system = "ua-ects"});
 *     const GradeResult grade =
 *         convert_grade(conversions, {.grade = "9", .scale = "ua-school", .to_scale = "de-higher-education"});
 *
 * See requal/credits.hpp and requal/grades.hpp.
 */
#pragma once

#include "requal/frameworks.hpp"

#include <memory>

namespace requal {

namespace conversion {
class Tables;
}

/** frameworks/credits.yaml and frameworks/grades.yaml, each read when it is first needed. May be shared between
 *  threads. */
class Conversions {
  public:
    explicit Conversions(const Frameworks& frameworks);
    Conversions(Conversions&&) noexcept;
    Conversions& operator=(Conversions&&) noexcept;
    ~Conversions();
    [[nodiscard]] const conversion::Tables& tables() const noexcept { return *m_tables; }

  private:
    std::unique_ptr<conversion::Tables> m_tables;
};

/** @param frameworks must outlive the object. Reads nothing yet: a table that is missing or broken shows when it is
 * needed. */
[[nodiscard]] Conversions load_conversions(const Frameworks& frameworks);

} // namespace requal
