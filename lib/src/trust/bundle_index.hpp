/** @file
 * The compiled form of a bundle: an SQLite database in which an authority is found by name and key without reading a
 * list again.
 */
#pragma once

#include "trust/trusted_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal::trust {

/** The services of one list, or an own anchor (`territory` empty). */
struct IndexedList {
    std::string territory;
    const TrustedList* list = nullptr;
    bool of_union = true; ///< it is one of the Union's own, and was announced as one
};

struct OwnAnchor {
    std::string name; ///< as the caller called it
    crypto::Certificate certificate;
};

inline constexpr int index_version = 3;              ///< PRAGMA user_version
inline constexpr int index_application = 0x72716c74; ///< PRAGMA application_id: "rqlt"

/** The bytes of the database. @throws SqliteError */
[[nodiscard]] std::string compile_index(const std::vector<IndexedList>& lists, const std::vector<OwnAnchor>& own);

} // namespace requal::trust
