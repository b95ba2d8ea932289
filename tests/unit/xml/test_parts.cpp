#include "xml/canonical.hpp"
#include "xml/location_path.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace requal;

namespace {

const std::string sample =
    "<?xml version='1.0'?><!-- before --><r xmlns='u:d' xmlns:p='u:p' p:b='2' a='1' Id='top'>"
    "<p:s Id='s'>in<!-- c -->side<t  z='1'   y='2'></t></p:s>tail<u Id='u'><s2 Id='n'/></u></r>";

xml::Document parsed(const std::string& text = sample) {
    return xml::Document::parse(text, Limits{});
}

std::string canonical(const xml::NodeSet& part, xml::CanonicalMethod method = {}) {
    return xml::canonicalize(part, method).value_or("none");
}

const xml::CanonicalMethod exclusive{xml::Canonical::exclusive, false, {}};

xml::Element only(const xml::Document& document, const std::string& id) {
    const auto found = document.with_id(id);
    REQUIRE(found.size() == 1);
    return found.front();
}

} // namespace

TEST_CASE("parts: the canonical form of a whole document") {
    const auto document = parsed();
    CHECK(canonical(xml::NodeSet::all(document, false)) ==
          R"(<r xmlns="u:d" xmlns:p="u:p" Id="top" a="1" p:b="2"><p:s Id="s">inside<t y="2" z="1"></t></p:s>tail)"
          R"(<u Id="u"><s2 Id="n"></s2></u></r>)");
    xml::CanonicalMethod with_comments;
    with_comments.comments = true;
    CHECK(canonical(xml::NodeSet::all(document, true), with_comments).starts_with("<!-- before -->\n<r "));
    // The method leaves comments out although the part has them, and the other way round.
    CHECK(canonical(xml::NodeSet::all(document, true)).find("<!--") == std::string::npos);
    CHECK(canonical(xml::NodeSet::all(document, false), with_comments).find("<!--") == std::string::npos);
}

TEST_CASE("parts: the canonical form of a subtree takes its namespaces along") {
    const auto document = parsed();
    const auto part = xml::NodeSet::below(document, only(document, "u"), false);
    CHECK(canonical(part) == R"(<u xmlns="u:d" xmlns:p="u:p" Id="u"><s2 Id="n"></s2></u>)");
    CHECK(canonical(part, exclusive) == R"(<u xmlns="u:d" Id="u"><s2 Id="n"></s2></u>)");
    xml::CanonicalMethod prefixed = exclusive;
    prefixed.prefixes = {"p"};
    CHECK(canonical(part, prefixed) == R"(<u xmlns="u:d" xmlns:p="u:p" Id="u"><s2 Id="n"></s2></u>)");
    // The document is as it was: a part in the middle hides nothing from the next question.
    CHECK(canonical(xml::NodeSet::all(document, false)).ends_with("</u></r>"));
}

TEST_CASE("parts: a relative namespace has no canonical form") {
    const auto document = parsed("<a xmlns='relative'/>");
    CHECK(xml::canonicalize(xml::NodeSet::all(document, false), {}) == std::nullopt);
}

TEST_CASE("parts: left out, kept and added") {
    const auto document = parsed();
    xml::NodeSet without = xml::NodeSet::all(document, false);
    without.drop({only(document, "s").node()});
    CHECK(canonical(without, exclusive) ==
          R"(<r xmlns="u:d" xmlns:p="u:p" Id="top" a="1" p:b="2">tail<u Id="u"><s2 Id="n"></s2></u></r>)");
    CHECK_FALSE(without.contains(only(document, "s")));
    CHECK(without.contains(only(document, "n")));
    xml::NodeSet kept = xml::NodeSet::all(document, false);
    kept.keep({only(document, "u").node()});
    CHECK(canonical(kept, exclusive) == R"(<u xmlns="u:d" Id="u"><s2 Id="n"></s2></u>)");
    kept.add({only(document, "s").node()});
    CHECK(canonical(kept, exclusive).find("inside") != std::string::npos);
    xml::NodeSet nothing = xml::NodeSet::below(document, only(document, "s"), false);
    nothing.keep({only(document, "u").node()});
    CHECK(canonical(nothing).empty());
    CHECK(xml::text_of(xml::NodeSet::below(document, only(document, "s"), false)) == "inside");
}

