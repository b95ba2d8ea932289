#include "intake/compressed.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <zlib.h>

namespace requal::intake {
namespace {

/** What zlib can do at best is about 1000; a transcript comes to 10. */
constexpr std::uint64_t highest_ratio = 200;

Error damaged(std::string detail) {
    return Error{Code::input_compressed_damaged, {{"detail", std::move(detail)}}};
}

class Inflater {
  public:
    explicit Inflater(std::string_view bytes) {
        // zlib never writes through next_in; its type is older than const.
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // NOLINT(*-const-cast)
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        constexpr int gzip_only = 16;
        if (inflateInit2(&m_stream, gzip_only + MAX_WBITS) != Z_OK)
            throw std::bad_alloc{};
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&m_stream); }

    std::string all(std::uint64_t most) {
        std::string out;
        std::array<char, 65536> piece{};
        int state = Z_OK;
        while (state != Z_STREAM_END) {
            m_stream.next_out = reinterpret_cast<Bytef*>(piece.data());
            m_stream.avail_out = static_cast<uInt>(piece.size());
            state = inflate(&m_stream, Z_NO_FLUSH);
            if (state == Z_MEM_ERROR)
                throw std::bad_alloc{};
            const std::size_t made = piece.size() - m_stream.avail_out;
            if (state == Z_BUF_ERROR || (state == Z_OK && made == 0))
                throw damaged("it ends too early");
            if (state != Z_OK && state != Z_STREAM_END)
                throw damaged(m_stream.msg != nullptr ? m_stream.msg : "it is not gzip");
            if (out.size() + made > most)
                throw Error{Code::input_compressed_too_large, {{"limit", std::to_string(most)}}};
            out.append(piece.data(), made);
        }
        if (m_stream.avail_in > 0)
            throw damaged("there is more after its end");
        return out;
    }

  private:
    z_stream m_stream{};
};

} // namespace

bool looks_like_gzip(std::string_view bytes) noexcept {
    return bytes.starts_with("\x1f\x8b");
}

bool looks_like_gzip_in_base64(std::string_view text) noexcept {
    return text.starts_with("H4sI"); // 1f 8b 08: deflate, the only method there is
}

std::string without_base64(std::string_view text) {
    std::string letters;
    letters.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters),
                 [](char c) { return c != ' ' && c != '\t' && c != '\r' && c != '\n'; });
    const auto bytes = base64_decode(letters, Base64::standard);
    if (!bytes)
        throw damaged("its base64 is broken");
    return std::string{as_text(*bytes)};
}

std::string unpacked(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.input_bytes)
        throw Error{Code::input_too_large,
                    {{"size", std::to_string(bytes.size())}, {"limit", std::to_string(limits.input_bytes)}}};
    return Inflater{bytes}.all(std::min<std::uint64_t>(limits.input_bytes, highest_ratio * bytes.size()));
}

} // namespace requal::intake
