#!/usr/bin/env python3
"""Seals over contents that lie beside the file (ETSI TS 119 182-1, 5.2.8), counter-signatures (5.3.2) and unsigned
properties in clear (5.3.1), right and wrong. Needs openssl and Python.

    tests/data/jades/make_beside.py          writes beside/

The name of a file says what is special about it. Times as in make.py: sealed 2025-03-01, judged as of 2025-06-01. Only
RSA is used, so nothing but the time-stamps comes out different the next time."""

import base64
import hashlib
import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BESIDE = os.path.join(HERE, "beside")

from seal import Seal, b64, b64url, compact_json  # noqa: E402  (sets the path to the authority)
from credential import credential  # noqa: E402
from make_authority import certificates, revocation_data  # noqa: E402
from pki import time_stamp_token  # noqa: E402

CERTIFICATES = certificates()
DATA = revocation_data(CERTIFICATES)
ROOT, SUB, TSA = CERTIFICATES["root-ca"], CERTIFICATES["sub-ca"], CERTIFICATES["tsa"]
RSA, WITNESS = CERTIFICATES["seal-rsa"], CERTIFICATES["seal-other-organisation"]
DIPLOMA = compact_json(credential()).encode()
FORGED = compact_json(credential(id="urn:credential:test-0002")).encode()
LETTER = "A letter of the test authority, with an accent: é.\n".encode()
STAMPED, ARCHIVED = "2025-03-01T10:00:05Z", "2025-03-02T12:00:00Z"
URI, HASH, HEADERS = (f"http://uri.etsi.org/19182/{name}" for name in ("ObjectIdByURI", "ObjectIdByURIHash",
                                                                       "HttpHeaders"))


