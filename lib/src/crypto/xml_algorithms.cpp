#include "crypto/signature.hpp"

#include <array>
#include <utility>

namespace requal::crypto {
namespace {

using Family = SignatureScheme::Family;

constexpr std::string_view xmldsig = "http://www.w3.org/2000/09/xmldsig#";
constexpr std::string_view xmldsig11 = "http://www.w3.org/2009/xmldsig11#";
constexpr std::string_view more_2001 = "http://www.w3.org/2001/04/xmldsig-more#";
constexpr std::string_view more_2001_slash =
    "http://www.w3.org/2001/04/xmldsig-more/"; // an error of RFC 4051, in use
constexpr std::string_view more_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
constexpr std::string_view more_2021 = "http://www.w3.org/2021/04/xmldsig-more#";

/** "rsa-sha256" after its prefix "rsa-". */
std::optional<SignatureScheme> with_hash(Family family, std::string_view word) {
    const auto hash = hash_from_text(word);
    if (!hash)
        return std::nullopt;
    return SignatureScheme{family, hash, std::nullopt, std::nullopt};
}

std::optional<SignatureScheme> scheme_from_words(std::string_view words) {
    constexpr std::array<std::pair<std::string_view, Family>, 3> families{
        {{"rsa-", Family::rsa_pkcs1}, {"ecdsa-", Family::ecdsa}, {"dsa-", Family::dsa}}};
    for (const auto& [prefix, family] : families)
        if (words.starts_with(prefix))
            return with_hash(family, words.substr(prefix.size()));
    constexpr std::string_view pss = "-rsa-MGF1";
    if (words.ends_with(pss))
        return with_hash(Family::rsa_pss, words.substr(0, words.size() - pss.size()));
    if (words == "eddsa-ed25519" || words == "eddsa-ed448")
        return SignatureScheme{Family::eddsa, std::nullopt, std::nullopt, std::nullopt};
    return std::nullopt;
}

} // namespace

std::optional<SignatureScheme> scheme_from_uri(std::string_view uri) {
    for (const std::string_view prefix : {xmldsig, xmldsig11, more_2001, more_2001_slash, more_2007, more_2021})
        if (uri.starts_with(prefix)) {
            const std::string_view words = uri.substr(prefix.size());
            if (words == "rsa-pss") // its parameters follow in the element; these are the defaults (RFC 9231, 2.3.9)
                return SignatureScheme{Family::rsa_pss, Hash::sha256, std::nullopt, std::nullopt};
            return scheme_from_words(words);
        }
    return std::nullopt;
}

} // namespace requal::crypto
