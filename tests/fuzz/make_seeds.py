#!/usr/bin/env python3
"""Writes what the oracles of path, der and verdict need: tests/fuzz/world (who is trusted, and a stock of certificates) and
the seeds of these targets, forged files beside their genuine twins. Everything comes from tests/forge, where keys follow
from their names: the same files come out every time. Names are invented.

    tests/fuzz/make_seeds.py
"""

import os
import sys
from dataclasses import replace

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "forge"))
sys.dont_write_bytecode = True

import keys  # noqa: E402,F401  (sets the paths)
import operators  # noqa: E402
import world  # noqa: E402
from case import Case  # noqa: E402
from certificates import PRINTABLE, Certificate, authority, key, key_usage, name  # noqa: E402

STRANGER, THIRD, OLD, NEW = (key(which) for which in ("stranger", "third", "old", "new"))
ROOT, CA, SEAL, UNIT, STAMP_ROOT = (world.GENUINE[part] for part in ("root", "ca", "seal", "unit", "stamp_root"))


def stock():
    """Certificates by what they are; a recipe of the path target names them by their place."""
    other_root = Certificate(key("other-root"), world.of_authority("TEST Forge second root"), 0x4001, extensions=authority())
    root_namesake = replace(ROOT, key=STRANGER)
    ca_namesake = replace(CA, key=STRANGER, issuer=None)
    ca_below_namesake = replace(CA, key=STRANGER, issuer=root_namesake)
    renewed = replace(CA, key=NEW, serial=0x4002)
    return [
        ROOT, CA, SEAL, UNIT, STAMP_ROOT, other_root,                                                        # 0 to 5
        root_namesake, replace(ROOT, key=STRANGER, subject_id=False, authority_id=False),                    # 6, 7
        replace(ROOT, key=STRANGER, subject_id=ROOT.key_id, authority_id=ROOT.key_id),                       # 8
        ca_namesake, replace(CA, key=STRANGER, issuer=None, subject_id=False, authority_id=False),           # 9, 10
        replace(CA, key=STRANGER, issuer=None, subject_id=CA.key_id, authority_id=ROOT.key_id),              # 11
        ca_below_namesake, replace(CA, signed_by=THIRD), replace(CA, key=STRANGER, signed_by=THIRD),         # 12 to 14
        replace(CA, issuer=other_root, serial=0x4003),                           # 15: certified by a second root
        replace(ROOT, issuer=other_root, serial=0x4004),                         # 16: the root, cross-certified
        renewed, Certificate(NEW, CA.subject, 0x4005, extensions=authority(), issuer=CA),                    # 17, 18: roll-over
        replace(CA, key=NEW, serial=0x4006, subject_id=False, authority_id=False),                           # 19
        replace(SEAL, issuer=ca_namesake), replace(SEAL, issuer=ca_below_namesake), replace(SEAL, issuer=renewed),  # 20 to 22
        replace(SEAL, signed_by=STRANGER), replace(SEAL, issuer=None), replace(SEAL, key=STRANGER, issuer=None),    # 23 to 25
        replace(SEAL, issued_as=ROOT.subject), replace(SEAL, subject=CA.subject),                            # 26, 27
        Certificate(key("leaf"), world.of_holder(common_name="TEST below a seal"), 0x4007, extensions=(key_usage(0),),
                    issuer=SEAL),                                                                            # 28
        Certificate(OLD, CA.subject, 0x4008, extensions=authority(0), issuer=ROOT),                          # 29
        Certificate(key("deep"), world.of_authority("TEST Forge CA below a CA"), 0x4009, extensions=authority(), issuer=CA),
        replace(CA, subject=name(PRINTABLE, C="XA", O="TEST Forge Trust Services", CN="TEST Forge CA for seals")),  # 31
        replace(CA, subject=name(C="XA", O="test forge  trust services", CN="TEST FORGE CA FOR SEALS"), key=STRANGER,
                issuer=None),                                                                                # 32
        replace(UNIT, issuer=replace(STAMP_ROOT, key=STRANGER)), replace(STAMP_ROOT, key=STRANGER),          # 33, 34
        replace(CA, extensions=(key_usage(0),)), replace(CA, digest="sha1"),                                 # 35, 36
    ]


