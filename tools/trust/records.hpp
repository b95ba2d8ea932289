/** @file
 * What the records of several commands have in common, as text and as JSON.
 */
#pragma once

#include "trust/commands.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace requal::tools {

/** The members `territory` … `services` of a list. */
void write_list_facts(JsonWriter& out, const BundledList& list);
/** {folder, sha256, made, lists, missing, own_anchors} */
void write_bundle(JsonWriter& out, const TrustBundle& bundle);
/** The member `findings`. */
void write_findings(JsonWriter& out, const std::vector<Finding>& findings, Language language);
/** RFC 3339 or null. */
void write_time(JsonWriter& out, std::string_view name, const std::optional<Time>& time);

/** Messages of findings, indented, each with its remedy below when it asks for something. */
[[nodiscard]] std::string findings_text(const std::vector<Finding>& findings, Language language);
/** The same for a bundle: findings of one kind share a line, for thirty lists that ended are one fact. */
[[nodiscard]] std::string notes_text(const std::vector<Finding>& notes, Language language);

/** Escaped, and filled up with spaces. */
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
/** "71f8c8ce10a92e14…" */
[[nodiscard]] std::string short_hash(const std::string& sha256);
/** "list-of-lists" or "list" */
[[nodiscard]] std::string_view role_of(const BundledList& list);

/** A service: {territory, provider, name, own, certificates, periods}. */
void write_service(JsonWriter& out, const ListedServiceFacts& service);
void write_named_certificate(JsonWriter& out, const NamedCertificate& certificate);
void write_period(JsonWriter& out, const ServiceStatusPeriod& period);
/** Its periods, one line each, newest first. */
[[nodiscard]] std::string periods_text(const ListedServiceFacts& service, std::size_t indent);

} // namespace requal::tools
