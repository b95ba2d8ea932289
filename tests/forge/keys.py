"""Keys that follow from their name, so that every file can be made again, and ECDSA over P-256 and RSA in plain Python:
signing a thousand certificates by a command line would take minutes, and a forger must be free to sign anything."""

import base64
import functools
import hashlib
import hmac
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data")
for folder in ("authority", "jades", "trust_world", "xml_attacks"):
    sys.path.append(os.path.join(DATA, folder))

from der import bits, children, integer, null, octets, oid, read, sequence  # noqa: E402

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
A = P - 3
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(first, second):
    """Points of the curve; None is the neutral one."""
    if first is None or second is None:
        return first or second
    if first[0] == second[0]:
        if (first[1] + second[1]) % P == 0:
            return None
        slope = (3 * first[0] * first[0] + A) * pow(2 * first[1], -1, P) % P
    else:
        slope = (second[1] - first[1]) * pow(second[0] - first[0], -1, P) % P
    x = (slope * slope - first[0] - second[0]) % P
    return x, (slope * (first[0] - x) - first[1]) % P


def times(number, point):
    out = None
    while number:
        if number & 1:
            out = add(out, point)
        point, number = add(point, point), number >> 1
    return out


@functools.lru_cache(maxsize=None)
def _window(shift):
    """1 to 16 times 2^shift times the generator."""
    out = [_window(shift - 4)[15] if shift else G]
    while len(out) < 16:
        out.append(add(out[-1], out[0]))
    return out


def times_g(number):
    """Sums in Jacobian coordinates, so that only one inverse is asked; equal or opposite points cannot meet, for what was
    summed so far is always a smaller multiple of the generator than what is added."""
    x = y = z = None
    for shift in range(0, 256, 4):
        if digit := number >> shift & 15:
            x2, y2 = _window(shift)[digit - 1]
            if x is None:
                x, y, z = x2, y2, 1
                continue
            zz = z * z % P
            h, r = (x2 * zz - x) % P, (y2 * zz * z - y) % P
            hh = h * h % P
            hhh, v = h * hh % P, x * hh % P
            x3 = (r * r - hhh - 2 * v) % P
            x, y, z = x3, (r * (v - x3) - y * hhh) % P, z * h % P
    inverse = pow(z, -1, P)
    return x * inverse * inverse % P, y * pow(inverse, 3, P) % P


class EcKey:
    """P-256. `generator` other than the curve's own makes the key of a forger who chose it (CVE-2020-0601)."""

    def __init__(self, name, number=None, generator=None):
        self.name = name
        self.number = number or int.from_bytes(hashlib.sha512(b"TEST forge " + name.encode()).digest(), "big") % (N - 1) + 1
        self.generator = generator
        self.point = times(self.number, generator) if generator else times_g(self.number)

    def __repr__(self):
        return f"EcKey({self.name})"

    @property
    def octets(self):
        return b"\x04" + self.point[0].to_bytes(32, "big") + self.point[1].to_bytes(32, "big")

    def public(self):
        """SubjectPublicKeyInfo."""
        return sequence(sequence(oid("1.2.840.10045.2.1"), self.parameters()), bits(self.octets))

    def parameters(self):
        if not self.generator:
            return oid("1.2.840.10045.3.1.7")
        base = b"\x04" + self.generator[0].to_bytes(32, "big") + self.generator[1].to_bytes(32, "big")
        return sequence(integer(1), sequence(oid("1.2.840.10045.1.1"), integer(P)),
                        sequence(octets(A.to_bytes(32, "big")), octets(B.to_bytes(32, "big"))), octets(base), integer(N),
                        integer(1))

    def algorithm(self, digest="sha256"):
        return sequence(oid({"sha1": "1.2.840.10045.4.1", "sha256": "1.2.840.10045.4.3.2"}[digest]))

    def numbers(self, data, digest="sha256"):
        hashed = hashlib.new(digest, data).digest()
        z = int.from_bytes(hashed[:32], "big")
        counter = 0
        while True:
            seed = hmac.new(self.number.to_bytes(32, "big"), hashed + bytes([counter]), "sha512").digest()
            k = int.from_bytes(seed, "big") % (N - 1) + 1
            point = times(k, self.generator) if self.generator else times_g(k)
            r = point[0] % N
            s = pow(k, -1, N) * (z + r * self.number) % N
            if r and s:
                return r, s
            counter += 1

    def sign(self, data, digest="sha256"):
        """As certificates have it."""
        r, s = self.numbers(data, digest)
        return sequence(integer(r), integer(s))

    def sign_raw(self, data, digest="sha256"):
        """As JSON and XML signatures have it (RFC 7518, 3.4)."""
        r, s = self.numbers(data, digest)
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


DIGEST_INFO = {"md5": "1.2.840.113549.2.5", "sha1": "1.3.14.3.2.26", "sha256": "2.16.840.1.101.3.4.2.1",
               "sha384": "2.16.840.1.101.3.4.2.2", "sha512": "2.16.840.1.101.3.4.2.3"}


class RsaKey:
    """Read from a throw-away key of the test authority: to find primes takes too long."""

    def __init__(self, name):
        self.name = name
        with open(os.path.join(DATA, "authority", "keys", name + ".pem"), encoding="ascii") as file:
            der = base64.b64decode("".join(line for line in file if not line.startswith("-")))
        inner = children(read(der)[1])[2][1]  # PrivateKeyInfo: version, algorithm, key
        fields = [int.from_bytes(content, "big") for _, content, _ in children(read(inner)[1])]
        self.modulus, self.exponent, self.private = fields[1:4]
        self.size = (self.modulus.bit_length() + 7) // 8

    @property
    def octets(self):
        return sequence(integer(self.modulus), integer(self.exponent))

    def public(self):
        return sequence(sequence(oid("1.2.840.113549.1.1.1"), null()), bits(self.octets))

    def algorithm(self, digest="sha256"):
        return sequence(oid({"md5": "1.2.840.113549.1.1.4", "sha1": "1.2.840.113549.1.1.5",
                             "sha256": "1.2.840.113549.1.1.11"}[digest]), null())

    def sign(self, data, digest="sha256"):
        """PKCS#1 v1.5 (RFC 8017, 9.2)."""
        info = sequence(sequence(oid(DIGEST_INFO[digest]), null()), octets(hashlib.new(digest, data).digest()))
        padded = b"\x00\x01" + b"\xff" * (self.size - len(info) - 3) + b"\x00" + info
        return pow(int.from_bytes(padded, "big"), self.private, self.modulus).to_bytes(self.size, "big")

    sign_raw = sign


@functools.lru_cache(maxsize=None)
def key(name):
    return RsaKey(name) if "rsa" in name else EcKey(name)
