// What a file is, from its bytes alone, and how an envelope is taken apart.

#include <doctest/doctest.h>

#include "intake/open.hpp"
#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

using namespace requal;
using namespace std::string_view_literals;
using intake::Kind;
using intake::Packaging;

namespace {

std::optional<Code> refusal(std::string_view text, const Limits& limits = {}) {
    try {
        (void)intake::open(text, limits);
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

Kind kind(std::string_view text) {
    return intake::open(text, {}).kind;
}

const std::string credential = R"({"type":["VerifiableCredential","EuropeanDigitalCredential"]})";

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\\\"" : std::string{c};
    return out + '"';
}

const std::string plain_header = base64_encode(as_bytes(R"({"alg":"RS256","b64":false})"sv), Base64::url);
const std::string encoded_header = base64_encode(as_bytes(R"({"alg":"RS256"})"sv), Base64::url);

std::string general(const std::string& payload, const std::string& header) {
    return R"({"payload":)" + payload + R"(,"signatures":[{"protected":")" + header + R"(","signature":"AAAA"}]})";
}

} // namespace

TEST_CASE("intake: kinds of JSON, by members in any order") {
    CHECK(kind(credential) == Kind::elm3_json);
    CHECK(kind("  \r\n" + credential) == Kind::elm3_json);
    CHECK(kind(R"({"type":"EuropeanDigitalCredential"})") == Kind::elm3_json);
    CHECK(kind(R"({"type":"EuropeanDigitalPresentation"})") == Kind::elm3_presentation);
    CHECK(kind(R"({"type":["EuropeanDigitalCredential"],
        "@context":["https://www.w3.org/ns/credentials/v2"]})") == Kind::elm3_vcdm2_json);
    CHECK(kind(R"({"@context":"x","type":["VerifiableCredential"]})") == Kind::verifiable_credential_json);
    CHECK(kind(R"({"vc":{}})") == Kind::vc_jwt);
    CHECK(kind("{}") == Kind::other_json);
    CHECK(kind("[]") == Kind::other_json);
}

TEST_CASE("intake: the uploadable wrapper") {
    const auto file = intake::open(R"({"deliveryDetails":{},"credential":)" + credential + "}", {});
    CHECK(file.packaging == Packaging::uploadable);
    CHECK(file.kind == Kind::elm3_json);
    CHECK(file.credential_where == "/credential");
    REQUIRE(file.credential != nullptr);
    CHECK((*file.credential)["type"].is_array());
    CHECK_FALSE(file.jws);
}

TEST_CASE("intake: other kinds by their first bytes") {
    CHECK(kind("%PDF-1.7\n") == Kind::pdf);
    CHECK(kind("PK\x03\x04rest") == Kind::zip);
    CHECK(kind("\x89PNG\r\n\x1a\nrest") == Kind::png);
    CHECK(kind("<svg xmlns='http://www.w3.org/2000/svg'/>") == Kind::svg);
    CHECK(kind("\xEF\xBB\xBF<a/>") == Kind::other_xml);
    CHECK(kind("<europassCredential xmlns='http://data.europa.eu/snb'/>") == Kind::elm2_xml);
    CHECK(kind("<elmo/>") == Kind::elmo_xml);
    CHECK(kind("eyJhbGciOiJub25lIn0.e30.~") == Kind::sd_jwt);
    CHECK(kind("eyJh.a.b.c.d") == Kind::jwe);
}

TEST_CASE("intake: what is nothing known") {
    CHECK(refusal("") == Code::input_empty);
    CHECK(refusal(" \n\t") == Code::input_empty);
    CHECK(refusal("hello") == Code::input_unknown_kind);
    CHECK(refusal("\0\0\0"sv) == Code::input_unknown_kind);
    CHECK(refusal("<") == Code::xml_syntax);
    CHECK(refusal("{") == Code::json_syntax);
    CHECK(refusal("\xEF\xBB\xBF{}") == Code::json_byte_order_mark);
    CHECK(refusal(R"({"a":1,"a":2})") == Code::json_duplicate_member);
}

TEST_CASE("intake: the three serialisations hold the same") {
    const std::string encoded = base64_encode(as_bytes(credential), Base64::url);
    const std::string flattened =
        R"({"signature":"AAAA","payload":")" + encoded + R"(","protected":")" + encoded_header + R"("})";
    const std::string compact = encoded_header + "." + encoded + ".AAAA";
    for (const auto& one :
         {std::pair{general(json_text(encoded), encoded_header), Packaging::jws_general},
          std::pair{flattened, Packaging::jws_flattened}, std::pair{compact, Packaging::jws_compact},
          std::pair{"\n" + compact + "\r\n", Packaging::jws_compact}}) {
        const std::string& text = one.first;
        CAPTURE(text);
        const auto file = intake::open(text, {});
        CHECK(file.packaging == one.second);
        CHECK(file.kind == Kind::elm3_json);
        CHECK(file.payload == credential);
        CHECK(file.jws->payload_text == encoded);
        REQUIRE(file.jws->signatures.size() == 1);
        CHECK(file.jws->signatures[0].signature == Bytes{0, 0, 0});
        CHECK(file.jws->signatures[0].problems.empty());
    }
}

TEST_CASE("intake: a plain payload is the text as unescaped") {
    const auto file = intake::open(
        general(R"("{\"type\":\"EuropeanDigitalCredential\",\"x\":\"\u00e9\ud83d\udc69\/\"}")", plain_header), {});
    CHECK(file.payload == "{\"type\":\"EuropeanDigitalCredential\",\"x\":\"é👩/\"}");
    CHECK(file.kind == Kind::elm3_json);
    CHECK_FALSE(file.content_problem);
}

TEST_CASE("intake: between the dots of the compact form may stand the plain text, with its blanks") {
    const std::string text = plain_header + ". {\"type\":\"EuropeanDigitalCredential\"} .AAAA";
    const auto file = intake::open("\n" + text + "\n", {});
    CHECK(file.packaging == Packaging::jws_compact);
    CHECK(file.jws->payload_text == " {\"type\":\"EuropeanDigitalCredential\"} ");
    CHECK(file.kind == Kind::elm3_json);
    CHECK(intake::looks_like_compact_jws(encoded_header + ".Hello World!.AAAA"));
    CHECK_FALSE(intake::looks_like_compact_jws("Hello you. World. again"));
    CHECK_FALSE(intake::looks_like_compact_jws("Hello.World! .again"));
    CHECK_FALSE(intake::looks_like_compact_jws(encoded_header + ".Hello.World!.AAAA"));
}

TEST_CASE("intake: an envelope whose content lies beside it has none of its own") {
    const auto beside = [](const std::string& text) {
        const auto file = intake::open(text, {});
        CHECK((!file.content_beside || (!file.document && !file.content_problem)));
        return file.content_beside;
    };
    const std::string sig_d = base64_encode(as_bytes(R"({"alg":"RS256","sigD":{}})"), Base64::url);
    CHECK(beside(encoded_header + "..AAAA"));
    CHECK(beside(R"({"protected":")" + encoded_header + R"(","signature":"AAAA"})"));
    CHECK(beside(general(R"("eyJ0eXBlIjoiRXVyb3BlYW5EaWdpdGFsQ3JlZGVudGlhbCJ9")", sig_d)));
    CHECK_FALSE(beside(general(R"("e30")", encoded_header)));
    CHECK_FALSE(beside(general("7", encoded_header)));
    CHECK_FALSE(beside(R"({"payload":"e30","signatures":[]})"));
}

TEST_CASE("intake: a signature inside another document is compact or flattened") {
    const json::Document document =
        json::parse(R"({"compact":")" + encoded_header + R"(.e30.AAAA","flattened":{"protected":")" + encoded_header +
                        R"(","signature":"AAAA"},"general":{"payload":"e30","signatures":[]},"number":7,"text":"a"})",
                    Limits{});
    const json::Value& root = document.root();
    const auto compact = intake::open_inner_jws(root["compact"], "/c", {});
    REQUIRE(compact);
    CHECK(compact->payload_text == "e30");
    CHECK(compact->signatures.at(0).where == "/c");
    const auto flattened = intake::open_inner_jws(root["flattened"], "/f", {});
    REQUIRE(flattened);
    CHECK_FALSE(flattened->payload_text);
    CHECK(flattened->signatures.at(0).signature == Bytes{0, 0, 0});
    for (const char* name : {"general", "number", "text", "absent"})
        CHECK_FALSE(intake::open_inner_jws(root[name], "", {}));
}

