#include "verify/organisation_match.hpp"

#include "base/fold.hpp"
#include "verify/legal_identifier.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <unordered_map>

namespace requal::verify {
namespace {

/** The list of countries; asked once for each, since a file may name as many as it likes. */
class Countries {
  public:
    explicit Countries(const DataFolder& data) : m_data(data) {}

    /** Two letters of a country concept, for example "ES" for …/country/ESP; empty when the list does not know it. */
    const std::string& alpha2(const Concept& country) {
        const auto [known, is_new] = m_known.try_emplace(country.id);
        if (!is_new || country.id.empty())
            return known->second;
        if (m_table.empty())
            m_table = m_data.read("schemas/vocabulary/countries-iso3166.tsv");
        const std::size_t row = m_table.find("\n" + country.id + "\t");
        if (row != std::string::npos)
            known->second = m_table.substr(row + country.id.size() + 2, 2);
        return known->second;
    }

  private:
    const DataFolder& m_data;
    std::string m_table;
    std::unordered_map<std::string, std::string> m_known;
};

/** Where the file puts an identifier says what it means by it. */
enum class Place : std::uint8_t { eidas, legal, vat, other };

struct Placed {
    const Identifier* identifier;
    Place place;
};

std::vector<Placed> identifiers_of(const Organisation& organisation) {
    std::vector<Placed> found;
    const auto add = [&](const Identifier& identifier, Place place) {
        if (!identifier.notation.empty())
            found.push_back({&identifier, place});
    };
    add(organisation.eidas, Place::eidas);
    add(organisation.registration, Place::legal);
    for (const Identifier& identifier : organisation.vat)
        add(identifier, Place::vat);
    for (const Identifier& identifier : organisation.tax)
        add(identifier, Place::legal);
    for (const Identifier& identifier : organisation.identifiers)
        add(identifier, Place::other);
    return found;
}

/** How the names of the organisation stand to the name in the certificate. */
struct Names {
    bool there = false;   ///< it has a legal name
    bool alone = false;   ///< every legal name is the certificate's
    bool among = false;   ///< one of several is
    std::string agreeing; ///< the first name or label that is the certificate's
    std::string other;    ///< the first legal name that is not
};

/** How one number of the organisation stands to the certificate's. */
struct Hit {
    const Identifier* identifier;
    bool exact;
    bool leading; ///< it stands where the identifier by which an organisation seals belongs
};

class Matcher {
  public:
    Matcher(const Organisation& organisation, const Sealer& sealer, const DataFolder& data)
        : m_organisation(organisation), m_signer(*sealer.signer), m_sealer(sealer), m_countries(data) {}

    OrganisationMatch match() {
        compare_names();
        if (m_sealer.kind == crypto::SubjectKind::person)
            match_person();
        else if (!by_identifier())
            by_name();
        if (m_match.speaks && !m_sealer.vouched) {
            m_match.speaks = false;
            add(Code::issuer_not_vouched, {{"certificate", sealer_name(m_signer)}});
        }
        return std::move(m_match);
    }

  private:
    void add(Code code, Arguments arguments) {
        m_match.findings.push_back({code, std::move(arguments), m_organisation.where});
    }

    void speak(Code code, Arguments arguments) {
        add(code, std::move(arguments));
        m_match.speaks = true;
    }

    void compare_names() {
        const std::string sealed = fold_name(sealer_name(m_signer));
        // A preferred label stands for the legal name only where there is none.
        const LocalisedText& legal =
            m_organisation.legal_name.empty() ? m_organisation.preferred_name : m_organisation.legal_name;
        for (const LocalisedText* names : {&legal, &m_organisation.preferred_name, &m_organisation.alternative_name})
            for (const LocalisedText::Entry& entry : names->entries)
                for (const std::string& value : entry.values) {
                    const std::string folded = fold_name(value);
                    const bool agrees = !folded.empty() && folded == sealed;
                    if (agrees && m_names.agreeing.empty())
                        m_names.agreeing = value;
                    if (names != &legal || folded.empty())
                        continue;
                    m_names.there = true;
                    m_names.among = m_names.among || agrees;
                    if (!agrees && m_names.other.empty())
                        m_names.other = value;
                }
        m_names.alone = m_names.among && m_names.other.empty();
    }

    /** ETSI EN 319 412-2: even where the certificate names an organisation, its subject is the person. */
    void match_person() {
        if (m_organisation.kind != "Person") {
            add(Code::issuer_person, {{"person", m_signer.common_name}, {"name", m_organisation.name()}});
            return;
        }
        const std::string sealed = fold_name(m_signer.common_name);
        const auto& entries = m_organisation.legal_name.entries;
        const bool same =
            !sealed.empty() && !entries.empty() &&
            std::all_of(entries.begin(), entries.end(), [&](const LocalisedText::Entry& entry) {
                return std::all_of(entry.values.begin(), entry.values.end(),
                                   [&](const std::string& value) { return fold_name(value) == sealed; });
            });
        if (same)
            speak(Code::issuer_weak, {{"name", m_signer.common_name}});
        else
            add(Code::issuer_names_differ, {{"name", m_organisation.name()}, {"certificate", m_signer.common_name}});
    }

