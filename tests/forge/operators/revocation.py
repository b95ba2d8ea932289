"""Forged, borrowed and stale answers hide that a certificate was revoked in February, before it sealed. The control has no
revocation, and the answer comes from those who may give it."""

from dataclasses import replace

import certificates
import evidence
import world
from certificates import extended_use, key, key_usage
from der import sequence, tlv
from keys import key as made_key
from operators import forges

CLAUSE = "RFC 5280, 6.3.3 (f), (g)"
RESPONDER = "RFC 6960, 4.2.2.2"
TOLD = ("revocation.*",)
RESPONDER_TO_BE_CHECKED = (key_usage(0), extended_use("1.3.6.1.5.5.7.3.9", False))
FEBRUARY = "2025-02-01T00:00:00Z"


def hidden_by_list(case, maker):
    """`maker` gives the list that stands for the authority's own."""
    case.make_lists = lambda case: [*case.usual_lists("ca"), *(maker(case) if case.forged else [evidence.revocation_list(case["ca"])])]


def hidden_by_answer(case, maker):
    """`maker` gives the answers; the authority has no list."""
    case.make_lists = lambda case: case.usual_lists("ca")
    case.make_answers = lambda case: maker(case) if case.forged else [evidence.ocsp_answer(case["responder"], case["seal"])]


def namesake(case, **fields):
    return replace(case["ca"], key=world.STRANGER, **fields)


@forges(*TOLD, clause=CLAUSE)
def list_of_a_namesake(case):
    """A stranger signs a list in the name of the authority; its self-signed certificate comes along. Told: not signed by
    the authority."""
    made = namesake(case, issuer=None)
    if case.forged:
        case.more_values = [made]
        case.given = [made]
    hidden_by_list(case, lambda case: [evidence.revocation_list(made)])


@forges(*TOLD, clause=CLAUSE)
def list_of_a_namesake_without_key_identifiers(case):
    """The same without key identifiers. Told: not signed by the authority."""
    made = namesake(case, issuer=None, subject_id=False, authority_id=False)
    if case.forged:
        case.more_values = case.given = [made]
    hidden_by_list(case, lambda case: [evidence.revocation_list(made)])


@forges(*TOLD, clause=CLAUSE)
def list_of_a_namesake_below_the_root(case):
    """The namesake says that the genuine root certified it. Told: not signed by the authority."""
    made = namesake(case, signed_by=world.THIRD, subject_id=case["ca"].key_id)
    if case.forged:
        case.more_values = case.given = [made]
    hidden_by_list(case, lambda case: [evidence.revocation_list(made)])


@forges(*TOLD, clause=CLAUSE)
def list_signed_by_a_stranger(case):
    """A list in the name of the authority whose value is a stranger's, with no certificate. Told: the value is broken."""
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], key=world.STRANGER)])


@forges(*TOLD, clause=CLAUSE)
def list_whose_entry_was_taken_out(case):
    """The genuine list of the revocation, its entry overwritten after it was signed. Told: the value is broken."""
    def maker(case):
        genuine = evidence.revocation_list(case["ca"], [(case["seal"].serial, FEBRUARY)])
        number = case["seal"].serial.to_bytes(2, "big")
        return [genuine.replace(b"\x02\x02" + number, b"\x02\x02\x11\x11")]
    hidden_by_list(case, maker)


@forges(*TOLD, clause=CLAUSE)
def forged_list_beside_the_genuine_one(case):
    """The genuine list says revoked; a forged, fresher one says good. Told: revoked."""
    made = namesake(case, issuer=None)
    if case.forged:
        case.more_values = case.given = [made]
    hidden_by_list(case, lambda case: [evidence.revocation_list(made, begin="2025-03-05T00:00:00Z"),
                                       evidence.revocation_list(case["ca"], [(case["seal"].serial, FEBRUARY)])])


@forges(*TOLD, clause=CLAUSE)
def list_of_another_authority(case):
    """The list of the root, which does not list what its authority issued. Told: no answer."""
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["root"], begin="2025-03-05T00:00:00Z")])


@forges(*TOLD, clause=CLAUSE)
def list_signed_by_the_sealer(case):
    """The sealer lists itself as good: its key signs in the name of the authority. Told: not signed by the authority."""
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], key=case["seal"].key)])


@forges(*TOLD, clause="RFC 5280, 5.2.5; 6.3.3 (b)")
def list_of_authorities_only(case):
    """A genuine list that holds certificates of authorities only. Told: out of scope."""
    scope = certificates.extension("2.5.29.28", sequence(tlv(0x82, b"\xff")), True)
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], extensions=(scope,))])


