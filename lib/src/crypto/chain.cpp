#include "crypto/chain.hpp"

#include "crypto/certificate_openssl.hpp"

#include <algorithm>
#include <stdexcept>

namespace requal::crypto {
namespace {

struct Collected {
    bool anchored = true;
    std::vector<ChainProblem> problems;
};

/** Lets the verification go on after an error, so that one reason never hides another. */
int collect(int ok, X509_STORE_CTX* context) {
    if (ok == 1)
        return 1;
    auto* collected = static_cast<Collected*>(X509_STORE_CTX_get_app_data(context));
    const int error = X509_STORE_CTX_get_error(context);
    switch (error) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        collected->anchored = false;
        break;
    default:
        collected->problems.push_back({static_cast<std::size_t>(std::max(X509_STORE_CTX_get_error_depth(context), 0)),
                                       X509_verify_cert_error_string(error)});
    }
    return 1;
}

bool contains(std::span<const Certificate> set, const Certificate& certificate) {
    return std::find(set.begin(), set.end(), certificate) != set.end();
}

/** Leaves out who only bears the name: an authority that renewed its key keeps its name, and OpenSSL takes the first
 *  certificate of a name when nothing else tells them apart, whether or not its key made the signature. A certificate
 * is left out when it signed nothing here and a namesake did. */
std::vector<Certificate> without_mere_namesakes(std::span<const Certificate> set, const Certificate& leaf,
                                                std::span<const Certificate> candidates,
                                                std::span<const Certificate> anchors) {
    const auto signed_something = [&](const Certificate& issuer) {
        const auto by_it = [&](const Certificate& one) {
            return one.facts().issuer == issuer.facts().subject && !(one == issuer) && issuer.signed_directly(one);
        };
        return by_it(leaf) || std::any_of(candidates.begin(), candidates.end(), by_it) ||
               std::any_of(anchors.begin(), anchors.end(), by_it);
    };
    const auto namesake_signed = [&](const Certificate& one, std::span<const Certificate> others) {
        return std::any_of(others.begin(), others.end(), [&](const Certificate& other) {
            return !(other == one) && other.facts().subject == one.facts().subject && signed_something(other);
        });
    };
    std::vector<Certificate> kept;
    for (const Certificate& one : set)
        if (!(namesake_signed(one, anchors) || namesake_signed(one, candidates)) || signed_something(one))
            kept.push_back(one);
    return kept;
}

StorePtr store_of(std::span<const Certificate> anchors) {
    StorePtr store{X509_STORE_new()};
    if (!store)
        throw std::bad_alloc{};
    for (const Certificate& anchor : anchors)
        X509_STORE_add_cert(store.get(), openssl_certificate(anchor));
    return store;
}

} // namespace

Chain build_chain(const Certificate& leaf, std::span<const Certificate> candidates,
                  std::span<const Certificate> anchors, std::size_t max_length) {
    const ErrorQueueGuard guard;
    Chain chain;
    if (contains(anchors, leaf)) {
        chain.certificates = {leaf};
        chain.anchored = true;
        return chain;
    }
    const StorePtr store = store_of(without_mere_namesakes(anchors, leaf, candidates, anchors));
    const X509StackPtr pool{sk_X509_new_null()};
    const auto usable = without_mere_namesakes(candidates, leaf, candidates, anchors);
    for (const Certificate& candidate : usable)
        sk_X509_push(pool.get(), openssl_certificate(candidate));
    const StoreContextPtr context{X509_STORE_CTX_new()};
    if (!context || X509_STORE_CTX_init(context.get(), store.get(), openssl_certificate(leaf), pool.get()) != 1)
        throw std::bad_alloc{};
    Collected collected;
    X509_STORE_CTX_set_app_data(context.get(), &collected);
    X509_STORE_CTX_set_verify_cb(context.get(), collect);
    X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    X509_VERIFY_PARAM_set_auth_level(param, 0); // the algorithm policy judges strength, with its own reasons
    X509_VERIFY_PARAM_set_depth(param, static_cast<int>(max_length));
    const int result = X509_verify_cert(context.get());
    const STACK_OF(X509)* built = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; built != nullptr && i < sk_X509_num(built); ++i) {
        chain.certificates.push_back(certificate_from(sk_X509_value(built, i), {{&leaf, 1}, anchors, candidates}));
        if (contains(anchors, chain.certificates.back()))
            break; // an anchor ends the path, whatever OpenSSL found above it
    }
    if (chain.certificates.empty())
        chain.certificates = {leaf};
    chain.anchored = result == 1 && collected.anchored && contains(anchors, chain.certificates.back());
    for (ChainProblem& problem : collected.problems)
        if (problem.index < chain.certificates.size())
            chain.problems.push_back(std::move(problem));
    if (!chain.anchored)
        chain.missing_issuer = chain.certificates.back().facts().issuer_name;
    return chain;
}

} // namespace requal::crypto
