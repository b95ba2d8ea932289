// Build tool: turns messages/*.yaml into catalogue.cpp and stops the build when a code has no text, when a text
// belongs to no code, or when a line breaks the rules for messages.
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

namespace {

// Not deduced as a std::array: clang limits the fold expression in that to 256.
constexpr auto codes = std::to_array<std::string_view>({
#define REQUAL_FINDING(id, code, effect, severity, cite) code,
#include "requal/findings.def"
#undef REQUAL_FINDING
});

struct Entry {
    std::string message, cause, remedy;
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

std::map<std::string, Entry> read(const std::string& file) {
    std::map<std::string, Entry> entries;
    const YAML::Node document = YAML::LoadFile(file);
    for (const auto& item : document["findings"]) {
        const auto code = item.first.as<std::string>();
        Entry entry{text_of(file, item.second, "message"), text_of(file, item.second, "cause"),
                    text_of(file, item.second, "remedy")};
        if (entry.message.ends_with('.') || entry.message.find('\n') != std::string::npos)
            complain(file, item.second, code + ": a message is one line without a full stop");
        if (item.second.size() != 3)
            complain(file, item.second, code + ": an entry has message, cause and remedy, nothing else");
        if (!entries.emplace(code, entry).second)
            complain(file, item.first, code + " occurs twice");
    }
    std::set<std::string_view> known(codes.begin(), codes.end());
    for (const auto& [code, entry] : entries)
        if (!known.contains(code))
            complain(file, document, code + " is no code of findings.def");
    for (const std::string_view code : codes)
        if (!entries.contains(std::string{code}))
            complain(file, document, "no entry for " + std::string{code});
    return entries;
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

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: compile_catalogue OUT.cpp MESSAGES.yaml…\n";
        return 2;
    }
    std::string out = "// Generated from messages/*.yaml; do not edit.\n#include \"base/catalogue.hpp\"\n\n"
                      "namespace requal {\nnamespace {\n";
    for (int i = 2; i < argc; ++i) {
        const auto entries = read(argv[i]);
        out += "constexpr std::array<CatalogueEntry, " + std::to_string(codes.size()) + "> language_" +
               std::to_string(i - 2) + "{{\n";
        for (const std::string_view code : codes) {
            const auto found = entries.find(std::string{code});
            if (found == entries.end())
                continue;
            const Entry& e = found->second;
            out += "    {" + literal(e.message) + ", " + literal(e.cause) + ", " + literal(e.remedy) + "},\n";
        }
        out += "}};\n";
    }
    out += "} // namespace\n\nconst CatalogueEntry& catalogue_entry(Code code, Language language) noexcept {\n"
           "    const auto row = static_cast<std::size_t>(code);\n    switch (language) {\n";
    for (int i = 2; i < argc; ++i) {
        std::string tag = argv[i];
        tag = tag.substr(tag.find_last_of('/') + 1);
        tag = tag.substr(0, tag.find('.'));
        out += "    case Language::" + tag + ":\n        return language_" + std::to_string(i - 2) + "[row];\n";
    }
    out += "    }\n    return language_0[row];\n}\n\n} // namespace requal\n";
    if (problems > 0)
        return 1;
    std::ofstream file(argv[1]);
    file << out;
    return file.flush() ? 0 : 1;
}
