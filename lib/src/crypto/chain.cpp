#include "crypto/chain.hpp"

#include "crypto/certificate_openssl.hpp"

#include <algorithm>
#include <map>
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

/** Who only bears the name: an authority that renewed its key keeps its name, and OpenSSL takes the first certificate
 * of a name when nothing else tells them apart, whether or not its key made the signature. Such a certificate signed
 *  nothing here, and a namesake did. Signatures are asked only of namesakes, and no more often than a path can need:
 *  a stranger's file may hold a hundred certificates of one name. */
std::vector<Certificate> mere_namesakes(const Certificate& leaf, std::span<const Certificate> candidates,
                                        std::span<const Certificate> anchors) {
    std::map<std::string_view, std::vector<Certificate>> by_name;
    std::map<std::string_view, std::vector<Certificate>> by_issuer;
    const auto sort_in = [&](const Certificate& one) {
        if (std::vector<Certificate>& bearers = by_name[one.facts().subject]; !contains(bearers, one)) {
            bearers.push_back(one);
            by_issuer[one.facts().issuer].push_back(one);
        }
    };
    sort_in(leaf);
    std::for_each(candidates.begin(), candidates.end(), sort_in);
    std::for_each(anchors.begin(), anchors.end(), sort_in);
    std::size_t questions = 64;
    const auto signed_something = [&](const Certificate& issuer) {
        const std::vector<Certificate>& issued = by_issuer[issuer.facts().subject];
        return std::any_of(issued.begin(), issued.end(), [&](const Certificate& one) {
            if (one == issuer || questions == 0)
                return false;
            --questions;
            return issuer.signed_directly(one);
        });
    };
    std::vector<Certificate> mere;
    for (const auto& [name, bearers] : by_name) {
        if (bearers.size() < 2)
            continue;
        std::vector<Certificate> idle;
        for (const Certificate& bearer : bearers)
            if (!signed_something(bearer))
                idle.push_back(bearer);
        // Where nobody signed, or nobody could be asked any more, nothing tells them apart.
        if (idle.size() < bearers.size() && questions > 0)
            mere.insert(mere.end(), idle.begin(), idle.end());
    }
    return mere;
}

StorePtr store_of(std::span<const Certificate> anchors, std::span<const Certificate> left_out) {
    StorePtr store{X509_STORE_new()};
    if (!store)
        throw std::bad_alloc{};
    for (const Certificate& anchor : anchors)
        if (!contains(left_out, anchor))
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
    const std::vector<Certificate> left_out = mere_namesakes(leaf, candidates, anchors);
    const StorePtr store = store_of(anchors, left_out);
    const X509StackPtr pool{sk_X509_new_null()};
    for (const Certificate& candidate : candidates)
        if (!contains(left_out, candidate))
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