    /** @return whether the identifiers decided */
    bool by_identifier() {
        const std::string& sealed = m_signer.organisation_identifier;
        if (sealed.empty())
            return false;
        const auto certificate = parse_legal_identifier(sealed);
        const std::vector<Placed> placed = identifiers_of(m_organisation);
        const bool has_eidas = !placed.empty() && placed.front().place == Place::eidas;
        const bool has_legal =
            std::any_of(placed.begin(), placed.end(), [](const Placed& one) { return one.place != Place::other; });
        std::optional<Hit> hit;
        const Identifier* contradicting = nullptr;
        for (const Placed& one : placed) {
            const bool exact = one.identifier->notation == sealed;
            if (exact || (certificate && same_number(one, *certificate))) {
                const bool leading = has_eidas ? one.place == Place::eidas : one.place != Place::other || !has_legal;
                if (!hit || (leading && !hit->leading))
                    hit = Hit{one.identifier, exact, leading};
            } else if (certificate && contradicts(one, *certificate) && contradicting == nullptr) {
                contradicting = one.identifier;
            }
        }
        if (contradicting != nullptr)
            refuse(*contradicting, hit);
        else if (hit)
            accept(*hit);
        return contradicting != nullptr || hit;
    }

    void refuse(const Identifier& contradicting, const std::optional<Hit>& hit) {
        const std::string& sealed = m_signer.organisation_identifier;
        if (hit)
            add(Code::issuer_identifiers_contradict, {{"identifier", contradicting.notation},
                                                      {"own", hit->identifier->notation},
                                                      {"certificate", sealer_name(m_signer)}});
        else
            add(Code::issuer_mismatch, {{"identifier", contradicting.notation}, {"certificate", sealed}});
    }

    void accept(const Hit& hit) {
        const std::string& sealed = m_signer.organisation_identifier;
        const bool other_name = m_names.there && !m_names.among;
        // A number that stands beside the one by which the issuer should seal is anybody's, and so is the name.
        if (!hit.leading && other_name) {
            add(Code::issuer_names_differ,
                {{"name", m_names.other}, {"certificate", sealer_name(m_signer) + ", " + sealed}});
            return;
        }
        if (hit.exact)
            speak(Code::issuer_exact, {{"identifier", sealed}});
        else
            speak(Code::issuer_strong, {{"identifier", hit.identifier->notation}, {"certificate", sealed}});
        // The name by which readers will know the issuer, of several, is to be the one that was certified.
        const std::string shown = m_organisation.name();
        const bool shown_differs = !shown.empty() && fold_name(shown) != fold_name(sealer_name(m_signer));
        if (other_name || (m_names.there && shown_differs))
            add(Code::issuer_names_contradict, {{"identifier", hit.identifier->notation},
                                                {"name", shown_differs ? shown : m_names.other},
                                                {"certificate", sealer_name(m_signer)}});
    }

    /** As a number of a register, if the text or its place in the file says of which. */
    [[nodiscard]] std::optional<LegalIdentifier> registered(const Placed& one) {
        const std::string& notation = one.identifier->notation;
        if (auto parsed = parse_legal_identifier(notation))
            return parsed;
        if (one.place != Place::vat)
            return std::nullopt;
        std::string country = m_countries.alpha2(one.identifier->country);
        if (country.empty()) { // VAT numbers begin with their country (Directive 2006/112/EC, Art. 215)
            const std::string bare = bare_number(notation);
            const bool lettered = bare.size() > 2 && bare[0] >= 'A' && bare[1] >= 'A';
            if (!lettered)
                return std::nullopt;
            country = bare.substr(0, 2);
        }
        LegalIdentifier out = number_of_register("VAT", country, notation);
        return out.number.empty() ? std::nullopt : std::optional{std::move(out)};
    }

    [[nodiscard]] bool contradicts(const Placed& one, const LegalIdentifier& certificate) {
        const auto own = registered(one);
        return own && relation(*own, certificate) == NumberRelation::contradicting;
    }

    /** Country and number agree; one of the two may stand without its register, or under another one, since many
     *  countries give an organisation one number for all. */
    [[nodiscard]] bool same_number(const Placed& one, const LegalIdentifier& certificate) {
        constexpr std::size_t telling = 5; // a shorter number could be anybody's
        const auto own = registered(one);
        if (own && relation(*own, certificate) == NumberRelation::same)
            return true;
        if (certificate.number.size() < telling)
            return false;
        if (own)
            return own->country == certificate.country && own->number == certificate.number;
        const std::string bare = bare_number(one.identifier->notation);
        const std::string country = usual_country(m_countries.alpha2(one.identifier->country));
        const std::string number = number_of_register("", certificate.country, bare).number;
        if (number != certificate.number)
            return false;
        const bool says_country = bare.size() > 2 && usual_country(bare.substr(0, 2)) == certificate.country &&
                                  bare.size() >= certificate.number.size() + 2;
        return country.empty() ? says_country || m_signer.country.empty() : country == certificate.country;
    }

    void by_name() {
        if (m_names.alone)
            return speak(Code::issuer_weak, {{"name", m_names.agreeing}});
        if (!m_names.agreeing.empty())
            return add(Code::issuer_alias_only,
                       {{"alias", m_names.agreeing},
                        {"name", m_names.other.empty() ? m_organisation.name() : m_names.other}});
        add(Code::issuer_names_differ, {{"name", m_organisation.name()}, {"certificate", sealer_name(m_signer)}});
    }

    const Organisation& m_organisation;
    const SealSigner& m_signer;
    const Sealer& m_sealer;
    Countries m_countries;
    Names m_names;
    OrganisationMatch m_match;
};

} // namespace

const std::string& sealer_name(const SealSigner& signer) noexcept {
    return signer.organisation.empty() ? signer.common_name : signer.organisation;
}

OrganisationMatch match_organisation(const Organisation* organisation, const Sealer& sealer, const DataFolder& data) {
    if (!sealer.signer)
        return {false, {{Code::seal_no_certificate_to_judge, {}, sealer.where}}};
    if (organisation == nullptr || organisation->reference_only)
        return {false, {{Code::issuer_not_named, {}, organisation == nullptr ? "/issuer" : organisation->where}}};
    return Matcher{*organisation, sealer, data}.match();
}

} // namespace requal::verify
