#include "intake/open.hpp"

#include "intake/compressed.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::intake {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/** Content of a JSON document: its kind, and where the credential stands in it. */
void find_credential(Opened& file) {
    const json::Value& root = file.document->root();
    file.kind = kind_of_json(root);
    const json::Value* credential = &root;
    if (file.kind == Kind::other_json && root["credential"].is_object()) {
        const Kind inner = kind_of_json(root["credential"]);
        if (inner == Kind::elm3_json || inner == Kind::elm3_vcdm2_json) {
            file.kind = inner;
            file.credential_where = "/credential";
            credential = &root["credential"];
            if (!file.jws)
                file.packaging = Packaging::uploadable;
        }
    }
    if (file.kind == Kind::elm3_json || file.kind == Kind::elm3_vcdm2_json)
        file.credential = credential;
}

/** RFC 7797, 3: with `b64` false the payload is the text itself. The first readable header decides how the content is
 *  shown; a second signature that says otherwise is a finding of the seal. */
bool payload_is_encoded(const Jws& jws) {
    for (const JwsSignature& signature : jws.signatures)
        if (signature.protected_header) {
            const json::Value& b64 = signature.protected_header->root()["b64"];
            return !(b64.is_boolean() && !b64.truth());
        }
    return jws.packaging == Packaging::jws_compact;
}

void open_payload(Opened& file, const Limits& limits) {
    const Jws& jws = *file.jws;
    file.packaging = jws.packaging;
    // ETSI TS 119 182-1, 5.2.8.1: a header with `sigD` speaks of contents beside the file. Whatever stands inside is
    // not what it signs.
    for (const JwsSignature& signature : jws.signatures)
        if (signature.protected_header && signature.protected_header->root()["sigD"].exists()) {
            file.content_beside = true;
            return;
        }
    if (!jws.payload_text) {
        file.content_beside = !jws.signatures.empty() && !(jws.outer && jws.outer->root()["payload"].exists());
        return;
    }
    if (payload_is_encoded(jws)) {
        const auto decoded = base64_decode(*jws.payload_text, Base64::url);
        if (!decoded) {
            file.content_problem = Finding{Code::jws_payload_not_base64url, {}, "/payload"};
            return;
        }
        file.payload = std::string{as_text(*decoded)};
    } else {
        file.payload = *jws.payload_text;
    }
    try {
        file.document = json::parse(*file.payload, limits);
        find_credential(file);
    } catch (const Error& error) {
        file.content_problem = error.finding();
    }
}

Kind kind_of_xml(const xml::Element& root) {
    const std::string_view name = root.name();
    const std::string_view space = root.space();
    if (name == "europassCredential" && (space == "http://data.europa.eu/snb" || space.empty()))
        return Kind::elm2_xml;
    if (name == "verifiablePresentation" && space.starts_with("http://data.europa.eu/snb"))
        return Kind::elm2_presentation;
    if (name == "elmo")
        return Kind::elmo_xml;
    if (name == "Accreditations" && space.starts_with("http://data.europa.eu/snb"))
        return Kind::accreditations_xml;
    if (name == "TrustServiceStatusList")
        return Kind::trusted_list_xml;
    return name == "svg" ? Kind::svg : Kind::other_xml;
}

std::optional<Kind> kind_by_magic(std::string_view content) {
    if (content.starts_with("%PDF-"))
        return Kind::pdf;
    if (content.starts_with("PK\x03\x04"))
        return Kind::zip;
    if (content.starts_with("\x89PNG\r\n\x1a\n"))
        return Kind::png;
    return std::nullopt;
}

/** Texts made of token characters: SD-JWT has tildes, JWE four dots, a compact JWS two. */
std::optional<Kind> kind_of_token(std::string_view text) {
    if (text.size() > 3 && text.starts_with("eyJ")) {
        if (text.find('~') != std::string_view::npos)
            return Kind::sd_jwt;
        if (std::count(text.begin(), text.end(), '.') == 4)
            return Kind::jwe;
    }
    return std::nullopt;
}

/** The text of an XML file, from its first `<`; nothing when the content is no XML. */
std::optional<std::string_view> xml_text(std::string_view content) {
    std::string_view text = content.substr(std::min(content.find_first_not_of(blanks), content.size()));
    if (text.starts_with("\xEF\xBB\xBF<")) // a mark before XML is allowed, before JSON it is not
        text.remove_prefix(3);
    // White space before the declaration is an error in XML, yet real files have it: the text is what counts.
    if (text.starts_with('<'))
        return text;
    if (content.starts_with("\xFF\xFE<") || content.starts_with("\xFE\xFF"))
        return content;
    return std::nullopt;
}

void open_xml(Opened& file, std::string_view text, const Limits& limits) {
    file.xml = std::make_shared<xml::Document>(xml::Document::parse(text, limits));
    file.kind = kind_of_xml(file.xml->root());
}

/** Only XML is handed over in this form; what else may be compressed is left as it is. */
void open_compressed(Opened& file, std::string_view bytes, Packaging packaging, const Limits& limits) {
    const std::string content = unpacked(bytes, limits);
    if (looks_like_gzip(content) || looks_like_gzip_in_base64(content))
        throw Error{Code::input_compressed_twice};
    file.kind = Kind::gzip;
    if (const auto text = xml_text(content)) {
        open_xml(file, *text, limits);
        file.packaging = packaging;
    }
}

} // namespace

Opened open(std::string_view content, const Limits& limits) {
    Opened file;
    const std::size_t start = content.find_first_not_of(blanks);
    if (start == std::string_view::npos)
        throw Error{Code::input_empty};
    if (looks_like_gzip(content)) {
        open_compressed(file, content, Packaging::gzip, limits);
        return file;
    }
    if (const auto kind = kind_by_magic(content)) {
        file.kind = *kind;
        return file;
    }
    if (const auto text_of_xml = xml_text(content)) {
        open_xml(file, *text_of_xml, limits);
        return file;
    }
    const std::string_view text = content.substr(start);
    if (looks_like_gzip_in_base64(text)) {
        open_compressed(file, without_base64(text), Packaging::base64_gzip, limits);
        return file;
    }
    if (text.starts_with('{') || text.starts_with('[') || text.starts_with("\xEF\xBB\xBF")) {
        json::Document document = json::parse(content, limits);
        if (looks_like_jws(document.root())) {
            file.jws = open_jws(std::move(document), limits);
            open_payload(file, limits);
        } else {
            file.document = std::move(document);
            find_credential(file);
        }
        return file;
    }
    if (const auto kind = kind_of_token(text)) {
        file.kind = *kind;
        return file;
    }
    if (looks_like_compact_jws(text)) {
        file.jws = open_compact_jws(text, limits);
        open_payload(file, limits);
        return file;
    }
    throw Error{Code::input_unknown_kind, {{"detail", "its first bytes fit no format"}}};
}

} // namespace requal::intake
