#include "trust_options.hpp"

#include "requal/text.hpp"

#include <algorithm>

namespace requal::tools {

OptionGroup trust_options() {
    return {
        "Trust options",
        {{'a',
          "anchor",
          "FILE",
          "Trust the certificates in FILE (PEM or DER): a root, an intermediate authority, or a single seal or "
          "time-stamp authority.",
          true,
          {}},
         {'\0',
          "anchors",
          "DIR",
          "Trust the certificates in the files *.pem, *.crt, *.cer and *.der of DIR.",
          true,
          {}},
         {'T',
          "trust",
          "DIR",
          "Trust the authorities of this bundle of trusted lists. Default: REQUAL_TRUST, else the bundle of the "
          "user or of the system, when there is one.",
          false,
          {}},
         {'\0', "no-trust", "", "Use no bundle, also when there is one.", false, {}},
         {'\0',
          "policy",
          "FILE",
          "Rules about algorithms, revocation answers and the age of lists: a file, or 'default' or 'strict'.",
          false,
          {}},
         {'\0',
          "online",
          "",
          "Fetch missing or outdated revocation answers from the public servers that certificates below a trusted "
          "authority name; the report says what was fetched. Without it nothing is.",
          false,
          {}},
         {'\0',
          "online-allow",
          "HOST",
          "With --online, also ask this server, by the name or address that certificates give it: in a network of "
          "one's own, and for missing certificates of authorities.",
          true,
          {}},
         {'\0', "certificate", "FILE", "A further certificate for finding paths; it is not trusted.", true, {}},
         {'\0', "crl", "FILE", "A revocation list (DER or PEM) of an authority on the path.", true, {}},
         {'\0', "ocsp", "FILE", "An OCSP answer (DER) about a certificate on the path.", true, {}},
         {'\0',
          "detached",
          "FILE",
          "A content that the seal speaks of and the file does not carry; NAME=FILE gives it the name that the "
          "seal uses.",
          true,
          {}},
         {'\0',
          "detached-digest",
          "DIGEST",
          "Only the digest of such a content as ALGORITHM:BASE64, when the content must not leave its place.",
          true,
          {}},
         {'\0',
          "detached-header",
          "HEADER",
          "A header of the HTTP message that the seal speaks of, as 'Name: value', in the order of the message; "
          "its body goes with --detached.",
          true,
          {}}}};
}

NamedTrust named_trust(const ParsedOptions& options) {
    NamedTrust named{options.all("anchor"),
                     options.all("anchors"),
                     options.all("certificate"),
                     options.all("crl"),
                     options.all("ocsp"),
                     options.all("detached"),
                     {},
                     {},
                     {},
                     options.get("policy")};
    if (options.has("trust") && options.has("no-trust"))
        throw UsageError{"--trust and --no-trust exclude each other"};
    if (options.has("trust"))
        named.bundle_folder = options.get("trust");
    else if (!options.has("no-trust"))
        named.bundle_folder = TrustBundle::default_folder().value_or("");
    named.online = options.has("online");
    for (std::string host : options.all("online-allow")) {
        std::transform(host.begin(), host.end(), host.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        named.online_hosts.push_back(std::move(host));
    }
    if (!named.online && !named.online_hosts.empty())
        throw UsageError{"--online-allow is for --online"};
    for (const std::string& digest : options.all("detached-digest")) {
        auto content = detached_digest(digest);
        if (!content)
            throw UsageError{
                "--detached-digest is no digest: '" + escape_terminal(digest) + "'",
                "write ALGORITHM:BASE64, for example SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="};
        named.detached_digests.push_back(std::move(*content));
    }
    for (const std::string& text : options.all("detached-header")) {
        auto header = http_header(text);
        if (!header)
            throw UsageError{"--detached-header is no header: '" + escape_terminal(text) + "'",
                             "write 'Name: value', for example 'Content-Type: application/json'"};
        named.headers.push_back(std::move(*header));
    }
    return named;
}

VerifyOptions load_trust(const NamedTrust& named, const Settings& settings) {
    std::vector<std::string> files = named.anchor_files;
    for (const std::string& folder : named.anchor_folders) {
        const auto inside = TrustAnchors::files_of_folder(folder);
        files.insert(files.end(), inside.begin(), inside.end());
    }
    VerifyOptions options;
    options.at = settings.at;
    options.limits = settings.limits;
    options.language = settings.language_tag;
    options.anchors = TrustAnchors::from_files(files);
    if (!named.bundle_folder.empty())
        options.bundle = TrustBundle::open(named.bundle_folder);
    options.policy = named.policy;
    options.online = named.online;
    options.online_hosts = named.online_hosts;
    options.evidence = CallerEvidence::from_files(named.certificates, named.revocation_lists, named.ocsp_answers);
    for (const std::string& file : named.detached_files)
        options.detached.push_back(detached_file(file, settings.limits.input_bytes));
    options.detached.insert(options.detached.end(), named.detached_digests.begin(), named.detached_digests.end());
    options.headers = named.headers;
    return options;
}

ExitStatus exit_status_of(Verdict verdict) noexcept {
    switch (verdict) {
    case Verdict::valid:
        return ExitStatus::passed;
    case Verdict::invalid:
        return ExitStatus::failed;
    case Verdict::indeterminate:
        return ExitStatus::indeterminate;
    case Verdict::unprocessable:
        break;
    }
    return ExitStatus::unprocessed;
}

} // namespace requal::tools
