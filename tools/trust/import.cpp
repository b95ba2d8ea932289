#include "trust/import_records.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace requal::tools {

Command import_command(const ParsedOptions& options, const Settings& settings) {
    ImportRequest request;
    request.folder = folder_to_write(options);
    request.list_of_lists = options.get("lotl");
    request.signers = options.get("lotl-signers");
    request.pivots = options.all("pivot");
    request.at = settings.at;
    if (!request.list_of_lists.empty() && request.signers.empty())
        throw UsageError{"--lotl needs --lotl-signers",
                         "hand over a PEM file with the certificates that the Official Journal announces"};
    if (request.list_of_lists.empty() && !request.pivots.empty())
        throw UsageError{"--pivot needs --lotl"};
    if (request.list_of_lists.empty() && words_after_command(options).empty())
        throw UsageError{"nothing to import",
                         "name --lotl and --lotl-signers, and files or folders of national lists"};
    return [request, words = words_after_command(options)](Run& run) mutable {
        std::set<std::string> special{request.pivots.begin(), request.pivots.end()};
        special.insert(request.list_of_lists);
        for (const std::string& file : files_of(words)) {
            const auto same = [&](const std::string& other) {
                std::error_code ignored;
                return other == file || std::filesystem::equivalent(other, file, ignored);
            };
            if (std::none_of(special.begin(), special.end(), same))
                request.lists.push_back(file);
        }
        request.progress = [&run](std::string_view, std::size_t done, std::size_t of) {
            run.diagnostics().progress(done, of);
        };
        const ImportReport report = import_trusted_lists(request);
        run.diagnostics().clear_progress();
        add_import_records(run, "import", report);
    };
}

} // namespace requal::tools
