#include "verify/issuer_match.hpp"

#include "base/fold.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <set>

namespace requal::verify {
namespace {

bool upper_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

/** Letters and digits only, in capitals: "17 207-834" and "17207834" are the same number. */
std::string bare(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z')
            out += static_cast<char>(c - 'a' + 'A');
        else if (upper_letter(c) || (c >= '0' && c <= '9'))
            out += c;
    }
    return out;
}

/** Two letters of a country concept, for example "ES" for …/country/ESP; empty when the list does not know it. */
std::string alpha2(const Concept& country, const DataFolder& data) {
    if (country.id.empty())
        return {};
    const std::string table = data.read("schemas/vocabulary/countries-iso3166.tsv");
    const std::size_t row = table.find("\n" + country.id + "\t");
    return row == std::string::npos ? std::string{} : table.substr(row + country.id.size() + 2, 2);
}

/** Greece, the United Kingdom and Kosovo go by two codes each. */
std::string usual_country(std::string code) {
    if (code == "EL")
        return "GR";
    if (code == "UK")
        return "GB";
    return code;
}

std::vector<const Identifier*> identifiers_of(const Organisation& issuer) {
    std::vector<const Identifier*> found;
    for (const Identifier* single : {&issuer.eidas, &issuer.registration})
        if (!single->notation.empty())
            found.push_back(single);
    for (const auto* list : {&issuer.vat, &issuer.tax, &issuer.identifiers})
        for (const Identifier& identifier : *list)
            if (!identifier.notation.empty())
                found.push_back(&identifier);
    return found;
}

class Matcher {
  public:
    Matcher(const Credential& credential, const SealSigner& signer, const DataFolder& data, CheckResult& check)
        : m_credential(credential), m_signer(signer), m_data(data), m_check(check) {}

    void match() {
        if (!m_credential.issuer || m_credential.issuer->reference_only) {
            add(Code::issuer_not_named, {});
            return;
        }
        if (!by_identifier())
            by_name();
        if (m_check.status == CheckStatus::skipped)
            m_check.status = CheckStatus::passed;
    }

  private:
    void add(Code code, Arguments arguments) {
        m_check.add({code, std::move(arguments), m_credential.issuer ? m_credential.issuer->where : "/issuer"});
    }

    /** @return whether the identifiers decided */
    bool by_identifier() {
        const std::string& sealed = m_signer.organisation_identifier;
        if (sealed.empty())
            return false;
        const auto certificate = parse_semantics_identifier(sealed);
        const Identifier* contradicting = nullptr;
        for (const Identifier* identifier : identifiers_of(*m_credential.issuer)) {
            if (identifier->notation == sealed) {
                add(Code::issuer_exact, {{"identifier", sealed}});
                return true;
            }
            if (certificate && same_number(*identifier, *certificate)) {
                add(Code::issuer_strong, {{"identifier", identifier->notation}, {"certificate", sealed}});
                return true;
            }
            const auto own = parse_semantics_identifier(identifier->notation);
            if (certificate && own && own->register_code == certificate->register_code &&
                usual_country(own->country) == usual_country(certificate->country))
                contradicting = identifier;
        }
        if (contradicting != nullptr) {
            add(Code::issuer_mismatch, {{"identifier", contradicting->notation}, {"certificate", sealed}});
            return true;
        }
        return false;
    }

    [[nodiscard]] bool same_number(const Identifier& identifier, const SemanticsIdentifier& certificate) const {
        // A short number could belong to anybody.
        constexpr std::size_t telling = 5;
        const auto own = parse_semantics_identifier(identifier.notation);
        const std::string number = bare(certificate.number);
        const std::string theirs = bare(own ? own->number : identifier.notation);
        if (number.size() < telling || (theirs != number && theirs != certificate.country + number))
            return false;
        const std::string country = own ? own->country : alpha2(identifier.country, m_data);
        return country.empty() ? theirs != number || m_signer.country.empty()
                               : usual_country(country) == usual_country(certificate.country);
    }

    void by_name() {
        const Organisation& issuer = *m_credential.issuer;
        for (const std::string* sealed : {&m_signer.organisation, &m_signer.common_name}) {
            const std::string folded = fold_name(*sealed);
            for (const LocalisedText* names : {&issuer.legal_name, &issuer.preferred_name, &issuer.alternative_name})
                for (const LocalisedText::Entry& entry : names->entries)
                    for (const std::string& value : entry.values)
                        if (!folded.empty() && fold_name(value) == folded) {
                            add(Code::issuer_weak, {{"name", value}});
                            return;
                        }
        }
        add(Code::issuer_names_differ,
            {{"name", issuer.name()},
             {"certificate", m_signer.organisation.empty() ? m_signer.common_name : m_signer.organisation}});
    }

    const Credential& m_credential;
    const SealSigner& m_signer;
    const DataFolder& m_data;
    CheckResult& m_check;
};

void collect_bodies(const Awarding& awarding, std::vector<OrganisationPtr>& bodies) {
    for (const OrganisationPtr& body : awarding.bodies)
        if (std::find(bodies.begin(), bodies.end(), body) == bodies.end())
            bodies.push_back(body);
}

} // namespace

std::optional<SemanticsIdentifier> parse_semantics_identifier(std::string_view text) {
    if (text.size() < 7 || text[5] != '-' || !std::all_of(text.begin(), text.begin() + 5, upper_letter))
        return std::nullopt;
    return SemanticsIdentifier{std::string{text.substr(0, 3)}, std::string{text.substr(3, 2)},
                               std::string{text.substr(6)}};
}

namespace {

constexpr std::string_view mandated_issue =
    "http://data.europa.eu/snb/verifiable-presentation/c_825cddc0"; // ELM v2: sealed for somebody else

void match(const Credential& credential, const SealSigner& signer, const DataFolder& data, bool mandated,
           CheckResult& check) {
    Matcher{credential, signer, data, check}.match();
    std::vector<OrganisationPtr> bodies;
    for (const AchievementPtr& achievement : credential.achievements)
        collect_bodies(achievement->awarded_by, bodies);
    std::string others;
    for (const OrganisationPtr& body : bodies)
        if (body && body != credential.issuer && (!credential.issuer || body->id != credential.issuer->id))
            others += (others.empty() ? "" : ", ") + body->name();
    if (others.empty())
        return;
    check.add({mandated ? Code::issuer_mandate : Code::issuer_no_mandate, {{"bodies", others}}, "/evidence"});
}

} // namespace

void match_issuer(const Credential& credential, const SealSigner& signer, const DataFolder& data, CheckResult& check,
                  const Presentation* presentation) {
    const bool evidence = std::any_of(credential.evidence.begin(), credential.evidence.end(),
                                      [](const Evidence& one) { return one.is_mandate(); });
    if (presentation == nullptr || !presentation->issuer)
        return match(credential, signer, data, evidence, check);
    Credential sealed_by = credential;
    sealed_by.issuer = presentation->issuer;
    const bool mandated = std::any_of(presentation->types.begin(), presentation->types.end(),
                                      [](const Concept& type) { return type.id == mandated_issue; });
    match(sealed_by, signer, data, evidence || mandated, check);
}

} // namespace requal::verify
