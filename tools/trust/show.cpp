#include "trust/records.hpp"

#include "requal/text.hpp"

#include <algorithm>

namespace requal::tools {
namespace {

/** The words of one list, of equal width in all lines. */
class ListTable {
  public:
    ListTable(const TrustBundle& bundle, Time at) : m_at(at) {
        for (const BundledList& list : bundle.lists()) {
            m_sequence = std::max(m_sequence, std::to_string(list.sequence).size());
            m_issued = std::max(m_issued, plain_date(list.issued).size());
            m_next = std::max(m_next, next_update(list).size());
            m_services = std::max(m_services, services(list).size());
        }
    }

    [[nodiscard]] std::string line(const BundledList& list) const {
        return padded(list.territory, 3) + " " + padded(std::to_string(list.sequence), m_sequence) + "  issued " +
               padded(plain_date(list.issued), m_issued) + "  " + padded(next_update(list), m_next) + "  " +
               padded(services(list), m_services) + "  signed by " + escape_terminal(list.signer) + "\n";
    }

  private:
    [[nodiscard]] std::string next_update(const BundledList& list) const {
        if (!list.next_update)
            return "closed";
        return "next update " + plain_date(*list.next_update) + (*list.next_update < m_at ? " has passed" : "");
    }
    static std::string services(const BundledList& list) {
        if (list.list_of_lists)
            return "list of lists";
        return std::to_string(list.services) + (list.services == 1 ? " service" : " services");
    }

    Time m_at;
    std::size_t m_sequence = 0, m_issued = 0, m_next = 0, m_services = 0;
};

void show_bundle(Run& run, const TrustBundle& bundle) {
    const Language language = run.settings().language;
    const BundleAgeCheck check = check_age(bundle, run.settings().at, 0);
    const ListTable table{bundle, run.settings().at};
    for (const ListAgeCheck& one : check.lists)
        run.add({ExitStatus::passed, "shown", table.line(one.list), [&](JsonWriter& out) {
                     out.begin_object();
                     out.member("command", "show");
                     out.member("record", "list");
                     out.member("source", one.list.source);
                     out.member("role", role_of(one.list));
                     out.member("outcome", "shown");
                     write_list_facts(out, one.list);
                     write_findings(out, one.findings, language);
                     out.end_object();
                 }});
    const std::string text = "bundle " + escape_terminal(bundle.folder()) + ": made " + plain_date(bundle.made()) +
                             ", sha256 " + bundle.sha256() + "\n" + notes_text(check.notes, language);
    run.add({ExitStatus::passed, "bundle", text, [&](JsonWriter& out) {
                 out.begin_object();
                 out.member("command", "show");
                 out.member("record", "bundle");
                 out.key("bundle");
                 write_bundle(out, bundle);
                 write_findings(out, check.notes, language);
                 out.end_object();
             }});
}

const BundledList& list_of(const TrustBundle& bundle, const std::string& territory) {
    std::string known;
    for (const BundledList& list : bundle.lists()) {
        if (list.territory == territory)
            return list;
        known += (known.empty() ? "" : " ") + list.territory;
    }
    const auto& missing = bundle.missing();
    const bool announced = std::find(missing.begin(), missing.end(), territory) != missing.end();
    throw UsageError{announced ? "the list of " + territory + " is announced, but it is not in the bundle"
                               : "the bundle has no list of '" + territory + "'",
                     known.empty() ? "the bundle holds no list at all" : "it has: " + known};
}

std::string upper_case(std::string text) {
    for (char& c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

std::string country_text(const BundledList& list, const std::vector<ListedServiceFacts>& services,
                         const std::vector<Finding>& findings, const Settings& settings) {
    std::string text = escape_terminal(list.territory) + " " + std::to_string(list.sequence) + ", " +
                       escape_terminal(list.scheme_operator) + "\n  issued " + plain_date(list.issued) +
                       (list.next_update ? ", next update " + plain_date(*list.next_update) : ", closed") +
                       ", version " + std::to_string(list.version) + ", signed by " + escape_terminal(list.signer) +
                       "\n" + findings_text(findings, settings.language);
    const std::string* provider = nullptr;
    for (const ListedServiceFacts& service : services) {
        if (provider == nullptr || *provider != service.provider)
            text += "\n" + escape_terminal(service.provider) + "\n";
        provider = &service.provider;
        text += "  " + escape_terminal(service.name) + "\n" + periods_text(service, 4);
        for (const NamedCertificate& certificate : service.certificates)
            text += "    certificate " + escape_terminal(certificate.common_name) + ", sha256 " +
                    (settings.verbose ? certificate.sha256 : short_hash(certificate.sha256)) + "\n";
        if (service.certificates.empty())
            text += "    no certificate: the list names it by words only\n";
    }
    return text;
}

void show_country(Run& run, const TrustBundle& bundle, const std::string& territory) {
    const BundledList& list = list_of(bundle, upper_case(territory));
    const std::vector<ListedServiceFacts> services = services_of(bundle, list.territory);
    std::vector<Finding> findings;
    for (ListAgeCheck& one : check_age(bundle, run.settings().at, 0).lists)
        if (one.list.territory == list.territory)
            findings = std::move(one.findings);
    run.add(
        {ExitStatus::passed, "shown", country_text(list, services, findings, run.settings()), [&](JsonWriter& out) {
             out.begin_object();
             out.member("command", "show");
             out.member("record", "services");
             out.member("source", list.source);
             out.member("role", role_of(list));
             out.member("outcome", "shown");
             write_list_facts(out, list);
             out.key("listed");
             out.begin_array();
             for (const ListedServiceFacts& service : services)
                 write_service(out, service);
             out.end_array();
             write_findings(out, findings, run.settings().language);
             out.end_object();
         }});
}

} // namespace

Command show_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.size() > 1)
        throw UsageError{"show takes one country at most"};
    return [folder = folder_to_read(options), words](Run& run) {
        const TrustBundle bundle = TrustBundle::open(folder);
        if (words.empty())
            show_bundle(run, bundle);
        else
            show_country(run, bundle, words.front());
    };
}

} // namespace requal::tools
