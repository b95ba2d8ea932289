// Whatever bytes come: certificates, revocation lists, OCSP answers and time-stamp tokens are read
// or refused, and what was read answers every question.

#include "crypto/chain.hpp"
#include "crypto/revocation.hpp"
#include "crypto/signature.hpp"
#include "crypto/timestamp.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

using namespace requal;
using namespace requal::crypto;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

struct World {
    std::vector<Certificate> anchors, pool;

    World() : anchors(load("root-ca.pem")), pool(load("sub-ca.pem")) {
        expect(anchors.size() == 1 && pool.size() == 1);
    }

    static std::vector<Certificate> load(const char* name) {
        std::ifstream in{std::filesystem::path{REQUAL_TEST_DATA} / "authority" / name};
        std::ostringstream content;
        content << in.rdbuf();
        return Certificate::from_pem_or_der(content.str());
    }
};

void question(const World& world, const Certificate& certificate) {
    expect(certificate.sha256().size() == 64);
    const Chain chain = build_chain(certificate, world.pool, world.anchors, 10);
    expect(!chain.certificates.empty());
    if (chain.anchored && chain.problems.empty() && chain.certificates.size() > 1)
        expect(chain.certificates[1].signed_directly(certificate));
    (void)certificate.matches_issuer_serial(certificate.der());
    for (const SignatureAlgorithm algorithm :
         {SignatureAlgorithm::rs256, SignatureAlgorithm::ps256, SignatureAlgorithm::es256})
        expect(verify_signature(algorithm, PublicKey::of(certificate), {certificate.der()}, Bytes(64)) !=
               SignatureOutcome::intact);
    (void)signed_digest(PublicKey::of(certificate), Hash::sha256, Bytes(256));
}

void question(const World& world, const RevocationList& list) {
    (void)list.signed_by(world.pool.front());
    (void)list.about(world.pool.front());
    expect(list.issuer().size() < 1U << 20U);
}

void question(const World& world, const OcspAnswer& answer) {
    (void)answer.produced_at();
    (void)answer.about(world.pool.front(), world.anchors.front());
    (void)answer.responder(world.pool);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const World world;
    const ByteView bytes{data, size};
    for (const Certificate& certificate : Certificate::from_pem_or_der(as_text(bytes)))
        question(world, certificate);
    if (const auto list = RevocationList::parse(bytes))
        question(world, *list);
    if (const auto answer = OcspAnswer::parse(bytes))
        question(world, *answer);
    if (const auto token = TimestampToken::parse(bytes, world.pool)) {
        expect(!token->signature_intact || token->authority.has_value());
        (void)token->matches({bytes});
    }
    (void)PublicKey::from_der(bytes);
    return 0;
}
