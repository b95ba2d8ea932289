#include "trust/bundle_index.hpp"

#include "crypto/certificate_statements.hpp"
#include "trust/service_periods.hpp"
#include "trust/sqlite.hpp"

#include <unordered_map>

namespace requal::trust {
namespace {

constexpr std::string_view schema = R"sql(
CREATE TABLE certificate (id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, key TEXT, subject TEXT, der BLOB);
CREATE TABLE service (id INTEGER PRIMARY KEY, territory TEXT, provider TEXT, name TEXT, periods TEXT,
                      of_union INTEGER);
CREATE TABLE identity (certificate INTEGER, service INTEGER, PRIMARY KEY (certificate, service)) WITHOUT ROWID;
CREATE INDEX by_subject ON certificate (subject);
CREATE INDEX by_key ON certificate (key);
CREATE INDEX by_service ON identity (service);
)sql";

void execute(sqlite3* database, const std::string& sql) {
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw SqliteError{sqlite3_errmsg(database)};
}

class Compiler {
  public:
    explicit Compiler(sqlite3* database)
        : m_certificate(database, "INSERT INTO certificate VALUES (?, ?, ?, ?, ?)"),
          m_service(database, "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?)"),
          m_identity(database, "INSERT OR IGNORE INTO identity VALUES (?, ?)") {}

    void add(const IndexedList& list, const ListedProvider& provider, const ListedService& service) {
        add_service(list.territory, provider.name, service.name, periods_as_json(service.periods), list.of_union);
        for (const crypto::Certificate& certificate : service.certificates)
            add_identity(certificate);
    }

    void add(const OwnAnchor& anchor) {
        add_service("", "", anchor.name, "[]", true);
        add_identity(anchor.certificate);
    }

  private:
    void add_service(const std::string& territory, const std::string& provider, const std::string& name,
                     const std::string& periods, bool of_union) {
        m_service.bind(1, ++m_last_service);
        m_service.bind(2, territory);
        m_service.bind(3, provider);
        m_service.bind(4, name);
        m_service.bind(5, periods);
        m_service.bind(6, of_union ? 1 : 0);
        m_service.run();
    }

    void add_identity(const crypto::Certificate& certificate) {
        auto [known, is_new] = m_ids.try_emplace(certificate.sha256(), 0);
        if (is_new) {
            known->second = static_cast<std::int64_t>(m_ids.size());
            m_certificate.bind(1, known->second);
            m_certificate.bind(2, certificate.sha256());
            m_certificate.bind(3, crypto::key_sha256(certificate));
            m_certificate.bind(4, crypto::subject_key(certificate));
            m_certificate.bind_bytes(5, certificate.der());
            m_certificate.run();
        }
        m_identity.bind(1, known->second);
        m_identity.bind(2, m_last_service);
        m_identity.run();
    }

    Statement m_certificate;
    Statement m_service;
    Statement m_identity;
    std::int64_t m_last_service = 0;
    std::unordered_map<std::string, std::int64_t> m_ids;
};

} // namespace

std::string compile_index(const std::vector<IndexedList>& lists, const std::vector<OwnAnchor>& own) {
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const DatabasePtr database{raw};
    if (opened != SQLITE_OK)
        throw SqliteError{sqlite3_errmsg(raw)};
    execute(raw, "PRAGMA user_version = " + std::to_string(index_version));
    execute(raw, "PRAGMA application_id = " + std::to_string(index_application));
    execute(raw, std::string{schema});
    execute(raw, "BEGIN");
    {
        Compiler compiler{raw};
        for (const IndexedList& indexed : lists)
            for (const ListedProvider& provider : indexed.list->providers)
                for (const ListedService& service : provider.services)
                    compiler.add(indexed, provider, service);
        for (const OwnAnchor& anchor : own)
            compiler.add(anchor);
    }
    execute(raw, "COMMIT");
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, void (*)(void*)> bytes{sqlite3_serialize(raw, "main", &size, 0),
                                                                sqlite3_free};
    if (!bytes)
        throw SqliteError{"out of memory"};
    return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

} // namespace requal::trust
