/** @file
 * Digests of the files inside a credential: they let a person compare an attachment with a file in hand.
 */
#pragma once

#include "requal/credential.hpp"

#include <functional>
#include <string>

namespace requal::show {

/** Fills in `sha256` of attachments, pictures and embedded evidence.
 *  @param content_at the base64 text, or data: address, at a place of the document */
void add_digests(Credential& credential, const std::function<std::string(const std::string& where)>& content_at);

} // namespace requal::show
