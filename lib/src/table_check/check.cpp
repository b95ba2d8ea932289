#include "requal/codes.hpp"
#include "requal/table_check.hpp"

#include "conversion/table.hpp"
#include "framework/read.hpp"
#include "framework/table_folder.hpp"
#include "framework/tables.hpp"
#include "table_check/rules.hpp"
#include "table_check/walk.hpp"

#include "requal/finding_json.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

namespace requal {
namespace {

namespace fs = std::filesystem;
using framework::Reading;
using framework::TableFolder;
using framework::TableText;

/** A column of a tab-separated list, without its first line. */
std::set<std::string> column(const std::string& text, std::size_t number, bool has_header) {
    std::set<std::string> words;
    std::istringstream lines{text};
    std::string line;
    for (bool first = has_header; std::getline(lines, line); first = false) {
        if (first)
            continue;
        std::istringstream fields{line};
        std::string field;
        for (std::size_t i = 0; i <= number && std::getline(fields, field, '\t'); ++i)
            if (i == number && !field.empty())
                words.insert(field);
    }
    return words;
}

class Checker {
  public:
    Checker(const DataFolder& data, const std::string& layer)
        : m_data(data), m_layer(layer), m_layers(layer.empty() ? std::vector<std::string>{} : std::vector{layer}),
          m_folder(data, m_layers), m_tables(TableFolder{data, m_layers}),
          m_concepts(column(data.read("schemas/vocabulary/nqf.tsv"), 0, false)) {
        m_known.countries = column(data.read("schemas/vocabulary/countries-iso3166.tsv"), 1, true);
        m_known.countries.insert("XK"); // user-assigned; the EU's lists write Kosovo so
        m_known.tables = &m_tables;
    }

    TableReport check() {
        list_files();
        if (!check_table<framework::Index>("index.yaml", framework::read_index, m_index))
            return finish(); // nothing can be found without it
        m_known.index = &m_index;
        add(table_check::check_index(m_index));
        check_conversions();
        framework::EqfTable eqf;
        static_cast<void>(check_table<framework::EqfTable>("eqf.yaml", framework::read_eqf, eqf));
        framework::IscedTable isced;
        static_cast<void>(check_table<framework::IscedTable>("isced.yaml", framework::read_isced, isced));
        framework::CycleTable cycles;
        static_cast<void>(check_table<framework::CycleTable>("qf-ehea.yaml", framework::read_cycles, cycles));
        framework::FieldTable fields;
        static_cast<void>(check_table<framework::FieldTable>("isced-f.yaml", framework::read_fields, fields));
        for (const framework::IndexRow& row : m_index.frameworks) {
            framework::NationalTable table;
            if (check_table<framework::NationalTable>(row.file, framework::read_national, table))
                add(table_check::check_framework(table, row));
        }
        for (const std::string& name : m_countries) {
            framework::CountryTable table;
            if (check_table<framework::CountryTable>(name, framework::read_country, table))
                add(table_check::check_country(table, name, m_known));
        }
        report_unread();
        return finish();
    }

  private:
    void list_files() {
        for (const std::string& root : {m_data.file("frameworks"), m_layer}) {
            if (root.empty())
                continue;
            if (!fs::is_directory(root))
                throw Error{Code::input_not_found, {{"path", root}}}.in_file(root);
            for (const auto& entry : fs::recursive_directory_iterator{root}) {
                const std::string name = fs::relative(entry.path(), root).generic_string();
                if (!entry.is_regular_file() || !name.ends_with(".yaml") || name.starts_with("policy/") ||
                    name.starts_with("rules/"))
                    continue;
                if (name.starts_with("countries/"))
                    m_countries.insert(name);
                const bool checked = m_layer.empty() || root == m_layer;
                if (checked)
                    m_unread.insert(name);
            }
        }
    }

    [[nodiscard]] std::string shown(const std::string& name) const {
        return m_layer.empty() ? "frameworks/" + name : m_layer + "/" + name;
    }

    void add(std::vector<TableProblem> problems) {
        for (TableProblem& problem : problems)
            m_report.problems.push_back(std::move(problem));
    }

    void add(const Error& error, const std::string& file) {
        m_report.problems.push_back({error.finding(), error.file().empty() ? file : error.file(), error.position()});
    }

