// The compressed transport form of EMREX: unpacked once, within limits, and only when XML is in it.

#include <doctest/doctest.h>

#include "intake/open.hpp"
#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

using namespace requal;
using intake::Kind;
using intake::Packaging;

namespace {

// Made by Python's gzip: "<elmo/>", a JSON object, 300 000 blanks inside an element, and the first one again.
const std::string small = "H4sIAAAAAAACA7NJzcnN17cDAPiS7q8HAAAA";
const std::string object = "H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA";
const std::string blanks =
    "H4sIAAAAAAACA+3BMQ0AMAgAMCtzMAMEN3wQ/H/zsbSN6tk8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADwkbjVs/kArDy3YO2TBAA=";
const std::string twice = "H4sIAAAAAAACA5Pv5mAAASbmzZ5nT569vp2Z4cekd+vZgUIAnw6L3BsAAAA=";

std::string bytes(const std::string& base64) {
    return std::string{as_text(base64_decode(base64, Base64::standard).value())};
}

std::optional<Code> refusal(const std::string& content, const Limits& limits = {}) {
    try {
        static_cast<void>(intake::open(content, limits));
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("compressed: gzip, and gzip as text with line breaks") {
    const intake::Opened binary = intake::open(bytes(small), Limits{});
    CHECK(binary.kind == Kind::elmo_xml);
    CHECK(binary.packaging == Packaging::gzip);
    CHECK(binary.xml->root().name() == "elmo");
    std::string wrapped = " \n" + small + "\n";
    wrapped.insert(20, "\r\n");
    const intake::Opened text = intake::open(wrapped, Limits{});
    CHECK(text.kind == Kind::elmo_xml);
    CHECK(text.packaging == Packaging::base64_gzip);
    CHECK(intake::packaging_text(text.packaging) == "base64-gzip");
    CHECK(intake::packaging_text(binary.packaging) == "gzip");
}

TEST_CASE("compressed: what is no XML stays a compressed file") {
    const intake::Opened file = intake::open(bytes(object), Limits{});
    CHECK(file.kind == Kind::gzip);
    CHECK(file.packaging == Packaging::bare);
    CHECK_FALSE(file.document);
}

TEST_CASE("compressed: a broken or lengthened file is refused") {
    const std::string whole = bytes(small);
    CHECK(refusal(whole.substr(0, whole.size() - 6)) == Code::input_compressed_damaged);
    CHECK(refusal(whole + "x") == Code::input_compressed_damaged);
    std::string changed = whole;
    changed[whole.size() - 6] ^= 1; // its checksum
    CHECK(refusal(changed) == Code::input_compressed_damaged);
    CHECK(refusal(small.substr(0, small.size() - 3)) == Code::input_compressed_damaged); // no base64
    CHECK(refusal("\x1f\x8b") == Code::input_compressed_damaged);
}

TEST_CASE("compressed: limits of size and ratio") {
    CHECK(refusal(bytes(blanks)) == Code::input_compressed_too_large); // 300 000 from 400
    Limits limits;
    const std::string whole = bytes(small);
    limits.input_bytes = whole.size();
    CHECK_FALSE(refusal(whole, limits));
    limits.input_bytes = whole.size() - 1;
    CHECK(refusal(whole, limits) == Code::input_too_large);
}

TEST_CASE("compressed: only once") {
    CHECK(refusal(bytes(twice)) == Code::input_compressed_twice);
    CHECK(refusal(twice) == Code::input_compressed_twice);
}

TEST_CASE("corpus: the transport form of a real transcript opens like the transcript") {
    const intake::Opened text =
        intake::open(test::read(test::corpus() / "vectors/elmo/dk_2016_tomcat_signed_b64gz.txt"), Limits{});
    CHECK(text.kind == Kind::elmo_xml);
    CHECK(text.packaging == Packaging::base64_gzip);
}
