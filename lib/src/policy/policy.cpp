#include "policy/policy.hpp"

#include "crypto/digest.hpp"
#include "yaml/reader.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::policy {
namespace {

constexpr int most_seconds = 2'000'000'000;
constexpr int longest_key = 100'000;

std::optional<Time> day(const yaml::MapReader& row) {
    const std::string text = row.text_or_empty("until");
    if (text.empty())
        return std::nullopt;
    const auto parsed = parse_time(text);
    if (!parsed)
        throw yaml::MapReader::wrong_type(row.value()["until"], "until", "a date like 2029-01-01");
    return parsed->time;
}

Judgement judge(const std::optional<Time>& until, Time at) noexcept {
    return {until && *until <= at ? Standing::ended : Standing::good, until};
}

Policy read(std::string_view content) {
    const yaml::Document document = yaml::parse(content, {});
    const yaml::MapReader root{
        document.root(),
        {"schema", "name", "description", "source", "clock_skew", "lists", "revocation", "digests", "keys"}};
    Policy policy;
    static_cast<void>(root.word<int>("schema", {{"requal.policy/1", 1}}));
    policy.name = root.text("name");
    policy.clock_skew = root.number("clock_skew", 0, most_seconds);
    const yaml::MapReader lists{root.required("lists"), {"stale"}};
    policy.demands_current_lists = lists.word<bool>("stale", {{"note", false}, {"demand", true}});
    const yaml::MapReader revocation{root.required("revocation"), {"stale", "fresh_without_next_update", "oldest"}};
    policy.demands_fresh_answers = revocation.word<bool>("stale", {{"note", false}, {"demand", true}});
    policy.fresh_without_next_update = revocation.number("fresh_without_next_update", 0, most_seconds);
    if (const auto oldest = revocation.number_if_any("oldest", 0, most_seconds))
        policy.oldest_answer = *oldest;
    for (const yaml::Value& entry : root.entries("digests")) {
        const yaml::MapReader row{entry, {"name", "until"}};
        policy.digests.push_back({row.text("name"), day(row)});
    }
    for (const yaml::Value& entry : root.entries("keys")) {
        const yaml::MapReader row{entry, {"kind", "bits", "until"}};
        policy.keys.push_back({row.text("kind"), row.number("bits", 1, longest_key), day(row)});
    }
    policy.sha256 = crypto::sha256_hex(as_bytes(content));
    return policy;
}

} // namespace

Judgement Policy::digest(std::string_view digest_name, Time at) const noexcept {
    for (const DigestRow& row : digests)
        if (row.name == digest_name)
            return judge(row.until, at);
    return {};
}

Judgement Policy::key(std::string_view text, int bits, Time at) const noexcept {
    const std::string_view kind = text.substr(0, text.find(' '));
    const KeyRow* longest = nullptr;
    bool known = false;
    for (const KeyRow& row : keys) {
        known = known || row.kind == kind;
        if (row.kind == kind && row.bits <= bits && (longest == nullptr || longest->bits < row.bits))
            longest = &row;
    }
    if (longest != nullptr)
        return judge(longest->until, at);
    return {known ? Standing::ended : Standing::unknown, std::nullopt};
}

Policy load(const DataFolder& data, const std::string& named) {
    constexpr std::uint64_t most = 1024U * 1024U;
    const bool is_word = named.find('/') == std::string::npos && named.find('.') == std::string::npos;
    const std::string path =
        is_word ? data.file("frameworks/policy/" + (named.empty() ? "default" : named) + ".yaml") : named;
    try {
        return read(read_file(path, most));
    } catch (Error& error) {
        if (std::string_view{code_text(error.code())}.starts_with("yaml."))
            throw std::move(error.in_file(path));
        throw Error{Code::policy_unusable, {{"path", path}, {"detail", message(error.finding(), Language::en)}}};
    }
}

} // namespace requal::policy
