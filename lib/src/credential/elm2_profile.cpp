#include "credential/elm2_profile.hpp"

#include "credential/datatypes.hpp"
#include "credential/terms.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <unordered_map>

namespace requal::credential {
namespace {

constexpr std::string_view table = "schemas/elm2-profile.tsv";
constexpr std::string_view schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

std::string_view cut(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view head = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return head;
}

/** Names of the elements that are written when a credential is sealed. */
bool written_at_sealing(std::string_view type, std::string_view element) {
    return type == "EuropassCredential" && (element == "issued" || element == "issuer");
}

class Checker {
  public:
    Checker(const Elm2Profile& profile, const Vocabularies& vocabularies, bool sealed, const Limits& limits)
        : m_profile(profile), m_terms(vocabularies), m_sealed(sealed), m_limits(limits) {}

    void check_root(const xml::Element& root) {
        const std::string_view name = root.name();
        if (name != "europassCredential" && name != "verifiablePresentation")
            return;
        choose_version(root);
        check_type(root, root.path(), name == "europassCredential" ? "EuropassCredential" : "VerifiablePresentation");
    }

    ProfileResult take() {
        if (!m_missing.empty()) {
            std::string members;
            for (const std::string& member : m_missing)
                members += (members.empty() ? "" : ", ") + member;
            m_result.draft = true;
            report(Code::profile_draft, {{"members", members}}, {});
        }
        if (m_left_out > 0)
            m_result.findings.push_back({Code::profile_more_findings, {{"count", std::to_string(m_left_out)}}, {}});
        return std::move(m_result);
    }

  private:
    using Rule = Elm2Profile::Rule;

    /** `xsi:schemaLocation` names the schema; the first ones had no number. */
    void choose_version(const xml::Element& root) {
        const std::string location = root.attribute_text("schemaLocation", schema_instance);
        std::string_view file = location;
        file.remove_prefix(std::min(file.find_last_of("/ ") + 1, file.size()));
        if (!file.empty() && !file.starts_with("genericschema"))
            report(Code::profile_schema_not_checked, {{"id", std::string{file}}}, root.path());
        m_version = "0.10";
        for (const std::string_view later : {"_1.1", "_1.2"})
            if (file.find(later) != std::string_view::npos)
                m_version = "1.1";
        const std::string variant = m_version == "1.1" ? "elm2-generic-1.1" : "elm2-generic-0.10";
        if (std::find(m_result.variants.begin(), m_result.variants.end(), variant) == m_result.variants.end())
            m_result.variants.push_back(variant);
    }

    void report(Code code, Arguments arguments, std::string where) {
        if (m_result.findings.size() < m_limits.findings)
            m_result.findings.push_back({code, std::move(arguments), std::move(where)});
        else
            ++m_left_out;
    }

    void check_type(const xml::Element& element, const std::string& where, std::string_view type) {
        const std::vector<Rule>* rules = m_profile.of_type(type);
        if (rules == nullptr)
            return;
        // Children in one pass, with their numbers among those of the same name.
        std::unordered_map<std::string_view, std::vector<xml::Element>> children;
        for (xml::Element at = element.first_child(); at; at = at.next())
            children[at.name()].push_back(at);
        for (const Rule& rule : *rules) {
            if (rule.element.starts_with('@')) {
                check_attribute(element, where, type, rule);
                continue;
            }
            const auto found = children.find(rule.element);
            const std::vector<xml::Element>& values = found == children.end() ? m_none : found->second;
            check_count(where, type, rule, values.size());
            std::set<std::string> languages;
            for (std::size_t i = 0; i < values.size(); ++i) {
                std::string place = where + "/" + std::string{rule.element};
                if (values.size() > 1)
                    place += "[" + std::to_string(i + 1) + "]";
                check_value(values[i], place, type, rule, languages);
            }
        }
    }

    void check_attribute(const xml::Element& element, const std::string& where, std::string_view type,
                         const Rule& rule) {
        const std::string_view name = rule.element.substr(1);
        const auto attributes = element.attributes();
        if (std::none_of(attributes.begin(), attributes.end(),
                         [&](const xml::Element::Attribute& one) { return one.name == name && !one.value.empty(); }))
            report(Code::profile_too_few, counted(type, rule.element, 0, 1), where);
    }

    static Arguments counted(std::string_view type, std::string_view member, std::size_t found, std::size_t wanted) {
        return {{"class", std::string{type}},
                {"member", std::string{member}},
                {"found", std::to_string(found)},
                {"wanted", std::to_string(wanted)}};
    }

    void check_count(const std::string& where, std::string_view type, const Rule& rule, std::size_t count) {
        const bool mandatory = rule.since.empty() || m_version >= rule.since;
        if (count < rule.min && mandatory) {
            if (m_sealed || !written_at_sealing(type, rule.element))
                report(Code::profile_too_few, counted(type, rule.element, count, rule.min), where);
            else
                m_missing.insert(std::string{rule.element});
        }
        if (rule.max && count > *rule.max)
            report(Code::profile_too_many, counted(type, rule.element, count, *rule.max),
                   where + "/" + std::string{rule.element} + "[" + std::to_string(*rule.max + 1) + "]");
    }

