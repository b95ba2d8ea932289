// From a credential to the levels it states. Only public types are used: the framework tables know nothing of
// credentials, and credentials nothing of tables.

#include "requal/credential.hpp"
#include "requal/mapping.hpp"

#include <set>

namespace requal {
namespace {

/** The concept's address; where the file gives none, what it calls the level. */
std::string id_or_words(const Concept& stated) {
    if (!stated.id.empty())
        return stated.id;
    return stated.notation.empty() ? stated.display() : stated.notation;
}

bool states_a_level(const Claim& claim) {
    return claim.specification != nullptr &&
           (!claim.specification->eqf_level.where.empty() || !claim.specification->nqf_levels.empty());
}

class Collector {
  public:
    Collector(const Credential& credential, std::string_view language)
        : m_credential(credential), m_language(language) {}

    std::vector<QualificationDescription> collect() {
        for (const AchievementPtr& achievement : m_credential.achievements)
            visit(*achievement);
        if (m_found.empty())
            for (const AchievementPtr& achievement : m_credential.achievements)
                m_found.push_back(describe(*achievement));
        if (m_found.empty())
            m_found.push_back({.title = m_credential.title.pick(m_language).text});
        return std::move(m_found);
    }

  private:
    /** An achievement may be reachable on several ways; it is described once. */
    void visit(const Achievement& achievement) {
        if (!m_seen.insert(&achievement).second)
            return;
        if (states_a_level(achievement))
            m_found.push_back(describe(achievement));
        for (const AchievementPtr& part : achievement.parts)
            visit(*part);
    }

    [[nodiscard]] QualificationDescription describe(const Achievement& achievement) const {
        QualificationDescription description;
        description.where = achievement.where;
        description.title = achievement.title.pick(m_language, m_credential.primary_language).text;
        for (const OrganisationPtr& body : achievement.awarded_by.bodies)
            if (body != nullptr && description.country.empty() && body->country() != nullptr)
                description.country = id_or_words(*body->country());
        if (achievement.specification == nullptr)
            return description;
        const Specification& specification = *achievement.specification;
        if (!specification.eqf_level.where.empty())
            description.eqf_level = id_or_words(specification.eqf_level);
        for (const Concept& level : specification.nqf_levels)
            description.nqf_uris.push_back(id_or_words(level));
        for (const Concept& field : specification.isced_f) {
            const std::string code = field.list_notation.empty() ? id_or_words(field) : field.list_notation;
            description.isced_f += (description.isced_f.empty() ? "" : ", ") + code;
        }
        return description;
    }

    const Credential& m_credential;
    std::string_view m_language;
    std::set<const Achievement*> m_seen;
    std::vector<QualificationDescription> m_found;
};

} // namespace

std::vector<QualificationDescription> stated_qualifications(const Credential& credential, std::string_view language) {
    return Collector{credential, language}.collect();
}

} // namespace requal
