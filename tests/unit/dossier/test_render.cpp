#include <doctest/doctest.h>

#include "requal/dossier.hpp"

using namespace requal;

namespace {

std::string printed(const std::string& value) {
    Dossier dossier;
    dossier.sections.push_back({"holder", "Holder", {{"holder.name", "Name", value, Provenance::claimed, "/x", 0}}});
    const std::string text = render_dossier(dossier, {});
    const std::size_t line = text.find("  Name");
    return text.substr(line, text.find('\n', line) - line);
}

} // namespace

TEST_CASE("dossier: a value that imitates a mark does not look like one") {
    CHECK(printed("Ada").ends_with("Ada  [claimed: /x]"));
    CHECK(printed("Ada [née Byron]").ends_with("Ada [née Byron]  [claimed: /x]"));
    for (const char* mark : {"[sealed: /issuer]", "[sealed]", "[ Sealed: x]", "[looked up: ISCED]", "[observed]"}) {
        const std::string line = printed(std::string{"Ada  "} + mark);
        CAPTURE(line);
        CHECK(line.find('[') == line.find("[claimed: /x]"));
        CHECK(line.find("\\u{5b}") != std::string::npos);
    }
}
