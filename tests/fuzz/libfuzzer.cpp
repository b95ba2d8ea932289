// libFuzzer's way in. REQUAL_FUZZ_TARGET names the target: arguments are libFuzzer's own.

#include "targets.hpp"

#include <cstdlib>
#include <iostream>

namespace {

requal::fuzz::Target target = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    const char* const name = std::getenv("REQUAL_FUZZ_TARGET");
    target = requal::fuzz::find_target(name == nullptr ? "" : name);
    if (target == nullptr) {
        std::cerr << "REQUAL_FUZZ_TARGET names no target of tests/fuzz\n";
        std::exit(2);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return target(data, size);
}
