"""Writes XAdES seals (ETSI EN 319 132-1), every step open to a forger. The canonical form is Python's own, which is the
exclusive one for documents without names in values."""

import functools
import hashlib
import xml.etree.ElementTree

from der import explicit, integer, sequence
from jades import b64
from xml_seal import C14N, DS, ENVELOPED, EXCLUSIVE, FILTER2, HASHES, WITHOUT_ITSELF, XADES, filter2, transform  # noqa: F401

XADES141 = "http://uri.etsi.org/01903/v1.4.1#"
ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
COUNTER = "http://uri.etsi.org/01903#CountersignedSignature"
METHOD = f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'


@functools.lru_cache(maxsize=4096)
def canonical(text):
    return xml.etree.ElementTree.canonicalize(text).encode()


def apex(text):
    """The canonical octets of an element that is written inside a signature."""
    head, rest = text[1:].split(">", 1)
    return canonical(f'<{head} xmlns:ds="{DS}" xmlns:xades="{XADES}" xmlns:xades141="{XADES141}">{rest}')


def issuer_serial(certificate):
    return sequence(sequence(explicit(4, certificate.issuer_name)), integer(certificate.serial))


class Xades:
    """One seal of a case over what `document("")` gives. References are made in `refer_all`."""

    def __init__(self, case, document=None, number=1, method=None):
        self.case, self.document = case, document or case.document
        self.id, self.method = f"id-forge-{number}", method or case.xml_method
        self.references, self.covered, self.unsigned, self.signature = [], [], [], None
        self.before_objects = self.after_objects = ""
        self.properties_id = f"xades-{self.id}"

    def refer(self, uri, content, transforms=WITHOUT_ITSELF, kind=None, method="sha256"):
        attributes = [("Id", f"r{len(self.references)}-{self.id}"), ("Type", kind), ("URI", uri)]
        written = "".join(f' {name}="{text}"' for name, text in attributes if text is not None)
        inside = f"<ds:Transforms>{transforms}</ds:Transforms>" if transforms else ""
        self.references.append(
            f'<ds:Reference{written}>{inside}<ds:DigestMethod Algorithm="{HASHES[method]}"></ds:DigestMethod>'
            f"<ds:DigestValue>{b64(hashlib.new(method, content).digest())}</ds:DigestValue></ds:Reference>")
        self.covered.append(content)
        return self

    def usual(self):
        """The whole document without the signature, and the signed properties."""
        body = canonical(self.document(""))
        self.content = body
        return self.refer("", body, method=self.case.xml_digest).refer_properties().sign()

    def signed_properties(self):
        bound, case = self.case.bound or self.case["seal"], self.case
        return (f'<xades:SignedProperties Id="{self.properties_id}"><xades:SignedSignatureProperties>'
                f"<xades:SigningTime>{case.sealed_at}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert>"
                f'<xades:CertDigest><ds:DigestMethod Algorithm="{HASHES["sha256"]}"></ds:DigestMethod>'
                f"<ds:DigestValue>{b64(hashlib.sha256(bound.der).digest())}</ds:DigestValue></xades:CertDigest>"
                f"<xades:IssuerSerialV2>{b64(issuer_serial(bound))}</xades:IssuerSerialV2></xades:Cert>"
                "</xades:SigningCertificateV2></xades:SignedSignatureProperties><xades:SignedDataObjectProperties>"
                f'<xades:DataObjectFormat ObjectReference="#r0-{self.id}"><xades:MimeType>text/xml</xades:MimeType>'
                "</xades:DataObjectFormat></xades:SignedDataObjectProperties></xades:SignedProperties>")

    def refer_properties(self):
        return self.refer(f"#{self.properties_id}", apex(self.signed_properties()), C14N, PROPERTIES)

    def signed_info(self):
        return (f"<ds:SignedInfo>{METHOD}<ds:SignatureMethod Algorithm=\"{self.method}\"></ds:SignatureMethod>"
                f"{''.join(self.references)}</ds:SignedInfo>")

    def sign(self):
        self.signature = b64(self.case.sign(apex(self.signed_info())))
        return self

    def value_element(self):
        return f'<ds:SignatureValue Id="value-{self.id}">{self.signature}</ds:SignatureValue>'

    def key_info(self):
        inside = "".join(f"<ds:X509Certificate>{b64(one.der)}</ds:X509Certificate>" for one in self.case.carried())
        return f"<ds:KeyInfo><ds:X509Data>{inside}</ds:X509Data></ds:KeyInfo>"

    def stamp_element(self, name, covered, when, archive=False):
        value = b64(self.case.token(when, covered, archive))
        prefix, space = ("xades141", f' xmlns:xades141="{XADES141}"') if archive else ("xades", "")
        return (f"<{prefix}:{name}{space}>{METHOD}<xades:EncapsulatedTimeStamp>{value}"
                f"</xades:EncapsulatedTimeStamp></{prefix}:{name}>")

    def stamped(self):
        self.unsigned.append(self.stamp_element("SignatureTimeStamp", apex(self.value_element()), self.case.stamped_at))
        return self

    def proven(self):
        case = self.case
        inside = "".join(f"<xades:EncapsulatedX509Certificate>{b64(one.der)}</xades:EncapsulatedX509Certificate>"
                         for one in case.values())
        self.unsigned.append(f"<xades:CertificateValues>{inside}</xades:CertificateValues>")
        inside = ""
        if case.lists():
            inside += "<xades:CRLValues>" + "".join(f"<xades:EncapsulatedCRLValue>{b64(one)}</xades:EncapsulatedCRLValue>"
                                                    for one in case.lists()) + "</xades:CRLValues>"
        if case.answers():
            inside += "<xades:OCSPValues>" + "".join(f"<xades:EncapsulatedOCSPValue>{b64(one)}</xades:EncapsulatedOCSPValue>"
                                                     for one in case.answers()) + "</xades:OCSPValues>"
        if inside:
            self.unsigned.append(f"<xades:RevocationValues>{inside}</xades:RevocationValues>")
        return self

    def archived(self, when=None):
        """5.5.2.3: what the references cover, SignedInfo, the value, KeyInfo, and the properties before it."""
        parts = [*self.covered, apex(self.signed_info()), apex(self.value_element()), apex(self.key_info()),
                 *(apex(text) for text in self.unsigned)]
        self.unsigned.append(self.stamp_element("ArchiveTimeStamp", b"".join(parts), when or self.case.archived_at, True))
        return self

    def level(self, level):
        for step in {"B": (), "T": (self.stamped,), "LT": (self.stamped, self.proven),
                     "LTA": (self.stamped, self.proven, self.archived)}[level]:
            step()
        return self

    def write(self):
        unsigned = ""
        if self.unsigned:
            unsigned = ("<xades:UnsignedProperties><xades:UnsignedSignatureProperties>" + "".join(self.unsigned)
                        + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>")
        properties = (f'<ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}" Target="#{self.id}">'
                      f"{self.signed_properties()}{unsigned}</xades:QualifyingProperties></ds:Object>")
        return (f'<ds:Signature xmlns:ds="{DS}" Id="{self.id}">{self.signed_info()}{self.value_element()}{self.key_info()}'
                f"{self.before_objects}{properties}{self.after_objects}</ds:Signature>")

    def text(self):
        return self.document(self.write())
