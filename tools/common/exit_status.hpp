/** @file
 * The exit status, the same for every tool. man/common/exit-status.md tells it to people; a test compares both.
 */
#pragma once

#include <cstdint>

namespace requal::tools {

enum class ExitStatus : std::uint8_t {
    passed = 0,        ///< every input got the positive answer
    failed = 1,        ///< at least one definite no, and every input was judged
    usage = 2,         ///< wrong call; nothing was processed
    indeterminate = 3, ///< no failure, at least one "cannot tell"
    unprocessed = 4,   ///< at least one input could not be judged; the others have their records
    environment = 5,   ///< trust data, table or output stream unusable; the run stopped
    internal = 70      ///< a bug
};

/** Which of two outcomes a batch reports: 70, 5, 2, 4, 1, 3, 0. Trouble wins, so that 0, 1 and 3 prove that every
 *  input was judged. Spelled out as ranks, because the numbers are not in this order. */
constexpr ExitStatus worst_of(ExitStatus a, ExitStatus b) noexcept {
    const auto rank = [](ExitStatus status) {
        switch (status) {
        case ExitStatus::passed:
            return 0;
        case ExitStatus::indeterminate:
            return 1;
        case ExitStatus::failed:
            return 2;
        case ExitStatus::unprocessed:
            return 3;
        case ExitStatus::usage:
            return 4;
        case ExitStatus::environment:
            return 5;
        case ExitStatus::internal:
            break;
        }
        return 6;
    };
    return rank(a) >= rank(b) ? a : b;
}

} // namespace requal::tools
