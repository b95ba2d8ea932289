/** @file
 * Owners for SQLite's objects. Only the sources of this room that read and write the index include it.
 */
#pragma once

#include "requal/bytes.hpp"

#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace requal::trust {

/** What SQLite objected to; turned into trust_bundle_unusable where the folder is known. */
class SqliteError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct DatabaseClosed {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct StatementFinalized {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using DatabasePtr = std::unique_ptr<sqlite3, DatabaseClosed>;

/** A prepared statement; `row()` steps, columns count from 0, parameters from 1. */
class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql) : m_database(database) {
        sqlite3_stmt* raw = nullptr;
        const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        m_statement.reset(raw);
        check(code);
    }

    /** Starts anew with other parameters. */
    void reset() { sqlite3_reset(m_statement.get()); }
    void bind(int index, std::string_view text) {
        check(sqlite3_bind_text(m_statement.get(), index, text.data(), static_cast<int>(text.size()),
                                SQLITE_TRANSIENT));
    }
    void bind(int index, std::int64_t number) { check(sqlite3_bind_int64(m_statement.get(), index, number)); }
    void bind_bytes(int index, ByteView bytes) {
        check(sqlite3_bind_blob(m_statement.get(), index, bytes.data(), static_cast<int>(bytes.size()),
                                SQLITE_TRANSIENT));
    }

    /** @return whether there is a row */
    bool row() {
        const int code = sqlite3_step(m_statement.get());
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            check(code);
        return code == SQLITE_ROW;
    }
    void run() {
        row();
        reset();
    }
    [[nodiscard]] std::string text(int column) const {
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
        return data == nullptr
                   ? std::string{}
                   : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)));
    }
    [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
    /** Valid until the next step. */
    [[nodiscard]] ByteView bytes(int column) const {
        const auto* data = static_cast<const unsigned char*>(sqlite3_column_blob(m_statement.get(), column));
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
    }

  private:
    void check(int code) const {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw SqliteError{sqlite3_errmsg(m_database)};
    }

    sqlite3* m_database;
    std::unique_ptr<sqlite3_stmt, StatementFinalized> m_statement;
};

} // namespace requal::trust
