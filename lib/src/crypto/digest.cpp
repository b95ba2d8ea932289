#include "crypto/digest.hpp"

#include "crypto/digest_openssl.hpp"
#include "crypto/handles.hpp"
#include "crypto/price.hpp"

#include "requal/base64.hpp"

#include <array>
#include <stdexcept>

namespace requal::crypto {
namespace {

struct Row {
    Hash hash;
    std::string_view text;
    int nid;
    const EVP_MD* (*get)();
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
                          Row{Hash::sha3_512, "sha3-512", NID_sha3_512, EVP_sha3_512}};

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
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-224", Hash::sha3_224},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-256", Hash::sha3_256},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-384", Hash::sha3_384},
                                 Identifier{"http://www.w3.org/2007/05/xmldsig-more#sha3-512", Hash::sha3_512}};

} // namespace

std::optional<Hash> hash_from_uri(std::string_view uri) noexcept {
    for (const Identifier& identifier : identifiers)
        if (identifier.uri == uri)
            return identifier.hash;
    return std::nullopt;
}

const EVP_MD* openssl_digest(Hash hash) {
    return rows[static_cast<std::size_t>(hash)].get();
}

std::optional<Hash> hash_from_nid(int nid) {
    for (const Row& row : rows)
        if (row.nid == nid)
            return row.hash;
    return std::nullopt;
}

std::string_view hash_text(Hash hash) noexcept {
    return rows[static_cast<std::size_t>(hash)].text;
}

Bytes digest(Hash hash, std::initializer_list<ByteView> parts) {
    const DigestContextPtr context{EVP_MD_CTX_new()};
    if (!context || EVP_DigestInit_ex(context.get(), openssl_digest(hash), nullptr) != 1)
        throw std::logic_error{"OpenSSL offers no " + std::string{hash_text(hash)}};
    for (const ByteView part : parts) {
        Effort::spend(hashing_price(part.size()));
        EVP_DigestUpdate(context.get(), part.data(), part.size());
    }
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
