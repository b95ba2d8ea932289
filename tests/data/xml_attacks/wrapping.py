"""Signed content moved, copied, hidden or pointed at by the wrong thing. The seals are right; what they cover is not what a
careless reader would show."""

from documents import (CREDENTIAL_ID, DS, ELM2, NAMESPACES, achievement, credential, credential_parts, elmo,
                       inner_credential, presentation)
from xml_seal import (C14N, WITHOUT_ITSELF, WITHOUT_SIGNATURES, XADES, Seal, canonical, seal)

MARK = "UNSIGNED-MARKER"
EVIL = credential_parts(name=MARK, family=MARK, grade=MARK, title=MARK)
OTHER_ID = "urn:credential:test-0002"
BY_ID = "#" + CREDENTIAL_ID
OBJECT, MANIFEST = DS + "Object", DS + "Manifest"


def declared(parts=None, identifier=CREDENTIAL_ID, attribute="cred:id"):
    """A credential that carries its namespaces wherever it is moved."""
    return inner_credential(parts, identifier, attribute, declarations=" " + NAMESPACES)


GOOD_INNER = declared()
EVIL_INNER = declared(EVIL, OTHER_ID)


def by_id():
    """A seal beside the credential that it covers by its identifier."""
    return Seal().refer(BY_ID, canonical(GOOD_INNER), C14N, identifier="r-test-1").refer_properties()


def in_object(content, identifier=None):
    written = f' Id="{identifier}"' if identifier else ""
    return f"<ds:Object{written}>{content}</ds:Object>"


def moved(corpus):
    made = by_id()
    made.after_objects = in_object(GOOD_INNER)
    corpus.attack("content_moved_into_an_object", presentation(EVIL_INNER, made.write()))
    corpus.attack("content_moved_into_an_object_under_an_evil_root", credential(made.write(), EVIL, OTHER_ID))
    wrapper = f"<wrapper>{GOOD_INNER}</wrapper>"
    corpus.attack("content_moved_behind", presentation(EVIL_INNER + wrapper, by_id().write()))
    corpus.attack("content_moved_before", presentation(wrapper + EVIL_INNER, by_id().write()))
    corpus.attack("content_moved_into_a_part", credential(
        by_id().write(), EVIL, OTHER_ID, inside=f"<evidence>{GOOD_INNER}</evidence>"))
    corpus.attack("second_credential_beside_the_sealed_one", presentation(GOOD_INNER + EVIL_INNER, by_id().write()))
    corpus.attack("second_credential_before_the_sealed_one", presentation(EVIL_INNER + GOOD_INNER, by_id().write()))
    whole = credential(seal(credential, WITHOUT_ITSELF, BY_ID).write())
    corpus.attack("sealed_document_inside_an_evil_root", credential("", EVIL, OTHER_ID, inside=f"<evidence>{whole}</evidence>"))
    corpus.attack("sealed_document_beside_an_evil_credential", presentation(EVIL_INNER + whole, ""))
    corpus.attack("presentation_around_a_sealed_credential", presentation(whole, "", issuer=MARK))
    corpus.attack("seal_of_another_credential", credential(seal(credential).write(), EVIL))
    corpus.attack("seal_moved_into_the_subject", credential(
        "", credential_parts(subject=seal(credential).write())))
    decoy = '<additionalNote Id="decoy"></additionalNote>'
    made = Seal().refer("#decoy", canonical(decoy.replace("<additionalNote ", f'<additionalNote xmlns="{ELM2}" ')), C14N,
                        identifier="r-test-1").refer_properties()
    corpus.attack("seal_covers_a_decoy", credential(made.write(), EVIL, inside=decoy))
    corpus.attack("seal_covers_its_own_properties_alone", credential(Seal().refer_properties().write(), EVIL))


