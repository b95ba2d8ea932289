// Whatever file is called a trusted list: it is checked without an exception, refused for a reason that has words, or
// signed by somebody; and what can be read of it survives being compiled into an index and read again.

#include "bundle/list_check.hpp"
#include "trust/bundle_index.hpp"
#include "trust/service_periods.hpp"

#include "requal/error.hpp"

#include <cstddef>
#include <cstdint>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

void expect_words(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
        expect(!message(finding, Language::en).empty() && !remedy(finding, Language::en).empty());
}

/** Newest first, and each ends where the next newer one begins. */
void expect_order(const std::vector<trust::ServicePeriod>& periods) {
    for (std::size_t i = 1; i < periods.size(); ++i)
        expect(periods[i].from <= periods[i - 1].from && periods[i].until == periods[i - 1].from);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bundle::CheckedList checked = bundle::check_list("fuzz", {reinterpret_cast<const char*>(data), size});
    expect_words(checked.refusals);
    expect(checked.intact() == (checked.list && checked.signer && checked.refusals.empty()));
    expect(!checked.refusals.empty() || (checked.list && checked.signer));
    expect(!checked.signed_by_one_of({}));
    if (!checked.list)
        return 0;
    expect_words(checked.list->flaws);
    expect(checked.list->version == "5" || checked.list->version == "6");
    for (const trust::ListedProvider& provider : checked.list->providers)
        for (const trust::ListedService& service : provider.services) {
            expect_order(service.periods);
            const std::string kept = trust::periods_as_json(service.periods);
            expect(trust::periods_as_json(trust::periods_from_json(kept)) == kept);
        }
    expect(!trust::compile_index({{checked.list->territory, &*checked.list}}, {}).empty());
    return 0;
}
