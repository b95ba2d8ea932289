"""Who sealed, and in whose name: another genuine certificate of the same authority seals what names the university."""

import json
from dataclasses import replace

import certificates
import world
from case import PLANTED
from credential import organisation
from documents import elmo
from jades import compact
from operators import forges
from world import COLLEGE, COLLEGE_IDENTIFIER, IDENTIFIER, ORGANISATION, of_holder
from xades import Xades

CLAUSE = "EN 319 412-1, 5.1.4"
TOLD = ("issuer.*",)


def sealed_by(case, organisation_name, identifier, **more):
    """The sealer's certificate names this organisation; in the control the credential names it too."""
    if case.forged:
        case.put("seal", replace(case["college"], subject=of_holder(organisation_name, identifier, "TEST Seal", **more), serial=0x2900))


@forges("issuer.mismatch", *TOLD, clause=CLAUSE)
def sealed_by_the_college(case):
    """The college's genuine certificate seals what names the university. Told: another organisation."""
    if case.forged:
        case.put("seal", case["college"])


@forges(*TOLD, clause="EN 319 412-2; Regulation (EU) 910/2014, Art. 3(9)")
def sealed_by_a_person(case):
    """A natural person's genuine certificate seals what names the university. Told: a person, or another."""
    if case.forged:
        case.put("seal", case["person"])


@forges(*TOLD, clause="EN 319 412-2")
def sealed_by_a_person_who_belongs_to_the_organisation(case):
    """A person's certificate names the organisation beside the person. Told: a person."""
    if case.forged:
        subject = certificates.name(C="XX", O=ORGANISATION, organizationIdentifier=IDENTIFIER, SN="Testperson", GN="Tess",
                                    CN="Tess Testperson")
        case.put("seal", replace(case["person"], subject=subject))


@forges(*TOLD, clause="EN 319 412-2")
def sealed_by_a_person_called_like_the_organisation(case):
    """A person whose common name is the university's name. Told: a person, or another."""
    if case.forged:
        subject = certificates.name(C="XX", SN="Testperson", GN="Tess", serialNumber="PNOXX-TEST1", CN=ORGANISATION)
        case.put("seal", replace(case["person"], subject=subject))


@forges(*TOLD, clause=CLAUSE)
def name_of_the_university_number_of_the_college(case):
    """The sealer has the university's name and the college's number. Told: the numbers contradict."""
    sealed_by(case, ORGANISATION, COLLEGE_IDENTIFIER)


@forges("issuer.names*", "issuer.mismatch", clause=CLAUSE, law="told")
def number_of_the_university_name_of_the_college(case):
    """The sealer has the university's number and the college's name. Told: the names contradict."""
    sealed_by(case, COLLEGE, IDENTIFIER)


@forges("issuer.weak", "issuer.names*", "issuer.mismatch", clause=CLAUSE, law="told")
def name_alone_fits(case):
    """The sealer has the university's name and no number. Told: by the name only."""
    if case.forged:
        case.put("seal", replace(case["college"], subject=certificates.name(C="YY", O=ORGANISATION, CN="TEST Seal"), serial=0x2901))


@forges(*TOLD, clause=CLAUSE)
def name_in_letters_that_look_alike(case):
    """The sealer's name has Cyrillic letters, its number is the college's. Told: another organisation."""
    sealed_by(case, ORGANISATION.replace("o", "\u043e"), COLLEGE_IDENTIFIER)


@forges(*TOLD, clause=CLAUSE)
def name_that_begins_like_it(case):
    """The sealer is called like the university and more, its number is the college's. Told: another organisation."""
    sealed_by(case, ORGANISATION + " Alumni Club", COLLEGE_IDENTIFIER)


@forges(*TOLD, clause=CLAUSE)
def number_that_begins_like_it(case):
    """The sealer's number begins with the university's. Told: another number."""
    sealed_by(case, COLLEGE, IDENTIFIER + "9")


@forges(*TOLD, clause=CLAUSE)
def university_in_the_common_name_only(case):
    """The university's name is the common name of the college's certificate. Told: another organisation."""
    if case.forged:
        case.put("seal", replace(case["college"], subject=of_holder(COLLEGE, COLLEGE_IDENTIFIER, ORGANISATION), serial=0x2902))


@forges(*TOLD, clause=CLAUSE)
def university_as_a_unit_of_the_college(case):
    """The university's name is a department of the college. Told: another organisation."""
    sealed_by(case, COLLEGE, COLLEGE_IDENTIFIER, OU=ORGANISATION)


@forges(*TOLD, clause="EN 319 412-1, 5.1.4 (XX:YY-number)")
def numbers_of_national_registers_contradict(case):
    """Numbers of the form EI:XX-number of two organisations with one name. Told: the numbers contradict."""
    case.name_issuer(ORGANISATION, "EI:XX-100001")
    number = "EI:XX-100002" if case.forged else "EI:XX-100001"
    case.put("seal", replace(case["seal"], subject=of_holder(ORGANISATION, number)))


