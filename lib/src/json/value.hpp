/** @file
 * A parsed JSON document: immutable, strict, with every duplicate member already refused.
 *
 *     const json::Document document = json::parse(bytes, limits);
 *     std::string_view title = document.root()["title"]["en"].text();   // "" when absent
 *
 * Looking up what is not there gives an absent value instead of an error, so a reader can go down a path in one
 * expression and look at the end. Views live as long as the document. One document may be read by many threads.
 */
#pragma once

#include "requal/limits.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace requal::json {

enum class Kind : std::uint8_t { absent, null, boolean, integer, number, string, array, object };

class Value {
  public:
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    [[nodiscard]] bool exists() const noexcept { return m_kind != Kind::absent; }
    [[nodiscard]] bool is_string() const noexcept { return m_kind == Kind::string; }
    [[nodiscard]] bool is_array() const noexcept { return m_kind == Kind::array; }
    [[nodiscard]] bool is_object() const noexcept { return m_kind == Kind::object; }
    [[nodiscard]] bool is_boolean() const noexcept { return m_kind == Kind::boolean; }
    [[nodiscard]] bool is_integer() const noexcept { return m_kind == Kind::integer; }
    [[nodiscard]] bool is_number() const noexcept { return is_integer() || m_kind == Kind::number; }

    /** The string, unescaped; "" when this is no string. */
    [[nodiscard]] std::string_view text() const noexcept;
    [[nodiscard]] bool truth() const noexcept { return m_kind == Kind::boolean && m_integer != 0; }
    /** The integer; 0 when this is no integer. Integers above the range of int64 have kind `number`. */
    [[nodiscard]] std::int64_t integer() const noexcept { return is_integer() ? m_integer : 0; }
    [[nodiscard]] double number() const noexcept;

    /** Entries of an array or members of an object, in document order; empty for everything else. */
    [[nodiscard]] std::span<const Value> items() const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return items().size(); }
    /** The member name, when this value is a member of an object. */
    [[nodiscard]] std::string_view name() const noexcept { return {m_name, m_name_size}; }

    /** Member of an object; an absent value when there is none or this is no object. */
    [[nodiscard]] const Value& operator[](std::string_view member) const noexcept;

  private:
    friend class Builder;
    /** Objects with more members have an index behind their last member: to look up every name of one among those of
     *  another one must not cost the product. */
    static constexpr std::size_t most_without_index = 24;

    Kind m_kind = Kind::absent;
    std::uint32_t m_name_size = 0;
    const char* m_name = "";
    union {
        std::int64_t m_integer = 0;
        double m_number;
        const char* m_text;
        const Value* m_items;
        const std::uint32_t*
            m_order; ///< of the value behind the last member: the members in the order of their names
    };
    std::size_t m_count = 0; ///< bytes of a string, entries of an array or object
};

class Document {
  public:
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();
    [[nodiscard]] const Value& root() const noexcept;

  private:
    struct Storage;
    friend Document parse(std::string_view, const Limits&);
    explicit Document(std::unique_ptr<Storage> storage) noexcept;
    std::unique_ptr<Storage> m_storage;
};

/** Parses a whole text as one JSON value. What is refused beyond the grammar: a byte order mark, lone surrogates,
 *  duplicate members (compared after unescaping), numbers out of range, anything after the value.
 *  @throws Error json_* with line and column, or with a JSON pointer for a duplicate member. */
[[nodiscard]] Document parse(std::string_view text, const Limits& limits);

/** One step of a JSON pointer (RFC 6901): "/" and the name with "~" and "/" escaped. */
[[nodiscard]] std::string pointer_step(std::string_view name);
[[nodiscard]] std::string pointer_step(std::size_t index);

} // namespace requal::json
