// Build tool: turns messages/*.yaml into catalogue.cpp and stops the build when a code or a
// sub-indication has no text, when a text belongs to none, or when a line breaks the rules for messages.
//
//   compile_catalogue OUT.cpp messages/en.yaml …

#include <yaml-cpp/yaml.h>

#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::array codes{
#define REQUAL_FINDING(id, code, effect, severity, cite) std::string_view{code},
#include "requal/findings.def"
#undef REQUAL_FINDING
};

constexpr std::array sub_indications{
#define REQUAL_SUB_INDICATION(id, text, effect) std::string_view{text},
#include "requal/sub_indications.def"
#undef REQUAL_SUB_INDICATION
};

constexpr std::array explanations{
#define REQUAL_EXPLANATION(id) std::string_view{#id},
#include "requal/explanations.def"
#undef REQUAL_EXPLANATION
};

using Entry = std::vector<std::string>; ///< the texts of an entry, in the order of the keys asked for
using Entries = std::map<std::string, Entry>;

struct Words {
    Entries findings, sub_indications, explanations;
};

int problems = 0;

void complain(const std::string& file, const YAML::Node& at, const std::string& text) {
    std::cerr << file << ':' << at.Mark().line + 1 << ':' << at.Mark().column + 1 << ": error: " << text << '\n';
    ++problems;
}

std::string text_of(const std::string& file, const YAML::Node& entry, const char* key) {
    const YAML::Node node = entry[key];
    if (!node || !node.IsScalar() || node.Scalar().empty()) {
        complain(file, entry, std::string{"no text for "} + key);
        return {};
    }
    return node.Scalar();
}

bool is_one_line(std::string_view text) {
    return !text.ends_with('.') && text.find('\n') == std::string_view::npos;
}

/** Every one of a list has its entry in a section, and nothing else has. */
template <typename Names>
void compare(const std::string& file, const YAML::Node& section, const Entries& entries, const Names& names) {
    const std::set<std::string_view> known(names.begin(), names.end());
    for (const auto& [name, entry] : entries)
        if (!known.contains(name))
            complain(file, section, name + " is not in the list that this section explains");
    for (const std::string_view name : names)
        if (!entries.contains(std::string{name}))
            complain(file, section, "no entry for " + std::string{name});
}

template <typename Names>
Entries read_entries(const std::string& file, const YAML::Node& section, const std::vector<std::string>& keys,
                     const Names& names) {
    Entries entries;
    for (const auto& item : section) {
        const auto name = item.first.as<std::string>();
        Entry entry;
        for (const std::string& key : keys) {
            entry.push_back(text_of(file, item.second, key.c_str()));
            if ((key == "message" || key == "case") && !is_one_line(entry.back()))
                complain(file, item.second, name + ": a " + key + " is one line without a full stop");
        }
        if (item.second.size() != keys.size())
            complain(file, item.second, name + ": an entry has as many texts as the head of the file says");
        if (!entries.emplace(name, entry).second)
            complain(file, item.first, name + " occurs twice");
    }
    compare(file, section, entries, names);
    return entries;
}

Entries read_sentences(const std::string& file, const YAML::Node& section) {
    Entries entries;
    for (const auto& item : section) {
        const auto name = item.first.as<std::string>();
        if (!item.second.IsScalar() || item.second.Scalar().empty() || !is_one_line(item.second.Scalar()))
            complain(file, item.second, name + ": an explanation is one line without a full stop");
        else if (!entries.emplace(name, Entry{item.second.Scalar()}).second)
            complain(file, item.first, name + " occurs twice");
    }
    compare(file, section, entries, explanations);
    return entries;
}

Words read(const std::string& file) {
    const YAML::Node document = YAML::LoadFile(file);
    return {read_entries(file, document["findings"], {"message", "cause", "remedy"}, codes),
            read_entries(file, document["sub_indications"], {"message", "cause", "remedy", "case"}, sub_indications),
            read_sentences(file, document["explanations"])};
}

std::string literal(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + "\"";
}

std::string row(const Entry& entry) {
    std::string out;
    for (const std::string& text : entry)
        out += (out.empty() ? "{" : ", ") + literal(text);
    return out + "}";
}

/** One array for each language. `type` holds one entry. */
template <typename Names>
std::string arrays(const std::string& type, const std::string& prefix, const std::vector<Words>& languages,
                   Entries Words::*section, const Names& names, std::size_t empty_rows) {
    std::string out;
    for (std::size_t i = 0; i < languages.size(); ++i) {
        out += "constexpr std::array<" + type + ", " + std::to_string(names.size() + empty_rows) + "> " + prefix +
               std::to_string(i) + "{{\n";
        for (std::size_t n = 0; n < empty_rows; ++n)
            out += "    {},\n";
        for (const std::string_view name : names) {
            const auto found = (languages[i].*section).find(std::string{name});
            if (found != (languages[i].*section).end())
                out += "    " + row(found->second) + ",\n";
        }
        out += "}};\n";
    }
    return out;
}

std::string look_up(const std::string& head, const std::string& prefix, const std::string& index,
                    const std::vector<std::string>& tags) {
    std::string out =
        head + " {\n    const auto row = static_cast<std::size_t>(" + index + ");\n" + "    switch (language) {\n";
    for (std::size_t i = 0; i < tags.size(); ++i)
        out += "    case Language::" + tags[i] + ":\n        return " + prefix + std::to_string(i) + "[row];\n";
    return out + "    }\n    return " + prefix + "0[row];\n}\n\n";
}

std::string tag_of(std::string path) {
    path = path.substr(path.find_last_of('/') + 1);
    return path.substr(0, path.find('.'));
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: compile_catalogue OUT.cpp MESSAGES.yaml…\n";
        return 2;
    }
    std::vector<Words> languages;
    std::vector<std::string> tags;
    for (int i = 2; i < argc; ++i) {
        languages.push_back(read(argv[i]));
        tags.push_back(tag_of(argv[i]));
    }
    std::string out = "// Generated from messages/*.yaml; do not edit.\n#include \"base/catalogue.hpp\"\n\n"
                      "namespace requal {\nnamespace {\n";
    out += arrays("CatalogueEntry", "finding_", languages, &Words::findings, codes, 0);
    // SubIndication::none stands before the others and has no words.
    out += arrays("SubIndicationEntry", "sub_indication_", languages, &Words::sub_indications, sub_indications, 1);
    out += arrays("std::string_view", "explanation_", languages, &Words::explanations, explanations, 0);
    out += "} // namespace\n\n";
    out += look_up("const CatalogueEntry& catalogue_entry(Code code, Language language) noexcept", "finding_", "code",
                   tags);
    out += look_up("const SubIndicationEntry& sub_indication_entry(SubIndication sub, Language language) noexcept",
                   "sub_indication_", "sub", tags);
    out += look_up("std::string_view explanation_words(Explanation explanation, Language language) noexcept",
                   "explanation_", "explanation", tags);
    out += "} // namespace requal\n";
    if (problems > 0)
        return 1;
    std::ofstream file(argv[1]);
    file << out;
    return file.flush() ? 0 : 1;
}
