/** @file
 * The folders that tables are read from: ours, and over it those of a centre.
 */
#pragma once

#include "framework/read.hpp"
#include "yaml/value.hpp"

#include "requal/error.hpp"
#include "requal/file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal::framework {

/** One table as it is read: its document, and the files that it was put together from. */
struct TableText {
    yaml::Document document;
    std::string file; ///< the table as answers name it, such as "frameworks/eqf.yaml"
    std::vector<TableUse> files;
};

class TableFolder {
  public:
    /** @param layers folders laid out like frameworks/, the last one on top */
    TableFolder(DataFolder folder, std::vector<std::string> layers)
        : m_folder(std::move(folder)), m_layers(std::move(layers)) {}

    /** Is there such a table, in any layer? @param name below frameworks/, such as "countries/ua.yaml" */
    [[nodiscard]] bool has(std::string_view name) const;
    /** A row of a layer replaces ours of the same name; see yaml::laid_over().
     *  @throws Error data_*, yaml_* with the whole path of the file */
    [[nodiscard]] TableText read(std::string_view name) const;
    /** The text of every file of that name, for a search that need not parse. */
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;

    /** Reads a table with one of the read_*() functions. Errors leave with the whole path of the file. */
    template <typename Table>
    [[nodiscard]] Table load(std::string_view name, Table (*read_root)(const yaml::Value&, const Reading&)) const {
        const TableText text = read(name);
        try {
            Table table = read_root(text.document.root(), Reading{text.file});
            if constexpr (requires { table.files; })
                table.files = text.files;
            return table;
        } catch (Error& error) {
            throw std::move(error.in_file(error.file().empty() ? m_folder.file(text.file) : error.file()));
        }
    }

  private:
    DataFolder m_folder;
    std::vector<std::string> m_layers;
};

} // namespace requal::framework
