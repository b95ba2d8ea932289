#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"
#include "support/support.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace requal;
using requal::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::optional<Code> code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

std::optional<Code> reading(const std::string& path, std::uint64_t limit = 100) {
    return code_of([&] { (void)read_file(path, limit); });
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

/** Sets a variable of the environment and puts the old value back. */
class Variable {
  public:
    Variable(const char* name, const std::string& value) : m_name(name) {
        if (const char* old = std::getenv(name))
            m_old = old;
        ::setenv(name, value.c_str(), 1);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() {
        if (m_old)
            ::setenv(m_name, m_old->c_str(), 1);
        else
            ::unsetenv(m_name);
    }

  private:
    const char* m_name;
    std::optional<std::string> m_old;
};

} // namespace

TEST_CASE("read_file: the whole file, up to the limit and not one byte more") {
    const TemporaryFolder folder;
    const std::string path = folder.file("file");
    const std::string content("a\0\r\n\xff", 5);
    test::write(path, content);
    CHECK(read_file(path, 100) == content);
    CHECK(read_file(path, 5) == content);
    CHECK(reading(path, 4) == Code::input_too_large);
    test::write(path, "");
    CHECK(read_file(path, 0).empty());
}

TEST_CASE("read_file: what is no readable file is refused, and nothing hangs") {
    const TemporaryFolder folder;
    CHECK(reading(folder.file("missing")) == Code::input_not_found);
    CHECK(reading("") == Code::input_not_found);
    test::write(folder.file("file"), "x");
    CHECK(reading(folder.file("file") + "/below") == Code::input_not_found);
    CHECK(reading(folder.path().string()) == Code::input_unreadable);
    REQUIRE(::mkfifo(folder.file("fifo").c_str(), 0600) == 0);
    CHECK(reading(folder.file("fifo")) == Code::input_unreadable);
    CHECK(reading("/dev/zero") == Code::input_unreadable);
    fs::create_symlink("loop", folder.file("loop"));
    CHECK(reading(folder.file("loop")) == Code::input_unreadable);
}

TEST_CASE("read_file: a file without permission is unreadable" * doctest::skip(::geteuid() == 0)) {
    const TemporaryFolder folder;
    test::write(folder.file("secret"), "x");
    fs::permissions(folder.file("secret"), fs::perms::none);
    CHECK(reading(folder.file("secret")) == Code::input_unreadable);
}

TEST_CASE("read_file: a file whose size is not known beforehand keeps to the limit") {
    // The files of /proc say that they have no bytes.
    CHECK(read_file("/proc/self/status", 1'000'000).starts_with("Name:"));
    CHECK(reading("/proc/self/status", 10) == Code::input_too_large);
}

TEST_CASE("write_file: whole or not at all, and nothing is left beside it") {
    const TemporaryFolder folder;
    const std::string path = folder.file("answer");
    write_file(path, "first");
    CHECK(test::read(path) == "first");
    write_file(path, "");
    CHECK(test::read(path).empty());
    write_file(path, std::string(3'000'000, 'x'));
    CHECK(fs::file_size(path) == 3'000'000);
    CHECK(entries(folder.path()) == 1);
    CHECK(code_of([&] { write_file(folder.file("no/such/folder"), "x"); }) == Code::output_failed);
    CHECK(code_of([&] { write_file(folder.path().string(), "x"); }) == Code::output_failed);
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("write_file: the mode of a new file is what the user's mask says") {
    const TemporaryFolder folder;
    const mode_t old = ::umask(027);
    write_file(folder.file("answer"), "x");
    ::umask(old);
    CHECK((fs::status(folder.file("answer")).permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
}

// Whoever may write into a folder may have planted the link, and let us overwrite what only we may.
TEST_CASE("write_file: what a link leads to is not touched, whether it is there or not") {
    const TemporaryFolder folder;
    test::write(folder.file("target"), "old");
    fs::create_symlink("target", folder.file("link"));
    fs::create_symlink("nothing", folder.file("dangling"));
    CHECK(code_of([&] { write_file(folder.file("link"), "new"); }) == Code::output_failed);
    CHECK(code_of([&] { write_file(folder.file("dangling"), "new"); }) == Code::output_failed);
    CHECK(fs::is_symlink(folder.file("link")));
    CHECK(test::read(folder.file("target")) == "old");
    CHECK(!fs::exists(folder.file("nothing")));
    CHECK(entries(folder.path()) == 3);
}

TEST_CASE("write_new_file: nothing that is there is overwritten, a link neither") {
    const TemporaryFolder folder;
    write_new_file(folder.file("answer"), "first");
    CHECK(code_of([&] { write_new_file(folder.file("answer"), "second"); }) == Code::output_exists);
    CHECK(test::read(folder.file("answer")) == "first");
    fs::create_symlink("nothing", folder.file("link"));
    CHECK(code_of([&] { write_new_file(folder.file("link"), "x"); }) == Code::output_exists);
    CHECK(!fs::exists(folder.file("nothing")));
    CHECK(entries(folder.path()) == 2);
}

TEST_CASE("write_file: a pipe that nobody reads is refused at once") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.file("fifo").c_str(), 0600) == 0);
    CHECK(code_of([&] { write_file(folder.file("fifo"), "x"); }) == Code::output_failed);
}

TEST_CASE("read_file_or_pipe: what is written into a pipe is read to its end, within the limit") {
    const TemporaryFolder folder;
    const std::string path = folder.file("fifo");
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const auto written = [&](const std::string& content, std::uint64_t limit) {
        std::thread writer{[&] {
            const int pipe = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
            [[maybe_unused]] const auto ignored = ::write(pipe, content.data(), content.size());
            ::close(pipe);
        }};
        std::string read;
        const auto code = code_of([&] { read = read_file_or_pipe(path, limit); });
        writer.join();
        return std::pair{code, read};
    };
    CHECK(written("content", 100).second == "content");
    CHECK(written("content", 3).first == Code::input_too_large);
}

TEST_CASE("write_file: what is no regular file is written to, never replaced by one") {
    // A pipe stands for all of them: a test that runs as root must not be able to replace
    // /dev/null.
    const TemporaryFolder folder;
    const std::string path = folder.file("fifo");
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(reader >= 0);
    write_file(path, "answer");
    std::string seen(16, '\0');
    const auto size = ::read(reader, seen.data(), seen.size());
    ::close(reader);
    CHECK(fs::is_fifo(path));
    CHECK(size == 6);
    CHECK(seen.starts_with("answer"));
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("write_file: a replaced file keeps its permissions, and a long name is no obstacle") {
    const TemporaryFolder folder;
    const std::string path = folder.file(std::string(255, 'n'));
    write_file(path, "x");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    write_file(path, "y");
    CHECK(test::read(path) == "y");
    CHECK((fs::status(path).permissions() & fs::perms::mask) == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("the data folder: named by REQUAL_DATA, or found beside the sources") {
    const TemporaryFolder folder;
    SUBCASE("a folder that is none of ours is refused rather than passed over") {
        const Variable named{"REQUAL_DATA", folder.path().string()};
        CHECK(code_of([] { (void)find_data_folder(); }) == Code::data_not_found);
    }
    SUBCASE("a folder with schemas and frameworks is taken") {
        fs::create_directories(folder.file("schemas"));
        fs::create_directories(folder.file("frameworks"));
        test::write(folder.file("schemas/a"), "content");
        const Variable named{"REQUAL_DATA", folder.path().string()};
        const DataFolder data = find_data_folder();
        CHECK(data.path == folder.path().string());
        CHECK(data.read("schemas/a") == "content");
        CHECK(code_of([&] { (void)data.read("schemas/b"); }) == Code::data_not_found);
        CHECK(code_of([&] { (void)data.read("schemas"); }) == Code::data_unusable);
    }
    SUBCASE("an empty variable is none") {
        const Variable named{"REQUAL_DATA", ""};
        CHECK(fs::equivalent(find_data_folder().path, test::source()));
    }
}
