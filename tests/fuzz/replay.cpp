// Runs a fuzz target over folders of inputs, without libFuzzer: fuzz_replay TARGET FOLDER... Each input is also tried
// cut off at every length up to 512, and with every byte of its beginning changed: cheap, and the same every time.

#include "targets.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

void run(requal::fuzz::Target target, const std::string& input) {
    // Through a buffer of exactly this size, so that a sanitizer sees one byte too many.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    target(bytes.data(), bytes.size());
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

} // namespace

int main(int argc, char** argv) {
    const requal::fuzz::Target target = requal::fuzz::find_target(argc > 1 ? argv[1] : "");
    if (target == nullptr) {
        std::cerr << "usage: fuzz_replay TARGET FOLDER...; there is no such target\n";
        return 2;
    }
    std::size_t inputs = 0;
    for (int i = 2; i < argc; ++i) {
        if (!std::filesystem::is_directory(argv[i])) {
            std::cerr << argv[i] << ": no such folder; a target needs at least one input\n";
            return 1;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator{argv[i]}) {
            if (!entry.is_regular_file())
                continue;
            const std::string input = read(entry.path());
            std::cout << entry.path().filename().string() << std::endl; // the last name printed is the one that broke
            ++inputs;
            run(target, input);
            const std::size_t few = std::min<std::size_t>(input.size(), 512);
            for (std::size_t size = 0; size < few; ++size)
                run(target, input.substr(0, size));
            for (std::size_t at = 0; at < few; ++at) {
                std::string changed = input;
                changed[at] = static_cast<char>(changed[at] ^ 0x5A);
                run(target, changed);
            }
        }
    }
    std::cout << inputs << " inputs\n";
    return inputs > 0 ? 0 : 1;
}
