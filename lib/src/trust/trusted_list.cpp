#include "trust/trusted_list.hpp"

#include "trust/list_names.hpp"
#include "trust/service_extensions.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <charconv>

namespace requal::trust {
namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

/** The English text among several, else the first (TS 119 612, 5.1.4: English is required). */
std::string english(const xml::Element& parent, std::string_view name) {
    std::string first;
    for (const xml::Element& text : parent.children(name, tsl)) {
        std::string value = text.trimmed_text();
        if (text.attribute_text("lang", xml_space).starts_with("en"))
            return value;
        if (first.empty())
            first = std::move(value);
    }
    return first;
}

std::optional<Time> time_in(const xml::Element& element) {
    const auto parsed = parse_time(element.trimmed_text());
    return parsed ? std::optional{parsed->time} : std::nullopt;
}

class ListReader {
  public:
    explicit ListReader(const xml::Element& root) : m_root(root) {}

    TrustedList read() {
        read_scheme(below(m_root, "SchemeInformation"));
        for (const xml::Element& provider :
             below(m_root, "TrustServiceProviderList").children("TrustServiceProvider", tsl))
            read_provider(provider);
        return std::move(m_list);
    }

  private:
    void flaw(const xml::Element& at, std::string detail) {
        m_list.flaws.push_back({Code::trust_list_structure, {{"detail", std::move(detail)}}, at.path()});
    }

    void read_scheme(const xml::Element& scheme) {
        const xml::Element version = below(scheme, "TSLVersionIdentifier");
        if (!version)
            throw Error{Code::trust_list_version_missing};
        m_list.version = version.trimmed_text();
        if (m_list.version != "5" && m_list.version != "6")
            throw Error{Code::trust_list_version, {{"version", m_list.version}}};
        const std::string sequence = below(scheme, "TSLSequenceNumber").trimmed_text();
        if (std::from_chars(sequence.data(), sequence.data() + sequence.size(), m_list.sequence).ec != std::errc{})
            flaw(scheme, "the list has no sequence number");
        m_list.type = short_name(below(scheme, "TSLType").trimmed_text(), list_types);
        m_list.territory = below(scheme, "SchemeTerritory").trimmed_text();
        m_list.scheme_operator = english(below(scheme, "SchemeOperatorName"), "Name");
        if (const auto issued = time_in(below(scheme, "ListIssueDateTime")))
            m_list.issued = *issued;
        else
            flaw(scheme, "the list does not say when it was issued");
        const xml::Element next = below(scheme, "NextUpdate", "dateTime");
        m_list.next_update = time_in(next);
        if (next && !m_list.next_update)
            flaw(next, "the date of the next update cannot be read");
        for (const xml::Element& uri : below(scheme, "SchemeInformationURI").children("URI", tsl))
            m_list.addresses.push_back(uri.trimmed_text());
        for (const xml::Element& pointer : below(scheme, "PointersToOtherTSL").children("OtherTSLPointer", tsl))
            read_pointer(pointer);
    }

    void read_pointer(const xml::Element& element) {
        ListPointer pointer;
        pointer.location = below(element, "TSLLocation").trimmed_text();
        for (const xml::Element& identity :
             below(element, "ServiceDigitalIdentities").children("ServiceDigitalIdentity", tsl))
            read_identity(identity, pointer.signers);
        for (const xml::Element& other : below(element, "AdditionalInformation").children("OtherInformation", tsl)) {
            if (const xml::Element type = below(other, "TSLType"))
                pointer.type = short_name(type.trimmed_text(), list_types);
            if (const xml::Element territory = below(other, "SchemeTerritory"))
                pointer.territory = territory.trimmed_text();
            for (const xml::Element& said : other.children())
                if (said.name() == "MutualRecognitionAgreementInformation")
                    pointer.mutual_recognition = true;
            if (const xml::Element media = other.child("MimeType", tsl_additional))
                pointer.media_type = media.trimmed_text();
        }
        m_list.pointers.push_back(std::move(pointer));
    }

