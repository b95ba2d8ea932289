#include "credential/xml_source.hpp"

#include "credential/values.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::credential {
namespace {

/** Unmapped members that are listed one by one; all are counted. */
constexpr std::size_t listed_members = 1000;

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

bool blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/** An empty element without attributes. */
bool says_nothing(const xml::Element& element) {
    return !element.first_child() && blank(element.text()) && element.attributes().empty();
}

} // namespace

std::string Item::where_of(const Child& child) const {
    std::string where = m_where + "/" + std::string{child.name};
    if (child.number > 0)
        where += "[" + std::to_string(child.number) + "]";
    return where;
}

bool XmlSource::ours(const xml::Element& element) const noexcept {
    return std::find(m_spaces.begin(), m_spaces.end(), element.space()) != m_spaces.end();
}

Item::Item(const xml::Element& element, std::string where) : m_element(element), m_where(std::move(where)) {
    std::unordered_map<std::string_view, std::size_t> counts;
    for (xml::Element at = element.first_child(); at; at = at.next())
        m_children.push_back({at.name(), at, ++counts[at.name()]});
    for (Child& child : m_children)
        if (counts[child.name] == 1)
            child.number = 0;
}

Item XmlSource::open(const xml::Element& element, std::string where) {
    Item item{element, std::move(where)};
    spend(1 + item.m_children.size(), 0);
    return item;
}

std::vector<Item> XmlSource::any(const Item& parent, const std::vector<std::string_view>& names) {
    std::vector<Item> found;
    for (const Item::Child& child : parent.m_children)
        if (std::find(names.begin(), names.end(), child.name) != names.end() && ours(child.element)) {
            if (found.size() >= m_limits.siblings)
                throw Error{Code::credential_expands_too_much, {}, parent.where()};
            use(child.element);
            found.push_back(open(child.element, parent.where_of(child)));
        }
    return found;
}

std::vector<Item> XmlSource::all(const Item& parent, std::string_view name) {
    std::vector<Item> found;
    for (const Item::Child& child : parent.m_children)
        if (child.name == name && ours(child.element)) {
            if (found.size() >= m_limits.siblings)
                throw Error{Code::credential_expands_too_much, {}, parent.where()};
            use(child.element);
            found.push_back(open(child.element, parent.where_of(child)));
        }
    return found;
}

Item XmlSource::first(const Item& parent, std::string_view name) {
    Item found;
    for (const Item::Child& child : parent.m_children) {
        if (child.name != name || !ours(child.element))
            continue;
        if (found) {
            // The others stay unmapped, and are listed.
            report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", found.where()}},
                   parent.where_of(child));
            break;
        }
        use(child.element);
        found = open(child.element, parent.where_of(child));
    }
    return found;
}

std::vector<Place> XmlSource::records(const Item& parent) const {
    std::vector<Place> found;
    for (const Item::Child& child : parent.m_children)
        if (ours(child.element))
            found.push_back({child.element, parent.where_of(child)});
    return found;
}

void XmlSource::skip(const Item& parent, std::string_view name) {
    for (const Item::Child& child : parent.m_children)
        if (child.name == name) {
            use(child.element);
            m_closed.insert(child.element.node());
        }
}

std::string XmlSource::text(const Item& item) {
    if (!item)
        return {};
    m_texts.insert(item.element().node());
    std::string text = item.element().trimmed_text();
    spend(1, text.size());
    return text;
}

std::string XmlSource::attribute(const Item& item, std::string_view name, std::string_view space) {
    std::string value = item.element().attribute_text(name, space);
    spend(0, value.size());
    return value;
}

DateTime XmlSource::date(const Item& parent, std::string_view name) {
    const Item item = first(parent, name);
    return item ? date_of(text(item), item.where()) : DateTime{};
}

LocalisedText XmlSource::plain_text(const Item& item) {
    LocalisedText out;
    if (item)
        add_text(out, "", text(item), item.where());
    return out;
}

