/** @file
 * Where a qualification stands in the EQF, the QF-EHEA, ISCED 2011 and the national frameworks.
 *
 *     const Frameworks frameworks = load_frameworks(find_data_folder());
 *     const MappingResult result = map_qualification(
 *         frameworks, {.framework = "FR", .level = "6"}, {mapping_target("eqf"),
 * mapping_target("DE")}); result.targets[1].candidates[0].place.level;        // "6", of the DQR
 *     result.targets[1].candidates[0].paths[0].hops;      // FR 6 -> EQF 6 -> DE 6, each with table
 * and sources
 *
 * An answer is a path of hops, never more certain than its weakest hop. What the tables do not
 * settle is a finding: a stated level that contradicts a table is reported beside both readings,
 * never resolved. Not checked here: whether the stated level is sealed, and whether the
 * qualification is what its title says.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/frameworks.hpp"
#include "requal/json_writer.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

/** How sure the tables are of a row. Ordered: the confidence of a path is the least of its hops. */
enum class Confidence : std::uint8_t { low, medium, high };

/** How a national level and the EQF levels of its row belong together. */
enum class Relation : std::uint8_t {
    exact,
    range,         ///< one national level spans several EQF levels
    partial,       ///< shares its EQF level with another national level, or only a part of it is linked
    comparable,    ///< the framework was compared with the EQF, not referenced to it
    indicative,    ///< no one referenced it: the level is our estimate, or the correspondence is
                   ///< indicative by nature
    not_referenced ///< linked to no EQF level
};

[[nodiscard]] std::string_view confidence_text(Confidence confidence) noexcept;
[[nodiscard]] std::string_view relation_text(Relation relation) noexcept;

/** A source as a table names it. */
struct TableSource {
    std::string id;
    std::string title;
    std::string publisher;
    std::string year; ///< empty: unknown; "n.d.": the page gave no date
    std::string kind; ///< "primary", "copy", "secondary"; empty when the table does not say
    std::string url;
};

/** The sources that a row names. Copies share one list: a list of a hundred thousand rows names the same few. */
class CitedSources {
  public:
    CitedSources() = default;
    CitedSources(std::vector<TableSource> sources) // implicit: it is that list
        : m_list(std::make_shared<const std::vector<TableSource>>(std::move(sources))) {}

    [[nodiscard]] std::span<const TableSource> list() const noexcept {
        return m_list ? std::span<const TableSource>{*m_list} : std::span<const TableSource>{};
    }
    [[nodiscard]] auto begin() const noexcept { return list().begin(); }
    [[nodiscard]] auto end() const noexcept { return list().end(); }
    [[nodiscard]] bool empty() const noexcept { return list().empty(); }

  private:
    std::shared_ptr<const std::vector<TableSource>> m_list;
};

/** One level of one framework: where a hop begins or ends. */
struct FrameworkLevel {
    std::string framework; ///< "eqf", "qf-ehea", "isced-2011", the id of a national table such as "france"; "award"
                           ///< for an award of a country's table, "title" for what the document calls itself
    std::string name;      ///< "EQF", "QF-EHEA", "ISCED 2011", "RNCP"
    std::string country{}; ///< "FR"; empty for the international frameworks
    std::string level;     ///< notation of the table: "6", "first", "6 (formerly II)"
    std::string title{};   ///< what the level is called, where it has a name
    std::string uri{};     ///< concept of the EU vocabulary; empty when there is none
};

/** "EQF 6", "FR RNCP 6 (formerly II)", "QF-EHEA first cycle" */
[[nodiscard]] std::string display_name(const FrameworkLevel& level);

/** How a national framework came to its EQF levels. */
struct Referencing {
    std::string status;         ///< "referenced", "compared", "not_referenced"
    std::optional<int> first{}; ///< year
    std::optional<int> latest{};
    Confidence confidence = Confidence::low; ///< of the years
};

/** One step from a level to a level. */
struct Hop {
    FrameworkLevel from;
    FrameworkLevel to;
    std::string rule; ///< "title", "award-comparison", "award-level", "award-isced", "award-cycle",
                      ///< "eqf-referencing", "eqf-referencing-read-backwards", "qf-ehea-cycle", "isced-indicative"
    Relation relation = Relation::exact;
    Confidence confidence = Confidence::low;
    std::string table; ///< file below the data folder, such as "frameworks/nqf/france.yaml"
    CitedSources sources{};
    std::optional<Referencing> referencing{};
    std::string note{}; ///< what the row says about itself; may be empty
};

