/** @file
 * The list of inputs of a run: files, folders, a list in a file, standard input.
 */
#pragma once

#include "options.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace requal::tools {

/** One input by name; the content is read when its turn comes. "-" is standard input. */
struct InputList {
    std::vector<std::string> paths;
    std::set<std::string> of_folders;  ///< those of them that were found below a folder, not named
    bool standard_input_taken = false; ///< the list itself came from there
};

/** Positionals and --files-from, in the order given. A folder stands for what is in it and below it, sorted by
 *  name, hidden files and symbolic links left out. A path that does not exist, a folder that cannot be read, and a
 * pipe or a device in a folder stay in the list: they are reported in their turn.
 *  @throws UsageError when "-" is used twice; Error when the list cannot be read */
[[nodiscard]] InputList collect_inputs(const ParsedOptions& options, std::uint64_t limit_bytes);

/** Files and what lies below folders, as collect_inputs() finds them. */
[[nodiscard]] std::vector<std::string> files_of(const std::vector<std::string>& paths);

} // namespace requal::tools