def identifiers(corpus):
    """Two elements that answer to the name in the reference: which one is meant?"""
    evil = declared(EVIL)
    corpus.attack("identifier_twice_evil_first", presentation(evil + GOOD_INNER, by_id().write()))
    corpus.attack("identifier_twice_evil_last", presentation(GOOD_INNER + evil, by_id().write()))
    for name, attribute in (("in_capitals", "ID"), ("with_a_capital", "Id"), ("as_xml_id", "xml:id"),
                            ("without_a_prefix", "id")):
        corpus.attack(f"identifier_twice_{name}", presentation(
            declared(EVIL, attribute=attribute) + GOOD_INNER, by_id().write()))
    made = by_id()
    made.after_objects = in_object("", CREDENTIAL_ID)
    corpus.attack("identifier_twice_on_an_object", presentation(GOOD_INNER, made.write()).replace("Mandated", MARK))
    made = seal(credential)
    made.before_objects = in_object(
        f'<xades:SignedProperties xmlns:xades="{XADES}" Id="xades-{made.id}"><xades:SignedSignatureProperties>'
        f"<xades:SigningTime>2020-01-01T00:00:00Z</xades:SigningTime><xades:SignerRole><xades:ClaimedRoles>"
        f"<xades:ClaimedRole>{MARK}</xades:ClaimedRole></xades:ClaimedRoles></xades:SignerRole>"
        "</xades:SignedSignatureProperties></xades:SignedProperties>")
    corpus.attack("signed_properties_twice", credential(made.write()))


def properties(corpus):
    """The reference finds the signed properties; the reader looks where they usually stand."""
    made = seal(credential)
    true = made.signed_properties()
    fake = true.replace(f'Id="xades-{made.id}"', 'Id="xades-fake"').replace("2025-03-01T10:00:00Z", "2024-06-01T00:00:00Z")
    fake = fake.replace("</xades:SignedSignatureProperties>",
                        f"<xades:SignerRole><xades:ClaimedRoles><xades:ClaimedRole>{MARK}</xades:ClaimedRole>"
                        "</xades:ClaimedRoles></xades:SignerRole></xades:SignedSignatureProperties>")
    good = made.write()
    corpus.attack("signed_properties_moved_aside", credential(good.replace(true, fake).replace(
        "</ds:Signature>", in_object(f'<wrapper xmlns:xades="{XADES}">{true}</wrapper>') + "</ds:Signature>")))
    corpus.attack("signed_properties_moved_into_unsigned_ones", credential(good.replace(
        true, fake + f"<xades:UnsignedProperties><xades:UnsignedSignatureProperties>{true}"
        "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>")))
    corpus.attack("signed_properties_twice_in_one_place", credential(good.replace(true, fake + true)))
    corpus.attack("qualifying_properties_of_another_target", credential(good.replace(
        f'Target="#{made.id}"', f'Target="#{MARK}"')))


def objects(corpus):
    """Enveloping signatures whose object was exchanged."""
    true = f'<ds:Object xmlns:ds="{DS}" Id="object-1">{GOOD_INNER}</ds:Object>'
    made = Seal().refer("#object-1", canonical(true), C14N, OBJECT, "r-test-1").refer_properties()
    made.before_objects = in_object(EVIL_INNER, "object-2") + in_object(f"<wrapper>{true}</wrapper>")
    corpus.attack("object_moved_into_a_wrapper", presentation(EVIL_INNER, made.write()))
    corpus.attack("object_moved_into_a_wrapper_enveloping", made.write())
    made.before_objects = in_object(EVIL_INNER, "object-2") + true
    corpus.attack("object_added_before_the_signed_one", presentation(EVIL_INNER, made.write()))
    # A Type that says "an object of mine" about an element that is none.
    made = Seal().refer(BY_ID, canonical(GOOD_INNER), C14N, OBJECT, "r-test-1").refer_properties()
    corpus.attack("type_object_on_another_element", presentation(GOOD_INNER, made.write(), issuer=MARK))


