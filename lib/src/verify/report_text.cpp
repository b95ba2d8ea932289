#include "verify/explanation.hpp"
#include "verify/timeline.hpp"

#include "requal/text.hpp"
#include "requal/verify.hpp"

#include <algorithm>

namespace requal {
namespace {

enum class Colour : std::uint8_t { none, green, red, yellow, dim, bold };

class Renderer {
  public:
    Renderer(const Report& report, const ReportTextOptions& options) : m_report(report), m_options(options) {}

    std::string render() {
        heading();
        for (std::size_t i = 0; i < m_report.seals.size(); ++i)
            seal(i);
        if (!m_report.seals.empty())
            timeline();
        if (m_report.problem)
            problem();
        // Without content and without a seal every check would only repeat the problem; the JSON lists them all.
        if (!m_report.problem || !m_report.seals.empty())
            checks();
        return m_out + "\n";
    }

  private:
    [[nodiscard]] std::string paint(std::string_view text, Colour colour) const {
        if (!m_options.colour || colour == Colour::none)
            return std::string{text};
        const auto code = [&] {
            switch (colour) {
            case Colour::green:
                return "32";
            case Colour::red:
                return "31";
            case Colour::yellow:
                return "33";
            case Colour::dim:
                return "2";
            case Colour::bold:
            case Colour::none:
                break;
            }
            return "1";
        }();
        return std::string{"\x1b["} + code + "m" + std::string{text} + "\x1b[0m";
    }

    static std::string upper(std::string_view text) {
        std::string out{text};
        std::transform(out.begin(), out.end(), out.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        return out;
    }

    static Colour colour_of(Verdict verdict) {
        switch (verdict) {
        case Verdict::valid:
            return Colour::green;
        case Verdict::invalid:
            return Colour::red;
        case Verdict::indeterminate:
        case Verdict::unprocessable:
            break;
        }
        return Colour::yellow;
    }

    static Colour colour_of(CheckStatus status) {
        switch (status) {
        case CheckStatus::passed:
            return Colour::green;
        case CheckStatus::failed:
            return Colour::red;
        case CheckStatus::undetermined:
            return Colour::yellow;
        case CheckStatus::skipped:
            break;
        }
        return Colour::dim;
    }

    void line(std::string_view label, const std::string& text) {
        std::string left = "  " + std::string{label};
        left.resize(std::max<std::size_t>(left.size() + 1, 16), ' ');
        m_out += left + text + "\n";
    }

    void heading() {
        m_out += escape_terminal(m_report.path) + ": " +
                 paint(upper(verdict_text(m_report.verdict)), colour_of(m_report.verdict)) + "\n";
        if (!m_report.title.empty())
            line("title", paint(escape_terminal(m_report.title), Colour::bold));
        if (!m_report.kind.empty())
            line("kind", m_report.kind + ", " + m_report.packaging);
        line("judged as of", rfc3339(m_report.time));
    }

    static std::string indication(Indication indication, SubIndication sub) {
        std::string text{indication_text(indication)};
        if (sub != SubIndication::none)
            text += " / " + std::string{sub_indication_text(sub)};
        return text;
    }

    static std::string authority_of(const SealReport& seal) {
        for (const SealTimestamp& stamp : seal.timestamps)
            if (stamp.indication == Indication::total_passed && stamp.time == seal.proven_since)
                return ", says " + escape_terminal(stamp.authority);
        return {};
    }

    void seal(std::size_t index) {
        const SealReport& seal = m_report.seals[index];
        const Colour colour = seal.indication == Indication::total_passed   ? Colour::green
                              : seal.indication == Indication::total_failed ? Colour::red
                                                                            : Colour::yellow;
        line("seal " + std::to_string(index + 1), paint(indication(seal.indication, seal.sub_indication), colour));
        line("", wrapped(escape_terminal(verify::explain_seal(m_report, seal, m_options.language))));
        line("", seal.level + ", " + escape_terminal(seal.algorithm));
        if (seal.signer) {
            const SealSigner& signer = *seal.signer;
            std::string who;
            for (const std::string* part :
                 {&signer.common_name, &signer.organisation, &signer.organisation_identifier, &signer.country})
                if (!part->empty())
                    who += (who.empty() ? "" : ", ") + escape_terminal(*part);
            line("  by", who);
            line("  certificate", plain_date(signer.not_before) + " to " + plain_date(signer.not_after) + ", from " +
                                      escape_terminal(m_options.verbose ? signer.issuer : signer.issuer_name));
        }
        if (seal.claimed_signing_time)
            line("  claims", "sealed on " + rfc3339(*seal.claimed_signing_time));
        if (seal.proven_since)
            line("  proven", "existed on " + rfc3339(*seal.proven_since) + authority_of(seal));
        if (seal.anchor)
            line("  trusted by", anchor_words(*seal.anchor));
        if (seal.qualification != "indeterminate" && seal.qualification != "not-adES")
            line("  kind", seal.qualification);
        if (m_options.verbose) {
            for (const std::string& subject : seal.chain)
                line("  path", escape_terminal(subject));
            for (const SealTimestamp& stamp : seal.timestamps)
                line("  time-stamp", stamp.element + ", " + (stamp.time ? rfc3339(*stamp.time) : "no time") + ", " +
                                         escape_terminal(stamp.authority) + ": " +
                                         indication(stamp.indication, stamp.sub_indication));
        }
    }

    [[nodiscard]] std::string anchor_words(const SealAnchor& anchor) const {
        const std::string name =
            escape_terminal(anchor.common_name.empty() || m_options.verbose ? anchor.subject : anchor.common_name);
        if (anchor.source == "own")
            return anchor.service.empty() ? "your anchor " + name
                                          : "your anchor '" + escape_terminal(anchor.service) + "', " + name;
        return "the trusted list of " + escape_terminal(anchor.country) + ": " + name +
               (anchor.status.empty() ? "" : ", " + escape_terminal(anchor.status));
    }

    /** What happened when: the answer to "but the certificate has expired". */
    void timeline() {
        std::string label = "timeline";
        for (const verify::TimelineEvent& event : verify::timeline_of(m_report)) {
            line(label, rfc3339(event.time) + "  " + escape_terminal(verify::event_words(event)));
            label.clear();
        }
    }

    void problem() {
        line("problem", escape_terminal(message(*m_report.problem, m_options.language)) + " [" +
                            std::string{code_text(m_report.problem->code)} + "]");
        line("", "→ " + escape_terminal(remedy(*m_report.problem, m_options.language)));
    }

    void checks() {
        std::string passed;
        for (const CheckResult& check : m_report.checks)
            if (check.status == CheckStatus::passed)
                passed += (passed.empty() ? "" : ", ") + std::string{check_text(check.id)};
        if (!passed.empty() && !m_options.verbose)
            line(paint("passed", Colour::green), wrapped(passed));
        for (const CheckStatus status : {CheckStatus::failed, CheckStatus::undetermined})
            for (const CheckResult& check : m_report.checks)
                if (check.status == status)
                    full(check);
        for (const CheckResult& check : m_report.checks)
            if (check.status == CheckStatus::passed && (m_options.verbose || has_warning(check)))
                full(check);
        skipped();
    }

    /** Checks that were skipped for the same reason share a line. */
    void skipped() {
        std::vector<std::pair<std::string, std::string>> groups; // reason, checks
        for (const CheckResult& check : m_report.checks) {
            if (check.status != CheckStatus::skipped)
                continue;
            std::string reason;
            if (!check.findings.empty())
                reason = escape_terminal(message(check.findings.front(), m_options.language)) + " [" +
                         std::string{code_text(check.findings.front().code)} + "]";
            const auto same =
                std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == reason; });
            if (same == groups.end())
                groups.emplace_back(reason, check_text(check.id));
            else
                same->second += ", " + std::string{check_text(check.id)};
        }
        for (const auto& [reason, names] : groups)
            line(paint("skipped", Colour::dim), wrapped(names + (reason.empty() ? "" : ": " + reason)));
    }

