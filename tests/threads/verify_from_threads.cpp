// Judges every file of some folders from several threads with one Verifier, and once from one thread with another.
// Each must get the same answer every time, to the last byte; the thread sanitizer watches what they share.
//
//     verify_from_threads [--lists FOLDER] [--anchors FOLDER-OR-FILE] [--threads N] FOLDER...
//
// A folder of lists holds eu-lotl.xml, its pivots and signers, and national lists named after their territory.

#include "requal/show.hpp"
#include "requal/trust_import.hpp"
#include "requal/verify.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <sstream>
#include <thread>

#include <unistd.h>

namespace {

using namespace requal;
namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 1'000'000; // larger ones are measured elsewhere
const Time judged_at{1748736000};                // 2025-06-01

struct Call {
    std::string lists;
    std::vector<std::string> anchors;
    std::size_t threads = 4;
    std::vector<std::string> folders;
};

struct File {
    std::string path, content;
};

std::string read(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

std::vector<File> files_of(const std::vector<std::string>& folders) {
    std::vector<File> found;
    for (const std::string& folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator{folder}) {
            const std::string ending = entry.path().extension().string();
            if (entry.is_regular_file() && entry.file_size() <= most_bytes &&
                (ending == ".json" || ending == ".jsonld" || ending == ".xml" || ending == ".txt" || ending == ".gz"))
                found.push_back({entry.path().string(), read(entry.path())});
        }
    std::sort(found.begin(), found.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return found;
}

TrustBundle bundle_of(const std::string& lists, const fs::path& into) {
    ImportRequest request;
    request.folder = into.string();
    request.at = judged_at;
    for (const auto& entry : fs::directory_iterator{lists}) {
        const std::string name = entry.path().filename().string();
        if (name == "eu-lotl.xml")
            request.list_of_lists = entry.path().string();
        else if (name.starts_with("eu-lotl-pivot"))
            request.pivots.push_back(entry.path().string());
        else if (entry.path().extension() == ".pem")
            request.signers = entry.path().string();
        else if (entry.path().extension() == ".xml")
            request.lists.push_back(entry.path().string());
    }
    std::sort(request.pivots.begin(), request.pivots.end());
    std::sort(request.lists.begin(), request.lists.end());
    return import_trusted_lists(request).bundle;
}

/** Everything that a caller could print of a file. */
std::string answer(const Verifier& verifier, const Viewer& viewer, const File& file) {
    std::ostringstream all;
    JsonWriter out;
    try {
        const Report report = verifier.verify(file.path, file.content);
        write_report(out, report, Language::en);
        all << render_report(report, {Language::en, true, false});
    } catch (const Error& error) {
        write_report(out, verifier.refused(file.path, error), Language::en);
    }
    try {
        all << render_text(viewer.show(file.content, Limits{}), {});
    } catch (const Error& error) {
        all << code_text(error.code());
    }
    all << out.text();
    return all.str();
}

std::optional<Call> read_call(int argc, char** argv) {
    Call call;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const bool option = word.starts_with("--");
        if (option && i + 1 == argc)
            return std::nullopt;
        if (!option)
            call.folders.emplace_back(word);
        else if (word == "--lists")
            call.lists = argv[++i];
        else if (word == "--threads")
            call.threads = static_cast<std::size_t>(std::atoi(argv[++i]));
        else if (word == "--anchors" && fs::is_directory(argv[i + 1])) {
            const auto files = TrustAnchors::files_of_folder(argv[++i]);
            call.anchors.insert(call.anchors.end(), files.begin(), files.end());
        } else if (word == "--anchors")
            call.anchors.emplace_back(argv[++i]);
        else
            return std::nullopt;
    }
    return call.folders.empty() || call.threads == 0 ? std::nullopt : std::optional{call};
}

} // namespace

int main(int argc, char** argv) {
    const auto call = read_call(argc, argv);
    if (!call) {
        std::cerr
            << "usage: verify_from_threads [--lists FOLDER] [--anchors FOLDER-OR-FILE] [--threads N] FOLDER...\n";
        return 2;
    }
    const std::vector<File> files = files_of(call->folders);
    const fs::path into = fs::temp_directory_path() / ("requal-threads-" + std::to_string(::getpid()));
    VerifyOptions options;
    options.at = judged_at;
    if (!call->anchors.empty())
        options.anchors = TrustAnchors::from_files(call->anchors);
    if (!call->lists.empty())
        options.bundle = bundle_of(call->lists, into);
    const Viewer viewer{find_data_folder()};

    std::vector<std::string> alone;
    {
        const Verifier verifier{find_data_folder(), options};
        for (const File& file : files)
            alone.push_back(answer(verifier, viewer, file));
    }
    std::atomic<std::size_t> differences{0};
    {
        // Each thread begins elsewhere, so that they meet at different files.
        const Verifier verifier{find_data_folder(), options};
        std::vector<std::thread> threads;
        for (std::size_t number = 0; number < call->threads; ++number)
            threads.emplace_back([&, number] {
                for (std::size_t step = 0; step < files.size(); ++step) {
                    const std::size_t at = (step + number * files.size() / call->threads) % files.size();
                    if (answer(verifier, viewer, files[at]) != alone[at] && ++differences < 10)
                        std::cerr << files[at].path + ": another answer in a thread\n";
                }
            });
        for (std::thread& thread : threads)
            thread.join();
    }
    std::error_code ignored;
    fs::remove_all(into, ignored);
    std::cout << files.size() << " files from " << call->threads << " threads, " << differences << " other answers\n";
    return files.empty() || differences > 0 ? 1 : 0;
}
