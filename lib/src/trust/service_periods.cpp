#include "trust/service_periods.hpp"

#include "json/value.hpp"

#include "requal/json_writer.hpp"

namespace requal::trust {
namespace {

constexpr std::array<std::string_view, 3> match_words{"all", "atLeastOne", "none"};

void write_sets(JsonWriter& out, std::string_view name, const std::vector<std::vector<std::string>>& sets) {
    out.key(name);
    out.begin_array();
    for (const std::vector<std::string>& set : sets) {
        out.begin_array();
        for (const std::string& member : set)
            out.value(member);
        out.end_array();
    }
    out.end_array();
}

void write(JsonWriter& out, const Criteria& criteria) {
    out.begin_object();
    out.member("assert", match_words.at(static_cast<std::size_t>(criteria.match)));
    out.key("keyUsages");
    out.begin_array();
    for (const auto& set : criteria.key_usages) {
        out.begin_array();
        for (const Criteria::Usage& usage : set) { // no object: a list may name a bit twice
            out.begin_object();
            out.member("bit", usage.bit);
            out.member("set", usage.set);
            out.end_object();
        }
        out.end_array();
    }
    out.end_array();
    write_sets(out, "policies", criteria.policies);
    write_sets(out, "extended", criteria.extended);
    write_sets(out, "attributes", criteria.attributes);
    out.key("nested");
    out.begin_array();
    for (const Criteria& nested : criteria.nested)
        write(out, nested);
    out.end_array();
    out.member("notUnderstood", criteria.not_understood);
    out.end_object();
}

std::vector<std::string> texts(const json::Value& array) {
    std::vector<std::string> out;
    for (const json::Value& item : array.items())
        out.emplace_back(item.text());
    return out;
}

std::vector<std::vector<std::string>> sets(const json::Value& array) {
    std::vector<std::vector<std::string>> out;
    for (const json::Value& item : array.items())
        out.push_back(texts(item));
    return out;
}

Criteria criteria_from(const json::Value& value) {
    Criteria criteria;
    for (std::size_t i = 0; i < match_words.size(); ++i)
        if (value["assert"].text() == match_words.at(i))
            criteria.match = static_cast<Criteria::Match>(i);
    for (const json::Value& set : value["keyUsages"].items()) {
        std::vector<Criteria::Usage> bits;
        for (const json::Value& bit : set.items())
            bits.push_back({std::string{bit["bit"].text()}, bit["set"].truth()});
        criteria.key_usages.push_back(std::move(bits));
    }
    criteria.policies = sets(value["policies"]);
    criteria.extended = sets(value["extended"]);
    criteria.attributes = sets(value["attributes"]);
    for (const json::Value& nested : value["nested"].items())
        criteria.nested.push_back(criteria_from(nested));
    criteria.not_understood = value["notUnderstood"].truth();
    return criteria;
}

void write_time(JsonWriter& out, std::string_view name, const std::optional<Time>& time) {
    out.key(name);
    if (time)
        out.value(time->seconds);
    else
        out.null();
}

std::optional<Time> time_from(const json::Value& value) {
    return value.is_integer() ? std::optional{Time{value.integer()}} : std::nullopt;
}

} // namespace

std::string periods_as_json(const std::vector<ServicePeriod>& periods) {
    JsonWriter out;
    out.begin_array();
    for (const ServicePeriod& period : periods) {
        out.begin_object();
        out.member("type", period.type);
        out.member("status", period.status);
        out.member("from", period.from.seconds);
        write_time(out, "until", period.until);
        out.text_array("additional", period.additional);
        out.key("qualifications");
        out.begin_array();
        for (const Qualification& qualification : period.qualifications) {
            out.begin_object();
            out.text_array("qualifiers", qualification.qualifiers);
            out.key("criteria");
            write(out, qualification.criteria);
            out.end_object();
        }
        out.end_array();
        write_time(out, "expired", period.expired_certificates_known_since);
        out.text_array("notRead", period.not_read);
        out.end_object();
    }
    out.end_array();
    return out.take();
}

std::vector<ServicePeriod> periods_from_json(std::string_view text) {
    const json::Document document = json::parse(text, Limits{});
    std::vector<ServicePeriod> periods;
    for (const json::Value& value : document.root().items()) {
        ServicePeriod period;
        period.type = value["type"].text();
        period.status = value["status"].text();
        period.from = Time{value["from"].integer()};
        period.until = time_from(value["until"]);
        period.additional = texts(value["additional"]);
        for (const json::Value& qualification : value["qualifications"].items())
            period.qualifications.push_back(
                {texts(qualification["qualifiers"]), criteria_from(qualification["criteria"])});
        period.expired_certificates_known_since = time_from(value["expired"]);
        period.not_read = texts(value["notRead"]);
        periods.push_back(std::move(period));
    }
    return periods;
}

} // namespace requal::trust
