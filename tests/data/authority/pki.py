"""What a certification authority, an OCSP responder and a time-stamping authority write, made from DER by hand and
signed by the openssl command line: so every date and every defect is ours to choose, and the result is the same every
time as far as the algorithm allows (RSA and Ed25519 do, ECDSA does not)."""

import functools
import hashlib
import os
import subprocess
import tempfile

from der import (bits, boolean, children, enumerated, explicit, generalized_time, integer, null, octets, oid, printable,
                 read, sequence, set_of, time, tlv, utf8)

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = os.path.join(HERE, "keys")

NAMES = {"C": "2.5.4.6", "O": "2.5.4.10", "organizationIdentifier": "2.5.4.97", "CN": "2.5.4.3"}
SHA = {"sha1": "1.3.14.3.2.26", "sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2",
       "sha512": "2.16.840.1.101.3.4.2.3"}


def openssl(*arguments, stdin=None):
    done = subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(arguments)}: {done.stderr.decode()}")
    return done.stdout


def key_file(name):
    """Another authority names its keys by their path, without the ending."""
    return os.path.join(KEYS, name + ".pem")


def make_key(name, kind):
    """Keys are made once and kept: a new key would change every file."""
    if os.path.exists(key_file(name)):
        return
    os.makedirs(os.path.dirname(key_file(name)), exist_ok=True)
    options = {"rsa": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
               "rsa1024": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
               "p256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
               "p384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
               "p521": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
               "ed25519": ["-algorithm", "ED25519"], "ed448": ["-algorithm", "ED448"]}[kind]
    openssl("genpkey", *options, "-out", key_file(name))


@functools.lru_cache(maxsize=None)
def public_key(name):
    return openssl("pkey", "-in", key_file(name), "-pubout", "-outform", "DER")


@functools.lru_cache(maxsize=None)
def is_edwards(name):
    kind = openssl("pkey", "-in", key_file(name), "-noout", "-text").decode()
    return "ED25519" in kind or "ED448" in kind


def sign(name, data, *options):
    """An X.509-style signature value: PKCS#1 v1.5, ECDSA in DER, EdDSA."""
    if is_edwards(name):
        with tempfile.NamedTemporaryFile() as message:
            message.write(data)
            message.flush()
            return openssl("pkeyutl", "-sign", "-rawin", "-inkey", key_file(name), "-in", message.name)
    digest = next((option for option in options if option.startswith("-sha")), "-sha256")
    rest = [option for option in options if option != digest]
    return openssl("dgst", digest, *rest, "-sign", key_file(name), "-binary", stdin=data)


RSA_SHA256 = sequence(oid("1.2.840.113549.1.1.11"), null())
RSA_SHA1 = sequence(oid("1.2.840.113549.1.1.5"), null())


def name_of(**parts):
    rows = []
    for key, value in parts.items():
        if value is not None:
            text = printable(value) if key == "C" else utf8(value)
            rows.append(tlv(0x31, sequence(oid(NAMES[key]), text)))
    return sequence(*rows)


def extension(identifier, content, critical=False):
    return sequence(oid(identifier), *([boolean(True)] if critical else []), octets(content))


def key_usage(*numbers):
    value = 0
    for number in numbers:
        value |= 1 << (15 - number)
    raw = value.to_bytes(2, "big")
    raw = raw if raw[1] else raw[:1]
    unused = (raw[-1] & -raw[-1]).bit_length() - 1
    return extension("2.5.29.15", bits(raw, unused), critical=True)


SIGN, REPUDIATE, ENCIPHER, SIGN_CERTIFICATES, SIGN_LISTS = 0, 1, 2, 5, 6


def ca(path_length=None):
    return [extension("2.5.29.19", sequence(boolean(True), *([] if path_length is None else [integer(path_length)])),
                      critical=True), key_usage(SIGN_CERTIFICATES, SIGN_LISTS)]


def extended_use(identifier, critical):
    return extension("2.5.29.37", sequence(oid(identifier)), critical)


TIME_STAMPING, OCSP_SIGNING = "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"
OCSP_NO_CHECK = extension("1.3.6.1.5.5.7.48.1.5", null())
NO_REVOCATION_AVAILABLE = extension("2.5.29.56", null())


