#include "trust/records.hpp"

#include "requal/codes.hpp"
#include "requal/file.hpp"
#include "requal/text.hpp"

#include <algorithm>

namespace requal::tools {
namespace {

bool is_fingerprint(std::string_view word) {
    return word.size() == 64 && word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string standing_text(const CertificateStanding& standing, std::string_view when) {
    std::string text = "  " + padded(when, 12) + " ";
    if (!standing.qualified)
        return text + "cannot be said: " + escape_terminal(standing.reason) + "\n";
    text += *standing.qualified ? "qualified" : "not qualified";
    if (!standing.type.empty())
        text += standing.type == "web" ? " for web sites" : " for " + escape_terminal(standing.type) + "s";
    if (standing.device)
        text += *standing.device ? ", key in a qualified device" : ", no qualified device stated";
    if (!standing.reason.empty())
        text += ": " + escape_terminal(standing.reason);
    for (const std::string& word : standing.overruled)
        text += "; the list overrules the certificate: " + escape_terminal(word);
    return text + "\n";
}

std::string text_of(const std::string& word, const CertificateSearch& found, Language language) {
    std::string text = found.listed() ? "listed     " : "not-listed ";
    if (found.path.empty())
        return text + found.sha256 + "\n" + findings_text(found.findings, language);
    const NamedCertificate& asked = found.path.front();
    text += escape_terminal(asked.common_name) + ", issued by " + escape_terminal(asked.issuer) + ", valid from " +
            plain_date(asked.not_before) + " to " + plain_date(asked.not_after) + "  (" + escape_terminal(word) +
            ")\n";
    for (const StandingService& standing : found.services) {
        const ListedServiceFacts& service = standing.service;
        text +=
            "  " +
            (standing.path_index == 0 ? std::string{"itself"}
                                      : "by " + escape_terminal(found.path[standing.path_index].common_name)) +
            ": " +
            (service.own() ? "own anchor "
                           : escape_terminal(service.territory) + ", " + escape_terminal(service.provider) + ", ") +
            escape_terminal(service.name) + "\n" + periods_text(service, 4);
    }
    if (found.at_issuance && found.now)
        text +=
            standing_text(*found.at_issuance, "when issued") + standing_text(*found.now, plain_date(found.now->at));
    return text + findings_text(found.findings, language);
}

void write_standing(JsonWriter& out, std::string_view name, const std::optional<CertificateStanding>& standing) {
    out.key(name);
    if (!standing)
        return out.null();
    out.begin_object();
    out.member("at", rfc3339(standing->at));
    out.member("qualified", standing->qualified);
    out.text_or_null("type", standing->type);
    out.member("device", standing->device);
    out.text_or_null("country", standing->country);
    out.text_or_null("status", standing->status);
    out.text_or_null("reason", standing->reason);
    out.text_array("overruled", standing->overruled);
    out.end_object();
}

void write_found(JsonWriter& out, const std::string& word, const CertificateSearch& found, Language language) {
    out.begin_object();
    out.member("command", "find");
    out.member("record", "certificate");
    out.member("source", word);
    out.member("outcome", found.listed() ? "listed" : "not-listed");
    out.member("sha256", found.sha256);
    out.key("path");
    out.begin_array();
    for (const NamedCertificate& certificate : found.path)
        write_named_certificate(out, certificate);
    out.end_array();
    out.key("services");
    out.begin_array();
    for (const StandingService& standing : found.services) {
        out.begin_object();
        out.member("path_index", standing.path_index);
        out.key("service");
        write_service(out, standing.service);
        out.end_object();
    }
    out.end_array();
    write_standing(out, "qualification_at_issuance", found.at_issuance);
    write_standing(out, "qualification_now", found.now);
    write_findings(out, found.findings, language);
    out.end_object();
}

/** "Not listed" is proven only when the list of the certificate's country was there to be asked. */
ExitStatus status_of(const CertificateSearch& found) {
    if (found.listed())
        return ExitStatus::passed;
    return found.territory_missing ? ExitStatus::indeterminate : ExitStatus::failed;
}

} // namespace

Command find_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.empty())
        throw UsageError{"find takes certificates",
                         "name PEM or DER files, or SHA-256 hashes of listed certificates"};
    return [folder = folder_to_read(options), words](Run& run) {
        const Settings& settings = run.settings();
        const TrustBundle bundle = TrustBundle::open(folder);
        for (const std::string& word : words) {
            try {
                const CertificateSearch found =
                    is_fingerprint(word)
                        ? find_fingerprint(bundle, word, settings.at)
                        : find_certificate(bundle, read_file(word, settings.limits.input_bytes), settings.at);
                if (found.path.empty())
                    run.diagnostics().hint(
                        "by its hash only a certificate is found that a list holds; hand over the file "
                        "to ask who stands above it");
                run.add({status_of(found), found.listed() ? "listed" : "not-listed",
                         text_of(word, found, settings.language),
                         [&](JsonWriter& out) { write_found(out, word, found, settings.language); }});
            } catch (Error& error) {
                if (error.code() == Code::trust_bundle_unusable || error.code() == Code::output_failed)
                    throw;
                run.diagnostics().error(error.in_file(word), settings.language);
                run.add({ExitStatus::unprocessed, "unprocessable", "", [&](JsonWriter& out) {
                             CertificateSearch none;
                             none.findings = {error.finding()};
                             out.begin_object();
                             out.member("command", "find");
                             out.member("record", "unread");
                             out.member("source", word);
                             out.member("outcome", "unprocessable");
                             write_findings(out, none.findings, settings.language);
                             out.end_object();
                         }});
            }
        }
    };
}

} // namespace requal::tools