TEST_CASE("parts: cutting a document down leaves nothing else to read") {
    auto document = parsed();
    xml::NodeSet part = xml::NodeSet::all(document, false);
    part.drop({only(document, "s").node()});
    const xml::Selection selection = xml::divide(document, {part});
    REQUIRE(selection.roots.size() == 1);
    REQUIRE(selection.lost.size() == 1);
    CHECK(selection.lost.front().name() == "s");
    xml::cut(document, selection);
    CHECK(document.root().children().size() == 1);
    CHECK(selection.lost.front().text() == "inside"); // still there to be named
    CHECK(document.with_id("s").empty());

    auto second = parsed();
    const xml::Selection inner = xml::divide(second, {xml::NodeSet::below(second, only(second, "n"), false),
                                                      xml::NodeSet::below(second, only(second, "s"), false)});
    CHECK(inner.roots.size() == 2);
    REQUIRE(inner.lost.size() == 1);
    CHECK(inner.lost.front() == second.root());
    CHECK(xml::divide(second, {}).roots.empty());
}

TEST_CASE("paths: those that seals use are recognised") {
    const auto document =
        parsed("<r xmlns:d='u:d'><d:Sig Id='1'><x><d:Sig Id='2'/></x></d:Sig><y Id='3'><z k='v'/></y></r>");
    const xml::Element here = only(document, "1").first_child();
    const auto count = [&](std::string_view path) -> int {
        const auto found = xml::select(document, path, here);
        return found ? static_cast<int>(found->size()) : -1;
    };
    CHECK(count("/descendant::d:Sig") == 2);
    CHECK(count(" /descendant::d:Sig \n") == 2);
    CHECK(count("//d:Sig") == 2);
    CHECK(count("/") == 1);
    CHECK(count("/r/y") == 1);
    CHECK(count("/*/*") == 2);
    CHECK(count("id('3')/z") == 1);
    CHECK(count("id(\"3\")/node()") == 1);
    CHECK(count("id('nowhere')") == 0);
    CHECK(count("here()/ancestor::d:Sig[1]") == 1);
    CHECK(count("//*[@Id='3']") == 1);
    CHECK(count("//*[local-name()='z' or local-name()='y']") == 2);
    CHECK(count("//*[starts-with(local-name(),'Si')]") == 2);
    CHECK(count("//*[@k='v' and local-name()='z']") == 1);
    // What is outside the grammar is not evaluated.
    CHECK(count("count(//*)") == -1);
    CHECK(count("//*[position()=1]") == -1);
    CHECK(count("//*[//*]") == -1);
    CHECK(count("/unbound:x") == -1);
    CHECK(count("//x | //y") == -1);
    CHECK(count("document('http://127.0.0.1/')") == -1);
    CHECK(count("//*[@a='1' or @b='2' and @c='3']") == -1);
    CHECK(count("id('3'") == -1);
    CHECK(count("") == -1);
    CHECK(count("/r/y trailing") == -1);
}

TEST_CASE("filters: the forms of 'without the signature'") {
    const auto document = parsed("<r xmlns:d='u:d'><d:Sig Id='1'><x Id='e'/></d:Sig><y><d:Sig/></y></r>");
    const xml::Element here = only(document, "e");
    const auto filtered = [&](std::string_view expression) {
        xml::NodeSet part = xml::NodeSet::all(document, false);
        return xml::filter(part, expression, here) ? canonical(part, exclusive) : "outside the grammar";
    };
    CHECK(filtered("not(ancestor-or-self::d:Sig)") == "<r><y></y></r>");
    CHECK(filtered(" not( ancestor-or-self::d:Sig ) ") == "<r><y></y></r>");
    CHECK(filtered("ancestor-or-self::y") == "<y><d:Sig xmlns:d=\"u:d\"></d:Sig></y>");
    CHECK(filtered("ancestor-or-self::y and not(ancestor-or-self::d:Sig)") == "<y></y>");
    CHECK(filtered("count(ancestor-or-self::d:Sig | here()/ancestor::d:Sig[1]) > count(ancestor-or-self::d:Sig)") ==
          "<r><y><d:Sig xmlns:d=\"u:d\"></d:Sig></y></r>");
    CHECK(filtered("ancestor-or-self::*[@Id='1']").starts_with("<d:Sig"));
    CHECK(filtered("true()") == "outside the grammar");
    CHECK(filtered("not(self::d:Sig)") == "outside the grammar");
    CHECK(filtered("ancestor-or-self::d:Sig or 1") == "outside the grammar");
    CHECK(filtered("not(ancestor-or-self::d:Sig") == "outside the grammar");
}

