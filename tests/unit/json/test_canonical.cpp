// The expected texts are those of RFC 8785, 3.2.2, 3.2.3 and appendix B.

#include <doctest/doctest.h>

#include "json/canonical.hpp"

using namespace requal;

namespace {

std::string written(const std::string& text, json::Form form = json::Form::rfc8785) {
    return json::serialised(json::parse(text, Limits{}).root(), form);
}

} // namespace

TEST_CASE("canonical: the example of RFC 8785") {
    CHECK(written(R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})") ==
          "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
          "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST_CASE("canonical: members are sorted by UTF-16 code units") {
    CHECK(written(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})") ==
          "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,\"\ufb33\":3}");
    CHECK(written(R"({"ab":1,"a":2,"":3})") == R"({"":3,"a":2,"ab":1})");
}

TEST_CASE("canonical: numbers as ECMAScript writes them") {
    CHECK(written("[0,-0.0,1e21,1e20,1e-6,1e-7,123456789012345680000,-1.5e300,5e-324,100,9007199254740993]") ==
          "[0,0,1e+21,100000000000000000000,0.000001,1e-7,123456789012345680000,-1.5e+300,5e-324,100,"
          "9007199254740992]");
}

TEST_CASE("canonical: the other forms keep the order of the document") {
    CHECK(written(R"({ "b" : "x/y", "a" : [ ] })", json::Form::as_written) == R"({"b":"x/y","a":[]})");
    CHECK(written(R"({ "b" : "x/y", "a" : { } })", json::Form::as_written_with_slashes) == R"({"b":"x\/y","a":{}})");
}
