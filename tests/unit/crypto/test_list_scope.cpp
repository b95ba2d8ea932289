#include <doctest/doctest.h>

#include "crypto/certificate_statements.hpp"
#include "support/made_answers.hpp"
#include "support/made_subjects.hpp"

#include <cstdio>

using namespace requal;
using namespace requal::test;

namespace {

/** Of a DER element: its identifier octet, its length, what stands in it; in the words of openssl. */
std::string der(const std::string& tag, const std::string& inside) {
    const std::size_t size = inside.size() / 2;
    std::string length(9, '\0');
    const int written = std::snprintf(length.data(), length.size(), size < 128 ? "%02zX" : "82%04zX", size);
    return tag + length.substr(0, static_cast<std::size_t>(written)) + inside;
}

/** A list that says where it is published: under so many names. */
crypto::RevocationList published(const crypto::Certificate& issuer, const MadeKey& key, std::size_t names) {
    std::string uris;
    for (std::size_t i = 0; i < names; ++i)
        uris += der("86", "613A62"); // a:b
    MadeAnswerForm form;
    form.extensions = {{"issuingDistributionPoint", "critical,DER:" + der("30", der("A0", der("A0", uris)))}};
    return made_list(issuer, key, form);
}

} // namespace

TEST_CASE("list scope: a list of more names than anybody compares is not used") {
    const MadeKey key;
    const MadeName name{"TEST Authority"};
    const crypto::Certificate authority = made(name, key, name, key);
    MadeForm end;
    end.ca = false;
    end.more = {{"crlDistributionPoints", "URI:a:b"}};
    const crypto::Certificate seal = made({"TEST Seal"}, MadeKey{}, name, key, end);
    for (const std::size_t names : {std::size_t{1}, std::size_t{256}}) {
        const auto said = published(authority, key, names).about(seal);
        REQUIRE(said);
        CHECK(said->unread_extension.empty());
        CHECK(said->state == crypto::RevocationStatus::State::good);
    }
    const auto said = published(authority, key, 257).about(seal);
    REQUIRE(said);
    CHECK(said->unread_extension == "2.5.29.28");
    CHECK(said->state == crypto::RevocationStatus::State::unknown);
}

TEST_CASE("statements: the attributes of a subject are all told, and no others") {
    const auto statements = crypto::statements_of(made_subject({{"C", "XX"}, {"O", "TEST"}}, {false, false, {}, ""}));
    CHECK(statements.subject_attributes == std::vector<std::string>{"2.5.4.6", "2.5.4.10"});
}
