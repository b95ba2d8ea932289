"""What was sealed is changed, exchanged or written twice."""

import base64
import json

import documents
import world
from case import PLANTED, Case
from jades import Jades, b64url, compact
from operators import forges
from xades import Xades

CHANGED = ("seal.*_changed", "seal.value_broken", "xmldsig.reference_changed", "xmldsig.value_broken", "seal.signed_content_changed")
INTEGRITY = "EN 319 102-1, 5.2.7"


def plant(case, before, after=PLANTED):
    """In the control the words are there before sealing."""
    def edit(text):
        assert before in text, before
        return text.replace(before, after)
    if case.forged:
        case.edit_text = edit
    else:
        case.edit_document = edit
        if case.form == "jades":
            case.credential = json.loads(edit(compact(case.credential)))


@forges(*CHANGED, clause=INTEGRITY)
def name_changed(case):
    """The holder's given name is exchanged after sealing. Told: changed after sealing."""
    plant(case, "Tess")


@forges(*CHANGED, clause=INTEGRITY)
def title_changed(case):
    """The title of what was learned is exchanged after sealing. Told: changed after sealing."""
    plant(case, "Invented")


@forges(*CHANGED, clause=INTEGRITY)
def date_changed(case):
    """The year of birth is changed after sealing. Told: changed after sealing."""
    plant(case, "2001-02-03", "2002-02-03")


@forges(*CHANGED, clause=INTEGRITY, forms=("elm2", "elmo"))
def grade_changed(case):
    """The grade is exchanged after sealing. Told: changed after sealing."""
    plant(case, "5 - excellent" if case.form == "elm2" else "<resultLabel>10<",
          PLANTED if case.form == "elm2" else f"<resultLabel>{PLANTED}<")


@forges(*CHANGED, clause=INTEGRITY)
def issuer_identifier_changed(case):
    """The identifier of the issuer is exchanged after sealing, by that of the college. Told: changed after sealing."""
    if case.forged:
        plant(case, world.IDENTIFIER, world.COLLEGE_IDENTIFIER)
        case.put("seal", case["seal"])


@forges(*CHANGED, clause=INTEGRITY)
def white_space_added(case):
    """A blank is put into a sealed text. Told: changed after sealing."""
    plant(case, "Tess", "Tess ")


@forges(*CHANGED, "jades.*", "jws.*", "seal.*", clause=INTEGRITY)
def value_of_another_seal(case):
    """The signature value of another genuine seal of the same sealer. Told: the value does not fit."""
    other = Case(case.form, "B", case.trust, False)
    other.credential["id"] = "urn:credential:test-0002"
    other.edit_document = lambda text: text.replace("0001", "0002")
    if case.form == "jades":
        value = Jades(other).signature
    else:
        value = Xades(other, lambda proof: documents.credential(proof).replace("Tess", "Bess")).usual().signature
    if case.forged:
        def splice(made):
            made.signature = value
        case.edit_seal = splice


@forges(*CHANGED, clause=INTEGRITY, forms=("jades",))
def payload_of_another_file(case):
    """The payloads of two genuine files are swapped. Told: changed after sealing."""
    other = json.loads(compact(case.credential))
    other["credentialSubject"]["givenName"] = {"en": [PLANTED]}
    if case.forged:
        def swap(made):
            made.payload = compact(other)
        case.edit_seal = swap
    else:
        case.credential = other


@forges(*CHANGED, clause=INTEGRITY, forms=("elm2", "elmo"))
def signature_of_another_file(case):
    """The whole signature of a genuine file stands in another. Told: changed after sealing."""
    if case.forged:
        case.build = lambda case: case.document(Xades(case).usual().level(case.level).write()).replace("Tess", PLANTED)


@forges(*CHANGED, clause=INTEGRITY, forms=("jades",))
def header_changed(case):
    """The sealing time in the header is set back after sealing. Told: the header was changed."""
    if case.forged:
        def edit(made):
            made.protected = b64url(compact(made.fields).replace("2025-03-01T10", "2024-03-01T10").encode())
        case.edit_seal = edit


@forges(*CHANGED, clause=INTEGRITY, forms=("elm2", "elmo"))
def claimed_time_changed(case):
    """The sealing time among the signed properties is set back after sealing. Told: changed after sealing."""
    if case.forged:
        case.edit_text = lambda text: text.replace(f"<xades:SigningTime>{world.SEALED}", "<xades:SigningTime>2024-03-01T10:00:00Z")


