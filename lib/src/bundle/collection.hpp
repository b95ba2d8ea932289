/** @file
 * The old bundle and what was received, on the way to the new bundle: files and addresses take the same way through
 * the same checks.
 *
 *     Collection collection{folder, at};
 *     collection.take_list_of_lists(lotl, pivots, signers);
 *     for (…) collection.take_list(received);
 *     return collection.publish();
 */
#pragma once

#include "bundle/list_check.hpp"
#include "bundle/store.hpp"

#include "requal/trust_import.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace requal::bundle {

/** A file that was read, or an answer that was fetched. */
struct Received {
    std::string source;
    std::string content;
    std::optional<Finding> problem; ///< why there is no content
};

class Collection {
  public:
    /** Waits for the lock of the folder. @throws Error as Store */
    Collection(std::string folder, Time at);

    /** Takes the list of lists when one of the announced signers signed it, or one to whom pivots hand that right;
     *  keeps the one of the old bundle otherwise.
     *  @throws Error trust_lotl_missing when there is none to keep */
    void take_list_of_lists(const Received& received, const std::vector<Received>& pivots,
                            std::vector<crypto::Certificate> signers);
    /** Keeps the one of the old bundle. @param detail why, for people. @throws Error trust_lotl_missing */
    void keep_list_of_lists(const std::string& detail);
    /** After a list of lists.
     *  @param expected the territory whose list was asked for; empty: any that is announced */
    void take_list(const Received& received, const std::string& expected = {});
    /** The new bundle in one step, with what the old one had and nothing replaced. @throws Error output_failed */
    [[nodiscard]] ImportReport publish();

    /** The one that counts, after take_ or keep_list_of_lists(). */
    [[nodiscard]] const trust::TrustedList& list_of_lists() const noexcept { return m_lotl.list; }
    /** Whom the list of lists of the old bundle announces as signers of the next; empty when there is none. */
    [[nodiscard]] std::vector<crypto::Certificate> signers_known_before() const;

  private:
    struct Taken {
        BundledList facts;
        trust::TrustedList list;
    };

    ImportedList& report(const CheckedList& checked, std::string role, ListOutcome outcome);
    std::vector<crypto::Certificate> follow(const std::vector<Received>& pivots,
                                            std::vector<crypto::Certificate> signers);
    [[nodiscard]] std::optional<Finding> objection(const CheckedList& checked, const std::string& expected) const;
    void pass_over(const CheckedList& checked);
    [[nodiscard]] std::optional<BundledList> in_bundle(const std::string& territory) const;
    [[nodiscard]] Taken keep(CheckedList& checked, const std::string& content);
    [[nodiscard]] Taken reload(const BundledList& facts) const;
    void note_dates();

    Time m_at;
    Store m_store;
    trust::Manifest m_before;
    ImportReport m_report;
    Taken m_lotl;
    std::map<std::string, Taken> m_taken; ///< by territory
};

/** Whom a list of lists announces as signers of itself: the pointers to its own kind. */
[[nodiscard]] std::vector<crypto::Certificate> signers_of_the_next(const trust::TrustedList& list_of_lists);

/** @param path PEM file. @throws Error trust_signers_unreadable */
[[nodiscard]] std::vector<crypto::Certificate> read_signers(const std::string& path);

} // namespace requal::bundle