TEST_CASE("intake: a payload that cannot be read leaves the seal to be judged") {
    const auto code = [](const std::string& payload, const std::string& header) {
        const auto file = intake::open(general(payload, header), {});
        CHECK(file.jws->signatures.size() == 1);
        CHECK(file.credential == nullptr);
        return file.content_problem ? std::optional{file.content_problem->code} : std::nullopt;
    };
    CHECK(code(R"("no json")", plain_header) == Code::json_syntax);
    CHECK(code(R"("{\"a\":1,\"a\":2}")", plain_header) == Code::json_duplicate_member);
    CHECK(code(R"("{} x")", plain_header) == Code::json_trailing_data);
    CHECK(code(R"("e30=")", encoded_header) == Code::jws_payload_not_base64url);
    CHECK(code(R"("/w")", encoded_header) == Code::jws_payload_not_base64url);
    CHECK(code(R"("_w")", encoded_header) == Code::json_not_utf8);
    CHECK_FALSE(code("7", plain_header)); // no payload at all
    CHECK_FALSE(intake::open(general("7", plain_header), {}).payload);
}

TEST_CASE("intake: one broken signature hides no other") {
    const std::string entry = R"({"protected":")" + plain_header + R"(","signature":"AAAA"})";
    const auto codes = [&](const std::string& signature) {
        const auto file =
            intake::open(R"({"payload":"{}","signatures":[)" + entry + "," + signature + "," + entry + "]}", {});
        REQUIRE(file.jws->signatures.size() == 3);
        CHECK(file.jws->signatures[0].problems.empty());
        CHECK(file.jws->signatures[2].problems.empty());
        CHECK(file.jws->signatures[1].where == "/signatures/1");
        std::vector<Code> out;
        for (const Finding& problem : file.jws->signatures[1].problems)
            out.push_back(problem.code);
        return out;
    };
    using Codes = std::vector<Code>;
    CHECK(codes("7") == Codes{Code::jws_signature_not_object});
    CHECK(codes("{}") == Codes{Code::jws_protected_missing, Code::jws_signature_missing});
    CHECK(codes(R"({"protected":1,"signature":1})") ==
          Codes{Code::jws_protected_missing, Code::jws_signature_missing});
    CHECK(codes(R"({"protected":"!","signature":"!"})") ==
          Codes{Code::jws_protected_not_base64url, Code::jws_signature_not_base64url});
    CHECK(codes(R"({"protected":"W10","signature":"AAAA"})") == Codes{Code::jws_protected_not_object});
    CHECK(codes(R"({"protected":"ew","signature":"AAAA"})") == Codes{Code::jws_protected_not_json});
    CHECK(codes(R"({"protected":"e30","signature":"AAAA","header":[]})") == Codes{Code::jws_header_not_object});
    CHECK(codes(R"({"protected":"e30","signature":"AAB"})") ==
          Codes{Code::jws_signature_not_base64url}); // unused bits
}

TEST_CASE("intake: what no signature covers is listed") {
    const auto file = intake::open(R"({"payload":"{}","extra":1,"signatures":[{"protected":"e30",
        "signature":"AAAA","a/b":2}]})",
                                   {});
    CHECK(file.jws->outside == std::vector<std::string>{"/signatures/0/a~1b", "/extra"});
}

