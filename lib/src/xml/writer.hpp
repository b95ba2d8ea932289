/** @file
 * Writes an XML document in the order it is told, indented. Names are ours, values may be hostile.
 */
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace requal::xml {

/** Text as XML 1.0, 2.2 can hold it: UTF-8 whose other characters and broken bytes have become U+FFFD. Markup is not
 *  escaped here. */
[[nodiscard]] std::string writable_text(std::string_view text);

class Writer {
  public:
    Writer();
    Writer(Writer&&) noexcept;
    ~Writer();

    /** @param name with its prefix: "ds:DigestValue"; the caller declares prefixes as attributes */
    void begin(const char* name);
    void attribute(const char* name, std::string_view value);
    void text(std::string_view text);
    void end();
    /** An element that holds text and nothing else. */
    void leaf(const char* name, std::string_view text);

    /** Ends all open elements. @return the document; the writer is empty afterwards */
    [[nodiscard]] std::string finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace requal::xml
