"""Sealed XML whose seal covers something else than what a careless reader shows."""

from dataclasses import replace

import documents
import world
from case import PLANTED, Case
from documents import CREDENTIAL_ID, DS, ELM2, NAMESPACES, achievement, credential_parts, elmo, inner_credential, presentation
from operators import forges
from xades import (C14N, COUNTER, ENVELOPED, WITHOUT_ITSELF, XADES, Xades, apex, b64, canonical, filter2, transform)
from xml_seal import xpath

PLANTED_PARTS = credential_parts(name=PLANTED, family=PLANTED, grade=PLANTED, title=PLANTED)
BY_ID = "#" + CREDENTIAL_ID
COVERAGE = ("seal.content_not_covered", "seal.part_outside", "seal.misplaced", "credential.not_covered", "xmldsig.*", "coverage.*",
            "seal.signed_content_changed", "seal.outside", "xades.*", "seal.none", "issuer.*")
WRAPPING = "W3C XML Signature Best Practices, 4"


def declared(parts=None, identifier=CREDENTIAL_ID, attribute="cred:id"):
    return inner_credential(parts, identifier, attribute, declarations=" " + NAMESPACES)


GOOD, EVIL = declared(), declared(PLANTED_PARTS, "urn:credential:test-0002")


def seal_of(case, uri, content, transforms=C14N, number=1):
    """A seal with one reference and the signed properties."""
    made = Xades(case, number=number).refer(uri, content, transforms)
    made.content = content
    return made


def finish(case, made):
    made.refer_properties().sign().level(case.level)
    return made.write()


def by_id(case):
    """A genuine seal of the inner credential by its identifier."""
    return finish(case, seal_of(case, BY_ID, canonical(GOOD)))


def build(case, forged):
    """The control of a presentation: the credential alone in it, and the seal covers the whole document."""
    if case.forged:
        case.build = lambda case: forged(case)


def in_object(content, identifier=None):
    written = f' Id="{identifier}"' if identifier else ""
    return f"<ds:Object{written}>{content}</ds:Object>"


@forges(*COVERAGE, clause=WRAPPING, forms=("elm2",))
def credential_moved_behind_a_planted_one(case):
    """A planted credential stands before the one that the seal names by its identifier. Told: not covered."""
    build(case, lambda case: presentation(EVIL + GOOD, by_id(case)))


@forges(*COVERAGE, clause=WRAPPING, forms=("elm2",))
def credential_before_a_planted_one(case):
    """A planted credential stands behind the one that the seal names. Told: not covered."""
    build(case, lambda case: presentation(GOOD + EVIL, by_id(case)))


@forges(*COVERAGE, clause=WRAPPING, forms=("elm2",))
def credential_moved_into_a_wrapper(case):
    """The sealed credential lies in an element that nobody reads, a planted one in its place. Told: not covered."""
    build(case, lambda case: presentation(EVIL + f"<wrapper>{GOOD}</wrapper>", by_id(case)))


@forges(*COVERAGE, clause=WRAPPING, forms=("elm2",))
def credential_moved_into_an_object(case):
    """The sealed credential lies in an Object of its own signature, under a planted root. Told: not covered."""
    def make(case):
        made = seal_of(case, BY_ID, canonical(GOOD))
        made.after_objects = in_object(GOOD)
        return documents.credential(finish(case, made), PLANTED_PARTS, "urn:credential:test-0002")
    build(case, make)


@forges(*COVERAGE, clause=WRAPPING, forms=("elm2",))
def credential_moved_into_evidence(case):
    """A whole sealed document is a part of a planted one. Told: not covered."""
    build(case, lambda case: documents.credential("", PLANTED_PARTS, "urn:credential:test-0002",
                                                 inside=f"<evidence>{Xades(case).usual().level(case.level).text()}</evidence>"))


