"""Trusted lists as ETSI TS 119 612 has them, written as text."""

import base64
from xml.sax.saxutils import escape

from authorities import POLICY

TSL = "http://uri.etsi.org/02231/v2#"
NAMESPACES = (f'xmlns="{TSL}" xmlns:ns2="http://www.w3.org/2000/09/xmldsig#" '
              'xmlns:ns3="http://uri.etsi.org/02231/v2/additionaltypes#" xmlns:ns4="http://uri.etsi.org/01903/v1.3.2#" '
              'xmlns:ns5="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#"')
BASE = "http://uri.etsi.org/TrstSvc/"
LIST_OF_LISTS, NATIONAL = "EUlistofthelists", "EUgeneric"
QUALIFIER = BASE + "TrustedList/SvcInfoExt/"


def b64(der):
    return base64.b64encode(der).decode()


def element(name, /, *inside, **attributes):
    written = "".join(f' {key.replace("__", ":")}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def names(wrapper, *texts):
    return element(wrapper, *(element("Name", escape(text), xml__lang="en") for text in texts))


def uris(wrapper, *addresses):
    return element(wrapper, *(element("URI", address, xml__lang="en") for address in addresses))


def address(wrapper):
    postal = element("PostalAddress", element("StreetAddress", "1 Invented Street"), element("Locality", "Nowhere"),
                     element("CountryName", "XX"), xml__lang="en")
    return element(wrapper, element("PostalAddresses", postal),
                   uris("ElectronicAddress", "mailto:nobody@lists.example", "https://lists.example/"))


def identity(certificate, whole=True, key_identifier=None):
    """ServiceDigitalIdentity; the history of a service leaves the certificate out (TS 119 612, 5.6.3)."""
    ids = [element("DigitalId", element("X509Certificate", b64(certificate.der)))] if whole else []
    if key_identifier:
        ids.append(element("DigitalId", element("X509SKI", b64(key_identifier))))
    return element("ServiceDigitalIdentity", *ids)


def pointer(certificates, location, kind, territory, operator):
    """OtherTSLPointer (5.3.13): whose signatures the other list may bear."""
    rules = uris("SchemeTypeCommunityRules", f"{BASE}TrustedList/schemerules/"
                 + ("EUlistofthelists" if kind == LIST_OF_LISTS else "EUcommon"))
    more = (element("TSLType", f"{BASE}TrustedList/TSLType/{kind}"), element("SchemeTerritory", territory),
            element("ns3:MimeType", "application/vnd.etsi.tsl+xml"), names("SchemeOperatorName", operator), rules)
    return element("OtherTSLPointer", element("ServiceDigitalIdentities", *(identity(one) for one in certificates)),
                   element("TSLLocation", location),
                   element("AdditionalInformation", *(element("OtherInformation", one) for one in more)))


# --- services ---------------------------------------------------------------------------------------------------------

def extension(inside, critical="true"):
    return element("Extension", inside, Critical=critical)


def used_for(*purposes):
    """AdditionalServiceInformation: ForeSeals, ForeSignatures."""
    return [extension(element("AdditionalServiceInformation", element("URI", QUALIFIER + purpose, xml__lang="en")))
            for purpose in purposes]


def policy_set(*policies):
    return element("ns5:PolicySet", *(element("ns5:PolicyIdentifier", element(
        "ns4:Identifier", f"urn:oid:{POLICY[name]}", Qualifier="OIDAsURN")) for name in policies))


def plain_policy_set(name):
    return element("ns5:PolicySet", element("ns5:PolicyIdentifier", element("ns4:Identifier", POLICY[name])))


def key_usage(**usages):
    return element("ns5:KeyUsage", *(element("ns5:KeyUsageBit", value, name=name) for name, value in usages.items()))


def extended_key_usage(identifier):
    purpose = element("ns3:KeyPurposeId", element("ns4:Identifier", identifier))
    return element("ns5:otherCriteriaList", element("ns3:ExtendedKeyUsage", purpose))


def criteria(kind, *inside):
    return element("ns5:CriteriaList", *inside, **{"assert": kind})


def qualification(qualifiers, when):
    written = "".join(f'<ns5:Qualifier uri="{QUALIFIER}{name}"/>' for name in qualifiers)
    return element("ns5:QualificationElement", element("ns5:Qualifiers", written), when)


def qualifications(*elements):
    return [extension(element("ns5:Qualifications", *elements))]


def _information(name, kind, title, digital, status, since, extensions):
    rest = [element("ServiceInformationExtensions", *extensions)] if extensions else []
    return element(name, element("ServiceTypeIdentifier", f"{BASE}Svctype/{kind}"), names("ServiceName", title), digital,
                   element("ServiceStatus", f"{BASE}TrustedList/Svcstatus/{status}"), element("StatusStartingTime", since), *rest)


def service(kind, title, certificate, key_identifier, status, since, extensions=(), history=()):
    """`history`: (status, since, extensions), newest first."""
    inside = [_information("ServiceInformation", kind, title, identity(certificate, True, key_identifier), status, since,
                           extensions)]
    if history:
        inside.append(element("ServiceHistory", *(
            _information("ServiceHistoryInstance", kind, title, identity(certificate, False, key_identifier), then, begin, more)
            for then, begin, more in history)))
    return element("TSPService", *inside)


def provider(title, *services):
    return element("TrustServiceProvider", element(
        "TSPInformation", names("TSPName", title), names("TSPTradeName", "VATXX-TEST90000"), address("TSPAddress"),
        uris("TSPInformationURI", "https://provider.example/")), element("TSPServices", *services))


# --- the list -----------------------------------------------------------------------------------------------------------

class TrustedList:
    """One list in the making; what is None is left out."""

    def __init__(self, territory, sequence, operator, kind=NATIONAL, version=5, issued="2025-05-15T00:00:00Z",
                 next_update="2025-11-15T00:00:00Z", pointers=(), providers=(), about=()):
        self.territory, self.sequence, self.operator, self.kind, self.version = territory, sequence, operator, kind, version
        self.issued, self.next_update = issued, next_update
        self.pointers, self.providers, self.about = list(pointers), list(providers), list(about)
        self.location = f"https://lists.example/{territory.lower()}.xml"

    def text(self, signature=""):
        """The document; the signature is the last child of the root (5.7.1, annex B)."""
        several = self.kind == LIST_OF_LISTS
        approach = "EUlistofthelists" if several else "EUappropriate"
        next_update = element("dateTime", self.next_update) if self.next_update else ""
        information = [
            element("TSLVersionIdentifier", str(self.version)) if self.version is not None else "",
            element("TSLSequenceNumber", str(self.sequence)), element("TSLType", f"{BASE}TrustedList/TSLType/{self.kind}"),
            names("SchemeOperatorName", self.operator), address("SchemeOperatorAddress"),
            names("SchemeName", f"{self.territory}: TEST trusted list of an invented territory"),
            uris("SchemeInformationURI", *self.about, "https://lists.example/about.html"),
            element("StatusDeterminationApproach", f"{BASE}TrustedList/StatusDetn/{approach}"),
            uris("SchemeTypeCommunityRules", f"{BASE}TrustedList/schemerules/" + (
                "EUlistofthelists" if several else "EUcommon")),
            element("SchemeTerritory", self.territory),
            element("PolicyOrLegalNotice", element("TSLLegalNotice", "TEST data: nothing here is true", xml__lang="en")),
            element("HistoricalInformationPeriod", "65535"),
            element("PointersToOtherTSL", *self.pointers) if self.pointers else "",
            element("ListIssueDateTime", self.issued), element("NextUpdate", next_update),
            element("DistributionPoints", element("URI", self.location))]
        parts = [element("SchemeInformation", *information)]
        if self.providers:
            parts.append(element("TrustServiceProviderList", *self.providers))
        return ('<?xml version="1.0" encoding="UTF-8"?>\n'
                f'<TrustServiceStatusList {NAMESPACES} Id="list" TSLTag="http://uri.etsi.org/19612/TSLTag">'
                f'{"".join(parts)}{signature}</TrustServiceStatusList>')
