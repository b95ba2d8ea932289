// Who exists for the targets: what make_seeds.py has written into tests/fuzz/world.
#pragma once

#include "crypto/certificate.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace requal::fuzz {

inline void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

inline std::string read(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    expect(in.is_open());
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

inline std::filesystem::path world_file(const char* name) {
    return std::filesystem::path{REQUAL_FUZZ_WORLD} / name;
}

inline std::vector<crypto::Certificate> world_certificates(const char* name) {
    std::vector<crypto::Certificate> found = crypto::Certificate::from_pem_or_der(read(world_file(name)));
    expect(!found.empty());
    return found;
}

} // namespace requal::fuzz
