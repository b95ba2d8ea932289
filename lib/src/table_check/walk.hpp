/** @file
 * What can be said of a table without knowing its columns: the values of its document, each with its place.
 */
#pragma once

#include "yaml/value.hpp"

#include "requal/finding.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace requal::table_check {

/** Receives what is found, with the value that it was found at. */
using Report = std::function<void(const yaml::Value& at, Code code, Arguments arguments)>;

/** Plain texts that a reader of YAML 1.1 takes for something else: NO, 010, 1e3, 12:30. */
void check_plain_texts(const yaml::Value& root, const Report& report);

/** Ranges whose ends are exchanged: min and max, from and to, first and latest, lists of levels. */
void check_ranges(const yaml::Value& root, const Report& report);

/** Codes of countries that are none, wherever a table names them. @param known ISO 3166-1 codes */
void check_countries(const yaml::Value& root, const std::set<std::string>& known, const Report& report);

/** The number of levels that a national framework says it has, against the rows it lists. */
void check_level_count(const yaml::Value& root, const Report& report);

/** Concepts of the vocabulary that stand for a framework or a level: each once, and in the vocabulary. */
class Concepts {
  public:
    explicit Concepts(std::set<std::string> vocabulary) : m_vocabulary(std::move(vocabulary)) {}
    /** @param file name of the table for the place of the first use */
    void check(const yaml::Value& root, const std::string& file, const Report& report);

  private:
    std::set<std::string> m_vocabulary;
    std::map<std::string, std::string> m_first; ///< concept → place
};

} // namespace requal::table_check
