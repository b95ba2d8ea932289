/** @file
 * The shown file as text for people. text_file.cpp writes the frame, text_claims.cpp the claims.
 */
#pragma once

#include "requal/show.hpp"
#include "show/sheet.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace requal::show {

class TextRenderer {
  public:
    TextRenderer(const ShownFile& file, const Credential& credential, const TextOptions& options)
        : m_file(file), m_credential(credential), m_options(options) {}

    /** What is said once for the file. */
    [[nodiscard]] std::string head();
    /** The credential. @param number among several, from 1; 0: it is the only one */
    [[nodiscard]] std::string body(std::size_t number);

  private:
    // frame
    void seal();
    void presentation();
    void heading(std::size_t number);
    void parties();
    void dates();
    void evidence();
    void pictures();
    void references();
    void unmapped(const std::vector<UnmappedMember>& list, std::size_t count);
    void findings(const std::vector<Finding>& found);
    void media(std::size_t indent, std::string_view label, const MediaObject& media);
    void accreditation(std::size_t indent, const Accreditation& accreditation);
    void identifiers(std::size_t indent, std::string_view label, const std::vector<Identifier>& list);

    // claims
    void claims();
    void achievement(std::size_t indent, const std::string& number, const Achievement& achievement);
    void assessment(std::size_t indent, const Assessment& assessment);
    void activity(std::size_t indent, const std::string& number, const Activity& activity);
    void entitlement(std::size_t indent, const std::string& number, const Entitlement& entitlement);
    void specification(std::size_t indent, const Claim& claim, const Specification& specification);
    void outcomes(std::size_t indent, const Specification& specification);
    /** Title line and what every claim has. @return false when the claim was shown before */
    bool head(std::size_t indent, const std::string& number, std::string_view kind, const Claim& claim);
    void foot(std::size_t indent, const Claim& claim);

    // words
    [[nodiscard]] std::string text(const LocalisedText& text) const;
    [[nodiscard]] std::string brief(const LocalisedText& localised) const; ///< shortened unless verbose
    [[nodiscard]] std::string term(const Concept& term) const;
    [[nodiscard]] std::string terms(const std::vector<Concept>& list) const;
    [[nodiscard]] std::string coded(const Concept& one) const; ///< with the notation of the list in front
    [[nodiscard]] std::string organisation(const OrganisationPtr& organisation) const;
    [[nodiscard]] std::string identifier(const Identifier& one) const;
    [[nodiscard]] std::string day(const DateTime& date) const;
    [[nodiscard]] std::string moment(const DateTime& date) const;
    [[nodiscard]] std::string place(const Location& location) const;
    [[nodiscard]] std::string period(const Period& period) const;
    [[nodiscard]] std::string credits(const std::vector<CreditPoint>& list) const;

    const ShownFile& m_file;
    const Credential& m_credential;
    const TextOptions& m_options;
    Sheet m_sheet;
    std::unordered_set<const Claim*> m_shown;
};

} // namespace requal::show
