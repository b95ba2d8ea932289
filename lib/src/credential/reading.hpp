/** @file
 * What every reader makes of one file.
 */
#pragma once

#include "requal/presentation.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace requal::credential {

struct Reading {
    std::vector<std::shared_ptr<const Credential>> credentials; ///< document order; empty: there is none to read
    std::optional<Presentation> presentation;
};

} // namespace requal::credential
