#include "requal/qualifications.hpp"

#include <set>

namespace requal {
namespace {

class Collector {
  public:
    Collector(const Credential& credential, std::string_view language)
        : m_primary(credential.primary_language), m_language(language) {}

    void add(const AchievementPtr& achievement, bool part) {
        // The same achievement may hang below several others.
        if (!achievement || !m_seen.insert(achievement.get()).second)
            return;
        StatedQualification stated = describe(achievement);
        stated.part = part;
        if (!part || stated.has_level())
            m_found.push_back(std::move(stated));
        for (const AchievementPtr& below : achievement->parts)
            add(below, true);
    }

    std::vector<StatedQualification> take() { return std::move(m_found); }

  private:
    [[nodiscard]] StatedQualification describe(const AchievementPtr& achievement) const {
        StatedQualification stated;
        stated.achievement = achievement;
        stated.where = achievement->where;
        stated.title = achievement->title.pick(m_language, m_primary).text;
        const SpecificationPtr& specification = achievement->specification;
        if (stated.title.empty() && specification)
            stated.title = specification->title.pick(m_language, m_primary).text;
        stated.description.title = stated.title;
        stated.description.from_document = true;
        stated.description.awarded = achievement->awarded_by.date.calendar_day();
        add_other_titles(achievement->title, stated.description);
        if (specification)
            add_other_titles(specification->title, stated.description);
        for (const OrganisationPtr& body : achievement->awarded_by.bodies)
            if (const Concept* country = body ? body->country() : nullptr;
                country != nullptr && stated.description.country.empty())
                stated.description.country = country->id;
        if (!specification)
            return stated;
        if (!specification->eqf_level.id.empty()) {
            stated.description.eqf_level = specification->eqf_level.id;
            stated.level_where = specification->eqf_level.where;
        }
        const auto add_national = [&](const Concept& level) {
            // Where the file gives no concept, what it calls the level is looked up, and found to be unknown or not.
            stated.description.nqf_uris.push_back(!level.id.empty() ? level.id : level.display());
            if (stated.level_where.empty())
                stated.level_where = level.where;
        };
        for (const Concept& level : specification->nqf_levels)
            add_national(level);
        // `educationLevel` is open: only concepts of the national vocabulary say something that the tables know.
        for (const Concept& level : specification->education_levels)
            if (level.id.find("/snb/qdr/") != std::string::npos)
                add_national(level);
        for (const Concept& field : specification->isced_f)
            stated.description.isced_f += (stated.description.isced_f.empty() ? "" : ", ") +
                                          (field.list_notation.empty() ? field.id : field.list_notation);
        return stated;
    }

    /** The tables know an award by its native name or its English one: every language of the file may help. */
    static void add_other_titles(const LocalisedText& title, QualificationDescription& description) {
        for (const LocalisedText::Entry& entry : title.entries)
            for (const std::string& value : entry.values)
                if (value != description.title && !value.empty())
                    description.other_titles.push_back(value);
    }

    std::string m_primary;
    std::string_view m_language;
    std::set<const Achievement*> m_seen;
    std::vector<StatedQualification> m_found;
};

} // namespace

std::vector<StatedQualification> stated_qualifications(const Credential& credential, std::string_view language) {
    Collector collector{credential, language};
    for (const AchievementPtr& achievement : credential.achievements)
        collector.add(achievement, false);
    return collector.take();
}

} // namespace requal
