"""What a protected header and a signature value may say, and in which form: references to the certificate that agree,
contradict, or are written wrongly; times that bind; values in the form of another standard. Every signature is made over
its defect, so that the rule alone must tell it."""

import base64
import hashlib

from seal import Seal, b64, b64url
from pki import key_file, openssl


def other(certificate, name="S512", function=hashlib.sha512):
    """A reference to a certificate with digAlg (TS 119 182-1, 5.2.2)."""
    return {"digAlg": name, "digVal": b64url(function(certificate.der).digest())}


def with_value(seal, value):
    return {"payload": seal.payload_text, "signatures": [{**seal.entry(), "signature": b64url(value)}]}


def references(payload, own, stranger, good, defect):
    def resealed(name, header, without=(), write=defect):
        write(name, Seal(payload, own, header=header, without=without).general())

    digest = hashlib.sha256(own.der).digest()
    alone = ["x5t#S256"]
    resealed("b_sigX5ts.json", {"sigX5ts": [other(own), other(stranger)]}, alone, good)
    resealed("b_x5t_o_sha3.json", {"x5t#o": other(own, "S3-512", hashlib.sha3_512)}, alone, good)
    resealed("b_several_references_that_agree.json", {
        "x5t#o": other(own), "sigX5ts": [other(own)], "x5t": b64url(hashlib.sha1(own.der).digest())}, (), good)
    resealed("x5t_o_of_another_certificate.json", {"x5t#o": other(stranger)})
    resealed("sigX5ts_of_another_certificate.json", {"sigX5ts": [other(stranger), other(own)]})
    resealed("x5t_sha1_of_another_certificate.json", {"x5t": b64url(hashlib.sha1(stranger.der).digest())})
    # Right digests in a form that RFC 7515, 2 does not allow.
    resealed("x5t_padded.json", {"x5t#S256": base64.urlsafe_b64encode(digest).decode()})
    resealed("x5t_in_the_standard_alphabet.json", {"x5t#S256": b64(digest)})
    resealed("x5t_hexadecimal.json", {"x5t#S256": digest.hex().upper()})
    resealed("x5t_hexadecimal_with_colons.json", {"x5t#S256": digest.hex(":")})
    resealed("x5t_printed_before_it_was_coded.json", {"x5t#S256": b64url(digest.hex().encode())})
    resealed("x5t_cut_short.json", {"x5t#S256": b64url(digest[:20])})
    resealed("x5t_is_a_number.json", {"x5t#S256": 7})
    resealed("x5t_padded_and_of_another_certificate.json", {
        "x5t#S256": base64.urlsafe_b64encode(hashlib.sha256(stranger.der).digest()).decode()})
    resealed("x5t_o_unknown_digest.json", {"x5t#o": {**other(own), "digAlg": "TEST-512"}}, alone)
    resealed("x5t_o_without_a_digest.json", {"x5t#o": {"digAlg": "S512"}}, alone)
    resealed("sigX5ts_unknown_digest.json", {"sigX5ts": [{**other(own), "digAlg": "urn:test:digest"}]}, alone)
    resealed("sigX5ts_empty.json", {"sigX5ts": []}, alone)
    resealed("x5t_right_and_x5t_o_unknown_digest.json", {"x5t#o": {**other(own), "digAlg": "TEST-512"}})


def times(payload, own, good, defect):
    def sealed(time, critical=("b64",), **more):
        return Seal(payload, own, time=time, header={"crit": list(critical), **more}).general()

    good("b_iat_with_a_fraction.json", sealed({"iat": 1740823200.75}))
    good("b_iat_with_an_exponent.json", Seal(payload, own, time={"iat": 0}).set_protected_text(
        '{"alg":"RS256","b64":false,"crit":["b64"],"iat":1.7408232e9,"x5c":["%s"],"x5t#S256":"%s"}' % (
            b64(own.der), b64url(hashlib.sha256(own.der).digest()))).general())
    good("b_exp_critical_and_not_reached.json", sealed({"iat": 1740823200}, ("b64", "iat", "exp"), exp=1750000000.5))
    good("b_exp_over_and_not_critical.json", sealed({"iat": 1740823200}, exp=1740909600))
    defect("exp_critical_and_over.json", sealed({"iat": 1740823200}, ("b64", "exp"), exp=1740909600))
    defect("exp_critical_and_reached_this_second.json", sealed({"iat": 1740823200}, ("b64", "exp"), exp=1748736000))
    good("b_exp_critical_as_a_date.json", sealed({"iat": 1740823200}, ("b64", "exp"), exp="2030-01-01T00:00:00Z"))
    defect("exp_critical_as_a_date_and_over.json", sealed({"iat": 1740823200}, ("b64", "exp"), exp="2025-04-01T00:00:00Z"))
    defect("exp_critical_and_no_time.json", sealed({"iat": 1740823200}, ("b64", "exp"), exp="next year"))
    defect("exp_critical_and_null.json", sealed({"iat": 1740823200}, ("b64", "exp"), exp=None))
    defect("nbf_critical.json", sealed({"iat": 1740823200}, ("b64", "nbf"), nbf=1740823200))
    defect("iat_critical_and_no_number.json", sealed({"iat": "2025-03-01T10:00:00Z"}, ("b64", "iat")))
    defect("sigT_critical_and_no_time.json", sealed({"sigT": "in spring"}, ("b64", "sigT")))


def values(payload, own, p256, p521, defect):
    for certificate, algorithm, digest in ((p256, "ES256", "-sha256"), (p521, "ES512", "-sha512")):
        seal = Seal(payload, certificate, algorithm)
        message = f"{seal.protected}.{seal.payload_text}".encode()
        der = openssl("dgst", digest, "-sign", key_file(certificate.key), "-binary", stdin=message)
        defect(f"{algorithm.lower()}_value_in_der_of_this_content.json", with_value(seal, der))
    seal = Seal(payload, p256, "ES256")
    wide = b"".join(number.rjust(48, b"\0") for number in (seal.value[:32], seal.value[32:]))
    defect("es256_value_as_wide_as_es384.json", with_value(seal, wide))
    seal = Seal(payload, own)
    defect("rs256_value_with_a_leading_zero.json", with_value(seal, b"\0" + seal.value))
    defect("rs256_value_with_a_trailing_zero.json", with_value(seal, seal.value + b"\0"))


def write(payload, certificates, good, defect):
    own, stranger = certificates["seal-rsa"], certificates["sub-ca"]
    references(payload, own, stranger, good, defect)
    times(payload, own, good, defect)
    values(payload, own, certificates["seal-p256"], certificates["seal-p521"], defect)