namespace {

/** What a filter over the canonical form of a part leaves of the part itself. */
std::string left_of(const xml::NodeSet& part, const std::string& dropped, const std::string& kept = "") {
    const auto again = parsed(canonical(part, exclusive));
    xml::NodeSet taken = xml::NodeSet::all(again, true);
    if (!dropped.empty())
        taken.drop({only(again, dropped).node()});
    if (!kept.empty())
        taken.keep({only(again, kept).node()});
    const auto rest = part.narrowed(taken);
    return rest ? canonical(*rest, exclusive) : "none";
}

} // namespace

TEST_CASE("parts: what a filter leaves out of a canonical form that was parsed again is left out of the document") {
    const auto document = parsed();
    const auto all = xml::NodeSet::all(document, false);
    CHECK(left_of(all, "") == canonical(all, exclusive));
    CHECK(left_of(all, "n") ==
          R"(<r xmlns="u:d" xmlns:p="u:p" Id="top" a="1" p:b="2"><p:s Id="s">inside<t y="2" z="1"></t></p:s>)"
          R"(tail<u Id="u"></u></r>)");
    CHECK(left_of(all, "", "u") == R"(<u xmlns="u:d" Id="u"><s2 Id="n"></s2></u>)");
    // Elements are counted in the part, not in the document.
    xml::NodeSet without = all;
    without.drop({only(document, "s").node()});
    CHECK(left_of(without, "n") == R"(<r xmlns="u:d" xmlns:p="u:p" Id="top" a="1" p:b="2">tail<u Id="u"></u></r>)");
    CHECK(left_of(xml::NodeSet::below(document, only(document, "u"), false), "n") == R"(<u xmlns="u:d" Id="u"></u>)");
    // Another document is no canonical form of the part.
    const auto other = parsed("<r><s/></r>");
    CHECK_FALSE(all.narrowed(xml::NodeSet::all(other, true)));
}

TEST_CASE("parts: text alone has no elements") {
    const auto document = parsed();
    xml::NodeSet part = xml::NodeSet::below(document, only(document, "s"), false);
    part.set_text_only();
    CHECK(xml::text_of(part) == "inside");
    CHECK_FALSE(part.contains(only(document, "s")));
    CHECK(xml::divide(document, {part}).roots.empty());
}

TEST_CASE("parts: an element is whole only with all that stands in it") {
    const auto document = parsed();
    const auto below = xml::NodeSet::below(document, only(document, "u"), false);
    CHECK(below.contains_whole(only(document, "u")));
    CHECK(below.contains_whole(only(document, "n")));
    CHECK_FALSE(below.contains_whole(document.root()));
    xml::NodeSet without = xml::NodeSet::all(document, false);
    without.drop({only(document, "n").node()});
    CHECK_FALSE(without.contains_whole(document.root()));
    CHECK(without.contains_whole(only(document, "s"))); // the comment in it does not count
    // Two parts together, and what is passed over.
    const auto nothing = [](const xml::Element& /*element*/) { return false; };
    const auto is_n = [&](const xml::Element& element) { return element == only(document, "n"); };
    CHECK(xml::select_whole(document, {without, below}, {document.root()}, nothing) == std::vector<bool>{true});
    CHECK(xml::select_whole(document, {without}, {document.root(), only(document, "s")}, is_n) ==
          std::vector<bool>{true, true});
}
