#include "verify/dates.hpp"

#include "requal/codes.hpp"

namespace requal::verify {

void check_validity(const Credential& credential, Time at, CheckResult& check) {
    const DateTime& from = credential.valid_from;
    for (const DateTime* date : {&from, &credential.valid_until, &credential.expiration_date})
        if (!date->raw.empty() && !date->time)
            check.add({Code::validity_unreadable_date, {{"value", date->raw}}, date->where});
    if (from.time && at < *from.time)
        check.add({Code::validity_not_begun, {{"from", rfc3339(*from.time)}}, from.where});
    const DateTime& until = credential.valid_until;
    const DateTime& expiration = credential.expiration_date;
    if (until.time && expiration.time && *until.time != *expiration.time)
        check.add({Code::validity_ends_differ,
                   {{"until", rfc3339(*until.time)}, {"other", rfc3339(*expiration.time)}},
                   until.where});
    const auto end = credential.end_of_validity();
    if (end && *end < at)
        check.add({Code::validity_ended,
                   {{"until", rfc3339(*end)}},
                   until.time && *until.time == *end ? until.where : expiration.where});
    if (check.status == CheckStatus::skipped)
        check.status = CheckStatus::passed;
}

} // namespace requal::verify
