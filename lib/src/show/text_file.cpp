#include "show/text_renderer.hpp"

namespace requal::show {
namespace {

constexpr std::size_t brief_columns = 240;
constexpr std::size_t findings_shown = 12;

} // namespace

std::string TextRenderer::text(const LocalisedText& text) const {
    return text.pick(m_options.language, m_credential.primary_language).text;
}

std::string TextRenderer::brief(const LocalisedText& localised) const {
    std::string whole = text(localised);
    if (m_options.verbose)
        return whole;
    // Escaping comes later and must not be cut in half, so the raw text is shortened.
    return shortened(whole, brief_columns);
}

std::string TextRenderer::term(const Concept& term) const {
    std::string out = term.display(m_options.language);
    if (term.label_differs)
        out += " (the file labels it '" + term.label.pick("en").text + "')";
    if (term.status == ListStatus::not_in_list)
        out += " (not in the list of ELM 3.1)";
    if (m_options.verbose && !term.id.empty() && term.id != out)
        out += " <" + term.id + ">";
    return out;
}

std::string TextRenderer::coded(const Concept& one) const {
    const std::string words = term(one);
    return one.list_notation.empty() ? words : one.list_notation + " " + words;
}

std::string TextRenderer::terms(const std::vector<Concept>& list) const {
    std::string out;
    for (const Concept& one : list)
        out += (out.empty() ? "" : "; ") + term(one);
    return out;
}

std::string TextRenderer::identifier(const Identifier& one) const {
    std::string out = one.notation.empty() ? one.id : one.notation;
    if (!one.scheme_name.empty())
        out = one.scheme_name + " " + out;
    else if (!one.scheme_agency.empty())
        out = text(one.scheme_agency) + " " + out;
    if (!one.country.id.empty())
        out += " (" + one.country.display(m_options.language) + ")";
    return out;
}

std::string TextRenderer::organisation(const OrganisationPtr& organisation) const {
    if (!organisation)
        return {};
    std::string out = organisation->name(m_options.language, m_credential.primary_language);
    if (organisation->reference_only)
        return out + " (only named, not described in the file)";
    if (const Concept* country = organisation->country())
        out += ", " + country->display(m_options.language);
    return out;
}

std::string TextRenderer::day(const DateTime& date) const {
    if (date.raw.empty())
        return {};
    const auto parsed = parse_time(date.calendar_day());
    if (!parsed)
        return date.raw + " (no date that can be read)";
    const std::string plain = plain_date(parsed->time);
    return m_options.verbose ? plain + " (" + date.raw + ")" : plain;
}

std::string TextRenderer::moment(const DateTime& date) const {
    if (date.raw.empty())
        return {};
    if (!date.time)
        return date.raw + " (no date that can be read)";
    std::string out = plain_date(*date.time);
    if (date.date_only)
        return out;
    const std::string exact = rfc3339(*date.time);
    if (!exact.ends_with("T00:00:00Z"))
        out += ", " + exact.substr(11, 5) + (date.had_zone ? " UTC" : "");
    return date.had_zone ? out : out + " (no time zone given, taken as UTC)";
}

std::string TextRenderer::place(const Location& location) const {
    std::string out = text(location.name);
    const auto add = [&out](const std::string& more) {
        if (!more.empty())
            out += (out.empty() ? "" : ", ") + more;
    };
    for (const Address& address : location.addresses) {
        add(text(address.full.text));
        if (!address.country.id.empty())
            add(term(address.country));
    }
    for (const Concept& area : location.areas)
        add(term(area));
    if (out.empty())
        add(text(location.description));
    return out;
}

std::string TextRenderer::period(const Period& period) const {
    const std::string start = day(period.start);
    const std::string end = day(period.end);
    std::string out = start.empty() ? "" : "from " + start;
    if (!end.empty())
        out += (out.empty() ? "until " : " until ") + end;
    const std::string label = text(period.label);
    return out.empty() || label.empty() ? label + out : label + ", " + out;
}

void TextRenderer::seal() {
    if (!m_file.sealed) {
        m_sheet.field(0, "Seal", "none: a draft, or a copy without its seal; anybody could have written it");
        return;
    }
    m_sheet.field(
        0, "Seal",
        (m_file.signatures == 1 ? std::string{"1 signature"} : std::to_string(m_file.signatures) + " signatures") +
            (m_file.unsealed_shown ? "; what follows was not compared with what it covers"
             : m_file.packaging.starts_with("jws")
                 ? " over the content shown below, not checked here"
                 : " over the content shown below; nobody was asked whom to trust"));
    if (m_file.counter_signatures > 0)
        m_sheet.field(0, "  of these",
                      std::to_string(m_file.counter_signatures) + " on another signature, not on content");
    for (const std::string& signer : m_file.claimed_signers)
        m_sheet.field(0, "  claims to be", signer);
    if (!m_file.outside.empty()) {
        std::string names;
        for (const std::string& name : m_file.outside)
            names += (names.empty() ? "" : ", ") + name;
        m_sheet.field(0, "  not covered", names);
    }
}

void TextRenderer::presentation() {
    const Presentation& p = *m_file.presentation;
    m_sheet.field(0, "Presented as", terms(p.types));
    m_sheet.field(0, "  by", organisation(p.issuer));
    if (p.issuer && !p.issuer->registration.empty())
        m_sheet.field(0, "  registered", identifier(p.issuer->registration));
    m_sheet.field(0, "  holder", organisation(p.holder));
    m_sheet.field(0, "  until", moment(p.expiration));
    identifiers(0, "  identifier", p.identifiers);
    for (const ClaimedCheck& check : p.checks) {
        const std::string words = text(check.description);
        m_sheet.field(0, "  claims",
                      term(check.type) + ": " + term(check.status) + (words.empty() ? "" : ", " + words));
    }
    if (!p.checks.empty())
        m_sheet.line(2, "These are the results of checks by somebody else. They prove nothing.");
    unmapped(p.unmapped, p.unmapped_count);
    findings(p.findings);
}

std::string TextRenderer::head() {
    m_sheet.line(0, "NOT VERIFIED: this is what the file says. requal-verify tells whether it is genuine.");
    m_sheet.field(0, "File", m_file.kind_description);
    seal();
    if (!m_file.further.empty())
        m_sheet.field(0, "Credentials", std::to_string(1 + m_file.further.size()));
    if (m_file.presentation)
        presentation();
    return m_sheet.take();
}

void TextRenderer::heading(std::size_t number) {
    if (number > 0)
        m_sheet.line(0, "--- credential " + std::to_string(number) + " of " +
                            std::to_string(1 + m_file.further.size()) + " ---");
    std::string title = text(m_credential.title);
    if (title.empty() && m_file.kind == "elmo" && !m_credential.organisations.empty()) // which has no titles
        title = "Transcript of " + organisation(m_credential.organisations.front());
    // Words of the file stand behind a label: at the beginning of a line they would pass for those of this tool.
    m_sheet.field(0, "Title", title.empty() ? "(no title)" : title);
    if (!m_credential.description.empty())
        m_sheet.field(2, "description", brief(m_credential.description));
    // With one signature everything shown is what it covers.
    const std::size_t place = number == 0 ? 0 : number - 1;
    if (place >= m_file.covered_by.size() || m_file.signatures < 2)
        return;
    std::string names;
    for (const std::size_t one : m_file.covered_by[place])
        names += (names.empty() ? "" : ", ") + std::to_string(one + 1);
    m_sheet.field(0, "Covered by",
                  names.empty() ? "no signature as a whole: it is put together from parts of several"
                                : "signature " + names);
}

void TextRenderer::identifiers(std::size_t indent, std::string_view label, const std::vector<Identifier>& list) {
    for (const Identifier& one : list)
        m_sheet.field(indent, label, identifier(one));
}

void TextRenderer::parties() {
    m_sheet.blank();
    if (m_credential.issuer) {
        const Organisation& issuer = *m_credential.issuer;
        m_sheet.field(0, "Issuer", organisation(m_credential.issuer));
        if (!issuer.eidas.empty())
            m_sheet.field(2, "eIDAS", identifier(issuer.eidas));
        if (m_options.verbose) {
            if (!issuer.registration.empty())
                m_sheet.field(2, "registration", identifier(issuer.registration));
            identifiers(2, "VAT", issuer.vat);
            identifiers(2, "tax", issuer.tax);
            identifiers(2, "identifier", issuer.identifiers);
            for (const WebResource& page : issuer.homepages)
                m_sheet.field(2, "homepage", page.url);
        }
    } else {
        m_sheet.field(0, "Issuer",
                      m_file.kind == "elmo" ? "not named in this format; see the awarding institution of each part"
                                            : "none in the file: it is written when the credential is sealed");
    }
    const Person& subject = m_credential.subject;
    const std::string name = subject.name(m_options.language, m_credential.primary_language);
    m_sheet.field(0, "Subject", name.empty() ? "(no name)" : name);
    m_sheet.field(2, "born", day(subject.date_of_birth));
    m_sheet.field(2, "birth name", text(subject.birth_name));
    m_sheet.field(2, "place of birth", place(subject.place_of_birth));
    m_sheet.field(2, "citizenship", terms(subject.citizenships));
    if (!subject.gender.where.empty())
        m_sheet.field(2, "gender", term(subject.gender));
    if (!subject.national_id.empty())
        m_sheet.field(2, "national id", identifier(subject.national_id));
    identifiers(2, "identifier", subject.identifiers);
    if (m_options.verbose) {
        m_sheet.field(2, "address", place(subject.location));
        for (const ContactPoint& contact : subject.contacts) {
            for (const std::string& mail : contact.emails)
                m_sheet.field(2, "e-mail", mail);
            for (const std::string& phone : contact.phones)
                m_sheet.field(2, "phone", phone);
            for (const Address& address : contact.addresses)
                m_sheet.field(2, "address", text(address.full.text));
        }
    }
}

void TextRenderer::dates() {
    const Credential& c = m_credential;
    m_sheet.field(0, "Issued", moment(c.issued.raw.empty() ? c.issuance_date : c.issued));
    m_sheet.field(0, "Valid from", moment(c.valid_from));
    m_sheet.field(0, "Valid until", moment(c.valid_until));
    if (c.expiration_date.raw != c.valid_until.raw)
        m_sheet.field(0, "Expires", moment(c.expiration_date));
    m_sheet.field(0, "Kind", terms(c.profiles));
    identifiers(0, "Identifier", c.identifiers);
    if (m_options.verbose) {
        m_sheet.field(0, "Id", c.id);
        for (const CredentialReference& schema : c.schemas)
            m_sheet.field(0, "Rules", schema.id);
    }
}

void TextRenderer::media(std::size_t indent, std::string_view label, const MediaObject& media) {
    std::string what = text(media.title);
    const auto add = [&what](const std::string& more) {
        if (!more.empty())
            what += (what.empty() ? "" : ", ") + more;
    };
    add(media.content_type.where.empty() ? "" : term(media.content_type));
    if (!media.has_content)
        add(media.url.empty() ? "no content" : "not in the file, only a link: " + media.url);
    else
        add(media.decodable ? plain_size(media.size) : "content that cannot be decoded");
    m_sheet.field(indent, label, what);
    if (m_options.verbose)
        m_sheet.field(indent + 2, "SHA-256", media.sha256);
}

void TextRenderer::accreditation(std::size_t indent, const Accreditation& a) {
    m_sheet.field(indent, "accreditation", text(a.title).empty() ? a.id : text(a.title));
    if (!a.type.where.empty())
        m_sheet.field(indent + 2, "type", term(a.type));
    if (!a.decision.where.empty())
        m_sheet.field(indent + 2, "decision", term(a.decision));
    m_sheet.field(indent + 2, "by", organisation(a.agency));
    for (const OrganisationPtr& one : a.organisations)
        m_sheet.field(indent + 2, "of", organisation(one));
    m_sheet.field(indent + 2, "issued", day(a.issued));
    m_sheet.field(indent + 2, "expires", day(a.expiry));
    m_sheet.field(indent + 2, "review", day(a.review));
    m_sheet.field(indent + 2, "limited to", terms(a.eqf_levels));
    m_sheet.field(indent + 2, "limited to", terms(a.fields));
    m_sheet.field(indent + 2, "limited to", terms(a.jurisdictions));
}

void TextRenderer::evidence() {
    if (m_credential.evidence.empty())
        return;
    m_sheet.blank();
    m_sheet.line(0, "Evidence, as the issuer states it");
    for (const Evidence& one : m_credential.evidence) {
        std::string type = one.type.where.empty() ? "evidence" : term(one.type);
        if (!one.label.empty())
            type += ": " + text(one.label);
        m_sheet.field(2, "kind", type);
        if (one.is_conversion())
            m_sheet.line(4, "converted from an older file, which is embedded and has a seal of its own");
        m_sheet.field(4, "statement", m_options.verbose ? one.statement : shortened(one.statement, brief_columns));
        m_sheet.field(4, "given by", organisation(one.target));
        if (one.accreditation)
            accreditation(4, *one.accreditation);
        for (const MediaObject& file : one.embedded)
            media(4, "embedded", file);
    }
}

void TextRenderer::pictures() {
    const std::size_t pages = m_credential.display.pages.size();
    if (!m_credential.attachments.empty()) {
        m_sheet.blank();
        m_sheet.line(0, "Attachments");
        for (const MediaObject& one : m_credential.attachments)
            media(2, "file", one);
    }
    if (pages > 0) {
        m_sheet.blank();
        m_sheet.line(0, "Pictures of the document");
        for (const DisplayPage& page : m_credential.display.pages)
            media(2, "page " + page.page, page.image);
    }
    if (pages > 0 || !m_credential.attachments.empty())
        m_sheet.line(2, "Nobody has compared pictures and attachments with the data above: they "
                        "may say something else.");
}

void TextRenderer::references() {
    const auto list = [this](std::string_view label, const std::vector<CredentialReference>& entries) {
        for (const CredentialReference& entry : entries) {
            std::string words = entry.type;
            for (const std::string& more : {entry.purpose, entry.list.empty() ? entry.id : entry.list,
                                            entry.index.empty() ? std::string{} : "entry " + entry.index})
                if (!more.empty())
                    words += (words.empty() ? "" : ", ") + more;
            m_sheet.field(0, label, words);
        }
    };
    m_sheet.blank();
    list("Status list", m_credential.status);
    list("Status list*", m_credential.third_party_status);
    if (!m_credential.third_party_status.empty())
        m_sheet.line(2, "* 'status' is no term of the profile: other software may not see it");
    list("Terms of use", m_credential.terms_of_use);
}

void TextRenderer::unmapped(const std::vector<UnmappedMember>& list, std::size_t count) {
    if (count == 0)
        return;
    m_sheet.blank();
    m_sheet.line(0, std::to_string(count) + (count == 1 ? " member of the file is" : " members of the file are") +
                        " not shown above" + (m_options.unmapped ? ":" : "; --unmapped lists them."));
    if (!m_options.unmapped)
        return;
    for (const UnmappedMember& member : list)
        m_sheet.line(2, member.where +
                            (member.known_term ? "" : " (no term of the profile: other software may not see it)"));
    if (list.size() < count)
        m_sheet.line(2, "and " + std::to_string(count - list.size()) + " more");
}

void TextRenderer::findings(const std::vector<Finding>& found) {
    if (found.empty())
        return;
    m_sheet.blank();
    m_sheet.line(0, "Noticed while reading");
    const std::size_t shown = m_options.verbose ? found.size() : std::min(found.size(), findings_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string place = found[i].where.empty() ? "" : " at " + found[i].where;
        m_sheet.line(2, std::string{severity_text(severity_of(found[i].code))} + ": " +
                            message(found[i], Language::en) + place + " [" + std::string{code_text(found[i].code)} +
                            "]");
    }
    if (shown < found.size())
        m_sheet.line(2, "and " + std::to_string(found.size() - shown) + " more; --verbose lists them.");
}

std::string TextRenderer::body(std::size_t number) {
    heading(number);
    parties();
    dates();
    claims();
    evidence();
    pictures();
    references();
    unmapped(m_credential.unmapped, m_credential.unmapped_count);
    findings(m_credential.findings);
    return m_sheet.take();
}

} // namespace requal::show

namespace requal {

std::string render_text(const ShownFile& file, const TextOptions& options) {
    std::string text = show::TextRenderer{file, file.credential, options}.head();
    std::size_t number = 0;
    for (const Credential* credential : file.credentials()) {
        if (!text.ends_with("\n\n"))
            text += '\n';
        text += show::TextRenderer{file, *credential, options}.body(file.further.empty() ? 0 : ++number);
    }
    return text;
}

} // namespace requal
