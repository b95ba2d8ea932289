#include "json/diagnose.hpp"
#include "json/value.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <simdjson.h>
#include <vector>

namespace requal::json {

struct Document::Storage {
    simdjson::dom::parser parser; // owns the unescaped strings that the values point into
    std::deque<std::vector<Value>> blocks;
    std::deque<std::vector<std::uint32_t>> orders;
    Value root;
};

/** Copies simdjson's tape into plain values: the rest of the house must not see simdjson, and this
 * walk is the place where duplicates are found, which simdjson accepts. */
class Builder {
  public:
    Builder(std::deque<std::vector<Value>>& blocks, std::deque<std::vector<std::uint32_t>>& orders,
            const Limits& limits)
        : m_blocks(blocks), m_orders(orders), m_limits(limits) {}

    void fill(Value& value, simdjson::dom::element element) {
        using simdjson::dom::element_type;
        if (++m_count > m_limits.json_members)
            throw Error{Code::json_too_many_values, {{"limit", std::to_string(m_limits.json_members)}}, pointer()};
        switch (element.type()) {
        case element_type::ARRAY:
            fill_array(value, element.get_array().value_unsafe());
            break;
        case element_type::OBJECT:
            fill_object(value, element.get_object().value_unsafe());
            break;
        case element_type::STRING: {
            const std::string_view text = element.get_string().value_unsafe();
            value.m_kind = Kind::string;
            value.m_text = text.data();
            value.m_count = text.size();
            break;
        }
        case element_type::INT64:
            value.m_kind = Kind::integer;
            value.m_integer = element.get_int64().value_unsafe();
            break;
        case element_type::UINT64:
            value.m_kind = Kind::number;
            value.m_number = static_cast<double>(element.get_uint64().value_unsafe());
            break;
        case element_type::DOUBLE:
            value.m_kind = Kind::number;
            value.m_number = element.get_double().value_unsafe();
            break;
        case element_type::BOOL:
            value.m_kind = Kind::boolean;
            value.m_integer = element.get_bool().value_unsafe() ? 1 : 0;
            break;
        case element_type::NULL_VALUE:
            value.m_kind = Kind::null;
            break;
        }
    }

  private:
    struct Step {
        std::string_view name;
        std::size_t index;
        bool member;
    };

    /** simdjson does not count an empty array or object at the bottom; the limit does. */
    void refuse_depth() const {
        if (m_path.size() >= m_limits.json_depth)
            throw Error{Code::json_too_deep, {{"limit", std::to_string(m_limits.json_depth)}}, pointer()};
    }

    void fill_array(Value& value, simdjson::dom::array array) {
        refuse_depth();
        // Counted by walking: the size on the tape is saturated at 2^24 - 1.
        std::vector<Value>& items =
            m_blocks.emplace_back(static_cast<std::size_t>(std::distance(array.begin(), array.end())));
        set_items(value, Kind::array, items, items.size());
        std::size_t index = 0;
        for (const simdjson::dom::element element : array) {
            m_path.push_back({{}, index, false});
            fill(items[index], element);
            m_path.pop_back();
            ++index;
        }
    }

    void fill_object(Value& value, simdjson::dom::object object) {
        refuse_depth();
        const auto size = static_cast<std::size_t>(std::distance(object.begin(), object.end()));
        const bool indexed = size > Value::most_without_index;
        std::vector<Value>& items = m_blocks.emplace_back(size + (indexed ? 1 : 0));
        set_items(value, Kind::object, items, size);
        std::size_t index = 0;
        for (const simdjson::dom::key_value_pair member : object) {
            Value& item = items[index++];
            item.m_name = member.key.data();
            item.m_name_size = static_cast<std::uint32_t>(member.key.size());
            m_path.push_back({member.key, 0, true});
            fill(item, member.value);
            m_path.pop_back();
        }
        if (indexed)
            items.back().m_order = ordered(std::span{items}.first(size)).data();
        else
            refuse_duplicates(items);
    }

    static void set_items(Value& value, Kind kind, const std::vector<Value>& items, std::size_t size) {
        value.m_kind = kind;
        value.m_items = items.data();
        value.m_count = size;
    }

    /** The members of a large object in the order of their names. */
    const std::vector<std::uint32_t>& ordered(std::span<const Value> items) {
        std::vector<std::uint32_t>& order = m_orders.emplace_back(items.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return items[a].name() < items[b].name(); });
        const auto twice = std::adjacent_find(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return items[a].name() == items[b].name();
        });
        if (twice != order.end())
            refuse_duplicate(items[*twice].name());
        return order;
    }

    void refuse_duplicates(const std::vector<Value>& items) const {
        std::vector<std::string_view> names;
        names.reserve(items.size());
        for (const Value& item : items)
            names.push_back(item.name());
        std::sort(names.begin(), names.end());
        const auto twice = std::adjacent_find(names.begin(), names.end());
        if (twice != names.end())
            refuse_duplicate(*twice);
    }

    [[noreturn]] void refuse_duplicate(std::string_view name) const {
        throw Error{Code::json_duplicate_member, {{"member", std::string{name}}}, pointer() + pointer_step(name)};
    }

    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (const Step& step : m_path)
            out += step.member ? pointer_step(step.name) : pointer_step(step.index);
        return out;
    }

    std::deque<std::vector<Value>>& m_blocks;
    std::deque<std::vector<std::uint32_t>>& m_orders;
    const Limits& m_limits;
    std::size_t m_count = 0;
    std::vector<Step> m_path;
};

namespace {

/** Values of a text, as far as commas and brackets outside of strings tell. The library takes 24 bytes for a value of
 *  two, and memory is gone before the limit on values is asked. What is no JSON may be counted wrongly: then the text
 * is refused for one reason or the other. */
bool more_values_than(std::string_view text, std::size_t limit) {
    std::size_t values = 1;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inside) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inside = false;
        } else if (c == '"') {
            inside = true;
        } else if (c == ',' || c == '[' || c == '{') {
            // An empty array or object counts one too many: twice the limit is none that a good text reaches.
            ++values;
        }
    }
    return values > 2 * limit;
}

} // namespace

Document::Document(std::unique_ptr<Storage> storage) noexcept : m_storage(std::move(storage)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;
const Value& Document::root() const noexcept {
    return m_storage->root;
}

Document parse(std::string_view text, const Limits& limits) {
    if (text.starts_with("\xEF\xBB\xBF"))
        throw Error{Code::json_byte_order_mark}.at(1, 1);
    auto storage = std::make_unique<Document::Storage>();
    const auto refuse = [&](simdjson::error_code error) {
        // simdjson says that, not where or why; the slow scanner does, and only bad input pays for
        // it.
        if (auto problem = diagnose(text, limits))
            throw std::move(*problem);
        throw Error{Code::json_syntax, {{"detail", simdjson::error_message(error)}}};
    };
    if (text.empty())
        refuse(simdjson::EMPTY); // simdjson would hand a null pointer to memcpy
    if (more_values_than(text, limits.json_members))
        throw Error{Code::json_too_many_values, {{"limit", std::to_string(limits.json_members)}}};
    // simdjson counts the scalar level too, hence one more than ours.
    if (const auto error = storage->parser.allocate(std::max<std::size_t>(text.size(), 32), limits.json_depth + 1))
        refuse(error);
    simdjson::dom::element element;
    if (const auto error = storage->parser.parse(text.data(), text.size()).get(element))
        refuse(error);
    Builder{storage->blocks, storage->orders, limits}.fill(storage->root, element);
    return Document{std::move(storage)};
}

} // namespace requal::json
