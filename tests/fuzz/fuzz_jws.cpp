// Whatever bytes come: an envelope is opened or refused with a code, every signature in it is
// judged, and none passes unless it is one that the test authority really made.

#include "intake/open.hpp"
#include "seal/jades.hpp"
#include "seal/validation.hpp"

#include "requal/error.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

/** What was signed: the protected header and the payload, as they stand between the dots. */
std::string signing_input(const intake::Jws& jws, const intake::JwsSignature& signature) {
    return signature.protected_text + "." + jws.payload_text.value_or("");
}

struct World {
    trust::Authorities authorities;
    std::vector<crypto::Certificate> certificates;
    std::vector<seal::RevocationSource> revocations;
    std::set<std::string> signed_by_the_authority;
    Limits limits;
    policy::Policy policy = policy::load(find_data_folder(), "");

    World()
        : authorities{crypto::Certificate::from_pem_or_der(
                          read(std::filesystem::path{REQUAL_TEST_DATA} / "authority/root-ca.pem")),
                      {}} {
        const std::filesystem::path data{REQUAL_TEST_DATA};
        certificates = crypto::Certificate::from_pem_or_der(read(data / "authority/sub-ca.pem"));
        for (const char* name : {"authority/sub-ca.crl", "authority/root-ca.crl"})
            revocations.push_back({crypto::RevocationList::parse(as_bytes(read(data / name))).value(), "", 0, true});
        for (const char* folder : {"jades/good", "jades/defects"})
            for (const auto& entry : std::filesystem::directory_iterator{data / folder})
                remember(read(entry.path()));
        expect(!authorities.empty() && !signed_by_the_authority.empty());
    }

    void remember(const std::string& content) {
        try {
            const intake::Opened file = intake::open(content, limits);
            if (file.jws)
                for (const intake::JwsSignature& signature : file.jws->signatures)
                    signed_by_the_authority.insert(signing_input(*file.jws, signature));
        } catch (const Error&) { // a defect that is refused was signed by nobody
        }
    }
};

void judge(const World& world, const intake::Jws& jws, const intake::JwsSignature& signature) {
    seal::Material material = seal::read_jades(jws, signature, world.limits);
    const Time at{1748736000}; // 2025-06-01
    seal::validate(material,
                   {world.authorities, world.certificates, world.revocations, at, world.limits, world.policy});
    if (material.report.indication == Indication::total_passed) {
        expect(material.report.value_intact == true);
        expect(world.signed_by_the_authority.contains(signing_input(jws, signature)));
    }
    if (material.report.indication == Indication::total_failed)
        expect(material.report.sub_indication != SubIndication::none);
    for (const CheckResult& check : material.checks)
        for (const Finding& finding : check.findings)
            expect(!message(finding, Language::en).empty() && effect_of(finding.code) != Effect::environment);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const World world;
    try {
        const intake::Opened file = intake::open({reinterpret_cast<const char*>(data), size}, world.limits);
        if (file.jws)
            for (const intake::JwsSignature& signature : file.jws->signatures)
                judge(world, *file.jws, signature);
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
