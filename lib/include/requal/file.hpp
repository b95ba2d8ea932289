/** @file
 * Files as this toolkit reads and writes them: read whole within a limit, written whole or not at all.
 */
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace requal {

/** Reads a whole file. A file that grows while it is read is refused at the limit.
 *  @throws Error input_not_found, input_unreadable (directories and devices too), input_too_large */
[[nodiscard]] std::string read_file(const std::string& path, std::uint64_t limit_bytes);

/** The same, and what somebody writes into a named pipe, or into one that a shell made of a command. A pipe that is
 * not closed within a minute is refused. @throws Error as read_file() */
[[nodiscard]] std::string read_file_or_pipe(const std::string& path, std::uint64_t limit_bytes);

/** Reads standard input to its end. @throws Error input_unreadable, input_too_large */
[[nodiscard]] std::string read_standard_input(std::uint64_t limit_bytes);

/** Writes beside the target and renames, so that a reader sees the old file or the new one, never half. A replaced
 * file keeps its permissions; a device or a pipe is written to as it is. A symbolic link to a file is refused:
 * somebody else may have made it.
 *  @throws Error output_failed */
void write_file(const std::string& path, std::string_view content);
/** The same where nothing of this name may be yet, a link neither. @throws Error output_exists, output_failed */
void write_new_file(const std::string& path, std::string_view content);

/** Where tables, vocabularies and schemas lie: a folder that holds `schemas/` and `frameworks/`. */
struct DataFolder {
    std::string path;

    /** @return path of a data file, for example `file("schemas/edc-profile.json")`; it may not exist. */
    [[nodiscard]] std::string file(std::string_view name) const { return path + "/" + std::string{name}; }
    /** Is there such a data file? */
    [[nodiscard]] bool has(std::string_view name) const;
    /** Reads one data file. @throws Error data_not_found, data_unusable */
    [[nodiscard]] std::string read(std::string_view name) const;
};

/** `REQUAL_DATA` when set, else ../share/requal beside the running program, else the source folder of a build tree.
 *  @throws Error data_not_found */
[[nodiscard]] DataFolder find_data_folder();

} // namespace requal
