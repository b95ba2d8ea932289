"""What a seal covers, and what it only seems to: transforms that parse again what was digested, counter-signatures that
bring something along, parts of a credential under different seals, properties beside the seal."""

import base64

from documents import (DS, ELM2, credential, credential_parts, inner_credential, presentation)
from wrapping import BY_ID, EVIL, EVIL_INNER, GOOD_INNER, MARK, OTHER_ID, in_object
from xml_seal import (C14N, ENVELOPED, SIGNED_AT, WITHOUT_ITSELF, WITHOUT_SIGNATURES, XADES, Seal, canonical, filter2, seal,
                      transform)

COUNTERSIGNED = "http://uri.etsi.org/01903#CountersignedSignature"
SUBJECT = "*[local-name()='credentialSubject']"


def after_canonical(*steps):
    """Filters over what a canonical form wrote."""
    return transform(ENVELOPED) + C14N + filter2(*steps) + C14N


def without_subject(text):
    begin, end = text.index("<credentialSubject"), text.index("</credentialSubject>") + len("</credentialSubject>")
    return text[:begin] + text[end:]


def parsed_again(corpus):
    corpus.control("elm2_canonical_twice", credential(seal(credential, WITHOUT_ITSELF + C14N).write()))
    corpus.control("elm2_filtered_after_a_canonical_form", credential(seal(
        credential, C14N + filter2(("subtract", "/descendant::ds:Signature")) + C14N).write()))
    # The credential is sealed, the presentation around it is anybody's.
    corpus.attack("canonical_form_then_only_the_credential", presentation(GOOD_INNER, seal(
        None, after_canonical(("intersect", "/descendant::*[local-name()='europassCredential']")),
        content=canonical(GOOD_INNER)).write()))
    parts = credential_parts(name=MARK, family=MARK, grade=MARK)  # of the subject, which no step leaves in
    evil = credential("", parts)
    for name, step in (("subtracts_the_subject", ("subtract", f"/descendant::{SUBJECT}")),
                       ("twice_subtracts_the_subject", ("subtract", f"//{SUBJECT}"))):
        transforms = after_canonical(step)
        if name.startswith("twice"):
            transforms = transform(ENVELOPED) + C14N + C14N + filter2(step) + C14N
        corpus.attack(f"canonical_form_then_{name}", credential(seal(
            credential, transforms, content=canonical(without_subject(evil))).write(), parts))
    corpus.attack("canonical_form_then_only_the_agents", credential(seal(
        credential, after_canonical(("intersect", "/descendant::*[local-name()='agentReferences']")),
        content=canonical(evil[evil.index("<agentReferences>"):evil.index("</agentReferences>")].replace(
            "<agentReferences>", f'<agentReferences xmlns="{ELM2}">') + "</agentReferences>")).write(), parts))


def text_alone(corpus):
    """All text of the credential together is base64; everything that means something stands in attributes."""
    content = inner_credential(f'<title><text content-type="text/plain" lang="en">AAAA</text></title><credentialSubject id="urn:'
                               f'{MARK}"><fullName><text content-type="text/plain" lang="en">{MARK.replace("-", "")}AA</text>'
                               "</fullName></credentialSubject>", OTHER_ID, "id")
    corpus.attack("base64_of_a_credential", presentation(content, seal(
        None, transform(DS + "base64"), "#" + OTHER_ID, content=b"\0\0\0" + base64.b64decode(MARK.replace("-", "") + "AA")).write()))


def counter(master, number=2, more=()):
    """A signature over the value of another, and over what else it is given."""
    made = Seal(number=number)
    begin = master.index("<ds:SignatureValue ")
    value = master[begin:master.index("</ds:SignatureValue>") + len("</ds:SignatureValue>")]
    identifier = value[value.index('Id="') + 4:].split('"')[0]
    made.refer("#" + identifier, canonical(value.replace("<ds:SignatureValue ", f'<ds:SignatureValue xmlns:ds="{DS}" ')), C14N,
               COUNTERSIGNED, f"r-test-{number}")
    for uri, content, transforms in more:
        made.refer(uri, content, transforms)
    return made.refer_properties()


def inside(signature, added):
    return (f"<xades:UnsignedProperties><xades:UnsignedSignatureProperties>{added}<xades:CounterSignature>{signature}"
            "</xades:CounterSignature></xades:UnsignedSignatureProperties></xades:UnsignedProperties>")


