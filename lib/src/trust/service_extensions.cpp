#include "trust/service_extensions.hpp"

#include "base/ascii.hpp"
#include "trust/list_names.hpp"

#include "requal/time.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace requal::trust {
namespace {

/** "urn:oid:1.2.3" and "1.2.3" alike; the letters of a URN's scheme and namespace in any case (RFC 8141, 3.1).
 *  @return nothing when it is none */
std::optional<std::string> oid_of(const xml::Element& identifier) {
    std::string text = identifier.trimmed_text();
    for (const std::string_view prefix : {"urn:oid:", "oid:"})
        if (lower(text.substr(0, prefix.size())) == prefix)
            text.erase(0, prefix.size());
    const bool dotted = !text.empty() && std::all_of(text.begin(), text.end(),
                                                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return dotted ? std::optional{std::move(text)} : std::nullopt;
}

void add_oid(const xml::Element& identifier, std::vector<std::string>& oids, Criteria& criteria) {
    if (auto oid = oid_of(identifier))
        oids.push_back(std::move(*oid));
    else
        criteria.not_understood = true;
}

/** Identifiers below a set; each is an ObjectIdentifierType of XAdES. */
std::vector<std::string> identifiers_in(const xml::Element& set, Criteria& criteria) {
    std::vector<std::string> oids;
    for (const xml::Element& child : set.children()) {
        const xml::Element identifier = child.is("Identifier", xades) ? child : child.child("Identifier", xades);
        if (identifier)
            add_oid(identifier, oids, criteria);
    }
    return oids;
}

void read_other(const xml::Element& list, Criteria& criteria) {
    for (const xml::Element& other : list.children()) {
        if (other.is("ExtendedKeyUsage", tsl_additional))
            criteria.extended.push_back(identifiers_in(other, criteria));
        else if (other.is("CertSubjectDNAttribute", tsl_additional))
            criteria.attributes.push_back(identifiers_in(other, criteria));
        else
            criteria.not_understood = true;
    }
}

std::optional<Criteria::Match> match_of(const std::string& word) {
    if (word == "atLeastOne")
        return Criteria::Match::at_least_one;
    if (word == "none")
        return Criteria::Match::none;
    if (word == "all" || word.empty())
        return Criteria::Match::all;
    return std::nullopt;
}

Criteria read_criteria(const xml::Element& list, int depth) {
    Criteria criteria;
    const auto match = match_of(list.attribute_text("assert"));
    criteria.match = match.value_or(Criteria::Match::all);
    if (depth == 0 || !match) {
        criteria.not_understood = true;
        return criteria;
    }
    for (const xml::Element& child : list.children()) {
        if (child.is("KeyUsage", tsl_qualifications)) {
            std::vector<Criteria::Usage> bits;
            for (const xml::Element& bit : child.children("KeyUsageBit", tsl_qualifications))
                bits.push_back(
                    {bit.attribute_text("name"), bit.trimmed_text() == "true" || bit.trimmed_text() == "1"});
            criteria.key_usages.push_back(std::move(bits));
        } else if (child.is("PolicySet", tsl_qualifications)) {
            std::vector<std::string> oids;
            for (const xml::Element& policy : child.children("PolicyIdentifier", tsl_qualifications))
                add_oid(policy.child("Identifier", xades), oids, criteria);
            criteria.policies.push_back(std::move(oids));
        } else if (child.is("CriteriaList", tsl_qualifications)) {
            criteria.nested.push_back(read_criteria(child, depth - 1));
        } else if (child.name() == "otherCriteriaList") {
            read_other(child, criteria);
        } else if (child.name() != "Description") {
            criteria.not_understood = true;
        }
    }
    return criteria;
}

Qualification read_qualification(const xml::Element& element) {
    constexpr int deepest = 8;
    Qualification qualification;
    for (const xml::Element& qualifier :
         element.child("Qualifiers", tsl_qualifications).children("Qualifier", tsl_qualifications))
        qualification.qualifiers.push_back(short_name(qualifier.attribute_text("uri"), service_information));
    qualification.criteria = read_criteria(element.child("CriteriaList", tsl_qualifications), deepest);
    return qualification;
}

/** TS 119 612, 5.5.9.2.3, with the words of the Directive for devices, and 5.5.9.4. */
constexpr std::array<std::string_view, 13> known_qualifiers{"QCStatement",
                                                            "NotQualified",
                                                            "QCWithQSCD",
                                                            "QCNoQSCD",
                                                            "QCQSCDStatusAsInCert",
                                                            "QCWithSSCD",
                                                            "QCNoSSCD",
                                                            "QCSSCDStatusAsInCert",
                                                            "QCQSCDManagedOnBehalf",
                                                            "QCForLegalPerson",
                                                            "QCForESig",
                                                            "QCForESeal",
                                                            "QCForWSA"};
constexpr std::array<std::string_view, 4> known_information{"RootCA-QC", "ForeSignatures", "ForeSeals",
                                                            "ForWebSiteAuthentication"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& known, const std::string& word) {
    return std::find(known.begin(), known.end(), word) != known.end();
}

/** One content of an extension. @return what of it is not known; empty when all is */
std::string read_content(const xml::Element& content, ServicePeriod& period) {
    std::string unknown;
    if (content.is("AdditionalServiceInformation", tsl)) {
        period.additional.push_back(short_name(below(content, "URI").trimmed_text(), service_information));
        if (!is_among(known_information, period.additional.back()))
            unknown = period.additional.back();
    } else if (content.is("Qualifications", tsl_qualifications)) {
        for (const xml::Element& one : content.children("QualificationElement", tsl_qualifications)) {
            period.qualifications.push_back(read_qualification(one));
            for (const std::string& word : period.qualifications.back().qualifiers)
                if (!is_among(known_qualifiers, word))
                    unknown = word;
        }
    } else if (content.is("ExpiredCertsRevocationInfo", tsl)) {
        if (const auto since = parse_time(content.trimmed_text()))
            period.expired_certificates_known_since = since->time;
    } else if (!content.is("TakenOverBy", tsl_additional) && !content.is("TakenOverBy", tsl)) { // a name: 5.5.9.3
        unknown = std::string{content.name()} + " of " + std::string{content.space()};
    }
    return unknown;
}

bool is_critical(const xml::Element& extension) {
    const std::string critical = extension.attribute_text("Critical");
    return critical == "true" || critical == "1";
}

} // namespace

void read_extensions(const xml::Element& extensions, ServicePeriod& period) {
    for (const xml::Element& extension : extensions.children("Extension", tsl)) {
        const std::vector<xml::Element> contents = extension.children();
        std::string unknown = contents.empty() ? "one without a name" : "";
        for (const xml::Element& content : contents)
            if (std::string not_known = read_content(content, period); !not_known.empty())
                unknown = std::move(not_known);
        if (is_critical(extension) && !unknown.empty())
            period.not_read.push_back(std::move(unknown));
    }
}

} // namespace requal::trust