@forges(*TOLD, clause="RFC 5280, 5.2.5; 6.3.3 (b)")
def list_of_attribute_certificates_only(case):
    """A genuine list that holds attribute certificates only. Told: out of scope."""
    scope = certificates.extension("2.5.29.28", sequence(tlv(0x85, b"\xff")), True)
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], extensions=(scope,))])


@forges(*TOLD, clause="RFC 5280, 5.2.5; 6.3.3 (b)")
def list_of_some_reasons(case):
    """A genuine list that knows one reason only. Told: does not cover all reasons."""
    scope = certificates.extension("2.5.29.28", sequence(tlv(0x83, b"\x04\x10")), True)
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], extensions=(scope,))])


@forges(*TOLD, clause="RFC 5280, 5.2.4")
def list_of_changes_only(case):
    """A genuine delta without its base. Told: no answer."""
    delta = certificates.extension("2.5.29.27", b"\x02\x01\x01", True)
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], extensions=(delta,))])


def taken_off(case, reason, when="2025-03-03T00:00:00Z"):
    """A complete list with the certificate on it, and the delta that takes it off again."""
    entries = [(case["seal"].serial, FEBRUARY)]
    base = certificates.extension("2.5.29.27", b"\x02\x01\x07", True)
    case.make_lists = lambda case: [
        *case.usual_lists("ca"), evidence.revocation_list(case["ca"], entries, reason=reason),
        evidence.revocation_list(case["ca"], entries, begin=when, extensions=(base,), number=8,
                                 reason=evidence.REMOVE_FROM_CRL)]


@forges(*TOLD, clause="RFC 5280, 5.3.1 (removeFromCRL)")
def list_of_changes_takes_a_stolen_key_off(case):
    """The complete list says: key compromised. A genuine delta takes the entry off, as when the certificate has ended.
    The control was only suspended. Told: revoked."""
    taken_off(case, evidence.KEY_COMPROMISE if case.forged else evidence.CERTIFICATE_HOLD)


@forges(*TOLD, "=TRY_LATER", clause="RFC 5280, 3.3; 5.3.1", levels=("T", "LT"))
def list_of_changes_takes_an_ended_certificate_off(case):
    """Suspended in February, ended in April, taken off in May: lists need not remember what has ended. The control was taken
    off in March. Told: suspended."""
    case.change("seal", end="2025-04-01T00:00:00Z")
    taken_off(case, evidence.CERTIFICATE_HOLD, "2025-05-01T00:00:00Z" if case.forged else "2025-03-03T00:00:00Z")


@forges(*TOLD, clause="RFC 5280, 5.2")
def list_with_an_unknown_critical_extension(case):
    """A genuine list with a critical extension that nobody knows. Told: not used."""
    unknown = certificates.extension("1.2.3.4.5.6.7", b"\x05\x00", True)
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], extensions=(unknown,))])


@forges(*TOLD, clause="RFC 5280, 5.2.5 (indirectCRL)")
def list_that_speaks_for_others(case):
    """A list of a genuine authority of the same root, which calls itself indirect, in the name of nobody's authority.
    Told: no answer."""
    scope = certificates.extension("2.5.29.28", sequence(tlv(0x84, b"\xff")), True)
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["root"], extensions=(scope,), begin="2025-03-05T00:00:00Z")])


@forges(*TOLD, clause="EN 319 102-1, 5.2.5", levels=("B", "T"))
def list_from_the_future(case):
    """A genuine list that begins after the day of judging. Told: from the future."""
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], begin="2026-01-01T00:00:00Z", end="2026-09-01T00:00:00Z")])


@forges(*TOLD, "=TRY_LATER", clause="EN 319 102-1, 5.2.5; issue: whoever stole the key chooses the evidence", levels=("B",))
def list_that_ended_before_the_seal(case):
    """The list of last year, before the revocation, and no proof of the seal's time. Told: stale."""
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], begin="2024-06-01T00:00:00Z", end="2024-12-01T00:00:00Z")])


