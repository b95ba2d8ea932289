"""Unsigned properties, which anybody can take out, double, move or exchange: no seal may gain by it. The genuine seal needs
them, for its certificate was revoked in April."""

from dataclasses import replace

import world
from certificates import key
from jades import compact, b64url
from operators import forges
from operators.stamps import revoked_since

TIME = ("revocation.no_proof", "revocation.before_sealing", "revocation.*", "seal.*", "time.*", "chain.*")
CLAUSE = "EN 319 102-1, 5.6.2; TS 119 182-1, 5.3; EN 319 132-1, 5"
NAMES = {"stamp": ("sigTst", "SignatureTimeStamp"), "values": ("xVals", "CertificateValues"),
         "revocations": ("rVals", "RevocationValues"), "archive": ("arcTst", "ArchiveTimeStamp")}


def properties(made):
    return made.properties if hasattr(made, "properties") else made.unsigned


def is_(one, which):
    json_name, xml_name = NAMES[which]
    return json_name in one if isinstance(one, dict) else one.split(">")[0].split(" ")[0].endswith(":" + xml_name)


def edit(case, change):
    """`change` gets the list of properties of the seal."""
    if case.forged:
        case.edit_seal = lambda made: change(properties(made)) and None


def strip(case, which):
    edit(case, lambda some: some.__setitem__(slice(None), [one for one in some if not is_(one, which)]))


def double(case, which):
    edit(case, lambda some: some.extend([one for one in some if is_(one, which)]))


@forges(*TIME, clause=CLAUSE, levels=("T", "LT"))
def stamp_taken_out(case):
    """The stamp of a seal that was revoked since is taken out. Told: no proof of time."""
    revoked_since(case)
    strip(case, "stamp")


@forges(*TIME, clause=CLAUSE, levels=("LTA",))
def all_stamps_taken_out(case):
    """Stamp and archive stamp are taken out. Told: no proof of time."""
    revoked_since(case)
    edit(case, lambda some: some.__setitem__(slice(None), [one for one in some if not is_(one, "stamp") and not is_(one, "archive")]))


@forges("revocation.*", clause=CLAUSE, levels=("LT",))
def revocations_taken_out(case):
    """The answers are taken out. Told: no answers."""
    strip(case, "revocations")


@forges("chain.*", clause=CLAUSE, levels=("LT",), trusts=("anchor",))
def certificates_taken_out(case):
    """The values are taken out, and the header has the sealer alone. Told: no path."""
    case.chain = False
    strip(case, "values")


@forges(*TIME, clause=CLAUSE, levels=("LTA",), trusts=("anchor",))
def archive_stamp_taken_out(case):
    """The unit of the stamp ended since, and only the archive stamp of a later unit keeps it. It is taken out. Told: the
    unit ended, no proof of time."""
    _archived_by_another(case)
    strip(case, "archive")


def _archived_by_another(case):
    revoked_since(case)
    old = replace(case["unit"], end="2025-05-01T00:00:00Z", serial=0x2777)
    new = replace(case["unit"], key=key("new-unit"), serial=0x2778)
    case.token_options, case.archive_options = {"unit": old}, {"unit": new}


@forges(*TIME, clause=CLAUSE, levels=("LTA",), trusts=("anchor",))
def stamp_exchanged_below_the_archive_stamp(case):
    """A namesake's stamp replaces the genuine one under a genuine archive stamp of May. Told: not trusted, or changed."""
    revoked_since(case)
    case.archived_at = "2025-05-02T00:00:00Z"
    if case.forged:
        forger = replace(case["unit"], key=world.STRANGER, issuer=None)
        case.token_options = {"unit": forger}


@forges(*TIME, clause=CLAUSE, levels=("LTA",), trusts=("anchor",))
def archive_stamp_moved_to_the_front(case):
    """The archive stamp that the seal needs stands before what it covers. Told: it covers something else."""
    _archived_by_another(case)
    edit(case, lambda some: some.insert(0, some.pop()))


@forges(*TIME, clause=CLAUSE, levels=("LTA",), trusts=("anchor",))
def order_of_properties_turned(case):
    """All properties stand in the opposite order. Told: the archive stamp covers something else."""
    _archived_by_another(case)
    edit(case, lambda some: some.reverse())


@forges(*TIME, clause=CLAUSE, levels=("LTA",), trusts=("anchor",))
def answers_exchanged_below_the_archive_stamp(case):
    """Answers that the archive stamp covers are taken out. Told: it covers something else."""
    _archived_by_another(case)
    strip(case, "revocations")


@forges("*", clause=CLAUSE, levels=("T", "LT"), law="no_earlier")
def stamp_doubled(case):
    """The stamp stands twice. It proves the same time, not more."""
    double(case, "stamp")


@forges("*", clause=CLAUSE, levels=("LT",), law="no_earlier")
def certificates_doubled(case):
    """The certificates stand twice. Nothing more is proven."""
    double(case, "values")


@forges("*", clause=CLAUSE, levels=("LT",), law="no_earlier")
def revocations_doubled(case):
    """The answers stand twice. Nothing more is proven."""
    double(case, "revocations")


@forges("*", clause=CLAUSE, levels=("LTA",), law="no_earlier")
def archive_stamp_doubled(case):
    """The archive stamp stands twice; the second covers something else. Nothing more is proven."""
    double(case, "archive")


@forges("seal.property_unknown", "seal.*", "xades.*", clause="TS 119 182-1, 5.3; EN 319 132-1, 5", law="told", levels=("T", "LT"))
def property_that_nobody_knows(case):
    """An unknown property that claims something. Told: unknown."""
    edit(case, lambda some: some.append({"verdict": "PLANTED"} if isinstance(some[0], dict) else
                                        '<x:verdict xmlns:x="urn:test">PLANTED</x:verdict>'))


@forges("seal.*", "xades.*", "revocation.*", clause=CLAUSE, levels=("T", "LT"))
def stamp_emptied(case):
    """The stamp's token is empty; the seal was revoked since. Told: damaged."""
    revoked_since(case)
    case.token_options = {"maker": lambda *_, **__: b""} if case.forged else {}


@forges("seal.*", "xades.*", "revocation.*", clause=CLAUSE, levels=("T", "LT"))
def stamp_cut_short(case):
    """The stamp's token ends in the middle; the seal was revoked since. Told: damaged."""
    from evidence import token
    revoked_since(case)
    case.token_options = {"maker": lambda *parts, **more: token(*parts, **more)[:-40]} if case.forged else {}


@forges("seal.property_damaged", "jws.*", "json.*", "jades.*", "seal.*", "revocation.*", clause="TS 119 182-1, 5.3.1", forms=("jades",),
        levels=("LT",))
def property_not_readable(case):
    """The text of the answers among the properties is no JSON. Told: damaged."""
    if case.forged:
        def damage(made):
            good = made.written
            made.written = lambda: [b64url(b"{" + compact(one).encode()) if "rVals" in one else text
                                    for one, text in zip(made.properties, good())]
        case.edit_seal = damage
