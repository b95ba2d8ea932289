/** @file
 * The rules of a verification that are a matter of policy rather than of mathematics, read from a table.
 *
 *     const policy::Policy policy = policy::load(data, "");   // the default of the data folder
 *     if (policy.digest("sha1", time).standing == policy::Standing::ended) …
 */
#pragma once

#include "requal/file.hpp"
#include "requal/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::policy {

enum class Standing : std::uint8_t {
    good,   ///< may be relied on at that time
    ended,  ///< could be relied on earlier
    unknown ///< the policy does not list it
};

struct Judgement {
    Standing standing = Standing::unknown;
    std::optional<Time> until; ///< first moment at which it no longer counts; nothing: no end is known
};

struct DigestRow {
    std::string name; ///< as crypto::hash_text()
    std::optional<Time> until;
};

struct KeyRow {
    std::string kind; ///< first word of crypto::KeyFacts::text: "RSA", "EC", "ED25519"
    int bits = 0;
    std::optional<Time> until;
};

struct Policy {
    std::string name;
    std::string sha256;
    std::int64_t clock_skew = 300; ///< seconds
    bool demands_current_lists = false;
    bool demands_fresh_answers = false;
    std::int64_t fresh_without_next_update = 86400; ///< seconds
    std::optional<std::int64_t> oldest_answer;      ///< seconds before the time judged
    std::vector<DigestRow> digests;
    std::vector<KeyRow> keys;

    [[nodiscard]] Judgement digest(std::string_view name, Time at) const noexcept;
    /** @param text as crypto::KeyFacts::text, for example "RSA 2048" */
    [[nodiscard]] Judgement key(std::string_view text, int bits, Time at) const noexcept;
};

/** @param named a file; a bare word: frameworks/policy/WORD.yaml of the data folder; empty: its default
 *  @throws Error policy_unusable, yaml_* with file and position */
[[nodiscard]] Policy load(const DataFolder& data, const std::string& named);

} // namespace requal::policy
