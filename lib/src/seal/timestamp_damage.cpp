#include "seal/timestamp_damage.hpp"

#include "requal/codes.hpp"

namespace requal::seal {

void report_stamp_damage(Material& material) {
    for (const Timestamp& stamp : material.timestamps) {
        const auto say = [&](Code code, Arguments more = {}) {
            more.emplace_back("element", stamp.element);
            material.add(CheckId::seal_time, {code, std::move(more), stamp.where});
        };
        if (!stamp.token) {
            say(Code::seal_timestamp_unreadable);
            continue;
        }
        // What cannot be computed is neither intact nor damaged.
        if (!stamp.token->not_computed.empty())
            say(Code::time_cannot_be_checked, {{"detail", stamp.token->not_computed}});
        else if (stamp.token->authority && !stamp.token->signature_intact)
            say(Code::seal_timestamp_damaged);
        else if (!stamp.not_computed.empty())
            say(Code::time_cannot_be_checked, {{"detail", stamp.not_computed}});
        else if (!stamp.imprint_intact)
            say(Code::seal_timestamp_imprint);
        if (!stamp.token->consistent)
            say(Code::seal_timestamp_altered);
    }
}

} // namespace requal::seal
