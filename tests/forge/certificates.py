"""Certificates as values: change a field, and the certificate that comes of it is signed anew."""

import base64
import functools
import hashlib
from dataclasses import dataclass, field, replace  # noqa: F401

import keys
from der import bits, boolean, explicit, integer, octets, oid, sequence, time, tlv
from pki import extended_use, extension, key_usage  # noqa: F401

NAMES = {"C": "2.5.4.6", "O": "2.5.4.10", "OU": "2.5.4.11", "organizationIdentifier": "2.5.4.97", "CN": "2.5.4.3",
         "SN": "2.5.4.4", "GN": "2.5.4.42", "serialNumber": "2.5.4.5"}
UTF8, PRINTABLE, BMP, TELETEX = 0x0C, 0x13, 0x1E, 0x14
ENCODINGS = {UTF8: "utf-8", PRINTABLE: "ascii", BMP: "utf-16-be", TELETEX: "latin-1"}


def name(string=UTF8, **parts):
    """A distinguished name; `string` is the type of its texts."""
    rows = []
    for kind, value in parts.items():
        tag = PRINTABLE if kind == "C" else string
        rows.append(tlv(0x31, sequence(oid(NAMES[kind]), tlv(tag, value.encode(ENCODINGS[tag])))))
    return sequence(*rows)


@dataclass(frozen=True)
class Certificate:
    """`issuer` None: self-signed. `signed_by` replaces the issuer's key, `issued_as` its name, `authority_id` its key
    identifier; False leaves an identifier out."""
    key: object
    subject: bytes
    serial: int
    begin: str = "2020-01-01T00:00:00Z"
    end: str = "2040-01-01T00:00:00Z"
    extensions: tuple = ()
    issuer: object = None
    signed_by: object = None
    issued_as: object = None
    subject_id: object = None
    authority_id: object = None
    digest: str = "sha256"

    @property
    def key_id(self):
        """RFC 5280, 4.2.1.2, method 1."""
        return self.subject_id or hashlib.sha1(self.key.octets).digest()

    @property
    def issuer_name(self):
        return self.issued_as or (self.issuer or self).subject

    @functools.cached_property
    def der(self):
        more = list(self.extensions)
        if self.subject_id is not False:
            more.append(extension("2.5.29.14", octets(self.key_id)))
        above = self.issuer or self
        if self.authority_id is not False and (self.authority_id or above.subject_id is not False):
            more.append(extension("2.5.29.35", sequence(tlv(0x80, self.authority_id or above.key_id))))
        key = self.signed_by or above.key
        algorithm = key.algorithm(self.digest)
        body = sequence(explicit(0, integer(2)), integer(self.serial), algorithm, self.issuer_name,
                        sequence(time(self.begin), time(self.end)), self.subject, self.key.public(),
                        explicit(3, sequence(*more)))
        return sequence(body, algorithm, bits(key.sign(body, self.digest)))

    def pem(self):
        return pem(self.der)


@dataclass(frozen=True)
class Altered:
    """A certificate whose octets were changed after it was issued; everything else is as it was."""
    was: Certificate
    der: bytes

    def __getattr__(self, which):
        return getattr(self.was, which)

    def pem(self):
        return pem(self.der)


def pem(der, label="CERTIFICATE"):
    text = base64.encodebytes(der).decode().replace("\n", "")
    lines = "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"


def constraints(path_length=None):
    return extension("2.5.29.19", sequence(boolean(True), *([] if path_length is None else [integer(path_length)])), True)


def authority(path_length=None):
    return constraints(path_length), key_usage(5, 6)


def key(which):
    return keys.key(which)
