#include <doctest/doctest.h>

#include "crypto/chain.hpp"
#include "support/made_certificates.hpp"

#include <map>

using namespace requal::crypto;
using requal::test::made;
using requal::test::MadeForm;
using requal::test::MadeKey;
using requal::test::MadeName;

namespace {

const MadeName authority{"TEST Authority of Forgeries"};
const MadeName holder{"TEST University of Nowhere"};

/** What OpenSSL says of the same certificates, asked in its own way: the whole search is its own. */
bool openssl_takes(const Certificate& leaf, const std::vector<Certificate>& pool, const Certificate& anchor) {
    const auto read = [](const Certificate& certificate) {
        const unsigned char* at = certificate.der().data();
        return X509Ptr{d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size()))};
    };
    std::vector<X509Ptr> owned;
    const StorePtr store{X509_STORE_new()};
    owned.push_back(read(anchor));
    X509_STORE_add_cert(store.get(), owned.back().get());
    const X509StackPtr untrusted{sk_X509_new_null()};
    for (const Certificate& one : pool) {
        owned.push_back(read(one));
        sk_X509_push(untrusted.get(), owned.back().get());
    }
    const X509Ptr end = read(leaf);
    const StoreContextPtr context{X509_STORE_CTX_new()};
    X509_STORE_CTX_init(context.get(), store.get(), end.get(), untrusted.get());
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN);
    return X509_verify_cert(context.get()) == 1;
}

/** Every link of a path that is told as anchored, asked anew of OpenSSL. */
bool proven(const Chain& chain, const Certificate& anchor) {
    if (!chain.anchored || !(chain.certificates.back() == anchor))
        return false;
    for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
        const auto read = [](const Certificate& certificate) {
            const unsigned char* at = certificate.der().data();
            return X509Ptr{d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size()))};
        };
        const X509Ptr below = read(chain.certificates[i]);
        const X509Ptr above = read(chain.certificates[i + 1]);
        if (X509_verify(below.get(), X509_get0_pubkey(above.get())) != 1)
            return false;
    }
    return true;
}

} // namespace

TEST_CASE("forged path: a certificate that bears the name of the anchor stands for nothing") {
    const MadeKey own;      // of the authority
    const MadeKey stranger; // of whoever forges
    const MadeKey seal;
    const MadeName capitals{"test AUTHORITY of forgeries"};
    const MadeName printable{authority.common_name, V_ASN1_PRINTABLESTRING};
    for (const bool identifiers : {true, false}) {
        MadeForm with;
        with.key_identifiers = identifiers;
        with.serial = 4711; // the forger copies the serial number too
        const Certificate anchor = made(authority, own, authority, own, with);
        MadeForm imitating = with; // and the key identifier
        imitating.claimed_issuer_key = own.get();
        MadeForm end = with;
        end.ca = false;
        end.serial = 0;
        MadeForm end_imitating = end;
        end_imitating.claimed_issuer_key = own.get();

        const Certificate genuine = made(holder, seal, authority, own, end);
        const std::map<std::string, Certificate> namesakes{
            {"self-signed", made(authority, stranger, authority, stranger, with)},
            {"self-signed, with the key identifier of the anchor",
             made(authority, stranger, authority, stranger, imitating)},
            {"self-issued, signed by a third key", made(authority, stranger, authority, MadeKey{}, with)},
            {"in capitals", made(capitals, stranger, capitals, stranger, with)},
            {"as another kind of string", made(printable, stranger, printable, stranger, with)},
            {"issued by a stranger's root", made(authority, stranger, {"TEST Root of Strangers"}, MadeKey{}, with)},
            {"names the anchor as its issuer", made({"TEST Middle"}, stranger, authority, stranger, imitating)},
        };
        for (const auto& one : namesakes) {
            const auto& how = one.first;
            const Certificate& namesake = one.second;
            CAPTURE(identifiers);
            CAPTURE(how);
            const MadeName above{namesake.facts().common_name,
                                 how == "as another kind of string" ? V_ASN1_PRINTABLESTRING : MBSTRING_UTF8};
            for (const MadeForm& form : {end, end_imitating}) {
                const Certificate forged = made(holder, seal, above, stranger, form);
                for (const std::vector<Certificate>& pool :
                     {std::vector{namesake}, std::vector{namesake, anchor}, std::vector{anchor, namesake},
                      std::vector<Certificate>{}}) {
                    const Chain chain = build_chain(forged, pool, std::vector{anchor}, 10);
                    CHECK_FALSE(chain.anchored);
                    CHECK_FALSE(openssl_takes(forged, pool, anchor));
                    if (how != "issued by a stranger's root" && !pool.empty())
                        CHECK(chain.namesake_of_anchor);
                }
            }
            // The genuine certificate loses nothing by a namesake beside it.
            for (const std::vector<Certificate>& pool : {std::vector{namesake}, std::vector{namesake, anchor}}) {
                const Chain chain = build_chain(genuine, pool, std::vector{anchor}, 10);
                CHECK(chain.problems.empty());
                CHECK(proven(chain, anchor));
            }
        }
    }
}

