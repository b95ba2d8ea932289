/** @file
 * A parsed YAML document: immutable, strict, every scalar a string.
 *
 *     const yaml::Document document = yaml::parse(text, {});
 *     std::string_view name = document.root()["framework"]["name_en"].text();   // "" when absent
 *
 * `NO` stays "NO" and `010` stays "010": a level or a country code never turns into a number or a
 * truth value. Readers go through yaml/reader.hpp, which refuses what they do not know. Views live
 * as long as the document. One document may be read by many threads.
 */
#pragma once

#include "requal/error.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace requal::yaml {

enum class Kind : std::uint8_t { absent, null, scalar, sequence, map };

class Value {
  public:
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    /** Neither left out nor written as null. */
    [[nodiscard]] bool has_content() const noexcept { return m_kind > Kind::null; }
    [[nodiscard]] bool is_scalar() const noexcept { return m_kind == Kind::scalar; }
    [[nodiscard]] bool is_sequence() const noexcept { return m_kind == Kind::sequence; }
    [[nodiscard]] bool is_map() const noexcept { return m_kind == Kind::map; }

    /** The scalar as it was written, unescaped; "" when this is no scalar. */
    [[nodiscard]] std::string_view text() const noexcept { return m_text; }
    /** Entries of a sequence or a map, in document order; empty for everything else. */
    [[nodiscard]] std::span<const Value> items() const noexcept { return {m_items, m_count}; }
    /** The key, when this value is an entry of a map. */
    [[nodiscard]] std::string_view key() const noexcept { return m_key; }
    /** Entry of a map; an absent value when there is none or this is no map. */
    [[nodiscard]] const Value& operator[](std::string_view key) const noexcept;

    /** Written without quotes; so was the key. A reader of YAML 1.1 takes some plain texts for something else. */
    [[nodiscard]] bool is_plain() const noexcept { return m_plain; }
    [[nodiscard]] bool key_is_plain() const noexcept { return m_key_plain; }

    /** The name given to parse(), of the document that this value was written in; empty when it was given none. */
    [[nodiscard]] const std::string& document() const noexcept;

    [[nodiscard]] Position position() const noexcept { return m_position; }
    [[nodiscard]] Position key_position() const noexcept { return m_key_position; }

  private:
    friend class Builder;
    friend class Layering;

    Kind m_kind = Kind::absent;
    bool m_plain = false;
    bool m_key_plain = false;
    std::string_view m_key;
    std::string_view m_text;
    const Value* m_items = nullptr;
    std::size_t m_count = 0;
    Position m_position;
    Position m_key_position;
    const std::string* m_document = nullptr;
};

class Document {
  public:
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();
    [[nodiscard]] const Value& root() const noexcept;

  private:
    struct Storage;
    friend class Builder;
    friend class Layering;
    explicit Document(std::unique_ptr<Storage> storage) noexcept;
    std::unique_ptr<Storage> m_storage;
};

struct Limits {
    std::size_t bytes = 4U * 1024U * 1024U;
    std::size_t depth = 32;
    std::size_t values = 200'000;
};

/** Parses one whole document. Refused beyond the grammar: duplicate keys, anchors, aliases, merge
 * keys, tags, keys that are no scalar, a second document, control characters, a byte order mark,
 * text that is not UTF-8.
 *  @throws Error yaml_* with line and column; the caller adds the file */
[[nodiscard]] Document parse(std::string_view text, const Limits& limits, std::string name = {});

/** A list whose entries are maps with a name of their own. */
struct RowList {
    std::string_view list; ///< key of the list
    std::string_view row;  ///< key that names a row in it
};

/** One document laid over another. Maps are merged, key by key; in a list of `rows`, a row of `above` replaces the
 * row of `below` with the same name, and other rows are added at the end; everything else of `above` replaces what
 * lies below. Values keep their positions and document(). */
[[nodiscard]] Document laid_over(Document below, Document above, std::span<const RowList> rows);

} // namespace requal::yaml
