/** @file
 * Numbers of organisations (ETSI EN 319 412-1, 5.1.4): taken apart, and compared by what they stand for.
 */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace requal::verify {

/** "VATES-A00000000": which register, of which country, and the number there. */
struct LegalIdentifier {
    std::string register_code; ///< "VAT", "NTR", "LEI"; "EI:" of a national scheme
    std::string country; ///< two letters, Greece and the United Kingdom as ISO 3166 has them; "US+CA" of a state
    std::string number;  ///< letters and digits in capitals, without the country and zeros in front
};

/** Reads the forms "VATES-A1" (with registers of three or four letters), "EI:SE-5567971433", "NTRUS+CA-C1", and the
 *  bare LEI of twenty characters (ISO 17442). Letters of either case: who writes a number in small ones means the
 * same.
 */
[[nodiscard]] std::optional<LegalIdentifier> parse_legal_identifier(std::string_view text);

/** What somebody wrote as a number of a register that is known from elsewhere, such as a VAT number without its mark.
 */
[[nodiscard]] LegalIdentifier number_of_register(std::string_view register_code, std::string_view country,
                                                 std::string_view number);

enum class NumberRelation : std::uint8_t {
    unrelated, ///< of different registers or countries: an organisation may have both
    same,
    contradicting ///< two numbers of one register: two organisations
};

[[nodiscard]] NumberRelation relation(const LegalIdentifier& a, const LegalIdentifier& b);

/** Letters and digits only, in capitals: "17 207-834" and "17207834" are the same number. */
[[nodiscard]] std::string bare_number(std::string_view text);

/** Greece, the United Kingdom and Northern Ireland go by two codes each. */
[[nodiscard]] std::string usual_country(std::string_view code);

} // namespace requal::verify
