#include "trust/import_records.hpp"

#include "requal/text.hpp"

namespace requal::tools {

Command update_command(const ParsedOptions& options, const Settings& settings) {
    if (!words_after_command(options).empty())
        throw UsageError{"update takes no further word",
                         "the lists are fetched from where the list of lists says; 'import' takes files"};
    UpdateRequest request;
    request.folder = folder_to_write(options);
    request.list_of_lists = options.get("lotl-url", std::string{list_of_lists_address});
    if (!request.list_of_lists.starts_with("https://") && !request.list_of_lists.starts_with("http://"))
        throw UsageError{"--lotl-url is no address of http or https: '" + escape_terminal(request.list_of_lists) +
                         "'"};
    request.signers = options.get("lotl-signers");
    request.seconds_per_list = number_of(options, "timeout", 120, 1, 3600);
    request.at = settings.at;
    return [request](Run& run) mutable {
        request.progress = [&run](std::string_view, std::size_t done, std::size_t of) {
            run.diagnostics().progress(done, of);
        };
        const ImportReport report = update_trusted_lists(request);
        run.diagnostics().clear_progress();
        add_import_records(run, "update", report);
    };
}

} // namespace requal::tools
