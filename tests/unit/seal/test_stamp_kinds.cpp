// The table of time-stamps against the words of the standards.

#include <doctest/doctest.h>

#include "seal/stamp_kinds.hpp"
#include "seal/xml_names.hpp"

#include <set>
#include <tuple>

using namespace requal::seal;

TEST_CASE("kinds of time-stamps: what each covers and may prove") {
    struct Row {
        StampFormat format;
        const char* element;
        std::string_view space;
        bool value;      ///< the signature value is under the imprint
        bool all_before; ///< and every unsigned property before it
        bool inside;     ///< it stands inside what was signed
    };
    constexpr auto j = StampFormat::jades;
    constexpr auto x = StampFormat::xades;
    const std::vector<Row> rows{{j, "adoTst", "", false, false, true},
                                {j, "sigTst", "", true, false, false},
                                {j, "sigRTst", "", true, false, false},
                                {j, "rfsTst", "", false, false, false},
                                {j, "arcTst", "", true, true, false},
                                {x, "AllDataObjectsTimeStamp", xades132, false, false, true},
                                {x, "IndividualDataObjectsTimeStamp", xades132, false, false, true},
                                {x, "SignatureTimeStamp", xades132, true, false, false},
                                {x, "SigAndRefsTimeStamp", xades132, true, false, false},
                                {x, "SigAndRefsTimeStampV2", xades141, true, false, false},
                                {x, "RefsOnlyTimeStamp", xades132, false, false, false},
                                {x, "RefsOnlyTimeStampV2", xades141, false, false, false},
                                {x, "ArchiveTimeStamp", xades132, true, true, false},
                                {x, "ArchiveTimeStamp", xades141, true, true, false}};
    CHECK(stamp_kinds().size() == rows.size());
    std::set<const StampKind*> met;
    for (const Row& row : rows) {
        CAPTURE(row.element);
        const StampKind* kind = stamp_kind(row.format, row.element, row.space);
        REQUIRE(kind != nullptr);
        met.insert(kind);
        CHECK(((kind->covers & covers::value) != 0) == row.value);
        CHECK(((kind->covers & covers::all_before) != 0) == row.all_before);
        CHECK_FALSE(kind->clause.empty());
        // What may be proven follows from what is covered and where it stands, and from nothing else.
        const StampProof follows = row.inside       ? StampProof::sealed_after
                                   : row.all_before ? StampProof::all_before
                                   : row.value      ? StampProof::sealed_before
                                                    : StampProof::nothing;
        CHECK(kind->proof == follows);
    }
    CHECK(met.size() == rows.size());
    CHECK(stamp_kind(j, "SignatureTimeStamp", "") == nullptr);
    CHECK(stamp_kind(x, "sigTst", "") == nullptr);
    CHECK(stamp_kind(j, "xVals", "") == nullptr);
}