def counter_signatures(corpus):
    made = seal(credential)
    value = made.write()
    made.unsigned_properties = inside(counter(value).write(), "")
    corpus.control("counter_signature", credential(made.write()))
    corpus.control("counter_signature_over_the_content_too", credential(bent(made, counter(
        value, more=[("", canonical(credential("")), WITHOUT_SIGNATURES)]).write())))
    corpus.control("counter_signature_beside_the_seal", credential(value + counter(value).write()))
    corpus.control("counter_signature_before_the_seal", credential(counter(value).write() + value))
    # What stands in the unsigned properties or beside the signature, under the counter-signature.
    brought = EVIL_INNER
    corpus.attack("counter_signature_brings_a_credential", credential(bent(made, counter(
        value, more=[("#" + OTHER_ID, canonical(brought), C14N)]).write(), brought)))
    own = in_object(brought, "object-2")
    bringing = counter(value, more=[("#object-2", canonical(own.replace("<ds:Object ", f'<ds:Object xmlns:ds="{DS}" ')), C14N)])
    bringing.after_objects = own
    corpus.attack("counter_signature_brings_an_object", credential(bent(made, bringing.write())))
    beside = seal(None, C14N, BY_ID, content=canonical(GOOD_INNER))
    genuine = beside.write()
    covering = [("#" + OTHER_ID, canonical(EVIL_INNER), C14N)]
    corpus.attack("counter_signature_covers_a_second_credential", presentation(
        GOOD_INNER + EVIL_INNER, bent(beside, counter(genuine, more=covering).write())))
    corpus.attack("counter_signature_beside_the_seal_covers_a_second_credential", presentation(
        GOOD_INNER + EVIL_INNER, genuine + counter(genuine, more=covering).write()))
    corpus.attack("counter_signature_covers_the_presentation", presentation(GOOD_INNER + EVIL_INNER, bent(beside, counter(
        genuine, more=[("", canonical(presentation(GOOD_INNER + EVIL_INNER, "")), WITHOUT_SIGNATURES)]).write())))


def bent(made, signature, added=""):
    """The seal with a counter-signature in it, and what is added beside that."""
    made.unsigned_properties = inside(signature, added)
    return made.write()


def split(corpus):
    """One credential from the parts of two seals: each holds, and neither of them is over what is read."""
    whole = credential("", credential_parts(title="Certificate of two hands")).replace(
        "<title>", '<title id="title-1">', 1)
    begin, end = whole.index("<title "), whole.index("</title>") + len("</title>")
    first = seal(None, filter2(("subtract", "/descendant::ds:Signature"),
                               ("subtract", "/*/*[local-name()='title']")) + C14N, content=canonical(whole[:begin] + whole[end:]))
    second = Seal(number=2)
    second.refer("#title-1", canonical(whole[begin:end].replace("<title ", f'<title xmlns="{ELM2}" ')), C14N,
                 identifier="r-test-2").refer_properties()
    corpus.attack("credential_of_two_seals", whole.replace("<proof>", f"<proof>{first.write()}{second.write()}"))


def properties(corpus):
    made = seal(credential, properties=False)
    made.with_properties = True
    corpus.control("properties_that_no_reference_covers", credential(made.write().replace(SIGNED_AT, "1999-01-01T00:00:00Z")))
    made = seal(credential, properties=False)
    made.with_properties = True
    text = made.signed_properties().replace("<xades:SignedProperties ",
                                            f'<xades:SignedProperties xmlns:xades="{XADES}" xmlns:ds="{DS}" ', 1)
    begin, end = text.index("<xades:SigningTime>"), text.index("</xades:SigningTime>") + len("</xades:SigningTime>")
    made.refer(f"#xades-{made.id}", canonical(text[:begin] + text[end:]),
               filter2(("subtract", "/descendant::*[local-name()='SigningTime']")) + C14N,
               kind="http://uri.etsi.org/01903#SignedProperties")
    corpus.attack("properties_sealed_but_for_the_time", credential(
        made.write().replace(SIGNED_AT, "1999-01-01T00:00:00Z")))


def write(corpus):
    for part in (parsed_again, text_alone, counter_signatures, split, properties):
        part(corpus)
