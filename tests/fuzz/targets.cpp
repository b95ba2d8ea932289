#include "targets.hpp"

#define TARGET(name) extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "targets.def"
#undef TARGET

namespace requal::fuzz {

Target find_target(std::string_view name) {
#define TARGET(known)                                                                                                \
    if (name == #known)                                                                                              \
        return fuzz_##known;
#include "targets.def"
#undef TARGET
    return nullptr;
}

} // namespace requal::fuzz
