"""What the authorities of the trust world say about their certificates: lists and OCSP answers."""

import hashlib

from authorities import world
from der import enumerated, explicit, generalized_time, integer, null, octets, oid, sequence, tlv
from pki import RSA_SHA256, SHA, extension, revocation_list, sign

MARCH, SEPTEMBER = "2025-03-02T00:00:00Z", "2025-09-01T00:00:00Z"
KEY_COMPROMISE, CA_COMPROMISE, ON_HOLD = 1, 2, 6


def remembers_expired(since):
    """expiredCertsOnCRL (ISO/IEC 9594-8, 9.5.2.8): the list keeps what expired after this time."""
    return extension("2.5.29.60", generalized_time(since))


def crl(issuer, begin=MARCH, end=SEPTEMBER, revoked=(), **options):
    """revoked: (name, time, reason)"""
    made = world()
    return revocation_list(made[issuer], begin, end, [(made[name].serial, when, why) for name, when, why in revoked], **options)


def ocsp(responder, certificate, begin=MARCH, end=SEPTEMBER, digest="sha1", archive_cutoff=None):
    """A good answer (RFC 6960, 4.2.1), its CertID with the digest named."""
    made = world()
    responder, certificate = made[responder], made[certificate]
    issuer = certificate.issuer
    identity = sequence(sequence(oid(SHA[digest]), null()), octets(hashlib.new(digest, issuer.subject).digest()),
                        octets(hashlib.new(digest, issuer.key_bits).digest()), integer(certificate.serial))
    single = [identity, tlv(0x80, b""), generalized_time(begin)]
    if end:
        single.append(explicit(0, generalized_time(end)))
    if archive_cutoff:  # RFC 6960, 4.4.4
        single.append(explicit(1, sequence(extension("1.3.6.1.5.5.7.48.1.6", generalized_time(archive_cutoff)))))
    body = sequence(explicit(1, responder.subject), generalized_time(begin), sequence(sequence(*single)))
    basic = sequence(body, RSA_SHA256, tlv(0x03, b"\0" + sign(responder.key, body)), explicit(0, sequence(responder.der)))
    return sequence(enumerated(0), explicit(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octets(basic))))


REVOKED = [("revoked", "2025-02-01T00:00:00Z", KEY_COMPROMISE), ("on-hold", "2025-02-01T00:00:00Z", ON_HOLD)]
REVOKED_LATER = [*REVOKED, ("revoked-in-april", "2025-04-01T00:00:00Z", KEY_COMPROMISE),
                 ("on-hold-in-april", "2025-04-01T00:00:00Z", ON_HOLD)]


def lists():
    """Revocation lists by name."""
    out = {issuer: crl(issuer) for issuer in
           ("ca-signatures", "ca-withdrawn", "ca-overrides", "ca-plain", "ca-twice", "sub-b", "sub-sub-b", "sub-b-revoked",
            "sub-b-narrow", "ca-renewed-old", "ca-renewed-new", "ca-crossed", "ca-stamps", "ca-nobody", "loop-seed")}
    april = ("2025-04-15T00:00:00Z", "2025-10-01T00:00:00Z")
    out["ca-seals"] = crl("ca-seals", revoked=REVOKED)
    out["root-b"] = crl("root-b")
    out["root-b-in-april"] = crl("root-b", *april, revoked=[("sub-b-revoked", "2025-04-01T00:00:00Z", CA_COMPROMISE)])
    out["ca-seals-in-april"] = crl("ca-seals", *april, revoked=REVOKED_LATER)
    out["ca-seals-stale"] = crl("ca-seals", "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z", REVOKED)
    out["ca-seals-in-may"] = crl("ca-seals", "2025-05-15T00:00:00Z", "2025-11-01T00:00:00Z", REVOKED_LATER)
    out["ca-seals-in-may-with-the-expired"] = crl(
        "ca-seals", "2025-05-15T00:00:00Z", "2025-11-01T00:00:00Z", REVOKED_LATER,
        extensions=[remembers_expired("2016-07-01T00:00:00Z")])
    out["ca-stamps-with-a-revoked-unit"] = crl("ca-stamps", revoked=[("tsu-revoked", "2025-02-15T00:00:00Z", KEY_COMPROMISE)])
    out["ca-former-in-2017"] = crl("ca-former", "2017-03-02T00:00:00Z", "2017-04-02T00:00:00Z")
    out["ca-former-in-2016"] = crl("ca-former", "2016-03-02T00:00:00Z", "2016-04-02T00:00:00Z")
    out["root-b-in-2008"] = crl("root-b", "2008-03-02T00:00:00Z", "2008-04-02T00:00:00Z")
    return out


def answers():
    """OCSP answers by name."""
    may = ("2025-05-15T00:00:00Z", "2025-11-01T00:00:00Z")
    return {
        "by-responder": ocsp("responder", "qualified"),
        "by-responder-to-be-checked": ocsp("responder-to-be-checked", "qualified"),
        "with-sha256": ocsp("responder", "qualified", digest="sha256"),
        "in-may": ocsp("responder", "expired-in-april", *may),
        "in-may-with-cutoff": ocsp("responder", "expired-in-april", *may, archive_cutoff="2016-07-01T00:00:00Z"),
    }