def hidden(corpus):
    """Both usual transforms take every ds:Signature out of the document, wherever it stands."""
    made = seal(credential)
    evil = achievement(7, MARK, MARK)

    def with_achievements(more):
        return credential(made.write(), credential_parts(achievements=more))
    corpus.attack("second_signature_hides_an_achievement", with_achievements(
        f'<ds:Signature Id="id-2">{in_object(evil)}</ds:Signature>'))
    corpus.attack("second_signature_is_full_of_achievements", with_achievements(f"<ds:Signature>{evil}</ds:Signature>"))
    stranger = Seal(key="stranger-ca", number=2, properties=False)
    content = f'<ds:Object xmlns:ds="{DS}" xmlns="{ELM2}" Id="object-2">{evil}</ds:Object>'
    stranger.refer("#object-2", canonical(content))
    stranger.after_objects = content
    corpus.attack("second_signature_by_a_stranger", with_achievements(stranger.write()))
    made.after_objects = in_object(EVIL_INNER)
    corpus.attack("second_credential_in_an_object", credential(made.write()))
    made.after_objects = ""
    made.unsigned_properties = (f"<xades:UnsignedProperties><xades:UnsignedSignatureProperties>{EVIL_INNER}"
                                "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>")
    corpus.attack("second_credential_in_unsigned_properties", credential(made.write()))
    made.unsigned_properties = ""
    signature = made.write()
    corpus.attack("grade_in_a_signature_inside_the_grade", credential(signature, credential_parts(
        grade=f"5 - excellent<ds:Signature>{MARK}</ds:Signature>")))
    whole = seal(credential, WITHOUT_ITSELF)
    corpus.attack("enveloped_seal_carries_a_credential", credential(
        whole.write().replace("</ds:Signature>", in_object(EVIL_INNER) + "</ds:Signature>")))


def manifest(inside):
    return f'<ds:Manifest Id="manifest-1">{inside}</ds:Manifest>'


def manifests(corpus):
    """A manifest is signed; what it lists is nobody's reference until somebody checks it."""
    for name, content in (("whose_entry_is_broken", canonical(credential(""))),
                          ("whose_entry_is_intact", canonical(credential("", EVIL)))):
        entry = Seal(properties=False).refer("", content, WITHOUT_SIGNATURES).references[0]
        listed = manifest(entry)
        made = Seal().refer("#manifest-1", canonical(listed.replace("<ds:Manifest ", f'<ds:Manifest xmlns:ds="{DS}" ')),
                            C14N, MANIFEST, "r-test-1").refer_properties()
        made.before_objects = in_object(listed)
        corpus.attack(f"content_through_a_manifest_{name}", credential(made.write(), EVIL))


def counter_signatures(corpus):
    genuine = seal(credential).write()
    stranger = seal(lambda proof: credential(proof, credential_parts(name="Stranger")), key="stranger-ca", number=2)
    stranger.unsigned_properties = ("<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:CounterSignature>"
                                    f"{genuine}</xades:CounterSignature></xades:UnsignedSignatureProperties>"
                                    "</xades:UnsignedProperties>")
    corpus.attack("genuine_seal_as_counter_signature_of_a_stranger", credential(
        stranger.write(), credential_parts(name="Stranger")))
    stranger.unsigned_properties, stranger.after_objects = "", in_object(genuine)
    corpus.attack("genuine_seal_inside_a_stranger_s", credential(stranger.write(), credential_parts(name="Stranger")))


def transcripts(corpus):
    made = seal(elmo, WITHOUT_ITSELF, properties=False)
    signature = made.write()
    corpus.attack("elmo_grade_changed", elmo(signature, label=MARK))
    corpus.attack("elmo_inside_a_new_root", elmo("", given=MARK, more=elmo(signature)))
    corpus.attack("elmo_signature_under_the_learner", elmo("").replace("<learner>", f"<learner>{signature}", 1).replace(
        "<familyName>", f"<familyName><!--{MARK}-->"))
    hiding = seal(elmo, WITHOUT_SIGNATURES, properties=False).write()
    corpus.attack("elmo_second_signature_hides_a_course", elmo(
        hiding, more=f"<ds:Signature><learningOpportunitySpecification><title>{MARK}</title><type>Course</type>"
        "</learningOpportunitySpecification></ds:Signature>"))
    corpus.attack("elmo_course_in_an_object", elmo(signature.replace(
        "</ds:Signature>", in_object(elmo("", title=MARK)) + "</ds:Signature>")))
    corpus.attack("elmo_signed_by_a_stranger_of_the_same_name", elmo(seal(
        lambda proof: elmo(proof, label="12"), WITHOUT_ITSELF, properties=False, holder="seal-of-stranger").write(),
        label="12"))


def write(corpus):
    for part in (moved, identifiers, properties, objects, hidden, manifests, counter_signatures, transcripts):
        part(corpus)
