#include "trust/records.hpp"

#include "requal/text.hpp"

namespace requal::tools {

Command add_anchor_command(const ParsedOptions& options, const Settings& settings) {
    const std::vector<std::string> files = words_after_command(options);
    if (files.size() != 1)
        throw UsageError{"add-anchor takes one certificate file"};
    if (!options.has("as") || options.get("as").empty())
        throw UsageError{"add-anchor needs a name", "name the anchor with --as NAME; reports call it so"};
    return [file = files.front(), folder = folder_to_write(options), name = options.get("as"),
            at = settings.at](Run& run) {
        const TrustBundle bundle = add_own_anchor(folder, file, name, at);
        run.add({ExitStatus::passed, "imported",
                 "added     " + escape_terminal(name) + " as an anchor of your own\nbundle    " +
                     escape_terminal(folder) + ", sha256 " + short_hash(bundle.sha256()) + "\n",
                 [=](JsonWriter& out) {
                     out.begin_object();
                     out.member("command", "add-anchor");
                     out.member("record", "anchor");
                     out.member("outcome", "imported");
                     out.member("name", name);
                     out.member("source", file);
                     out.key("bundle");
                     write_bundle(out, bundle);
                     out.end_object();
                 }});
    };
}

} // namespace requal::tools