@forges("xmldsig.reference_ambiguous", *COVERAGE, clause=WRAPPING, forms=("elm2",))
def identifier_twice_planted_first(case):
    """Two credentials bear the identifier that the seal names, the planted one first. Told: ambiguous."""
    build(case, lambda case: presentation(declared(PLANTED_PARTS) + GOOD, by_id(case)))


@forges("xmldsig.reference_ambiguous", *COVERAGE, clause=WRAPPING, forms=("elm2",))
def identifier_twice_planted_last(case):
    """The same, the planted one last. Told: ambiguous."""
    build(case, lambda case: presentation(GOOD + declared(PLANTED_PARTS), by_id(case)))


@forges("xmldsig.reference_ambiguous", *COVERAGE, clause=WRAPPING, forms=("elm2",))
def identifier_twice_in_another_attribute(case):
    """The planted one has the identifier in an attribute Id. Told: ambiguous or not covered."""
    build(case, lambda case: presentation(declared(PLANTED_PARTS, attribute="Id") + GOOD, by_id(case)))


@forges("xmldsig.reference_ambiguous", "xml.syntax", *COVERAGE, clause=WRAPPING, forms=("elm2",))
def identifier_twice_as_xml_id(case):
    """The planted one has the identifier as xml:id. Told: ambiguous, not covered, or no name for an xml:id."""
    build(case, lambda case: presentation(declared(PLANTED_PARTS, attribute="xml:id") + GOOD, by_id(case)))


@forges(*COVERAGE, clause=WRAPPING, forms=("elm2",))
def decoy_is_sealed(case):
    """The seal covers a small element that nobody reads. Told: not covered."""
    decoy = f'<additionalNote xmlns="{ELM2}" Id="decoy"></additionalNote>'

    def make(case):
        made = seal_of(case, "#decoy", canonical(decoy))
        return documents.credential(finish(case, made), PLANTED_PARTS, inside=decoy.replace(f' xmlns="{ELM2}"', ""))
    build(case, make)


@forges(*COVERAGE, clause="EN 319 132-1, 6.3", forms=("elm2", "elmo"))
def properties_alone_are_sealed(case):
    """The only reference is that to the signed properties. Told: nothing of the content is covered."""
    if case.forged:
        case.build = lambda case: case.document(Xades(case).refer_properties().sign().level(case.level).write()).replace("Tess", PLANTED)


@forges(*COVERAGE, "seal.*", clause=WRAPPING, forms=("elm2",))
def achievement_hidden_in_a_second_signature(case):
    """An achievement stands in an element that calls itself a signature, which a filter takes out. Told: outside."""
    def make(case):
        body = canonical(case.document(""))
        made = seal_of(case, "", body, filter2(("subtract", "/descendant::ds:Signature")) + C14N)
        evil = f'<ds:Signature xmlns:ds="{DS}">{achievement(7, PLANTED, PLANTED)}</ds:Signature>'
        return documents.credential(finish(case, made), credential_parts(achievements=evil))
    build(case, make)


@forges(*COVERAGE, "seal.*", clause=WRAPPING, forms=("elmo",))
def course_hidden_in_a_second_signature(case):
    """A course stands in an element that calls itself a signature, which a filter takes out. Told: outside."""
    def make(case):
        made = seal_of(case, "", canonical(elmo("")), filter2(("subtract", "/descendant::ds:Signature")) + C14N)
        evil = (f'<ds:Signature><learningOpportunitySpecification><title>{PLANTED}</title><type>Course</type>'
                "</learningOpportunitySpecification></ds:Signature>")
        return elmo(finish(case, made), more=evil)
    build(case, make)


@forges(*COVERAGE, "seal.*", clause=WRAPPING, forms=("elm2", "elmo"), law="told")
def credential_in_an_object_of_the_signature(case):
    """An Object of the enveloped signature holds a second credential; the sealed one is genuine. Told: outside."""
    if case.forged:
        def add(made):
            made.after_objects = in_object(EVIL if case.form == "elm2" else elmo("", title=PLANTED))
        case.edit_seal = add


