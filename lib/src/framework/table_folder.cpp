#include "framework/table_folder.hpp"

#include "crypto/digest.hpp"

#include "requal/codes.hpp"

#include <array>
#include <filesystem>

namespace requal::framework {
namespace {

constexpr std::uint64_t most_bytes = 4U * 1024U * 1024U;

/** The lists of our tables whose rows have names. `levels` of national frameworks are named by their notation, those
 * of the EQF and ISCED by their number. */
constexpr std::array<yaml::RowList, 9> row_lists{{{"sources", "id"},
                                                  {"qualifications", "id"},
                                                  {"frameworks", "id"},
                                                  {"scales", "id"},
                                                  {"systems", "id"},
                                                  {"levels", "notation"},
                                                  {"levels", "level"},
                                                  {"ects_hours_by_country", "country"},
                                                  {"fields", "code"}}};

bool exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

std::string in_layer(const std::string& layer, std::string_view name) {
    return layer + "/" + std::string{name};
}

} // namespace

bool TableFolder::has(std::string_view name) const {
    for (const std::string& layer : m_layers)
        if (exists(in_layer(layer, name)))
            return true;
    return m_folder.has("frameworks/" + std::string{name});
}

std::vector<std::string> TableFolder::texts(std::string_view name) const {
    std::vector<std::string> list;
    const std::string own = "frameworks/" + std::string{name};
    if (m_layers.empty() || m_folder.has(own))
        list.push_back(m_folder.read(own));
    for (const std::string& layer : m_layers)
        if (const std::string path = in_layer(layer, name); exists(path))
            list.push_back(read_file(path, most_bytes));
    return list;
}

TableText TableFolder::read(std::string_view name) const {
    const std::string own = "frameworks/" + std::string{name};
    std::optional<TableText> table;
    const auto add = [&](std::string text, const std::string& shown, const std::string& path,
                         const std::string& document_name) {
        try {
            yaml::Document document = yaml::parse(text, {}, document_name);
            TableUse use{shown, std::string{document.root()["schema"].text()},
                         std::make_shared<const TableDigest>(std::move(text))};
            if (!table) {
                table.emplace(TableText{std::move(document), shown, {std::move(use)}});
                return;
            }
            table->document = yaml::laid_over(std::move(table->document), std::move(document), row_lists);
            table->files.push_back(std::move(use));
        } catch (Error& error) {
            throw std::move(error.in_file(path));
        }
    };
    if (m_layers.empty() || m_folder.has(own))
        add(m_folder.read(own), own, m_folder.file(own), {});
    for (const std::string& layer : m_layers)
        if (const std::string path = in_layer(layer, name); exists(path))
            add(read_file(path, most_bytes), path, path, path);
    if (!table)
        throw Error{Code::data_not_found, {{"name", own}}};
    return *std::move(table);
}

} // namespace requal::framework

namespace requal {

const std::string& TableDigest::hex() const {
    std::call_once(m_once, [this] {
        m_hex = crypto::sha256_hex(as_bytes(m_bytes));
        m_bytes = {};
    });
    return m_hex;
}

} // namespace requal
