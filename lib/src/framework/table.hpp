/** @file
 * The framework tables as values. Every row keeps its confidence, its sources and its doubts.
 */
#pragma once

#include "requal/error.hpp"
#include "requal/mapping.hpp"

#include <map>
#include <string>
#include <vector>

namespace requal::framework {

/** One entry of frameworks/index.yaml: enough to decide which table to read. */
struct IndexRow {
    std::string file; ///< below frameworks/
    std::string id;
    std::vector<std::string> countries;
    std::vector<std::string> subdivisions;
    std::vector<std::string> regions;       ///< of a framework of several states; it is no country's own then
    std::vector<std::string> abbreviations; ///< the first one is shown

    /** Of which country, part of a country or region it is: "FR", "GB-SCT", "African Union". */
    [[nodiscard]] const std::string& origin() const;
};

struct Country {
    std::string code;
    std::string name;
    std::vector<std::string> also; ///< other codes and names people type
};

struct Index {
    std::vector<TableUse> files; ///< what it was read from: ours, then the layers
    std::vector<Country> countries;
    std::vector<IndexRow> frameworks;
};

/** What every table has. */
struct TableBase {
    std::string file;            ///< below the data folder; of a table that only a layer has, its path
    std::vector<TableUse> files; ///< what it was read from: ours, then the layers
    std::vector<TableSource> sources;

    /** The sources with these ids, which the reader has checked to exist. */
    [[nodiscard]] std::vector<TableSource> sources_of(const std::vector<std::string>& ids) const;
};

struct NationalLevel {
    std::string notation; ///< "6 (formerly II)"
    std::string main;     ///< "6"
    std::string former;   ///< "II"; empty when there was none
    std::string uri;
    std::string label; ///< as in the vocabulary; empty when it has no concept
    std::vector<int> eqf;
    std::optional<int> typical_eqf; ///< the one most often used, when there are several
    Relation relation = Relation::exact;
    Confidence eqf_confidence = Confidence::low; ///< of the link to the EQF
    Confidence confidence = Confidence::low;     ///< of the row as a whole
    std::string cycle;                           ///< "short", "first", "second", "third" or empty
    std::vector<QualificationType> types;
    std::vector<std::string> sources;
    CitedSources cited; ///< those, with their titles
    std::string note;
    std::string file; ///< the file that the row stands in: a layer may have replaced it
    Position position;
};

struct NationalTable : TableBase {
    std::string id;
    std::string name; ///< English
    std::string name_national;
    std::string abbreviation; ///< the one that is shown
    std::vector<std::string> countries;
    std::vector<std::string> subdivisions;
    std::vector<std::string> regions; ///< of a framework of several states
    std::string uri;                  ///< of the framework in the EU vocabulary
    Referencing referencing;
    bool self_certified = false; ///< against the QF-EHEA, by its status in the table
    std::string owner;
    std::string legal_basis;
    std::string notes;
    std::vector<NationalLevel> levels;
    std::vector<std::string> unlevelled; ///< qualifications that the framework gives no level

    [[nodiscard]] FrameworkLevel place(const NationalLevel& level) const;
    [[nodiscard]] bool is_referenced() const { return referencing.status != "not_referenced"; }
    /** "FR", "GB-SCT", "African Union" */
    [[nodiscard]] const std::string& origin() const;
    /** "FR RNCP", "GB-SCT SCQF" */
    [[nodiscard]] std::string display() const;
};

struct EqfLevel {
    int level = 0;
    std::string uri;
    std::string knowledge, skills, responsibility; ///< descriptors in short, not the official wording
    std::string cycle;                             ///< QF-EHEA; empty below EQF 5
    std::string typical_ects;
    std::vector<int> isced_typical;
    Confidence confidence = Confidence::low;
    std::vector<std::string> sources;
    CitedSources cited; ///< those, with their titles
    std::string note;
};

struct EqfTable : TableBase {
    std::string name;
    std::string legal_basis;
    std::string note;
    std::vector<EqfLevel> levels; ///< 1 to 8, in order

    [[nodiscard]] const EqfLevel& at(int level) const { return levels.at(static_cast<std::size_t>(level - 1)); }
};

struct IscedLevel {
    int level = 0;
    std::string name;
    std::string description;
    std::optional<int> typical_eqf;
    Confidence confidence = Confidence::low;
    std::vector<std::string> sources;
    CitedSources cited; ///< those, with their titles
    std::vector<std::string> exceptions;
};

struct IscedTable : TableBase {
    std::string warning;
    std::vector<IscedLevel> levels; ///< 0 to 9, in order
    std::map<int, std::vector<int>> eqf_to_isced;
};

/** One cycle of the QF-EHEA. */
struct Cycle {
    std::string name; ///< "short", "first", "second", "third"
    int eqf = 0;
    std::string ects;  ///< "180-240"; empty where none is set
    std::string since; ///< remark on when it became a cycle; may be empty
    Confidence confidence = Confidence::low;
    std::vector<std::string> sources;
};

struct CycleTable : TableBase {
    std::vector<Cycle> cycles;
};

/** A field of ISCED-F: broad with two digits, narrow with three, detailed with four. */
struct Field {
    std::string code;
    std::string name;
};

struct FieldTable : TableBase {
    std::vector<Field> fields; ///< by code, so that each stands after the one it is part of
};

[[nodiscard]] FrameworkLevel eqf_place(int level);
[[nodiscard]] FrameworkLevel cycle_place(const std::string& cycle);
[[nodiscard]] FrameworkLevel isced_place(const IscedLevel& level);

} // namespace requal::framework
