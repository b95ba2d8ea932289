/** @file
 * What unit tests share: where test data lies, and a folder that goes away.
 *
 *     TEST_CASE("corpus: every sample parses") { read(corpus() /
 * "elm-v3/credential-sample.jsonld"); … }
 *
 * A case whose name begins with "corpus: " runs only when the corpus is there; main.cpp sees to it.
 */
#pragma once

#include "requal/frameworks.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace requal::test {

/** The folder of other people's files: REQUAL_CORPUS, else ../shared/corpus beside the sources. */
[[nodiscard]] std::filesystem::path corpus();
/** Whether a missing corpus is a failure: CI=true or REQUAL_REQUIRE_CORPUS=1. */
[[nodiscard]] bool corpus_required();
/** The folder tests/data. */
[[nodiscard]] std::filesystem::path data();
/** The root of the source tree. */
[[nodiscard]] std::filesystem::path source();

/** The tables of the source tree, read once. */
[[nodiscard]] const Frameworks& our_frameworks();

/** A whole file. @throws std::runtime_error naming the file */
[[nodiscard]] std::string read(const std::filesystem::path& path);
/** @throws std::runtime_error naming the file */
void write(const std::filesystem::path& path, std::string_view content);

/** An empty folder that is removed with everything in it. */
class TemporaryFolder {
  public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    [[nodiscard]] std::string file(std::string_view name) const { return (m_path / name).string(); }

  private:
    std::filesystem::path m_path;
};

} // namespace requal::test
