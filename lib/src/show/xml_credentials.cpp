#include "show/xml_credentials.hpp"

#include "credential/xml_credential.hpp"
#include "crypto/certificate.hpp"
#include "seal/xml_coverage.hpp"
#include "show/content_roots.hpp"
#include "show/digests.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <charconv>

namespace requal::show {
namespace {

constexpr std::string_view signature_space = "http://www.w3.org/2000/09/xmldsig#";

/** Subject of the first certificate that a signature carries; empty when there is none that can be read. */
std::string claimed_signer(const xml::Element& signature) {
    const xml::Element certificate = signature.child("KeyInfo", signature_space)
                                         .child("X509Data", signature_space)
                                         .child("X509Certificate", signature_space);
    std::string text = certificate.text();
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    const auto der = base64_decode(text, Base64::standard);
    const auto read = der ? crypto::Certificate::from_der(*der) : std::nullopt;
    return read ? read->facts().subject : std::string{};
}

/** The element at a path that a reader made, "/elmo/report[2]/attachment", below an element with the path `base`. */
xml::Element at(xml::Element element, std::string_view base, std::string_view path) {
    path.remove_prefix(base.size());
    while (!path.empty() && element) {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        std::string_view step = path.substr(1, end - 1);
        path.remove_prefix(end);
        std::size_t number = 1;
        if (const std::size_t bracket = step.find('['); bracket != std::string_view::npos) {
            std::from_chars(step.data() + bracket + 1, step.data() + step.size(), number);
            step = step.substr(0, bracket);
        }
        element = element.first_child();
        while (element && (element.name() != step || --number > 0))
            element = element.next();
    }
    return element;
}

void name_covering_signatures(const xml::Document& document, const ContentRoots& content, intake::Kind kind,
                              const credential::Reading& reading, ShownFile& out) {
    if (content.seals.seals.empty())
        return;
    std::vector<xml::Element> elements;
    for (const auto& credential : reading.credentials)
        elements.push_back(credential::extent_of(*credential, kind, content.roots));
    const auto whole = seal::covered_whole(document, content.seals, elements);
    out.covered_by.resize(elements.size());
    for (std::size_t i = 0; i < elements.size(); ++i)
        for (std::size_t seal = 0; seal < whole.size(); ++seal)
            if (whole[seal][i])
                out.covered_by[i].push_back(seal);
}

} // namespace

void read_xml(xml::Document& document, intake::Kind kind, const credential::Vocabularies& vocabularies,
              UnsealedContent unsealed, const Limits& limits, ShownFile& out) {
    for (const xml::Element& signature : document.all("Signature", signature_space)) {
        ++out.signatures;
        if (std::string subject = claimed_signer(signature); !subject.empty())
            out.claimed_signers.push_back(std::move(subject));
    }
    out.sealed = out.signatures > 0;
    const ContentRoots content = content_roots(document, unsealed, limits, out);
    const std::vector<xml::Element>& roots = content.roots;
    out.unsealed_shown = unsealed == UnsealedContent::shown;
    credential::Reading reading = credential::read_xml_credential(kind, roots, vocabularies, limits);
    if (reading.credentials.empty() && out.sealed)
        throw Error{Code::credential_not_covered};
    if (reading.credentials.empty())
        throw Error{Code::input_not_a_credential, {{"kind", std::string{intake::kind_description(kind)}}}};
    name_covering_signatures(document, content, kind, reading, out);
    std::vector<std::pair<std::string, xml::Element>> bases;
    bases.reserve(roots.size());
    for (const xml::Element& root : roots)
        bases.emplace_back(root.path(), root);
    const auto content_at = [&bases](const std::string& where) {
        for (const auto& [path, root] : bases)
            if (where.starts_with(path + "/"))
                return at(root, path, where).text();
        return std::string{};
    };
    for (const auto& read : reading.credentials) {
        Credential credential = *read;
        add_digests(credential, content_at);
        if (read == reading.credentials.front())
            out.credential = std::move(credential);
        else
            out.further.push_back(std::make_shared<const Credential>(std::move(credential)));
    }
    out.credential_where = out.credential.where;
    out.presentation = std::move(reading.presentation);
}

} // namespace requal::show
