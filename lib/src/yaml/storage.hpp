/** @file
 * What a document owns. For this room only.
 */
#pragma once

#include "yaml/value.hpp"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace requal::yaml {

struct Document::Storage {
    std::string name;
    Value root;
    std::deque<std::string> texts;
    std::deque<std::vector<Value>> lists;
    std::vector<std::unique_ptr<Storage>> layers; ///< whose values this document shows
};

} // namespace requal::yaml
