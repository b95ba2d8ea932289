"""Algorithms exchanged, weakened or confused."""

import base64
import hashlib
import hmac

import world
from case import PLANTED
from certificates import pem
from jades import Jades, b64, b64url, fields_of
from keys import key
from operators import forges
from xades import DS, Xades, apex

JADES, XML = ("jades",), ("elm2", "elmo")
JWA = "RFC 7518, 3.1; TS 119 182-1, 5.1.2"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"


def rsa(case, name="seal-rsa", method=MORE + "rsa-sha256", alg="RS256", **fields):
    """The sealer has an RSA key, in forgery and control."""
    case.change("seal", key=key(name), serial=0x2888, **fields)
    case.header = {**case.header, "alg": alg}
    case.xml_method = method


def header(case, alg, value):
    """A header with another algorithm, and a value that is made of the signing input."""
    class Forged(Jades):
        def __init__(self, case):
            super().__init__(case, fields={**fields_of(case), "alg": alg})
            self.value = value(self.input())
            self.signature = b64url(self.value)
    if case.forged:
        case.build = lambda case: Forged(case).level(case.level).text().replace("Tess", PLANTED if alg == "none" else "Tess")


@forges("jades.alg_none", "jades.*", "jws.*", clause=JWA, forms=JADES)
def algorithm_none(case):
    """alg is none, the value empty. Told: none."""
    header(case, "none", lambda data: b"")


@forges("jades.*", clause=JWA, forms=JADES)
def algorithm_none_in_other_letters(case):
    """alg is nOnE. Told: unsupported."""
    header(case, "nOnE", lambda data: b"")


@forges("jades.alg_symmetric", "jades.*", clause=JWA, forms=JADES)
def secret_is_the_public_key(case):
    """HS256 with the sealer's public key in DER as the secret. Told: a shared secret."""
    header(case, "HS256", lambda data: hmac.new(case["seal"].key.public(), data, hashlib.sha256).digest())


@forges("jades.alg_symmetric", "jades.*", clause=JWA, forms=JADES)
def secret_is_the_public_key_in_text(case):
    """HS256 with the public key in PEM. Told: a shared secret."""
    header(case, "HS256", lambda data: hmac.new(pem(case["seal"].key.public(), "PUBLIC KEY").encode(), data, hashlib.sha256).digest())


@forges("jades.*", "seal.*", clause=JWA, forms=JADES)
def padding_in_the_header_exchanged(case):
    """The header says PS256, the value is PKCS#1 v1.5. Told: the value does not fit."""
    rsa(case, alg="PS256" if case.forged else "RS256")


@forges("jades.alg_wrong_key", "jades.*", "seal.*", clause=JWA, forms=JADES)
def algorithm_of_another_kind_of_key(case):
    """The header says RS256, the key is of an elliptic curve. Told: not for this key."""
    if case.forged:
        case.header = {"alg": "RS256"}


@forges("jades.*", "seal.*", clause=JWA, forms=JADES)
def curve_of_another_size(case):
    """The header says ES512, the key is P-256. Told: not for this key."""
    if case.forged:
        case.header = {"alg": "ES512"}


@forges("seal.*", "jades.*", clause="CVE-2022-21449; SEC 1, 4.1.4", forms=JADES)
def value_of_zeros(case):
    """An ECDSA value of zeros, which fits every text for a careless verifier. Told: the value is broken."""
    header(case, "ES256", lambda data: bytes(64))


@forges("seal.*", "jades.*", clause="SEC 1, 4.1.4", forms=JADES)
def value_of_the_order(case):
    """An ECDSA value whose numbers are the order of the curve. Told: the value is broken."""
    from keys import N
    header(case, "ES256", lambda data: N.to_bytes(32, "big") * 2)


@forges("seal.value_form", "seal.*", "jades.*", clause="RFC 7518, 3.4", forms=JADES)
def value_in_der(case):
    """The genuine value in DER. Told: a wrong form."""
    header(case, "ES256", lambda data: case["seal"].key.sign(data))


@forges("seal.value_form", clause="RFC 7518, 3.4", forms=JADES)
def value_over_another_digest(case):
    """The sealer's own value over SHA-512 under ES256. Told: a wrong form, not a changed content."""
    header(case, "ES256", lambda data: case["seal"].key.sign_raw(data, "sha512"))


@forges("seal.*", "jades.*", "jws.*", clause="RFC 7515, 5.2", forms=JADES)
def value_empty(case):
    """An empty value under a good algorithm. Told: the value is broken."""
    header(case, "ES256", lambda data: b"")


