#include "seal/jades_content.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"

namespace requal::seal {

SignedContent read_counter_content(const intake::Jws& jws, const intake::JwsSignature& signature,
                                   const JadesHeader& header, const intake::JwsSignature& master,
                                   Material& material) {
    SignedContent content;
    SealReference value{"", "counter-signed-value", master.signature && !master.signature->empty(), false};
    if (header.detached) {
        material.add(CheckId::seal_integrity, {Code::jades_sig_d_malformed,
                                               {{"detail", "a counter-signature has no contents of its own"}},
                                               signature.where + "/protected/sigD"});
        material.weaken(FormVerdict::format_failure);
    } else if (value.found) {
        content.found = true;
        content.built = header.payload_encoded ? base64_encode(*master.signature, Base64::url)
                                               : std::string{as_text(*master.signature)};
        value.intact = true;
    } else {
        material.add(CheckId::seal_integrity, {Code::jades_counter_value, {}, signature.where});
        material.weaken(FormVerdict::signed_data_not_found);
    }
    // The payload may be left out; when it is there it must be that value.
    if (value.found && jws.payload_text && !jws.payload_text->empty()) {
        value.intact = *jws.payload_text == content.built;
        content.attached = &*jws.payload_text;
        if (!value.intact) {
            material.add(CheckId::seal_integrity, {Code::jades_counter_value, {}, signature.where});
            material.weaken(FormVerdict::hash_failure);
        }
    }
    content.references.push_back(std::move(value));
    return content;
}

} // namespace requal::seal
