#include "requal/file.hpp"
#include "requal/codes.hpp"

#include "requal/error.hpp"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <poll.h>
#include <random>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#ifndef REQUAL_SOURCE_DATA
#define REQUAL_SOURCE_DATA ""
#endif

namespace requal {
namespace {

/** Closes a file descriptor on every way out. */
class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_fd > STDERR_FILENO)
            ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }

  private:
    int m_fd;
};

std::string reason(int error_number) {
    return std::generic_category().message(error_number);
}

Error too_large(std::uint64_t size, std::uint64_t limit) {
    return Error{Code::input_too_large, {{"size", std::to_string(size)}, {"limit", std::to_string(limit)}}};
}

std::string read_all(int fd, std::uint64_t expected, std::uint64_t limit) {
    std::string content;
    content.resize(expected + 1); // one more than expected: a file that grew is noticed
    std::size_t used = 0;
    while (true) {
        if (used == content.size())
            content.resize(content.size() * 2);
        const ssize_t n = ::read(fd, content.data() + used, content.size() - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            throw Error{Code::input_unreadable, {{"detail", reason(errno)}}};
        if (n == 0)
            break;
        used += static_cast<std::size_t>(n);
        if (used > limit)
            throw Error{Code::input_too_large,
                        {{"size", "more than " + std::to_string(limit)}, {"limit", std::to_string(limit)}}};
    }
    content.resize(used);
    return content;
}

/** Whoever writes into a pipe may never do it, or never end. */
std::string read_pipe(int fd, std::uint64_t limit) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds patience{60};
    const auto deadline = Clock::now() + patience;
    std::string content;
    std::string piece(65536, '\0');
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd wait{fd, POLLIN, 0};
        const int ready = left > 0 ? ::poll(&wait, 1, static_cast<int>(left)) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready == 0)
            throw Error{Code::input_unreadable,
                        {{"detail", "nobody wrote into the pipe and closed it within " +
                                        std::to_string(patience.count()) + " seconds"}}};
        const ssize_t n = ::read(fd, piece.data(), piece.size());
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n < 0)
            throw Error{Code::input_unreadable, {{"detail", reason(errno)}}};
        if (n == 0)
            return content;
        content.append(piece, 0, static_cast<std::size_t>(n));
        if (content.size() > limit)
            throw Error{Code::input_too_large,
                        {{"size", "more than " + std::to_string(limit)}, {"limit", std::to_string(limit)}}};
    }
}

Error output_failed(int error_number) {
    return Error{Code::output_failed, {{"detail", reason(error_number)}}};
}

void write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t n = ::write(fd, content.data(), content.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            throw output_failed(errno);
        content.remove_prefix(static_cast<std::size_t>(n));
    }
    // Pipes and terminals cannot be synchronised and say so with EINVAL.
    if (::fsync(fd) != 0 && errno != EINVAL)
        throw output_failed(errno);
}

