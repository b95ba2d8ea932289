// Whatever comes: read as a transcript, unpacked before when it is compressed, or refused with a code.

#include "shown_xml.hpp"

#include "credential/elmo.hpp"
#include "intake/open.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace requal;
    static const credential::Vocabularies vocabularies{find_data_folder()};
    const Limits limits = fuzz::small_limits();
    try {
        const intake::Opened file = intake::open({reinterpret_cast<const char*>(data), size}, limits);
        if (file.xml)
            fuzz::show(credential::read_elmo({file.xml->root()}, vocabularies, limits), "elmo");
    } catch (const Error& error) {
        fuzz::expect(effect_of(error.code()) == Effect::unprocessable);
    }
    return 0;
}
