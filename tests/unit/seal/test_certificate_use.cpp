#include <doctest/doctest.h>

#include "seal/certificate_use.hpp"
#include "support/made_certificates.hpp"

using namespace requal;
using test::made;
using test::MadeForm;
using test::MadeKey;

namespace {

std::string use_of(const std::string& uses) {
    static const MadeKey key;
    MadeForm form;
    form.ca = false;
    if (!uses.empty())
        form.more = {{"extendedKeyUsage", uses}};
    return seal::other_use(made({"TEST Seal"}, key, {"TEST Authority"}, key, form));
}

} // namespace

TEST_CASE("certificate use: extended uses that leave room for sealing") {
    for (const char* uses :
         {"", "emailProtection", "clientAuth", "clientAuth,emailProtection", "anyExtendedKeyUsage",
          "critical,anyExtendedKeyUsage,serverAuth", "1.3.6.1.5.5.7.3.36", "critical,1.3.6.1.5.5.7.3.36",
          "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5", "1.2.3.4.5", "serverAuth,emailProtection",
          "codeSigning,1.3.6.1.4.1.311.10.3.12", "timeStamping,clientAuth", "msSmartcardLogin,clientAuth"}) {
        CAPTURE(uses);
        CHECK(use_of(uses).empty());
    }
}

TEST_CASE("certificate use: extended uses that leave none, critical or not") {
    for (const char* uses :
         {"serverAuth", "codeSigning", "timeStamping", "OCSPSigning", "serverAuth,clientAuth",
          "clientAuth,serverAuth,1.3.6.1.4.1.311.10.3.3", "codeSigning,timeStamping", "ipsecEndSystem,ipsecTunnel"})
        for (const char* critical : {"", "critical,"}) {
            CAPTURE(uses);
            CHECK_FALSE(use_of(std::string{critical} + uses).empty());
        }
    CHECK(use_of("OCSPSigning,codeSigning") == "answers about revocation (OCSPSigning), programs (codeSigning)");
}
