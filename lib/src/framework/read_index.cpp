#include "framework/read.hpp"
#include "framework/read_common.hpp"

namespace requal::framework {

Index read_index(const yaml::Value& value, const Reading& reading) {
    const yaml::MapReader root{value, {"schema", "table", "countries", "frameworks"}};
    read_head(root, "index");
    Index index;
    if (!root.required("countries").is_map())
        throw yaml::MapReader::wrong_type(root.required("countries"), "countries", "a map");
    for (const yaml::Value& entry : root.required("countries").items()) {
        const yaml::MapReader row{entry, {"name", "also"}};
        index.countries.push_back({std::string{entry.key()}, row.text("name"), row.texts("also")});
    }
    each_row(root.entries("frameworks"), reading, [&](const yaml::Value& entry) {
        const yaml::MapReader row{entry, {"file", "id", "countries", "subdivisions", "regions", "abbreviations"}};
        IndexRow read{row.text("file"),          row.text("id"),       row.texts("countries"),
                      row.texts("subdivisions"), row.texts("regions"), row.texts("abbreviations")};
        if ((read.countries.empty() && read.regions.empty()) || read.abbreviations.empty())
            throw yaml::MapReader::wrong_type(entry, "this entry",
                                              "a framework with a country or region and an abbreviation");
        index.frameworks.push_back(std::move(read));
    });
    return index;
}

} // namespace requal::framework
