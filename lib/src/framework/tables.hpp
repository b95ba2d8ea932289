/** @file
 * The tables of one data folder, each read once and when it is first needed: one answer reads four
 * or five files, not fifty. Every member may be called from many threads; references stay valid as
 * long as the object.
 */
#pragma once

#include "framework/country.hpp"
#include "framework/table_folder.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace requal::framework {

class Tables {
  public:
    explicit Tables(DataFolder folder) : Tables(TableFolder{std::move(folder), {}}) {}
    explicit Tables(TableFolder folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] const TableFolder& folder() const noexcept { return m_folder; }
    /** @throws Error yaml_*, data_* from all of these */
    [[nodiscard]] const Index& index() const;
    [[nodiscard]] const EqfTable& eqf() const;
    [[nodiscard]] const IscedTable& isced() const;
    [[nodiscard]] const CycleTable& cycles() const;
    [[nodiscard]] const FieldTable& fields() const;
    [[nodiscard]] const NationalTable& national(const IndexRow& row) const;
    /** Nothing when the index has no framework with this id. */
    [[nodiscard]] const NationalTable* with_id(const std::string& id) const;
    /** The awards of a country; nothing when there is no table of them. @param code ISO 3166-1 */
    [[nodiscard]] const CountryTable* country(const std::string& code) const;
    /** The framework that has this concept of the EU vocabulary, as itself or as one of its levels;
     * nothing when none has. */
    [[nodiscard]] const IndexRow* with_uri(const std::string& uri) const;

  private:
    TableFolder m_folder;
    mutable std::recursive_mutex m_mutex;
    mutable std::unique_ptr<Index> m_index;
    mutable std::unique_ptr<EqfTable> m_eqf;
    mutable std::unique_ptr<IscedTable> m_isced;
    mutable std::unique_ptr<CycleTable> m_cycles;
    mutable std::unique_ptr<FieldTable> m_fields;
    mutable std::unordered_map<std::string, std::unique_ptr<NationalTable>> m_national;
    mutable std::unordered_map<std::string, std::unique_ptr<CountryTable>> m_countries;
    mutable std::unordered_map<std::string, const IndexRow*> m_uris; ///< empty until a URI is asked for
};

} // namespace requal::framework