    static bool has_warning(const CheckResult& check) {
        return std::any_of(check.findings.begin(), check.findings.end(),
                           [](const Finding& finding) { return severity_of(finding.code) != Severity::info; });
    }

    static std::string wrapped(const std::string& text) {
        std::string out;
        std::size_t column = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            if (column > 0 && column + end - at > 62) {
                out += "\n" + std::string(16, ' ');
                column = 0;
            }
            out += (column == 0 ? "" : " ") + text.substr(at, end - at);
            column += end - at + 1;
            at = end + 1;
        }
        return out;
    }

    void full(const CheckResult& check) {
        line(paint(check_status_text(check.status), colour_of(check.status)),
             std::string{check_text(check.id)} + ": " + std::string{check_question(check.id)});
        for (const Finding& finding : check.findings) {
            const bool matters = severity_of(finding.code) != Severity::info;
            if (!matters && !m_options.verbose && check.status != CheckStatus::failed)
                continue;
            std::string text = wrapped(escape_terminal(message(finding, m_options.language)) + " [" +
                                       std::string{code_text(finding.code)} + "]");
            if (m_options.verbose && !finding.where.empty())
                text += "\n" + std::string(16, ' ') + "at " + escape_terminal(finding.where);
            line("", text);
            const bool last_of_kind = &finding == &check.findings.back() || (&finding + 1)->code != finding.code;
            if (matters && last_of_kind)
                line("", "→ " + wrapped(escape_terminal(remedy(finding, m_options.language))));
        }
    }

    const Report& m_report;
    const ReportTextOptions& m_options;
    std::string m_out;
};

} // namespace

std::string render_report(const Report& report, const ReportTextOptions& options) {
    return Renderer{report, options}.render();
}

} // namespace requal
