"""Sealed JSON: contents beside the file, counter-signatures, second signatures, headers that nobody signed."""

import hashlib
import json
from dataclasses import replace

import world
from case import PLANTED, Case
from credential import credential, organisation
from jades import Jades, b64, b64url, compact, fields_of
from operators import forges

URI = "http://uri.etsi.org/19182/"
JADES = ("jades",)
OUTSIDE = ("jades.*", "seal.*", "jws.*", "coverage.*", "chain.*", "issuer.*")


def planted():
    made = credential(id="urn:credential:test-0002")
    made["credentialSubject"]["givenName"] = made["credentialSubject"]["fullName"] = {"en": [PLANTED]}
    return made


def by(case, part, key=None):
    other = Case(case.form, "B", case.trust, case.forged)
    other.cast = dict(case.cast)
    other.cast["seal"] = case[part] if key is None else replace(case[part], key=key, issuer=None)
    return other


class Detached(Jades):
    """A seal over contents beside the file (5.2.8)."""

    def __init__(self, case, kind, contents, **more):
        self.octets = "" if kind == "ObjectIdByURIHash" else "".join(contents.values())
        sig_d = {"mId": URI + kind, "pars": list(contents), **more}
        if kind == "ObjectIdByURIHash":
            sig_d |= {"hashM": "S256", "hashV": [b64url(hashlib.sha256(one.encode()).digest()) for one in contents.values()]}
        sig_d["ctys"] = ["json"] * len(contents)
        fields = {**fields_of(case), "sigD": sig_d}
        fields["crit"] = [*fields["crit"], "sigD"]
        super().__init__(case, payload=self.octets, fields=fields)

    def envelope(self, *others):
        return {"signatures": [self.entry(), *(other.entry() for other in others)]}


def detached(case, kind, contents, handed):
    case.detached = handed if case.forged else contents
    case.build = lambda case: Detached(case, kind, contents).level(case.level).text()


@forges("jades.detached_changed", "jades.*", "seal.*", clause="TS 119 182-1, 5.2.8.3.3", forms=JADES, levels=("B", "T", "LT"))
def content_beside_exchanged(case):
    """The content that lies beside the file is exchanged. Told: the content was changed."""
    detached(case, "ObjectIdByURIHash", {"diploma.json": compact(case.credential)}, {"diploma.json": compact(planted())})


@forges("coverage.borders_open", clause="TS 119 182-1, 5.2.8.3.2", forms=JADES, levels=("B",), control=False)
def contents_beside_cut_elsewhere(case):
    """A letter that quotes another credential, an empty annex and the credential were sealed joined; they are handed over cut
    elsewhere, so that the annex is the quoted one. Told: the borders are not sealed. (No control: a text never fixes where it
    ends. A JSON content does, where it closes: white space between two of them moves nothing that is read.)"""
    letter, quoted, good = "The applicant also showed us: ", compact(planted()), compact(case.credential)
    detached(case, "ObjectIdByURI", {"letter.txt": letter + quoted, "annex.json": "", "diploma.json": good},
             {"letter.txt": letter, "annex.json": quoted, "diploma.json": good})


@forges("jades.sig_d_with_payload", "jades.*", "seal.*", clause="TS 119 182-1, 5.2.8.1", forms=JADES, levels=("B", "LT"))
def payload_beside_a_detached_content(case):
    """A seal over a content beside the file gets a planted payload inside. Told: both."""
    detached(case, "ObjectIdByURIHash", {"diploma.json": compact(case.credential)}, {"diploma.json": compact(case.credential)})
    if case.forged:
        case.edit_text = lambda text: '{"payload":' + json.dumps(compact(planted())) + "," + text[1:]


@forges("jades.*", "seal.*", clause="TS 119 182-1, 5.1.9", forms=JADES, levels=("B", "LT"))
def detached_not_critical(case):
    """sigD is not named critical, so that others take the payload for what was sealed. Told: not critical."""
    contents = {"diploma.json": compact(case.credential)}
    case.detached = contents

    def make(case):
        made = Detached(case, "ObjectIdByURIHash", contents)
        if case.forged:
            made = Jades(case, payload="", fields={**made.fields, "crit": ["b64", "sigT"]})
            made.envelope = lambda *others: {"payload": compact(planted()), "signatures": [made.entry()]}
        return made.level(case.level).text()
    case.build = make


@forges("jades.unprotected_parameter", "jades.*", clause="TS 119 182-1, 5.1.1", forms=JADES)
def algorithm_in_the_unprotected_header(case):
    """alg stands in the header that nobody signed. Told: unprotected."""
    if case.forged:
        def make(case):
            fields = fields_of(case)
            del fields["alg"]
            made = Jades(case, fields=fields).level(case.level)
            value = made.envelope()
            value["signatures"][0].setdefault("header", {})["alg"] = "ES256"
            return compact(value)
        case.build = make


