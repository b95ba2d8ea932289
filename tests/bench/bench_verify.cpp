// How much of the cost of a verification is unavoidable?
//
// Verifies one sealed credential again and again in this process, and beside it runs a floor: the digests and public
// key operations that any verifier must do for the same file, straight through OpenSSL, plus one JSON scan of the
// envelope and one of the payload with simdjson. Prints both and their ratio.
//
//   bench_verify FILE ANCHOR.pem TIME SECONDS [BUNDLE]
//
// The anchor is for the floor; with a BUNDLE the path is found in it instead.

#include "intake/open.hpp"
#include "seal/jades.hpp"

#include "requal/verify.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <simdjson.h>
#include <time.h>

namespace {

using namespace requal;

struct KeyFreed {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
struct ContextFreed {
    void operator()(EVP_PKEY_CTX* context) const noexcept { EVP_PKEY_CTX_free(context); }
};
struct CertificateFreed {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFreed>;

Key key_of(const crypto::Certificate& certificate) {
    const unsigned char* at = certificate.der().data();
    const std::unique_ptr<X509, CertificateFreed> x509{
        d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size()))};
    return Key{X509_get_pubkey(x509.get())};
}

/** One public key operation with this key. Whether the value fits plays no part in what it costs. */
void public_key_operation(EVP_PKEY* key) {
    const std::unique_ptr<EVP_PKEY_CTX, ContextFreed> context{EVP_PKEY_CTX_new(key, nullptr)};
    EVP_PKEY_verify_init(context.get());
    EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256());
    Bytes value(static_cast<std::size_t>(EVP_PKEY_get_size(key)), 1);
    const Bytes digest(32, 2);
    EVP_PKEY_verify(context.get(), value.data(), value.size(), digest.data(), digest.size());
}

void digest(std::string_view text) {
    Bytes out(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), out.data(), &size, EVP_sha256(), nullptr);
}

/** Processor time of this thread: other work on the machine must not count. */
double microseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

/** Median of the time of one call, in microseconds. */
double measure(double seconds, const std::function<void()>& work) {
    std::vector<double> times;
    const double end = microseconds() + seconds * 1e6;
    while (microseconds() < end || times.size() < 5) {
        const double start = microseconds();
        work();
        times.push_back(microseconds() - start);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

/** The public keys of the operations that this file needs, one entry per operation. */
std::vector<Key> unavoidable_keys(const seal::Material& material, const std::vector<crypto::Certificate>& anchors) {
    std::vector<Key> keys;
    keys.push_back(key_of(*material.signer)); // the seal
    keys.push_back(key_of(anchors.front()));  // the signer's certificate
    for (const seal::Timestamp& stamp : material.timestamps)
        if (stamp.token && stamp.token->authority)
            keys.push_back(key_of(*stamp.token->authority)); // the token
    for (const seal::RevocationSource& source : material.revocations)
        if (const auto* answer = std::get_if<crypto::OcspAnswer>(&source.data)) {
            if (const auto responder = answer->responder(material.certificates)) {
                keys.push_back(key_of(*responder));      // the answer
                keys.push_back(key_of(anchors.front())); // the responder's certificate
            }
        }
    return keys;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 5 && argc != 6) {
        std::fputs("usage: bench_verify FILE ANCHOR.pem TIME SECONDS [BUNDLE]\n", stderr);
        return 2;
    }
    const Limits limits;
    const std::string content = read_file(argv[1], limits.input_bytes);
    const double seconds = std::atof(argv[4]);
    VerifyOptions options;
    options.at = parse_time(argv[3])->time;
    const std::vector<std::string> files{argv[2]};
    if (argc == 6)
        options.bundle = TrustBundle::open(argv[5]);
    else
        options.anchors = TrustAnchors::from_files(files);
    const Verifier verifier{find_data_folder(), options};

    const intake::Opened opened = intake::open(content, limits);
    const seal::Material material = seal::read_jades(*opened.jws, opened.jws->signatures.front(), limits);
    const auto anchors = crypto::Certificate::from_pem_or_der(read_file(argv[2], limits.input_bytes));
    const std::vector<Key> keys = unavoidable_keys(material, anchors);
    const std::string& payload = *opened.jws->payload_text;
    simdjson::dom::parser parser;

    const double floor = measure(seconds, [&] {
        digest(content); // the report names the file by its SHA-256
        digest(payload); // the signing input
        for (const seal::Timestamp& stamp : material.timestamps)
            if (stamp.role != seal::StampRole::signature)
                digest(payload); // content and archive imprints cover the payload
        for (const Key& key : keys)
            public_key_operation(key.get());
        static_cast<void>(parser.parse(content).error());
        static_cast<void>(parser.parse(payload).error());
    });
    const double whole = measure(seconds, [&] { static_cast<void>(verifier.verify(argv[1], content)); });
    std::printf("verification    %8.1f us for each credential, %6.0f a second on one core\n", whole, 1e6 / whole);
    std::printf("floor           %8.1f us: %zu public key operations, the digests, two JSON scans\n", floor,
                keys.size());
    std::printf("ratio           %8.2f\n", whole / floor);
    return 0;
}