TEST_CASE("intake: an envelope without signatures is still an envelope") {
    for (const char* text : {R"({"payload":"{}","signatures":[]})", R"({"signatures":[]})"}) {
        const auto file = intake::open(text, {});
        REQUIRE(file.jws);
        CHECK(file.jws->signatures.empty());
    }
}

TEST_CASE("intake: signatures are counted") {
    Limits limits;
    limits.signatures = 2;
    const auto many = [](std::size_t count) {
        std::string out = R"({"payload":"{}","signatures":[)";
        for (std::size_t i = 0; i < count; ++i)
            out += i == 0 ? "{}" : ",{}";
        return out + "]}";
    };
    CHECK_FALSE(refusal(many(2), limits));
    CHECK(refusal(many(3), limits) == Code::jws_too_many_signatures);
}

TEST_CASE("intake: nesting bombs are refused, in the envelope, in the header and in the payload") {
    const std::string bomb = std::string(10'000, '[') + std::string(10'000, ']');
    CHECK(refusal(bomb) == Code::json_too_deep);
    CHECK(refusal(R"({"payload":"{}","signatures":)" + bomb + "}") == Code::json_too_deep);
    const auto header =
        intake::open(general(R"("{}")", base64_encode(as_bytes(R"({"a":)" + bomb + "}"), Base64::url)), {});
    CHECK(header.jws->signatures[0].problems.at(0).code == Code::jws_protected_not_json);
    const auto payload = intake::open(general(json_text(bomb), plain_header), {});
    CHECK(payload.content_problem->code == Code::json_too_deep);
}

TEST_CASE("intake: a sealed file cut off anywhere is refused or loses its seal") {
    const std::string whole = test::read(test::data() / "jades/good/lta.json");
    for (std::size_t size = 0; size < whole.size(); size += 101)
        CHECK_MESSAGE(refusal(std::string_view{whole}.substr(0, size)), size);
}

TEST_CASE("corpus: real sealed files cut off at every thousandth byte are refused") {
    for (const char* name :
         {"elm-v3/Sample-CertOfPart-signed.jsonld", "elm-v3/2024-2025/Sample-JointDegree-signed.jsonld"}) {
        const std::string whole = test::read(test::corpus() / name);
        for (std::size_t size = 0; size < whole.size(); size += 1000)
            CHECK_MESSAGE(refusal(std::string_view{whole}.substr(0, size)), size);
    }
}