def write(name, content):
    content = compact_json(content) if isinstance(content, dict) else content
    with open(os.path.join(BESIDE, name), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def sha256(data):
    return hashlib.sha256(data).digest()


class Detached(Seal):
    """A seal with `sigD`. `octets` is what stands after the dot of the signing input, `stamped` what time-stamps cover."""

    def __init__(self, sig_d, octets, encoded=True, stamped=None, critical=True, header=None):
        names = ["b64"] * (not encoded) + ["sigT"] + ["sigD"] * (critical and sig_d is not None)
        fields = {"crit": names, **({"sigD": sig_d} if sig_d is not None else {}), **(header or {})}
        self.octets, self.stamped = octets, octets if stamped is None else stamped
        super().__init__("", RSA, encoded=encoded, header=fields)

    def sign(self, key=None, algorithm=None):
        self.payload_text = self.octets
        super().sign(key, algorithm)

    def archived(self):
        """Level LTA: the archive time-stamp covers the contents themselves."""
        self.stamp("sigTst", TSA, STAMPED, [ROOT]).values([SUB, ROOT], [DATA["root-ca.crl"], DATA["sub-ca.crl"]])
        covered = ".".join([self.stamped, self.protected, self.signature, "".join(self.etsi_u)])
        return self.stamp("arcTst", TSA, ARCHIVED, [ROOT], covered=covered)


def by_uri(names):
    return {"mId": URI, "pars": names}


def by_hash(entries, name="S256"):
    return {"mId": HASH, "pars": [key for key, _ in entries], "hashM": name,
            "hashV": [b64url(sha256(data)) for _, data in entries]}


def contents():
    write("diploma.json", DIPLOMA)
    write("forged.json", FORGED)
    write("letter.txt", LETTER)
    diploma, letter = b64url(DIPLOMA), b64url(LETTER)
    both = [("https://issuer.example.invalid/diploma.json", diploma.encode()), ("letter.txt", letter.encode())]
    names = [name for name, _ in both]
    write("uri.json", Detached(by_uri(names), diploma + letter).entry())
    write("uri_lta.json", Detached(by_uri(names), diploma + letter).archived().entry())
    write("uri_plain.json", Detached(by_uri(["diploma.json"]), DIPLOMA.decode(), encoded=False).entry())
    write("hash.json", Detached(by_hash(both), "").entry())
    write("hash_lta.json", Detached(by_hash(both), "", stamped=diploma + letter).archived().entry())
    write("hash_plain.json", Detached(by_hash([("diploma.json", DIPLOMA)]), "", encoded=False).entry())
    write("hash_of_an_unknown_kind.json", Detached(by_hash(both, "S1"), "").entry())
    few = by_hash(both)
    few["hashV"].pop()
    write("hash_with_too_few_digests.json", Detached(few, "").entry())
    of_forged = by_hash([("diploma.json", FORGED)])
    write("hash_of_another_content.json", Detached(of_forged, "", encoded=False).entry())
    whole = Detached(None, diploma)
    write("whole.jws", f"{whole.protected}..{whole.signature}")
    write("with_payload.json", {"payload": b64url(FORGED), **Detached(by_uri(["diploma.json"]), diploma).entry()})
    write("not_critical.json", Detached(by_uri(["diploma.json"]), diploma, critical=False).entry())
    write("unknown_mechanism.json", Detached({"mId": "urn:test:other", "pars": ["diploma.json"]}, diploma).entry())
    write("names_nothing.json", Detached({"mId": URI, "pars": []}, "").entry())
    write("names_one_content_often.json", Detached(by_uri(["diploma.json"] * 200), diploma * 200).entry())
    over_diploma = Detached(by_hash([("diploma.json", diploma.encode())]), "")
    over_forged = Detached(by_hash([("forged.json", b64url(FORGED).encode())]), "")
    write("two_seals_over_two_contents.json", {"signatures": [over_diploma.entry(), over_forged.entry()]})
    write("two_seals_over_one_content.json",
          {"signatures": [over_diploma.entry(), Detached(by_uri(["diploma.json"]), diploma).entry()]})


def joined():
    """Several contents in a row: nothing stands between them, so that they could be cut elsewhere."""
    essay = b"An essay on forged diplomas.\n" + FORGED
    more = b" is what a forged diploma looks like.\n"
    write("essay.txt", essay)
    write("diploma_and_more.txt", DIPLOMA + essay[:-len(FORGED)])
    write("notes.txt", FORGED + more)
    write("more_and_letter.txt", more + LETTER)
    for name, names, parts in (("diploma_and_essay", ["diploma.json", "essay.txt"], (DIPLOMA, essay)),
                               ("diploma_and_essay_without_names", ["urn:test:1", "urn:test:2"], (DIPLOMA, essay)),
                               ("essay_and_diploma", ["essay.txt", "diploma.json"], (essay, DIPLOMA)),
                               ("notes_and_letter", ["notes.txt", "letter.txt"], (FORGED + more, LETTER))):
        write(f"uri_{name}.json", Detached(by_uri(names), b"".join(parts).decode(), encoded=False).entry())
        write(f"uri_{name}_encoded.json", Detached(by_uri(names), "".join(map(b64url, parts))).entry())
    typed = {**by_uri(["urn:test:1", "urn:test:2"]), "ctys": ["application/json", "text/plain"]}
    write("uri_diploma_and_essay_with_types.json", Detached(typed, (DIPLOMA + essay).decode(), encoded=False).entry())


def messages():
    def lines(digest):
        return "content-type: application/json\nx-test: one, two\ndigest: " + digest
    def stamped(body):
        return "content-type: application/json\nx-test: one, two\n" + body.decode()
    sig_d = {"mId": HEADERS, "pars": ["content-type", "x-test", "digest"]}
    digest = "SHA-256=" + b64(sha256(DIPLOMA))
    body = stamped(DIPLOMA)
    token = time_stamp_token(TSA, "2025-03-01T09:59:58Z", body.encode(), [ROOT])
    header = {"adoTst": {"tstTokens": [{"val": b64(token)}]}, "crit": ["b64", "sigT", "sigD", "adoTst"]}
    write("headers.json", Detached(sig_d, lines(digest), encoded=False).entry())
    write("headers_lta.json", Detached(sig_d, lines(digest), encoded=False, stamped=body, header=header).archived()
          .entry())
    write("headers_with_sha1.json",
          Detached(sig_d, lines("SHA=" + b64(hashlib.sha1(DIPLOMA).digest())), encoded=False).entry())
    write("headers_encoded.json", Detached(sig_d, b64url(lines(digest).encode())).entry())
    write("headers_named_twice.json",
          Detached({"mId": HEADERS, "pars": ["x-test", "X-Test"]}, "", encoded=False).entry())


def counter(value, payload=True, fields=None, encoded=True):
    """A counter-signature over the value of another signature."""
    without = ["cty"] if not fields or "cty" not in fields else []
    seal = Seal("", WITNESS, encoded=encoded, header=fields, without=without)
    seal.payload_text = b64url(value) if encoded else value.decode("latin-1")
    seal.sign()
    seal.with_payload = payload
    return seal


def compact(seal):
    return f"{seal.protected}.{seal.payload_text if seal.with_payload else ''}.{seal.signature}"


def flattened(seal):
    return {**({"payload": seal.payload_text} if seal.with_payload else {}), **seal.entry()}


def counter_signatures():
    def master():
        return Seal(DIPLOMA.decode(), RSA)
    value = master().value
    write("counter_compact.json", master().add("cSig", compact(counter(value))).general())
    write("counter_flattened.json", master().add("cSig", flattened(counter(value))).general())
    write("counter_without_payload.json", master().add("cSig", compact(counter(value, payload=False))).general())
    inner = counter(value)
    inner.add("cSig", compact(counter(inner.value, payload=False)))
    write("counter_of_a_counter.json",
          master().add("cSig", flattened(inner)).add("cSig", compact(counter(value))).general())
    write("counter_of_another_seal.json", master().add("cSig", compact(counter(b"\x01" * 256))).general())
    changed = counter(value)
    changed.signature = b64url(bytes([changed.value[0] ^ 1]) + changed.value[1:])
    write("counter_changed.json", master().add("cSig", compact(changed)).general())
    write("counter_is_a_number.json", master().add("cSig", 7).general())
    write("counter_with_contents_of_its_own.json", master().add("cSig", compact(
        counter(value, fields={"sigD": by_uri(["letter.txt"]), "crit": ["sigT", "sigD"]}))).general())
    write("counter_with_a_type.json", master().add("cSig", compact(counter(value, fields={"cty": "json"}))).general())
    late = master().stamp("sigTst", TSA, STAMPED, [ROOT]).values([SUB, ROOT], [DATA["root-ca.crl"], DATA["sub-ca.crl"]])
    write("counter_under_an_archive_stamp.json",
          late.add("cSig", compact(counter(value))).stamp("arcTst", TSA, ARCHIVED, [ROOT]).general())


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def in_clear():
    """The standard leaves the form of clear properties in a digest to whoever makes the time-stamp."""
    def sealed(join, **more):
        seal = Seal(DIPLOMA.decode(), RSA).stamp("sigTst", TSA, STAMPED, [ROOT]).values(
            [SUB, ROOT], [DATA["root-ca.crl"], DATA["sub-ca.crl"]])
        entries = [json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) for text in seal.etsi_u]
        covered = ".".join([seal.payload_text, seal.protected, seal.signature, "".join(map(join, entries))])
        token = time_stamp_token(TSA, ARCHIVED, covered.encode(), [ROOT])
        entries.append({"arcTst": {**more, "tstTokens": [{"val": b64(token)}]}})
        return {"payload": seal.payload_text, "signatures": [{**seal.entry(), "header": {"etsiU": entries}}]}
    def value_of(entry):
        return next(iter(entry.values()))
    write("clear_lta.json", sealed(lambda entry: compact_json(value_of(entry))))
    write("clear_lta_with_escaped_slashes.json",
          sealed(lambda entry: compact_json(value_of(entry)).replace("/", "\\/")))
    write("clear_lta_canonical.json", sealed(canonical, canonAlg="http://json-canonicalization.org/algorithm"))
    write("clear_lta_canonical_values.json",
          sealed(lambda entry: canonical(value_of(entry)), canonAlg="http://json-canonicalization.org/algorithm"))
    write("clear_lta_of_an_unknown_form.json", sealed(canonical, canonAlg="urn:test:form"))
    write("clear_lta_over_an_earlier_stamp.json", sealed(canonical, timeStamped="previousArcTst"))
    write("clear_lta_over_something_else.json", sealed(lambda entry: ""))


def others():
    write("no_certificate_at_all.json", Seal(DIPLOMA.decode(), RSA, without=["x5c", "x5t#S256", "kid"]).general())
    write("policy_named.json", Seal(DIPLOMA.decode(), RSA, header={
        "sigPId": {"id": {"id": "urn:oid:1.2.3.4"}, "digAlg": "S256", "digVal": b64url(sha256(b"a policy"))}}).general())


def main():
    shutil.rmtree(BESIDE, ignore_errors=True)
    os.makedirs(BESIDE)
    for part in (contents, joined, messages, counter_signatures, in_clear, others):
        part()


if __name__ == "__main__":
    sys.exit(main())
