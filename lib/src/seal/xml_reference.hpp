/** @file
 * References of an XML signature: finding what they name, transforming it, comparing its digest (XML Signature 1.1,
 * 4.4.3 and 6.6).
 *
 * Only transforms that cannot change what a reader sees run: canonical forms, base64, and those that leave parts out.
 * Everything else is reported, never run. Every reference is answered even when another one fails.
 */
#pragma once

#include "seal/xml_names.hpp"
#include "xml/canonical.hpp"

#include "requal/detached.hpp"
#include "requal/finding.hpp"
#include "requal/limits.hpp"
#include "requal/report.hpp"

#include "crypto/digest.hpp"

#include <span>
#include <variant>

namespace requal::seal {

/** A node costs about as much as this many bytes of text. */
inline constexpr std::size_t node_cost = 40;

/** Counts what the references of one file cost. */
class Work {
  public:
    explicit Work(std::size_t limit) : m_left(limit) {}
    /** @throws Error xmldsig_too_much_work */
    void spend(std::size_t cost, const xml::Element& where);
    [[nodiscard]] std::size_t left() const noexcept { return m_left; }

  private:
    std::size_t m_left;
};

/** Why a reference is not intact, worst first. */
enum class ReferenceFault : std::uint8_t {
    none,
    ambiguous,   ///< its id occurs twice: nothing may be read through it
    malformed,   ///< it could mean two things
    changed,     ///< found, with another digest
    not_found,   ///< or found in a place where its type may not point
    unsupported, ///< our own limit
};

struct Reference {
    xml::Element element;
    std::string id;
    std::string type;               ///< of the element
    std::optional<std::string> uri; ///< nothing: the attribute is absent
    bool found = false;
    bool intact = false;
    ReferenceFault fault = ReferenceFault::none;
    std::vector<Finding> findings;
    std::optional<crypto::Hash> hash; ///< of the digest

    xml::Element target; ///< the element that "#id" names; does not exist for other URIs
    /** What the transforms left, before its last canonicalisation if there was none; kept for time-stamps. */
    std::shared_ptr<const std::string> octets;
    std::optional<xml::NodeSet> nodes;   ///< set when the transforms ended with nodes
    std::optional<xml::NodeSet> covered; ///< the nodes of this document that the digest speaks of
};

struct ReferenceContext {
    const xml::Document& document;
    xml::Element signature; ///< left out by the enveloped-signature transform
    std::span<const DetachedContent> detached;
    bool only_external = false; ///< the signature has a single reference outside the document
    const Limits& limits;
    Work& work;
    /** Documents parsed from octets on the way; what a Reference holds may point into them. */
    std::vector<std::shared_ptr<xml::Document>>& parsed;
};

[[nodiscard]] Reference check_reference(const xml::Element& element, const ReferenceContext& context);

/** The octets of a reference under a canonicalisation method, as time-stamps take them: the method applies when the
 *  transforms ended with nodes (EN 319 132-1, 4.5). Nothing when the reference has none. */
[[nodiscard]] std::optional<std::string> octets_of(const Reference& reference, const xml::CanonicalMethod& method,
                                                   Work& work);

/** The canonical form of a part, paid for.
 *  @throws Error xmldsig_too_much_work */
[[nodiscard]] std::optional<std::string> canonical_octets(const xml::NodeSet& part,
                                                          const xml::CanonicalMethod& method,
                                                          const xml::Element& asked_by, Work& work);

/** What a reference speaks of, in words: the whole document, or the URI in quotes. */
[[nodiscard]] std::string named(const std::optional<std::string>& uri);

/** Whether a ds:Reference names something outside its document, or nothing at all. */
[[nodiscard]] bool stands_outside(const xml::Element& reference);

/** The fragment of a same-document URI: "x" of "#x" and of "#xpointer(id('x'))". */
[[nodiscard]] std::string fragment_id(std::string_view written);

} // namespace requal::seal
