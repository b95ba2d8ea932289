#include "second_opinion.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>

namespace requal::fuzz {
namespace {

struct Freed {
    void operator()(BIO* one) const { BIO_free(one); }
    void operator()(X509* one) const { X509_free(one); }
    void operator()(X509_CRL* one) const { X509_CRL_free(one); }
    void operator()(X509_STORE* one) const { X509_STORE_free(one); }
    void operator()(X509_STORE_CTX* one) const { X509_STORE_CTX_free(one); }
    void operator()(STACK_OF(X509) * all) const { sk_X509_pop_free(all, X509_free); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;

struct Quiet {
    ~Quiet() { ERR_clear_error(); }
};

Owned<X509> certificate_of(ByteView der) {
    const unsigned char* at = der.data();
    return Owned<X509>{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
}

} // namespace

bool link_holds(ByteView certificate, ByteView issuer) {
    const Quiet quiet;
    const auto one = certificate_of(certificate);
    const auto above = certificate_of(issuer);
    return one && above && X509_NAME_cmp(X509_get_issuer_name(one.get()), X509_get_subject_name(above.get())) == 0 &&
           X509_get0_pubkey(above.get()) != nullptr && X509_verify(one.get(), X509_get0_pubkey(above.get())) == 1;
}

bool list_holds(ByteView list, ByteView issuer) {
    const Quiet quiet;
    const unsigned char* at = list.data();
    Owned<X509_CRL> one{d2i_X509_CRL(nullptr, &at, static_cast<long>(list.size()))};
    if (!one) {
        const std::unique_ptr<BIO, Freed> text{BIO_new_mem_buf(list.data(), static_cast<int>(list.size()))};
        one.reset(PEM_read_bio_X509_CRL(text.get(), nullptr, nullptr, nullptr));
    }
    const auto above = certificate_of(issuer);
    return one && above && X509_NAME_cmp(X509_CRL_get_issuer(one.get()), X509_get_subject_name(above.get())) == 0 &&
           X509_get0_pubkey(above.get()) != nullptr && X509_CRL_verify(one.get(), X509_get0_pubkey(above.get())) == 1;
}

namespace {

int signed_by(X509_STORE_CTX*, X509* certificate, X509* issuer) {
    return X509_NAME_cmp(X509_get_issuer_name(certificate), X509_get_subject_name(issuer)) == 0 &&
                   X509_get0_pubkey(issuer) != nullptr && X509_verify(certificate, X509_get0_pubkey(issuer)) == 1
               ? 1
               : 0;
}

bool verify(ByteView leaf, const std::vector<ByteView>& others, const std::vector<ByteView>& anchors,
            X509_STORE_CTX_check_issued_fn issued) {
    const Quiet quiet;
    const auto first = certificate_of(leaf);
    const Owned<X509_STORE> store{X509_STORE_new()};
    const Owned<X509_STORE_CTX> context{X509_STORE_CTX_new()};
    const Owned<STACK_OF(X509)> pool{sk_X509_new_null()};
    if (!first || !store || !context || !pool)
        return false;
    for (const ByteView anchor : anchors)
        if (const auto one = certificate_of(anchor))
            X509_STORE_add_cert(store.get(), one.get());
    for (const ByteView other : others)
        if (auto one = certificate_of(other))
            sk_X509_push(pool.get(), one.release());
    if (issued != nullptr)
        X509_STORE_set_check_issued(store.get(), issued);
    if (X509_STORE_CTX_init(context.get(), store.get(), first.get(), pool.get()) != 1)
        return false;
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    return X509_verify_cert(context.get()) == 1;
}

} // namespace

bool path_exists(ByteView leaf, const std::vector<ByteView>& others, const std::vector<ByteView>& anchors) {
    return verify(leaf, others, anchors, nullptr);
}

bool path_holds(const std::vector<ByteView>& path) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        if (const auto one = certificate_of(path[i]);
            one && (X509_get_extension_flags(one.get()) & (EXFLAG_SS | EXFLAG_SI)) == (EXFLAG_SS | EXFLAG_SI))
            return true;
    return verify(path.front(), path, {path.back()}, signed_by);
}

} // namespace requal::fuzz
