#include "xml/document.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace requal;
using namespace std::string_literals;

namespace {

Code refusal(const std::string& text, Limits limits = {}) {
    try {
        static_cast<void>(xml::Document::parse(text, limits));
    } catch (const Error& error) {
        return error.finding().code;
    }
    return Code::seal_none; // no code of this room: it was accepted
}

std::string place_of_refusal(const std::string& text) {
    try {
        static_cast<void>(xml::Document::parse(text, Limits{}));
    } catch (const Error& error) {
        return error.finding().where;
    }
    return "accepted";
}

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

} // namespace

TEST_CASE("xml: what is not well-formed is refused with line and column") {
    CHECK(refusal("") == Code::input_empty);
    CHECK(refusal("<") == Code::xml_syntax);
    CHECK(refusal("<a>") == Code::xml_syntax);
    CHECK(refusal("<a/><b/>") == Code::xml_syntax);
    CHECK(refusal("<a b='1' b='2'/>") == Code::xml_syntax);
    CHECK(refusal("<x:a/>") == Code::xml_syntax);
    CHECK(refusal("<a>&unknown;</a>") == Code::xml_syntax);
    CHECK(refusal("<a>\x01</a>") == Code::xml_syntax);
    CHECK(place_of_refusal("<a>\n  <b></c>\n</a>").starts_with("2:"));
}

TEST_CASE("xml: no document type, whatever is in it") {
    CHECK(refusal("<!DOCTYPE a><a/>") == Code::xml_document_type);
    CHECK(refusal("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>") == Code::xml_document_type);
    CHECK(refusal("<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>") == Code::xml_document_type);
    CHECK(refusal("<!DOCTYPE a [<!ENTITY e SYSTEM 'http://127.0.0.1:1/x'>]><a>&e;</a>") == Code::xml_document_type);
    CHECK(refusal("<?xml version='1.0'?><!-- a --><!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>") ==
          Code::xml_document_type);
    CHECK(place_of_refusal("<?xml version='1.0'?>\n<!DOCTYPE a><a/>").starts_with("2:"));
}

TEST_CASE("xml: only encodings that everybody reads alike") {
    CHECK(refusal("<a>\xC3\xA9</a>") == Code::seal_none);
    CHECK(refusal("<a>\xE9</a>") == Code::xml_encoding);
    CHECK(refusal("<?xml version='1.0' encoding='UTF-7'?><a>+AGE-</a>") == Code::xml_encoding);
    CHECK(refusal("<?xml version='1.0' encoding='no-such-thing'?><a/>") == Code::xml_encoding);
    CHECK(refusal("<?xml version='1.0' encoding='ISO-8859-2'?><a>\xE9</a>") == Code::seal_none);
    const std::string utf16{"\xFF\xFE<\0a\0/\0>\0", 10};
    CHECK(xml::Document::parse(utf16, Limits{}).root().name() == "a");
}

TEST_CASE("xml: limits on depth, nodes and attributes") {
    Limits limits;
    CHECK(refusal(repeated("<a>", 129) + repeated("</a>", 129)) == Code::xml_too_deep);
    CHECK(refusal(repeated("<a>", 128) + repeated("</a>", 128)) == Code::seal_none);
    limits.xml_nodes = 10;
    CHECK(refusal("<a>" + repeated("<b/>", 10) + "</a>", limits) == Code::xml_too_many_nodes);
    CHECK(refusal("<a>" + repeated("<b/>", 9) + "</a>", limits) == Code::seal_none);
    CHECK(refusal("<a>" + repeated("<!---->", 10) + "</a>", limits) == Code::xml_too_many_nodes);
    CHECK(refusal("<a>" + repeated("<?b?>", 10) + "</a>", limits) == Code::xml_too_many_nodes);
    CHECK(refusal("<a b='' c='' d='' e='' f=''/>", limits) == Code::xml_too_many_nodes);
    limits.xml_attributes = 2;
    CHECK(refusal("<a b='' c='' d=''/>", limits) == Code::xml_too_many_attributes);
    CHECK(refusal("<a xmlns='u:1' xmlns:b='u:2' c=''/>", limits) == Code::xml_too_many_attributes);
    limits = Limits{};
    limits.xml_names = 50;
    std::string names = "<r>";
    std::string instructions = "<r>";
    for (int i = 0; i < 100; ++i) {
        names += "<n" + std::to_string(i) + "/>";
        instructions += "<?n" + std::to_string(i) + "?>";
    }
    CHECK(refusal(names + "</r>", limits) == Code::xml_too_many_names);
    CHECK(refusal(instructions + "</r>", limits) == Code::xml_too_many_names);
    limits.xml_namespaces = 3;
    CHECK(refusal("<a xmlns:b='u:1' xmlns:c='u:2'><a xmlns:d='u:3' xmlns:e='u:4'><a/></a></a>", limits) ==
          Code::xml_too_many_namespaces);
    limits.input_bytes = 3;
    CHECK(refusal("<a/>", limits) == Code::input_too_large);
}

TEST_CASE("xml: text is read whole, however it is split") {
    const auto document =
        xml::Document::parse("<a>Mar<!-- x -->ia<?y z?> <![CDATA[B & C]]>&amp;<b>no</b>.</a>", Limits{});
    CHECK(document.root().text() == "Maria B & C&.");
    CHECK(document.root().only_text() == std::nullopt);
    CHECK(document.root().first_child().only_text() == "no");
    const auto split = xml::Document::parse("<a>Mar<!-- x -->ia</a>", Limits{});
    CHECK(split.root().text() == "Maria");
    CHECK(split.root().only_text() == std::nullopt);
    CHECK(xml::Document::parse("<a/>", Limits{}).root().only_text() == "");
}

TEST_CASE("xml: elements, names and paths") {
    const auto document = xml::Document::parse(
        "<r xmlns='u:1' xmlns:p='u:2'>\n <p:x Id='1' p:k='v'/>\n <x ID='2'/><x id='2'/>\n</r>", Limits{});
    const xml::Element root = document.root();
    CHECK(root.is("r", "u:1"));
    CHECK(root.children().size() == 3);
    CHECK(root.children("x", "u:1").size() == 2);
    CHECK(root.child("x", "u:2").attribute("k", "u:2") == "v");
    CHECK(root.child("x", "u:2").attribute("k") == std::nullopt);
    CHECK(root.child("x", "u:2").line() == 2);
    CHECK(root.child("x", "u:1").path() == "/r/x[2]"); // local names, whatever their namespace
    CHECK(root.space_of_prefix("p") == "u:2");
    CHECK(root.space_of_prefix("") == "u:1");
    CHECK(root.space_of_prefix("q") == "");
    CHECK(document.with_id("1").size() == 1);
    CHECK(document.with_id("2").size() == 2); // an id that occurs twice is for the caller to refuse
    CHECK(document.with_id("3").empty());
    CHECK_FALSE(root.child("y", "u:1").exists());
    CHECK(root.child("y", "u:1").child("z", "").text().empty());
    CHECK(root.holds(root.first_child()));
    CHECK_FALSE(root.first_child().holds(root));
    CHECK(document.node_count() >= 4);
}