@forges(*TOLD, "=TRY_LATER", clause="EN 319 102-1, 5.2.5", levels=("B",))
def answer_that_ended_before_the_seal(case):
    """The OCSP answer of last year and no proof of the seal's time. Told: stale."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], "2024-06-01T00:00:00Z", "2024-06-08T00:00:00Z")])


@forges("revocation.old", "revocation.stale", "revocation.before_issue", "=TRY_LATER", clause="EN 319 102-1, 5.2.5",
        levels=("T", "LT", "LTA"), law="told")
def answer_that_ended_before_the_stamp(case):
    """The OCSP answer of January, before the revocation of February; stamp of March. The time is proven, so the answer may
    do, with a word about its age. Told: old."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], "2025-01-01T00:00:00Z", "2025-01-08T00:00:00Z")])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_namesake_of_the_responder(case):
    """A self-signed namesake of the responder says good. Told: not authorised."""
    made = replace(case["responder"], key=world.STRANGER, issuer=None)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_responder_in_the_name_of_the_authority(case):
    """A responder that names the authority as issuer, signed by a stranger. Told: not authorised."""
    made = replace(case["responder"], key=world.STRANGER, signed_by=world.STRANGER)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_responder_below_a_namesake(case):
    """A namesake of the authority appoints a responder; the namesake is in the bag. Told: not authorised."""
    above = namesake(case, issuer=None)
    made = replace(case["responder"], key=world.THIRD, issuer=above)
    if case.forged:
        case.more_values = case.given = [above]
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_namesake_of_the_authority(case):
    """A namesake of the authority answers itself. Told: not authorised."""
    made = namesake(case, issuer=None)
    if case.forged:
        case.more_values = case.given = [made]
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_with_the_genuine_responder_inside(case):
    """The answer carries the genuine responder, the value is a stranger's. Told: the value is broken."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], key=world.STRANGER)])


@forges(*TOLD, clause=RESPONDER)
def answer_by_the_key_of_the_authority_in_words(case):
    """ResponderID is the key hash of the authority, the value a stranger's, nothing inside. Told: not signed by it."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["ca"], case["seal"], key=world.STRANGER, inside=False, by_key=True)])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_responder_without_its_use(case):
    """A genuine certificate of the authority without OCSP signing answers. Told: not authorised."""
    made = replace(case["responder"], key=key("no-ocsp-use"), extensions=(key_usage(0),), serial=0x2666)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_another_sealer(case):
    """A genuine sealing certificate of the same authority answers. Told: not authorised."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["college"], case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_the_sealer(case):
    """The sealing certificate answers about itself. Told: not authorised."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["seal"], case["seal"])])


@forges(*TOLD, clause=RESPONDER, trusts=("anchor",))
def answer_of_an_anchor_that_is_a_sealer(case):
    """The caller trusts a sealing certificate of its own, which answers about others. Told: not authorised."""
    case.anchors = [*case.anchors, "college"]
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["college"], case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_responder_of_the_root(case):
    """A responder of the root, which did not issue the seal, answers. Told: not authorised."""
    made = replace(case["responder"], key=key("root-ocsp"), issuer=case["root"], serial=0x1666)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_responder_of_a_stranger(case):
    """A responder of a stranger's authority, with its authority in the bag. Told: not authorised."""
    above = replace(case["ca"], key=world.STRANGER, issuer=None, subject=world.of_authority("TEST Stranger CA"))
    made = replace(case["responder"], key=world.THIRD, issuer=above)
    if case.forged:
        case.more_values = case.given = [above]
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause=RESPONDER)
def answer_of_the_unit_of_time(case):
    """A genuine time-stamp unit answers. Told: not authorised."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["unit"], case["seal"])])


@forges(*TOLD, clause="RFC 6960, 4.2.1; 3.2 (1)")
def answer_about_another_certificate(case):
    """A genuine answer about the college's certificate. Told: no answer about this one."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["college"])])


@forges(*TOLD, clause="RFC 6960, 4.1.1")
def answer_about_a_namesake_of_the_authority(case):
    """A genuine responder's answer whose issuerKeyHash is a namesake's. Told: no answer about this one."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], issuer=namesake(case))])


@forges(*TOLD, clause="RFC 6960, 2.2")
def answer_unknown(case):
    """The genuine responder does not know the certificate. Told: unknown."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], status=tlv(0x82, b""))])


@forges(*TOLD, clause="RFC 6960, 2.2")
def answer_revoked(case):
    """The genuine responder says revoked in February. Told: revoked."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], revoked=FEBRUARY)])


@forges(*TOLD, clause="RFC 6960, 3.2")
def answer_whose_word_was_changed(case):
    """The genuine answer unknown, made good after it was signed. Told: the value is broken."""
    def maker(case):
        genuine = evidence.ocsp_answer(case["responder"], case["seal"], status=tlv(0x82, b""))
        number = b"\x02\x02" + case["seal"].serial.to_bytes(2, "big")
        return [genuine.replace(number + b"\x82\x00", number + b"\x80\x00")]
    hidden_by_answer(case, maker)


@forges(*TOLD, clause="RFC 6960, 4.2.1; EN 319 102-1, 5.2.5", levels=("B", "T"))
def answer_from_the_future(case):
    """A genuine answer that begins after the day of judging. Told: from the future."""
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], "2026-01-01T00:00:00Z", "2026-01-08T00:00:00Z")])


@forges(*TOLD, clause="RFC 6960, 4.4")
def answer_with_an_unknown_critical_extension(case):
    """A genuine answer with a critical extension that nobody knows. Told: not used."""
    unknown = certificates.extension("1.2.3.4.5.6.7", b"\x05\x00", True)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(case["responder"], case["seal"], extensions=(unknown,))])


@forges(*TOLD, clause=RESPONDER)
def answer_of_a_responder_that_expired(case):
    """The responder's certificate ended before the answer was given. Told: its signer had expired."""
    made = replace(case["responder"], key=key("old-ocsp"), end="2024-01-01T00:00:00Z", serial=0x2667)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, clause="RFC 6960, 4.2.2.2.1", trusts=("anchor",))
