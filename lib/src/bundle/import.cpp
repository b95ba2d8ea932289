#include "bundle/collection.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/trust_import.hpp"

namespace requal {
namespace {

/** Reads files in turn and says how far it is. */
class Files {
  public:
    explicit Files(const ImportRequest& request)
        : m_progress(request.progress),
          m_total(request.lists.size() + request.pivots.size() + (request.list_of_lists.empty() ? 0 : 1)) {}

    bundle::Received read(const std::string& file) {
        if (m_progress)
            m_progress(file, m_done, m_total);
        ++m_done;
        try {
            return {file, read_file(file, bundle::list_limits().input_bytes), std::nullopt};
        } catch (const Error& error) {
            return {file, {}, error.finding()};
        }
    }

  private:
    const std::function<void(std::string_view, std::size_t, std::size_t)>& m_progress;
    std::size_t m_done = 0;
    std::size_t m_total;
};

} // namespace

ImportReport import_trusted_lists(const ImportRequest& request) {
    std::vector<crypto::Certificate> signers;
    if (!request.list_of_lists.empty()) {
        if (request.signers.empty())
            throw Error{Code::trust_signers_unreadable, {{"detail", "none were handed over"}}};
        signers = bundle::read_signers(request.signers);
    }
    bundle::Collection collection{request.folder, request.at};
    Files files{request};
    if (request.list_of_lists.empty()) {
        collection.keep_list_of_lists("none was handed over");
    } else {
        std::vector<bundle::Received> pivots;
        for (const std::string& file : request.pivots)
            pivots.push_back(files.read(file));
        collection.take_list_of_lists(files.read(request.list_of_lists), pivots, std::move(signers));
    }
    for (const std::string& file : request.lists)
        collection.take_list(files.read(file));
    return collection.publish();
}

std::string_view list_outcome_text(ListOutcome outcome) noexcept {
    switch (outcome) {
    case ListOutcome::imported:
        return "imported";
    case ListOutcome::kept:
        return "kept";
    case ListOutcome::refused:
        break;
    }
    return "refused";
}

} // namespace requal
