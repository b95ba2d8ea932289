#include <doctest/doctest.h>

#include "support/authority.hpp"

using namespace requal;
using State = crypto::RevocationStatus::State;
using test::certificate;
using test::certificates;

namespace {

crypto::RevocationList list(const std::string& name) {
    return crypto::RevocationList::parse(as_bytes(test::authority_file(name))).value();
}

crypto::OcspAnswer answer(const std::string& name) {
    return crypto::OcspAnswer::parse(as_bytes(test::authority_file(name + ".der"))).value();
}

} // namespace

TEST_CASE("revocation list: DER and PEM say the same") {
    for (const char* name : {"sub-ca.crl", "sub-ca.crl.pem"}) {
        const auto crl = list(name);
        CHECK(crl.issuer() == certificate("sub-ca").facts().subject);
        CHECK(crl.signed_by(certificate("sub-ca")));
        const auto good = crl.about(certificate("seal-rsa"));
        REQUIRE(good);
        CHECK(good->state == State::good);
        CHECK(rfc3339(good->this_update) == "2025-03-02T00:00:00Z");
        CHECK(rfc3339(good->next_update.value()) == "2025-09-01T00:00:00Z");
        const auto revoked = crl.about(certificate("seal-revoked"));
        REQUIRE(revoked);
        CHECK(revoked->state == State::revoked);
        CHECK(rfc3339(revoked->revoked_at.value()) == "2025-02-01T00:00:00Z");
        CHECK(revoked->reason == "keyCompromise");
    }
}

TEST_CASE("revocation list: it speaks for its issuer's certificates alone") {
    CHECK_FALSE(list("sub-ca.crl").about(certificate("tsa")));
    CHECK_FALSE(list("root-ca.crl").about(certificate("seal-rsa")));
    CHECK_FALSE(list("sub-ca.crl").signed_by(certificate("root-ca")));
    CHECK_FALSE(list("sub-ca-forged.crl").signed_by(certificate("sub-ca")));
    CHECK_FALSE(list("sub-ca-forged.crl").signed_by(certificate("stranger-ca"))); // another name
    CHECK_FALSE(list("sub-ca-delta.crl").about(certificate("seal-rsa")));
}

TEST_CASE("revocation list: a part speaks for its part alone") {
    const auto seal = certificate("seal-rsa");
    const auto authority = certificate("sub-sub-ca"); // by the same issuer
    constexpr unsigned every = crypto::RevocationStatus::every_reason;
    CHECK(list("sub-ca-for-holders.crl").about(seal)->reasons == every);
    CHECK(list("sub-ca-for-holders.crl").about(certificate("seal-revoked"))->state == State::revoked);
    CHECK_FALSE(list("sub-ca-for-holders.crl").about(authority));
    CHECK_FALSE(list("sub-ca-for-authorities.crl").about(seal));
    CHECK(list("sub-ca-for-authorities.crl").about(authority)->state == State::good);
    const auto compromise = list("sub-ca-for-compromise.crl").about(seal);
    const auto rest = list("sub-ca-for-the-rest.crl").about(seal);
    REQUIRE(compromise);
    REQUIRE(rest);
    CHECK(compromise->reasons != every);
    CHECK((compromise->reasons & rest->reasons) == 0);
    CHECK((compromise->reasons | rest->reasons) == every);
    CHECK_FALSE(list("sub-ca-with-unknown-limit.crl").about(seal)->unread_extension.empty());
    CHECK(list("sub-ca-with-unknown-limit.crl").about(seal)->state == State::unknown);
    CHECK_FALSE(list("sub-ca-with-unknown-limit.crl").about(certificate("tsa")));
}

