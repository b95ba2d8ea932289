#include "crypto/list_scope.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/revocation.hpp"

#include <algorithm>
#include <array>

namespace requal::crypto {
namespace {

/** More names than this in a distribution point are not compared with those of certificates: a stranger could ask for
 *  a comparison of each with each. */
constexpr int most_names = 256;

std::string oid_text(const ASN1_OBJECT* oid) {
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()), oid, 1);
    return text.data();
}

/** OID of a critical extension that is not among those read here; empty: there is none. */
template <typename Object>
std::string unread(const Object* object, int (*count)(const Object*), X509_EXTENSION* (*get)(const Object*, int),
                   std::initializer_list<int> read) {
    for (int i = 0; i < count(object); ++i) {
        X509_EXTENSION* extension = get(object, i);
        const int kind = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (X509_EXTENSION_get_critical(extension) != 0 && std::find(read.begin(), read.end(), kind) == read.end())
            return oid_text(X509_EXTENSION_get_object(extension));
    }
    return {};
}

/** An extension that may occur once. @param unread names it when it is there and cannot be read, or twice */
template <typename T>
T* once(const X509_CRL* list, int kind, std::string& unread) {
    int critical = -1;
    auto* value = static_cast<T*>(X509_CRL_get_ext_d2i(list, kind, &critical, nullptr));
    if (value == nullptr && critical != -1)
        unread = oid_text(OBJ_nid2obj(kind));
    return value;
}

int names_in(const DIST_POINT_NAME* point) {
    return point == nullptr || point->type != 0 ? 0 : sk_GENERAL_NAME_num(point->name.fullname);
}

unsigned bits(const ASN1_BIT_STRING* reasons) {
    if (reasons == nullptr)
        return RevocationStatus::every_reason;
    unsigned mask = 0;
    for (int i = 0; i < 9; ++i)
        if (ASN1_BIT_STRING_get_bit(reasons, i) != 0)
            mask |= 1U << static_cast<unsigned>(i);
    return mask & RevocationStatus::every_reason;
}

bool names(const GENERAL_NAMES* set, const X509_NAME* name) {
    for (int i = 0; i < sk_GENERAL_NAME_num(set); ++i) {
        const GENERAL_NAME* one = sk_GENERAL_NAME_value(set, i);
        if (one->type == GEN_DIRNAME && X509_NAME_cmp(one->d.directoryName, name) == 0)
            return true;
    }
    return false;
}

/** A name in common. A relative name has its whole form in dpname once that was set. */
bool meet(const DIST_POINT_NAME* a, const DIST_POINT_NAME* b) {
    if (a->type == 1 && b->type == 1)
        return a->dpname != nullptr && b->dpname != nullptr && X509_NAME_cmp(a->dpname, b->dpname) == 0;
    if (a->type == 1)
        return a->dpname != nullptr && names(b->name.fullname, a->dpname);
    if (b->type == 1)
        return meet(b, a);
    for (int i = 0; i < sk_GENERAL_NAME_num(a->name.fullname); ++i)
        for (int j = 0; j < sk_GENERAL_NAME_num(b->name.fullname); ++j)
            if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(a->name.fullname, i),
                                 sk_GENERAL_NAME_value(b->name.fullname, j)) == 0)
                return true;
    return false;
}

const X509_NAME* first_directory_name(const GENERAL_NAMES* set) {
    for (int i = 0; i < sk_GENERAL_NAME_num(set); ++i)
        if (const GENERAL_NAME* one = sk_GENERAL_NAME_value(set, i); one->type == GEN_DIRNAME)
            return one->d.directoryName;
    return nullptr;
}

bool equal_extensions(const X509_CRL* a, const X509_CRL* b, int kind) {
    const int first = X509_CRL_get_ext_by_NID(a, kind, -1);
    const int second = X509_CRL_get_ext_by_NID(b, kind, -1);
    if (first < 0 || second < 0)
        return first < 0 && second < 0;
    return ASN1_OCTET_STRING_cmp(X509_EXTENSION_get_data(X509_CRL_get_ext(a, first)),
                                 X509_EXTENSION_get_data(X509_CRL_get_ext(b, second))) == 0;
}

} // namespace

