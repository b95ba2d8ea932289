"""Writes JAdES signatures (ETSI TS 119 182-1) with the openssl command line alone: no line of it is shared with the
library under test. Every step can be bent, which is what it is for."""

import base64
import hashlib
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "authority"))

from der import children, explicit, integer, read, sequence  # noqa: E402
from pki import key_file, openssl, time_stamp_token  # noqa: E402

SIZES = {"ES256": 32, "ES384": 48, "ES512": 66}


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64(data):
    return base64.b64encode(data).decode()


def compact_json(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def signature_value(algorithm, key, data):
    """A JWS signature value (RFC 7518, 3; RFC 8037, 3.1)."""
    if algorithm == "EdDSA":
        with tempfile.NamedTemporaryFile() as message:
            message.write(data)
            message.flush()
            return openssl("pkeyutl", "-sign", "-rawin", "-inkey", key_file(key), "-in", message.name)
    options = ["-sha" + algorithm[2:]]
    if algorithm.startswith("PS"):
        options += ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]
    value = openssl("dgst", *options, "-sign", key_file(key), "-binary", stdin=data)
    if algorithm.startswith("ES"):
        numbers = [int.from_bytes(inner, "big") for _, inner, _ in children(read(value)[1])]
        value = b"".join(n.to_bytes(SIZES[algorithm], "big") for n in numbers)
    return value


def issuer_serial(certificate):
    """DER of IssuerSerial for `kid` (RFC 5035, 5)."""
    return sequence(sequence(explicit(4, certificate.issuer.subject)), integer(certificate.serial))


class Seal:
    """One signature in the making. Every attribute may be changed before the step that uses it."""

    def __init__(self, payload, certificate, algorithm="RS256", encoded=False, time=None, stamp=None, header=None,
                 without=(), certificates=None):
        self.payload, self.certificate, self.algorithm = payload, certificate, algorithm
        self.payload_text = b64url(payload.encode()) if encoded else payload
        self.etsi_u = []
        fields = {"alg": algorithm, "cty": "json", "kid": b64(issuer_serial(certificate)),
                  "x5t#S256": b64url(hashlib.sha256(certificate.der).digest()),
                  "x5c": [b64(c.der) for c in certificates or [certificate]], "typ": "jose+json"}
        if not encoded:
            fields["b64"] = False
        fields.update(time or {"sigT": "2025-03-01T10:00:00Z"})
        critical = [name for name in ("b64", "sigT", "adoTst") if name in fields]
        if stamp:
            token = time_stamp_token(stamp[0], stamp[1], self.payload_text.encode(), stamp[2:])
            fields["adoTst"] = {"tstTokens": [{"val": b64(token)}]}
            critical.append("adoTst")
        if critical:
            fields["crit"] = critical
        fields.update(header or {})
        for name in without:
            del fields[name]
        self.fields = fields
        self.protected = b64url(compact_json(fields).encode())
        self.sign()

    def sign(self, key=None, algorithm=None):
        data = f"{self.protected}.{self.payload_text}".encode()
        self.value = signature_value(algorithm or self.algorithm, key or self.certificate.key, data)
        self.signature = b64url(self.value)

    def set_protected_text(self, text):
        """Any text as protected header, signed."""
        self.protected = b64url(text.encode() if isinstance(text, str) else text)
        self.sign()
        return self

    def add(self, name, value):
        self.etsi_u.append(b64url(compact_json({name: value}).encode()))
        return self

    def stamp(self, name, authority, when, chain=(), covered=None, **defects):
        """sigTst covers the signature text, arcTst everything before it (5.3.4 and 5.3.6.2)."""
        if covered is None:
            covered = self.signature
            if name == "arcTst":
                covered = ".".join([self.payload_text, self.protected, self.signature, "".join(self.etsi_u)])
        token = time_stamp_token(authority, when, covered.encode(), chain, **defects)
        return self.add(name, {"tstTokens": [{"val": b64(token)}]})

    def values(self, certificates, lists=(), answers=()):
        self.add("xVals", [{"x509Cert": {"val": b64(c.der)}} for c in certificates])
        content = {}
        if lists:
            content["crlVals"] = [{"val": b64(item)} for item in lists]
        if answers:
            content["ocspVals"] = [{"val": b64(item)} for item in answers]
        return self.add("rVals", content) if content else self

    def entry(self):
        out = {"protected": self.protected}
        if self.etsi_u:
            out["header"] = {"etsiU": self.etsi_u}
        out["signature"] = self.signature
        return out

    def general(self, *others):
        return {"payload": self.payload_text, "signatures": [self.entry(), *(other.entry() for other in others)]}

    def flattened(self):
        return {"payload": self.payload_text, **self.entry()}

    def compact(self):
        return f"{self.protected}.{self.payload_text}.{self.signature}"
