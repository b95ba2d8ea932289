#include "credential/elm3.hpp"

#include "credential/reader.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <utility>

namespace requal::credential {

using json::Value;

namespace {

/** Unmapped members that are listed one by one; all are counted. */
constexpr std::size_t listed_members = 1000;

/** Names that carry no statement of their own. */
bool structural(std::string_view name) {
    return name == "id" || name == "@id" || name == "type" || name == "@type" || name == "@context";
}

} // namespace

CredentialReference Reader::reference(const Value& value) {
    CredentialReference out;
    spend_memory(sizeof(CredentialReference));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.id = node.id();
    if (node.key() == nullptr)
        return out;
    for (const std::string_view type : node.types())
        out.type += (out.type.empty() ? "" : " ") + std::string{type};
    out.purpose = scalar(node, "statusPurpose");
    for (const std::string_view name : {"statusListCredential", "revocationListCredential", "statusCredential"})
        if (out.list.empty())
            out.list = scalar(node, name);
    for (const std::string_view name : {"statusListIndex", "revocationListIndex"})
        if (out.index.empty())
            out.index = scalar(node, name);
    return out;
}

Evidence Reader::evidence(const Value& value) {
    Evidence out;
    spend_memory(sizeof(Evidence));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.id = node.id();
    out.type = concept_of(node, "dcType");
    out.label = text(node, "prefLabel");
    out.statement = scalar(node, "evidenceStatement");
    out.target = first_organisation(node, "evidenceTarget");
    const auto found = accreditations(node, "accreditation");
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", "accreditation"}, {"used", found.front()->id}},
               found[i]->where);
    if (!found.empty())
        out.accreditation = found.front();
    out.embedded = media_objects(node, "embeddedEvidence");
    return out;
}

Display Reader::display(const Node& node) {
    Display out;
    spend_memory(sizeof(Display));
    if (node.key() == nullptr)
        return out;
    out.where = where(*node.key());
    out.title = text(node, "title");
    out.description = text(node, "description");
    out.languages = concepts(node, "language");
    out.primary_language = concept_of(node, "primaryLanguage");
    out.has_summary = !use(node, "summaryDisplay").empty();
    for (const Value* value : use(node, "individualDisplay")) {
        const Node individual = m_graph.node(*value);
        const Concept language = concept_of(individual, "language");
        for (const Value* value_of_detail : use(individual, "displayDetail")) {
            const Node detail = m_graph.node(*value_of_detail);
            out.pages.push_back({scalar(detail, "page"), language, media(detail, "image")});
        }
    }
    return out;
}

void Reader::list_unmapped(const Value& value, bool language_map, Credential& credential) {
    if (value.is_array()) {
        for (const Value& item : value.items())
            list_unmapped(item, language_map, credential);
        return;
    }
    if (!value.is_object() || language_map)
        return;
    const Node node = m_graph.node(value);
    for (const Value& member : value.items()) {
        const std::string_view name = member.name();
        if (structural(name) || (name.starts_with('@') && value["@value"].exists()))
            continue;
        // Of several equal copies one was read for all.
        const Value& read =
            node.key() == nullptr || node.key() == &value ? member : node.member(Graph::spelled(name));
        if (m_used.contains(&read)) {
            if (&read == &member)
                list_unmapped(member, Graph::is_language_map(name), credential);
            continue;
        }
        if (&read != &member)
            continue; // the copy that stands for the node lists it
        ++credential.unmapped_count;
        if (credential.unmapped.size() < listed_members)
            credential.unmapped.push_back({where(member), false});
    }
}

namespace {

bool has_claims(const Credential& credential) {
    return !credential.achievements.empty() || !credential.activities.empty() || !credential.assessments.empty() ||
           !credential.entitlements.empty() || !credential.other_claims.empty();
}

} // namespace

