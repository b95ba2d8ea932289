#include "mapping_targets.hpp"

#include "requal/codes.hpp"
#include "requal/text.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "options.hpp"

#include "requal/error.hpp"

#include <algorithm>

namespace requal::tools {

std::vector<MappingTarget> mapping_targets(const std::vector<std::string>& lists) {
    std::vector<MappingTarget> targets;
    for (const std::string& list : lists)
        for (std::size_t start = 0; start <= list.size();) {
            const std::size_t end = std::min(list.find(',', start), list.size());
            if (end == start)
                throw UsageError{"--to has an empty target: '" + list + "'"};
            targets.push_back(mapping_target(list.substr(start, end - start)));
            start = end + 1;
        }
    return targets;
}

Option tables_option() {
    return {'\0',
            "tables",
            "DIR",
            "Lay the tables of a folder over ours: a row with the same id or notation replaces ours, others are "
            "added. Also "
            "taken from REQUAL_TABLES; see requal-frameworks(5).",
            true,
            {}};
}

std::vector<std::string> table_layers(const ParsedOptions& options) {
    std::vector<std::string> layers;
    if (const char* own = std::getenv("REQUAL_TABLES"); own != nullptr) {
        std::istringstream list{own};
        for (std::string folder; std::getline(list, folder, ':');)
            if (!folder.empty())
                layers.push_back(folder);
    }
    for (const std::string& folder : options.all("tables"))
        layers.push_back(folder);
    for (const std::string& folder : layers) {
        std::error_code ignored;
        if (!std::filesystem::is_directory(folder, ignored))
            throw UsageError{"there is no folder '" + escape_terminal(folder) + "' with tables",
                             "name a folder laid out like frameworks/, for example one with countries/ua.yaml in it"};
    }
    return layers;
}

bool is_about_the_call(const Error& error) noexcept {
    switch (error.code()) {
    case Code::framework_country_unknown:
    case Code::framework_name_ambiguous:
    case Code::framework_level_unknown:
    case Code::framework_framework_missing:
    case Code::framework_no_framework:
    case Code::framework_title_without_country:
    case Code::framework_date_invalid:
    case Code::framework_number_invalid:
    case Code::framework_award_id_unknown:
    case Code::credits_number_unreadable:
    case Code::credits_too_precise:
    case Code::credits_system_missing:
    case Code::credits_system_unknown:
    case Code::credits_system_ambiguous:
    case Code::credits_country_unknown:
    case Code::grades_too_precise:
    case Code::grades_scale_missing:
    case Code::grades_scale_unknown:
    case Code::grades_scale_ambiguous:
    case Code::grades_grade_unknown:
    case Code::grades_bounds_impossible:
    case Code::grades_distribution_missing:
    case Code::grades_distribution_scale:
        return true;
    default:
        return false;
    }
}

} // namespace requal::tools