    void read_identity(const xml::Element& identity, std::vector<crypto::Certificate>& out) {
        for (const xml::Element& id : identity.children("DigitalId", tsl)) {
            const xml::Element value = below(id, "X509Certificate");
            if (!value)
                continue; // names and key identifiers say which certificate is meant; alone they are none
            const auto der = base64_decode(without_white_space(value.text()), Base64::standard);
            auto certificate = der ? crypto::Certificate::from_der(*der) : std::nullopt;
            if (!certificate)
                flaw(value, "a certificate cannot be read");
            else if (std::find(out.begin(), out.end(), *certificate) == out.end())
                out.push_back(std::move(*certificate));
        }
    }

    static std::string without_white_space(std::string text) {
        std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
        return text;
    }

    void read_provider(const xml::Element& element) {
        const xml::Element information = below(element, "TSPInformation");
        if (!information)
            return flaw(element, "a provider has no information about itself");
        ListedProvider provider;
        provider.name = english(below(information, "TSPName"), "Name");
        for (const xml::Element& service : below(element, "TSPServices").children("TSPService", tsl))
            read_service(service, provider);
        if (provider.services.empty())
            return flaw(element, "a provider has no services");
        m_list.providers.push_back(std::move(provider));
    }

    void read_service(const xml::Element& element, ListedProvider& provider) {
        const xml::Element information = below(element, "ServiceInformation");
        if (!information)
            return flaw(element, "a service has no information about itself");
        ListedService service;
        service.name = english(below(information, "ServiceName"), "Name");
        read_identity(below(information, "ServiceDigitalIdentity"), service.certificates);
        // Who does not know when a status began does not know what ended with it: the service says nothing now, or
        // nothing of the time before.
        if (!read_period(information, service))
            return;
        for (const xml::Element& earlier : below(element, "ServiceHistory").children("ServiceHistoryInstance", tsl))
            if (!read_period(earlier, service))
                break;
        order(service);
        provider.services.push_back(std::move(service));
    }

    /** @return whether it could be read */
    bool read_period(const xml::Element& element, ListedService& service) {
        ServicePeriod period;
        period.type = short_name(below(element, "ServiceTypeIdentifier").trimmed_text(), service_types);
        period.status = short_name(below(element, "ServiceStatus").trimmed_text(), service_statuses);
        const auto from = time_in(below(element, "StatusStartingTime"));
        if (!from) {
            flaw(element, "a status of a service does not say since when it holds");
            return false;
        }
        period.from = *from;
        read_extensions(below(element, "ServiceInformationExtensions"), period);
        service.periods.push_back(std::move(period));
        return true;
    }

    /** Newest first, each ending where the next newer one begins (TS 119 612, 5.6). */
    static void order(ListedService& service) {
        std::stable_sort(service.periods.begin(), service.periods.end(),
                         [](const ServicePeriod& a, const ServicePeriod& b) { return b.from < a.from; });
        for (std::size_t i = 1; i < service.periods.size(); ++i)
            service.periods[i].until = service.periods[i - 1].from;
    }

    xml::Element m_root;
    TrustedList m_list;
};

} // namespace

std::string short_name(std::string_view identifier, const NameSet& set) {
    for (const std::string_view base : {set.base, set.earlier})
        if (!base.empty() && identifier.starts_with(base))
            return std::string{identifier.substr(base.size())};
    return is_foreign(identifier) || identifier.empty() ? std::string{identifier} : ":" + std::string{identifier};
}

bool TrustedList::announces_for_union(std::string_view about) const {
    return std::none_of(pointers.begin(), pointers.end(), [&](const ListPointer& pointer) {
        return pointer.territory == about && !pointer.leads_to_list_of_lists() && !pointer.of_union();
    });
}

std::size_t TrustedList::service_count() const noexcept {
    std::size_t count = 0;
    for (const ListedProvider& provider : providers)
        count += provider.services.size();
    return count;
}

bool is_trusted_list(const xml::Element& root) {
    return root.is("TrustServiceStatusList", tsl);
}

TrustedList read_trusted_list(const xml::Element& root) {
    if (!is_trusted_list(root))
        throw Error{Code::trust_not_a_list, {{"kind", "a document <" + std::string{root.name()} + ">"}}};
    return ListReader{root}.read();
}

} // namespace requal::trust