ListScope::ListScope(X509_CRL* list)
    : m_list(list), m_point(once<ISSUING_DIST_POINT>(list, NID_issuing_distribution_point, m_unread)),
      m_number(once<ASN1_INTEGER>(list, NID_crl_number, m_unread)),
      m_base(once<ASN1_INTEGER>(list, NID_delta_crl, m_unread)) {
    if (readable())
        m_unread = unread<X509_CRL>(
            list, X509_CRL_get_ext_count, X509_CRL_get_ext,
            {NID_issuing_distribution_point, NID_delta_crl, NID_crl_number, NID_authority_key_identifier});
    const STACK_OF(X509_REVOKED)* entries = X509_CRL_get_REVOKED(list);
    for (int i = 0; readable() && i < sk_X509_REVOKED_num(entries); ++i)
        m_unread =
            unread<X509_REVOKED>(sk_X509_REVOKED_value(entries, i), X509_REVOKED_get_ext_count, X509_REVOKED_get_ext,
                                 {NID_crl_reason, NID_certificate_issuer, NID_invalidity_date});
    const bool contradicts = m_point && (m_point->onlyuser > 0) + (m_point->onlyCA > 0) + (m_point->onlyattr > 0) > 1;
    const bool unbounded = m_point && names_in(m_point->distpoint) > most_names;
    const bool nameless = m_point && m_point->distpoint != nullptr &&
                          DIST_POINT_set_dpname(m_point->distpoint, X509_CRL_get_issuer(list)) != 1;
    if (contradicts || unbounded || nameless)
        m_unread = oid_text(OBJ_nid2obj(NID_issuing_distribution_point));
}

unsigned ListScope::reasons_for(const Certificate& certificate) const {
    const X509* x509 = openssl_certificate(certificate);
    const X509_NAME* issuer = X509_get_issuer_name(x509);
    const bool own = X509_NAME_cmp(X509_CRL_get_issuer(m_list), issuer) == 0;
    if (!readable())
        return own ? RevocationStatus::every_reason : 0;
    if (m_point && (m_point->onlyattr > 0 || (m_point->onlyuser > 0 && certificate.facts().is_ca) ||
                    (m_point->onlyCA > 0 && !certificate.facts().is_ca)))
        return 0;
    // A complete list of the certificate's issuer needs no distribution point that leads to it.
    if (own && (!m_point || m_point->distpoint == nullptr))
        return m_point ? bits(m_point->onlysomereasons) : RevocationStatus::every_reason;
    const std::unique_ptr<CRL_DIST_POINTS, Freed<CRL_DIST_POINTS_free>> points{
        static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(x509, NID_crl_distribution_points, nullptr, nullptr))};
    unsigned reasons = 0;
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i)
        reasons |= through(*sk_DIST_POINT_value(points.get(), i), issuer);
    return reasons;
}

/** 6.3.3 (b) for one distribution point of the certificate. */
unsigned ListScope::through(const DIST_POINT& point, const X509_NAME* issuer) const {
    const X509_NAME* of_list = X509_CRL_get_issuer(m_list);
    if (point.CRLissuer != nullptr) {
        if (!m_point || m_point->indirectCRL <= 0 || !names(point.CRLissuer, of_list))
            return 0;
    } else if (X509_NAME_cmp(of_list, issuer) != 0) {
        return 0;
    }
    if (m_point && m_point->distpoint != nullptr) {
        if (point.distpoint != nullptr) {
            const X509_NAME* base = point.CRLissuer != nullptr ? first_directory_name(point.CRLissuer) : issuer;
            if (base == nullptr || DIST_POINT_set_dpname(point.distpoint, base) != 1 ||
                !meet(m_point->distpoint, point.distpoint))
                return 0;
        } else {
            DIST_POINT_NAME whole{};
            whole.name.fullname = point.CRLissuer;
            if (point.CRLissuer == nullptr || !meet(m_point->distpoint, &whole))
                return 0;
        }
    }
    return bits(point.reasons) & (m_point ? bits(m_point->onlysomereasons) : RevocationStatus::every_reason);
}

bool ListScope::updates(const ListScope& complete) const {
    return readable() && complete.readable() && m_base && !complete.m_base && m_number && complete.m_number &&
           X509_NAME_cmp(X509_CRL_get_issuer(m_list), X509_CRL_get_issuer(complete.m_list)) == 0 &&
           equal_extensions(m_list, complete.m_list, NID_issuing_distribution_point) &&
           equal_extensions(m_list, complete.m_list, NID_authority_key_identifier) &&
           ASN1_INTEGER_cmp(m_base.get(), complete.m_number.get()) <= 0 &&
           ASN1_INTEGER_cmp(m_number.get(), complete.m_number.get()) > 0;
}

} // namespace requal::crypto