Credential Reader::read() {
    const Node root = m_graph.node(m_graph.root());
    Credential out;
    out.id = root.id();
    out.where = where(m_graph.root());
    for (const std::string_view type : root.types())
        out.types.emplace_back(type);
    out.profiles = concepts(root, "credentialProfiles");
    out.identifiers = identifiers(root, "identifier");
    if (const Values found = use(root, "displayParameter"); !found.empty())
        out.display = display(m_graph.node(*found.front()));
    out.title = out.display.title;
    out.description = out.display.description;
    // Outside the display parameters only in other frames of the same model.
    if (out.title.empty())
        for (const std::string_view name : {"title", "name"})
            if (out.title.empty())
                out.title = text(root, name);
    if (out.description.empty())
        out.description = text(root, "description");
    out.primary_language = m_terms.vocabularies().iso639(out.display.primary_language.id);
    out.issued = date(root, "issued");
    out.issuance_date = date(root, "issuanceDate");
    out.valid_from = date(root, "validFrom");
    out.valid_until = date(root, "validUntil");
    out.expiration_date = date(root, "expirationDate");
    out.issuer = first_organisation(root, "issuer");
    const std::size_t before_subjects = m_memory;
    if (const Values subjects = use(root, "credentialSubject"); !subjects.empty()) {
        for (std::size_t i = 1; i < subjects.size(); ++i)
            report(Code::credential_more_than_one,
                   {{"member", "credentialSubject"}, {"used", where(*subjects.front())}}, where(*subjects[i]));
        const Node subject = m_graph.node(*subjects.front());
        out.subject = person(subject);
        claims(subject, out);
        for (std::size_t i = 1; i < subjects.size(); ++i) {
            Credential& other = m_of_others.emplace_back();
            const Node node = m_graph.node(*subjects[i]);
            other.subject = person(node);
            m_listed.clear(); // two persons may have the same claim
            claims(node, other);
        }
    }
    if (m_of_others.empty()) {
        claims_elsewhere(out);
    } else {
        // Nothing says which of several persons they belong to: they are told of nobody.
        Credential nobody;
        claims_elsewhere(nobody);
        if (has_claims(nobody))
            m_of_others.push_back(std::move(nobody));
    }
    const std::size_t of_subjects = m_memory - before_subjects;
    out.holders = organisations(root, "holder");
    for (const Value* value : use(root, "evidence"))
        out.evidence.push_back(evidence(*value));
    out.attachments = media_objects(root, "attachment");
    const auto references = [&](std::string_view name, std::vector<CredentialReference>& list) {
        for (const Value* value : use(root, name))
            list.push_back(reference(*value));
    };
    references("credentialSchema", out.schemas);
    references("credentialStatus", out.status);
    references("status", out.third_party_status);
    references("termsOfUse", out.terms_of_use);
    skip(root, "proof"); // a matter of the seals

    out.organisations = std::move(m_organisation_list);
    // What is the same for all subjects is copied for each.
    if (!m_of_others.empty())
        spend_memory(std::min(m_memory - of_subjects, largest_model) * m_of_others.size());
    list_unmapped(m_graph.root(), false, out);
    out.findings = m_graph.findings();
    out.findings.insert(out.findings.end(), m_findings.begin(), m_findings.end());
    const std::size_t left_out = m_findings_left_out + (m_graph.conflicts() - m_graph.findings().size());
    if (left_out > 0)
        out.findings.push_back({Code::credential_more_findings, {{"count", std::to_string(left_out)}}, {}});
    return out;
}

std::vector<Credential> Reader::read_all() {
    std::vector<Credential> all{read()};
    // Told once, of the first.
    auto findings = std::exchange(all.front().findings, {});
    auto unmapped = std::exchange(all.front().unmapped, {});
    const std::size_t unmapped_count = std::exchange(all.front().unmapped_count, 0);
    for (Credential& other : m_of_others) {
        Credential copy = all.front();
        copy.subject = std::move(other.subject);
        copy.achievements = std::move(other.achievements);
        copy.activities = std::move(other.activities);
        copy.assessments = std::move(other.assessments);
        copy.entitlements = std::move(other.entitlements);
        copy.other_claims = std::move(other.other_claims);
        all.push_back(std::move(copy));
    }
    all.front().findings = std::move(findings);
    all.front().unmapped = std::move(unmapped);
    all.front().unmapped_count = unmapped_count;
    return all;
}

std::vector<Credential> read_elm3_subjects(const Graph& graph, const Vocabularies& vocabularies,
                                           const KnownTerm& known_term, const Limits& limits) {
    Terms terms{vocabularies};
    std::vector<Credential> all = Reader{graph, terms, limits}.read_all();
    for (UnmappedMember& member : all.front().unmapped)
        member.known_term =
            known_term && known_term(std::string_view{member.where}.substr(member.where.rfind('/') + 1));
    return all;
}

Credential read_elm3(const Graph& graph, const Vocabularies& vocabularies, const KnownTerm& known_term,
                     const Limits& limits) {
    return std::move(read_elm3_subjects(graph, vocabularies, known_term, limits).front());
}

Credential read_elm3(const json::Value& credential, const std::string& where, const Vocabularies& vocabularies,
                     const KnownTerm& known_term, const Limits& limits) {
    return read_elm3(Graph{credential, limits, where}, vocabularies, known_term, limits);
}

} // namespace requal::credential
