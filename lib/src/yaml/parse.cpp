// The only place that sees libyaml. Its events are built into values here: no node of its own resolves aliases or
// keeps the first of two equal keys without a word.

#include "yaml/storage.hpp"

#include "requal/codes.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <stdexcept>
#include <vector>
#include <yaml.h>

namespace requal::yaml {

namespace {

/** Marks count from 0. */
Position position_of(const yaml_mark_t& mark) {
    return {static_cast<std::uint64_t>(mark.line) + 1, static_cast<std::uint64_t>(mark.column) + 1};
}

Error error_at(Position position, Code code, Arguments arguments) {
    return Error{code, std::move(arguments)}.at(position.line, position.column);
}

Error refused(const yaml_mark_t& mark, const char* what) {
    return error_at(position_of(mark), Code::yaml_refused, {{"what", what}});
}

/** What a plain scalar must be to stand for nothing: YAML 1.1, http://yaml.org/type/null.html */
bool is_null(std::string_view text) {
    constexpr std::array<std::string_view, 5> words{"", "~", "null", "Null", "NULL"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::string_view view(const yaml_char_t* text, std::size_t length) {
    return {reinterpret_cast<const char*>(text), length};
}

/** One event, freed with the object. */
class Event {
  public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { yaml_event_delete(&m_event); }
    [[nodiscard]] yaml_event_t* get() { return &m_event; }
    [[nodiscard]] const yaml_event_t& operator*() const { return m_event; }

  private:
    yaml_event_t m_event{};
};

class Parser {
  public:
    explicit Parser(std::string_view text) {
        if (yaml_parser_initialize(&m_parser) == 0)
            throw std::bad_alloc{};
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        // libyaml asserts that there is a text, and an empty view may point nowhere.
        const char* begin = text.empty() ? "" : text.data();
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char*>(begin), text.size());
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() { yaml_parser_delete(&m_parser); }

    /** @throws Error yaml_syntax */
    void next(Event& event) {
        if (yaml_parser_parse(&m_parser, event.get()) != 0)
            return;
        if (m_parser.error == YAML_MEMORY_ERROR)
            throw std::bad_alloc{};
        // An open quote shows at the end of the file; where it began is what must be mended.
        const std::string_view context = m_parser.context == nullptr ? "" : m_parser.context;
        const bool quote = context == "while scanning a quoted scalar";
        throw error_at(position_of(quote ? m_parser.context_mark : m_parser.problem_mark), Code::yaml_syntax,
                       {{"detail", m_parser.problem == nullptr ? "unreadable" : m_parser.problem}});
    }

  private:
    yaml_parser_t m_parser{};
};

} // namespace

class Builder {
  public:
    Builder(const Limits& limits, std::string name) : m_limits(limits) { m_storage->name = std::move(name); }

    void take(const yaml_event_t& event) {
        const yaml_mark_t& mark = event.start_mark;
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            if (m_documents++ > 0)
                throw refused(mark, "a second document");
            break;
        case YAML_ALIAS_EVENT:
            throw refused(mark, "an alias");
        case YAML_SCALAR_EVENT:
            scalar(event);
            break;
        case YAML_SEQUENCE_START_EVENT:
            open(mark, event.data.sequence_start.tag, event.data.sequence_start.anchor, Kind::sequence);
            break;
        case YAML_MAPPING_START_EVENT:
            open(mark, event.data.mapping_start.tag, event.data.mapping_start.anchor, Kind::map);
            break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            close();
            break;
        default:
            break;
        }
    }

    [[nodiscard]] Document finish() { return Document{std::move(m_storage)}; }

  private:
    struct Level {
        Value value;
        std::vector<Value> entries;
        std::set<std::string_view> keys;
        std::string_view key;
        Position key_position;
        bool has_key = false;
        bool key_plain = false;
    };

    [[nodiscard]] bool awaits_key() const {
        return !m_open.empty() && m_open.back().value.is_map() && !m_open.back().has_key;
    }

    static void check(const yaml_mark_t& mark, const yaml_char_t* tag, const yaml_char_t* anchor) {
        if (anchor != nullptr)
            throw refused(mark, "an anchor");
        if (tag != nullptr)
            throw refused(mark, "a tag");
    }

    void scalar(const yaml_event_t& event) {
        const auto& data = event.data.scalar;
        const yaml_mark_t& mark = event.start_mark;
        check(mark, data.tag, data.anchor);
        const std::string_view text = view(data.value, data.length);
        const bool plain = data.style == YAML_PLAIN_SCALAR_STYLE;
        const bool null = plain && is_null(text);
        if (awaits_key()) {
            if (null)
                throw refused(mark, "a key that is not a plain text");
            set_key(mark, std::string{text});
            m_open.back().key_plain = plain;
            return;
        }
        Value& value = add(mark, null ? Kind::null : Kind::scalar);
        if (!null)
            value.m_text = m_storage->texts.emplace_back(text);
        value.m_plain = plain;
    }

    void set_key(const yaml_mark_t& mark, const std::string& text) {
        Level& map = m_open.back();
        if (text == "<<")
            throw refused(mark, "a merge key");
        map.key = m_storage->texts.emplace_back(text);
        map.key_position = position_of(mark);
        map.has_key = true;
        if (!map.keys.insert(map.key).second)
            throw error_at(map.key_position, Code::yaml_duplicate_key, {{"key", text}});
    }

    Value start(const yaml_mark_t& mark, Kind kind) {
        if (++m_values > m_limits.values)
            throw error_at(position_of(mark), Code::yaml_too_large,
                           {{"limit", std::to_string(m_limits.values) + " values"}});
        Value value;
        value.m_kind = kind;
        value.m_document = &m_storage->name;
        value.m_position = position_of(mark);
        if (!m_open.empty() && m_open.back().has_key) {
            value.m_key = m_open.back().key;
            value.m_key_position = m_open.back().key_position;
            value.m_key_plain = m_open.back().key_plain;
            m_open.back().has_key = false;
        }
        return value;
    }

    Value& add(const yaml_mark_t& mark, Kind kind) { return place(start(mark, kind)); }

    Value& place(Value value) {
        if (m_open.empty())
            return m_storage->root = value;
        return m_open.back().entries.emplace_back(value);
    }

    void open(const yaml_mark_t& mark, const yaml_char_t* tag, const yaml_char_t* anchor, Kind kind) {
        check(mark, tag, anchor);
        if (awaits_key())
            throw refused(mark, "a key that is not a plain text");
        if (m_open.size() >= m_limits.depth)
            throw error_at(position_of(mark), Code::yaml_too_deep, {{"limit", std::to_string(m_limits.depth)}});
        const Value value = start(mark, kind);
        m_open.emplace_back().value = value;
    }

    void close() {
        Level level = std::move(m_open.back());
        m_open.pop_back();
        const auto& entries = m_storage->lists.emplace_back(std::move(level.entries));
        level.value.m_items = entries.data();
        level.value.m_count = entries.size();
        place(level.value);
    }

    const Limits& m_limits;
    std::unique_ptr<Document::Storage> m_storage = std::make_unique<Document::Storage>();
    std::vector<Level> m_open;
    std::size_t m_values = 0;
    std::size_t m_documents = 0;
};

namespace {

Position position_at(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t line_start = before.rfind('\n') + 1; // npos + 1 is 0
    const std::string_view line = before.substr(line_start);
    const auto column = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // characters, as libyaml counts: not continuations
    });
    return {lines + 1, static_cast<std::uint64_t>(column) + 1};
}

/** Said here, so that the place and the words are the same whatever reader lies below. */
void check_characters(std::string_view text) {
    const auto refuse = [&](std::size_t offset, const char* what) {
        throw error_at(position_at(text, offset), Code::yaml_syntax, {{"detail", what}});
    };
    if (text.starts_with("\xEF\xBB\xBF"))
        refuse(0, "a byte order mark");
    if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos)
        refuse(bad, "not UTF-8");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
            refuse(i, "a control character");
    }
}

} // namespace

Document parse(std::string_view text, const Limits& limits, std::string name) {
    if (text.size() > limits.bytes)
        throw Error{Code::yaml_too_large, {{"limit", std::to_string(limits.bytes) + " bytes"}}};
    check_characters(text);
    Builder builder{limits, std::move(name)};
    Parser parser{text};
    for (bool more = true; more;) {
        Event event;
        parser.next(event);
        builder.take(*event);
        more = (*event).type != YAML_STREAM_END_EVENT;
    }
    return builder.finish();
}

} // namespace requal::yaml
