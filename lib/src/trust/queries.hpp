/** @file
 * From the records of the index to the plain values of requal/trust_queries.hpp.
 */
#pragma once

#include "trust/bundle.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/trust_queries.hpp"

namespace requal::trust {

[[nodiscard]] NamedCertificate named(const crypto::Certificate& certificate);
[[nodiscard]] ListedServiceFacts facts_of(const ListedRecord& record);

/** Runs a question to the index. @throws Error trust_bundle_unusable for what SQLite or the reading of a record
 * object to */
template <typename Question>
[[nodiscard]] auto ask(const TrustBundle& bundle, Question question) {
    try {
        return question(*bundle.impl().index);
    } catch (const SqliteError& error) {
        throw Error{Code::trust_bundle_unusable, {{"path", bundle.folder()}, {"detail", error.what()}}};
    }
}

} // namespace requal::trust
