/** @file
 * The transport form of EMREX: a transcript compressed with gzip, mostly in base64.
 */
#pragma once

#include "requal/limits.hpp"

#include <string>
#include <string_view>

namespace requal::intake {

/** Whether bytes begin as gzip does (RFC 1952, 2.3.1). */
[[nodiscard]] bool looks_like_gzip(std::string_view bytes) noexcept;
/** Whether a text begins as gzip in base64 does. */
[[nodiscard]] bool looks_like_gzip_in_base64(std::string_view text) noexcept;

/** What base64 text stands for, line breaks and blanks left out. @throws Error input_compressed_damaged */
[[nodiscard]] std::string without_base64(std::string_view text);
/** One gzip member and nothing after it. The size is held to `input_bytes` and to 200 times that of `bytes`.
 *  @throws Error input_compressed_damaged, input_compressed_too_large */
[[nodiscard]] std::string unpacked(std::string_view bytes, const Limits& limits);

} // namespace requal::intake
