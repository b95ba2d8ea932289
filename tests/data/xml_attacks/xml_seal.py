"""Writes XAdES-BASELINE-B and plain XML signatures with Python, xmllint and the openssl command line: no line of it is
shared with the library under test. Every step can be bent, which is what it is for.

A signature is written in canonical form at once, so that what is signed is the text itself with its namespaces."""

import base64
import functools
import hashlib
import os
import subprocess
import sys

AUTHORITY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "authority")
sys.path.insert(0, AUTHORITY)

from documents import credential  # noqa: E402
from der import children, explicit, read, sequence  # noqa: E402
from pki import key_file, openssl  # noqa: E402

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
FILTER2 = "http://www.w3.org/2002/06/xmldsig-filter2"
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = DS + "enveloped-signature"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
HASHES = {"sha256": "http://www.w3.org/2001/04/xmlenc#sha256", "sha512": "http://www.w3.org/2001/04/xmlenc#sha512",
           "sha1": DS + "sha1", "md5": "http://www.w3.org/2001/04/xmldsig-more#md5",
          "sha3_512": "http://www.w3.org/2007/05/xmldsig-more#sha3-512",
          "whirlpool": "http://www.w3.org/2007/05/xmldsig-more#whirlpool", "unknown": "urn:test:digest",
          "gost": "urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-256"}
SIGNED_AT = "2025-03-01T10:00:00Z"


def digest(method, content):
    if method == "whirlpool":
        return openssl("dgst", "-provider", "legacy", "-provider", "default", "-whirlpool", "-binary", stdin=content)
    return hashlib.new(method if method not in ("unknown", "gost") else "sha256", content).digest()


def b64(data):
    return base64.b64encode(data).decode()


@functools.lru_cache(maxsize=None)
def certificate(name):
    """DER of a certificate of the test authority."""
    return openssl("x509", "-in", os.path.join(AUTHORITY, name + ".pem"), "-outform", "DER")


def issuer_serial(der):
    """IssuerSerial of RFC 5035, as IssuerSerialV2 holds it: issuer and serial number out of the certificate."""
    fields = [whole for _, _, whole in children(read(read(der)[1])[1])] # of tbsCertificate; the version comes first
    return sequence(sequence(explicit(4, fields[3])), fields[1])


