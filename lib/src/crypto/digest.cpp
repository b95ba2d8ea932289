#include "crypto/digest.hpp"

#include "crypto/digest_openssl.hpp"
#include "crypto/handles.hpp"

#include "requal/base64.hpp"

#include <array>
#include <openssl/provider.h>
#include <stdexcept>

namespace requal::crypto {
namespace {

struct Row {
    Hash hash;
    std::string_view text;
    int nid;
    const EVP_MD* (*get)(); ///< null: only OpenSSL's module of old algorithms has it
};

constexpr std::array rows{Row{Hash::md5, "md5", NID_md5, EVP_md5},
                          Row{Hash::ripemd160, "ripemd160", NID_ripemd160, EVP_ripemd160},
                          Row{Hash::sha1, "sha1", NID_sha1, EVP_sha1},
                          Row{Hash::sha224, "sha224", NID_sha224, EVP_sha224},
                          Row{Hash::sha256, "sha256", NID_sha256, EVP_sha256},
                          Row{Hash::sha384, "sha384", NID_sha384, EVP_sha384},
                          Row{Hash::sha512, "sha512", NID_sha512, EVP_sha512},
                          Row{Hash::sha3_224, "sha3-224", NID_sha3_224, EVP_sha3_224},
                          Row{Hash::sha3_256, "sha3-256", NID_sha3_256, EVP_sha3_256},
                          Row{Hash::sha3_384, "sha3-384", NID_sha3_384, EVP_sha3_384},
                          Row{Hash::sha3_512, "sha3-512", NID_sha3_512, EVP_sha3_512},
                          Row{Hash::sha512_224, "sha512-224", NID_sha512_224, EVP_sha512_224},
                          Row{Hash::sha512_256, "sha512-256", NID_sha512_256, EVP_sha512_256},
                          Row{Hash::whirlpool, "whirlpool", NID_whirlpool, nullptr}};

const Row& row(Hash hash) {
    return rows[static_cast<std::size_t>(hash)];
}

/** Where old algorithms live. A module loaded into the process's own context would stay there, and would take the
 *  automatic loading of the usual one away from whoever else uses the library. */
class OldAlgorithms {
  public:
    OldAlgorithms() : m_context(OSSL_LIB_CTX_new()) {
        if (!m_context)
            return;
        m_usual.reset(OSSL_PROVIDER_load(m_context.get(), "default"));
        m_old.reset(OSSL_PROVIDER_load(m_context.get(), "legacy"));
        if (m_usual && m_old)
            m_whirlpool.reset(EVP_MD_fetch(m_context.get(), "WHIRLPOOL", nullptr));
        ERR_clear_error();
    }
    [[nodiscard]] const EVP_MD* whirlpool() const noexcept { return m_whirlpool.get(); }
    [[nodiscard]] OSSL_LIB_CTX* context() const noexcept { return m_context.get(); }

    static const OldAlgorithms& loaded() {
        static const OldAlgorithms algorithms;
        return algorithms;
    }

  private:
    std::unique_ptr<OSSL_LIB_CTX, Freed<OSSL_LIB_CTX_free>> m_context;
    std::unique_ptr<OSSL_PROVIDER, Freed<OSSL_PROVIDER_unload>> m_usual;
    std::unique_ptr<OSSL_PROVIDER, Freed<OSSL_PROVIDER_unload>> m_old;
    std::unique_ptr<EVP_MD, Freed<EVP_MD_free>> m_whirlpool;
};

std::optional<Hash> if_offered(Hash hash) {
    if (openssl_digest(hash) == nullptr)
        return std::nullopt;
    return hash;
}

struct Identifier {
    std::string_view uri;
    Hash hash;
};

constexpr std::array identifiers{Identifier{"http://www.w3.org/2001/04/xmlenc#sha256", Hash::sha256},
                                 Identifier{"http://www.w3.org/2001/04/xmlenc#sha512", Hash::sha512},
                                 Identifier{"http://www.w3.org/2001/04/xmldsig-more#sha384", Hash::sha384},
                                 Identifier{"http://www.w3.org/2001/04/xmldsig-more#sha224", Hash::sha224},
                                 Identifier{"http://www.w3.org/2000/09/xmldsig#sha1", Hash::sha1},
                                 Identifier{"http://www.w3.org/2001/04/xmldsig-more#md5", Hash::md5},
                                 Identifier{"http://www.w3.org/2001/04/xmlenc#ripemd160", Hash::ripemd160},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#whirlpool", Hash::whirlpool},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-224", Hash::sha3_224},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-256", Hash::sha3_256},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-384", Hash::sha3_384},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-512", Hash::sha3_512}};

} // namespace

std::optional<Hash> hash_from_uri(std::string_view uri) {
    for (const Identifier& identifier : identifiers)
        if (identifier.uri == uri)
            return if_offered(identifier.hash);
    return std::nullopt;
}

std::optional<Hash> hash_from_text(std::string_view text) {
    for (const Row& candidate : rows)
        if (candidate.text == text)
            return if_offered(candidate.hash);
    return std::nullopt;
}

const EVP_MD* openssl_digest(Hash hash) {
    return row(hash).get != nullptr ? row(hash).get() : OldAlgorithms::loaded().whirlpool();
}

OSSL_LIB_CTX* openssl_context(std::optional<Hash> hash) {
    return !hash || row(*hash).get != nullptr ? nullptr : OldAlgorithms::loaded().context();
}

std::optional<Hash> hash_from_nid(int nid) {
    for (const Row& candidate : rows)
        if (candidate.nid == nid)
            return if_offered(candidate.hash);
    return std::nullopt;
}

std::string_view hash_text(Hash hash) noexcept {
    return row(hash).text;
}

Bytes digest(Hash hash, std::initializer_list<ByteView> parts) {
    const DigestContextPtr context{EVP_MD_CTX_new()};
    if (!context || EVP_DigestInit_ex(context.get(), openssl_digest(hash), nullptr) != 1)
        throw std::logic_error{"OpenSSL offers no " + std::string{hash_text(hash)}};
    for (const ByteView part : parts)
        EVP_DigestUpdate(context.get(), part.data(), part.size());
    Bytes out(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    EVP_DigestFinal_ex(context.get(), out.data(), &size);
    out.resize(size);
    return out;
}

std::string sha256_hex(ByteView bytes) {
    return hex(digest(Hash::sha256, bytes));
}

} // namespace requal::crypto
