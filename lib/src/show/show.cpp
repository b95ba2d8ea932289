#include "requal/show.hpp"
#include "requal/codes.hpp"

#include "credential/elm3.hpp"
#include "credential/profile_tables.hpp"
#include "credential/vocabulary.hpp"
#include "credential/xml_credential.hpp"
#include "crypto/certificate.hpp"
#include "crypto/digest.hpp"
#include "intake/open.hpp"
#include "show/digests.hpp"
#include "show/xml_credentials.hpp"

#include "requal/base64.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <numeric>

namespace requal {

std::vector<const Credential*> ShownFile::credentials() const {
    std::vector<const Credential*> all{&credential};
    for (const auto& one : further)
        all.push_back(one.get());
    return all;
}

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

} // namespace

struct Viewer::Parts {
    explicit Parts(const DataFolder& data) : vocabularies(data), profile(data) {}
    credential::Vocabularies vocabularies;
    credential::ProfileTables profile;
};

Viewer::Viewer(const DataFolder& data) : m_parts(std::make_unique<const Parts>(data)) {}
Viewer::Viewer(Viewer&&) noexcept = default;
Viewer::~Viewer() = default;

ShownFile Viewer::show(std::string_view content, const Limits& limits, UnsealedContent unsealed) const {
    const intake::Opened opened = intake::open(content, limits);
    if (opened.content_problem)
        throw Error{opened.content_problem->code, opened.content_problem->arguments, opened.content_problem->where};
    ShownFile out;
    out.kind = intake::kind_text(opened.kind);
    out.kind_description = intake::kind_description(opened.kind);
    out.packaging = intake::packaging_text(opened.packaging);
    out.sha256 = crypto::sha256_hex(as_bytes(content));
    if (credential::is_xml_credential(opened.kind)) {
        show::read_xml(*opened.xml, opened.kind, m_parts->vocabularies, unsealed, limits, out);
        return out;
    }
    if (opened.credential == nullptr) {
        if (opened.content_beside)
            throw Error{Code::jades_content_beside};
        if (opened.kind == intake::Kind::other_json || opened.kind == intake::Kind::other_xml)
            throw Error{Code::input_not_a_credential, {{"kind", out.kind_description}}};
        throw Error{Code::input_kind_not_supported, {{"kind", out.kind_description}}};
    }
    if (opened.jws) {
        out.signatures = opened.jws->signatures.size();
        out.sealed = out.signatures > 0;
        out.outside = opened.jws->outside;
        std::vector<std::size_t> all(out.signatures);
        std::iota(all.begin(), all.end(), 0);
        out.covered_by = {std::move(all)};
        for (const intake::JwsSignature& signature : opened.jws->signatures)
            if (std::string subject = claimed_signer(signature); !subject.empty())
                out.claimed_signers.push_back(std::move(subject));
    }
    out.credential_where = opened.credential_where;
    const credential::Graph graph{*opened.credential, limits, opened.credential_where};
    std::vector<Credential> read = credential::read_elm3_subjects(
        graph, m_parts->vocabularies, [this](std::string_view term) { return m_parts->profile.is_term(term); },
        limits);
    for (Credential& one : read) {
        show::add_digests(
            one, [&](const std::string& where) { return std::string{at(opened.document->root(), where).text()}; });
        if (&one == &read.front())
            out.credential = std::move(one);
        else
            out.further.push_back(std::make_shared<const Credential>(std::move(one)));
    }
    out.covered_by.resize(out.sealed ? read.size() : 0,
                          out.sealed ? out.covered_by.front() : std::vector<std::size_t>{});
    return out;
}

} // namespace requal
