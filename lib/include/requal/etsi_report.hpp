/** @file
 * The validation report of ETSI TS 119 102-2 V1.4.1 in XML, for systems that read what other verifiers print.
 *
 *     EtsiReport etsi;
 *     for (const Report& report : reports)
 *         etsi.add(report);
 *     if (etsi.seal_count() > 0)
 *         write_file("reports.xml", etsi.finish());
 *
 * One EtsiReport belongs to one thread.
 */
#pragma once

#include "requal/report.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace requal {

struct EtsiReportOptions {
    Language language = Language::en;
    /** The caller handed over digests in place of contents that seals speak of (4.3.3.2, DocHashOnly). */
    bool document_hash_only = false;
};

class EtsiReport {
  public:
    explicit EtsiReport(EtsiReportOptions options = {});
    EtsiReport(EtsiReport&&) noexcept;
    ~EtsiReport();

    /** Adds one SignatureValidationReport for every seal of a report. What the report does not hold is left out: the
     *  values of seals, the bytes of certificates and time-stamps, the certificates between signer and anchor beyond
     *  their names.
     *  @return how many were added; none for an input without a seal */
    std::size_t add(const Report& report);
    [[nodiscard]] std::size_t seal_count() const noexcept;

    /** Ends the document. UTF-8; characters that XML cannot hold stand as U+FFFD. Without a seal there is no report
     * in the sense of the standard (4.2 asks for at least one), so ask seal_count() first. To be called once. */
    [[nodiscard]] std::string finish();

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace requal
