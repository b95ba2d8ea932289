"""What authorities say: revocation lists, OCSP answers, time-stamp tokens."""

import hashlib

from der import bits, enumerated, explicit, generalized_time, integer, null, octets, oid, read, sequence, set_of, time, tlv
from keys import DIGEST_INFO
from pki import extension
from world import NEXT, VALUES


KEY_COMPROMISE, CERTIFICATE_HOLD, REMOVE_FROM_CRL = 1, 6, 8


def revocation_list(issuer, revoked=(), begin=VALUES, end=NEXT, key=None, named=None, extensions=(), digest="sha256",
                    reason=KEY_COMPROMISE, number=7):
    """revoked: (serial, time). `named` and `key` are whose name and key, when not the issuer's."""
    key = key or issuer.key
    entries = [sequence(integer(serial), time(when), sequence(extension("2.5.29.21", enumerated(reason))))
               for serial, when in revoked]
    identifier = () if issuer.subject_id is False else (extension("2.5.29.35", sequence(tlv(0x80, issuer.key_id))),)
    body = sequence(integer(1), key.algorithm(digest), named or issuer.subject, time(begin), *([time(end)] if end else []),
                    *([sequence(*entries)] if entries else []),
                    explicit(0, sequence(extension("2.5.29.20", integer(number)), *identifier, *extensions)))
    return sequence(body, key.algorithm(digest), bits(key.sign(body, digest)))


def ocsp_answer(responder, certificate, begin=VALUES, end=NEXT, status=None, key=None, inside=True, issuer=None, serial=None,
                revoked=None, extensions=(), by_key=False, produced=None):
    """`status` DER of CertStatus; `revoked` a time. `issuer` and `serial` of the CertID, when not the certificate's own."""
    issuer, key = issuer or certificate.issuer, key or responder.key
    if revoked:
        status = tlv(0xA1, generalized_time(revoked) + explicit(0, enumerated(1)))
    identity = sequence(sequence(oid(DIGEST_INFO["sha1"]), null()), octets(hashlib.sha1(issuer.subject).digest()),
                        octets(hashlib.sha1(issuer.key.octets).digest()), integer(serial or certificate.serial))
    single = sequence(identity, status or tlv(0x80, b""), generalized_time(begin),
                      *([explicit(0, generalized_time(end))] if end else []))
    who = explicit(2, octets(hashlib.sha1(responder.key.octets).digest())) if by_key else explicit(1, responder.subject)
    body = sequence(who, generalized_time(produced or begin), sequence(single),
                    *([explicit(1, sequence(*extensions))] if extensions else []))
    basic = sequence(body, key.algorithm(), bits(key.sign(body)), *([explicit(0, sequence(responder.der))] if inside else []))
    return sequence(enumerated(0), explicit(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octets(basic))))


def token(unit, when, covered, bag=None, key=None, imprint="sha256", digest="sha256", named=None, bound_to=None, kind=None,
          info_after=None):
    """RFC 3161. `bag`: certificates inside; `named`: whom sid names; `bound_to`: whom ESSCertIDv2 names; `info_after`
    changes TSTInfo after it was signed."""
    key, named = key or unit.key, named or unit
    info = sequence(integer(1), oid("1.2.3.4.1"),
                    sequence(sequence(oid(DIGEST_INFO[imprint]), null()), octets(hashlib.new(imprint, covered).digest())),
                    integer(int.from_bytes(hashlib.sha256(covered).digest()[:6], "big")), generalized_time(when))
    kind = oid(kind or "1.2.840.113549.1.9.16.1.4")
    certificate_hash = sequence(octets(hashlib.sha256((bound_to or unit).der).digest()))
    signed = set_of(sequence(oid("1.2.840.113549.1.9.3"), set_of(kind)),
                    sequence(oid("1.2.840.113549.1.9.4"), set_of(octets(hashlib.new(digest, info).digest()))),
                    sequence(oid("1.2.840.113549.1.9.16.2.47"), set_of(sequence(sequence(certificate_hash)))))
    algorithm = sequence(oid(DIGEST_INFO[digest]), null())
    signer = sequence(integer(1), sequence(named.issuer_name, integer(named.serial)), algorithm, tlv(0xA0, read(signed)[1]),
                      key.algorithm(digest), octets(key.sign(signed, digest)))
    if info_after:
        info = info_after(info)
    inside = b"".join(one.der for one in ([unit] if bag is None else bag))
    body = sequence(integer(3), set_of(algorithm), sequence(kind, explicit(0, octets(info))),
                    *([explicit(0, inside)] if inside else []), set_of(signer))
    return sequence(oid("1.2.840.113549.1.7.2"), explicit(0, body))
