"""Forged time: a seal whose certificate was revoked in April is saved by a time-stamp of March only when the stamp is true.
The control is the genuine stamp, and valid; with the forged one the seal has no proof of its time."""

from dataclasses import replace

import evidence
import world
from certificates import Altered, extended_use, key, key_usage, name
from keys import key as made_key
from operators import forges

STAMPED = ("T", "LT", "LTA")
CLAUSE = "EN 319 102-1, 5.4; RFC 3161, 2.3"
TOLD = ("time.authority_*", "time.outside_authority", "seal.timestamp_*", "time.weak_*", "time.cannot_be_checked",
        "time.references_only", "time.order")
APRIL = ("2025-04-15T00:00:00Z", "2025-10-01T00:00:00Z")


def revoked_since(case, when="2025-04-01T00:00:00Z"):
    """The holder lost the key in April; the lists of April say so."""
    case.revoked["seal"] = when
    case.make_lists = lambda case: case.usual_lists(begin=APRIL[0], end=APRIL[1])


def unit(case, archive=True, **options):
    """What stamps, in the forgery."""
    revoked_since(case)
    if case.forged:
        case.token_options = options
        if archive:
            case.archive_options = options


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_self_signed(case):
    """A self-signed namesake of the unit back-dates a revoked seal. Told: the unit is not trusted."""
    unit(case, unit=replace(case["unit"], key=world.STRANGER, issuer=None))


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_self_signed_without_key_identifiers(case):
    """The same without key identifiers. Told: the unit is not trusted."""
    unit(case, unit=replace(case["unit"], key=world.STRANGER, issuer=None, subject_id=False, authority_id=False))


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_in_the_name_of_its_authority(case):
    """A unit that names the genuine authority as issuer, signed by a stranger. Told: the unit is not trusted."""
    unit(case, unit=replace(case["unit"], key=world.STRANGER, signed_by=world.STRANGER))


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_below_a_namesake_root(case):
    """A namesake of the root of time certifies a namesake of the unit; both in the token. Told: not trusted."""
    root = replace(case["stamp_root"], key=world.STRANGER)
    made = replace(case["unit"], key=world.THIRD, issuer=root)
    unit(case, unit=made, bag=[made, root])


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_below_a_namesake_root_with_its_key_identifier(case):
    """The same with the key identifier of the genuine root, which is in the token too. Told: not trusted."""
    root = replace(case["stamp_root"], key=world.STRANGER, subject_id=case["stamp_root"].key_id)
    made = replace(case["unit"], key=world.THIRD, issuer=root)
    unit(case, unit=made, bag=[made, root, case["stamp_root"]])


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_beside_the_genuine_one(case):
    """A namesake with the same issuer and serial stands before the genuine unit in the bag. Told: not trusted."""
    made = replace(case["unit"], key=world.STRANGER, signed_by=world.STRANGER)
    unit(case, unit=made, bag=[made, case["unit"]])


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_behind_the_genuine_one(case):
    """The genuine unit first, then the namesake that signed. Told: not trusted, or damaged."""
    made = replace(case["unit"], key=world.STRANGER, signed_by=world.STRANGER)
    unit(case, unit=made, bag=[case["unit"], made])


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_genuine_in_the_bag_signed_by_a_stranger(case):
    """The token carries the genuine unit alone, the value is a stranger's. Told: the stamp is damaged."""
    unit(case, key=world.STRANGER)


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_bound_to_the_genuine_certificate(case):
    """ESSCertIDv2 names the genuine unit, a namesake signs. Told: damaged, or not trusted."""
    made = replace(case["unit"], key=world.STRANGER, signed_by=world.STRANGER)
    unit(case, unit=made, bound_to=case["unit"])


@forges(*TOLD, clause="RFC 5816; RFC 5035, 4", levels=STAMPED)
def unit_not_bound_by_its_token(case):
    """The genuine unit signs a token whose ESSCertIDv2 names another certificate. Told: damaged."""
    unit(case, bound_to=case["college"])