TEST_CASE("forged path: the leaf itself as a namesake of the anchor is none") {
    const MadeKey own;
    const MadeKey stranger;
    const Certificate anchor = made(authority, own, authority, own);
    const Chain chain = build_chain(made(authority, stranger, authority, stranger), {}, std::vector{anchor}, 10);
    CHECK_FALSE(chain.anchored);
    CHECK(chain.namesake_of_anchor);
}

TEST_CASE("forged path: an authority with a new key is followed, and whoever imitates that is not") {
    const MadeKey old_key;
    const MadeKey new_key;
    const MadeKey stranger;
    const MadeKey seal;
    for (const bool identifiers : {true, false}) {
        CAPTURE(identifiers);
        MadeForm form;
        form.key_identifiers = identifiers;
        MadeForm end = form;
        end.ca = false;
        const Certificate anchor = made(authority, old_key, authority, old_key, form);
        const Certificate roll_over = made(authority, new_key, authority, old_key, form);
        const Certificate below_new = made(holder, seal, authority, new_key, end);
        const Chain chain = build_chain(below_new, std::vector{roll_over}, std::vector{anchor}, 10);
        CHECK(chain.problems.empty());
        CHECK(proven(chain, anchor));
        CHECK(chain.certificates.size() == 3);

        const Certificate imitated = made(authority, stranger, authority, stranger, form);
        const Certificate claimed = made(authority, stranger, authority, new_key, form);
        for (const Certificate& middle : {imitated, claimed})
            for (const std::vector<Certificate>& pool :
                 {std::vector{middle}, std::vector{middle, roll_over}, std::vector{roll_over, middle}}) {
                const Certificate forged = made(holder, seal, authority, stranger, end);
                const Chain told = build_chain(forged, pool, std::vector{anchor}, 10);
                const bool certified = middle == claimed && pool.size() == 2; // the new key has certified it
                CHECK(told.anchored == certified);
                if (told.anchored)
                    CHECK(proven(told, anchor));
            }
    }
}

TEST_CASE("forged path: a bound that runs out is told, and accepts nothing") {
    const MadeKey own;
    const MadeKey seal;
    MadeForm end;
    end.ca = false;
    const Certificate anchor = made(authority, own, authority, own);
    // An intermediate that is no anchor, hidden among namesakes that imitate its key identifier.
    const MadeKey middle_key;
    const MadeName middle{"TEST Middle"};
    const Certificate genuine_middle = made(middle, middle_key, authority, own);
    MadeForm imitating;
    imitating.claimed_issuer_key = own.get();
    std::vector<Certificate> pool;
    for (int i = 0; i < 150; ++i) {
        const MadeKey stranger;
        pool.push_back(made(middle, stranger, authority, stranger, imitating));
    }
    end.key_identifiers = false;
    const Certificate leaf = made(holder, seal, middle, middle_key, end);
    pool.push_back(genuine_middle);
    const Chain hidden = build_chain(leaf, pool, std::vector{anchor}, 10);
    CHECK_FALSE(hidden.anchored);
    CHECK(hidden.search_ended);
    // Nobody's leaf, and all those namesakes: the same answer, asked twice.
    const MadeKey nobody;
    const Certificate forged = made(holder, seal, middle, nobody, end);
    for (int time = 0; time < 2; ++time) {
        const Chain chain = build_chain(forged, pool, std::vector{anchor}, 10);
        CHECK_FALSE(chain.anchored);
        CHECK(chain.search_ended);
    }
    pool.erase(pool.begin() + 40, pool.end());
    pool.push_back(genuine_middle);
    const Chain found = build_chain(leaf, pool, std::vector{anchor}, 10);
    CHECK(proven(found, anchor));
    CHECK(found.problems.empty());
}

TEST_CASE("forged path: rules bind the authorities in the middle, and no copy of one frees itself of them") {
    const MadeKey own;
    const MadeKey not_an_authority;
    const MadeKey seal;
    MadeForm end;
    end.ca = false;
    const Certificate anchor = made(authority, own, authority, own);
    const Certificate ordinary = made({"TEST Some Company"}, not_an_authority, authority, own, end);
    const Certificate forged = made(holder, seal, {"TEST Some Company"}, not_an_authority, end);
    const Chain chain = build_chain(forged, std::vector{ordinary}, std::vector{anchor}, 10);
    CHECK((!chain.anchored || !chain.problems.empty()));
    CHECK_FALSE(openssl_takes(forged, {ordinary}, anchor));
    // The company writes itself a certificate as an authority, with its own key: nobody certified that.
    const Certificate promoted = made({"TEST Some Company"}, not_an_authority, authority, not_an_authority);
    const Chain told = build_chain(forged, std::vector{promoted, ordinary}, std::vector{anchor}, 10);
    CHECK((!told.anchored || !told.problems.empty()));
}
