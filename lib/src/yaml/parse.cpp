// The only place that sees yaml-cpp. Its event interface is used instead of its nodes: nodes keep
// the first of two equal keys without a word, resolve aliases, and are slow to build.

#include "yaml/value.hpp"

#include "requal/text.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <deque>
#include <istream>
#include <optional>
#include <set>
#include <streambuf>
#include <vector>

namespace requal::yaml {

struct Document::Storage {
    Value root;
    std::deque<std::string> texts;
    std::deque<std::vector<Value>> lists;
};

Document::Document(std::unique_ptr<Storage> storage) noexcept : m_storage(std::move(storage)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;
const Value& Document::root() const noexcept {
    return m_storage->root;
}

namespace {

/** Marks count from 0; a mark without a place has line -1. */
Position position_of(const YAML::Mark& mark) {
    if (mark.is_null())
        return {};
    return {static_cast<std::uint64_t>(mark.line) + 1, static_cast<std::uint64_t>(mark.column) + 1};
}

Error error_at(Position position, Code code, Arguments arguments) {
    return Error{code, std::move(arguments)}.at(position.line, position.column);
}

Error refused(const YAML::Mark& mark, const char* what) {
    return error_at(position_of(mark), Code::yaml_refused, {{"what", what}});
}

/** Reads the text in place: an istringstream would copy it. */
class View : public std::streambuf {
  public:
    explicit View(std::string_view text) {
        char* begin = const_cast<char*>(text.data()); // a get area is never written to
        setg(begin, begin, begin + text.size());
    }
};

} // namespace

class Builder : public YAML::EventHandler {
  public:
    explicit Builder(const Limits& limits) : m_limits(limits) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (m_documents++ > 0)
            throw refused(mark, "a second document");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        check(mark, "?", anchor);
        if (awaits_key())
            throw refused(mark, "a key that is not a plain text");
        add(mark, Kind::null);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { throw refused(mark, "an alias"); }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override {
        check(mark, tag, anchor);
        m_last_scalar = mark;
        if (awaits_key())
            set_key(mark, text);
        else
            add(mark, Kind::scalar).m_text = m_storage->texts.emplace_back(text);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Kind::sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Kind::map);
    }
    void OnMapEnd() override { close(); }

    /** Where the last scalar began; nothing when there was none. */
    [[nodiscard]] const std::optional<YAML::Mark>& last_scalar() const { return m_last_scalar; }
    [[nodiscard]] Document finish() { return Document{std::move(m_storage)}; }

  private:
    struct Level {
        Value value;
        std::vector<Value> entries;
        std::set<std::string_view> keys;
        std::string_view key;
        Position key_position;
        bool has_key = false;
    };

    [[nodiscard]] bool awaits_key() const {
        return !m_open.empty() && m_open.back().value.is_map() && !m_open.back().has_key;
    }

    static void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor)
            throw refused(mark, "an anchor");
        if (!tag.empty() && tag != "?" && tag != "!") // "?" and "!": plain and quoted, YAML 1.2, 3.3.2
            throw refused(mark, "a tag");
    }

    void set_key(const YAML::Mark& mark, const std::string& text) {
        Level& map = m_open.back();
        if (text == "<<")
            throw refused(mark, "a merge key");
        map.key = m_storage->texts.emplace_back(text);
        map.key_position = position_of(mark);
        map.has_key = true;
        if (!map.keys.insert(map.key).second)
            throw error_at(map.key_position, Code::yaml_duplicate_key, {{"key", text}});
    }

    Value start(const YAML::Mark& mark, Kind kind) {
        if (++m_values > m_limits.values)
            throw error_at(position_of(mark), Code::yaml_too_large,
                           {{"limit", std::to_string(m_limits.values) + " values"}});
        Value value;
        value.m_kind = kind;
        value.m_position = position_of(mark);
        if (!m_open.empty() && m_open.back().has_key) {
            value.m_key = m_open.back().key;
            value.m_key_position = m_open.back().key_position;
            m_open.back().has_key = false;
        }
        return value;
    }

    Value& add(const YAML::Mark& mark, Kind kind) { return place(start(mark, kind)); }

    Value& place(Value value) {
        if (m_open.empty())
            return m_storage->root = value;
        return m_open.back().entries.emplace_back(value);
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Kind kind) {
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
    std::optional<YAML::Mark> m_last_scalar;
    std::size_t m_values = 0;
    std::size_t m_documents = 0;
};

namespace {

Position position_at(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t line_start = before.rfind('\n') + 1; // npos + 1 is 0
    return {lines + 1, offset - line_start + 1};
}

/** What yaml-cpp would replace, swallow or take for the end of the text (it marks the end with
 * U+0004). */
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

/** yaml-cpp takes a line break at the end of the text for the closing quote, so a file that was cut
 * off inside a quoted text would pass. Only the last scalar can be one of these. */
void check_last_quote(std::string_view text, const YAML::Mark& mark) {
    const auto start = static_cast<std::size_t>(mark.pos);
    if (start >= text.size() || (text[start] != '\'' && text[start] != '"'))
        return;
    const char quote = text[start];
    for (std::size_t i = start + 1; i < text.size(); ++i) {
        const bool escaped = quote == '"' ? text[i] == '\\' : text.substr(i).starts_with("''");
        if (escaped)
            ++i; // the next one stands for itself
        else if (text[i] == quote)
            return;
    }
    throw error_at(position_of(mark), Code::yaml_syntax, {{"detail", "the quote is never closed"}});
}

} // namespace

Document parse(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        throw Error{Code::yaml_too_large, {{"limit", std::to_string(limits.bytes) + " bytes"}}};
    check_characters(text);
    Builder builder{limits};
    try {
        View view{text};
        std::istream stream{&view};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        throw error_at(position_of(error.mark), Code::yaml_syntax, {{"detail", error.msg}});
    }
    if (builder.last_scalar())
        check_last_quote(text, *builder.last_scalar());
    return builder.finish();
}

} // namespace requal::yaml
