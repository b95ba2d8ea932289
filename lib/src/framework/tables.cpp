#include "framework/tables.hpp"

#include "base/ascii.hpp"
#include "framework/read.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::framework {
namespace {

/** A table whose name in the index is another one would be found under names that are not its own.
 */
void check_against_index(const NationalTable& table, const IndexRow& row) {
    if (table.id != row.id || table.countries != row.countries || table.subdivisions != row.subdivisions ||
        table.regions != row.regions)
        throw Error{Code::data_unusable,
                    {{"name", table.file},
                     {"detail", "id, countries, subdivisions or regions differ from its row in index.yaml"}}};
}

} // namespace

const Index& Tables::index() const {
    const std::lock_guard lock{m_mutex};
    if (!m_index) {
        m_index = std::make_unique<Index>(m_folder.load("index.yaml", read_index));
    }
    return *m_index;
}

const EqfTable& Tables::eqf() const {
    const std::lock_guard lock{m_mutex};
    if (!m_eqf) {
        m_eqf = std::make_unique<EqfTable>(m_folder.load("eqf.yaml", read_eqf));
    }
    return *m_eqf;
}

const IscedTable& Tables::isced() const {
    const std::lock_guard lock{m_mutex};
    if (!m_isced) {
        m_isced = std::make_unique<IscedTable>(m_folder.load("isced.yaml", read_isced));
    }
    return *m_isced;
}

const CycleTable& Tables::cycles() const {
    const std::lock_guard lock{m_mutex};
    if (!m_cycles)
        m_cycles = std::make_unique<CycleTable>(m_folder.load("qf-ehea.yaml", read_cycles));
    return *m_cycles;
}

const FieldTable& Tables::fields() const {
    const std::lock_guard lock{m_mutex};
    if (!m_fields)
        m_fields = std::make_unique<FieldTable>(m_folder.load("isced-f.yaml", read_fields));
    return *m_fields;
}

const NationalTable& Tables::national(const IndexRow& row) const {
    const std::lock_guard lock{m_mutex};
    auto& table = m_national[row.file];
    if (!table) {
        auto fresh = std::make_unique<NationalTable>(m_folder.load(row.file, read_national));
        check_against_index(*fresh, row);
        fresh->abbreviation = row.abbreviations.front();
        table = std::move(fresh);
    }
    return *table;
}

const NationalTable* Tables::with_id(const std::string& id) const {
    for (const IndexRow& row : index().frameworks)
        if (row.id == id)
            return &national(row);
    return nullptr;
}

const CountryTable* Tables::country(const std::string& code) const {
    const std::lock_guard lock{m_mutex};
    const auto [place, fresh] = m_countries.try_emplace(code);
    if (fresh) {
        const std::string file = "countries/" + lower(code) + ".yaml";
        if (m_folder.has(file))
            place->second = std::make_unique<CountryTable>(m_folder.load(file, read_country));
    }
    return place->second.get();
}

const IndexRow* Tables::with_uri(const std::string& uri) const {
    const std::lock_guard lock{m_mutex};
    if (m_uris.empty()) {
        // Looking for the text is much cheaper than parsing every table; the parse of the one that
        // is found decides.
        constexpr std::string_view prefix = "http://data.europa.eu/snb/qdr/";
        for (const IndexRow& row : index().frameworks) {
            for (const std::string& text : m_folder.texts(row.file))
                for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1))
                    m_uris.emplace(text.substr(at, std::min(text.find_first_of(" \t\r\n'\"", at), text.size()) - at),
                                   &row);
        }
    }
    const auto found = m_uris.find(uri);
    return found == m_uris.end() ? nullptr : found->second;
}

} // namespace requal::framework