struct MappingPath {
    std::vector<Hop> hops{}; ///< empty: the level is the stated one

    /** Of the weakest hop; nothing for an empty path, whose level rests on no table. */
    [[nodiscard]] std::optional<Confidence> confidence() const noexcept;
};

struct QualificationType {
    std::string native{};             ///< a title; empty when `english` only describes what is found at the level
    std::string english{};            ///< empty when the table has no translation
    std::vector<std::string> other{}; ///< abbreviations and other titles
    bool seen = false;                ///< found in a source, as against general knowledge

    /** The title, or the description where there is none. */
    [[nodiscard]] const std::string& name() const noexcept { return native.empty() ? english : native; }
};

struct Candidate {
    FrameworkLevel place;
    std::optional<Confidence> confidence{};               ///< of its best path; nothing when the level is only stated
    bool doubtful = false;                                ///< rests on a link that is not referenced or a known doubt
    std::vector<MappingPath> paths{};                     ///< best first; several when several statements lead here
    std::vector<QualificationType> qualification_types{}; ///< examples at this level, national levels only
    std::vector<Finding> caveats{};
};

enum class TargetKind : std::uint8_t { eqf, qf_ehea, isced, national };

struct MappingTarget {
    TargetKind kind = TargetKind::eqf;
    std::string name{};         ///< what was asked for: "eqf", "DE", "DQR"
    bool if_applicable = false; ///< a definite "no" here does not count for the outcome of the whole
};

/** "eqf", "qf-ehea" and "isced" are themselves, everything else names a country or a framework.
 * Never fails: whether the name is known shows when it is mapped. */
[[nodiscard]] MappingTarget mapping_target(std::string_view name);
/** eqf, qf-ehea (where it applies) and isced. */
[[nodiscard]] std::vector<MappingTarget> default_targets();

/** What is known of a qualification, as typed by an officer or as stated in a credential. All parts
 * may be empty. */
struct QualificationDescription {
    std::string title{};
    std::string country{};                   ///< of the award: ISO 3166-1 code, alpha-3, name, or concept of the EU's
                                             ///< country list
    std::string framework{};                 ///< country, framework id, abbreviation or vocabulary URI; empty: the
                                             ///< country's
    std::string level{};                     ///< national notation, "EQF 6", or a vocabulary URI
    std::string eqf_level{};                 ///< "6", "EQF 6" or http://data.europa.eu/snb/eqf/6
    std::vector<std::string> nqf_uris{};     ///< concepts http://data.europa.eu/snb/qdr/…
    std::string isced_f{};                   ///< field of study, carried through as it is
    std::vector<std::string> other_titles{}; ///< the same title in other languages of the document
    std::string award{};                     ///< id of an award of the tables; then the title decides nothing
    std::string awarded{};                   ///< "2016", "2016-06" or "2016-06-30"; more of a time stamp is left out
    std::string years{};                     ///< official length of the programme: "3", "5.5"
    std::string credits{};                   ///< "240"; compared only with awards that count in the same system
    std::string credit_system{};             ///< id of credits.yaml; empty: unknown
    bool from_document = false;              ///< read from a file: a country, date or number it has wrong is left out
};

/** What a title may stand for in the tables. */
struct AwardMatch {
    std::string award;     ///< "ua-bakalavr"; "france:6:1" for an example that a framework gives for its level
    std::string country;   ///< ISO 3166-1
    std::string name;      ///< native, with the English name in parentheses
    std::string remark{};  ///< what tells it from others of its name; may be empty
    std::string kind{};    ///< "first_cycle"; empty for examples of a framework
    std::string length{};  ///< "3 to 4 years", "12 years of schooling"; empty when the table does not say
    std::string credits{}; ///< "180-240 ECTS"; empty when the table does not say
    std::string grade;     ///< "exact", "variant", "near", or "named" when the description gives the id
    std::string rule{};    ///< why: "same", "form_words", "field", "abbreviation", "romanisation", "words", "letters"
    std::string matched{}; ///< the name of the table that matched
    double closeness = 1;  ///< 0 to 1; compares matches of one grade
    bool chosen = false;   ///< taken for the answer
    std::string
        not_chosen{}; ///< why not: "years of award", "length", "credits", "less close", "example of the same award"
    std::string window{}; ///< "until 2019"; empty: no limit is known
    Confidence confidence = Confidence::low;
    std::string table; ///< file it stands in
};

