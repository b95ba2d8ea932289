#include <doctest/doctest.h>

#include "inputs.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

#include <unistd.h>

using namespace requal;
using namespace requal::tools;
using requal::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::vector<OptionGroup> groups() {
    return {{"Input options", {{'\0', "files-from", "FILE", "", false, {}}, {'0', "null", "", "", false, {}}}}};
}

InputList collect(std::vector<std::string> words) {
    std::vector<const char*> argv{"tool"};
    for (const std::string& word : words)
        argv.push_back(word.c_str());
    const auto options = parse_options(groups(), static_cast<int>(argv.size()), argv.data());
    return collect_inputs(options, 1'000'000);
}

} // namespace

TEST_CASE("inputs: names stay in the order given, whether or not they exist") {
    CHECK(collect({"b", "a", "b"}).paths == std::vector<std::string>{"b", "a", "b"});
    CHECK(collect({"--", "--files-from"}).paths == std::vector<std::string>{"--files-from"});
    CHECK(collect({}).paths.empty());
}

TEST_CASE("inputs: a folder stands for the regular files below it, sorted; hidden ones and links "
          "are left out") {
    const TemporaryFolder folder;
    for (const char* name : {"b/2", "b/1", "a", "c.json", ".git/config", ".hidden", "b/.hidden"}) {
        fs::create_directories(fs::path{folder.file(name)}.parent_path());
        test::write(folder.file(name), "");
    }
    fs::create_symlink(folder.file("a"), folder.file("link"));
    fs::create_directory_symlink(folder.path(), folder.file("b/loop"));
    fs::create_directory(folder.file("empty"));
    const std::vector<std::string> expected{folder.file("a"), folder.file("b/1"), folder.file("b/2"),
                                            folder.file("c.json")};
    CHECK(collect({folder.path().string()}).paths == expected);
    CHECK(collect({folder.file("empty")}).paths.empty());
    CHECK(collect({folder.file("link")}).paths == std::vector<std::string>{folder.file("link")});
}

TEST_CASE("inputs: a folder that cannot be read stays in the list, to be reported" *
          doctest::skip(::geteuid() == 0)) {
    const TemporaryFolder folder;
    fs::create_directories(folder.file("closed"));
    test::write(folder.file("a"), "");
    test::write(folder.file("z"), "");
    fs::permissions(folder.file("closed"), fs::perms::none);
    const std::vector<std::string> expected{folder.file("a"), folder.file("closed"), folder.file("z")};
    CHECK(collect({folder.path().string()}).paths == expected);
    fs::permissions(folder.file("closed"), fs::perms::owner_all);
}

TEST_CASE("inputs: a list in a file, by lines or by NUL bytes") {
    const TemporaryFolder folder;
    const std::string list = folder.file("list");
    test::write(list, "a\r\n\nb c\nlast");
    CHECK(collect({"x", "--files-from", list}).paths == std::vector<std::string>{"x", "a", "b c", "last"});
    test::write(list, std::string("a\nb\0\0c", 6));
    CHECK(collect({"--files-from", list, "-0"}).paths == std::vector<std::string>{"a\nb", "c"});
    test::write(list, "\n\n");
    CHECK(collect({"--files-from", list}).paths.empty());
    CHECK_THROWS_AS((void)collect({"--files-from", folder.file("missing")}), Error);
    CHECK_THROWS_AS((void)collect({"-0", "a"}), UsageError);
}

TEST_CASE("inputs: standard input is taken once") {
    const InputList once = collect({"a", "-", "b"});
    CHECK(once.standard_input_taken);
    CHECK(once.paths == std::vector<std::string>{"a", "-", "b"});
    CHECK_THROWS_AS((void)collect({"-", "-"}), UsageError);
}
