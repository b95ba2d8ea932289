/** @file
 * Opens a file of any kind: recognises it, takes off its envelope, hands on content and signatures.
 *
 *     const intake::Opened file = intake::open(bytes, limits);
 *     if (file.credential != nullptr) read(*file.credential);
 *
 * Judges nothing. An Opened is read-only after open() and belongs to one thread or to many readers.
 */
#pragma once

#include "intake/jws.hpp"
#include "intake/kind.hpp"
#include "xml/document.hpp"

#include <memory>

namespace requal::intake {

struct Opened {
    Kind kind = Kind::other_json;
    Packaging packaging = Packaging::bare;

    /** The envelope; absent when the file is not signed in this way. */
    std::optional<Jws> jws;
    /** The bytes that the signatures speak of, decoded when `b64` is true. Nothing when a JWS has no payload, or
     *  its signatures speak of contents beside the file. */
    std::optional<std::string> payload;
    /** The parsed content: of the payload when there is an envelope, else of the file. */
    std::optional<json::Document> document;
    /** The parsed content when the file is XML, whatever its kind; shared because seals and readers hold places in
     * it. */
    std::shared_ptr<xml::Document> xml;
    /** The credential inside `document`; null when the kind is not an ELM 3 credential in JSON. */
    const json::Value* credential = nullptr;
    /** Pointer of the credential inside its document: "" or "/credential" for the uploadable wrapper. */
    std::string credential_where;
    /** The envelope holds a seal alone: what it signs lies elsewhere. */
    bool content_beside = false;
    /** Set when the payload of an envelope is no acceptable JSON: the seal can be judged, the content not. */
    std::optional<Finding> content_problem;
};

/** @throws Error json_* and xml_* when a bare file is not acceptable; input_empty, input_unknown_kind.
 *  Kinds that later rooms cannot read are returned, not thrown: the caller says "not yet supported". */
[[nodiscard]] Opened open(std::string_view content, const Limits& limits);

} // namespace requal::intake
