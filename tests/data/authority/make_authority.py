#!/usr/bin/env python3
"""Writes the test authority: certificates, revocation lists, OCSP answers. Needs openssl and Python, nothing else.

    tests/data/authority/make_authority.py         writes the files beside it; keys that exist are kept

Everything here is invented and worthless: every name says TEST, and the private keys are public."""

import os

from der import null
from pki import (DELTA, ENCIPHER, HERE, NO_REVOCATION_AVAILABLE, OCSP_NO_CHECK, OCSP_SIGNING, REPUDIATE, SIGN,
                 TIME_STAMPING, Certificate, ca, extended_use, extension, key_usage, limited_to, list_number, make_key,
                 name_of, ocsp_answer, openssl, revocation_list)

ORGANISATION = "TEST University of Nowhere"
IDENTIFIER = "VATXX-TEST00001"
SEALS = [key_usage(SIGN, REPUDIATE)]
LONG = ("2024-01-01T00:00:00Z", "2034-01-01T00:00:00Z")
REVOKED_AT = "2025-02-01T00:00:00Z"
KEY_COMPROMISE, ON_HOLD, TAKEN_OFF = 1, 6, 8


def subject(common_name, identifier=IDENTIFIER, organisation=ORGANISATION):
    return name_of(C="XX", O=organisation, organizationIdentifier=identifier, CN=common_name)


def authority_name(common_name):
    return name_of(C="XX", O="TEST Authority", CN=common_name)


def make_keys():
    for name in ("root-ca", "sub-ca", "stranger-ca", "seal-rsa", "tsa", "ocsp", "crossed-ca"):
        make_key(name, "rsa")
    for name, kind in (("seal-rsa-1024", "rsa1024"), ("seal-p256", "p256"), ("seal-p384", "p384"),
                       ("seal-p521", "p521"), ("seal-ed25519", "ed25519"), ("seal-ed448", "ed448")):
        make_key(name, kind)


