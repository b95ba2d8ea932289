#include "trust/service_extensions.hpp"

#include "trust/list_names.hpp"

#include "requal/time.hpp"

namespace requal::trust {
namespace {

/** "urn:oid:1.2.3" and "1.2.3" alike. */
std::string oid_of(const xml::Element& identifier) {
    std::string text = identifier.trimmed_text();
    for (const std::string_view prefix : {"urn:oid:", "oid:"})
        if (text.starts_with(prefix))
            text.erase(0, prefix.size());
    return text;
}

/** Identifiers below a set; each is an ObjectIdentifierType of XAdES. */
std::vector<std::string> identifiers_in(const xml::Element& set) {
    std::vector<std::string> oids;
    for (const xml::Element& child : set.children()) {
        const xml::Element identifier = child.is("Identifier", xades) ? child : child.child("Identifier", xades);
        if (identifier)
            oids.push_back(oid_of(identifier));
    }
    return oids;
}

void read_other(const xml::Element& list, Criteria& criteria) {
    for (const xml::Element& other : list.children()) {
        if (other.is("ExtendedKeyUsage", tsl_additional))
            criteria.extended.push_back(identifiers_in(other));
        else if (other.is("CertSubjectDNAttribute", tsl_additional))
            criteria.attributes.push_back(identifiers_in(other));
        else
            criteria.not_understood = true;
    }
}

Criteria::Match match_of(const std::string& word) {
    if (word == "atLeastOne")
        return Criteria::Match::at_least_one;
    if (word == "none")
        return Criteria::Match::none;
    return Criteria::Match::all;
}

Criteria read_criteria(const xml::Element& list, int depth) {
    Criteria criteria;
    criteria.match = match_of(list.attribute_text("assert"));
    if (depth == 0) {
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
                oids.push_back(oid_of(policy.child("Identifier", xades)));
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
        qualification.qualifiers.push_back(after(qualifier.attribute_text("uri"), "SvcInfoExt/"));
    qualification.criteria = read_criteria(element.child("CriteriaList", tsl_qualifications), deepest);
    return qualification;
}

} // namespace

void read_extensions(const xml::Element& extensions, ServicePeriod& period) {
    for (const xml::Element& extension : extensions.children("Extension", tsl))
        for (const xml::Element& content : extension.children()) {
            if (content.is("AdditionalServiceInformation", tsl))
                period.additional.push_back(after(below(content, "URI").trimmed_text(), "SvcInfoExt/"));
            else if (content.is("Qualifications", tsl_qualifications))
                for (const xml::Element& one : content.children("QualificationElement", tsl_qualifications))
                    period.qualifications.push_back(read_qualification(one));
            else if (content.is("ExpiredCertsRevocationInfo", tsl)) {
                if (const auto since = parse_time(content.trimmed_text()))
                    period.expired_certificates_known_since = since->time;
            }
        }
}

} // namespace requal::trust