void XmlSource::add_text(LocalisedText& text, std::string_view language, std::string words,
                         const std::string& where) {
    if (words.empty())
        return;
    if (text.where.empty())
        text.where = where;
    const auto entry =
        std::find_if(text.entries.begin(), text.entries.end(),
                     [&](const LocalisedText::Entry& known_entry) { return known_entry.language == language; });
    if (entry != text.entries.end())
        entry->values.push_back(std::move(words));
    else
        text.entries.push_back({std::string{language}, {std::move(words)}});
}

Concept XmlSource::known(Concept term) {
    spend(0, sizeof(Concept));
    if (term.id.empty())
        return term;
    const std::string& id = *m_ids.insert(term.id).first;
    for (Finding& finding : look_up(term, m_terms, id))
        if (m_concepts_reported.insert(std::string{code_text(finding.code)} + " " + term.id).second)
            report(finding.code, std::move(finding.arguments), std::move(finding.where));
    return term;
}

Concept XmlSource::country(const std::string& code, const std::string& where) {
    const auto [entry, fresh] = m_codes.try_emplace("country " + code);
    if (fresh)
        entry->second = m_terms.vocabularies().country(code);
    Concept term;
    term.id = entry->second;
    term.notation = code;
    term.where = where;
    return known(std::move(term));
}

Concept XmlSource::language(const std::string& code, const std::string& where) {
    const auto [entry, fresh] = m_codes.try_emplace("language " + code);
    if (fresh)
        entry->second = m_terms.vocabularies().language(code);
    Concept term;
    term.id = entry->second;
    term.notation = code;
    term.where = where;
    return known(std::move(term));
}

void XmlSource::list_unmapped(const Item& top, std::vector<UnmappedMember>& list, std::size_t& count) const {
    const auto add = [&](std::string where, bool known_term) {
        ++count;
        if (list.size() < listed_members)
            list.push_back({std::move(where), known_term});
    };
    const void* node = top.element().node();
    if (m_closed.contains(node))
        return;
    for (const xml::Element::Attribute& attribute : top.element().attributes())
        if (attribute.space != xml_space && attribute.space != schema_instance &&
            !m_attributes.contains(attribute.name))
            add(top.where() + "/@" + attribute.name, attribute.space.empty());
    if (!m_texts.contains(node) && !blank(top.element().text()))
        add(top.where() + "/text()", false);
    for (const Item::Child& child : top.m_children) {
        if (m_used.contains(child.element.node()))
            list_unmapped(Item{child.element, top.where_of(child)}, list, count);
        else if (!says_nothing(child.element))
            add(top.where_of(child), ours(child.element));
    }
}

bool XmlSource::is_copy(const xml::Element& element) {
    if (!m_closed.insert(element.node()).second)
        return false;
    use(element);
    return true;
}

void XmlSource::report(Code code, Arguments arguments, std::string where) {
    if (m_findings.size() < m_limits.findings)
        m_findings.push_back({code, std::move(arguments), std::move(where)});
    else
        ++m_findings_left_out;
}

std::vector<Finding> XmlSource::take_findings() {
    std::vector<Finding> out = std::move(m_findings);
    m_findings.clear();
    if (m_findings_left_out > 0)
        out.push_back({Code::credential_more_findings, {{"count", std::to_string(m_findings_left_out)}}, {}});
    m_findings_left_out = 0;
    return out;
}

void XmlSource::spend(std::size_t values, std::size_t bytes) {
    m_values_read += values;
    m_bytes_read += bytes;
    // Reading an honest file costs about its size: nothing is read twice but what is referred to from several places.
    // The model of a large one is some times as large.
    if (m_values_read > 6 * m_limits.xml_nodes || m_bytes_read > 8 * m_limits.input_bytes)
        throw Error{Code::credential_expands_too_much, {}, {}};
}

} // namespace requal::credential