def certificates():
    """All certificates by file name; serial numbers follow the order below."""
    made = {}

    def add(name, key, text, begin, end, extensions, issuer=None, weak=False):
        made[name] = Certificate(key, text, len(made) + 0x1001, begin, end, extensions, made.get(issuer), weak)

    old = ("2020-01-01T00:00:00Z", "2050-01-01T00:00:00Z")
    add("root-ca", "root-ca", authority_name("TEST Root CA"), *old, ca())
    add("stranger-ca", "stranger-ca", authority_name("TEST Stranger CA"), *old, ca())
    add("sub-ca", "sub-ca", authority_name("TEST Seal CA"), "2020-01-01T00:00:00Z", "2045-01-01T00:00:00Z", ca(0),
        "root-ca")
    for kind in ("rsa", "p256", "p384", "p521", "ed25519", "ed448", "rsa-1024"):
        add(f"seal-{kind}", f"seal-{kind}", subject(f"TEST Seal {kind}"), *LONG, SEALS, "sub-ca")
    add("seal-expired", "seal-rsa", subject("TEST Seal expired"), "2022-01-01T00:00:00Z", "2024-12-31T00:00:00Z",
        SEALS, "sub-ca")
    add("seal-not-yet-valid", "seal-rsa", subject("TEST Seal not yet valid"), "2027-01-01T00:00:00Z",
        "2034-01-01T00:00:00Z", SEALS, "sub-ca")
    add("seal-revoked", "seal-rsa", subject("TEST Seal revoked"), *LONG, SEALS, "sub-ca")
    add("seal-wrong-key-usage", "seal-rsa", subject("TEST Seal wrong key usage"), *LONG, [key_usage(ENCIPHER)],
        "sub-ca")
    add("seal-without-revocation", "seal-rsa", subject("TEST Seal without revocation"), *LONG,
        [*SEALS, NO_REVOCATION_AVAILABLE], "sub-ca")
    add("seal-sha1", "seal-rsa", subject("TEST Seal SHA-1"), *LONG, SEALS, "sub-ca", weak=True)
    add("seal-other-organisation", "seal-rsa",
        subject("TEST Seal other organisation", "VATXX-TEST00002", "TEST College of Elsewhere"), *LONG, SEALS, "sub-ca")
    add("seal-name-only", "seal-rsa", subject("TEST Seal name only", None), *LONG, SEALS, "sub-ca")
    add("seal-other-name-only", "seal-rsa", subject("TEST Seal other name only", None, "TEST College of Elsewhere"),
        *LONG, SEALS, "sub-ca")
    add("seal-of-stranger", "seal-rsa", subject("TEST Seal rsa"), *LONG, SEALS, "stranger-ca")
    add("sub-sub-ca", "stranger-ca", authority_name("TEST CA below path length 0"), *old, ca(), "sub-ca")
    add("seal-below-path-length", "seal-rsa", subject("TEST Seal below path length"), *LONG, SEALS, "sub-sub-ca")
    add("seal-by-no-ca", "seal-p256", subject("TEST Seal issued by no CA"), *LONG, SEALS, "seal-rsa")

    stamps = [key_usage(SIGN), extended_use(TIME_STAMPING, True)]
    add("tsa", "tsa", authority_name("TEST Time-stamps"), *LONG, stamps, "root-ca")
    add("tsa-expired", "tsa", authority_name("TEST Time-stamps expired"), "2022-01-01T00:00:00Z",
        "2024-12-31T00:00:00Z", stamps, "root-ca")
    add("tsa-not-entitled", "tsa", authority_name("TEST Time-stamps not entitled"), *LONG,
        [key_usage(SIGN), extended_use(TIME_STAMPING, False)], "root-ca")
    add("tsa-of-stranger", "tsa", authority_name("TEST Time-stamps of a stranger"), *LONG, stamps, "stranger-ca")

    answers = [key_usage(SIGN), extended_use(OCSP_SIGNING, False), OCSP_NO_CHECK]
    add("ocsp", "ocsp", authority_name("TEST OCSP"), *LONG, answers, "sub-ca")
    add("ocsp-expired", "ocsp", authority_name("TEST OCSP expired"), "2024-01-01T00:00:00Z", "2025-03-15T00:00:00Z",
        answers, "sub-ca")
    add("ocsp-not-entitled", "ocsp", authority_name("TEST OCSP not entitled"), *LONG, [key_usage(SIGN)], "sub-ca")
    add("ocsp-of-root", "ocsp", authority_name("TEST OCSP of the root"), *LONG, answers, "root-ca")
    add("ocsp-to-be-checked", "ocsp", authority_name("TEST OCSP to be checked"), *LONG,
        [key_usage(SIGN), extended_use(OCSP_SIGNING, False)], "sub-ca")
    # Two ways upwards: the stranger and the root both certified this authority, and the stranger is certified by it.
    add("crossed-ca", "crossed-ca", authority_name("TEST CA certified twice"), *old, ca(), "stranger-ca")
    add("crossed-ca-by-root", "crossed-ca", authority_name("TEST CA certified twice"), *old, ca(), "root-ca")
    add("stranger-ca-by-crossed", "stranger-ca", authority_name("TEST Stranger CA"), *old, ca(), "crossed-ca")
    add("seal-crossed", "seal-rsa", subject("TEST Seal of the CA certified twice"), *LONG, SEALS, "crossed-ca")
    return made