@forges(*CHANGED, "jades.*", "jws.*", "chain.*", clause=INTEGRITY, forms=("jades",))
def certificate_in_the_header_exchanged(case):
    """The certificate in the header is exchanged for the college's genuine one. Told: the header was changed."""
    if case.forged:
        def edit(made):
            fields = {**made.fields, "x5c": [base64.b64encode(case.genuine("college").der).decode()]}
            made.protected = b64url(compact(fields).encode())
        case.edit_seal = edit


@forges(*CHANGED, "xades.*", "chain.*", clause=INTEGRITY, forms=("elm2", "elmo"))
def certificate_in_key_info_exchanged(case):
    """The certificate in KeyInfo, which is not signed, is exchanged for the college's genuine one. Told: another
    certificate, or a value that does not fit."""
    if case.forged:
        def edit(made):
            was = case.cast["seal"]
            made.key_info = lambda: Xades.key_info(made).replace(
                base64.b64encode(was.der).decode(), base64.b64encode(case.genuine("college").der).decode())
        case.edit_seal = edit


@forges("json.duplicate_member", clause="RFC 7515, 4; RFC 8259, 4", forms=("jades",))
def payload_twice(case):
    """Two payload members, the planted one first. Told: a member stands twice."""
    _twice(case, first=True)


@forges("json.duplicate_member", clause="RFC 7515, 4; RFC 8259, 4", forms=("jades",))
def payload_twice_planted_last(case):
    """Two payload members, the planted one last. Told: a member stands twice."""
    _twice(case, first=False)


def _twice(case, first):
    if not case.forged:
        return

    def edit(text):
        planted = f'"payload":{json.dumps(json.loads(text)["payload"].replace("Tess", PLANTED))},'
        return "{" + planted + text[1:] if first else text[:-1] + "," + planted[:-1] + "}"
    case.edit_text = edit


@forges("json.duplicate_member", "jws.*", "jades.*", "seal.*", clause="RFC 7515, 4", forms=("jades",))
def header_member_twice(case):
    """The protected header, sealed by a stranger's hand, names alg twice. Told: a member stands twice."""
    from jades import fields_of
    if case.forged:
        text = compact(fields_of(case))
        case.header_text = text.replace('"alg":"ES256"', '"alg":"none","alg":"ES256"')


@forges("json.duplicate_member", "credential.*", "json.*", clause="RFC 8259, 4", forms=("jades",))
def credential_member_twice(case):
    """The sealed payload itself names the subject twice: which one is shown? Told: a member stands twice."""
    if case.forged:
        text = compact(case.credential).replace('"credentialSubject":', f'"credentialSubject":{{"id":"{PLANTED}"}},"credentialSubject":', 1)
        case.build = lambda case: Jades(case, payload=text).level(case.level).text()


@forges("json.trailing_data", "json.*", "jws.*", "seal.*", clause="RFC 8259, 2", forms=("jades",))
def second_document_behind(case):
    """A second JSON document follows the first. Told: something follows."""
    if case.forged:
        case.edit_text = lambda text: text + compact({"credentialSubject": PLANTED})


@forges("jws.*", "json.*", "seal.*", "jades.*", clause="RFC 7515, 7.2.2", forms=("jades",), law="told")
def flattened_beside_general(case):
    """A flattened signature stands beside the general ones in one envelope. Told: malformed."""
    if case.forged:
        case.edit_text = lambda text: text[:-1] + ',"protected":"e30","signature":"AA"}'


@forges("seal.outside", "seal.*", "coverage.*", clause="RFC 7515, 7.2", forms=("jades",), law="told")
def member_beside_the_payload(case):
    """Members that look like a credential's stand in the envelope, outside the payload. Told: outside of the seal."""
    if case.forged:
        case.edit_text = lambda text: text[:-1] + f',"title":"{PLANTED}","credentialSubject":{{"givenName":"{PLANTED}"}}}}'


@forges("xml.document_type", clause="W3C XML 1.0, 2.8", forms=("elm2", "elmo"))
def entity_declared(case):
    """A document type declares an entity that brings words. Told: a document type."""
    if case.forged:
        case.edit_text = lambda text: f'<!DOCTYPE x [<!ENTITY e "{PLANTED}">]>' + text.replace("Tess", "&e;", 1)


@forges("xml.*", clause="W3C XML 1.0, 2.1", forms=("elm2", "elmo"))
def second_root_behind(case):
    """A second root element follows the first. Told: not well-formed."""
    if case.forged:
        case.edit_text = lambda text: text + f"<europassCredential>{PLANTED}</europassCredential>"


@forges(*CHANGED, clause=INTEGRITY, forms=("elm2", "elmo"))
def text_behind_a_comment(case):
    """Words are put before a comment inside a sealed text. Told: changed after sealing."""
    if case.forged:
        case.edit_text = lambda text: text.replace("Tess", f"{PLANTED}<!-- -->Tess", 1)
