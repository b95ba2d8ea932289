#include "inputs.hpp"

#include "requal/error.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <filesystem>

namespace requal::tools {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void add_folder(const std::string& folder, std::vector<std::string>& paths) {
    std::vector<std::string> found;
    std::error_code error;
    fs::recursive_directory_iterator walk{folder, fs::directory_options::skip_permission_denied, error};
    for (const fs::recursive_directory_iterator end; !error && walk != end; walk.increment(error)) {
        std::error_code ignored;
        if (hidden(walk->path())) {
            if (walk->is_directory(ignored))
                walk.disable_recursion_pending();
        } else if (walk->symlink_status(ignored).type() == fs::file_type::regular) {
            found.push_back(walk->path().string());
        }
    }
    if (error)
        throw Error{Code::input_unreadable, {{"detail", error.message()}}}.in_file(folder);
    std::sort(found.begin(), found.end());
    paths.insert(paths.end(), found.begin(), found.end());
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    while (start < text.size()) {
        std::size_t end = std::min(text.find(separator, start), text.size());
        std::string line = text.substr(start, end - start);
        if (separator == '\n' && line.ends_with('\r'))
            line.pop_back();
        if (!line.empty())
            lines.push_back(std::move(line));
        start = end + 1;
    }
    return lines;
}

} // namespace

InputList collect_inputs(const ParsedOptions& options, std::uint64_t limit_bytes) {
    InputList list;
    std::vector<std::string> named = options.positionals();
    if (options.has("files-from")) {
        const std::string from = options.get("files-from");
        list.standard_input_taken = from == "-";
        std::string text;
        try {
            text = from == "-" ? read_standard_input(limit_bytes) : read_file(from, limit_bytes);
        } catch (Error& error) {
            throw std::move(error.in_file(from));
        }
        const auto lines = split(text, options.has("null") ? '\0' : '\n');
        named.insert(named.end(), lines.begin(), lines.end());
    } else if (options.has("null")) {
        throw UsageError{"--null needs --files-from"};
    }
    for (const std::string& name : named) {
        if (name == "-") {
            if (list.standard_input_taken)
                throw UsageError{"standard input can be read only once"};
            list.standard_input_taken = true;
        }
        std::error_code ignored;
        if (name != "-" && fs::is_directory(name, ignored))
            add_folder(name, list.paths);
        else
            list.paths.push_back(name);
    }
    return list;
}

} // namespace requal::tools
