"""Trusted lists: each field exchanged after signing, lists signed by those who may not, and lists that say something else."""

from dataclasses import replace

import world
from list_text import criteria, element, qualification, qualifications
from lists import LIST_OF_LISTS_SIGNER, LIST_SIGNER, OTHER_LIST_SIGNER, Service, Signer, stranger_of
from operators import forges
from jades import b64

ONE = {"forms": ("jades",), "levels": ("LT",), "trusts": ("list",)}
BROKEN = ("trust.list_signature_broken", "trust.list_signature*", "trust.list_signer*", "trust.*")
UNKNOWN = ("trust.list_signer_unknown", "trust.list_signature*", "trust.list_of_another*", "trust.list_not_announced")
SIGNED = "TS 119 612, 5.7.1"
ANNOUNCED = "TS 119 612, 5.3.13"


def exchanged(case, before, after, start=None):
    """A field of the list is exchanged after it was signed; in the control before. `start` makes the list that is begun with."""
    def change(lists):
        if start:
            start(lists)

        def edit(text):
            assert before in text, before
            return text.replace(before, after, 1)
        if case.forged:
            lists.edit_list = edit
        else:
            lists.edit_text = edit
    case.list_changes = change


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def status_exchanged(case):
    """A withdrawn status is made granted after signing. Told: the signature of the list is broken."""
    exchanged(case, "Svcstatus/withdrawn", "Svcstatus/granted", lambda lists: setattr(
        lists, "seals", replace(lists.seals, status="withdrawn")))


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def type_exchanged(case):
    """A service of another type is made one for qualified certificates. Told: the signature of the list is broken."""
    exchanged(case, "Svctype/CA/PKC", "Svctype/CA/QC", lambda lists: setattr(lists, "seals", replace(lists.seals, kind="CA/PKC")))


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def date_of_status_exchanged(case):
    """The beginning of a status is set back. Told: the signature of the list is broken."""
    exchanged(case, "2025-05-10T00:00:00Z", "2018-01-01T00:00:00Z", lambda lists: setattr(
        lists, "seals", replace(lists.seals, since="2025-05-10T00:00:00Z")))


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def certificate_of_a_service_exchanged(case):
    """The certificate of a service is exchanged for the forger's. Told: the signature of the list is broken."""
    other = replace(world.GENUINE["ca"], key=world.STRANGER, issuer=None)
    exchanged(case, b64(other.der), b64(world.GENUINE["ca"].der), lambda lists: setattr(
        lists, "seals", Service(other))) if not case.forged else exchanged(case, b64(world.GENUINE["ca"].der), b64(other.der))


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def next_update_exchanged(case):
    """A list that is overdue is made a fresh one. Told: the signature of the list is broken."""
    exchanged(case, "2024-11-15T00:00:00Z", "2025-11-15T00:00:00Z", lambda lists: setattr(
        lists, "dates", {"issued": "2024-05-15T00:00:00Z", "next_update": "2024-11-15T00:00:00Z"}))


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def sequence_exchanged(case):
    """The sequence number is raised. Told: the signature of the list is broken."""
    exchanged(case, "<TSLSequenceNumber>12<", "<TSLSequenceNumber>99<")


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def purpose_exchanged(case):
    """A service for signatures is made one for seals. Told: the signature of the list is broken."""
    exchanged(case, "SvcInfoExt/ForeSignatures", "SvcInfoExt/ForeSeals", lambda lists: setattr(
        lists, "seals", replace(lists.seals, purposes=("ForeSignatures",))))


@forges("trust.list_of_another_territory", *BROKEN, clause="TS 119 612, 5.3.10", law="not_imported", **ONE)
def territory_exchanged(case):
    """The list of one territory calls itself another's. Told: broken, or of another territory."""
    if case.forged:
        exchanged(case, "<SchemeTerritory>XA<", "<SchemeTerritory>XB<")
    else:
        case.list_changes = lambda lists: None


@forges(*BROKEN, clause=SIGNED, law="not_imported", **ONE)
def service_added(case):
    """A service of the forger is added behind the others. Told: the signature of the list is broken."""
    other = Service(replace(world.GENUINE["ca"], key=world.STRANGER, issuer=None)).written()
    exchanged(case, "</TSPServices>", other + "</TSPServices>")


@forges(*BROKEN, "trust.list_signature_count", clause=SIGNED, law="not_imported", **ONE)
def list_without_a_signature(case):
    """The list is not signed at all. Told: no signature."""
    import re
    if case.forged:
        case.list_changes = lambda lists: setattr(lists, "edit_list", lambda text: re.sub("<ds:Signature.*</ds:Signature>", "", text))
    else:
        case.list_changes = lambda lists: None