@forges(*TOLD, clause=CLAUSE, levels=STAMPED)
def unit_without_certificate_in_its_token(case):
    """A token without certificates, signed by a stranger in the name of the genuine unit, which the caller has.
    Told: the stamp is damaged."""
    unit(case, bag=[], key=world.STRANGER)
    case.given = [case["unit"]]


@forges(*TOLD, clause="RFC 3161, 2.3", levels=STAMPED)
def unit_is_a_sealing_certificate(case):
    """A genuine sealing certificate of the same hierarchy stamps its own time. Told: not entitled."""
    unit(case, unit=case["college"], bag=[case["college"], case["ca"]])


@forges(*TOLD, clause="RFC 3161, 2.3", levels=STAMPED)
def unit_without_its_use(case):
    """A certificate of the authority for time, without extended key usage. Told: not entitled."""
    made = replace(case["unit"], key=key("no-use"), extensions=(key_usage(0),), serial=0x2555)
    unit(case, unit=made)


@forges(*TOLD, clause="RFC 3161, 2.3", levels=STAMPED)
def unit_whose_use_is_not_critical(case):
    """The extended key usage is right and not critical. Told: not entitled."""
    made = replace(case["unit"], key=key("not-critical"), extensions=(key_usage(0), extended_use("1.3.6.1.5.5.7.3.8", False)),
                   serial=0x2556)
    unit(case, unit=made)


@forges(*TOLD, clause="RFC 3161, 2.3", levels=STAMPED)
def unit_is_the_sealer(case):
    """The sealer stamps its own seal with its own certificate. Told: not entitled."""
    unit(case, unit=case["seal"], bag=[case["seal"], case["ca"]])


@forges(*TOLD, clause=CLAUSE, levels=STAMPED, trusts=("anchor",))
def unit_expired_before_it_stamped(case):
    """The unit's certificate ended before the time in the token. Told: outside the unit's time."""
    unit(case, unit=replace(case["unit"], end="2025-01-01T00:00:00Z", serial=0x2557))


@forges(*TOLD, clause=CLAUSE, levels=STAMPED, trusts=("anchor",))
def unit_not_yet_valid_when_it_stamped(case):
    """The unit's certificate began after the time in the token. Told: outside the unit's time."""
    unit(case, unit=replace(case["unit"], begin="2025-04-01T00:00:00Z", serial=0x2558))


@forges(*TOLD, "revocation.*", clause="EN 319 102-1, 5.4", levels=STAMPED, trusts=("anchor",))
def unit_revoked_before_it_stamped(case):
    """The unit was revoked for a lost key before the time in the token. Told: the unit's revocation."""
    unit(case)
    if case.forged:
        case.revoked["unit"] = "2025-02-01T00:00:00Z"


@forges(*TOLD, clause="EN 319 102-1, 5.4", levels=STAMPED)
def unit_of_another_hierarchy(case):
    """An honest unit of a stranger's authority. Told: not trusted."""
    root = replace(case["stamp_root"], key=key("other-time"), subject=world.of_authority("TEST Stranger root of time"))
    made = replace(case["unit"], key=key("other-unit"), subject=world.of_authority("TEST Stranger unit"), issuer=root)
    unit(case, unit=made, bag=[made, root])


@forges(*TOLD, clause="RFC 3161, 2.4.2", levels=STAMPED)
def time_changed_after_it_was_signed(case):
    """The time in a genuine token is set back from May to March. Told: the stamp is damaged."""
    unit(case, when="2025-05-01T00:00:00Z",
         info_after=lambda info: info.replace(b"20250501000000Z", world.STAMPED.translate(DIGITS).encode()))


DIGITS = {ord(one): None for one in "-:T"}


@forges(*TOLD, clause="RFC 3161, 2.4.2", levels=STAMPED)
def imprint_changed_after_it_was_signed(case):
    """A genuine token over something else gets the imprint of this seal. Told: the stamp is damaged."""
    import hashlib

    def maker(made_by, when, covered, **options):
        right, wrong = hashlib.sha256(covered).digest(), hashlib.sha256(b"something else").digest()
        return evidence.token(made_by, when, b"something else", info_after=lambda info: info.replace(wrong, right), **options)
    unit(case, maker=maker)