@forges("jades.key_hint_ignored", "jades.*", "chain.*", "seal.*", clause="RFC 7515, 4.1.3", forms=JADES)
def key_in_the_header(case):
    """The value is a stranger's, whose key stands in the header as jwk. Told: the value is broken."""
    if case.forged:
        x, y = (n.to_bytes(32, "big") for n in world.STRANGER.point)
        case.header = {"jwk": {"kty": "EC", "crv": "P-256", "x": b64url(x), "y": b64url(y)}}
        case.seal_key = world.STRANGER


@forges("jades.*", "chain.*", "seal.*", clause="RFC 7515, 4.1.6; EN 319 102-1, 5.2.3", forms=JADES)
def certificate_missing_key_in_the_header(case):
    """No certificate at all, only a key. Told: no certificate."""
    if case.forged:
        def make(case):
            x, y = (n.to_bytes(32, "big") for n in world.STRANGER.point)
            fields = {**fields_of(case), "jwk": {"kty": "EC", "crv": "P-256", "x": b64url(x), "y": b64url(y)}}
            del fields["x5c"], fields["x5t#S256"], fields["kid"]
            return Jades(case, fields=fields).level(case.level).text()
        case.seal_key = world.STRANGER
        case.build = make


@forges("jades.certificate_references_differ", "jades.*", clause="TS 119 182-1, 5.2.2", forms=JADES)
def second_reference_names_another(case):
    """x5t#o names another certificate than x5t#S256. Told: the references differ."""
    other = case.genuine("college" if case.forged else "seal")
    case.header = {"x5t#o": {"digAlg": "S512", "digVal": b64url(hashlib.sha512(other.der).digest())}}


@forges("jades.certificate_references_differ", "jades.certificate_mismatch", "jades.*", clause="TS 119 182-1, 5.2.2", forms=JADES)
def reference_names_another(case):
    """x5t#S256 names the college's genuine certificate. Told: another certificate."""
    if case.forged:
        case.header = {"x5t#S256": b64url(hashlib.sha256(case.genuine("college").der).digest())}


@forges("algorithms.*", clause="TS 119 312, table 6")
def sealer_with_1024_bits(case):
    """The sealer has an RSA key of 1024 bits. Told: too short."""
    rsa(case, "seal-rsa-1024" if case.forged else "seal-rsa")


@forges("algorithms.*", clause="TS 119 312")
def sealer_certified_over_sha1(case):
    """The sealer's certificate is signed over SHA-1. Told: weak."""
    if case.forged:
        case.change("seal", digest="sha1")


@forges("algorithms.*", "chain.*", clause="TS 119 312", trusts=("anchor",))
def authority_certified_over_sha1(case):
    """The authority's certificate is signed over SHA-1. Told: weak."""
    if case.forged:
        case.change("ca", digest="sha1")


@forges("algorithms.*", "chain.*", clause="TS 119 312, table 6", trusts=("anchor",))
def authority_with_1024_bits(case):
    """The authority has an RSA key of 1024 bits. Told: too short."""
    case.change("ca", key=key("seal-rsa-1024" if case.forged else "seal-rsa"))


@forges("algorithms.*", "chain.*", clause="TS 119 312, table 6", trusts=("anchor",))
def anchor_with_1024_bits(case):
    """The anchor itself has an RSA key of 1024 bits: whoever breaks it is the authority. Told: too short."""
    case.change("root", key=key("seal-rsa-1024" if case.forged else "seal-rsa"))
    case.anchors = [case["root"], "stamp_root"]


@forges("algorithms.*", "xmldsig.*", clause="TS 119 312", forms=XML)
def reference_over_sha1(case):
    """The document is digested with SHA-1. Told: weak."""
    if case.forged:
        case.xml_digest = "sha1"


@forges("algorithms.*", "xmldsig.*", clause="TS 119 312", forms=XML)
def reference_over_md5(case):
    """The document is digested with MD5. Told: weak."""
    if case.forged:
        case.xml_digest = "md5"


@forges("algorithms.*", "xmldsig.*", clause="TS 119 312", forms=XML)
def value_over_sha1(case):
    """The signature value is ECDSA over SHA-1. Told: weak."""
    if case.forged:
        case.xml_method, case.signature_digest = MORE + "ecdsa-sha1", "sha1"


@forges("algorithms.*", "xmldsig.*", clause="TS 119 312", forms=XML)
def rsa_value_over_sha1(case):
    """The signature value is RSA over SHA-1. Told: weak."""
    rsa(case, method=DS + "rsa-sha1" if case.forged else MORE + "rsa-sha256")
    if case.forged:
        case.signature_digest = "sha1"