class Certificate:
    """A certificate with the key it belongs to, and the name under which it issues others."""

    def __init__(self, key, subject, serial, begin, end, extensions, issuer=None, weak=False):
        self.key, self.subject, self.serial = key, subject, serial
        self.issuer = issuer or self
        algorithm = RSA_SHA1 if weak else RSA_SHA256
        spki = public_key(key)
        body = sequence(explicit(0, integer(2)), integer(serial), algorithm, self.issuer.subject,
                        sequence(time(begin), time(end)), subject, spki, explicit(3, sequence(*extensions)))
        value = sign(self.issuer.key, body, "-sha1" if weak else "-sha256")
        self.der = sequence(body, algorithm, bits(value))
        self.key_bits = children(read(spki)[1])[1][1][1:]

    def pem(self):
        return openssl("x509", "-inform", "DER", stdin=self.der).decode()


def revocation_list(issuer, this_update, next_update, revoked=(), key=None, extensions=()):
    """revoked: (serial, time, reason)"""
    entries = [sequence(integer(serial), time(when), sequence(extension("2.5.29.21", enumerated(reason))))
               for serial, when, reason in revoked]
    body = sequence(integer(1), RSA_SHA256, issuer.subject, time(this_update),
                    *([time(next_update)] if next_update else []), *([sequence(*entries)] if entries else []),
                    *([explicit(0, sequence(*extensions))] if extensions else []))
    return sequence(body, RSA_SHA256, bits(sign(key or issuer.key, body)))


DELTA = extension("2.5.29.27", integer(1), critical=True)


def list_number(number):
    return extension("2.5.29.20", integer(number))


def limited_to(number, content=b"\xff"):
    """issuingDistributionPoint (RFC 5280, 5.2.5) with one field: 1 onlyContainsUserCerts, 2 onlyContainsCACerts, 3
    onlySomeReasons."""
    return extension("2.5.29.28", sequence(tlv(0x80 | number, content)), critical=True)


def ocsp_answer(responder, certificate, this_update, next_update, revoked=None, unknown=False, key=None, inside=True):
    """revoked: (time, reason)"""
    issuer = certificate.issuer
    identity = sequence(sequence(oid(SHA["sha1"]), null()), octets(hashlib.sha1(issuer.subject).digest()),
                        octets(hashlib.sha1(issuer.key_bits).digest()), integer(certificate.serial))
    status = tlv(0x80, b"")
    if revoked:
        status = tlv(0xA1, generalized_time(revoked[0]) + explicit(0, enumerated(revoked[1])))
    elif unknown:
        status = tlv(0x82, b"")
    single = sequence(identity, status, generalized_time(this_update),
                      *([explicit(0, generalized_time(next_update))] if next_update else []))
    body = sequence(explicit(1, responder.subject), generalized_time(this_update), sequence(single))
    basic = sequence(body, RSA_SHA256, bits(sign(key or responder.key, body)),
                     *([explicit(0, sequence(responder.der))] if inside else []))
    return sequence(enumerated(0), explicit(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octets(basic))))


def time_stamp_token(authority, when, covered, chain=(), digest="sha256", bound=True, broken=False, serial=1):
    """RFC 3161: TSTInfo inside a CMS SignedData with contentType, messageDigest and signingCertificateV2."""
    imprint = hashlib.new(digest, covered).digest()
    info = sequence(integer(1), oid("1.2.3.4.1"), sequence(sequence(oid(SHA[digest]), null()), octets(imprint)),
                    integer(serial), generalized_time(when))
    kind = oid("1.2.840.113549.1.9.16.1.4")
    attributes = [sequence(oid("1.2.840.113549.1.9.3"), set_of(kind)),
                  sequence(oid("1.2.840.113549.1.9.4"), set_of(octets(hashlib.sha256(info).digest())))]
    if bound:
        reference = sequence(octets(hashlib.sha256(authority.der).digest()))
        attributes.append(sequence(oid("1.2.840.113549.1.9.16.2.47"), set_of(sequence(sequence(reference)))))
    signed = set_of(*attributes)
    value = sign(authority.key, signed)
    if broken:
        value = value[:-1] + bytes([value[-1] ^ 1])
    sha256 = sequence(oid(SHA["sha256"]), null())
    signer = sequence(integer(1), sequence(authority.issuer.subject, integer(authority.serial)), sha256,
                      tlv(0xA0, read(signed)[1]), sequence(oid("1.2.840.113549.1.1.1"), null()), octets(value))
    certificates = b"".join(c.der for c in (authority, *chain))
    body = sequence(integer(3), set_of(sha256), sequence(kind, explicit(0, octets(info))), explicit(0, certificates),
                    set_of(signer))
    return sequence(oid("1.2.840.113549.1.7.2"), explicit(0, body))
