// Runs the cases of one room. Without arguments: all that need no corpus; with --corpus: those that
// do.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "support/support.hpp"

#include <iostream>
#include <string_view>

namespace {

constexpr int skipped = 77; // ctest's SKIP_RETURN_CODE
constexpr const char* corpus_cases = "corpus: *";

} // namespace

int main(int argc, char** argv) {
    doctest::Context context;
    context.applyCommandLine(argc, argv);
    const bool wants_corpus = argc > 1 && std::string_view{argv[1]} == "--corpus";
    if (!wants_corpus) {
        context.addFilter("test-case-exclude", corpus_cases);
        return context.run();
    }
    const auto folder = requal::test::corpus();
    if (!std::filesystem::is_directory(folder)) {
        std::cerr << "SKIPPED: no corpus at " << folder.string() << "; set REQUAL_CORPUS to run these cases\n";
        return requal::test::corpus_required() ? 1 : skipped;
    }
    context.addFilter("test-case", corpus_cases);
    return context.run();
}
