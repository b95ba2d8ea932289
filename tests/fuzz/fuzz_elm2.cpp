// Whatever XML comes: read as ELM v2, checked and shown, or refused with a code.

#include "shown_xml.hpp"

#include "credential/elm2.hpp"
#include "credential/elm2_profile.hpp"

namespace {

using namespace requal;

struct Lists {
    credential::Vocabularies vocabularies{find_data_folder()};
    credential::Elm2Profile profile{find_data_folder()};
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Lists lists;
    const Limits limits = fuzz::small_limits();
    try {
        const xml::Document document = xml::Document::parse({reinterpret_cast<const char*>(data), size}, limits);
        for (const bool sealed : {true, false})
            fuzz::expect(
                credential::check_elm2_profile({document.root()}, lists.profile, lists.vocabularies, sealed, limits)
                    .findings.size() <= limits.findings + 1);
        fuzz::show(credential::read_elm2({document.root()}, lists.vocabularies, limits), "elm2-xml");
    } catch (const Error& error) {
        fuzz::expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
