#include "bundle/collection.hpp"
#include "network/fetch.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/trust_import.hpp"

#include <algorithm>

namespace requal {
namespace {

using bundle::Received;

/** Pivots that are fetched at most on the way to an announced signer: there is about one a year. */
constexpr std::size_t most_pivots = 16;

network::FetchLimits limits_of(const UpdateRequest& request) {
    network::FetchLimits limits;
    limits.bytes = std::min(request.list_bytes, bundle::list_limits().input_bytes);
    limits.seconds = request.seconds_per_list;
    return limits;
}

/** An address for people is a PDF or a page; the list for programs says so, or says nothing. */
bool is_for_programs(const trust::ListPointer& pointer) {
    return !pointer.leads_to_list_of_lists() && !pointer.territory.empty() &&
           (pointer.media_type.empty() || pointer.media_type.find("xml") != std::string::npos);
}

class Update {
  public:
    explicit Update(const UpdateRequest& request)
        : m_request(request), m_fetcher(limits_of(request)),
          m_signers(request.signers.empty() ? std::vector<crypto::Certificate>{}
                                            : bundle::read_signers(request.signers)),
          m_collection(request.folder, request.at) {}

    ImportReport run() {
        if (m_request.signers.empty())
            m_signers = m_collection.signers_known_before();
        if (m_signers.empty())
            throw Error{Code::trust_signers_unreadable,
                        {{"detail", "none were handed over, and the bundle has no list of lists that names them"}}};
        tell(m_request.list_of_lists);
        Received list_of_lists = fetch(m_request.list_of_lists);
        std::vector<Received> pivots = pivots_for(list_of_lists);
        m_collection.take_list_of_lists(list_of_lists, pivots, m_signers);
        take_national_lists();
        return m_collection.publish();
    }

  private:
    void tell(const std::string& address) {
        if (m_request.progress)
            m_request.progress(address, m_done, m_total);
    }

    Received fetch(const std::string& address) {
        network::Fetched answer = m_fetcher.get(address);
        if (answer.problem.empty())
            return {address, std::move(answer.content), std::nullopt};
        return {address, {}, Finding{Code::trust_fetch_failed, {{"url", address}, {"detail", answer.problem}}, ""}};
    }

    [[nodiscard]] bool signed_as_announced(const Received& received) const {
        if (received.problem)
            return false;
        const bundle::CheckedList checked = bundle::check_list(received.source, received.content);
        return checked.intact() && checked.signed_by_one_of(m_signers);
    }

    /** Newest first, as the list of lists names them, until one was signed by an announced signer. */
    std::vector<Received> pivots_for(const Received& list_of_lists) {
        std::vector<Received> pivots;
        if (list_of_lists.problem || signed_as_announced(list_of_lists))
            return pivots;
        const bundle::CheckedList checked = bundle::check_list(list_of_lists.source, list_of_lists.content);
        if (!checked.intact() || !checked.list->is_list_of_lists())
            return pivots;
        const std::string server = network::origin_of(m_request.list_of_lists);
        for (const std::string& address : checked.list->addresses) {
            if (!address.ends_with(".xml") || address == m_request.list_of_lists ||
                network::origin_of(address) != server)
                continue;
            if (pivots.size() == most_pivots)
                break;
            tell(address);
            pivots.push_back(fetch(address));
            if (signed_as_announced(pivots.back()))
                break;
        }
        return pivots;
    }

    void take_national_lists() {
        std::vector<const trust::ListPointer*> wanted;
        for (const trust::ListPointer& pointer : m_collection.list_of_lists().pointers)
            if (is_for_programs(pointer))
                wanted.push_back(&pointer);
        m_total = wanted.size() + 1;
        for (const trust::ListPointer* pointer : wanted) {
            ++m_done;
            tell(pointer->location);
            m_collection.take_list(fetch(pointer->location), pointer->territory);
        }
    }

    const UpdateRequest& m_request;
    network::Fetcher m_fetcher;
    std::vector<crypto::Certificate> m_signers;
    bundle::Collection m_collection;
    std::size_t m_done = 0;
    std::size_t m_total = 1;
};

} // namespace

ImportReport update_trusted_lists(const UpdateRequest& request) {
    return Update{request}.run();
}

} // namespace requal
