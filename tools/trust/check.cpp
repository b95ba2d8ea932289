#include "trust/records.hpp"

#include "requal/text.hpp"

namespace requal::tools {
namespace {

std::string line_of(const ListAgeCheck& check) {
    return padded(list_age_text(check.age), 8) + " " + padded(check.list.territory, 3) + " " +
           std::to_string(check.list.sequence) +
           (check.list.next_update ? ", next update " + plain_date(*check.list.next_update) : ", closed") + "\n";
}

} // namespace

Command check_command(const ParsedOptions& options, const Settings&) {
    if (!words_after_command(options).empty())
        throw UsageError{"check takes no further word", "name the bundle with --trust DIR"};
    return [folder = folder_to_read(options), days = number_of(options, "days", 14, 0, 3660)](Run& run) {
        const Language language = run.settings().language;
        const TrustBundle bundle = TrustBundle::open(folder);
        const BundleAgeCheck check = check_age(bundle, run.settings().at, days);
        std::vector<Finding> told = check.notes; // as text, what is true of many lists is said once, at the end
        for (const ListAgeCheck& one : check.lists) {
            told.insert(told.end(), one.findings.begin(), one.findings.end());
            run.add({one.age == ListAge::ended ? ExitStatus::indeterminate : ExitStatus::passed,
                     std::string{list_age_text(one.age)}, line_of(one), [&](JsonWriter& out) {
                         out.begin_object();
                         out.member("command", "check");
                         out.member("record", "list");
                         out.member("source", one.list.source);
                         out.member("role", role_of(one.list));
                         out.member("outcome", list_age_text(one.age));
                         write_list_facts(out, one.list);
                         write_findings(out, one.findings, language);
                         out.end_object();
                     }});
        }
        const std::string text = "bundle   " + escape_terminal(bundle.folder()) + ": made " +
                                 plain_date(bundle.made()) + ", sha256 " + short_hash(bundle.sha256()) + "\n" +
                                 notes_text(told, language);
        run.add({ExitStatus::passed, "bundle", text, [&](JsonWriter& out) {
                     out.begin_object();
                     out.member("command", "check");
                     out.member("record", "bundle");
                     out.key("bundle");
                     write_bundle(out, bundle);
                     write_findings(out, check.notes, language);
                     out.end_object();
                 }});
    };
}

} // namespace requal::tools
