// What the targets for XML credentials hold their reader to: everything it returns can be printed.
#pragma once

#include "credential/reading.hpp"
#include "xml/document.hpp"
#include "json/value.hpp"

#include "requal/error.hpp"
#include "requal/show.hpp"

#include <cstddef>
#include <cstdint>

namespace requal::fuzz {

inline void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

inline Limits small_limits() {
    Limits limits;
    limits.xml_depth = 24;
    limits.xml_nodes = 20'000;
    limits.json_depth = 24;
    limits.json_members = 20'000;
    limits.input_bytes = 1'000'000;
    limits.achievements = 200;
    limits.findings = 50;
    return limits;
}

/** The text steers no terminal, the JSON is one value, and every unmapped member is counted. */
inline void show(credential::Reading reading, const char* kind) {
    if (reading.credentials.empty())
        return;
    ShownFile file;
    file.kind = kind;
    file.credential = *reading.credentials.front();
    file.further.assign(reading.credentials.begin() + 1, reading.credentials.end());
    file.presentation = std::move(reading.presentation);
    for (const Credential* credential : file.credentials())
        expect(credential->unmapped.size() <= credential->unmapped_count);
    for (const char c : render_text(file, {"de", true, true}))
        expect(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    JsonWriter out;
    out.begin_object();
    write_shown(out, &file, nullptr, Language::en);
    out.end_object();
    Limits wide;
    wide.json_members = 100'000'000;
    wide.json_depth = 4000;
    expect(json::parse(out.text(), wide).root().is_object());
}

} // namespace requal::fuzz
