#include "trust/anchor_uses.hpp"

#include <doctest/doctest.h>

#include <string>

using requal::trust::AnchorUse;
using requal::trust::may_anchor;
using requal::trust::ServicePeriod;
using requal::trust::ServiceRecord;

namespace {

std::string uses(const std::string& type, const std::string& status = "granted") {
    const ServicePeriod period{type, status, {}, {}, {}, {}, {}};
    std::string text;
    text += may_anchor(period, AnchorUse::seal) ? 's' : '-';
    text += may_anchor(period, AnchorUse::time_stamp) ? 't' : '-';
    text += may_anchor(period, AnchorUse::revocation) ? 'r' : '-';
    return text;
}

} // namespace

TEST_CASE("an authority that issues certificates stands behind all of them") {
    for (const char* type : {"CA/QC", "CA/PKC", "NationalRootCA-QC"})
        CHECK_MESSAGE(uses(type) == "str", type);
}

TEST_CASE("a time-stamp service stands behind no seal") {
    for (const char* type : {"TSA/QTST", "TSA", "TSA/TSS-QC", "TSA/TSS-AdESQCandQES"})
        CHECK_MESSAGE(uses(type) == "-tr", type);
}

TEST_CASE("a status service stands behind answers only") {
    for (const char* type : {"Certstatus/OCSP", "Certstatus/OCSP/QC", "Certstatus/CRL", "Certstatus/CRL/QC"})
        CHECK_MESSAGE(uses(type) == "--r", type);
}

TEST_CASE("other services, and what only looks like a type, stand behind nothing") {
    for (const char* type : {"IdV", "RA", "ACA", "EDS/Q", "EDS/REM/Q", "PSES/Q", "QESValidation/Q", "Archiv",
                             "SignaturePolicyAuthority", "AdESGeneration", "unspecified", "", "CA", "QC", "ca/qc",
                             "CA/QC/", "X/CA/QC", "http://tsl.example/TrstSvc/Svctype/CA/QC"})
        CHECK_MESSAGE(uses(type) == "---", type);
}

TEST_CASE("a withdrawn service stays an anchor, and a status of another scheme makes none") {
    for (const char* status : {"granted", "withdrawn", "recognisedatnationallevel", "deprecatedatnationallevel",
                               "undersupervision", "supervisionceased", "supervisionrevoked", "accreditationceased"})
        CHECK_MESSAGE(uses("CA/QC", status) == "str", status);
    for (const char* status : {"", "Granted", "granted/", "http://tsl.example/Svcstatus/granted"})
        CHECK_MESSAGE(uses("CA/QC", status) == "---", status);
}

TEST_CASE("a service vouches in any of its periods, an own anchor always") {
    const ServicePeriod now{"TSA/QTST", "granted", {}, {}, {}, {}, {}};
    const ServicePeriod before{"CA/QC", "undersupervision", {}, {}, {}, {}, {}};
    CHECK(may_anchor(ServiceRecord{"XA", "P", "S", {now, before}}, AnchorUse::seal));
    CHECK_FALSE(may_anchor(ServiceRecord{"XA", "P", "S", {now}}, AnchorUse::seal));
    CHECK_FALSE(may_anchor(ServiceRecord{"XA", "P", "S", {}}, AnchorUse::seal));
    CHECK(may_anchor(ServiceRecord{"", "", "Own", {}}, AnchorUse::seal));
}