def issuer(case, **members):
    """The credential of the university, with members of its issuer changed; sealed by the college in the forgery."""
    if case.forged:
        made = json.loads(compact(case.credential))
        made["issuer"].update(members)
        case.credential = made
        case.put("seal", case["college"])


@forges(*TOLD, clause=CLAUSE, forms=("jades",))
def issuer_with_the_sealers_name_as_an_alias(case):
    """The issuer is the university; one alternative label is the college's name. Told: an alias proves nothing."""
    issuer(case, altLabel={"en": [COLLEGE]})


@forges(*TOLD, clause=CLAUSE, forms=("jades",))
def issuer_with_the_sealers_name_in_another_language(case):
    """One language of the issuer's legal name is the college's name. Told: another number."""
    issuer(case, legalName={"en": [ORGANISATION], "fr": [COLLEGE]})


@forges(*TOLD, clause=CLAUSE, forms=("jades",))
def issuer_with_a_second_number_of_the_sealer(case):
    """The issuer has the university's number and, as a further identifier, the college's. Told: a contradiction."""
    issuer(case, identifier=[{"id": "urn:epass:identifier:9", "type": "Identifier", "notation": COLLEGE_IDENTIFIER}])


@forges(*TOLD, clause=CLAUSE, forms=("jades",))
def issuer_with_a_tax_number_of_the_sealer(case):
    """The issuer has the university's eIDAS number and the college's VAT number. Told: a contradiction."""
    issuer(case, vatIdentifier=[{"id": "urn:epass:identifier:9", "type": "LegalIdentifier", "notation": COLLEGE_IDENTIFIER,
                                 "spatial": case.credential["issuer"]["eIDASIdentifier"]["spatial"]}])


@forges("issuer.names*", "issuer.mismatch", clause=CLAUSE, forms=("jades",), law="told")
def issuer_number_of_the_sealer_name_of_the_university(case):
    """The issuer has the college's number and the university's name. Told: both names, which contradict."""
    case.name_issuer(ORGANISATION, COLLEGE_IDENTIFIER)
    if case.forged:
        case.put("seal", case["college"])
    else:
        case.name_issuer(ORGANISATION, IDENTIFIER)


@forges("issuer.no_mandate", "issuer.mandate", *TOLD, clause="ELM application profile, edc-issued-by-mandate", forms=("jades",),
        law="told")
def awarded_by_the_university_issued_by_the_college(case):
    """The college issues and seals what it says the university awarded, without a mandate. Told: no mandate."""
    made = json.loads(compact(case.credential))
    if case.forged:
        made["issuer"] = organisation(7, COLLEGE, COLLEGE_IDENTIFIER)
        case.put("seal", case["college"])
    case.credential = made


@forges(*TOLD, clause=CLAUSE, forms=("elm2",))
def issuer_with_the_sealers_name_as_an_alias_in_xml(case):
    """One alternative label of the university is the college's name. Told: an alias proves nothing."""
    if case.forged:
        case.put("seal", case["college"])
        case.edit_document = lambda text: text.replace("TEST Nowhere<", f"{COLLEGE}<")


@forges(*TOLD, clause=CLAUSE, forms=("elm2",))
def issuer_with_a_second_number_of_the_sealer_in_xml(case):
    """The university has a second number, which is the college's. Told: a contradiction."""
    if case.forged:
        case.put("seal", case["college"])
        case.edit_document = lambda text: text.replace(
            "</registration>", f'</registration><vatIdentifier spatialID="BE">{COLLEGE_IDENTIFIER}</vatIdentifier>', 1)


@forges(*TOLD, clause="EMREX ELMO: every report has its issuer", forms=("elmo",))
def second_report_of_another_institution(case):
    """The university seals a transcript whose second report names the college, with planted results. Told: another
    organisation is named."""
    if case.forged:
        def make(case):
            def document(proof):
                text = elmo(proof)
                start, end = text.index("<report>"), text.index("</report>") + 9
                report = text[start:end].replace(proof, "").replace(ORGANISATION, COLLEGE).replace(IDENTIFIER, COLLEGE_IDENTIFIER)
                return text.replace("<report>", report.replace("Invented Studies", PLANTED) + "<report>", 1)
            return Xades(case, document).usual().level(case.level).text()
        case.build = make


@forges("issuer.*", "chain.*", clause="EN 319 102-1, 5.2.6", law="not_valid")
def home_made_with_the_right_words(case):
    """A self-signed certificate with the issuer's name and number. Told: nobody vouches for it."""
    if case.forged:
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=None))
        case.chain = False