def answer_of_a_responder_that_was_revoked(case):
    """A responder without nocheck, which the authority's own list of some days before names as revoked for a lost key; that
    list is only about other holders than the sealer. Told: its signer was revoked."""
    made = replace(case["responder"], key=key("revoked-ocsp"), serial=0x2668, extensions=RESPONDER_TO_BE_CHECKED)
    entries = [(made.serial, FEBRUARY)] if case.forged else []
    if case.forged:
        # Only partial about the sealer (RFC 5280, 6.3.3 (d)), yet it names the responder.
        partial = certificates.extension("2.5.29.28", sequence(tlv(0x83, b"\x04\x10")), True)
        case.make_lists = lambda case: [*case.usual_lists("ca"), evidence.revocation_list(case["ca"], entries, extensions=(partial,))]
    else:
        case.make_lists = lambda case: [*case.usual_lists("ca"), evidence.revocation_list(case["ca"], entries)]
    case.make_answers = lambda case: [evidence.ocsp_answer(made, case["seal"])]


@forges(*TOLD, "algorithms.*", clause="TS 119 312")
def answer_of_a_responder_with_1024_bits(case):
    """The responder has an RSA key of 1024 bits. Told: weak."""
    made = replace(case["responder"], key=made_key("seal-rsa-1024"), serial=0x2669)
    hidden_by_answer(case, lambda case: [evidence.ocsp_answer(made, case["seal"])])


@forges(*TOLD, "algorithms.*", clause="TS 119 312")
def list_signed_over_sha1(case):
    """The authority's list is signed over SHA-1, so that another can be found with the same digest. Told: weak."""
    hidden_by_list(case, lambda case: [evidence.revocation_list(case["ca"], digest="sha1")])


@forges(*TOLD, clause="EN 319 102-1, 5.2.6", trusts=("anchor",))
def authority_was_revoked(case):
    """The root revoked the authority for a lost key before the seal. Told: revoked."""
    if case.forged:
        case.revoked["ca"] = FEBRUARY


@forges(*TOLD, clause="EN 319 102-1, 5.2.6", trusts=("anchor",))
def authority_was_revoked_and_a_namesake_of_the_root_denies_it(case):
    """The root's list revokes the authority; a namesake of the root gives a fresher list. Told: revoked."""
    made = replace(case["root"], key=world.STRANGER)
    if case.forged:
        case.revoked["ca"] = FEBRUARY
        case.more_values = case.given = [made]
        case.make_lists = lambda case: [evidence.revocation_list(made, begin="2025-03-05T00:00:00Z"), *case.usual_lists()]


@forges(*TOLD, clause="EN 319 102-1, 5.2.6", trusts=("anchor",))
def list_of_the_root_is_a_namesakes(case):
    """The list about the authority is a namesake of the root's. Told: not signed by the root."""
    made = replace(case["root"], key=world.STRANGER)
    if case.forged:
        case.more_values = case.given = [made]
        case.make_lists = lambda case: [evidence.revocation_list(made), *case.usual_lists("root")]


@forges(*TOLD, clause="EN 319 102-1, 5.6.2.2")
def seal_revoked_before_it_was_made(case):
    """The genuine list says that the certificate was revoked in February. Told: revoked."""
    if case.forged:
        case.revoked["seal"] = FEBRUARY


@forges(*TOLD, clause="EN 319 102-1, 5.2.6", levels=("B",))
def seal_revoked_without_proof_of_time(case):
    """Revoked in April; a claimed time of March is all that speaks for the seal. Told: no proof."""
    if case.forged:
        case.revoked["seal"] = "2025-04-01T00:00:00Z"
    case.make_lists = lambda case: case.usual_lists(begin="2025-04-15T00:00:00Z", end="2025-10-01T00:00:00Z")
