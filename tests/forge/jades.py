"""Writes JAdES seals (ETSI TS 119 182-1), every step open to a forger."""

import base64
import hashlib
import json

from certificates import name  # noqa: F401
from der import explicit, integer, sequence


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def fields_of(case):
    """The protected header of a case."""
    signer = case.bound or case["seal"]
    serial = sequence(sequence(explicit(4, signer.issuer_name)), integer(signer.serial))
    out = {"alg": "ES256", "cty": "json", "kid": b64(serial), "x5t#S256": b64url(hashlib.sha256(signer.der).digest()),
           "x5c": [b64(one.der) for one in case.carried()], "typ": "jose+json", "b64": False, "sigT": case.sealed_at,
           "crit": ["b64", "sigT"]}
    out.update(case.header)
    return out


class Jades:
    """One seal of a case. What is None is taken from the case."""

    def __init__(self, case, payload=None, fields=None):
        self.case, self.properties = case, []
        self.payload = compact(case.credential) if payload is None else payload
        self.fields = fields or fields_of(case)
        self.protected = b64url((case.header_text or compact(self.fields)).encode())
        self.value = case.sign(self.input())
        self.signature = b64url(self.value)

    def input(self):
        return f"{self.protected}.{self.payload}".encode()

    def add(self, **member):
        self.properties.append(member)
        return self

    def stamped(self):
        return self.add(sigTst={"tstTokens": [{"val": b64(self.case.token(self.case.stamped_at, self.signature.encode()))}]})

    def proven(self):
        case = self.case
        self.add(xVals=[{"x509Cert": {"val": b64(one.der)}} for one in case.values()])
        content = {}
        if case.lists():
            content["crlVals"] = [{"val": b64(one)} for one in case.lists()]
        if case.answers():
            content["ocspVals"] = [{"val": b64(one)} for one in case.answers()]
        return self.add(rVals=content) if content else self

    def archived(self, when=None):
        covered = ".".join([self.payload, self.protected, self.signature, "".join(self.written())])
        return self.add(arcTst={"tstTokens": [{"val": b64(self.case.token(when or self.case.archived_at, covered.encode(), True))}]})

    def written(self):
        return [b64url(compact(one).encode()) for one in self.properties]

    def level(self, level):
        for step in {"B": (), "T": (self.stamped,), "LT": (self.stamped, self.proven),
                     "LTA": (self.stamped, self.proven, self.archived)}[level]:
            step()
        return self

    def entry(self):
        out = {"protected": self.protected}
        if self.properties:
            out["header"] = {"etsiU": self.written()}
        out["signature"] = self.signature
        return out

    def envelope(self, *others):
        return {"payload": self.payload, "signatures": [self.entry(), *(other.entry() for other in others)]}

    def text(self, *others):
        return compact(self.envelope(*others))
