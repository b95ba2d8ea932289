#include "inputs.hpp"

#include "requal/error.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <filesystem>

namespace requal::tools {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

/** Adds what lies below a folder. A folder that cannot be read is added itself, so that it is reported in its turn
 *  instead of being passed over: exit status 0 must prove that every input was judged. */
void add_folder(const fs::path& folder, std::vector<std::string>& paths) {
    std::error_code error;
    for (fs::directory_iterator walk{folder, error}; !error && walk != fs::directory_iterator{};
         walk.increment(error)) {
        std::error_code ignored;
        const fs::file_type type = walk->symlink_status(ignored).type();
        if (hidden(walk->path()))
            continue;
        if (type == fs::file_type::directory)
            add_folder(walk->path(), paths);
        else if (type != fs::file_type::symlink) // a pipe or a device too: it is refused in its turn
            paths.push_back(walk->path().string());
    }
    if (error)
        paths.push_back(folder.string());
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
    }
    for (const std::string& name : named) {
        const std::vector<std::string> files = files_of({name});
        list.paths.insert(list.paths.end(), files.begin(), files.end());
        if (files != std::vector{name})
            list.of_folders.insert(files.begin(), files.end());
    }
    return list;
}

std::vector<std::string> files_of(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (path != "-" && fs::is_directory(path, ignored)) {
            const auto before = static_cast<std::ptrdiff_t>(files.size());
            add_folder(path, files);
            std::sort(files.begin() + before, files.end());
        } else {
            files.push_back(path);
        }
    }
    return files;
}

} // namespace requal::tools
