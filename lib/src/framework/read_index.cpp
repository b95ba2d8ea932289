#include "framework/read.hpp"
#include "framework/read_common.hpp"

namespace requal::framework {

Index read_index(std::string_view text, const std::string& file) {
    return read_table(text, file, [](const yaml::Value& value) {
        const yaml::MapReader root{value, {"schema", "countries", "frameworks"}};
        constexpr std::string_view schema = "requal.frameworks/1";
        if (root.text("schema") != schema)
            throw yaml::MapReader::wrong_type(root.required("schema"), "schema", schema);
        Index index;
        if (!root.required("countries").is_map())
            throw yaml::MapReader::wrong_type(root.required("countries"), "countries", "a map");
        for (const yaml::Value& entry : root.required("countries").items()) {
            const yaml::MapReader row{entry, {"name", "also"}};
            index.countries.push_back({std::string{entry.key()}, row.text("name"), row.texts("also")});
        }
        for (const yaml::Value& entry : root.entries("frameworks")) {
            const yaml::MapReader row{entry, {"file", "id", "countries", "subdivisions", "abbreviations"}};
            index.frameworks.push_back({row.text("file"), row.text("id"), row.texts("countries"),
                                        row.texts("subdivisions"), row.texts("abbreviations")});
            if (index.frameworks.back().countries.empty() || index.frameworks.back().abbreviations.empty())
                throw yaml::MapReader::wrong_type(entry, "this entry",
                                                  "a framework with a country and an abbreviation");
        }
        return index;
    });
}

} // namespace requal::framework