/** Devices, pipes and terminals: renaming over them would replace /dev/null by a file. */
void write_through(const std::string& path, std::string_view content) {
    // O_NONBLOCK: a pipe that nobody reads is refused at once; what is open then waits for its reader.
    const Descriptor file{::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (file.get() < 0 && errno == ENXIO)
        throw Error{Code::output_failed, {{"detail", "nobody reads from the pipe"}}};
    if (file.get() < 0)
        throw output_failed(errno);
    const int flags = ::fcntl(file.get(), F_GETFL);
    if (flags < 0 || ::fcntl(file.get(), F_SETFL, flags & ~O_NONBLOCK) < 0)
        throw output_failed(errno);
    write_all(file.get(), content);
}

enum class Place { may_be_taken, must_be_free };

/** @param mode permissions of the file that is replaced; without one the user's mask decides */
void write_beside(const std::string& path, std::string_view content, std::optional<mode_t> mode,
                  Place place = Place::may_be_taken) {
    std::random_device random;
    const std::string number = std::to_string(random()) + std::to_string(random());
    const std::string temporary = (std::filesystem::path{path}.parent_path() / (".requal-" + number)).string();
    const Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666)};
    if (file.get() < 0)
        throw output_failed(errno);
    try {
        if (mode && ::fchmod(file.get(), *mode) != 0)
            throw output_failed(errno);
        write_all(file.get(), content);
        if (place == Place::must_be_free &&
            ::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
            return;
        if (place == Place::must_be_free && errno == EEXIST)
            throw Error{Code::output_exists, {{"path", path}}};
        // Some file systems cannot look and rename in one step.
        struct stat status {};
        if (place == Place::must_be_free && ::lstat(path.c_str(), &status) == 0)
            throw Error{Code::output_exists, {{"path", path}}};
        if (::rename(temporary.c_str(), path.c_str()) != 0)
            throw output_failed(errno);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

} // namespace

namespace {

enum class Pipes { refused, read };

std::string read_any(const std::string& path, std::uint64_t limit_bytes, Pipes pipes) {
    // O_NONBLOCK: a named pipe without a writer must not hang the run.
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.get() < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            throw Error{Code::input_not_found};
        throw Error{Code::input_unreadable, {{"detail", reason(errno)}}};
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        throw Error{Code::input_unreadable, {{"detail", reason(errno)}}};
    if (S_ISDIR(status.st_mode))
        throw Error{Code::input_unreadable, {{"detail", "it is a folder"}}};
    if (S_ISFIFO(status.st_mode) && pipes == Pipes::read)
        return read_pipe(file.get(), limit_bytes);
    if (!S_ISREG(status.st_mode))
        throw Error{Code::input_unreadable, {{"detail", "it is not a regular file"}}};
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > limit_bytes)
        throw too_large(size, limit_bytes);
    return read_all(file.get(), size, limit_bytes);
}

/** Where a link stands that the system itself made, such as /dev/stdout. */
bool of_the_system(const std::string& path) {
    return path.starts_with("/dev/") || path.starts_with("/proc/");
}

} // namespace

std::string read_file(const std::string& path, std::uint64_t limit_bytes) {
    return read_any(path, limit_bytes, Pipes::refused);
}

std::string read_file_or_pipe(const std::string& path, std::uint64_t limit_bytes) {
    return read_any(path, limit_bytes, Pipes::read);
}

std::string read_standard_input(std::uint64_t limit_bytes) {
    return read_all(STDIN_FILENO, 65536, limit_bytes);
}

void write_file(const std::string& path, std::string_view content) {
    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    struct stat itself {};
    const bool link = ::lstat(path.c_str(), &itself) == 0 && S_ISLNK(itself.st_mode);
    try {
        if (exists && !S_ISREG(status.st_mode))
            return write_through(path, content);
        // Whoever may write into the folder may have planted it, and it may lead to any file of this user's.
        if (link && !of_the_system(path))
            throw Error{Code::output_failed, {{"detail", "it is a symbolic link; name the file itself"}}};
        std::error_code unresolved;
        const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, unresolved);
        write_beside(unresolved ? path : resolved.string(), content,
                     exists ? std::optional{status.st_mode & 07777U} : std::nullopt);
    } catch (Error& error) {
        throw std::move(error.in_file(path));
    }
}

void write_new_file(const std::string& path, std::string_view content) {
    try {
        write_beside(path, content, std::nullopt, Place::must_be_free);
    } catch (Error& error) {
        throw std::move(error.in_file(path));
    }
}

bool DataFolder::has(std::string_view name) const {
    std::error_code ignored;
    return std::filesystem::is_regular_file(file(name), ignored);
}

std::string DataFolder::read(std::string_view name) const {
    constexpr std::uint64_t limit = 64U * 1024U * 1024U;
    try {
        return read_file(file(name), limit);
    } catch (const Error& error) {
        if (error.code() == Code::input_not_found)
            throw Error{Code::data_not_found, {{"name", file(name)}}};
        throw Error{Code::data_unusable, {{"name", file(name)}, {"detail", message(error.finding(), Language::en)}}};
    }
}

DataFolder find_data_folder() {
    namespace fs = std::filesystem;
    const auto usable = [](const fs::path& folder) {
        std::error_code ignored;
        return fs::is_directory(folder / "schemas", ignored) && fs::is_directory(folder / "frameworks", ignored);
    };
    if (const char* named = std::getenv("REQUAL_DATA"); named != nullptr && *named != '\0') {
        if (!usable(named))
            throw Error{Code::data_not_found, {{"name", named}}};
        return {named};
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const fs::path installed = program.parent_path().parent_path() / "share" / "requal";
        if (usable(installed))
            return {installed.string()};
    }
    if (const fs::path source{REQUAL_SOURCE_DATA}; !source.empty() && usable(source))
        return {source.string()};
    throw Error{Code::data_not_found, {{"name", "share/requal"}}};
}

} // namespace requal
