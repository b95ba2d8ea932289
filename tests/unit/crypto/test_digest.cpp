#include <doctest/doctest.h>

#include "crypto/digest.hpp"
#include "crypto/handles.hpp"
#include "requal/base64.hpp"

#include <openssl/provider.h>

using namespace requal;
using crypto::Hash;

TEST_CASE("digest: what the names of XML Signature stand for, by the published digest of abc") {
    struct Row {
        const char* uri;
        const char* digest; ///< FIPS 180-4, FIPS 202, ISO/IEC 10118-3, RFC 1321
    };
    for (const Row& row : {
             Row{"http://www.w3.org/2001/04/xmldsig-more#md5", "900150983cd24fb0d6963f7d28e17f72"},
             Row{"http://www.w3.org/2001/04/xmlenc#ripemd160", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"},
             Row{"http://www.w3.org/2000/09/xmldsig#sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"},
             Row{"http://www.w3.org/2001/04/xmldsig-more#sha224",
                 "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
             Row{"http://www.w3.org/2001/04/xmlenc#sha256",
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
             Row{"http://www.w3.org/2007/05/xmldsig-more#sha3-256",
                 "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"},
             Row{"http://www.w3.org/2007/05/xmldsig-more#whirlpool",
                 "4e2448a4c6f486bb16b6562c73b4020bf3043e3a731bce721ae1b303d97e6d4c"
                 "7181eebdb6c57e277d0e34957114cbd6c797fc9d95d8b582d225292076d4eef5"},
         }) {
        CAPTURE(row.uri);
        const auto hash = crypto::hash_from_uri(row.uri);
        REQUIRE(hash);
        CHECK(hex(crypto::digest(*hash, as_bytes("abc"))) == row.digest);
        CHECK(hex(crypto::digest(*hash, {as_bytes("a"), {}, as_bytes("bc")})) == row.digest);
        CHECK(crypto::hash_from_text(crypto::hash_text(*hash)) == hash);
    }
    CHECK(hex(crypto::digest(Hash::sha512_224, as_bytes("abc"))) ==
          "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa");
    CHECK(hex(crypto::digest(Hash::sha512_256, as_bytes("abc"))) ==
          "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
    for (const char* name : {"", "sha256", "urn:test:digest", "http://www.w3.org/2001/04/xmlenc#SHA256",
                             "urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-256"})
        CHECK_FALSE(crypto::hash_from_uri(name));
}

TEST_CASE("digest: what only the module of old algorithms has is computed without changing the process") {
    REQUIRE(crypto::hash_from_text("whirlpool"));
    CHECK(crypto::digest(Hash::whirlpool, as_bytes("abc")).size() == 64);
    const std::unique_ptr<EVP_MD, crypto::Freed<EVP_MD_free>> of_the_process{EVP_MD_fetch(nullptr, "WHIRLPOOL", "")};
    CHECK_FALSE(of_the_process);
    CHECK(OSSL_PROVIDER_available(nullptr, "legacy") == 0);
}
