#include "seal/certificate_use.hpp"

#include "crypto/certificate_statements.hpp"

#include <algorithm>
#include <array>

namespace requal::seal {
namespace {

struct Use {
    std::string_view oid;
    std::string_view words;
};

/** Uses that are for something else than what a person or an organisation signs. */
constexpr std::array foreign{
    Use{"1.3.6.1.5.5.7.3.1", "servers of web sites (serverAuth)"},
    Use{"1.3.6.1.4.1.311.10.3.3", "servers of web sites (serverGatedCrypto)"},
    Use{"2.16.840.1.113730.4.1", "servers of web sites (stepUp)"},
    Use{"1.3.6.1.5.5.7.3.3", "programs (codeSigning)"},
    Use{"1.3.6.1.5.5.7.3.5", "virtual networks (ipsecEndSystem)"},
    Use{"1.3.6.1.5.5.7.3.6", "virtual networks (ipsecTunnel)"},
    Use{"1.3.6.1.5.5.7.3.7", "virtual networks (ipsecUser)"},
    Use{"1.3.6.1.5.5.7.3.17", "virtual networks (ipsecIKE)"},
    Use{"1.3.6.1.5.5.7.3.8", "time-stamps (timeStamping)"},
    Use{"1.3.6.1.5.5.7.3.9", "answers about revocation (OCSPSigning)"},
    Use{"1.3.6.1.5.2.3.5", "tickets of a network (KDC)"},
    Use{"1.3.6.1.4.1.311.10.3.4", "encrypted files (EFS)"},
};
constexpr std::string_view server = foreign.front().oid;
constexpr std::string_view client = "1.3.6.1.5.5.7.3.2";

std::string_view words_for(std::string_view oid) {
    const auto found = std::find_if(foreign.begin(), foreign.end(), [&](const Use& use) { return use.oid == oid; });
    return found == foreign.end() ? std::string_view{} : found->words;
}

} // namespace

std::string other_use(const crypto::Certificate& certificate) {
    const std::vector<std::string> uses = crypto::statements_of(certificate).extended_key_usages;
    const bool web = std::find(uses.begin(), uses.end(), server) != uses.end();
    std::string out;
    for (const std::string& oid : uses) {
        // People log in with the certificates that they sign with; a server that logs in at others signs nothing.
        if (web && oid == client)
            continue;
        const std::string_view words = words_for(oid);
        if (words.empty())
            return {};
        out += (out.empty() ? "" : ", ") + std::string{words};
    }
    return out;
}

} // namespace requal::seal
