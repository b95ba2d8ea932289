"""XAdES seals of the trust world, over a credential of ELM 2 (EN 319 132-1)."""

import os
import sys

from authorities import HERE, own, world
from revocations import lists

sys.path.insert(0, os.path.join(HERE, "..", "xml_attacks"))

from documents import credential  # noqa: E402
from pki import openssl, time_stamp_token  # noqa: E402
from sealed_json import ARCHIVED, STAMPED  # noqa: E402
from xml_seal import DS, EXCLUSIVE, WITHOUT_ITSELF, XADES, Seal, b64, canonical  # noqa: E402

XADES141 = "http://uri.etsi.org/01903/v1.4.1#"
LISTS = lists()
RSA_SHA1 = DS + "rsa-sha1"
METHOD = f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'


def apex(text):
    """The canonical octets of an element that is written inside a signature."""
    name, rest = text[1:].split(">", 1)
    return canonical(f'<{name} xmlns:ds="{DS}" xmlns:xades="{XADES}" xmlns:xades141="{XADES141}">{rest}')


class XmlCase(Seal):
    """One seal in the making; steps as in sealed_json.Case."""

    def __init__(self, signer, content_stamp=None, weak=False, signed_at=None, day="2025-03-01"):
        certificate = world()[signer]
        super().__init__(key=certificate.key, holder=certificate.der)
        self.weak, self.signed_at = weak, signed_at
        if weak:
            self.method = RSA_SHA1
        self.day, self.content_stamp, self.unsigned, self.covered = day, "", [], []
        body = canonical(self.document(""))
        self.covered.append(body)
        if content_stamp:  # 5.2.8.1: over what the references cover, SignedProperties left out
            token = time_stamp_token(world()["tsu-listed"], content_stamp, body)
            self.content_stamp = (f"<xades:AllDataObjectsTimeStamp>{METHOD}<xades:EncapsulatedTimeStamp>{b64(token)}"
                                  "</xades:EncapsulatedTimeStamp></xades:AllDataObjectsTimeStamp>")
        self.refer("", body, WITHOUT_ITSELF, identifier=self.id.replace("id-", "r-"), method="sha1" if weak else "sha256")
        self.refer_properties()
        self.covered.append(apex(self.signed_properties()))
        digest = "-sha1" if weak else "-sha256"
        self.signature = b64(openssl("dgst", digest, "-sign", own(certificate.key_name) + ".pem", "-binary",
                                     stdin=self.signing_input()))

    def document(self, proof):
        return credential(proof).replace("2025-03-01T", f"{self.day}T")

    def signed_properties(self):
        text = super().signed_properties().replace("</xades:SignedDataObjectProperties>",
                                                   self.content_stamp + "</xades:SignedDataObjectProperties>")
        return text.replace("2025-03-01T", f"{self.day}T")

    def value_element(self):
        return f'<ds:SignatureValue Id="value-{self.id}">{self.signature}</ds:SignatureValue>'

    def stamp(self, element, covered, time, unit):
        token = time_stamp_token(world()[unit], time, covered)
        prefix, space = ("xades141", f' xmlns:xades141="{XADES141}"') if element == "ArchiveTimeStamp" else ("xades", "")
        self.unsigned.append(f"<{prefix}:{element}{space}>{METHOD}<xades:EncapsulatedTimeStamp>{b64(token)}"
                             f"</xades:EncapsulatedTimeStamp></{prefix}:{element}>")
        return self

    def stamped(self, time=STAMPED, unit="tsu-listed"):
        return self.stamp("SignatureTimeStamp", apex(self.value_element()), time, unit)

    def proven(self, certificates, lists_of):
        inside = "".join(f"<xades:EncapsulatedX509Certificate>{b64(world()[name].der)}</xades:EncapsulatedX509Certificate>"
                         for name in certificates)
        self.unsigned.append(f"<xades:CertificateValues>{inside}</xades:CertificateValues>")
        inside = "".join(f"<xades:EncapsulatedCRLValue>{b64(LISTS[name])}</xades:EncapsulatedCRLValue>" for name in lists_of)
        self.unsigned.append(f"<xades:RevocationValues><xades:CRLValues>{inside}</xades:CRLValues></xades:RevocationValues>")
        return self

    def archived(self, time=ARCHIVED, unit="tsu-listed"):
        """5.5.2.3: what the references cover, SignedInfo, the value, KeyInfo, and the properties before it."""
        parts = [*self.covered, apex(self.signed_info()), apex(self.value_element()),
                 apex(f"<ds:KeyInfo>{self.key_info}</ds:KeyInfo>"), *(apex(text) for text in self.unsigned)]
        return self.stamp("ArchiveTimeStamp", b"".join(parts), time, unit)

    def xml(self):
        if self.unsigned:
            self.unsigned_properties = ("<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
                                        f"{''.join(self.unsigned)}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>")
        return self.document(self.write(value_text=self.signature))


def cases():
    """File name without ending, content."""
    def usual(**options):
        return XmlCase("qualified", **options).stamped().proven(["ca-seals"], ["ca-seals"])
    yield "xades_b", XmlCase("qualified").xml()
    yield "xades_t", XmlCase("qualified").stamped().xml()
    yield "xades_lt", usual().xml()
    yield "xades_lta", usual(content_stamp="2025-03-01T09:59:58Z").archived().xml()
    yield "xades_content_changed", usual().xml().replace(">Tess<", ">Bess<", 1)
    yield "xades_expired_since_but_archived", XmlCase("expired-in-april").stamped().proven(
        ["ca-seals"], ["ca-seals"]).archived().xml()
    yield "xades_sha1", usual(weak=True).xml()
    yield "xades_sha1_after_content_stamp", usual(weak=True, content_stamp="2025-03-01T09:59:58Z").xml()
    # SHA-1 was acceptable then, and the time is proven (EN 319 102-1, 5.5.4).
    yield "xades_sha1_proven_of_2008", XmlCase("of-2005", weak=True, day="2008-03-01").stamped("2008-03-01T10:00:05Z").proven(
        ["root-b"], ["root-b-in-2008"]).xml()
    broken = XmlCase("qualified")
    broken.signature = "A" + broken.signature[1:] if broken.signature[0] != "A" else "B" + broken.signature[1:]
    yield "xades_signature_value_changed", broken.xml()
