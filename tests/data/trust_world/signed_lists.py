"""The lists of the trust world: a list of lists with its pivots, three national lists, and what is wrong with others."""

import os
import sys

from authorities import HERE, own, subject_key, world
from der import children, read
import list_text as t
from list_text import LIST_OF_LISTS, TrustedList

sys.path.insert(0, os.path.join(HERE, "..", "xml_attacks"))

from xml_seal import WITHOUT_ITSELF, Seal, canonical  # noqa: E402

OPERATOR = {"XA": "TEST Supervisor of Ayland", "XB": "TEST Supervisor of Beeland", "XC": "TEST Supervisor of Ceeland",
            "EU": "TEST Union Office"}
LOCATION = "https://lists.example/"


class ListSeal(Seal):
    """The signature of a list. Until version 5 the certificate is named by SigningCertificate, from 6 on by its second
    version (TS 119 612, annex B)."""

    def __init__(self, signer, version):
        super().__init__(key=own(signer), holder=world()[signer].der)
        self.version = version

    def signed_properties(self):
        text = super().signed_properties().replace("2025-03-01T10:00:00Z", "2025-05-15T08:00:00Z")
        if self.version == 6:
            return text
        start, end = text.index("<xades:IssuerSerialV2>"), text.index("</xades:IssuerSerialV2>") + len("</xades:IssuerSerialV2>")
        fields = [inner for _, inner, _ in children(read(read(self.certificate)[1])[1])]
        serial = int.from_bytes(fields[1], "big")
        issuer = ("<xades:IssuerSerial><ds:X509IssuerName>" + name_as_text(fields[3]) + "</ds:X509IssuerName>"
                  f"<ds:X509SerialNumber>{serial}</ds:X509SerialNumber></xades:IssuerSerial>")
        return (text[:start] + issuer + text[end:]).replace("SigningCertificateV2", "SigningCertificate")


def name_as_text(name):
    """RFC 2253, for the few attributes used here; the last one first."""
    short = {b"\x55\x04\x06": "C", b"\x55\x04\x0a": "O", b"\x55\x04\x03": "CN"}
    parts = []
    for _, inner, _ in children(name):
        oid, value = [content for _, content, _ in children(read(inner)[1])]
        parts.append(f"{short[oid]}={value.decode()}".replace(", ", "\\, "))
    return ",".join(reversed(parts))


def signed(a_list, *signers):
    """The list with a signature of each; none leaves it unsigned."""
    signature = ""
    for signer in signers:
        seal = ListSeal(signer, a_list.version)
        seal.id = f"id-{signer}"
        seal.refer("", canonical(a_list.text()), WITHOUT_ITSELF, identifier=f"r-{signer}")
        seal.refer_properties()
        signature += seal.write()
    return a_list.text(signature)


# --- what the lists say -------------------------------------------------------------------------------------------------

EIDAS, BEFORE = "2016-07-01T00:00:00Z", "2012-01-01T00:00:00Z"


def a_service(kind, name, status, since, extensions=(), history=(), title=None):
    certificate = world()[name]
    return t.service(kind, title or f"TEST service: {name}", certificate, subject_key(certificate.key_name), status, since,
                     extensions, history)


def overrides():
    """Qualifications of ca-overrides: for each policy what the list says about certificates that bear it (5.5.9.2)."""
    def for_policy(name, *qualifiers):
        return t.qualification(qualifiers, t.criteria("all", t.policy_set(name)))
    return t.qualifications(
        for_policy("with_device", "QCWithQSCD"),
        for_policy("without_device", "QCNoQSCD"),
        for_policy("not_qualified", "NotQualified"),
        t.qualification(["QCStatement", "QCForESeal"], t.criteria("atLeastOne", t.plain_policy_set("statement"))),
        for_policy("for_seals", "QCForESeal"),
        for_policy("for_signatures", "QCForESig"),
        for_policy("on_behalf", "QCQSCDManagedOnBehalf"),
        t.qualification(["QCWithQSCD"], t.criteria("all", t.policy_set("for_all"), t.key_usage(nonRepudiation="true"))),
        t.qualification(["QCWithQSCD"], t.criteria("all", t.policy_set("for_none"), t.criteria(
            "none", t.key_usage(digitalSignature="true")))),
        t.qualification(["QCWithQSCD"], t.criteria("atLeastOne", t.policy_set("for_other_one"), t.policy_set("for_one"))),
        t.qualification(["QCWithQSCD"], t.criteria("all", t.extended_key_usage("1.3.6.1.5.5.7.3.36"))))