@forges(*TOLD, clause="EN 319 102-1, 5.4", levels=STAMPED)
def stamp_over_something_else(case):
    """A genuine token over other octets. Told: it covers something else."""
    unit(case, covered=b"something else")


@forges(*TOLD, clause="EN 319 102-1, 5.4", levels=STAMPED)
def stamp_of_another_seal(case):
    """The genuine token of March of another genuine seal. Told: it covers something else."""
    from case import Case
    other = Case(case.form, "B", case.trust, False)
    other.credential["id"] = "urn:credential:test-0002"
    other.edit_document = lambda text: text.replace("test-0001", "test-0002").replace("TEST-0001", "TEST-0002")
    from jades import Jades
    from xades import Xades, apex
    covered = Jades(other).signature.encode() if case.form == "jades" else apex(Xades(other).usual().value_element())
    unit(case, covered=covered)


@forges(*TOLD, clause="RFC 5652, 5.4", levels=STAMPED)
def stamp_whose_value_was_changed(case):
    """One bit of the token's value is turned. Told: the stamp is damaged."""
    def maker(*parts, **options):
        made = evidence.token(*parts, **options)
        return made[:-1] + bytes([made[-1] ^ 1])
    unit(case, maker=maker)


@forges(*TOLD, clause="RFC 3161, 2.4.2", levels=STAMPED)
def stamp_whose_content_is_no_time(case):
    """CMS signed data of the genuine unit with another content type. Told: no time-stamp."""
    unit(case, kind="1.2.840.113549.1.7.1")


@forges(*TOLD, clause="TS 119 312", levels=STAMPED)
def stamp_with_a_weak_imprint(case):
    """The imprint is SHA-1. Told: weak."""
    unit(case, imprint="sha1")


@forges(*TOLD, clause="TS 119 312", levels=STAMPED)
def stamp_with_an_imprint_of_md5(case):
    """The imprint is MD5. Told: weak."""
    unit(case, imprint="md5")


@forges(*TOLD, clause="TS 119 312", levels=STAMPED)
def stamp_signed_over_sha1(case):
    """The token is signed over SHA-1, its imprint is strong. Told: weak."""
    unit(case, digest="sha1")


@forges(*TOLD, "algorithms.*", clause="TS 119 312", levels=STAMPED, trusts=("anchor",))
def unit_with_a_key_of_1024_bits(case):
    """The unit has a genuine certificate and an RSA key of 1024 bits, which can be broken. Told: weak."""
    made = replace(case["unit"], key=made_key("seal-rsa-1024"), serial=0x2559)
    revoked_since(case)
    better = replace(made, key=made_key("seal-rsa"))
    case.token_options = case.archive_options = {"unit": made if case.forged else better}


@forges(*TOLD, "algorithms.*", clause="TS 119 312", levels=STAMPED, trusts=("anchor",))
def unit_whose_certificate_is_signed_over_sha1(case):
    """The certificate of the unit is signed over SHA-1. Told: weak."""
    unit(case, unit=replace(case["unit"], digest="sha1", serial=0x255A))


@forges(*TOLD, "time.*", clause="EN 319 102-1, 5.4", levels=STAMPED)
def stamp_from_the_future(case):
    """The stamp is later than the day of judging; the seal was revoked in April. Told: from the future."""
    unit(case, when="2026-03-01T00:00:00Z")


@forges(*TOLD, "revocation.*", clause="EN 319 102-1, 5.6.2.2", levels=STAMPED)
def stamp_after_the_revocation(case):
    """A genuine stamp of May over a seal revoked in April. Told: revoked before."""
    unit(case, when="2025-05-01T00:00:00Z")


@forges("chain.*", "time.order", "time.before_claim", "revocation.*", clause="EN 319 102-1, 5.6.2.2", levels=STAMPED)
def stamp_before_the_certificate(case):
    """A genuine stamp is earlier than the certificate's beginning. Told: not yet valid."""
    if case.forged:
        case.token_options = {"when": "2023-03-01T10:00:05Z"}


