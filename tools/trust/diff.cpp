#include "trust/records.hpp"

#include "requal/text.hpp"

namespace requal::tools {
namespace {

std::string list_line(const ListChange& change) {
    const BundledList& known = change.after ? *change.after : *change.before;
    std::string text = padded(change_text(change.kind), 8) + " list " + escape_terminal(known.territory) + " ";
    if (change.before && change.after)
        text += std::to_string(change.before->sequence) + " → ";
    return text + std::to_string(known.sequence) + ", issued " + plain_date(known.issued) + "\n";
}

std::string state_of(const ServiceStatusPeriod& period) {
    return escape_terminal(period.status) + " since " + plain_date(period.from);
}

std::string words_of(const ServiceStatusPeriod& period) {
    std::string text;
    for (const auto* list : {&period.additional, &period.qualifiers})
        for (const std::string& word : *list)
            text += (text.empty() ? "" : " ") + escape_terminal(word);
    return text.empty() ? "none" : text;
}

std::string service_line(const ServiceChange& change) {
    std::string text = padded(change_text(change.kind), 8) + " " + escape_terminal(change.territory) + ", " +
                       escape_terminal(change.provider) + ", " + escape_terminal(change.name) + " (" +
                       escape_terminal(change.type) + ")";
    if (change.kind == ChangeKind::rules && change.before && change.after)
        return text + ": " + words_of(*change.before) + " → " + words_of(*change.after) + "\n";
    if (change.before && change.after)
        return text + ": " + state_of(*change.before) + " → " + state_of(*change.after) + "\n";
    const auto& known = change.after ? change.after : change.before;
    return text + (known ? ": " + state_of(*known) : "") + "\n";
}

std::string text_of(const BundleDifference& difference, const TrustBundle& before, const TrustBundle& after) {
    std::string text;
    for (const ListChange& change : difference.lists)
        text += list_line(change);
    for (const ServiceChange& change : difference.services)
        text += service_line(change);
    for (const AnchorChange& change : difference.anchors)
        text += padded(change_text(change.kind), 8) + " own anchor " + escape_terminal(change.anchor.name) +
                ", sha256 " + short_hash(change.anchor.sha256) + "\n";
    text += difference.empty() ? "unchanged" : "changed ";
    return text + " from " + short_hash(before.sha256()) + " (" + plain_date(before.made()) + ") to " +
           short_hash(after.sha256()) + " (" + plain_date(after.made()) + ")\n";
}

template <typename Value, typename Writer>
void write_or_null(JsonWriter& out, std::string_view name, const std::optional<Value>& value, Writer write) {
    out.key(name);
    if (value)
        write(out, *value);
    else
        out.null();
}

void write_list(JsonWriter& out, const BundledList& list) {
    out.begin_object();
    write_list_facts(out, list);
    out.end_object();
}

void write_data(JsonWriter& out, const BundleDifference& difference, const TrustBundle& before,
                const TrustBundle& after) {
    out.begin_object();
    out.member("command", "diff");
    out.member("record", "difference");
    out.member("outcome", difference.empty() ? "unchanged" : "changed");
    out.key("before");
    write_bundle(out, before);
    out.key("after");
    write_bundle(out, after);
    out.key("lists");
    out.begin_array();
    for (const ListChange& change : difference.lists) {
        out.begin_object();
        out.member("change", change_text(change.kind));
        write_or_null(out, "before", change.before, write_list);
        write_or_null(out, "after", change.after, write_list);
        out.end_object();
    }
    out.end_array();
    out.key("services");
    out.begin_array();
    for (const ServiceChange& change : difference.services) {
        out.begin_object();
        out.member("change", change_text(change.kind));
        out.member("territory", change.territory);
        out.text_or_null("provider", change.provider);
        out.text_or_null("name", change.name);
        out.text_or_null("type", change.type);
        write_or_null(out, "before", change.before, write_period);
        write_or_null(out, "after", change.after, write_period);
        out.end_object();
    }
    out.end_array();
    out.key("own_anchors");
    out.begin_array();
    for (const AnchorChange& change : difference.anchors) {
        out.begin_object();
        out.member("change", change_text(change.kind));
        out.member("name", change.anchor.name);
        out.member("sha256", change.anchor.sha256);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

} // namespace

Command diff_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.size() != 2)
        throw UsageError{"diff takes two bundle folders", "the earlier one first"};
    return [words](Run& run) {
        const TrustBundle before = TrustBundle::open(words[0]);
        const TrustBundle after = TrustBundle::open(words[1]);
        const BundleDifference difference = compare_bundles(before, after);
        run.add({ExitStatus::passed, difference.empty() ? "unchanged" : "changed", text_of(difference, before, after),
                 [&](JsonWriter& out) { write_data(out, difference, before, after); }});
    };
}

} // namespace requal::tools