def xa(**changes):
    seals, both = t.used_for("ForeSeals"), t.used_for("ForeSeals", "ForeSignatures")
    trust = t.provider(
        "TEST Trust Services of Ayland",
        a_service("CA/QC", "ca-seals", "granted", EIDAS, seals, [("undersupervision", BEFORE, ())]),
        a_service("CA/QC", "ca-signatures", "granted", EIDAS, t.used_for("ForeSignatures"), [("undersupervision", BEFORE, ())]),
        a_service("CA/QC", "ca-withdrawn", "withdrawn", "2025-02-01T00:00:00Z", seals,
                  [("granted", "2018-01-01T00:00:00Z", seals)]),
        a_service("CA/QC", "ca-overrides", "granted", "2018-01-01T00:00:00Z", [*both, *overrides()]))
    time = t.provider(
        "TEST Time of Ayland",
        a_service("TSA/QTST", "tsu-listed", "granted", EIDAS),
        a_service("TSA/QTST", "ca-stamps", "granted", "2018-01-01T00:00:00Z"),
        a_service("TSA/QTST", "tsu-withdrawn", "withdrawn", "2024-06-01T00:00:00Z", (), [("granted", "2018-01-01T00:00:00Z", ())]))
    return TrustedList("XA", changes.pop("sequence", 12), OPERATOR["XA"], providers=[trust, time], **changes)


def xb(**changes):
    """Version 6. ca-twice is listed by two providers who say the opposite of one policy."""
    seals = t.used_for("ForeSeals")

    def says(qualifier):
        return t.qualifications(t.qualification([qualifier], t.criteria("all", t.policy_set("contradicted"))))
    trust = t.provider(
        "TEST Trust Services of Beeland",
        a_service("CA/PKC", "ca-plain", "recognisedatnationallevel", EIDAS),
        a_service("CA/QC", "root-b", "granted", EIDAS, seals, [("undersupervision", "2000-01-01T00:00:00Z", ())]),
        a_service("CA/QC", "ca-renewed-old", "granted", EIDAS, seals),
        a_service("CA/QC", "ca-renewed-new", "granted", "2023-01-01T00:00:00Z", seals),
        a_service("CA/QC", "ca-twice", "granted", EIDAS, [*seals, *says("QCWithQSCD")], title="TEST service, first entry"))
    others = t.provider(
        "TEST Other Services of Beeland",
        a_service("CA/QC", "ca-twice", "granted", EIDAS, [*seals, *says("QCNoQSCD")], title="TEST service, second entry"),
        a_service("TSA", "tsu-plain", "recognisedatnationallevel", EIDAS))
    return TrustedList("XB", changes.pop("sequence", 3), OPERATOR["XB"], version=6, providers=[trust, others], **changes)


def xc(**changes):
    """A service of the Directive that is no longer supervised."""
    trust = t.provider("TEST Trust Services of Ceeland", a_service(
        "CA/QC", "ca-former", "withdrawn", "2019-01-01T00:00:00Z", t.used_for("ForeSignatures"),
        [("granted", EIDAS, t.used_for("ForeSignatures")), ("undersupervision", BEFORE, ())]))
    return TrustedList("XC", changes.pop("sequence", 40), OPERATOR["XC"], providers=[trust], **changes)


def list_of_lists(sequence, announced, pivots, issued, next_update, version=5, territories=("XA", "XB", "XC")):
    """`announced`: who signs lists of lists from now on; `pivots`: sequence numbers, newest first, as in
    SchemeInformationURI of the real one."""
    made = world()
    signers = {"XA": ["tl-xa", "tl-xa-next"], "XB": ["tl-xb"], "XC": ["tl-xc"]}
    pointers = [t.pointer([made[name] for name in announced], LOCATION + "eu-lotl.xml", LIST_OF_LISTS, "EU", OPERATOR["EU"])]
    pointers += [t.pointer([made[name] for name in signers[territory]], f"{LOCATION}{territory.lower()}.xml", t.NATIONAL,
                           territory, OPERATOR[territory]) for territory in territories]
    made_list = TrustedList("EU", sequence, OPERATOR["EU"], LIST_OF_LISTS, version, issued, next_update, pointers,
                            about=[f"{LOCATION}eu-lotl-pivot-{number}.xml" for number in pivots]
                            + ["https://journal.example/announcement-of-signers"])
    made_list.location = LOCATION + "eu-lotl.xml"
    return made_list


