// requal-seal: seals a credential or a statement with a key that the user holds.

#include "tool.hpp"

#include "requal/codes.hpp"
#include "requal/sealing.hpp"
#include "requal/text.hpp"

#include <filesystem>

namespace requal::tools {
namespace {

constexpr std::uint64_t key_file_limit = 1024U * 1024U;

class SealTool : public Tool {
  public:
    SealTool() {
        m_description.groups = {
            {"Seal options",
             {{'k', "key", "FILE", "The private key, PEM.", false, {}},
              {'c',
               "certificate",
               "FILE",
               "The certificate of the key, PEM or DER; further certificates in the file are put into the seal after "
               "it.",
               false,
               {}},
              {'\0', "pass-file", "FILE", "The first line of FILE is the pass phrase of the key.", false, {}},
              {'\0',
               "alg",
               "NAME",
               "The algorithm. Default: RS256, ES256, ES384, ES512 or EdDSA, as the key demands.",
               false,
               {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}},
              {'\0',
               "into",
               "DIR",
               "Write each sealed input into DIR under its own name; needed for several inputs.",
               false,
               {}}}},
            input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        if (!options.has("key") || !options.has("certificate"))
            throw UsageError{"--key and --certificate are needed",
                             "requal-seal --key key.pem --certificate seal.pem credential.jsonld -o sealed.jsonld"};
        m_into = options.get("into");
        if (!m_into.empty() && !settings.output_path.empty())
            throw UsageError{"--into and --output exclude each other"};
        if (m_into.empty() && (options.positionals().size() > 1 || options.has("files-from")))
            throw UsageError{"several inputs need --into DIR"};
        for (const std::string& input : options.positionals())
            if (!settings.output_path.empty() && same_file(input, settings.output_path))
                throw UsageError{"the output would overwrite the input '" + escape_terminal(input) + "'"};
    }

    ExitStatus run(Run& run) override {
        const SealingKey key = load_key(run.options());
        const Settings& settings = run.settings();
        if (!key.certificate_valid_at(settings.at))
            run.diagnostics().warning("the certificate of " + key.certificate_subject() + " is not valid at " +
                                      rfc3339(settings.at) + "; the seal will not be accepted");
        run.over_inputs(
            [&](const Input& input) {
                std::string sealed = seal_jades(input.content, key, settings.at, settings.limits);
                if (m_into.empty())
                    return Record{ExitStatus::passed, "sealed", std::move(sealed), {}};
                const std::string target = (std::filesystem::path{m_into} / name_of(input.path)).string();
                if (same_file(input.path, target))
                    throw UsageError{"the output would overwrite the input '" + escape_terminal(input.path) + "'"};
                write_new_file(target, sealed);
                return Record{ExitStatus::passed,
                              "sealed",
                              escape_terminal(input.path) + ": sealed as " + escape_terminal(target) + "\n",
                              {}};
            },
            [](const std::string& /*path*/, const Error& /*error*/) {
                return Record{ExitStatus::unprocessed, "unprocessable", {}, {}};
            });
        return run.finish();
    }

  private:
    static bool same_file(const std::string& a, const std::string& b) {
        std::error_code ignored;
        return std::filesystem::equivalent(a, b, ignored);
    }
    static std::string name_of(const std::string& path) {
        return path == "-" ? "sealed.jsonld" : std::filesystem::path{path}.filename().string();
    }

    static SealingKey load_key(const ParsedOptions& options) {
        std::string phrase;
        const auto read = [](const std::string& file) {
            try {
                return read_file(file, key_file_limit);
            } catch (const Error& error) {
                // A key that cannot be read ends the run: it is no input.
                throw Error{Code::sealing_file_unreadable, {{"detail", message(error.finding(), Language::en)}}}
                    .in_file(file);
            }
        };
        if (options.has("pass-file")) {
            phrase = read(options.get("pass-file"));
            phrase = phrase.substr(0, phrase.find_first_of("\r\n"));
        }
        // One after the other: in a call the compiler chooses which missing file is named first.
        const std::string key = read(options.get("key"));
        const std::string certificate = read(options.get("certificate"));
        return SealingKey::from_pem(key, phrase, certificate, options.get("alg"));
    }

    ToolDescription m_description{
        .name = "requal-seal",
        .summary = "Seal a credential or a statement (JAdES baseline B) with a key that you hold.",
        .usage = {"[OPTIONS] --key KEY.pem --certificate CERT.pem FILE",
                  "[OPTIONS] --key KEY.pem --certificate CERT.pem --into DIR FILE…"},
        .details = "The seal covers the exact bytes of the file, which must be a JSON object. It claims the time of "
                   "--at, or now; no time-stamp is added. What the file says is not checked.",
        .groups = {},
        .examples = {{"requal-seal -k key.pem -c seal.pem credential.jsonld -o sealed.jsonld", "one credential"},
                     {"requal-verify --anchor authority.pem sealed.jsonld", "and what others will see"}},
        .schema = ""};
    std::string m_into;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::SealTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
