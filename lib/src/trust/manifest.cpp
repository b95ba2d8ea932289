#include "trust/manifest.hpp"

#include "crypto/digest.hpp"
#include "json/value.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/json_writer.hpp"

#include <algorithm>

namespace requal::trust {
namespace {

constexpr std::string_view schema = "requal.trust-bundle/1";

void time_or_null(JsonWriter& out, std::string_view name, const std::optional<Time>& time) {
    out.key(name);
    if (time)
        out.value(rfc3339(*time));
    else
        out.null();
}

std::optional<Time> time_of(const json::Value& value) {
    const auto parsed = parse_time(value.text());
    return parsed ? std::optional{parsed->time} : std::nullopt;
}

void write_list(JsonWriter& out, const BundledList& list) {
    out.begin_object();
    out.member("territory", list.territory);
    out.member("list_of_lists", list.list_of_lists);
    out.member("operator", list.scheme_operator);
    out.member("sequence", list.sequence);
    out.member("version", list.version);
    out.member("issued", rfc3339(list.issued));
    time_or_null(out, "next_update", list.next_update);
    out.member("sha256", list.sha256);
    out.member("file", list.file);
    out.member("source", list.source);
    out.member("signer", list.signer);
    out.member("services", list.services);
    out.end_object();
}

BundledList list_from(const json::Value& value) {
    BundledList list;
    list.territory = value["territory"].text();
    list.list_of_lists = value["list_of_lists"].truth();
    list.scheme_operator = value["operator"].text();
    list.sequence = value["sequence"].integer();
    list.version = static_cast<int>(value["version"].integer());
    list.issued = time_of(value["issued"]).value_or(Time{});
    list.next_update = time_of(value["next_update"]);
    list.sha256 = value["sha256"].text();
    list.file = value["file"].text();
    list.source = value["source"].text();
    list.signer = value["signer"].text();
    list.services = static_cast<std::size_t>(value["services"].integer());
    return list;
}

/** File names come from the manifest, which somebody may have edited: they never leave the folder. */
bool stays_inside(std::string_view file) {
    return !file.empty() && file.front() != '/' && file.find("..") == std::string_view::npos;
}

} // namespace

std::string Manifest::content_sha256() const {
    std::vector<std::string> lines;
    for (const BundledList& list : lists)
        lines.push_back(list.territory + " " + list.sha256 + "\n");
    for (const BundledAnchor& anchor : anchors)
        lines.push_back("own " + anchor.sha256 + " " + anchor.name + "\n");
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines)
        all += line;
    return crypto::sha256_hex(as_bytes(all));
}

const BundledList* Manifest::list_of(std::string_view territory) const noexcept {
    for (const BundledList& list : lists)
        if (list.territory == territory)
            return &list;
    return nullptr;
}

const BundledList* Manifest::list_of_lists() const noexcept {
    for (const BundledList& list : lists)
        if (list.list_of_lists)
            return &list;
    return nullptr;
}

std::string manifest_as_json(const Manifest& manifest) {
    JsonWriter out{Layout::indented};
    out.begin_object();
    out.member("schema", schema);
    out.member("sha256", manifest.sha256);
    out.member("made", rfc3339(manifest.made));
    out.member("index", manifest.index);
    out.key("lists");
    out.begin_array();
    for (const BundledList& list : manifest.lists)
        write_list(out, list);
    out.end_array();
    out.text_array("missing", manifest.missing);
    out.key("own_anchors");
    out.begin_array();
    for (const BundledAnchor& anchor : manifest.anchors) {
        out.begin_object();
        out.member("name", anchor.name);
        out.member("sha256", anchor.sha256);
        out.member("file", anchor.file);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take() + "\n";
}

Manifest manifest_from_json(std::string_view text, const std::string& folder) {
    const json::Document document = json::parse(text, Limits{});
    const json::Value& root = document.root();
    const auto unusable = [&](const std::string& detail) {
        return Error{Code::trust_bundle_unusable, {{"path", folder}, {"detail", detail}}};
    };
    if (root["schema"].text() != schema)
        throw unusable("its manifest is of another kind");
    Manifest manifest;
    manifest.sha256 = root["sha256"].text();
    manifest.made = time_of(root["made"]).value_or(Time{});
    manifest.index = root["index"].text();
    for (const json::Value& list : root["lists"].items())
        manifest.lists.push_back(list_from(list));
    for (const json::Value& territory : root["missing"].items())
        manifest.missing.emplace_back(territory.text());
    for (const json::Value& anchor : root["own_anchors"].items())
        manifest.anchors.push_back({std::string{anchor["name"].text()}, std::string{anchor["sha256"].text()},
                                    std::string{anchor["file"].text()}});
    bool inside = stays_inside(manifest.index);
    for (const BundledList& list : manifest.lists)
        inside = inside && stays_inside(list.file);
    for (const BundledAnchor& anchor : manifest.anchors)
        inside = inside && stays_inside(anchor.file);
    if (!inside || manifest.sha256 != manifest.content_sha256())
        throw unusable("its manifest does not fit together");
    return manifest;
}

Manifest read_manifest(const std::string& folder) {
    constexpr std::uint64_t most = 4U * 1024U * 1024U;
    std::string text;
    try {
        text = read_file(folder + "/" + std::string{manifest_file}, most);
    } catch (const Error& error) {
        if (error.code() == Code::input_not_found)
            throw Error{Code::trust_bundle_not_found, {{"path", folder}}};
        throw Error{Code::trust_bundle_unusable,
                    {{"path", folder}, {"detail", message(error.finding(), Language::en)}}};
    }
    try {
        return manifest_from_json(text, folder);
    } catch (const Error& error) {
        if (error.code() == Code::trust_bundle_unusable)
            throw;
        throw Error{Code::trust_bundle_unusable,
                    {{"path", folder}, {"detail", message(error.finding(), Language::en)}}};
    }
}

} // namespace requal::trust