@forges("revocation.no_proof", "revocation.before_sealing", clause="EN 319 132-1, 5.2.8; TS 119 182-1, 5.2.6", levels=("B",),
        forms=("jades",))
def only_the_content_was_stamped(case):
    """A stamp over the content before sealing is all there is; the seal was revoked in April. In the control the value is
    stamped too. Told: no time of the seal is proven."""
    from jades import b64, compact
    revoked_since(case)
    stamp = evidence.token(case["unit"], "2025-03-01T09:59:00Z", compact(case.credential).encode())
    case.header = {"adoTst": {"tstTokens": [{"val": b64(stamp)}]}, "crit": ["b64", "sigT", "adoTst"]}
    if not case.forged:
        case.edit_seal = lambda made: made.stamped() and None


@forges("time.references_only", "time.*", "revocation.*", clause="EN 319 102-1, 5.6.2.3; TS 119 182-1, 5.3.5",
        levels=("B",), forms=("jades",))
def only_references_were_stamped(case):
    """A stamp over references alone (rfsTst), over none at all, is all there is. Told: it proves references only."""
    revoked_since(case)
    if not case.forged:
        case.edit_seal = lambda made: made.stamped() and None
        return
    from jades import b64

    def add(made):
        for name_of, covered in (("rfsTst", b""), ("sigRTst", made.signature.encode())):
            made.add(**{name_of: {"tstTokens": [{"val": b64(case.token(case.stamped_at, covered))}]}})
    case.edit_seal = add


@forges("time.references_only", "time.*", "revocation.*", clause="EN 319 132-1, 5.4; EN 319 102-1, 5.6.2.3", levels=("B",),
        forms=("elm2", "elmo"))
def only_references_were_stamped_in_xml(case):
    """RefsOnlyTimeStamp over nothing is all there is. Told: it proves references only."""
    revoked_since(case)

    def add(made):
        if case.forged:
            made.unsigned.append(made.stamp_element("RefsOnlyTimeStamp", b"", case.stamped_at))
        else:
            made.stamped()
    case.edit_seal = add


@forges(*TOLD, "revocation.*", clause="EN 319 102-1, 5.6.3", levels=("T", "LT"))
def archive_stamp_alone_is_forged(case):
    """A true stamp of May, and an archive stamp that a namesake dates in March. Told: the unit is not trusted."""
    revoked_since(case)
    if case.forged:
        case.token_options = {"when": "2025-05-01T00:00:00Z"}
        case.archive_options = {"unit": replace(case["unit"], key=world.STRANGER, issuer=None), "when": world.ARCHIVED}
    case.edit_seal = lambda made: made.archived() and None


@forges(*TOLD, "revocation.*", clause="EN 319 102-1, 5.4", levels=STAMPED, forms=("jades",))
def good_token_beside_a_forged_one(case):
    """Two tokens in one property: a true one of May and a forged one of March. Told: the unit is not trusted."""
    unit(case, when="2025-05-01T00:00:00Z")
    if case.forged:
        from jades import b64
        forger = replace(case["unit"], key=world.STRANGER, issuer=None)

        def more(made):
            value = evidence.token(forger, world.STAMPED, made.signature.encode())
            made.properties.insert(0, {"sigTst": {"tstTokens": [{"val": b64(value)}]}})
        case.edit_seal = more


@forges(*TOLD, clause="EN 319 102-1, 5.2.6", levels=STAMPED, trusts=("anchor",))
def unit_altered_after_it_was_issued(case):
    """The public key in the octets of the unit's genuine certificate is exchanged. Told: not trusted."""
    genuine = case["unit"]
    made = Altered(genuine, genuine.der.replace(genuine.key.octets, world.STRANGER.octets))
    unit(case, unit=made, key=world.STRANGER)


@forges(*TOLD, clause="RFC 5280, 7.1", levels=STAMPED)
def unit_in_another_case(case):
    """The namesake of the unit writes its name in capitals. Told: not trusted."""
    unit(case, unit=replace(case["unit"], key=world.STRANGER, issuer=None,
                            subject=name(C="XA", O="TEST FORGE TRUST SERVICES", CN="TEST FORGE UNIT OF TIME")))
