#include "support/support.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <stdlib.h>

namespace requal::test {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

} // namespace

fs::path corpus() {
    const std::string named = environment("REQUAL_CORPUS");
    return named.empty() ? fs::path{REQUAL_DEFAULT_CORPUS} : fs::path{named};
}

bool corpus_required() {
    return environment("CI") == "true" || environment("REQUAL_REQUIRE_CORPUS") == "1";
}

fs::path data() {
    return REQUAL_TEST_DATA;
}
fs::path source() {
    return REQUAL_SOURCE;
}

const Frameworks& our_frameworks() {
    static const Frameworks frameworks = load_frameworks({source().string()});
    return frameworks;
}

std::string read(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in || fs::is_directory(path))
        throw std::runtime_error{"cannot read " + path.string()};
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

void write(const fs::path& path, std::string_view content) {
    fs::create_directories(path.parent_path());
    std::ofstream out{path, std::ios::binary};
    out << content;
    if (!out.flush())
        throw std::runtime_error{"cannot write " + path.string()};
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "requal-unit-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error{"cannot make a folder like " + pattern};
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

} // namespace requal::test
