// Whatever XML comes: every seal in it is judged, and the document is cut down to what intact seals cover. What is
// left to read was selected by one of them, and a letter of it cannot be changed without losing it.

#include "seal/xml_coverage.hpp"
#include "xml/canonical.hpp"

#include "requal/error.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

Limits small_limits() {
    Limits limits;
    limits.xml_depth = 64;
    limits.xml_nodes = 20'000;
    return limits;
}

void judge(xml::Document& document, const Limits& limits) {
    const seal::XmlSeals seals = seal::read_xml_seals(document, {}, limits);
    std::vector<xml::NodeSet> covered;
    for (const seal::XmlSeal& one : seals.seals) {
        const SealReport& report = one.material.report;
        if (report.value_intact != true)
            expect(one.covered.empty());
        for (const CheckResult& check : one.material.checks)
            for (const Finding& finding : check.findings)
                expect(!message(finding, Language::en).empty() && effect_of(finding.code) != Effect::environment);
        covered.insert(covered.end(), one.covered.begin(), one.covered.end());
        // A counter-signature vouches for the value of its master and for its own parts.
        for (const xml::NodeSet& part : one.covered)
            expect(!one.master || one.element.holds(part.apex()) || one.master.holds(part.apex()));
    }
    const xml::Element root = document.root();
    const xml::Selection whole = xml::divide(document, covered);
    const seal::CoveredContent content = seal::keep_covered(document, seals);
    if (seals.seals.empty()) {
        expect(content.roots.size() == 1 && content.roots.front() == root);
        return;
    }
    std::vector<xml::Element> outside_signatures;
    for (const xml::Element& start : whole.roots) {
        xml::Element at = start;
        while (at && !at.is("Signature", "http://www.w3.org/2000/09/xmldsig#"))
            at = at.parent();
        if (!at)
            outside_signatures.push_back(start);
    }
    expect(content.roots == outside_signatures);
    for (const std::vector<bool>& whole_of : seal::covered_whole(document, seals, content.roots))
        expect(whole_of.size() == content.roots.size());
    // The cut took away what nobody covers, and only that; the properties of a seal went with it, out of the tree.
    const xml::Selection left = xml::divide(document, covered);
    for (const xml::Element& start : content.roots)
        expect(!root.holds(start) || std::find(left.roots.begin(), left.roots.end(), start) != left.roots.end());
    expect(left.rest.empty());
}

/** What may be read of a file, in canonical form; nothing when it has no seal. Exclusive: declarations of namespaces
 *  that stand outside are no content. */
std::optional<std::string> kept(std::string_view text, const Limits& limits) {
    xml::Document document = xml::Document::parse(text, limits);
    const seal::XmlSeals seals = seal::read_xml_seals(document, {}, limits);
    if (seals.seals.empty())
        return std::nullopt;
    std::string all;
    for (const xml::Element& root : seal::keep_covered(document, seals).roots)
        if (document.root().holds(root))
            all +=
                xml::canonicalize(xml::NodeSet::below(document, root, false), {xml::Canonical::exclusive, false, {}})
                    .value_or("");
    return all;
}

char other(char c) {
    return c == 'z' ? 'a' : c == 'Z' ? 'A' : c == '9' ? '0' : static_cast<char>(c + 1);
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/** Changes letters here and there: what was content either goes, or never was; it does not stay in its new form. */
void expect_bound(std::string_view text, const Limits& limits) {
    const auto before = kept(text, limits);
    if (!before || before->empty())
        return;
    constexpr std::size_t places = 6;
    for (std::size_t i = 0; i < places; ++i) {
        // Somewhere, and the same for the same input.
        std::size_t at = (text.size() * i + before->size()) / places % text.size();
        while (at < text.size() && !is_letter_or_digit(text[at]))
            ++at;
        if (at == text.size())
            continue;
        std::string changed{text};
        changed[at] = other(changed[at]);
        try {
            const auto after = kept(changed, limits);
            expect(!after || after->size() != before->size() || *after == *before);
        } catch (const Error& error) {
            expect(effect_of(error.code()) == Effect::unprocessable);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Limits limits = small_limits();
    try {
        xml::Document document = xml::Document::parse({reinterpret_cast<const char*>(data), size}, limits);
        judge(document, limits);
        expect_bound({reinterpret_cast<const char*>(data), size}, limits);
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
