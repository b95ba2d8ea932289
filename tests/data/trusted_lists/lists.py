"""Trusted lists of invented countries, small and signed like real ones: XAdES baseline B, enveloped, made with xmlsec1.

    signer = Signer("xa", "TEST Scheme operator of XA")
    write("XA.xml", national("XA", 5, services=[...]), signer)

RSA signatures and fixed dates make the same bytes every time. Everything is invented and worthless: every name says
TEST, and the private keys are public."""

import base64
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
AUTHORITY = os.path.join(os.path.dirname(HERE), "authority")
sys.path.insert(0, AUTHORITY)
import pki  # noqa: E402

pki.KEYS = os.path.join(HERE, "keys")

TSL = "http://uri.etsi.org/02231/v2#"
MORE = "http://uri.etsi.org/02231/v2/additionaltypes#"
DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
SIE = "http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#"
KIND = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/"
SERVICE = "http://uri.etsi.org/TrstSvc/Svctype/"
STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/"
INFORMATION = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
XML_LIST = "application/vnd.etsi.tsl+xml"
SIGNED_AT = "2025-01-01T00:00:00Z"


class Signer:
    """A scheme operator's key and certificate."""

    def __init__(self, name, common_name, serial=1):
        self.key = name
        pki.make_key(name, "rsa")
        self.certificate = pki.Certificate(
            name, pki.name_of(C="XX", O="TEST Scheme operator", CN=common_name), serial, "2020-01-01T00:00:00Z",
            "2045-01-01T00:00:00Z", [pki.key_usage(pki.SIGN, pki.REPUDIATE)])
        self.der = self.certificate.der

    def pem(self):
        return self.certificate.pem()


def listed(name):
    """A certificate of the test authority, DER."""
    with open(os.path.join(AUTHORITY, name + ".pem"), encoding="ascii") as file:
        return base64.b64decode(re.search(r"BEGIN CERTIFICATE-----(.*?)-----END", file.read(), re.DOTALL)[1])


# --- the parts of a list ---------------------------------------------------------------------------------------------

def identity(certificates, names=()):
    ids = "".join(f"<DigitalId><X509Certificate>{base64.b64encode(der).decode()}</X509Certificate></DigitalId>"
                  for der in certificates)
    ids += "".join(f"<DigitalId><X509SubjectName>{escape(name)}</X509SubjectName></DigitalId>" for name in names)
    return ids


def pointer(location, territory, signers, kind="EUgeneric", media=XML_LIST):
    signed_by = "".join(f"<ServiceDigitalIdentity>{identity([s.der])}</ServiceDigitalIdentity>" for s in signers)
    return (f"<OtherTSLPointer><ServiceDigitalIdentities>{signed_by}</ServiceDigitalIdentities>"
            f"<TSLLocation>{escape(location)}</TSLLocation><AdditionalInformation>"
            f"<OtherInformation><TSLType>{KIND}{kind}</TSLType></OtherInformation>"
            f"<OtherInformation><SchemeTerritory>{territory}</SchemeTerritory></OtherInformation>"
            f"<OtherInformation><a:MimeType>{media}</a:MimeType></OtherInformation>"
            "</AdditionalInformation></OtherTSLPointer>\n")


def qualification(qualifiers, criteria):
    words = "".join(f'<q:Qualifier uri="{INFORMATION}{word}"/>' for word in qualifiers)
    return (f"<Extension Critical=\"true\"><q:Qualifications><q:QualificationElement><q:Qualifiers>{words}"
            f"</q:Qualifiers>{criteria}</q:QualificationElement></q:Qualifications></Extension>")


SEALING_KEYS = ('<q:CriteriaList assert="all"><q:KeyUsage><q:KeyUsageBit name="nonRepudiation">true</q:KeyUsageBit>'
                "</q:KeyUsage></q:CriteriaList>")


def additional(word):
    return (f'<Extension Critical="false"><AdditionalServiceInformation><URI xml:lang="en">{INFORMATION}{word}</URI>'
            "</AdditionalServiceInformation></Extension>")


def period(kind, status, since, name, ids, extensions=""):
    extensions = f"<ServiceInformationExtensions>{extensions}</ServiceInformationExtensions>" if extensions else ""
    return (f"<ServiceTypeIdentifier>{SERVICE}{kind}</ServiceTypeIdentifier>"
            f'<ServiceName><Name xml:lang="en">{escape(name)}</Name></ServiceName>'
            f"<ServiceDigitalIdentity>{ids}</ServiceDigitalIdentity><ServiceStatus>{STATUS}{status}</ServiceStatus>"
            f"<StatusStartingTime>{since}T00:00:00Z</StatusStartingTime>{extensions}")


