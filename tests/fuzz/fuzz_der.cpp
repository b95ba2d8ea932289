// Whatever bytes come: certificates, revocation lists, OCSP answers and time-stamp tokens are read
// or refused, and what was read answers every question.

#include "second_opinion.hpp"
#include "world.hpp"

#include "crypto/chain.hpp"
#include "crypto/revocation.hpp"
#include "crypto/signature.hpp"
#include "crypto/timestamp.hpp"

namespace {

using namespace requal;
using namespace requal::crypto;

using fuzz::expect;

struct World {
    std::vector<Certificate> anchors, pool;

    World() : anchors(load("root-ca.pem")), pool(load("sub-ca.pem")) {
        expect(anchors.size() == 1 && pool.size() == 1);
        // Authorities, and namesakes of them under other keys.
        const std::vector<Certificate> others = fuzz::world_certificates("stock.pem");
        pool.insert(pool.end(), others.begin(), others.end());
        anchors.push_back(others.front());
    }

    static std::vector<Certificate> load(const char* name) {
        return Certificate::from_pem_or_der(fuzz::read(std::filesystem::path{REQUAL_TEST_DATA} / "authority" / name));
    }
};

void question(const World& world, const Certificate& certificate) {
    expect(certificate.sha256().size() == 64);
    const Chain chain = build_chain(certificate, world.pool, world.anchors, 10);
    expect(!chain.certificates.empty());
    for (std::size_t i = 1; i < chain.certificates.size(); ++i)
        expect(fuzz::link_holds(chain.certificates[i - 1].der(), chain.certificates[i].der()));
    expect(chain.anchored ==
           (std::find(world.anchors.begin(), world.anchors.end(), chain.certificates.back()) != world.anchors.end()));
    (void)certificate.matches_issuer_serial(certificate.der());
    for (const SignatureAlgorithm algorithm :
         {SignatureAlgorithm::rs256, SignatureAlgorithm::ps256, SignatureAlgorithm::es256})
        expect(verify_signature(algorithm, PublicKey::of(certificate), {certificate.der()}, Bytes(64)) !=
               SignatureOutcome::intact);
    (void)signed_digest(PublicKey::of(certificate), Hash::sha256, Bytes(256));
}

void question(const World& world, const RevocationList& list, ByteView bytes) {
    for (const Certificate& certificate : world.pool)
        expect(!list.signed_by(certificate) || fuzz::list_holds(bytes, certificate.der()));
    (void)list.about(world.pool.front());
    expect(list.issuer().size() < 1U << 20U);
}

void question(const World& world, const OcspAnswer& answer) {
    (void)answer.produced_at();
    (void)answer.about(world.pool.front(), world.anchors.front());
    // A namesake of the responder does not stand for it: whoever is named has the key.
    if (const auto responder = answer.responder(world.pool)) {
        SignatureBudget budget{64};
        const std::vector<Certificate> all = answer.responders(world.pool, budget);
        expect(std::find(all.begin(), all.end(), *responder) != all.end());
        for (const Certificate& one : all)
            expect(one.facts().subject.size() < 1U << 20U);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const World world;
    const ByteView bytes{data, size};
    for (const Certificate& certificate : Certificate::from_pem_or_der(as_text(bytes)))
        question(world, certificate);
    if (const auto list = RevocationList::parse(bytes))
        question(world, *list, bytes);
    if (const auto answer = OcspAnswer::parse(bytes))
        question(world, *answer);
    if (const auto token = TimestampToken::parse(bytes, world.pool)) {
        expect(!token->signature_intact || token->authority.has_value());
        (void)token->matches({bytes});
    }
    (void)PublicKey::from_der(bytes);
    return 0;
}
