#include "crypto/path_rules.hpp"

#include "crypto/certificate_openssl.hpp"

#include <algorithm>
#include <stdexcept>

namespace requal::crypto {
namespace {

/** What the verification is told, and what it tells. */
struct Examination {
    std::span<const Certificate> path;
    std::vector<ChainProblem> problems;

    static Examination& of(X509_STORE_CTX* context) {
        return *static_cast<Examination*>(X509_STORE_CTX_get_app_data(context));
    }
};

/** Lets the verification go on after an error, so that one reason never hides another. */
int collect(int ok, X509_STORE_CTX* context) {
    if (ok == 1)
        return 1;
    Examination& examination = Examination::of(context);
    const int error = X509_STORE_CTX_get_error(context);
    switch (error) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        break; // whether the path ends at an anchor was settled before
    default: {
        const auto depth = static_cast<std::size_t>(std::max(X509_STORE_CTX_get_error_depth(context), 0));
        examination.problems.push_back(
            {std::min(depth, examination.path.size() - 1), X509_verify_cert_error_string(error)});
    }
    }
    return 1;
}

/** The path was found before, with the signatures asked; OpenSSL, which would take the first namesake, follows it. */
int follow(X509_STORE_CTX* context, X509* certificate, X509* issuer) {
    const std::span<const Certificate> path = Examination::of(context).path;
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        if (openssl_certificate(path[i]) == certificate && openssl_certificate(path[i + 1]) == issuer)
            return 1;
    return 0;
}

void demand(X509_VERIFY_PARAM* param, const PolicyDemands& policies) {
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_POLICY_CHECK;
    if (policies.explicit_policy)
        flags |= X509_V_FLAG_EXPLICIT_POLICY;
    if (policies.inhibit_any)
        flags |= X509_V_FLAG_INHIBIT_ANY;
    if (policies.inhibit_mapping)
        flags |= X509_V_FLAG_INHIBIT_MAP;
    X509_VERIFY_PARAM_set_flags(param, flags);
    std::vector<std::string> acceptable = policies.acceptable;
    if (acceptable.empty())
        acceptable.emplace_back("2.5.29.32.0"); // anyPolicy: OpenSSL takes an empty set for a set that nothing meets
    for (const std::string& dotted : acceptable)
        if (ASN1_OBJECT* policy = OBJ_txt2obj(dotted.c_str(), 1);
            policy != nullptr && X509_VERIFY_PARAM_add0_policy(param, policy) != 1)
            ASN1_OBJECT_free(policy);
}

} // namespace

std::vector<ChainProblem> broken_rules(std::span<const Certificate> path, bool anchored,
                                       const PolicyDemands& policies) {
    const ErrorQueueGuard guard;
    const StorePtr store{X509_STORE_new()};
    const X509StackPtr pool{sk_X509_new_null()};
    const StoreContextPtr context{X509_STORE_CTX_new()};
    if (!store || !pool || !context)
        throw std::bad_alloc{};
    if (anchored)
        X509_STORE_add_cert(store.get(), openssl_certificate(path.back()));
    for (std::size_t i = 1; i < path.size() - (anchored ? 1 : 0); ++i)
        sk_X509_push(pool.get(), openssl_certificate(path[i]));
    X509_STORE_set_check_issued(store.get(), follow);
    if (X509_STORE_CTX_init(context.get(), store.get(), openssl_certificate(path.front()), pool.get()) != 1)
        throw std::bad_alloc{};
    Examination examination{path, {}};
    X509_STORE_CTX_set_app_data(context.get(), &examination);
    X509_STORE_CTX_set_verify_cb(context.get(), collect);
    X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context.get());
    demand(param, policies);
    X509_VERIFY_PARAM_set_auth_level(param, 0); // the algorithm policy judges strength, with its own reasons
    X509_VERIFY_PARAM_set_depth(param, static_cast<int>(path.size()));
    if (X509_verify_cert(context.get()) != 1 && examination.problems.empty() && anchored)
        examination.problems.push_back({0, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()))});
    return std::move(examination.problems);
}

} // namespace requal::crypto
