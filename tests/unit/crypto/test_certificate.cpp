#include <doctest/doctest.h>

#include "support/authority.hpp"

using namespace requal;
using test::certificate;

TEST_CASE("certificate: what it says") {
    const auto seal = certificate("seal-p256");
    const crypto::CertificateFacts& facts = seal.facts();
    CHECK(facts.common_name == "TEST Seal p256");
    CHECK(facts.organisation == "TEST University of Nowhere");
    CHECK(facts.organisation_identifier == "VATXX-TEST00001");
    CHECK(facts.country == "XX");
    CHECK(seal.key().text == "EC P-256");
    CHECK(rfc3339(facts.not_before) == "2024-01-01T00:00:00Z");
    CHECK(rfc3339(facts.not_after) == "2034-01-01T00:00:00Z");
    CHECK(facts.issuer == certificate("sub-ca").facts().subject);
    CHECK_FALSE(facts.is_ca);
    CHECK_FALSE(facts.self_signed);
    CHECK(facts.key_usage_present);
    CHECK(facts.may_sign);
    CHECK_FALSE(facts.may_sign_crl);
    CHECK(facts.sha256.size() == 64);
}

TEST_CASE("certificate: kinds of keys by name") {
    CHECK(certificate("seal-rsa").key().text == "RSA 2048");
    CHECK(certificate("seal-rsa-1024").key().bits == 1024);
    CHECK(certificate("seal-p384").key().text == "EC P-384");
    CHECK(certificate("seal-p521").key().text == "EC P-521");
    CHECK(certificate("seal-ed25519").key().text == "ED25519");
    CHECK(certificate("seal-ed448").key().text == "ED448");
}

TEST_CASE("certificate: rights") {
    CHECK(certificate("root-ca").facts().is_ca);
    CHECK(certificate("root-ca").facts().self_signed);
    CHECK(certificate("root-ca").facts().may_sign_crl);
    CHECK_FALSE(certificate("seal-wrong-key-usage").facts().may_sign);
    CHECK(certificate("seal-without-revocation").facts().no_revocation_available);
    CHECK_FALSE(certificate("seal-rsa").facts().no_revocation_available);
    CHECK(certificate("seal-sha1").facts().signature_hash == "sha1");
    CHECK(certificate("tsa").facts().for_time_stamping);
    CHECK_FALSE(certificate("tsa-not-entitled").facts().for_time_stamping); // not critical
    CHECK(certificate("ocsp").facts().for_ocsp_signing);
    CHECK(certificate("ocsp").facts().ocsp_no_check);
    CHECK_FALSE(certificate("ocsp-not-entitled").facts().for_ocsp_signing);
    CHECK_FALSE(certificate("seal-rsa").facts().for_ocsp_signing);
}

TEST_CASE("certificate: validity includes both ends") {
    const auto old = certificate("seal-expired");
    const Time begin = parse_time("2022-01-01T00:00:00Z")->time;
    const Time end = parse_time("2024-12-31T00:00:00Z")->time;
    CHECK(old.valid_at(begin));
    CHECK(old.valid_at(end));
    CHECK_FALSE(old.valid_at(Time{begin.seconds - 1}));
    CHECK_FALSE(old.valid_at(Time{end.seconds + 1}));
}

TEST_CASE("certificate: bytes that are not exactly one are refused") {
    const Bytes der = certificate("seal-rsa").der();
    CHECK(crypto::Certificate::from_der(der));
    Bytes longer = der;
    longer.push_back(0);
    CHECK_FALSE(crypto::Certificate::from_der(longer));
    for (std::size_t size = 0; size < der.size(); size += 13)
        CHECK_FALSE(crypto::Certificate::from_der(ByteView{der}.first(size)));
    CHECK(crypto::Certificate::from_pem_or_der("no certificate").empty());
    CHECK(crypto::Certificate::from_pem_or_der("").empty());
    CHECK(crypto::Certificate::from_pem_or_der(as_text(der)).size() == 1);
}

TEST_CASE("certificate: who signed it, whatever the names say") {
    CHECK(certificate("sub-ca").signed_directly(certificate("seal-rsa")));
    CHECK_FALSE(certificate("root-ca").signed_directly(certificate("seal-rsa")));
    CHECK(certificate("stranger-ca").signed_directly(certificate("seal-of-stranger")));
    CHECK_FALSE(certificate("sub-ca").signed_directly(certificate("seal-of-stranger")));
    CHECK(certificate("root-ca").signed_directly(certificate("root-ca")));
}
