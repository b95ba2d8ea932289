// Whatever bytes come: a tree, or a refusal with a code; parts of the tree are selected and canonical, and a
// canonical form is again a document with the same canonical form.

#include "xml/canonical.hpp"
#include "xml/location_path.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <cstddef>
#include <cstdint>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

constexpr std::string_view paths[] = {"/",
                                      "//*",
                                      "/descendant::ds:Signature",
                                      "//*[local-name()='Signature']",
                                      "id('a')/*",
                                      "here()/ancestor::x[1]",
                                      "//*[@id='a' or @Id='a']"};
constexpr std::string_view filters[] = {
    "not(ancestor-or-self::ds:Signature)", "ancestor-or-self::*[local-name()='learner']",
    "not(ancestor-or-self::*[starts-with(local-name(),'S')]) and ancestor-or-self::node()"};

Limits small_limits() {
    Limits limits;
    limits.xml_depth = 64;
    limits.xml_nodes = 20'000;
    return limits;
}

void canonicalize_all(const xml::Document& document, const Limits& limits) {
    for (const bool comments : {false, true})
        for (const auto kind :
             {xml::Canonical::inclusive_1_0, xml::Canonical::inclusive_1_1, xml::Canonical::exclusive}) {
            const xml::CanonicalMethod method{kind, comments, {"#default", "ds"}};
            const auto first = xml::canonicalize(xml::NodeSet::all(document, comments), method);
            if (!first)
                continue;
            try {
                const xml::Document again = xml::Document::parse(*first, limits);
                expect(xml::canonicalize(xml::NodeSet::all(again, comments), method) == first);
            } catch (const Error& error) { // it can be larger than what was read
                expect(error.code() != Code::xml_syntax && error.code() != Code::xml_document_type);
            }
        }
}

void take_parts(const xml::Document& document) {
    const xml::Element root = document.root();
    std::vector<xml::NodeSet> parts;
    for (const std::string_view path : paths)
        if (const auto nodes = xml::select(document, path, root)) {
            xml::NodeSet part = xml::NodeSet::all(document, true);
            part.begin_filter();
            part.drop(*nodes);
            (void)xml::canonicalize(part, {});
            (void)xml::text_of(part);
            parts.push_back(std::move(part));
        }
    for (const std::string_view filter : filters) {
        xml::NodeSet part = xml::NodeSet::below(document, root, false);
        if (xml::filter(part, filter, root))
            (void)xml::canonicalize(part, {xml::Canonical::exclusive, false, {}});
    }
    for (const xml::Element& selected : xml::divide(document, parts).roots)
        expect(root.holds(selected));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Limits limits = small_limits();
    try {
        const xml::Document document = xml::Document::parse({reinterpret_cast<const char*>(data), size}, limits);
        expect(document.root().exists() && document.node_count() <= limits.xml_nodes);
        canonicalize_all(document, limits);
        take_parts(document);
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
