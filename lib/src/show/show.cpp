#include "requal/show.hpp"

#include "credential/elm3.hpp"
#include "credential/profile_tables.hpp"
#include "credential/vocabulary.hpp"
#include "crypto/certificate.hpp"
#include "crypto/digest.hpp"
#include "intake/open.hpp"

#include "requal/base64.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal {
namespace {

/** Subject of the first certificate of a signature's header; empty when it carries none that can be
 * read. */
std::string claimed_signer(const intake::JwsSignature& signature) {
    for (const json::Value* header :
         {signature.protected_header ? &signature.protected_header->root() : nullptr, signature.unprotected_header}) {
        if (header == nullptr || (*header)["x5c"].size() == 0)
            continue;
        const auto der = base64_decode((*header)["x5c"].items().front().text(), Base64::standard);
        if (const auto certificate = der ? crypto::Certificate::from_der(*der) : std::nullopt)
            return certificate->facts().subject;
    }
    return {};
}

/** The value at a JSON pointer that our own reader made. */
const json::Value& at(const json::Value& root, std::string_view pointer) {
    const json::Value* value = &root;
    while (!pointer.empty() && value->exists()) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string_view step = pointer.substr(0, end);
        pointer.remove_prefix(end);
        std::size_t index = 0;
        const json::Value* next = nullptr;
        for (const json::Value& item : value->items())
            if (step == (value->is_array() ? json::pointer_step(index++) : json::pointer_step(item.name()))) {
                next = &item;
                break;
            }
        static const json::Value absent{};
        value = next != nullptr ? next : &absent;
    }
    return *value;
}

void add_digest(MediaObject& media, const json::Value& root) {
    if (!media.decodable)
        return;
    std::string text{at(root, media.content_where).text()};
    if (text.starts_with("data:"))
        text.erase(0, text.find(',') + 1);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    if (const auto bytes = base64_decode(text, Base64::standard))
        media.sha256 = crypto::sha256_hex(*bytes);
}

/** Digests let a person compare an attachment with a file in hand. */
void add_digests(Credential& credential, const json::Value& root) {
    for (MediaObject& media : credential.attachments)
        add_digest(media, root);
    for (DisplayPage& page : credential.display.pages)
        add_digest(page.image, root);
    for (Evidence& evidence : credential.evidence)
        for (MediaObject& media : evidence.embedded)
            add_digest(media, root);
}

} // namespace

struct Viewer::Parts {
    explicit Parts(const DataFolder& data) : vocabularies(data), profile(data) {}
    credential::Vocabularies vocabularies;
    credential::ProfileTables profile;
};

Viewer::Viewer(const DataFolder& data) : m_parts(std::make_unique<const Parts>(data)) {}
Viewer::Viewer(Viewer&&) noexcept = default;
Viewer::~Viewer() = default;

ShownFile Viewer::show(std::string_view content, const Limits& limits) const {
    const intake::Opened opened = intake::open(content, limits);
    if (opened.content_problem)
        throw Error{opened.content_problem->code, opened.content_problem->arguments, opened.content_problem->where};
    if (opened.credential == nullptr) {
        const std::string kind{intake::kind_description(opened.kind)};
        if (opened.kind == intake::Kind::other_json || opened.kind == intake::Kind::other_xml)
            throw Error{Code::input_not_a_credential, {{"kind", kind}}};
        throw Error{Code::input_kind_not_supported, {{"kind", kind}}};
    }
    ShownFile out;
    out.kind = intake::kind_text(opened.kind);
    out.kind_description = intake::kind_description(opened.kind);
    out.packaging = intake::packaging_text(opened.packaging);
    if (opened.jws) {
        out.signatures = opened.jws->signatures.size();
        out.sealed = out.signatures > 0;
        out.outside = opened.jws->outside;
        for (const intake::JwsSignature& signature : opened.jws->signatures)
            if (std::string subject = claimed_signer(signature); !subject.empty())
                out.claimed_signers.push_back(std::move(subject));
    }
    out.credential_where = opened.credential_where;
    out.sha256 = crypto::sha256_hex(as_bytes(content));
    const credential::Graph graph{*opened.credential, limits, opened.credential_where};
    out.credential = credential::read_elm3(
        graph, m_parts->vocabularies, [this](std::string_view term) { return m_parts->profile.is_term(term); },
        limits);
    add_digests(out.credential, opened.document->root());
    return out;
}

} // namespace requal
