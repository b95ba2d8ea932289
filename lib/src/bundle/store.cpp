#include "bundle/store.hpp"

#include "bundle/list_check.hpp"
#include "crypto/digest.hpp"
#include "trust/sqlite.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace requal::bundle {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> subfolders{"lists", "anchors"};

/** Whether a name is one that Store::keep() or publish() gives: nobody else's files are ever removed. */
bool is_our_name(std::string_view file) {
    if (file.starts_with(".requal-"))
        return true;
    const std::size_t dot = file.rfind('.');
    const std::size_t dash = file.rfind('-');
    if (dot == std::string_view::npos || dash == std::string_view::npos || dot != dash + 17)
        return false;
    const std::string_view ending = file.substr(dot);
    return file.substr(dash + 1, 16).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           (ending == ".xml" || ending == ".der" || ending == ".sqlite");
}

Error cannot_write(const std::string& path, const std::error_code& error) {
    return Error{Code::output_failed, {{"detail", error.message()}}}.in_file(path);
}

void synchronise(const std::string& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = descriptor >= 0 && (::fsync(descriptor) == 0 || errno == EINVAL); // some file systems cannot
    const int error = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!done)
        throw cannot_write(folder, std::error_code{error, std::generic_category()});
}

} // namespace

Store::Store(std::string folder) : m_folder(std::move(folder)) {
    std::error_code error;
    for (const std::string_view subfolder : subfolders) {
        fs::create_directories(m_folder + "/" + std::string{subfolder}, error);
        if (error)
            throw cannot_write(m_folder, error);
    }
    const std::string lock = m_folder + "/.lock";
    m_lock = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (m_lock < 0 || ::flock(m_lock, LOCK_EX) != 0)
        throw cannot_write(lock, std::error_code{errno, std::generic_category()});
}

Store::~Store() {
    if (m_lock >= 0)
        ::close(m_lock);
}

std::optional<trust::Manifest> Store::manifest() const {
    try {
        return trust::read_manifest(m_folder);
    } catch (const Error& error) {
        if (error.code() == Code::trust_bundle_not_found)
            return std::nullopt;
        throw;
    }
}

std::string Store::read(const std::string& file, const std::string& sha256) const {
    const auto unusable = [&](const std::string& detail) {
        return Error{Code::trust_bundle_unusable, {{"path", m_folder}, {"detail", detail}}};
    };
    std::string content;
    try {
        content = read_file(m_folder + "/" + file, list_limits().input_bytes);
    } catch (const Error& error) {
        throw unusable(file + ": " + message(error.finding(), Language::en));
    }
    if (crypto::sha256_hex(as_bytes(content)) != sha256)
        throw unusable(file + " is not what the manifest says");
    return content;
}

std::string Store::keep(const std::string& subfolder, const std::string& label, const std::string& sha256,
                        std::string_view ending, std::string_view content) {
    std::string name;
    for (const char c : label)
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            name += c;
    std::string file = subfolder + "/" + name.substr(0, 16) + "-" + sha256.substr(0, 16) + std::string{ending};
    std::error_code ignored;
    const bool there = fs::file_size(m_folder + "/" + file, ignored) == content.size() &&
                       crypto::sha256_hex(as_bytes(read_file(m_folder + "/" + file, content.size()))) == sha256;
    if (!there)
        write_file(m_folder + "/" + file, content);
    return file;
}

void Store::publish(trust::Manifest manifest, const std::vector<trust::IndexedList>& lists,
                    const std::vector<trust::OwnAnchor>& anchors) {
    std::string index;
    try {
        index = trust::compile_index(lists, anchors);
    } catch (const trust::SqliteError& error) {
        throw Error{Code::output_failed, {{"detail", error.what()}}}.in_file(m_folder);
    }
    manifest.sha256 = manifest.content_sha256();
    manifest.index = "index-" + crypto::sha256_hex(as_bytes(index)).substr(0, 16) + ".sqlite";
    write_file(m_folder + "/" + manifest.index, index);
    // The names of the new files must be on the disk before the manifest that speaks of them, and the manifest before
    // anything is removed: a power cut may keep a later change of a folder and lose an earlier one of another.
    synchronise(m_folder);
    for (const std::string_view subfolder : subfolders)
        synchronise(m_folder + "/" + std::string{subfolder});
    write_file(m_folder + "/" + std::string{trust::manifest_file}, trust::manifest_as_json(manifest));
    synchronise(m_folder);
    remove_what_is_not_named(manifest);
}

/** What an earlier bundle, or an import that was killed, left behind. Failing here costs nothing but space. */
void Store::remove_what_is_not_named(const trust::Manifest& manifest) const {
    std::set<std::string> named{std::string{trust::manifest_file}, manifest.index, ".lock"};
    for (const BundledList& list : manifest.lists)
        named.insert(list.file);
    for (const BundledAnchor& anchor : manifest.anchors)
        named.insert(anchor.file);
    const auto clean = [&](const std::string& subfolder) {
        std::error_code error;
        for (fs::directory_iterator walk{m_folder + "/" + subfolder, error}, end; !error && walk != end;
             walk.increment(error)) {
            const std::string name = walk->path().filename().string();
            const std::string file = (subfolder.empty() ? "" : subfolder + "/") + name;
            std::error_code ignored;
            if (is_our_name(name) && !named.contains(file) && walk->is_regular_file(ignored))
                fs::remove(walk->path(), ignored);
        }
    };
    clean("");
    for (const std::string_view subfolder : subfolders)
        clean(std::string{subfolder});
}

} // namespace requal::bundle