@forges(*COVERAGE, "seal.*", clause=WRAPPING, forms=("elm2", "elmo"), law="told", levels=("LT",))
def credential_in_an_unsigned_property(case):
    """The unsigned properties hold a second credential. Told: outside, or an unknown property."""
    if case.forged:
        def add(made):
            made.unsigned.append(EVIL if case.form == "elm2" else elmo("", title=PLANTED))
        case.edit_seal = add


SUBJECT = "*[local-name()='credentialSubject' or local-name()='learner']"


def without_subject(text):
    import re
    return re.sub("<credentialSubject.*</credentialSubject>|<learner>.*</learner>", "", text)


@forges(*COVERAGE, clause="XMLDSig 4.4.3.2; EN 319 102-1, 5.1.4", forms=("elm2", "elmo"))
def filter_takes_the_holder_out(case):
    """A filter takes the holder out of what is digested. Told: a part is outside."""
    if case.forged:
        def make(case):
            chain = filter2(("subtract", f"/descendant::ds:Signature | //{SUBJECT}")) + C14N
            made = seal_of(case, "", canonical(without_subject(case.document(""))), chain)
            return case.document(finish(case, made)).replace("Tess", PLANTED)
        case.build = make


@forges(*COVERAGE, clause="XMLDSig 4.4.3.2", forms=("elm2", "elmo"))
def filter_after_a_canonical_form_takes_the_holder_out(case):
    """A canonical form, and then a filter that takes the holder out of what was parsed again. Told: a part is outside."""
    if case.forged:
        def make(case):
            chain = transform(ENVELOPED) + C14N + filter2(("subtract", f"//{SUBJECT}")) + C14N
            made = seal_of(case, "", canonical(without_subject(case.document(""))), chain)
            return case.document(finish(case, made)).replace("Tess", PLANTED)
        case.build = make


@forges(*COVERAGE, clause="XMLDSig 6.6.3", forms=("elm2", "elmo"))
def xpath_takes_the_holder_out(case):
    """An XPath transform takes the holder out. Told: a part is outside."""
    if case.forged:
        def make(case):
            chain = xpath(f"not(ancestor-or-self::ds:Signature or ancestor-or-self::{SUBJECT})") + C14N
            made = seal_of(case, "", canonical(without_subject(case.document(""))), chain)
            return case.document(finish(case, made)).replace("Tess", PLANTED)
        case.build = make


@forges(*COVERAGE, clause="XMLDSig 6.6.4", forms=("elm2", "elmo"))
def filter_takes_everything_out(case):
    """A filter leaves nothing. Told: nothing is covered."""
    if case.forged:
        case.build = lambda case: case.document(finish(case, seal_of(
            case, "", b"", filter2(("subtract", "/")) + C14N))).replace("Tess", PLANTED)


@forges(*COVERAGE, clause="XMLDSig 6.6.5; W3C Best Practices, 1", forms=("elm2", "elmo"))
def stylesheet_gives_something_else(case):
    """A stylesheet makes the same constant of every document. Told: not run."""
    sheet = ('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:output method="text">'
             '</xsl:output><xsl:template match="/">constant</xsl:template></xsl:stylesheet>')
    if case.forged:
        case.build = lambda case: case.document(finish(case, seal_of(
            case, "", b"constant", transform("http://www.w3.org/TR/1999/REC-xslt-19991116", sheet)))).replace("Tess", PLANTED)