@functools.lru_cache(maxsize=None)
def canonical(text):
    """Exclusive canonical form of a document without comments, by xmllint."""
    done = subprocess.run(["xmllint", "--nonet", "--exc-c14n", "-"], input=text.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout


def transform(algorithm, inside=""):
    return f'<ds:Transform Algorithm="{algorithm}">{inside}</ds:Transform>'


def filter2(*steps, declarations=""):
    """XPath Filter 2.0: ("subtract", "/descendant::ds:Signature"), …"""
    return transform(FILTER2, "".join(
        f'<f2:XPath xmlns:f2="{FILTER2}"{declarations} Filter="{kind}">{expression}</f2:XPath>'
        for kind, expression in steps))


def xpath(expression, declarations=""):
    return transform(XPATH, f"<ds:XPath{declarations}>{expression}</ds:XPath>")


C14N = transform(EXCLUSIVE)
WITHOUT_SIGNATURES = filter2(("subtract", "/descendant::ds:Signature")) + C14N
WITHOUT_ITSELF = transform(ENVELOPED) + C14N


class Seal:
    """One signature in the making. Every attribute may be changed before the step that uses it."""

    def __init__(self, key="seal-rsa", holder=None, number=1, properties=True):
        self.key, self.id = key, f"id-test-{number}"
        self.certificate = holder if isinstance(holder, bytes) else certificate(holder or key)
        self.method, self.canonicalization = RSA_SHA256, EXCLUSIVE
        self.references, self.signed = [], []
        self.key_info = f"<ds:X509Data><ds:X509Certificate>{b64(self.certificate)}</ds:X509Certificate></ds:X509Data>"
        self.canonicalization_parameters, self.declarations = "", f'xmlns:ds="{DS}"' # that SignedInfo is signed with
        self.unsigned_properties = self.more_signed_properties = self.before_objects = self.after_objects = ""
        self.with_properties = properties

    def refer(self, uri, content, transforms=C14N, kind=None, identifier=None, method="sha256", value=None):
        """`content` is what the reference covers after its transforms; `value` overrides its digest."""
        attributes = [("Id", identifier), ("Type", kind), ("URI", uri)]
        written = "".join(f' {name}="{text}"' for name, text in attributes if text is not None)
        inside = f"<ds:Transforms>{transforms}</ds:Transforms>" if transforms else ""
        if value is None:
            value = b64(digest(method, content))
        self.references.append(
            f'<ds:Reference{written}>{inside}<ds:DigestMethod Algorithm="{HASHES[method]}"></ds:DigestMethod>'
            f"<ds:DigestValue>{value}</ds:DigestValue></ds:Reference>")
        return self

    def signed_properties(self):
        first = self.id.replace("id-", "r-")
        return (f'<xades:SignedProperties Id="xades-{self.id}"><xades:SignedSignatureProperties>'
                f"<xades:SigningTime>{SIGNED_AT}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert>"
                f'<xades:CertDigest><ds:DigestMethod Algorithm="{HASHES["sha512"]}"></ds:DigestMethod>'
                f"<ds:DigestValue>{b64(hashlib.sha512(self.certificate).digest())}</ds:DigestValue></xades:CertDigest>"
                f"<xades:IssuerSerialV2>{b64(issuer_serial(self.certificate))}</xades:IssuerSerialV2></xades:Cert>"
                f"</xades:SigningCertificateV2>{self.more_signed_properties}</xades:SignedSignatureProperties>"
                f'<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#{first}">'
                "<xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>"
                "</xades:SignedProperties>")

    def refer_properties(self, kind="http://uri.etsi.org/01903#SignedProperties"):
        text = self.signed_properties().replace("<xades:SignedProperties ",
                                                f'<xades:SignedProperties xmlns:xades="{XADES}" xmlns:ds="{DS}" ', 1)
        return self.refer(f"#xades-{self.id}", canonical(text), kind=kind)

    def objects(self):
        properties = ""
        if self.with_properties:
            properties = (f'<ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}" Target="#{self.id}">'
                          f"{self.signed_properties()}{self.unsigned_properties}</xades:QualifyingProperties></ds:Object>")
        return self.before_objects + properties + self.after_objects

    def signed_info(self):
        return (f'<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{self.canonicalization}">'
                f"{self.canonicalization_parameters}</ds:CanonicalizationMethod>{self.signature_method()}{''.join(self.references)}</ds:SignedInfo>")

    def signature_method(self):
        return f'<ds:SignatureMethod Algorithm="{self.method}"></ds:SignatureMethod>'

    def signing_input(self):
        """SignedInfo as the apex of an exclusive canonical form: what stands in the file, with its namespace."""
        return self.signed_info().replace("<ds:SignedInfo>", f"<ds:SignedInfo {self.declarations}>", 1).encode()

    def value(self):
        return openssl("dgst", "-sha256", "-sign", key_file(self.key), "-binary", stdin=self.signing_input())

    def write(self, info=None, value=None, value_text=None):
        """The signature; what is given replaces what was signed."""
        info = info or self.signed_info()
        text = value_text if value_text is not None else b64(value if value is not None else self.value())
        key_info = f"<ds:KeyInfo>{self.key_info}</ds:KeyInfo>" if self.key_info else ""
        return (f'<ds:Signature xmlns:ds="{DS}" Id="{self.id}">{info}<ds:SignatureValue Id="value-{self.id}">{text}'
                f"</ds:SignatureValue>{key_info}{self.objects()}</ds:Signature>")


def signing_certificate(der, method="sha256", value=None):
    """SigningCertificate of the older generation (TS 101 903, 7.2.2)."""
    value = hashlib.sha256(der).digest() if value is None else value
    return (f'<xades:SigningCertificate><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="{HASHES[method]}">'
            f"</ds:DigestMethod><ds:DigestValue>{b64(value)}</ds:DigestValue></xades:CertDigest><xades:IssuerSerial>"
            "<ds:X509IssuerName>CN=TEST</ds:X509IssuerName><ds:X509SerialNumber>1</ds:X509SerialNumber>"
            "</xades:IssuerSerial></xades:Cert></xades:SigningCertificate>")


def by_curve(key):
    """A seal of the credential with ECDSA; its value is in DER, as openssl makes it."""
    made = Seal(key)
    made.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    made.refer("", canonical(credential("")), WITHOUT_ITSELF, identifier="r-test-1")
    return made.refer_properties()


def raw_pair(der, half):
    """The two numbers of an ECDSA value side by side (XML Signature 1.1, 6.4.3)."""
    return b"".join(int.from_bytes(inner, "big").to_bytes(half, "big") for _, inner, _ in children(read(der)[1]))


def seal(build, transforms=WITHOUT_SIGNATURES, uri="", content=None, kind=None, **options):
    """A good seal over the document that build("") gives, or over `content`; not yet written."""
    made = Seal(**options)
    made.refer(uri, canonical(build("")) if content is None else content, transforms, kind,
               made.id.replace("id-", "r-"))
    return made.refer_properties() if made.with_properties else made
