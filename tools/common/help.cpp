#include "help.hpp"

#include "requal/libraries.hpp"
#include "requal/version.hpp"

#include <sstream>

namespace requal::tools {
namespace {

constexpr std::size_t width = 79;

std::string wrap(const std::string& text, std::size_t indent) {
    std::istringstream words{text};
    std::string out;
    std::string line(indent, ' ');
    std::string word;
    while (words >> word) {
        if (line.size() > indent && line.size() + 1 + word.size() > width) {
            out += line + "\n";
            line.assign(indent, ' ');
        }
        line += (line.size() > indent ? " " : "") + word;
    }
    return out + line + "\n";
}

std::string spelled(const Option& option) {
    std::string out = option.letter == '\0' ? "      " : std::string{"  -"} + option.letter + ", ";
    out += "--" + option.name;
    if (!option.value_name.empty())
        out += " " + option.value_name;
    return out;
}

std::string join(const std::vector<std::string>& words, const std::string& between) {
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : between) + word;
    return out;
}

/** A shell function's name may hold no hyphen. */
std::string identifier(std::string name) {
    for (char& c : name)
        if (c == '-')
            c = '_';
    return name;
}

bool wants_file(const Option& option) {
    return option.value_name == "FILE" || option.value_name == "DIR";
}

std::string bash_completion(const ToolDescription& tool) {
    const std::string function = "_" + identifier(tool.name);
    std::string words;
    std::string cases;
    for (const OptionGroup& group : tool.groups)
        for (const Option& option : group.options) {
            words += " --" + option.name;
            if (option.letter != '\0')
                words += std::string{" -"} + option.letter;
            std::string patterns = "--" + option.name;
            if (option.letter != '\0')
                patterns += std::string{"|-"} + option.letter;
            if (!option.choices.empty())
                cases += "    " + patterns + ") COMPREPLY=($(compgen -W \"" + join(option.choices, " ") +
                         "\" -- \"$current\")); return ;;\n";
            else if (wants_file(option))
                cases += "    " + patterns + ") COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n";
            else if (!option.value_name.empty())
                cases += "    " + patterns + ") return ;;\n";
        }
    return "# bash completion for " + tool.name + "\n" + function +
           "() {\n  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
           "  COMPREPLY=()\n  case \"$previous\" in\n" +
           cases + "  esac\n  if [[ $current == -* ]]; then\n    COMPREPLY=($(compgen -W \"" + words.substr(1) +
           "\" -- \"$current\"))\n  else\n    COMPREPLY=($(compgen -f -- \"$current\"))\n  fi\n}\n"
           "complete -o filenames -F " +
           function + " " + tool.name + "\n";
}

std::string zsh_quoted(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else if (c == '[' || c == ']' || c == ':' || c == '\\')
            out += std::string{"\\"} + c;
        else
            out += c;
    }
    return out;
}

std::string zsh_completion(const ToolDescription& tool) {
    std::string out = "#compdef " + tool.name + "\n\n_arguments -s \\\n";
    for (const OptionGroup& group : tool.groups)
        for (const Option& option : group.options) {
            const std::string sentence = option.help.substr(0, option.help.find(". "));
            std::string action;
            if (!option.choices.empty())
                action = ":" + option.value_name + ":(" + join(option.choices, " ") + ")";
            else if (wants_file(option))
                action = ":" + option.value_name + ":_files";
            else if (!option.value_name.empty())
                action = ":" + option.value_name + ":";
            const std::string star = option.repeatable ? "*" : "";
            const std::string tail = "[" + zsh_quoted(sentence) + "]" + zsh_quoted("") + action + "' \\\n";
            out += "  '" + star + "--" + option.name + tail;
            if (option.letter != '\0')
                out += "  '" + star + "-" + option.letter + tail;
        }
    return out + "  '*:file:_files'\n";
}

} // namespace

std::string help_text(const ToolDescription& tool) {
    std::string out;
    for (const std::string& form : tool.usage)
        out += (out.empty() ? "Usage: " : "       ") + tool.name + " " + form + "\n";
    out += "\n" + wrap(tool.summary, 0);
    std::istringstream paragraphs{tool.details};
    for (std::string paragraph; std::getline(paragraphs, paragraph);)
        out += paragraph.empty() ? "" : "\n" + wrap(paragraph, 0);
    for (const OptionGroup& group : tool.groups) {
        out += "\n" + group.title + ":\n";
        for (const Option& option : group.options) {
            const std::string left = spelled(option);
            std::string help = option.help;
            if (!option.choices.empty())
                help += " One of: " + join(option.choices, ", ") + ".";
            const std::string right = wrap(help, 30);
            if (left.size() > 28)
                out += left + "\n" + right;
            else
                out += left + right.substr(left.size());
        }
    }
    if (!tool.examples.empty()) {
        out += "\nExamples:\n";
        for (const auto& [command, what] : tool.examples)
            out += "  " + command + "\n" + wrap(what, 6);
    }
    return out + "\n" +
           wrap("Exit status: 0 yes, 1 no, 2 wrong call, 3 cannot tell, 4 an input could not be judged, 5 tables or "
                "output unusable, 70 a bug. See " +
                    tool.name + "(1) for all of it.",
                0);
}

std::string version_text(const ToolDescription& tool) {
    return tool.name + " " + std::string{version()} + "\nlibrequal " + std::string{version()} + ", " +
           library_versions() + "\n";
}

std::string completion_script(const ToolDescription& tool, const std::string& shell) {
    return shell == "zsh" ? zsh_completion(tool) : bash_completion(tool);
}

OptionGroup input_options() {
    return {"Input options",
            {{'\0',
              "files-from",
              "FILE",
              "Read the list of inputs from FILE, one a line; - is standard input.",
              false,
              {}},
             {'0', "null", "", "The list of --files-from is separated by NUL bytes instead of line ends.", false, {}},
             {'\0', "max-size", "BYTES", "Refuse inputs larger than this. Default: 20971520 (20 MiB).", false, {}}}};
}

OptionGroup common_options(const ToolDescription& tool) {
    OptionGroup group{"Common options", {}};
    if (!tool.schema.empty())
        group.options.push_back(
            {'f', "format", "FORMAT", "How the answer is written. Default: text.", false, tool.formats});
    group.options.push_back({'o',
                             "output",
                             "FILE",
                             "Write the answer to FILE, whole or not at all. Default: standard output.",
                             false,
                             {}});
    group.options.push_back({'\0', "lang", "TAG", "Language of the words. Default: en.", false, {}});
    group.options.push_back(
        {'\0', "at", "TIME", "Judge as of this time, for example 2023-10-01T00:00:00Z. Default: now.", false, {}});
    group.options.push_back(
        {'\0',
         "color",
         "WHEN",
         "Colour in text output. Default: auto, which is off when the output is no terminal or NO_COLOR is set.",
         false,
         {"auto", "always", "never"}});
    group.options.push_back({'q', "quiet", "", "No messages on standard error except errors.", false, {}});
    group.options.push_back(
        {'v', "verbose", "", "Say more: passed checks in full, unmapped members, settings used.", false, {}});
    if (!tool.schema.empty())
        group.options.push_back(
            {'\0', "print-schema", "", "Print the JSON Schema of the JSON output and end.", false, {}});
    group.options.push_back(
        {'\0', "completion", "SHELL", "Print the completion script for a shell and end.", false, {"bash", "zsh"}});
    group.options.push_back({'h', "help", "", "Print this help and end.", false, {}});
    group.options.push_back(
        {'V', "version", "", "Print the versions of the tool and its libraries and end.", false, {}});
    return group;
}

} // namespace requal::tools