@forges("jades.*", "chain.*", clause="TS 119 182-1, 5.1.1; RFC 7515, 7.2.1", forms=JADES, law="told")
def certificates_in_the_unprotected_header(case):
    """A stranger's x5c stands in the header that nobody signed, beside the signed one. Told: two headers, or passed over."""
    if case.forged:
        stranger = replace(case["seal"], key=world.STRANGER, issuer=None)

        def edit(text):
            value = json.loads(text)
            value["signatures"][0].setdefault("header", {})["x5c"] = [b64(stranger.der)]
            return compact(value)
        case.edit_text = edit


@forges("jades.*", "seal.*", clause="RFC 7797, 6", forms=JADES)
def payload_encoding_not_critical(case):
    """b64 false is not named critical: two readers see two payloads. Told: not critical."""
    if case.forged:
        case.header = {"crit": ["sigT"]}


@forges("jades.crit_unknown", "jades.*", clause="RFC 7515, 4.1.11", forms=JADES)
def critical_parameter_that_nobody_knows(case):
    """A critical parameter that restricts the seal is unknown. Told: unknown."""
    if case.forged:
        case.header = {"crit": ["b64", "sigT", "urn:test:for-tests-only"], "urn:test:for-tests-only": True}


@forges("jades.header_expired", "jades.*", clause="RFC 7519, 4.1.4", forms=JADES)
def header_that_says_it_expired(case):
    """A critical exp of 1970. Told: expired."""
    case.header = {"crit": ["b64", "sigT", "exp"], "exp": 1} if case.forged else {}


@forges("jades.*", "chain.*", "seal.*", "jws.*", clause="EN 319 102-1, 5.1.4", forms=JADES)
def stranger_signs_beside_in_json(case):
    """A second signature of a stranger over the same payload. Told: no path."""
    if case.forged:
        case.build = lambda case: Jades(case).level(case.level).text(Jades(by(case, "college", world.STRANGER)))


@forges(*OUTSIDE, clause="EN 319 102-1, 5.1.4", forms=JADES)
def only_the_college_sealed(case):
    """The college's genuine seal over the university's credential. Told: another organisation."""
    if case.forged:
        case.put("seal", case["college"])


@forges(*OUTSIDE, clause="TS 119 182-1, 5.3.2", forms=JADES, levels=("B", "T", "LT"), law="told")
def counter_signature_with_a_payload_of_its_own(case):
    """A counter-signature of the college carries a planted credential as its payload. Told: it covers something else."""
    def add(made):
        made.add(cSig=Jades(by(case, "college"), payload=compact(planted())).envelope())
    if case.forged:
        case.edit_seal = add


@forges("issuer.*", "coverage.*", "input.*", clause="W3C VC data model, presentations", forms=JADES)
def presentation_sealed_by_the_college(case):
    """The college seals a presentation around a credential in the university's name. Told: the issuer is not proven."""
    inner = planted() if case.forged else credential()
    if case.forged:
        case.credential = {"@context": inner["@context"], "id": "urn:presentation:test-0001", "type": ["VerifiablePresentation"],
                           "holder": organisation(7, world.COLLEGE, world.COLLEGE_IDENTIFIER), "verifiableCredential": [inner]}
        case.put("seal", case["college"])


@forges("issuer.*", "coverage.*", "input.*", "jades.*", clause="W3C VC data model, presentations", forms=JADES)
def presentation_sealed_by_a_person(case):
    """A natural person seals a presentation around a credential in the university's name. Told: the issuer is not proven."""
    inner = planted() if case.forged else credential()
    if case.forged:
        case.credential = {"@context": inner["@context"], "id": "urn:presentation:test-0001", "type": ["VerifiablePresentation"],
                           "verifiableCredential": [inner]}
        case.put("seal", case["person"])


@forges("jws.*", "jades.*", "seal.*", "json.*", clause="RFC 7515, 5.2", forms=JADES)
def value_with_padding_and_planted_tail(case):
    """Base64url of the value ends in octets that are not part of it. Told: malformed, or broken."""
    if case.forged:
        case.edit_seal = lambda made: setattr(made, "signature", made.signature + "AAAA")


@forges("jws.*", "jades.*", "seal.*", clause="RFC 7515, 5.2", forms=JADES, levels=("B",))
def signatures_empty(case):
    """An envelope with an empty list of signatures. Told: nothing is sealed."""
    if case.forged:
        case.edit_text = lambda text: compact({**json.loads(text), "signatures": []})