def signed_by(case, signer, **carried):
    """The list is signed by somebody else; in the control by its signer."""
    def change(lists):
        if case.forged:
            other = replace(world.GENUINE["ca"], key=world.STRANGER, issuer=None)
            lists.seals = Service(other)
            lists.signer = Signer(signer, **carried)
    case.list_changes = change
    if case.forged:
        case.change("ca", key=world.STRANGER, issuer=None)


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_a_namesake(case):
    """A namesake of the announced signer signs the forger's list. Told: not an announced signer."""
    signed_by(case, stranger_of(LIST_SIGNER))


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_a_namesake_without_key_identifiers(case):
    """The same without key identifiers. Told: not an announced signer."""
    signed_by(case, stranger_of(LIST_SIGNER, subject_id=False, authority_id=False))


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_a_namesake_with_the_key_identifier(case):
    """The same with the key identifier of the announced signer. Told: not an announced signer."""
    signed_by(case, stranger_of(LIST_SIGNER, subject_id=LIST_SIGNER.key_id))


@forges(*UNKNOWN, "xades.*", clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_a_namesake_beside_the_genuine_one(case):
    """The genuine signer's certificate stands first in KeyInfo. Told: not an announced signer, or broken."""
    namesake = stranger_of(LIST_SIGNER)
    signed_by(case, namesake, carried=[LIST_SIGNER, namesake])


@forges(*UNKNOWN, "xmldsig.*", clause=SIGNED, law="not_imported", **ONE)
def list_with_the_genuine_signer_and_a_strangers_value(case):
    """The genuine signer's certificate is bound and carried, the value is a stranger's. Told: broken."""
    signed_by(case, LIST_SIGNER, key=world.STRANGER)


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_a_signer_certified_by_the_announced_one(case):
    """The announced signer, who is no authority, certifies another signer. Told: not an announced signer."""
    below = replace(LIST_SIGNER, key=world.STRANGER, issuer=LIST_SIGNER, serial=0x3999)
    signed_by(case, below, carried=[below, LIST_SIGNER])


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_another_territory(case):
    """The signer that was announced for another territory. Told: not announced for this one."""
    signed_by(case, OTHER_LIST_SIGNER)


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_the_signer_of_the_list_of_lists(case):
    """The signer of the list of lists signs a national list. Told: not announced for this one."""
    signed_by(case, LIST_OF_LISTS_SIGNER)


@forges(*UNKNOWN, clause=ANNOUNCED, law="not_imported", **ONE)
def list_signed_by_a_listed_authority(case):
    """An authority that is on the list signs it. Told: not an announced signer."""
    signed_by(case, world.GENUINE["ca"])


@forges("trust.*", "*trust.*", clause=ANNOUNCED, law="not_imported", **ONE)
def list_of_lists_signed_by_a_namesake(case):
    """A namesake signs a list of lists that announces the forger. Told: the list of lists is refused."""
    def change(lists):
        if case.forged:
            lists.lotl_signer = Signer(stranger_of(LIST_OF_LISTS_SIGNER))
            lists.announced = (stranger_of(LIST_SIGNER),)
            lists.signer = Signer(stranger_of(LIST_SIGNER))
    case.list_changes = change


@forges("trust.*", "*trust.*", clause=SIGNED, law="not_imported", **ONE)
def announced_signer_exchanged(case):
    """The certificate of a signer is exchanged in the signed list of lists. Told: the list of lists is refused."""
    namesake = stranger_of(LIST_SIGNER)

    def change(lists):
        if case.forged:
            lists.edit_lotl = lambda text: text.replace(b64(LIST_SIGNER.der), b64(namesake.der))
            lists.signer = Signer(namesake)
    case.list_changes = change


@forges(*BROKEN, clause="W3C XML Signature Best Practices, 4", law="not_imported", **ONE)
def genuine_list_inside_a_planted_one(case):
    """The genuine list with its signature lies inside a planted list. Told: broken, partial or miscounted."""
    def change(lists):
        if not case.forged:
            return
        from lists import Lists
        genuine = Lists().national().split("?>\n", 1)[1]
        planted = Lists(seals=Service(replace(world.GENUINE["ca"], key=world.STRANGER, issuer=None)))

        def edit(_):
            import re
            text = re.sub("<ds:Signature.*</ds:Signature>", "", planted.national())
            return text.replace("</TrustServiceStatusList>", f"<wrapper>{genuine}</wrapper></TrustServiceStatusList>")
        lists.edit_list = edit
    case.list_changes = change


# --- lists that are genuine and say something else ---------------------------------------------------------------------

QUALIFIED = ("qualified.*", "chain.anchor_unfit", "chain.*", "time.*")


def says(case, part="seals", **fields):
    case.list_changes = lambda lists: setattr(lists, part, replace(getattr(lists, part), **(fields if case.forged else {})))


@forges(*QUALIFIED, clause="TS 119 615, 4.4", law="not_qualified", **ONE)
def service_was_withdrawn(case):
    """The list says that the service was withdrawn before the seal. Told: not qualified."""
    says(case, status="withdrawn", since="2025-01-01T00:00:00Z", history=[("granted", "2018-01-01T00:00:00Z", ())])


@forges("trust.list_structure", *QUALIFIED, clause="TS 119 612, 5.5.5; 5.6", law="not_qualified", **ONE)
def service_was_withdrawn_on_no_day(case):
    """The service was withdrawn, on a 30th of February; before that it was granted. Told: the status cannot be read."""
    says(case, status="withdrawn", since="2025-02-30T00:00:00Z", history=[("granted", "2018-01-01T00:00:00Z", ())])


@forges("trust.list_structure", *QUALIFIED, clause="TS 119 612, 5.5.5; 5.6", law="not_qualified", **ONE)
def service_was_withdrawn_for_a_while_from_no_day(case):
    """Granted again since April; withdrawn before, from no day; granted before that. Told: nothing is known of March."""
    says(case, since="2025-04-01T00:00:00Z", history=[("withdrawn", "", ()), ("granted", "2018-01-01T00:00:00Z", ())])


# The certificate says who sealed by an organizationIdentifier.
REFUSED = tuple(qualifications(qualification(["NotQualified"], criteria("all", element("ns5:otherCriteriaList", element(
    "ns3:CertSubjectDNAttribute", element("ns3:AttributeOID", element("ns4:Identifier", "URN:OID:2.5.4.97"))))))))


@forges("qualified.not", clause="RFC 8141, 3.1; TS 119 612, 5.5.9.2.3", law="not_qualified", **ONE)
def service_refuses_by_an_identifier_in_capitals(case):
    """NotQualified for certificates with an attribute that is written URN:OID. Told: not qualified."""
    says(case, more=REFUSED)


@forges(*QUALIFIED, clause="TS 119 615, 4.4", law="not_qualified", **ONE)
def one_entry_refuses_and_another_is_silent(case):
    """NotQualified in one entry of the authority, nothing in a second. Told: a contradiction."""
    def change(lists):
        if case.forged:
            lists.beside, lists.seals = (lists.seals,), replace(lists.seals, more=REFUSED)
    case.list_changes = change


@forges(*QUALIFIED, clause="TS 119 615, 4.4", law="not_qualified", **ONE)
def one_entry_is_silent_and_another_refuses(case):
    """The same in the other order. Told: a contradiction."""
    def change(lists):
        if case.forged:
            lists.beside = (replace(lists.seals, more=REFUSED),)
    case.list_changes = change


@forges(*QUALIFIED, clause="TS 119 615, 4.4", law="not_qualified", **ONE)
def service_was_granted_later(case):
    """The list grants the service after the seal. Told: not qualified."""
    says(case, since="2025-04-01T00:00:00Z")


@forges(*QUALIFIED, clause="TS 119 612, 5.5.1", law="not_qualified", **ONE)
def service_issues_no_qualified_certificates(case):
    """The service is CA/PKC. Told: not qualified."""
    says(case, kind="CA/PKC", status="recognisedatnationallevel")


@forges(*QUALIFIED, clause="TS 119 615, 4.4; TS 119 612, 5.5.9.4", law="not_qualified", **ONE)
def service_is_for_web_sites(case):
    """The service is for web site certificates. Told: not qualified."""
    says(case, purposes=("ForWebSiteAuthentication",))


@forges(*QUALIFIED, clause="TS 119 612, 5.5.1; 5.5.4", law="not_qualified", **ONE)
def service_of_a_foreign_scheme(case):
    """Type and status end like those of ETSI, and belong to another scheme. Told: another scheme."""
    def change(lists):
        if case.forged:
            lists.edit_text = lambda text: text.replace("http://uri.etsi.org/TrstSvc/Svctype/CA/QC", "http://lists.example/TrstSvc/Svctype/CA/QC").replace(
                "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted", "http://lists.example/TrstSvc/TrustedList/Svcstatus/granted")
    case.list_changes = change


@forges(*QUALIFIED, "revocation.*", clause="TS 119 615, 4.3", **ONE)
def service_of_time_stands_for_the_authority(case):
    """The authority is listed as a service of time-stamps alone. Told: no anchor for seals."""
    says(case, kind="TSA/QTST", purposes=())


@forges(*QUALIFIED, "revocation.*", clause="TS 119 615, 4.3", **ONE)
def service_of_answers_stands_for_the_authority(case):
    """The authority is listed as an OCSP responder alone. Told: no anchor for seals."""
    says(case, kind="Certstatus/OCSP/QC", purposes=())


@forges(*QUALIFIED, "revocation.*", clause="TS 119 615, 4.3; 4.6", **ONE)
def service_of_answers_stands_for_the_unit(case):
    """The unit is listed as an OCSP responder alone; the seal was revoked since. Told: the unit is not trusted."""
    from operators.stamps import revoked_since
    revoked_since(case)
    says(case, part="time", kind="Certstatus/OCSP/QC")
