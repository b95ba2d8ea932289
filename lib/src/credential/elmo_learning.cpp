#include "credential/elmo_reader.hpp"
#include "credential/values.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

namespace requal::credential {
namespace {

bool same_word(std::string_view a, std::string_view b) {
    return same_label(a, b);
}

bool has_content(const Assessment& assessment) {
    return !assessment.grade.empty() || !assessment.grade_status.where.empty() || assessment.shortened_grading ||
           !assessment.result_distribution.empty() || assessment.specification != nullptr;
}

} // namespace

void ElmoReader::read_grading_schemes(const Item& report) {
    for (const Item& item : m_source.all(report, "gradingScheme")) {
        auto scheme = std::make_shared<Specification>();
        scheme->kind = "LearningAssessmentSpecification";
        scheme->where = item.where();
        Identifier& id = scheme->grading_identifiers.emplace_back();
        id.notation = m_source.attribute(item, "localId");
        id.where = item.where() + "/@localId";
        scheme->grading_description = texts(item, "description");
        const std::string local = id.notation;
        if (!m_grading_schemes.emplace(local, std::move(scheme)).second)
            m_source.report(Code::elmo_id_twice, {{"id", local}, {"line", std::to_string(item.element().line())}},
                            item.where());
    }
}

void ElmoReader::read_groups(const Item& transcript) {
    const Item groups = m_source.first(transcript, "groups");
    for (const Item& type : m_source.all(groups, "groupType")) {
        const std::string type_id = m_source.attribute(type, "id");
        const std::string title = texts(type, "title").pick("en").text;
        for (const Item& group : m_source.all(type, "group"))
            m_groups.emplace(type_id + "/" + m_source.attribute(group, "id"),
                             note(texts(group, "title"), title, group.where()));
    }
}

SpecificationPtr ElmoReader::grading(const Item& instance) {
    if (const Item link = m_source.first(instance, "gradingSchemeLocalId")) {
        const std::string id = m_source.text(link);
        if (const auto known = m_grading_schemes.find(id); known != m_grading_schemes.end())
            return known->second;
        m_source.report(Code::elmo_reference_dangling, {{"id", id}, {"member", "gradingScheme"}}, link.where());
    }
    // Before 1.0: in words.
    const LocalisedText words = texts(instance, "gradingScheme");
    if (words.empty())
        return nullptr;
    auto scheme = std::make_shared<Specification>();
    scheme->kind = "LearningAssessmentSpecification";
    scheme->where = words.where;
    scheme->grading_scheme = words;
    return scheme;
}

AssessmentPtr ElmoReader::assessment(const Item& instance) {
    auto out = std::make_shared<Assessment>();
    out->kind = "LearningAssessment";
    out->where = instance.where();
    out->specification = grading(instance);
    for (const std::string_view name : {"resultLabel", "result"})
        if (LocalisedText grade = texts(instance, name); !grade.empty() && out->grade.empty()) {
            out->grade.where = grade.where;
            out->grade.text = std::move(grade);
        }
    if (const Item status = m_source.first(instance, "status"))
        out->grade_status = labelled(status);
    if (const Item ranking = m_source.first(instance, "shortenedGrading"))
        out->shortened_grading = {m_source.text(ranking, "percentageLower"),
                                  m_source.text(ranking, "percentageEqual"),
                                  m_source.text(ranking, "percentageHigher"), ranking.where()};
    if (const Item distribution = m_source.first(instance, "resultDistribution")) {
        for (const Item& category : m_source.all(distribution, "category")) {
            ResultCategory& one = out->result_distribution.emplace_back();
            one.label = m_source.attribute(category, "label");
            one.count = m_source.attribute(category, "count");
            one.where = category.where();
        }
        if (LocalisedText words = texts(distribution, "description"); !words.empty()) {
            const std::string where = words.where;
            out->notes.push_back(note(std::move(words), "", where));
        }
    }
    if (!has_content(*out))
        return nullptr;
    m_source.spend(0, sizeof(Assessment));
    return out;
}

ActivityPtr ElmoReader::activity(const Item& instance) {
    auto specification = std::make_shared<Specification>();
    specification->kind = "LearningActivitySpecification";
    for (const Item& language : m_source.all(instance, "languageOfInstruction"))
        if (const std::string code = m_source.text(language); !code.empty()) {
            specification->languages.push_back(m_source.language(code, language.where()));
            specification->where = language.where();
        }
    for (const Item& hours : m_source.all(instance, "engagementHours"))
        if (std::string count = m_source.text(hours); !count.empty()) {
            specification->contact_hours.push_back(std::move(count));
            specification->where = hours.where();
        }
    if (specification->where.empty())
        return nullptr;
    m_source.spend(0, sizeof(Activity) + sizeof(Specification));
    auto out = std::make_shared<Activity>();
    out->kind = "LearningActivity";
    out->where = instance.where();
    out->specification = std::move(specification);
    return out;
}

CreditPoint ElmoReader::credit(const Item& item) {
    auto out = m_source.fresh<CreditPoint>();
    out.where = item.where();
    out.points = m_source.text(item, "value");
    if (const Item scheme = m_source.first(item, "scheme")) {
        out.framework = labelled(scheme);
        if (same_word(m_source.text(scheme), "ects"))
            out.framework.id = "http://data.europa.eu/snb/education-credit/6fcec5c5af";
        out.framework = m_source.known(std::move(out.framework));
    }
    return out;
}

void ElmoReader::read_level(Specification& out, const Item& item) {
    const std::string type = m_source.text(item, "type");
    const Item value = m_source.first(item, "value");
    Concept level;
    level.where = item.where();
    level.notation = m_source.text(value);
    level.label = texts(item, "description");
    if (same_word(type, "EQF") && level.notation.size() == 1 && level.notation[0] >= '1' &&
        level.notation[0] <= '8') {
        level.label = {}; // names the framework, not the level
        level.id = "http://data.europa.eu/snb/eqf/" + level.notation;
        if (out.eqf_level.where.empty()) {
            out.eqf_level = m_source.known(std::move(level));
            return;
        }
        m_source.report(Code::credential_more_than_one, {{"member", "level"}, {"used", out.eqf_level.id}},
                        item.where());
    }
    // Which framework "NQF" is, the file does not say in a way that a table could be asked about.
    LocalisedText label;
    std::string words = type;
    if (!level.notation.empty())
        words += (words.empty() ? "" : " ") + level.notation;
    if (words.empty())
        words = m_source.text(item); // before 1.0: one word
    const std::string described = level.label.pick("en").text;
    m_source.add_text(label, "", words + (described.empty() ? "" : " (" + described + ")"), item.where());
    level.label = std::move(label);
    if (!level.label.empty())
        out.education_levels.push_back(m_source.known(std::move(level)));
}

void ElmoReader::fill_specification(Specification& out, const Item& item) {
    out.kind = "LearningAchievementSpecification";
    out.where = item.where();
    out.identifiers = identifiers(item);
    out.title = texts(item, "title");
    for (const Item& type : m_source.all(item, "type"))
        if (Concept kind = labelled(type); !kind.label.empty())
            out.types.push_back(std::move(kind));
    for (const std::string_view name : {"subjectArea", "subject"})
        for (const Item& area : m_source.all(item, name))
            if (Concept subject = labelled(area); !subject.label.empty())
                out.subjects.push_back(std::move(subject));
    for (const Item& field : m_source.all(item, "iscedCode")) {
        Concept code;
        code.where = field.where();
        code.notation = m_source.text(field);
        const Concept asked = [&] {
            Concept listed = code;
            listed.id = "http://data.europa.eu/snb/isced-f/" + code.notation;
            return m_source.known(std::move(listed));
        }();
        // The schema allows any text; only codes of the list of 2013 are fields of study.
        out.isced_f.push_back(asked.status == ListStatus::member ? asked : code);
    }
    for (const Item& page : m_source.all(item, "url"))
        if (std::string url = m_source.text(page); !url.empty()) {
            WebResource& homepage = out.homepages.emplace_back();
            homepage.url = std::move(url);
            homepage.where = page.where();
        }
    out.description = texts(item, "description");
    // Before 1.0:
    for (const Item& level : m_source.all(item, "level"))
        read_level(out, level);
    for (const Item& qualification : m_source.all(item, "qualification"))
        for (const Item& level : m_source.all(qualification, "educationLevel"))
            if (Concept words = labelled(level); !words.label.empty())
                out.education_levels.push_back(std::move(words));
}

void ElmoReader::add_references(Achievement& out, const Item& instance) {
    for (const Item& list : m_source.all(instance, "attachments"))
        for (const Item& ref : m_source.all(list, "ref")) {
            WebResource& document = out.documents.emplace_back();
            document.where = ref.where();
            document.id = m_source.text(ref);
            const auto own = m_attachment_titles.find(document.id);
            const auto shared = m_shared_titles.find(document.id);
            if (own != m_attachment_titles.end())
                document.title = own->second;
            else if (shared != m_shared_titles.end())
                document.title = shared->second;
            else
                m_source.report(Code::elmo_reference_dangling, {{"id", document.id}, {"member", "attachment"}},
                                ref.where());
        }
    for (const Item& link : m_source.all(instance, "grouping")) {
        const std::string type = m_source.attribute(link, "typeref");
        const std::string group = m_source.attribute(link, "idref");
        if (const auto known = m_groups.find(type + "/" + group); known != m_groups.end())
            out.notes.push_back(known->second);
        else
            m_source.report(Code::elmo_reference_dangling, {{"id", group}, {"member", "group"}}, link.where());
    }
}

void ElmoReader::fill_instance(Achievement& out, Specification& specification, const Item& item) {
    out.identifiers = identifiers(item);
    Period studied{m_source.date(item, "start"), m_source.date(item, "date"), {}, {}};
    studied.where = studied.start.where.empty() ? studied.end.where : studied.start.where;
    if (!studied.where.empty())
        out.opportunity.periods.push_back(std::move(studied));
    if (const Item term = m_source.first(item, "academicTerm"))
        out.opportunity.periods.push_back(
            {m_source.date(term, "start"), m_source.date(term, "end"), texts(term, "title"), term.where()});
    if (!out.opportunity.periods.empty())
        out.opportunity.where = item.where();
    if (auto one = assessment(item))
        out.proven_by.push_back(std::move(one));
    if (auto one = activity(item))
        out.influenced_by.push_back(std::move(one));
    for (const Item& one : m_source.all(item, "credit"))
        out.credits.push_back(credit(one));
    for (const Item& level : m_source.all(item, "level"))
        read_level(specification, level);
    add_references(out, item);
    if (const Item supplement = m_source.first(item, "diplomaSupplement"))
        read_supplement(out, supplement);
}

AchievementPtr ElmoReader::opportunity(const Item& item) {
    if (++m_claims > m_source.limits().achievements)
        throw Error{Code::credential_too_many_claims,
                    {{"limit", std::to_string(m_source.limits().achievements)}},
                    item.where()};
    m_source.spend(0, sizeof(Achievement) + sizeof(Specification));
    auto specification = std::make_shared<Specification>();
    fill_specification(*specification, item);
    auto out = std::make_shared<Achievement>();
    out->kind = "LearningAchievement";
    out->where = item.where();
    out->title = specification->title;
    if (m_issuer) {
        out->awarded_by.bodies.push_back(m_issuer);
        out->awarded_by.where = m_issuer->where;
    }
    for (const Item& wrapper : m_source.all(item, "specifies"))
        if (const Item instance = m_source.first(wrapper, "learningOpportunityInstance"))
            fill_instance(*out, *specification, instance);
    if (LocalisedText html = texts(item, "descriptionHtml"); !html.empty()) {
        out->opportunity.description = std::move(html);
        if (out->opportunity.where.empty())
            out->opportunity.where = out->opportunity.description.where;
    }
    for (const Item& one : m_source.all(item, "credit")) // before 1.0
        out->credits.push_back(credit(one));
    for (const Item& wrapper : m_source.all(item, "hasPart"))
        for (const Item& part : m_source.all(wrapper, "learningOpportunitySpecification"))
            out->parts.push_back(opportunity(part));
    out->specification = std::move(specification);
    return out;
}

} // namespace requal::credential