def pivots_and_lists():
    """lotl-0 was announced in the journal; pivot 7 makes lotl-1 its follower, pivot 9 makes it lotl-2."""
    current = dict(announced=["lotl-2"], pivots=[9, 7], issued="2025-05-20T00:00:00Z", next_update="2025-11-20T00:00:00Z")
    return {
        "eu-lotl-pivot-7.xml": signed(list_of_lists(7, ["lotl-1"], [7], "2021-02-09T09:00:00Z", "2021-08-08T00:00:00Z"), "lotl-0"),
        "eu-lotl-pivot-9.xml": signed(list_of_lists(9, ["lotl-2"], [9, 7], "2024-03-01T09:00:00Z", "2024-08-31T00:00:00Z"),
                                      "lotl-1"),
        "eu-lotl.xml": signed(list_of_lists(11, **current), "lotl-2"),
        "eu-lotl-version-6.xml": signed(list_of_lists(12, version=6, **current), "lotl-2"),
        "XA.xml": signed(xa(), "tl-xa"),
        "XB.xml": signed(xb(), "tl-xb"),
        "XC.xml": signed(xc(), "tl-xc"),
    }


PAGE = """<!DOCTYPE html>
<html><head><title>Service unavailable</title></head><body><h1>503</h1><p>Please try again later.</p></body></html>
"""


def flawed():
    """By file name, which says what is wrong. All but the lists of lists claim to be the list of XA, or are it."""
    good = signed(xa(), "tl-xa")
    status = "Svcstatus/withdrawn</ServiceStatus><StatusStartingTime>2025-02-01"
    changed = good.replace(status, status.replace("withdrawn", "granted"), 1)
    assert changed != good
    lotl = dict(announced=["lotl-2"], pivots=[9, 7], issued="2025-05-20T00:00:00Z", next_update="2025-11-20T00:00:00Z")
    borrowed = xa()
    borrowed.territory = "XB"
    cut = good[:len(good) * 2 // 3]
    fragment = good.replace("</TrustServiceStatusList>", "<!-- appended --></TrustServiceStatusList>")
    return {
        "XA-unsigned.xml": signed(xa()),
        "XA-signed-twice.xml": signed(xa(), "tl-xa", "tl-xa-next"),
        "XA-changed-after-signing.xml": changed,
        "XA-signed-by-nobody-announced.xml": signed(xa(), "stranger"),
        "XA-signed-by-another-territory.xml": signed(xa(), "tl-xb"),
        "XA-signed-by-the-next-signer.xml": signed(xa(sequence=13), "tl-xa-next"),
        "XA-says-it-is-of-another-territory.xml": signed(borrowed, "tl-xa"),
        "XA-html-page.xml": PAGE,
        "XA-empty.xml": "",
        "XA-cut-off.xml": cut,
        "XA-comment-added-after-signing.xml": fragment,
        "XA-with-byte-order-mark.xml": "\ufeff" + good,
        "XA-without-version.xml": signed(xa(version=None), "tl-xa"),
        "XA-version-4.xml": signed(xa(version=4), "tl-xa"),
        "XA-update-overdue.xml": signed(xa(issued="2024-05-15T00:00:00Z", next_update="2024-11-15T00:00:00Z"), "tl-xa"),
        "XA-closed.xml": signed(xa(next_update=None), "tl-xa"),
        "XA-older-sequence.xml": signed(xa(sequence=11, issued="2025-01-15T00:00:00Z", next_update="2025-07-15T00:00:00Z"), "tl-xa"),
        "XD-not-announced.xml": signed(TrustedList("XD", 1, "TEST Supervisor of Deeland", providers=xa().providers), "stranger"),
        "eu-lotl-signed-by-a-former-signer.xml": signed(list_of_lists(11, **lotl), "lotl-0"),
        "eu-lotl-signed-by-nobody-announced.xml": signed(list_of_lists(11, **lotl), "stranger"),
        "eu-lotl-changed-after-signing.xml": signed(list_of_lists(11, **lotl), "lotl-2").replace(
            "<SchemeTerritory>XC<", "<SchemeTerritory>XD<", 1),
        "eu-lotl-pivot-9-signed-by-nobody-announced.xml": signed(
            list_of_lists(9, ["lotl-2"], [9, 7], "2024-03-01T09:00:00Z", "2024-08-31T00:00:00Z"), "stranger"),
    }