def revocation_data(made):
    """Lists and answers by file name."""
    sub, root, seal = made["sub-ca"], made["root-ca"], made["seal-rsa"]
    month = ("2025-03-02T00:00:00Z", "2025-09-01T00:00:00Z")
    revoked = [(made["seal-revoked"].serial, REVOKED_AT, KEY_COMPROMISE)]
    held = (seal.serial, REVOKED_AT, ON_HOLD)
    released = (seal.serial, REVOKED_AT, TAKEN_OFF)
    files = {
        "root-ca.crl": revocation_list(root, "2025-03-02T00:00:00Z", "2026-03-02T00:00:00Z"),
        "root-ca-in-2024.crl": revocation_list(root, "2024-11-02T00:00:00Z", "2026-03-02T00:00:00Z"),
        "sub-ca.crl": revocation_list(sub, *month, revoked),
        "sub-ca-in-2024.crl": revocation_list(sub, "2024-11-02T00:00:00Z", "2024-12-01T00:00:00Z"),
        "sub-ca-stale.crl": revocation_list(sub, "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"),
        "sub-ca-from-the-future.crl": revocation_list(sub, "2026-01-01T00:00:00Z", "2026-09-01T00:00:00Z"),
        "sub-ca-forged.crl": revocation_list(sub, *month, key="stranger-ca"),
        "sub-ca-delta.crl": revocation_list(sub, *month, extensions=[DELTA]),
        "sub-ca-numbered.crl": revocation_list(sub, *month, [held], extensions=[list_number(4)]),
        "sub-ca-delta-revokes.crl": revocation_list(sub, *month, revoked, extensions=[DELTA, list_number(5)]),
        "sub-ca-delta-releases.crl": revocation_list(sub, *month, [released], extensions=[DELTA, list_number(5)]),
        "sub-ca-delta-of-before.crl": revocation_list(sub, *month, [released], extensions=[DELTA, list_number(3)]),
        "sub-ca-for-holders.crl": revocation_list(sub, *month, revoked, extensions=[limited_to(1)]),
        "sub-ca-for-authorities.crl": revocation_list(sub, *month, extensions=[limited_to(2)]),
        "sub-ca-for-compromise.crl": revocation_list(sub, *month, extensions=[limited_to(3, bytes([5, 0b01100000]))]),
        "sub-ca-for-the-rest.crl": revocation_list(sub, *month, extensions=[limited_to(3, bytes([7, 0b00011111, 0b10000000]))]),
        "sub-ca-with-unknown-limit.crl": revocation_list(sub, *month, extensions=[
            extension("1.2.3.4.5", null(), critical=True)]),
        "ocsp-good.der": ocsp_answer(made["ocsp"], seal, *month),
        "ocsp-good-by-issuer.der": ocsp_answer(sub, seal, *month),
        "ocsp-good-without-end.der": ocsp_answer(made["ocsp"], seal, month[0], None),
        "ocsp-good-responder-outside.der": ocsp_answer(made["ocsp"], seal, *month, inside=False),
        "ocsp-revoked.der": ocsp_answer(made["ocsp"], made["seal-revoked"], *month, (REVOKED_AT, KEY_COMPROMISE)),
        "ocsp-responder-to-be-checked.der": ocsp_answer(made["ocsp-to-be-checked"], seal, *month),
        "ocsp-unknown.der": ocsp_answer(made["ocsp"], seal, *month, unknown=True),
        "ocsp-stale.der": ocsp_answer(made["ocsp"], seal, "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"),
        "ocsp-from-the-future.der": ocsp_answer(made["ocsp"], seal, "2026-01-01T00:00:00Z", "2026-09-01T00:00:00Z"),
        "ocsp-responder-expired.der": ocsp_answer(made["ocsp-expired"], seal, *month),
        "ocsp-responder-not-entitled.der": ocsp_answer(made["ocsp-not-entitled"], seal, *month),
        "ocsp-responder-of-another-ca.der": ocsp_answer(made["ocsp-of-root"], seal, *month),
        "ocsp-forged.der": ocsp_answer(made["ocsp"], seal, *month, key="stranger-ca"),
    }
    return files


def check(folder):
    """The openssl command line, which shares no code with the DER above, must agree with what was made."""
    anchor = os.path.join(folder, "root-ca.pem")
    middle = os.path.join(folder, "sub-ca.pem")
    for name in ("seal-rsa", "seal-p256", "seal-p384", "seal-p521", "seal-ed25519", "seal-ed448", "ocsp"):
        openssl("verify", "-attime", "1748736000", "-CAfile", anchor, "-untrusted", middle,
                os.path.join(folder, name + ".pem"))
    openssl("verify", "-attime", "1748736000", "-purpose", "timestampsign", "-CAfile", anchor,
            os.path.join(folder, "tsa.pem"))
    openssl("crl", "-in", os.path.join(folder, "sub-ca.crl"), "-inform", "DER", "-CAfile", middle, "-noout")
    openssl("ocsp", "-respin", os.path.join(folder, "ocsp-good.der"), "-issuer", middle, "-cert",
            os.path.join(folder, "seal-rsa.pem"), "-CAfile", anchor, "-verify_other", middle, "-attime", "1748736000",
            "-partial_chain", "-validity_period", "999999999")


def main():
    make_keys()
    made = certificates()
    for name, certificate in made.items():
        with open(os.path.join(HERE, name + ".pem"), "w", encoding="ascii") as file:
            file.write(certificate.pem())
    for name, content in revocation_data(made).items():
        with open(os.path.join(HERE, name), "wb") as file:
            file.write(content)
    pem = openssl("crl", "-inform", "DER", "-in", os.path.join(HERE, "sub-ca.crl"))
    with open(os.path.join(HERE, "sub-ca.crl.pem"), "wb") as file:
        file.write(pem)
    check(HERE)


if __name__ == "__main__":
    main()
