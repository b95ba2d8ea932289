// Whatever JSON comes: it is read, checked and shown, or refused with a code. The text is safe for
// a terminal.

#include "credential/elm3.hpp"
#include "credential/profile.hpp"
#include "json/value.hpp"

#include "requal/error.hpp"
#include "requal/show.hpp"

#include <cstddef>
#include <cstdint>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

struct Lists {
    credential::Vocabularies vocabularies{find_data_folder()};
    credential::ProfileTables tables{find_data_folder()};
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Lists lists;
    Limits limits;
    limits.json_depth = 24;
    limits.json_members = 20'000;
    limits.input_bytes = 1'000'000;
    limits.achievements = 200;
    limits.findings = 50;
    try {
        const json::Document document = json::parse({reinterpret_cast<const char*>(data), size}, limits);
        const credential::Graph graph{document.root(), limits};
        for (const bool sealed : {true, false})
            expect(
                credential::check_profile(graph, lists.tables, lists.vocabularies, sealed, limits).findings.size() <=
                limits.findings + 1);
        ShownFile file;
        file.credential = credential::read_elm3(
            graph, lists.vocabularies, [](std::string_view term) { return lists.tables.is_term(term); }, limits);
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
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
