"""Every date that the rules look at is shifted. The control has the right ones."""

import json

from dataclasses import replace  # noqa: F401
from jades import compact
from operators import forges

STAMPED = ("T", "LT", "LTA")


def content_date(case, json_member, xml_element, value):
    """A date of the credential itself, sealed with it."""
    if case.form == "jades":
        case.credential = {**json.loads(compact(case.credential)), json_member: value}
    else:
        case.edit_document = lambda text: text.replace("<cred:issued>", f"<cred:{xml_element}>{value}</cred:{xml_element}><cred:issued>") if (
            f"<cred:{xml_element}>" not in text) else text.replace(f"<cred:{xml_element}>2025-03-01T09:00:00+00:00", f"<cred:{xml_element}>{value}")


@forges("validity.ended", clause="W3C VC data model, 4.6", forms=("jades",))
def credential_has_ended(case):
    """The credential itself ended before the day of judging. Told: ended."""
    if case.forged:
        content_date(case, "validUntil", "validUntil", "2025-05-01T00:00:00Z")


@forges("validity.ended", clause="W3C VC data model, 4.6", forms=("jades",))
def credential_has_expired(case):
    """The same by expirationDate. Told: ended."""
    if case.forged:
        content_date(case, "expirationDate", "validUntil", "2025-05-01T00:00:00Z")


@forges("validity.not_begun", clause="W3C VC data model, 4.6", forms=("jades", "elm2"))
def credential_has_not_begun(case):
    """The credential begins after the day of judging. Told: not begun."""
    if case.forged:
        content_date(case, "validFrom", "validFrom", "2026-03-01T09:00:00Z" if case.form == "jades" else "2026-03-01T09:00:00+00:00")


@forges("chain.expired_before_sealing", "chain.*", clause="EN 319 102-1, 5.6.2", levels=STAMPED)
def certificate_expired_before_it_sealed(case):
    """The sealing certificate ended a month before the stamp. Told: expired before sealing."""
    if case.forged:
        case.change("seal", end="2025-02-01T00:00:00Z")


@forges("chain.expired_no_proof", "chain.*", clause="EN 319 102-1, 5.2.6", levels=("B",))
def certificate_expired_without_proof(case):
    """The sealing certificate ended in May; nothing but a claim is older. Told: expired, no proof."""
    if case.forged:
        case.change("seal", end="2025-05-01T00:00:00Z")


@forges("chain.*", clause="EN 319 102-1, 5.6.2", levels=STAMPED)
def certificate_began_after_it_sealed(case):
    """The sealing certificate began after the stamp. Told: not yet valid."""
    if case.forged:
        case.change("seal", begin="2025-04-01T00:00:00Z")


@forges("chain.*", clause="RFC 5280, 6.1.3 (a)(2)", levels=("B",))
def certificate_has_not_begun(case):
    """The sealing certificate begins after the day of judging. Told: not yet valid."""
    if case.forged:
        case.change("seal", begin="2025-08-01T00:00:00Z")


@forges("chain.*", clause="RFC 5280, 6.1.3 (a)(2)", levels=("B",), trusts=("anchor",))
def authority_has_ended(case):
    """The authority's certificate ended before the day of judging. Told: a rule of paths is broken."""
    if case.forged:
        case.change("ca", end="2025-01-01T00:00:00Z")


@forges("chain.*", clause="EN 319 102-1, 5.6.2", levels=STAMPED, trusts=("anchor",))
def authority_had_ended_before_it_sealed(case):
    """The authority's certificate ended before the stamp. Told: expired before sealing."""
    if case.forged:
        case.change("ca", end="2025-02-01T00:00:00Z")


@forges("time.claimed_in_future", "time.*future*", clause="EN 319 102-1, 5.2.5", law="told", levels=("B",))
def sealing_claimed_in_the_future(case):
    """The seal claims a time after the day of judging. Told: claimed in the future."""
    if case.forged:
        case.sealed_at = "2030-03-01T10:00:00Z"


@forges("time.before_claim", "time.claimed_in_future", "time.order", clause="EN 319 102-1, 5.6.3.2", law="told", levels=STAMPED)
def sealing_claimed_after_its_stamp(case):
    """The stamp is of March, the seal claims April. Told: a contradiction."""
    if case.forged:
        case.sealed_at = "2025-04-01T10:00:00Z"


@forges("time.order", "seal.timestamp_*", clause="EN 319 102-1, 5.6.3.2", levels=("LTA",))
def archive_stamp_before_the_stamp(case):
    """The archive stamp, which covers the stamp, is older than it. Told: the order of time-stamps."""
    if case.forged:
        case.archived_at = "2025-02-01T00:00:00Z"


@forges("time.from_the_future", "time.outside_authority", "time.*", clause="EN 319 102-1, 5.4", law="not_proven", levels=("T", "LT"))
def stamp_after_the_day_of_judging(case):
    """The only stamp is of next year. Told: from the future; proves nothing yet."""
    if case.forged:
        case.stamped_at = "2026-03-01T10:00:00Z"


@forges("chain.*", "revocation.*", clause="EN 319 102-1, 5.2.6", levels=("B",))
def judged_before_the_certificate_began(case):
    """The day of judging is before the certificate. Told: judged before issue."""
    if case.forged:
        case.judged_at = "2023-06-01T00:00:00Z"
