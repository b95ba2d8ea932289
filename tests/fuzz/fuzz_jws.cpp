// Whatever bytes come: an envelope is opened or refused with a code, every signature in it is
// judged, and none passes unless it is one that the test authority really made.

#include "intake/open.hpp"
#include "seal/jades.hpp"
#include "seal/validation.hpp"

#include "requal/error.hpp"

#include <algorithm>
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
    std::vector<DetachedContent> contents;
    std::vector<HttpHeader> headers;
    std::set<std::string> signed_by_the_authority;
    std::set<std::string> headers_of_the_authority; ///< the protected ones, as in the file
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
        for (const char* name : {"diploma.json", "letter.txt"})
            contents.push_back({name, read(data / "jades/beside" / name), {}, {}});
        for (const char* header : {"Content-Type: application/json", "X-Test: one, two", "Digest: SHA-256=AAAA"})
            headers.push_back(http_header(header).value());
        for (const char* folder : {"jades/good", "jades/defects", "jades/beside"})
            for (const auto& entry : std::filesystem::directory_iterator{data / folder})
                remember(read(entry.path()));
        expect(!authorities.empty() && !signed_by_the_authority.empty());
    }

    void remember(const std::string& content) {
        try {
            const intake::Opened file = intake::open(content, limits);
            if (file.jws)
                for (const intake::JwsSignature& signature : file.jws->signatures) {
                    signed_by_the_authority.insert(signing_input(*file.jws, signature));
                    headers_of_the_authority.insert(signature.protected_text);
                }
        } catch (const Error&) { // a defect that is refused was signed by nobody
        }
    }
};

void judge(const World& world, const intake::Jws& jws) {
    const auto seals = seal::read_jades_seals(
        jws, {world.contents, world.certificates, &world.authorities, world.headers}, world.limits);
    const Time at{1748736000}; // 2025-06-01
    std::size_t next = 0;      // of the signatures that stand in the envelope itself
    for (std::size_t i = 0; i < seals.size(); ++i) {
        seal::Material material = seals[i].material;
        const intake::JwsSignature* signature = nullptr;
        if (!material.report.counter_signature_of)
            signature = &jws.signatures.at(next++);
        else
            expect(*material.report.counter_signature_of < i);
        seal::validate(material,
                       {world.authorities, world.certificates, world.revocations, at, world.limits, world.policy});
        const auto& references = material.report.references;
        const bool intact =
            material.report.value_intact == true &&
            std::all_of(references.begin(), references.end(), [](const SealReference& one) { return one.intact; });
        if (material.report.indication == Indication::total_passed) {
            expect(intact);
            if (signature != nullptr && seals[i].detached)
                expect(world.headers_of_the_authority.contains(signature->protected_text));
            else if (signature != nullptr)
                expect(world.signed_by_the_authority.contains(signing_input(jws, *signature)));
        }
        expect(intact || seals[i].contents.empty()); // nothing is read through a seal that does not hold
        if (material.report.indication == Indication::total_failed)
            expect(material.report.sub_indication != SubIndication::none);
        for (const CheckResult& check : material.checks)
            for (const Finding& finding : check.findings)
                expect(!message(finding, Language::en).empty() && effect_of(finding.code) != Effect::environment);
    }
    expect(next == jws.signatures.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const World world;
    try {
        const intake::Opened file = intake::open({reinterpret_cast<const char*>(data), size}, world.limits);
        if (file.jws)
            judge(world, *file.jws);
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
