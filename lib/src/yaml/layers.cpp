#include "yaml/storage.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::yaml {

Document::Document(std::unique_ptr<Storage> storage) noexcept : m_storage(std::move(storage)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;
const Value& Document::root() const noexcept {
    return m_storage->root;
}

class Layering {
  public:
    explicit Layering(std::span<const RowList> rows) : m_rows(rows) {}

    Document lay(Document below, Document above) {
        m_storage->root = merged(below.root(), above.root());
        m_storage->layers.push_back(std::move(below.m_storage));
        m_storage->layers.push_back(std::move(above.m_storage));
        return Document{std::move(m_storage)};
    }

  private:
    Value merged(const Value& below, const Value& above) {
        if (below.is_map() && above.is_map())
            return with_entries(above, merged_entries(below, above));
        const auto list =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const RowList& r) { return r.list == above.key(); });
        const auto is_row = [](const Value& entry) { return entry.is_map(); };
        if (list != m_rows.end() && below.is_sequence() && above.is_sequence() &&
            std::all_of(above.items().begin(), above.items().end(), is_row))
            return with_entries(above, merged_rows(below, above));
        return above;
    }

    std::vector<Value> merged_entries(const Value& below, const Value& above) {
        std::vector<Value> entries;
        for (const Value& entry : below.items()) {
            const Value& over = above[entry.key()];
            entries.push_back(over.kind() == Kind::absent ? entry : merged(entry, over));
        }
        for (const Value& entry : above.items())
            if (below[entry.key()].kind() == Kind::absent)
                entries.push_back(entry);
        return entries;
    }

    std::vector<Value> merged_rows(const Value& below, const Value& above) {
        refuse_twice(above);
        std::vector<Value> rows;
        for (const Value& row : below.items()) {
            const Value* over = named(above, name_of(above.key(), row));
            rows.push_back(over == nullptr ? row : *over);
        }
        for (const Value& row : above.items())
            if (named(below, name_of(above.key(), row)) == nullptr)
                rows.push_back(row);
        return rows;
    }

    /** The second of two rows with one name would vanish without a word. */
    void refuse_twice(const Value& list) const {
        for (const Value& row : list.items()) {
            const std::string_view name = name_of(list.key(), row);
            if (const Value* first = named(list, name); first != nullptr && first != &row) {
                Error error{Code::yaml_duplicate_key, {{"key", std::string{name}}}};
                throw std::move(error.in_file(row.document()).at(row.position().line, row.position().column));
            }
        }
    }

    [[nodiscard]] std::string_view name_of(std::string_view list, const Value& row) const {
        for (const RowList& rows : m_rows)
            if (rows.list == list && row[rows.row].is_scalar())
                return row[rows.row].text();
        return {};
    }

    [[nodiscard]] const Value* named(const Value& list, std::string_view name) const {
        if (name.empty())
            return nullptr;
        for (const Value& row : list.items())
            if (name_of(list.key(), row) == name)
                return &row;
        return nullptr;
    }

    Value with_entries(Value value, std::vector<Value> entries) {
        const std::vector<Value>& kept = m_storage->lists.emplace_back(std::move(entries));
        value.m_items = kept.data();
        value.m_count = kept.size();
        return value;
    }

    std::span<const RowList> m_rows;
    std::unique_ptr<Document::Storage> m_storage = std::make_unique<Document::Storage>();
};

Document laid_over(Document below, Document above, std::span<const RowList> rows) {
    return Layering{rows}.lay(std::move(below), std::move(above));
}

} // namespace requal::yaml