@forges(*COVERAGE, clause="XMLDSig 6.6.2", forms=("elm2", "elmo"))
def base64_reads_the_text_alone(case):
    """A base64 transform digests the decoded text: markup and attributes are free. Told: outside, or not base64."""
    import base64
    import re

    def make(case):
        body = re.sub("<ds:Signature.*</ds:Signature>", "", case.document(""))
        text = re.sub("[^A-Za-z0-9+/]", "", re.sub("<[^>]*>", "", body))
        text = text[:len(text) // 4 * 4]
        made = seal_of(case, "", base64.b64decode(text), transform(ENVELOPED) + transform(DS + "base64"))
        return case.document(finish(case, made)).replace("lang=\"en\"", f'lang="{PLANTED}"')
    build(case, make)


@forges(*COVERAGE, clause="XMLDSig 5.1", forms=("elm2", "elmo"))
def manifest_lists_the_content(case):
    """The seal covers a manifest whose entry for the document is not intact. Told: not covered."""
    if case.forged:
        def make(case):
            entry = Xades(case, number=7).refer("", canonical(case.document(""))).references[0]
            listed = f'<ds:Manifest Id="manifest-1">{entry}</ds:Manifest>'
            made = seal_of(case, "#manifest-1", apex(listed), C14N)
            made.before_objects = in_object(listed)
            return case.document(finish(case, made)).replace("Tess", PLANTED)
        case.build = make


# --- counter-signatures, second signatures ------------------------------------------------------------------------------

def by(case, part, key=None):
    """A case with another genuine sealer, or a forged one."""
    other = Case(case.form, "B", case.trust, case.forged)
    other.cast = dict(case.cast)
    other.cast["seal"] = case[part] if key is None else replace(case[part], key=key, issuer=None)
    return other


def counter(case, sealer, content=None, whole=False):
    """A counter-signature of the case's seal by a sealer, which also refers to content of its own."""
    def add(made):
        other = Xades(sealer, number=2)
        other.refer(f"#value-{made.id}", apex(made.value_element()), C14N, COUNTER)
        if content and case.forged:
            written = f'<ds:Object Id="object-2">{content}</ds:Object>'
            other.refer("#object-2", apex(written), C14N)
            other.before_objects = written
        if whole and case.forged:
            other.refer("", b"", filter2(("subtract", "/")) + C14N)
        other.refer_properties().sign()
        made.unsigned.append(f"<xades:CounterSignature>{other.write()}</xades:CounterSignature>")
    case.edit_seal = add


@forges(*COVERAGE, "seal.*", clause="EN 319 132-1, 5.2.7.2", forms=("elm2", "elmo"), levels=("B", "T", "LT"), law="told")
def counter_signature_brings_a_credential(case):
    """A genuine counter-signature of the college refers to the value and to a credential of its own. Told: outside of the
    seal; the planted words are nobody's."""
    counter(case, by(case, "college"), EVIL if case.form == "elm2" else elmo("", title=PLANTED))


@forges(*COVERAGE, "seal.*", "chain.*", clause="EN 319 132-1, 5.2.7.2", forms=("elm2", "elmo"), levels=("B", "T", "LT"))
def counter_signature_of_a_stranger_brings_a_credential(case):
    """The same by a stranger. Told: outside, and no path."""
    counter(case, by(case, "college", world.STRANGER if case.forged else None), EVIL if case.form == "elm2" else elmo("", title=PLANTED))


@forges("xades.counter_value", "seal.*", "xmldsig.*", clause="EN 319 132-1, 5.2.7", forms=("elm2", "elmo"), levels=("B", "LT"))
def counter_signature_of_another_value(case):
    """A counter-signature whose digest is that of another value. Told: it counter-signs something else."""
    def add(made):
        other = Xades(by(case, "college"), number=2)
        content = apex(made.value_element()) if not case.forged else b"something else"
        other.refer(f"#value-{made.id}", content, C14N, COUNTER).refer_properties().sign()
        made.unsigned.append(f"<xades:CounterSignature>{other.write()}</xades:CounterSignature>")
    case.edit_seal = add


@forges(*COVERAGE, "chain.*", "seal.*", clause="EN 319 102-1, 5.1.4", forms=("elm2",))
def stranger_signs_beside(case):
    """A stranger's signature beside the genuine one covers an achievement of its own. Told: no path; not covered."""
    def make(case):
        first = finish(case, seal_of(case, "", canonical(case.document("")), filter2(("subtract", "/descendant::ds:Signature")) + C14N))
        stranger = by(case, "college", world.STRANGER)
        evil = f'<ds:Object xmlns:ds="{DS}" xmlns="{ELM2}" Id="object-2">{achievement(7, PLANTED, PLANTED)}</ds:Object>'
        second = Xades(stranger, number=2).refer("#object-2", canonical(evil), C14N).refer_properties().sign()
        second.before_objects = evil
        return documents.credential(first, credential_parts(achievements=second.write()))
    build(case, make)


@forges(*COVERAGE, "seal.*", clause="EN 319 102-1, 5.1.4", forms=("elm2",))
def college_signs_beside(case):
    """A genuine seal of the college beside the university's covers an achievement of its own. Told: not the issuer's."""
    def make(case):
        first = finish(case, seal_of(case, "", canonical(case.document("")), filter2(("subtract", "/descendant::ds:Signature")) + C14N))
        evil = f'<ds:Object xmlns:ds="{DS}" xmlns="{ELM2}" Id="object-2">{achievement(7, PLANTED, PLANTED)}</ds:Object>'
        second = Xades(by(case, "college"), number=2).refer("#object-2", canonical(evil), C14N).refer_properties().sign()
        second.before_objects = evil
        return documents.credential(first, credential_parts(achievements=second.write()))
    build(case, make)


@forges(*COVERAGE, "chain.*", "seal.*", clause="EN 319 132-1, 5.2.7", forms=("elm2",))
def genuine_seal_as_a_strangers_counter_signature(case):
    """The genuine seal is put among the unsigned properties of a stranger's signature over planted content. Told: no path."""
    def make(case):
        stranger = by(case, "college", world.STRANGER)
        stranger.document = lambda proof: documents.credential(proof, PLANTED_PARTS)
        made = Xades(stranger, number=2).usual()
        made.unsigned.append(f"<xades:CounterSignature>{Xades(case).usual().level(case.level).write()}</xades:CounterSignature>")
        return made.text()
    build(case, make)


# --- presentations ------------------------------------------------------------------------------------------------------

def presented(case, part, issuer="TEST University of Nowhere"):
    """A presentation sealed by somebody around a credential of the university that has no seal of its own."""
    def make(case):
        other = by(case, part)
        other.level, other.revoked = case.level, case.revoked
        other.document = lambda proof: presentation(inner_credential(PLANTED_PARTS), proof, issuer=issuer)
        return Xades(other).usual().level(case.level).text()
    if case.forged:
        case.build = make
    else:
        case.build = lambda case: _whole(case)


def _whole(case):
    case.document = lambda proof: presentation(inner_credential(), proof)
    return Xades(case).usual().level(case.level).text()


@forges("issuer.*", "coverage.*", clause="European Digital Credentials, verifiable presentation", forms=("elm2",))
def presented_by_a_college(case):
    """The college seals a presentation around a credential in the university's name. Told: the issuer is not proven."""
    presented(case, "college", "TEST College of Elsewhere")


@forges("issuer.*", "coverage.*", clause="European Digital Credentials, verifiable presentation", forms=("elm2",))
def presented_by_a_college_in_the_universitys_name(case):
    """The same, and the presentation claims to be the university's. Told: the issuer is not proven, or another."""
    presented(case, "college")


@forges("issuer.*", "coverage.*", clause="European Digital Credentials, verifiable presentation", forms=("elm2",))
def presented_by_a_person(case):
    """A natural person seals a presentation around a credential in the university's name. Told: a person."""
    presented(case, "person", "Tess Testperson")


@forges(*COVERAGE, "seal.*", clause=WRAPPING, forms=("elm2",), law="told")
def unsealed_presentation_around_a_sealed_credential(case):
    """Nobody sealed the presentation around the genuine credential; its issuer is planted. Told: outside."""
    build(case, lambda case: presentation(
        _inner(case), "", issuer=PLANTED))


def _inner(case):
    """A sealed credential that keeps its seal wherever it is put."""
    body = canonical(documents.credential(""))
    made = seal_of(case, BY_ID, body, WITHOUT_ITSELF)
    return documents.credential(finish(case, made))


# --- inside the signature -------------------------------------------------------------------------------------------------

@forges("xmldsig.*", "seal.*", "xades.*", clause="XMLDSig 4.3", forms=("elm2", "elmo"))
def signed_info_twice(case):
    """A second SignedInfo, of planted content, stands before the signed one. Told: malformed, or changed."""
    if case.forged:
        def edit(text):
            planted = Xades(case, lambda proof: case.document(proof).replace("Tess", PLANTED))
            planted.refer("", canonical(case.document("").replace("Tess", PLANTED))).refer_properties()
            return text.replace("<ds:SignedInfo>", planted.signed_info() + "<ds:SignedInfo>", 1).replace("Tess", PLANTED)
        case.edit_text = edit


@forges("xmldsig.*", "seal.*", "xades.*", clause="XMLDSig 4.4.3.6", forms=("elm2", "elmo"))
def digest_value_behind_a_comment(case):
    """A planted digest stands before a comment inside DigestValue. Told: changed."""
    if case.forged:
        def edit(text):
            import hashlib
            good = b64(hashlib.sha256(canonical(case.document(""))).digest())
            bad = b64(hashlib.sha256(canonical(case.document("").replace("Tess", PLANTED))).digest())
            assert good in text
            return text.replace(good, f"{bad}<!--{good}-->", 1).replace("Tess", PLANTED)
        case.edit_text = edit


@forges("coverage.properties_outside", "xades.*", "xmldsig.*", "seal.*", clause="EN 319 132-1, 4.4.2", forms=("elm2", "elmo"),
        levels=("B",), law="told")
def properties_that_no_reference_covers(case):
    """Signed properties that are not signed claim a time. Told: they are not the seal's."""
    if case.forged:
        def make(case):
            made = Xades(case).refer("", canonical(case.document(""))).sign()
            return made.text()
        case.build = make


@forges("xmldsig.*", "seal.*", "xades.*", "coverage.*", clause="EN 319 132-1, 4.4", forms=("elm2", "elmo"))
def properties_moved_aside(case):
    """The signed properties lie in an Object; others, which claim an earlier time, in their place. Told: misplaced."""
    if case.forged:
        def edit(text):
            start, end = text.index("<xades:SignedProperties "), text.index("</xades:SignedProperties>") + 25
            true = text[start:end]
            fake = true.replace('Id="xades-', 'Id="fake-').replace(world.SEALED, "2024-06-01T00:00:00Z")
            wrapper = in_object(f'<wrapper xmlns:xades="{XADES}">{true}</wrapper>')
            return text.replace(true, fake).replace("</ds:Signature>", wrapper + "</ds:Signature>")
        case.edit_text = edit


@forges("xades.wrong_target", "xades.*", "seal.*", "xmldsig.*", clause="EN 319 132-1, 4.3.1", forms=("elm2", "elmo"), law="told")
def properties_of_another_target(case):
    """QualifyingProperties name another signature as their target. Told: wrong target."""
    if case.forged:
        case.edit_text = lambda text: text.replace('Target="#id-forge-1"', 'Target="#id-other"')


@forges(*COVERAGE, "seal.*", clause="XMLDSig 4.4.3.1", forms=("elm2", "elmo"))
def reference_to_a_file_outside(case):
    """The reference names a file outside, and its digest is right. Told: not found, nothing is covered."""
    if case.forged:
        case.build = lambda case: case.document(finish(case, seal_of(case, "letter.txt", b"a letter", ""))).replace("Tess", PLANTED)

