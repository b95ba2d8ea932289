/** @file
 * The validation objects of an ETSI validation report (TS 119 102-2, 4.4): what its parts refer to by identifier.
 */
#pragma once

#include "requal/report.hpp"
#include "xml/writer.hpp"

#include <set>
#include <string>
#include <vector>

namespace requal::verify {

/** A DigestAlgAndValue of SHA-256. @param name with its prefix @param hex 64 digits */
void write_sha256(xml::Writer& out, const char* name, const std::string& hex);
/** A relative reference (RFC 3986, 4.2) to a place in a file; every byte that could mean something is escaped. */
[[nodiscard]] std::string place_uri(const std::string& path, const std::string& where);
/** The bytes of a hexadecimal digest. */
[[nodiscard]] std::string bytes_of_hex(std::string_view hex);

/** Collects what is referred to; each thing stands in the report once. */
class EtsiObjects {
  public:
    // Each returns the identifier to refer by.
    std::string certificate(const std::string& sha256);
    /** A certificate of which only the name is known. */
    std::string named_certificate(const std::string& subject);
    std::string document(const std::string& sha256);
    std::string timestamp(const SealTimestamp& stamp, const std::string& path, std::size_t seal, std::size_t index);

    [[nodiscard]] bool empty() const noexcept { return m_objects.empty(); }
    void write(xml::Writer& out) const;

  private:
    struct Object {
        std::string id, type, sha256, subject, uri;
        std::optional<SealTimestamp> stamp;
        std::string authority_id;
    };
    std::string add(Object object);
    static void write_timestamp(xml::Writer& out, const Object& object);

    std::vector<Object> m_objects;
    std::set<std::string> m_known;
};

} // namespace requal::verify
