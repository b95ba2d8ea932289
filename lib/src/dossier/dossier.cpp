#include "requal/dossier.hpp"

#include "dossier/facts.hpp"

#include "requal/version.hpp"

namespace requal {
namespace {

using dossier::Telling;

/** Anybody can write any name into a certificate, and any time into a seal: both are the word of somebody proven only
 *  when the seal holds under a trusted authority. */
Provenance provenance_of(const SealReport& seal) {
    return seal.indication == Indication::total_passed ? Provenance::sealed : Provenance::claimed;
}

DossierSection documents_section(const Report& report) {
    DossierSection section{"documents", "Documents seen", {}};
    auto& lines = section.lines;
    lines.push_back({"file", "File", report.path, Provenance::observed, "the call", 0});
    if (report.size)
        lines.push_back(
            {"size", "size", std::to_string(*report.size) + " bytes", Provenance::observed, "the file", 1});
    if (!report.sha256.empty())
        lines.push_back({"sha256", "SHA-256", report.sha256, Provenance::observed, "the file", 1});
    if (!report.kind.empty())
        lines.push_back({"kind", "kind", report.kind + ", " + report.packaging, Provenance::observed, "the file", 1});
    return section;
}

/** "SEAL, UNIVERSITY, VATXX-1" */
std::string identity(const SealSigner& signer) {
    std::string who;
    for (const std::string* part : {&signer.common_name, &signer.organisation, &signer.organisation_identifier})
        if (!part->empty())
            who += (who.empty() ? "" : ", ") + *part;
    return who;
}

DossierSection verification_section(const Report& report, Language language) {
    DossierSection section{"verification", "What was verified", {}};
    auto& lines = section.lines;
    lines.push_back({"verdict", "Verdict", std::string{verdict_text(report.verdict)}, Provenance::calculated,
                     "policy " + report.policy, 0});
    if (report.problem)
        lines.push_back({"problem", "because", message(*report.problem, language), Provenance::calculated,
                         std::string{code_text(report.problem->code)}, 1});
    lines.push_back({"time", "Judged as of", rfc3339(report.time), Provenance::given, "the call", 0});
    for (const SealReport& seal : report.seals) {
        std::string result{indication_text(seal.indication)};
        if (seal.sub_indication != SubIndication::none)
            result += " / " + std::string{sub_indication_text(seal.sub_indication)};
        const bool of_witness = seal.counter_signature_of.has_value();
        lines.push_back({"seal", of_witness ? "Counter-signature" : "Seal", seal.level + ": " + result,
                         Provenance::calculated, "ETSI EN 319 102-1", 0});
        if (seal.signer)
            lines.push_back({"seal.signer", of_witness ? "made by" : "sealed by", identity(*seal.signer),
                             provenance_of(seal), "certificate " + seal.signer->sha256.substr(0, 16) + "…", 1});
        if (seal.proven_since)
            lines.push_back({"seal.proven_since", "proven since", rfc3339(*seal.proven_since), Provenance::calculated,
                             "time-stamp of a trusted authority", 1});
        else if (seal.claimed_signing_time)
            lines.push_back({"seal.claimed", "claims", rfc3339(*seal.claimed_signing_time), provenance_of(seal),
                             "protected header", 1});
        if (seal.anchor)
            lines.push_back({"seal.anchor", "trusted through",
                             seal.anchor->common_name.empty() ? seal.anchor->subject : seal.anchor->common_name,
                             Provenance::given, "anchor " + seal.anchor->sha256.substr(0, 16) + "…", 1});
    }
    for (const CheckResult& check : report.checks) {
        lines.push_back({"check." + std::string{check_text(check.id)}, std::string{check_text(check.id)},
                         std::string{check_status_text(check.status)}, Provenance::calculated,
                         std::string{check_question(check.id)}, 0});
        for (const Finding& finding : check.findings) {
            const bool reason = check.status == CheckStatus::skipped || severity_of(finding.code) != Severity::info;
            if (!reason)
                continue;
            lines.push_back({"reason", "because", message(finding, language), Provenance::calculated,
                             std::string{code_text(finding.code)}, 1});
            if (check.status != CheckStatus::skipped)
                lines.push_back({"remedy", "would settle it", remedy(finding, language), Provenance::calculated,
                                 std::string{code_text(finding.code)}, 1});
        }
    }
    return section;
}

std::string tables_of(const MappingPath& path) {
    std::string out;
    for (const Hop& hop : path.hops) {
        if (out.find(hop.table) == std::string::npos)
            out += (out.empty() ? "" : ", ") + hop.table;
    }
    return out;
}

void add_mapping(DossierSection& section, const MappingResult& mapping, Language language) {
    for (const Finding& finding : mapping.findings)
        section.lines.push_back({"contradiction", "note", message(finding, language), Provenance::calculated,
                                 std::string{code_text(finding.code)}, 1});
    for (const TargetResult& target : mapping.targets) {
        if (target.candidates.empty()) {
            // Whether nothing corresponds or nothing is known is a difference, so it is said.
            if (target.target.if_applicable && target.outcome == MappingOutcome::none)
                continue;
            section.lines.push_back(
                {"mapping." + target.target.name, "to " + target.target.name,
                 target.outcome == MappingOutcome::none ? "no counterpart" : "cannot be told", Provenance::calculated,
                 target.findings.empty() ? "the tables" : std::string{code_text(target.findings.front().code)}, 1});
            continue;
        }
        for (const Candidate& candidate : target.candidates) {
            const bool stated = candidate.paths.empty() || candidate.paths.front().hops.empty();
            std::string value = display_name(candidate.place);
            if (candidate.confidence)
                value += ", confidence " + std::string{confidence_text(*candidate.confidence)};
            if (candidate.doubtful)
                value += ", doubtful";
            section.lines.push_back({"mapping." + target.target.name, "comparable to", value, Provenance::looked_up,
                                     stated ? "stated in the credential" : tables_of(candidate.paths.front()), 1});
            for (const Finding& caveat : candidate.caveats)
                section.lines.push_back({"caveat", "but", message(caveat, language), Provenance::calculated,
                                         std::string{code_text(caveat.code)}, 2});
        }
    }
}

DossierSection level_section(const std::vector<StatedQualification>& stated, const Frameworks& frameworks,
                             const std::vector<MappingTarget>& targets, const Telling& telling, Language language,
                             std::vector<MappingResult>& mappings) {
    DossierSection section{"level", "Level", {}};
    for (const StatedQualification& one : stated) {
        section.lines.push_back({"qualification", "Qualification", one.title, telling.provenance, one.where, 0});
        if (!one.has_level()) {
            section.lines.push_back(
                {"level.none", "level", "none stated, so none is mapped", Provenance::calculated, one.where, 1});
            continue;
        }
        mappings.push_back(map_qualification(frameworks, one.description, targets));
        for (const FrameworkLevel& start : mappings.back().starts)
            section.lines.push_back(
                {"level.stated", "stated", display_name(start), telling.provenance, one.level_where, 1});
        add_mapping(section, mappings.back(), language);
    }
    if (stated.empty())
        section.lines.push_back(
            {"level.none", "Level", "no achievement in the credential", Provenance::calculated, "the file", 0});
    return section;
}

DossierSection check_section(const Report& report) {
    DossierSection section{"check", "How to check this", {}};
    std::string command =
        "requal-dossier --at " + rfc3339(report.time) + (report.anchors.empty() ? "" : " --anchor …") + " …";
    section.lines.push_back(
        {"command", "Command", command, Provenance::given, "same file, same anchors, same answer", 0});
    for (const std::string& anchor : report.anchors)
        section.lines.push_back({"anchor", "anchor", anchor, Provenance::given, "SHA-256 of the certificate", 1});
    section.lines.push_back(
        {"tool", "Made by", "requal " + std::string{version()}, Provenance::calculated, "this program", 0});
    section.lines.push_back({"decision", "Decision", "none: this is what was found, a person decides",
                             Provenance::calculated, "this program", 0});
    return section;
}

} // namespace

std::string_view provenance_text(Provenance provenance) noexcept {
    switch (provenance) {
    case Provenance::sealed:
        return "sealed";
    case Provenance::claimed:
        return "claimed";
    case Provenance::looked_up:
        return "looked up";
    case Provenance::calculated:
        return "calculated";
    case Provenance::observed:
        return "observed";
    case Provenance::given:
        return "given";
    }
    return "";
}

Dossier make_dossier(Report report, const Frameworks& frameworks, const std::vector<MappingTarget>& targets,
                     const std::string& language_tag, Language language) {
    Dossier dossier;
    dossier.report = std::move(report);
    const Report& seen = dossier.report;
    dossier.sections.push_back(documents_section(seen));
    for (std::size_t i = 0; i < seen.credentials.size(); ++i) {
        const auto& credential = seen.credentials[i];
        const Telling telling{language_tag, credential->primary_language,
                              seen.is_sealed(i) ? Provenance::sealed : Provenance::claimed};
        const auto stated = stated_qualifications(*credential, language_tag);
        dossier.sections.push_back(dossier::holder_section(*credential, telling));
        dossier.sections.push_back(dossier::qualification_section(*credential, stated, telling));
        dossier.sections.push_back(level_section(stated, frameworks, targets, telling, language, dossier.mappings));
    }
    dossier.sections.push_back(verification_section(seen, language));
    dossier.sections.push_back(check_section(seen));
    return dossier;
}

} // namespace requal
