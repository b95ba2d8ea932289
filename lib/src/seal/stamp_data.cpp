#include "seal/stamp_data.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

void take_certificates(const std::vector<crypto::Certificate>& from, const Limits& limits, Material& material) {
    for (const crypto::Certificate& certificate : from)
        if (material.certificates.size() < limits.certificates &&
            std::find(material.certificates.begin(), material.certificates.end(), certificate) ==
                material.certificates.end())
            material.certificates.push_back(certificate); // the next token carries the same ones
}

} // namespace

bool read_token(ByteView der, Timestamp& stamp, const Beside& beside, const Limits& limits, Material& material) {
    crypto::TokenSurroundings surroundings;
    surroundings.most_revocations = limits.revocations;
    surroundings.find_signer = [&beside](const crypto::SignerName& name) {
        std::vector<crypto::Certificate> found{beside.certificates.begin(), beside.certificates.end()};
        if (beside.authorities != nullptr)
            for (crypto::Certificate& certificate : beside.authorities->signers_named(name))
                found.push_back(std::move(certificate));
        return found;
    };
    stamp.token = crypto::TimestampToken::parse(der, material.certificates, surroundings);
    if (!stamp.token)
        return true;
    take_certificates(stamp.token->certificates, limits, material);
    for (crypto::RevocationList& list : stamp.token->lists)
        material.revocations.push_back({std::move(list), stamp.where, stamp.order, false});
    for (crypto::OcspAnswer& answer : stamp.token->answers) {
        take_certificates(answer.certificates(), limits, material);
        material.revocations.push_back({std::move(answer), stamp.where, stamp.order, false});
    }
    stamp.token->lists.clear();
    stamp.token->answers.clear();
    return stamp.token->all_revocations && material.revocations.size() <= limits.revocations;
}

} // namespace requal::seal
