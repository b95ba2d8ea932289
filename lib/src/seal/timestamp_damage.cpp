#include "seal/timestamp_damage.hpp"

#include "requal/codes.hpp"

namespace requal::seal {

void report_stamp_damage(Material& material) {
    for (const Timestamp& stamp : material.timestamps) {
        const Arguments arguments{{"element", stamp.element}};
        if (!stamp.token)
            material.add(CheckId::seal_time, {Code::seal_timestamp_unreadable, arguments, stamp.where});
        else if (stamp.token->authority && !stamp.token->signature_intact)
            material.add(CheckId::seal_time, {Code::seal_timestamp_damaged, arguments, stamp.where});
        else if (!stamp.imprint_intact)
            material.add(CheckId::seal_time, {Code::seal_timestamp_imprint, arguments, stamp.where});
        if (stamp.token && !stamp.token->consistent)
            material.add(CheckId::seal_time, {Code::seal_timestamp_altered, arguments, stamp.where});
    }
}

} // namespace requal::seal