TEST_CASE("revocation list: a delta list revokes, and takes off what was suspended") {
    const auto seal = certificate("seal-rsa");
    const auto complete = list("sub-ca-numbered.crl");
    CHECK(complete.about(seal)->reason == "certificateHold");
    CHECK(list("sub-ca-delta-revokes.crl").about(certificate("seal-revoked"))->state == State::revoked);
    CHECK_FALSE(list("sub-ca-delta-revokes.crl").about(seal)); // nothing changed: the complete list speaks
    CHECK(list("sub-ca-delta-releases.crl").release(seal, complete)->state == State::good);
    CHECK_FALSE(list("sub-ca-delta-releases.crl").release(certificate("seal-revoked"), complete));
    CHECK_FALSE(list("sub-ca-delta-releases.crl").release(seal, list("sub-ca.crl"))); // it has no number
    CHECK_FALSE(list("sub-ca-delta-of-before.crl").release(seal, complete));
}

TEST_CASE("revocation list: who signed it") {
    CHECK(list("sub-ca.crl").signer(certificates({"root-ca", "sub-ca"})) == certificate("sub-ca"));
    CHECK_FALSE(list("sub-ca.crl").signer(certificates({"root-ca", "seal-rsa"})));
}

TEST_CASE("revocation list: what is none is refused") {
    CHECK_FALSE(crypto::RevocationList::parse({}));
    CHECK_FALSE(crypto::RevocationList::parse(as_bytes("-----BEGIN X509 CRL-----\nAAAA\n")));
    CHECK_FALSE(crypto::RevocationList::parse(certificate("seal-rsa").der()));
}

TEST_CASE("OCSP: what it says, and about whom") {
    const auto seal = certificate("seal-rsa");
    const auto issuer = certificate("sub-ca");
    const auto good = answer("ocsp-good").about(seal, issuer);
    REQUIRE(good);
    CHECK(good->state == State::good);
    CHECK(rfc3339(answer("ocsp-good").produced_at()) == "2025-03-02T00:00:00Z");
    CHECK_FALSE(answer("ocsp-good").about(certificate("seal-p256"), issuer));
    CHECK_FALSE(answer("ocsp-good").about(seal, certificate("root-ca")));
    CHECK(answer("ocsp-unknown").about(seal, issuer)->state == State::unknown);
    CHECK_FALSE(answer("ocsp-good-without-end").about(seal, issuer)->next_update);
    const auto revoked = answer("ocsp-revoked").about(certificate("seal-revoked"), issuer);
    REQUIRE(revoked);
    CHECK(revoked->state == State::revoked);
    CHECK(rfc3339(revoked->revoked_at.value()) == "2025-02-01T00:00:00Z");
    CHECK(revoked->reason == "keyCompromise");
}

TEST_CASE("OCSP: who answered") {
    CHECK(answer("ocsp-good").responder({}) == certificate("ocsp")); // it is inside
    CHECK(answer("ocsp-good-by-issuer").responder({}) == certificate("sub-ca"));
    CHECK_FALSE(answer("ocsp-good-responder-outside").responder({}));
    CHECK(answer("ocsp-good-responder-outside").responder(certificates({"ocsp"})) == certificate("ocsp"));
    CHECK_FALSE(answer("ocsp-forged").responder({}));
    CHECK_FALSE(answer("ocsp-forged").responder(certificates({"ocsp", "stranger-ca"})));
    // Whether it was entitled is the question of the room seal, not of this one.
    CHECK(answer("ocsp-responder-not-entitled").responder({}) == certificate("ocsp-not-entitled"));
}

TEST_CASE("OCSP: what is none is refused") {
    CHECK_FALSE(crypto::OcspAnswer::parse({}));
    CHECK_FALSE(crypto::OcspAnswer::parse(as_bytes("no answer")));
    CHECK_FALSE(crypto::OcspAnswer::parse(certificate("seal-rsa").der()));
    const std::string whole = test::authority_file("ocsp-good.der");
    for (std::size_t size = 0; size < whole.size(); size += 7)
        CHECK_FALSE(crypto::OcspAnswer::parse(as_bytes(std::string_view{whole}.substr(0, size))));
}