    /** What can be said without the columns. @return nothing when the table cannot be parsed */
    std::optional<TableText> walk(const std::string& name) {
        if (m_unread.erase(name) > 0)
            m_report.files.push_back(shown(name));
        try {
            TableText text = m_folder.read(name);
            const auto report = [&](const yaml::Value& at, Code code, Arguments arguments) {
                const std::string& file = at.document().empty() ? text.file : at.document();
                m_report.problems.push_back({{code, std::move(arguments)}, file, at.position()});
            };
            table_check::check_plain_texts(text.document.root(), report);
            table_check::check_ranges(text.document.root(), report);
            table_check::check_countries(text.document.root(), m_known.countries, report);
            if (text.document.root()["table"].text() == "national-framework") {
                m_concepts.check(text.document.root(), text.file, report);
                table_check::check_level_count(text.document.root(), report);
            }
            return text;
        } catch (Error& error) {
            add(error, "frameworks/" + name);
            return std::nullopt;
        }
    }

    template <typename Table>
    bool check_table(const std::string& name, Table (*read)(const yaml::Value&, const Reading&), Table& table) {
        const auto text = walk(name);
        if (!text)
            return false;
        std::vector<Error> problems;
        bool usable = true;
        try {
            table = read(text->document.root(), Reading{text->file, &problems});
            table.files = text->files;
        } catch (const Error& error) {
            add(error, text->file);
            usable = false;
        }
        for (const Error& error : problems)
            add(error, text->file);
        return usable;
    }

    void check_conversions() {
        conversion::CreditTable credits;
        conversion::GradeTable grades;
        const bool has_credits =
            check_table<conversion::CreditTable>("credits.yaml", conversion::read_credits, credits);
        const bool has_grades = check_table<conversion::GradeTable>("grades.yaml", conversion::read_grades, grades);
        for (const CreditSystem& system : credits.systems)
            m_known.systems.insert(system.id);
        if (has_credits && has_grades)
            add(table_check::check_conversions(credits, grades));
    }

    void report_unread() {
        for (const std::string& name : m_unread)
            m_report.problems.push_back(
                {{Code::tables_reference_unknown, {{"what", "no table of the index is"}, {"id", name}}},
                 shown(name),
                 {1, 1}});
    }

    TableReport finish() {
        if (!m_layer.empty()) // ours are not the centre's to mend
            std::erase_if(m_report.problems,
                          [&](const TableProblem& problem) { return !problem.file.starts_with(m_layer + "/"); });
        std::stable_sort(m_report.problems.begin(), m_report.problems.end(),
                         [](const TableProblem& a, const TableProblem& b) {
                             return std::tuple{a.file, a.position.line, a.position.column} <
                                    std::tuple{b.file, b.position.line, b.position.column};
                         });
        std::sort(m_report.files.begin(), m_report.files.end());
        return std::move(m_report);
    }

    const DataFolder& m_data;
    std::string m_layer;
    std::vector<std::string> m_layers;
    TableFolder m_folder;
    framework::Tables m_tables;
    table_check::Concepts m_concepts;
    table_check::Known m_known;
    framework::Index m_index;
    std::set<std::string> m_countries; ///< names of the tables of countries, of ours and of the layer
    std::set<std::string> m_unread;
    TableReport m_report;
};

} // namespace

bool TableReport::is_sound() const noexcept {
    return std::none_of(problems.begin(), problems.end(), [](const TableProblem& problem) {
        return severity_of(problem.finding.code) == Severity::error;
    });
}

TableReport check_tables(const DataFolder& data, const std::string& layer) {
    std::string folder = layer;
    while (folder.size() > 1 && folder.ends_with('/'))
        folder.pop_back();
    return Checker{data, folder}.check();
}

void write_json(JsonWriter& out, const TableReport& report, Language language) {
    out.member("sound", report.is_sound());
    out.text_array("files", report.files);
    out.key("problems");
    out.begin_array();
    for (const TableProblem& problem : report.problems) {
        out.begin_object();
        out.member("file", problem.file);
        out.member("line", problem.position.line);
        out.member("column", problem.position.column);
        out.key("finding");
        write_finding(out, problem.finding, language);
        out.end_object();
    }
    out.end_array();
}

} // namespace requal
