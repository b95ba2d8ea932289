#include <doctest/doctest.h>

#include "credential/support.hpp"

#include "requal/codes.hpp"

using namespace requal;
using test::Sample;

TEST_CASE("copies of a node are one node, and a partial copy adds what it has") {
    const Sample sample{"{'a':{'id':'x','type':'Organisation','legalName':{'en':'One'}},"
                        "'b':{'id':'x','type':'Organisation','homepage':'h'},'c':'x','d':{'id':'x'}}"};
    const auto& graph = sample.graph();
    const auto a = graph.node(sample.root()["a"]);
    for (const char* name : {"b", "c", "d"}) {
        const auto other = graph.node(sample.root()[name]);
        CHECK(other.key() == a.key());
        CHECK(other.described());
        CHECK(other.member("legalName")["en"].text() == "One");
        CHECK(other.member("homepage").text() == "h");
    }
    CHECK(graph.findings().empty());
}

TEST_CASE("one value and an array of it, and another order, are no contradiction") {
    const Sample sample{"{'a':{'id':'x','v':'1','w':['p','q'],'t':{'en':['T']}},"
                        "'b':{'id':'x','v':['1'],'w':['q','p'],'t':{'en':'T'}}}"};
    CHECK(sample.graph().findings().empty());
}

TEST_CASE("contradicting copies stay apart, and how grave that is depends on what they are") {
    const Sample organisation{"{'a':{'id':'x','type':'Organisation','legalName':{'en':'One'}},"
                              "'b':{'id':'x','type':'Organisation','legalName':{'en':'Two'}},'c':'x'}"};
    const auto& graph = organisation.graph();
    CHECK(test::has(graph.findings(), Code::credential_copies_contradict, "/b"));
    CHECK(effect_of(Code::credential_copies_contradict) == Effect::indeterminate);
    CHECK(graph.node(organisation.root()["b"]).member("legalName")["en"].text() == "Two");
    CHECK(graph.node(organisation.root()["c"]).member("legalName")["en"].text() == "One");

    const Sample picture{"{'a':{'id':'x','type':'MediaObject','content':'AAAA'},"
                         "'b':{'id':'x','type':'MediaObject','content':'BBBB'}}"};
    CHECK(test::has(picture.graph().findings(), Code::credential_copies_differ, "/b"));
    CHECK(picture.graph().findings().size() == 1);
}

TEST_CASE("a type alone does not hide that the other copy is an organisation") {
    const Sample sample{"{'a':{'id':'x','type':'Note','n':'1'},'b':{'id':'x','type':'Organisation','n':'1'}}"};
    CHECK(test::has(sample.graph().findings(), Code::credential_copies_contradict, "/b"));
}

TEST_CASE("in a language map 'id' is Indonesian") {
    const Sample sample{"{'title':{'id':'ijazah','en':'diploma'},'x':{'title':{'id':'ijazah','fr':'other'}}}"};
    CHECK(sample.graph().findings().empty());
    CHECK(!sample.graph().node(json::Value{}).described());
}

TEST_CASE("pointers name every value, with escapes") {
    const Sample sample{"{'a/b':[1,{'c~':{'d':'e'}}]}"};
    const auto& deep = sample.root()["a/b"].items()[1]["c~"]["d"];
    CHECK(sample.graph().where(deep) == "/a~1b/1/c~0/d");
    CHECK(sample.graph().where(sample.root()).empty());
    const credential::Graph inner{sample.root(), Limits{}, "/credential"};
    CHECK(inner.where(deep) == "/credential/a~1b/1/c~0/d");
}

TEST_CASE("both spellings of the eIDAS identifier are found") {
    const Sample greek{"{'eIDAS\u0399dentifier':{'id':'i','notation':'N'}}"};
    CHECK(greek.graph().node(greek.root()).member("eIDASIdentifier")["notation"].text() == "N");
}

TEST_CASE("a reference takes the type that stands elsewhere") {
    const Sample sample{"{'a':{'id':'mailto:x','type':'Mailbox'},'b':'mailto:x','c':{'id':'mailto:x'}}"};
    CHECK(sample.graph().node(sample.root()["b"]).type() == "Mailbox");
    CHECK(sample.graph().node(sample.root()["c"]).type() == "Mailbox");
    CHECK(!sample.graph().node(sample.root()["c"]).described());
}

TEST_CASE("very many different copies of one id do not cost more than linear time") {
    std::string text = "{'a':[";
    for (int i = 0; i < 50'000; ++i)
        text += (i == 0 ? "{'id':'x','m" : ",{'id':'x','m") + std::to_string(i) + "':'v'}";
    const Sample sample{text + "]}"};
    const credential::Graph& graph = sample.graph();
    CHECK(graph.findings().empty()); // each says something else of it, and nothing contradicts
    CHECK(graph.node(sample.root()["a"].items()[0]).member("m49999").text() == "v");
}