def xml_value(case, method, make_value, info=lambda text: text):
    """A SignedInfo with another method, and a value made of its octets."""
    class Forged(Xades):
        def signed_info(self):
            return info(super().signed_info())

        def sign(self):
            self.signature = b64(make_value(apex(self.signed_info())))
            return self
    if case.forged:
        case.build = lambda case: Forged(case, lambda proof: case.document(proof).replace("Tess", PLANTED), method=method).usual(
            ).level(case.level).text()


@forges("xmldsig.shared_secret", "xmldsig.*", clause="XMLDSig 6.3", forms=XML)
def xml_secret_is_the_public_key(case):
    """HMAC with the sealer's public key as the secret. Told: a shared secret."""
    xml_value(case, MORE + "hmac-sha256", lambda data: hmac.new(case["seal"].key.public(), data, hashlib.sha256).digest())


@forges("xmldsig.shared_secret", "xmldsig.*", clause="XMLDSig 6.3.1; CVE-2009-0217", forms=XML)
def xml_secret_of_no_length(case):
    """HMAC cut to no bits at all. Told: a shared secret."""
    xml_value(case, DS + "hmac-sha1", lambda data: b"", lambda text: text.replace(
        "</ds:SignatureMethod>", "<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>"))


@forges("xmldsig.*", "seal.*", clause="XMLDSig 6.4", forms=XML)
def xml_method_is_a_digest(case):
    """The method is a bare digest, the value the digest. Told: not supported."""
    xml_value(case, "http://www.w3.org/2001/04/xmlenc#sha256", lambda data: hashlib.sha256(data).digest())


@forges("xmldsig.*", "seal.*", clause="XMLDSig 6.4", forms=XML)
def xml_method_empty(case):
    """The method is empty, the value too. Told: not supported."""
    xml_value(case, "", lambda data: b"")


@forges("xmldsig.*", "seal.*", clause="CVE-2022-21449", forms=XML)
def xml_value_of_zeros(case):
    """An ECDSA value of zeros. Told: the value is broken."""
    xml_value(case, MORE + "ecdsa-sha256", lambda data: bytes(64))


@forges("xmldsig.*", "seal.*", clause="XMLDSig 6.4", forms=XML)
def xml_method_of_another_kind_of_key(case):
    """The method says RSA, the key is of an elliptic curve. Told: the value is broken, or not for this key."""
    xml_value(case, MORE + "rsa-sha256", lambda data: case["seal"].key.sign_raw(data))


@forges("xmldsig.*", "seal.*", "xades.*", clause="XMLDSig 4.5.2; EN 319 102-1, 5.2.3", forms=XML)
def xml_key_of_a_stranger_beside(case):
    """The value is a stranger's, whose KeyValue stands before the genuine certificate. Told: the value is broken."""
    if case.forged:
        point = base64.b64encode(world.STRANGER.octets).decode()
        value = ('<ds:KeyValue><dsig11:ECKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#"><dsig11:NamedCurve '
                 f'URI="urn:oid:1.2.840.10045.3.1.7"></dsig11:NamedCurve><dsig11:PublicKey>{point}</dsig11:PublicKey>'
                 "</dsig11:ECKeyValue></ds:KeyValue>")
        case.seal_key = world.STRANGER

        def edit(made):
            made.key_info = lambda: Xades.key_info(made).replace("<ds:KeyInfo>", "<ds:KeyInfo>" + value)
        case.edit_seal = edit


@forges("xmldsig.*", "xades.*", "seal.*", clause="EN 319 102-1, 5.2.3", forms=XML)
def xml_key_alone(case):
    """No certificate at all, only the stranger's KeyValue. Told: no certificate."""
    xml_key_of_a_stranger_beside(case)
    if case.forged:
        def edit(made):
            point = base64.b64encode(world.STRANGER.octets).decode()
            made.key_info = lambda: ('<ds:KeyInfo><ds:KeyValue><dsig11:ECKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#">'
                                     '<dsig11:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"></dsig11:NamedCurve><dsig11:PublicKey>'
                                     f"{point}</dsig11:PublicKey></dsig11:ECKeyValue></ds:KeyValue></ds:KeyInfo>")
        case.edit_seal = edit


@forges("xades.certificate_mismatch", "xades.*", clause="EN 319 132-1, 5.2.2", forms=XML)
def xml_reference_names_another(case):
    """SigningCertificateV2 names the college's genuine certificate. Told: another certificate."""
    if case.forged:
        case.bound = case.genuine("college")


