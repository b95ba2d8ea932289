#include "crypto/path_rules.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/critical_extensions.hpp"
#include "crypto/price.hpp"

#include <algorithm>
#include <stdexcept>

namespace requal::crypto {
namespace {

/** A certificate of the path in the form in which OpenSSL can follow it. */
struct Step {
    X509* certificate = nullptr;
    X509Ptr stand_in; ///< owns `certificate` when it is not the certificate itself
};
using Steps = std::vector<Step>;

/** OpenSSL takes a certificate whose issuer has the name of its subject for self-signed, unless a key identifier says
 *  otherwise, and ends every path there; one that an authority gives to its own next key may carry none. A copy that
 *  carries one can be followed. Its signature no longer fits: that of the certificate itself was asked before. */
X509Ptr followable(X509* self_issued) {
    X509Ptr copy{X509_dup(self_issued)};
    const std::unique_ptr<AUTHORITY_KEYID, Freed<AUTHORITY_KEYID_free>> identifier{AUTHORITY_KEYID_new()};
    if (!copy || !identifier)
        throw std::bad_alloc{};
    for (int at = 0; (at = X509_get_ext_by_NID(copy.get(), NID_authority_key_identifier, -1)) >= 0;)
        X509_EXTENSION_free(X509_delete_ext(copy.get(), at));
    // Of an issuer with another serial number than the certificate itself has.
    const BignumPtr serial{ASN1_INTEGER_to_BN(X509_get0_serialNumber(self_issued), nullptr)};
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (!serial || name == nullptr || BN_add_word(serial.get(), 1) != 1)
        throw std::bad_alloc{};
    name->type = GEN_DIRNAME;
    name->d.directoryName = X509_NAME_dup(X509_get_issuer_name(self_issued));
    identifier->issuer = sk_GENERAL_NAME_new_null();
    sk_GENERAL_NAME_push(identifier->issuer, name);
    identifier->serial = BN_to_ASN1_INTEGER(serial.get(), nullptr);
    if (X509_add1_ext_i2d(copy.get(), NID_authority_key_identifier, identifier.get(), 0, X509V3_ADD_DEFAULT) != 1)
        throw std::bad_alloc{};
    return copy;
}

Steps steps_of(std::span<const Certificate> path) {
    Steps steps;
    for (std::size_t i = 0; i < path.size(); ++i) {
        X509* certificate = openssl_certificate(path[i]);
        const bool below_another = i + 1 < path.size();
        X509Ptr stand_in = below_another && (X509_get_extension_flags(certificate) & EXFLAG_SS) != 0
                               ? followable(certificate)
                               : nullptr;
        X509* taken = stand_in ? stand_in.get() : certificate;
        steps.push_back({taken, std::move(stand_in)});
    }
    return steps;
}

/** What the verification is told, and what it tells. */
struct Examination {
    const Steps& path;
    bool anchored = false;
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
        if (!examination.anchored)
            break; // that no anchor ends the path is told of the path as a whole
        [[fallthrough]];
    default: {
        const auto depth = static_cast<std::size_t>(std::max(X509_STORE_CTX_get_error_depth(context), 0));
        const std::size_t at = std::min(depth, examination.path.size() - 1);
        if (error == X509_V_ERR_CERT_SIGNATURE_FAILURE && examination.path[at].stand_in)
            break; // of the copy; whoever found the path has asked that of the certificate
        if (error == X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION &&
            understands_critical_extensions(examination.path[at].certificate))
            break;
        examination.problems.push_back({at, X509_verify_cert_error_string(error)});
    }
    }
    return 1;
}

/** The key of each certificate is asked about the one below it, and every name below an authority is held against the
 *  authority's constraints (RFC 5280, 6.1.3 (b)): names times constraints. */
void pay_for_walking(std::span<const Certificate> path) {
    std::size_t price = 100;
    std::vector<std::size_t> elements;
    for (const Certificate& certificate : path) {
        constexpr std::size_t most_compared = std::size_t{1} << 20U; // where OpenSSL gives up
        const std::size_t own = elements_in(certificate.der());
        for (const std::size_t below : elements)
            price += std::min(own * below / 20, most_compared) / 20;
        elements.push_back(own);
        price += asking_price(X509_get0_pubkey(openssl_certificate(certificate))) +
                 hashing_price(certificate.der().size());
    }
    Effort::spend(price);
}

/** The path was found before, with the signatures asked; OpenSSL, which would take the first namesake, follows it. */
int follow(X509_STORE_CTX* context, X509* certificate, X509* issuer) {
    const Steps& path = Examination::of(context).path;
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        if (path[i].certificate == certificate && path[i + 1].certificate == issuer)
            return 1;
    return 0;
}

/** The certificates that OpenSSL judged are those that are told, one by one: otherwise its silence about a rule would
 *  speak for another path. */
bool walked(X509_STORE_CTX* context, const Steps& path) {
    const STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(context);
    if (chain == nullptr || static_cast<std::size_t>(sk_X509_num(chain)) != path.size())
        return false;
    for (std::size_t i = 0; i < path.size(); ++i)
        if (sk_X509_value(chain, static_cast<int>(i)) != path[i].certificate)
            return false;
    return true;
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
    pay_for_walking(path);
    const StorePtr store{X509_STORE_new()};
    const X509StackPtr pool{sk_X509_new_null()};
    const StoreContextPtr context{X509_STORE_CTX_new()};
    if (!store || !pool || !context)
        throw std::bad_alloc{};
    const Steps steps = steps_of(path);
    if (anchored)
        X509_STORE_add_cert(store.get(), steps.back().certificate);
    for (std::size_t i = 1; i < steps.size() - (anchored ? 1 : 0); ++i)
        sk_X509_push(pool.get(), steps[i].certificate);
    X509_STORE_set_check_issued(store.get(), follow);
    if (X509_STORE_CTX_init(context.get(), store.get(), steps.front().certificate, pool.get()) != 1)
        throw std::bad_alloc{};
    Examination examination{steps, anchored, {}};
    X509_STORE_CTX_set_app_data(context.get(), &examination);
    X509_STORE_CTX_set_verify_cb(context.get(), collect);
    X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context.get());
    demand(param, policies);
    X509_VERIFY_PARAM_set_auth_level(param, 0); // the algorithm policy judges strength, with its own reasons
    X509_VERIFY_PARAM_set_depth(param, static_cast<int>(path.size()));
    const bool holds = X509_verify_cert(context.get()) == 1;
    if (anchored && examination.problems.empty()) {
        if (!holds)
            examination.problems.push_back(
                {0, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()))});
        else if (!walked(context.get(), steps))
            examination.problems.push_back({0, "OpenSSL takes another path"});
    }
    return std::move(examination.problems);
}

} // namespace requal::crypto
