#include "credential/reader.hpp"
#include "credential/values.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <array>
#include <charconv>

namespace requal::credential {

using json::Value;

namespace {

std::string number_text(const Value& value) {
    if (value.is_integer())
        return std::to_string(value.integer());
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value.number());
    return {text.data(), end.ptr};
}

} // namespace

std::string Reader::scalar_text(const Value& value) {
    if (value.is_string())
        return std::string{value.text()};
    if (value.is_number())
        return number_text(value);
    if (value.is_boolean())
        return value.truth() ? "true" : "false";
    if (value.is_object() && value["@value"].exists())
        return scalar_text(value["@value"]);
    return {};
}

Values Reader::use(const Node& node, std::string_view name) {
    const Value& member = node.member(name);
    if (member.exists())
        m_used.insert(&member);
    Values out;
    Graph::flatten(member, out);
    spend(1 + out.size(), 0);
    constexpr std::size_t part = 200; // a text with its language and place, and much more than that for others
    spend_memory(part * out.size());
    return out;
}

void Reader::spend_memory(std::size_t bytes) {
    m_memory += bytes;
    if (m_memory > largest_model)
        throw Error{Code::credential_expands_too_much, {}, m_graph.where(m_graph.root())};
}

void Reader::spend(std::size_t values, std::size_t bytes) {
    m_values_read += values;
    m_bytes_read += bytes;
    // An honest file embeds what it repeats, so reading it costs about its size; each value is
    // asked for by several names that it may not have.
    if (m_values_read > 16 * m_limits.json_members || m_bytes_read > 4 * m_limits.input_bytes)
        throw Error{Code::credential_expands_too_much, {}, m_graph.where(m_graph.root())};
}

void Reader::report(Code code, Arguments arguments, std::string where) {
    if (m_findings.size() < m_limits.findings)
        m_findings.push_back({code, std::move(arguments), std::move(where)});
    else
        ++m_findings_left_out;
}

std::vector<std::string> Reader::scalars(const Node& node, std::string_view name) {
    std::vector<std::string> out;
    for (const Value* value : use(node, name)) {
        std::string text = value->is_object() && !(*value)["@value"].exists() ? std::string{Graph::id_of(*value)}
                                                                              : scalar_text(*value);
        spend(0, text.size());
        if (!text.empty())
            out.push_back(std::move(text));
    }
    return out;
}

std::string Reader::scalar(const Node& node, std::string_view name) {
    std::string out;
    for (const std::string& text : scalars(node, name))
        out += (out.empty() ? "" : "; ") + text;
    return out;
}

LocalisedText Reader::text_of(const Value& value) {
    LocalisedText text;
    const auto add = [&text, this](std::string_view language, const Value& of_language) {
        LocalisedText::Entry entry{std::string{language}, {}};
        Values values;
        Graph::flatten(of_language, values);
        for (const Value* one : values)
            if (std::string words = scalar_text(*one); !words.empty()) {
                spend(1, words.size());
                entry.values.push_back(std::move(words));
            }
        // The first words of each language are held apart, and titles are copied.
        constexpr std::size_t of_each = 300;
        spend_memory(of_each + entry.values.size() * sizeof(std::string));
        if (!entry.values.empty())
            text.entries.push_back(std::move(entry));
    };
    Values values;
    Graph::flatten(value, values);
    for (const Value* one : values) {
        if (!one->is_object())
            add("", *one);
        else if ((*one)["@value"].exists())
            add((*one)["@language"].text(), (*one)["@value"]);
        else
            for (const Value& entry : one->items())
                add(entry.name() == "@none" ? std::string_view{} : entry.name(), entry);
    }
    if (!text.entries.empty())
        text.where = where(value);
    return text;
}

LocalisedText Reader::text(const Node& node, std::string_view name) {
    const Value& member = node.member(name);
    if (!member.exists())
        return {};
    m_used.insert(&member);
    return text_of(member);
}

DateTime Reader::date(const Node& node, std::string_view name) {
    const Values values = use(node, name);
    if (values.empty())
        return {};
    DateTime date = date_of(scalar_text(*values.front()), where(*values.front()));
    for (std::size_t i = 1; i < values.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", date.raw}},
               where(*values[i]));
    return date;
}

Concept Reader::read_concept(const Value& value) {
    Concept term;
    spend_memory(sizeof(Concept));
    term.where = where(value);
    const Node node = m_graph.node(value);
    term.id = node.id();
    if (!value.is_object() && !value.is_string())
        term.notation = scalar_text(value);
    if (node.key() != nullptr) {
        term.notation = scalar(node, "notation");
        term.label = text(node, "prefLabel");
        term.definition = text(node, "definition");
        for (const Value* scheme : use(node, "inScheme")) {
            if (term.scheme.empty())
                term.scheme = scheme->is_object() ? Graph::id_of(*scheme) : scheme->text();
            if (scheme->is_object())
                m_used.insert(&(*scheme)["type"]);
        }
    }
    for (Finding& finding : look_up(term, m_terms, node.id()))
        if (m_concepts_reported.insert(std::string{code_text(finding.code)} + " " + term.id).second)
            report(finding.code, std::move(finding.arguments), std::move(finding.where));
    return term;
}

std::vector<Concept> Reader::concepts(const Node& node, std::string_view name) {
    std::vector<Concept> out;
    for (const Value* value : use(node, name))
        out.push_back(read_concept(*value));
    return out;
}

Concept Reader::concept_of(const Node& node, std::string_view name) {
    auto found = concepts(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", found.front().id}},
               found[i].where);
    return found.empty() ? Concept{} : std::move(found.front());
}

Note Reader::read_note(const Value& value) {
    Note note;
    spend_memory(sizeof(Note));
    note.where = where(value);
    const Node node = m_graph.node(value);
    if (!value.is_object() && node.key() == nullptr) {
        note.text = text_of(value); // a plain text where a note belongs
        return note;
    }
    note.text = text(node, "noteLiteral");
    if (note.text.empty() && !node.member("noteLiteral").exists() && node.types().empty() && node.id().empty())
        note.text = text_of(value); // a bare language map
    note.subject = concept_of(node, "subject");
    skip(node, "noteFormat");
    return note;
}

std::vector<Note> Reader::notes(const Node& node, std::string_view name) {
    std::vector<Note> out;
    for (const Value* value : use(node, name))
        out.push_back(read_note(*value));
    return out;
}

Note Reader::note(const Node& node, std::string_view name) {
    auto found = notes(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one,
               {{"member", std::string{name}}, {"used", found.front().text.pick("en").text}}, found[i].where);
    return found.empty() ? Note{} : std::move(found.front());
}

} // namespace requal::credential