enum class MappingOutcome : std::uint8_t {
    mapped,      ///< at least one candidate without a doubt
    none,        ///< the tables say that there is no counterpart
    undetermined ///< the tables cannot tell; the findings say why
};
[[nodiscard]] std::string_view outcome_text(MappingOutcome outcome) noexcept;

struct TargetResult {
    MappingTarget target;
    MappingOutcome outcome = MappingOutcome::undetermined;
    std::vector<Candidate> candidates{}; ///< best first
    std::vector<Finding> findings{};
};

/** One framework beside the eight EQF levels. */
struct LadderColumn {
    struct Step {
        int eqf = 0;
        std::string level;
        bool marked = false; ///< a starting point or a candidate
    };
    std::string name; ///< "FR RNCP"
    std::vector<Step> steps{};
};

/** The SHA-256 of a file that was read, reckoned when it is first asked for: to make OpenSSL ready takes longer than
 * to answer from the tables. May be asked by several threads. */
class TableDigest {
  public:
    explicit TableDigest(std::string bytes) : m_bytes(std::move(bytes)) {}
    /** In hexadecimal. */
    [[nodiscard]] const std::string& hex() const;

  private:
    mutable std::once_flag m_once;
    mutable std::string m_bytes; ///< until they are reckoned
    mutable std::string m_hex;
};

struct TableUse {
    std::string file; ///< below the data folder
    std::string schema;
    std::shared_ptr<const TableDigest> digest; ///< never null: the same answer needs the same tables

    [[nodiscard]] const std::string& sha256() const { return digest->hex(); }
};

struct MappingResult {
    QualificationDescription description;
    MappingOutcome outcome = MappingOutcome::undetermined;
    std::vector<FrameworkLevel> starts{}; ///< the levels that the description states
    std::vector<AwardMatch> awards{};     ///< what the title may stand for, best first
    std::vector<TargetResult> targets{};  ///< in the order asked for
    std::vector<Finding> findings{};      ///< contradictions and ambiguities of the statements themselves
    std::vector<int> eqf_levels{};        ///< EQF levels that the statements lead to, ascending
    std::optional<bool> eqf_agrees{};     ///< does a stated EQF level agree with the stated national one?
    std::vector<LadderColumn> ladder{};
    std::vector<TableUse> tables{}; ///< what the answer was read from
};

/** Maps one qualification.
 *  @throws Error framework_country_unknown, framework_name_ambiguous, framework_level_unknown,
 *          framework_framework_missing, framework_no_framework, framework_title_without_country,
 *          framework_date_invalid, framework_number_invalid, framework_award_id_unknown for `country`, `framework`,
 * `level` and the names of targets. A URI that no table has and an `eqf_level` that is none are findings instead.
 * Error yaml_*, data_* when a table is unusable. */
[[nodiscard]] MappingResult map_qualification(const Frameworks& frameworks,
                                              const QualificationDescription& description,
                                              const std::vector<MappingTarget>& targets);

/** One JSON object, see schemas/requal.map.schema.json, `$defs/mapping`. */
void write_json(JsonWriter& out, const MappingResult& result, Language language);

/** One JSON object without paths, see `$defs/brief`: what a list of many rows needs. */
void write_brief_json(JsonWriter& out, const MappingResult& result, Language language);
/** One line with the levels, and an indented line for each thing that is open. Escaped, no line end. */
[[nodiscard]] std::string brief_text(const MappingResult& result, Language language);

/** The EQF ladder of each result as one SVG document, with the answer in words for those who cannot see it. */
[[nodiscard]] std::string mapping_svg(const std::vector<MappingResult>& results);

struct MappingTextOptions {
    bool explain = false; ///< the paths as sentences
    bool ladder = true;
};
/** Many lines for a terminal, escaped. */
[[nodiscard]] std::string mapping_text(const MappingResult& result, Language language,
                                       const MappingTextOptions& options);

} // namespace requal