# leaf, number of candidates, candidates, number of anchors, anchors
PATHS = {
    "genuine": [2, 2, 1, 4, 1, 0],
    "anchored_at_the_authority": [2, 1, 0, 1, 1],
    "authority_is_a_namesake_of_a_listed_one": [20, 2, 9, 0, 2, 0, 1],
    "root_is_a_namesake": [21, 2, 12, 6, 1, 0],
    "root_is_a_namesake_with_the_key_identifier": [21, 3, 12, 8, 7, 1, 0],
    "self_issued_under_a_third_key": [20, 3, 14, 13, 9, 1, 0],
    "renewed_authority": [22, 3, 18, 17, 1, 1, 0],
    "two_roots": [2, 4, 1, 15, 16, 9, 2, 5, 0],
    "signed_by_nobody_at_hand": [23, 2, 1, 0, 1, 0],
    "below_a_sealing_certificate": [28, 3, 2, 1, 0, 1, 0],
    "leaf_is_the_anchor": [2, 0, 1, 2],
    "name_of_its_authority": [27, 3, 1, 0, 2, 1, 0],
}
# operator, form, level: forged and control become two seeds of the verdict target
FORGERIES = [
    ("authority_with_the_genuine_key_identifier", "jades", "B"), ("authority_below_a_namesake_root", "elm2", "B"),
    ("seal_with_the_genuine_one_in_the_bag", "jades", "B"), ("unit_below_a_namesake_root", "jades", "T"),
    ("good_token_beside_a_forged_one", "jades", "T"), ("only_references_were_stamped", "jades", "T"),
    ("list_of_a_namesake", "jades", "LT"), ("answer_of_a_namesake_of_the_authority", "elm2", "LT"),
    ("archive_stamp_alone_is_forged", "jades", "LTA"), ("counter_signature_brings_a_credential", "elm2", "B"),
    ("stylesheet_gives_something_else", "elm2", "B"), ("filter_after_a_canonical_form_takes_the_holder_out", "elm2", "B"),
    ("base64_reads_the_text_alone", "elm2", "B"), ("credential_in_an_unsigned_property", "elm2", "B"),
    ("identifier_twice_planted_first", "elm2", "B"), ("stranger_signs_beside", "elmo", "B"),
    ("presented_by_a_college", "elm2", "B"), ("stranger_signs_beside_in_json", "jades", "B"),
    ("counter_signature_with_a_payload_of_its_own", "jades", "B"), ("presentation_sealed_by_the_college", "jades", "B"),
    ("issuer_with_a_second_number_of_the_sealer", "jades", "B"), ("credential_moved_behind_a_planted_one", "elm2", "B"),
]


def put(content, *place):
    path = os.path.join(HERE, *place)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def main():
    certificates = stock()
    assert len(certificates) <= 240
    put("".join(one.pem() for one in certificates), "world", "stock.pem")
    put(ROOT.pem() + STAMP_ROOT.pem(), "world", "anchors.pem")
    for title, recipe in PATHS.items():
        put(bytes(recipe), "corpus", "path", title)
    # The same way with every certificate in the input itself, where it can be changed byte by byte.
    put(bytes([240, 1, 241, 1, 0]) + SEAL.der + CA.der, "corpus", "path", "genuine_in_the_input")
    put(bytes([240, 1, 241, 2, 1, 0]) + certificates[20].der + certificates[9].der, "corpus", "path", "namesake_in_the_input")
    for part, title in ((6, "root_namesake"), (10, "authority_namesake_without_identifiers"), (18, "roll_over"),
                        (20, "seal_below_a_namesake")):
        put(certificates[part].der, "corpus", "der", f"certificate_{title}")
    case = Case("jades", "LT")
    for number, one in enumerate(case.lists()):
        put(one, "corpus", "der", f"revocation_list_of_authority_{number}")
    put(case.token(world.STAMPED, b"TEST"), "corpus", "der", "time_stamp_token_of_the_world")
    known = operators.load()
    for title, form, level in FORGERIES:
        form = form if form in known[title].forms else known[title].forms[0]
        level = level if level in known[title].levels else known[title].levels[0]
        for forged in (True, False) if known[title].control else (True,):
            case = Case(form, level, "anchor", forged)
            known[title].make(case)
            put(case.write(), "corpus", "verdict", f"{title}_{level}_{'forged' if forged else 'control'}{case.ending}")
    for level in ("B", "T", "LT", "LTA"):
        for form in ("jades", "elm2"):
            case = Case(form, level)
            put(case.write(), "corpus", "verdict", f"genuine_{form}_{level}{case.ending}")
    # The lists for what brings none of its own.
    for number, one in enumerate(Case("jades", "B").lists()):
        put(one, "world", f"list-{number}.crl")


if __name__ == "__main__":
    main()