    void check_value(const xml::Element& value, const std::string& where, std::string_view type, const Rule& rule,
                     std::set<std::string>& languages) {
        const Arguments about{{"class", std::string{type}}, {"member", std::string{rule.element}}};
        if (value.attribute("idref"))
            return;
        if (rule.content == "link") {
            report(Code::profile_no_id, about, where);
        } else if (rule.content == "concept") {
            check_concept(value, where, about, rule);
        } else if (rule.content == "text" || rule.content == "unique-text") {
            for (xml::Element at = value.first_child(); at; at = at.next())
                if (at.name() == "text")
                    check_language(at, where, about, rule.content == "unique-text" ? &languages : nullptr);
        } else if (rule.content == "words") {
            check_language(value, where, about, nullptr);
        } else if (rule.content.starts_with("xsd:")) {
            const std::string text = value.text();
            if (!is_text_of_datatype(text, rule.content)) {
                Arguments all = about;
                all.emplace_back("wanted", std::string{datatype_words(rule.content)});
                all.emplace_back("found", text.substr(0, 80));
                report(Code::profile_wrong_datatype, std::move(all), where);
            }
        } else {
            check_type(value, where, rule.content);
        }
    }

    void check_concept(const xml::Element& value, const std::string& where, const Arguments& about,
                       const Rule& rule) {
        const std::string id = value.attribute_text("uri");
        if (id.empty())
            return report(Code::profile_no_id, about, where);
        if (!rule.scheme.empty() && value.attribute_text("targetFrameworkUrl") != rule.scheme) {
            Arguments all = about;
            all.emplace_back("wanted", std::string{rule.scheme});
            all.emplace_back("found", id);
            report(Code::profile_wrong_scheme, std::move(all), where);
        }
        const std::string& kept = *m_ids.insert(id).first;
        const TermAnswer& answer = m_terms.of(kept);
        if (answer.status == ListStatus::not_in_list && m_reported.insert(id).second)
            report(Code::profile_term_not_in_list, {{"id", id}, {"list", answer.list->name()}}, where);
    }

    /** @param languages that the texts before had; nullptr when they may be repeated */
    void check_language(const xml::Element& text, const std::string& where, const Arguments& about,
                        std::set<std::string>* languages) {
        const std::string language = text.attribute_text("lang");
        if (language.empty()) {
            report(Code::profile_too_few, {about[0], {"member", "text/@lang"}, {"found", "0"}, {"wanted", "1"}},
                   where);
        } else if (languages != nullptr && !languages->insert(language).second) {
            Arguments all = about;
            all.emplace_back("language", language);
            report(Code::profile_language_twice, std::move(all), where);
        }
    }

    const Elm2Profile& m_profile;
    Terms m_terms;
    bool m_sealed;
    const Limits& m_limits;
    std::string_view m_version = "0.10";
    const std::vector<xml::Element> m_none;
    std::set<std::string> m_ids; ///< outlive m_terms' views of them
    std::set<std::string> m_reported;
    std::set<std::string> m_missing;
    std::size_t m_left_out = 0;
    ProfileResult m_result;
};

} // namespace

Elm2Profile::Elm2Profile(const DataFolder& data) : m_text(data.read(std::string{table})) {
    std::string_view rest = m_text;
    while (!rest.empty()) {
        std::string_view line = cut(rest, '\n');
        if (line.empty() || line.starts_with('#'))
            continue;
        std::array<std::string_view, 7> column;
        for (std::string_view& cell : column)
            cell = cut(line, '\t');
        Rule rule{column[1], 0, std::nullopt, column[4], column[5], column[6]};
        std::size_t max = 0;
        const auto number = [](std::string_view text, std::size_t& value) {
            return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
        };
        if (!number(column[2], rule.min) || (column[3] != "*" && !number(column[3], max)) || rule.content.empty())
            throw Error{Code::data_unusable,
                        {{"name", data.file(std::string{table})}, {"detail", "a line is broken"}}};
        if (column[3] != "*")
            rule.max = max;
        m_types[column[0]].push_back(rule);
    }
}

const std::vector<Elm2Profile::Rule>* Elm2Profile::of_type(std::string_view type) const {
    const auto found = m_types.find(type);
    return found == m_types.end() ? nullptr : &found->second;
}

ProfileResult check_elm2_profile(const std::vector<xml::Element>& roots, const Elm2Profile& profile,
                                 const Vocabularies& vocabularies, bool sealed, const Limits& limits) {
    Checker checker{profile, vocabularies, sealed, limits};
    for (const xml::Element& root : roots)
        checker.check_root(root);
    return checker.take();
}

} // namespace requal::credential