def service(name, kind, ids, periods):
    """periods: (status, since, extensions), newest first"""
    rows = [period(kind, status, since, name, ids, extensions) for status, since, extensions in periods]
    history = "".join(f"<ServiceHistoryInstance>{row}</ServiceHistoryInstance>" for row in rows[1:])
    return (f"<TSPService><ServiceInformation>{rows[0]}</ServiceInformation>"
            + (f"<ServiceHistory>{history}</ServiceHistory>" if history else "") + "</TSPService>\n")


def provider(name, services):
    return ("<TrustServiceProvider><TSPInformation><TSPName>"
            f'<Name xml:lang="en">{escape(name)}</Name></TSPName></TSPInformation>\n'
            f"<TSPServices>{''.join(services)}</TSPServices></TrustServiceProvider>\n")


def document(territory, sequence, kind, issued, next_update, version="5", operator=None, addresses=(), pointers=(),
             providers=()):
    """A list without its signature. version None leaves the identifier out, next_update None closes the list."""
    version = "" if version is None else f"<TSLVersionIdentifier>{version}</TSLVersionIdentifier>"
    ends = f"<dateTime>{next_update}T00:00:00Z</dateTime>" if next_update else ""
    uris = "".join(f'<URI xml:lang="en">{escape(uri)}</URI>' for uri in addresses)
    uris = f"<SchemeInformationURI>{uris}</SchemeInformationURI>" if uris else ""
    linked = f"<PointersToOtherTSL>\n{''.join(pointers)}</PointersToOtherTSL>" if pointers else ""
    body = f"<TrustServiceProviderList>\n{''.join(providers)}</TrustServiceProviderList>\n" if providers else ""
    operator = operator or f"TEST Scheme operator of {territory}"
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<TrustServiceStatusList xmlns="{TSL}" xmlns:a="{MORE}" '
            f'xmlns:q="{SIE}" Id="list" TSLTag="http://uri.etsi.org/19612/TSLTag">\n<SchemeInformation>{version}'
            f"<TSLSequenceNumber>{sequence}</TSLSequenceNumber><TSLType>{KIND}{kind}</TSLType>"
            f'<SchemeOperatorName><Name xml:lang="en">{escape(operator)}</Name></SchemeOperatorName>{uris}'
            f"<SchemeTerritory>{territory}</SchemeTerritory>{linked}"
            f"<ListIssueDateTime>{issued}T00:00:00Z</ListIssueDateTime><NextUpdate>{ends}</NextUpdate>"
            f"</SchemeInformation>\n{body}</TrustServiceStatusList>\n")


# --- signing ---------------------------------------------------------------------------------------------------------

ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def template(signer, identifier, covered):
    digest = base64.b64encode(hashlib.sha256(signer.der).digest()).decode()
    return (f'<ds:Signature xmlns:ds="{DS}" Id="{identifier}"><ds:SignedInfo>'
            f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
            '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
            f'<ds:Reference URI="{covered}"><ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"/>'
            f'<ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms><ds:DigestMethod Algorithm="{SHA256}"/>'
            "<ds:DigestValue/></ds:Reference>"
            f'<ds:Reference URI="#{identifier}-properties" Type="http://uri.etsi.org/01903#SignedProperties">'
            f'<ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>'
            f'<ds:DigestMethod Algorithm="{SHA256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>'
            "<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
            f"{base64.b64encode(signer.der).decode()}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
            f'<ds:Object><x:QualifyingProperties xmlns:x="{XADES}" Target="#{identifier}">'
            f'<x:SignedProperties Id="{identifier}-properties"><x:SignedSignatureProperties>'
            f"<x:SigningTime>{SIGNED_AT}</x:SigningTime><x:SigningCertificateV2><x:Cert><x:CertDigest>"
            f'<ds:DigestMethod Algorithm="{SHA256}"/><ds:DigestValue>{digest}</ds:DigestValue></x:CertDigest></x:Cert>'
            "</x:SigningCertificateV2></x:SignedSignatureProperties></x:SignedProperties></x:QualifyingProperties>"
            "</ds:Object></ds:Signature>")


def sign(text, signer, identifier="signature", covered=""):
    """The list with its signature before the end of the root. covered: what it covers, "" for the whole list."""
    end = text.rindex("</TrustServiceStatusList>")
    with tempfile.TemporaryDirectory(prefix="requal-lists-") as folder:
        unsigned, output = os.path.join(folder, "unsigned.xml"), os.path.join(folder, "signed.xml")
        with open(unsigned, "w", encoding="utf-8") as file:
            file.write(text[:end] + template(signer, identifier, covered) + text[end:])
        done = subprocess.run(["xmlsec1", "--sign", "--privkey-pem", pki.key_file(signer.key), "--node-id", identifier,
                               "--id-attr:Id", f"{XADES}:SignedProperties", "--id-attr:Id", f"{DS}:Signature",
                               "--id-attr:Id", f"{TSL}:SchemeInformation",
                               "--output", output, unsigned], capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"xmlsec1: {done.stderr.decode()}")
        with open(output, encoding="utf-8") as file:
            return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
