#include "show/digests.hpp"

#include "crypto/digest.hpp"

#include "requal/base64.hpp"

namespace requal::show {

void add_digests(Credential& credential, const std::function<std::string(const std::string& where)>& content_at) {
    const auto add = [&](MediaObject& media) {
        if (!media.decodable)
            return;
        std::string text = content_at(media.content_where);
        if (text.empty())
            return; // the place has too long a name to be found again
        if (text.starts_with("data:"))
            text.erase(0, text.find(',') + 1);
        std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
        if (const auto bytes = base64_decode(text, Base64::standard))
            media.sha256 = crypto::sha256_hex(*bytes);
    };
    for (MediaObject& media : credential.attachments)
        add(media);
    for (DisplayPage& page : credential.display.pages)
        add(page.image);
    for (Evidence& evidence : credential.evidence)
        for (MediaObject& media : evidence.embedded)
            add(media);
}

} // namespace requal::show
