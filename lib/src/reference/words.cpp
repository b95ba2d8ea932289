#include "reference/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace requal::reference {

std::string number_words(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), end.ptr};
}

std::string eqf_words(const framework::ComparableLevel& eqf) {
    if (!eqf.least || !eqf.most)
        return "no EQF level";
    std::string words = "EQF " + std::to_string(*eqf.least);
    if (*eqf.most != *eqf.least) {
        words += " to " + std::to_string(*eqf.most);
        if (eqf.typical)
            words += ", typically " + std::to_string(*eqf.typical);
    }
    return words;
}

std::string eqf_words(const framework::NationalLevel& level) {
    if (level.eqf.empty())
        return "no EQF level";
    std::string words = "EQF " + std::to_string(level.eqf.front());
    if (level.eqf.size() > 1)
        words += " to " + std::to_string(level.eqf.back());
    if (level.typical_eqf)
        words += ", typically " + std::to_string(*level.typical_eqf);
    return words;
}

std::string length_words(const framework::Duration& length) {
    if (!length.least && !length.most)
        return {};
    const double least = length.least.value_or(length.most.value_or(0));
    const double most = length.most.value_or(least);
    std::string words = number_words(least);
    if (most > least)
        words += " to " + number_words(most);
    words += most == 1 ? " year" : " years";
    return words + (length.total_schooling ? " of schooling" : "");
}

std::string place_words(const framework::AwardPlace& place) {
    return "level " + joined(place.levels) + " of " + place.framework + (place.note.empty() ? "" : ": " + place.note);
}

std::string referencing_words(const Referencing& referencing) {
    if (referencing.status == "not_referenced")
        return "not referenced to the EQF";
    std::string words = referencing.status == "compared" ? "compared with the EQF" : "referenced to the EQF";
    if (referencing.first)
        words += " in " + std::to_string(*referencing.first);
    if (referencing.latest && referencing.latest != referencing.first)
        words += ", last in " + std::to_string(*referencing.latest);
    if (referencing.confidence != Confidence::high)
        words += " (to be confirmed)";
    return words;
}

std::string type_words(const QualificationType& type) {
    std::string words = type.name();
    if (!type.native.empty() && !type.english.empty() && type.english != type.native)
        words += " (" + type.english + ")";
    if (!type.other.empty())
        words += ", also " + joined(type.other);
    return words + (type.seen ? "" : ", to be confirmed");
}

std::string source_marks(const std::vector<std::string>& ids) {
    std::string marks;
    for (const std::string& id : ids)
        marks += "[" + id + "]";
    return marks;
}

std::string source_marks(std::span<const TableSource> sources) {
    std::vector<std::string> ids;
    for (const TableSource& source : sources)
        ids.push_back(source.id);
    return source_marks(ids);
}

void add_sources(Sheet& sheet, std::span<const TableSource> sources) {
    if (sources.empty())
        return;
    sheet.heading("Sources");
    for (const TableSource& source : sources) {
        std::string words = "[" + source.id + "] " + source.title;
        for (const std::string& more : {source.publisher, source.year, source.kind, source.url})
            words += more.empty() ? "" : ", " + more;
        sheet.line(2, words);
    }
}

void write_type(JsonWriter& out, const QualificationType& type) {
    out.begin_object();
    out.text_or_null("native", type.native);
    out.text_or_null("english", type.english);
    out.text_array("other", type.other);
    out.member("seen", type.seen);
    out.end_object();
}

void write_numbers(JsonWriter& out, std::string_view name, const std::vector<int>& numbers) {
    out.array(name, numbers, [&](int number) { out.value(number); });
}

void write_files(JsonWriter& out, const framework::TableBase& table) {
    framework::write_table_uses(out, "files", table.files);
}

std::string file_words(const framework::TableBase& table) {
    std::vector<std::string> files;
    for (const TableUse& use : table.files)
        files.push_back(use.file);
    return joined(files, ", and over it ");
}

void write_eqf(JsonWriter& out, const framework::ComparableLevel& eqf) {
    out.key("eqf");
    out.begin_object();
    out.member("min", eqf.least);
    out.member("max", eqf.most);
    out.member("typical", eqf.typical);
    out.end_object();
}

} // namespace requal::reference
