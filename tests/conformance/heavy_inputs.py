#!/usr/bin/env python3
"""Makes files that are small to write and much to do, and gives each to every tool that reads one: it is answered, or
refused with a reason, within processor time, memory and size of the answer that do not depend on what is in it.

    tests/conformance/heavy_inputs.py --build build/dev [--all] [--without-limits] [--only NAME] [--keep FOLDER] [-v]

Without --all the files are smaller by a factor of six and few commands are run, with bounds that are smaller, too: what
grows faster than the input shows there as well."""

import argparse
import base64
import gzip
import hashlib
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
AUTHORITY = os.path.join(HERE, "..", "data", "authority")
sys.path.insert(0, AUTHORITY)

import der  # noqa: E402  (from the folder above)

SECONDS, MEGABYTES, ANSWER = 3.0, 300, 20_100_000  # the answer is held to 20 MB, and the frame around it comes on top
KILLED_AFTER = 20
LARGEST = 20 * 1024 * 1024 - 4096
AT = ["--at", "2025-06-01T00:00:00Z"]
TRUST = ["--no-trust", "--anchor", os.path.join(AUTHORITY, "root-ca.pem"), "--certificate", os.path.join(AUTHORITY, "sub-ca.pem"),
         "--crl", os.path.join(AUTHORITY, "sub-ca.crl"), "--crl", os.path.join(AUTHORITY, "root-ca.crl")]
COMMANDS = {"verify json": ["requal-verify", *AT, *TRUST, "--format", "json"],
            "show": ["requal-show", *AT],
            "verify": ["requal-verify", *AT, *TRUST, "-v"],
            "verify ndjson": ["requal-verify", *AT, *TRUST, "--format", "ndjson"],
            "verify etsi": ["requal-verify", *AT, *TRUST, "--etsi-report", "ETSI"],
            "show json": ["requal-show", *AT, "--format", "json", "--unmapped"],
            "show ndjson": ["requal-show", *AT, "--format", "ndjson"],
            "map": ["requal-map", *AT, "--to", "DE"],
            "map json": ["requal-map", *AT, "--to", "DE", "--format", "json"],
            "dossier": ["requal-dossier", *AT, *TRUST],
            "seal": ["requal-seal", *AT, "--key", os.path.join(AUTHORITY, "keys", "seal-rsa.pem"), "--certificate",
                     os.path.join(AUTHORITY, "seal-rsa.pem")]}
OF_SMOKE = ("verify json", "show")
CASES = {}
SHARE = 1  # of the full size


def case(function):
    CASES[function.__name__] = function
    return function


def many(number):
    return max(int(number * SHARE), 1)


def largest():
    return int(LARGEST * SHARE)


# --- building blocks ----------------------------------------------------------------------------------------------------

def pem(path):
    with open(path, encoding="ascii") as file:
        return base64.b64decode("".join(line for line in file.read().splitlines() if not line.startswith("-")))


def elements(element):
    """What is inside an element, one by one, each whole."""
    content, out, at = inside(element), [], 0
    while at < len(content):
        size, start = content[at + 1], at + 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(content[at + 2:start], "big")
        out.append(content[at:start + size])
        at = start + size
    return out


def inside(element):
    size = element[1]
    return element[2 + (size & 0x7F if size & 0x80 else 0):]


CERTIFICATE = pem(os.path.join(AUTHORITY, "seal-rsa.pem"))
_KEY = [int.from_bytes(inside(number), "big") for number in
        elements(inside(elements(pem(os.path.join(AUTHORITY, "keys", "seal-rsa.pem")))[2]))[1:4]]
SPAN = der.sequence(der.tlv(0x17, b"240101000000Z"), der.tlv(0x17, b"340101000000Z"))
ED25519 = der.sequence(der.oid("1.3.101.112"))
RSA_SHA256 = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.null())


def rsa_sign(data):
    modulus, _, private = _KEY
    digest = der.sequence(der.sequence(der.oid("2.16.840.1.101.3.4.2.1"), der.null()), der.octets(hashlib.sha256(data).digest()))
    block = b"\0\1" + b"\xff" * (256 - 3 - len(digest)) + b"\0" + digest
    return pow(int.from_bytes(block, "big"), private, modulus).to_bytes(256, "big")


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def dumps(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def name(text, entries=1):
    one = der.tlv(0x31, der.sequence(der.oid("2.5.4.3"), der.utf8(text)))
    return der.sequence(*[one] * entries)


def ed_key(number):
    return der.sequence(ED25519, der.bits(hashlib.sha256(str(number).encode()).digest()))


def certificate(number, subject, issuer, key=None, extensions=()):
    """Well-formed; its signature is nothing."""
    more = [der.explicit(3, der.sequence(*extensions))] if extensions else []
    body = der.sequence(der.explicit(0, der.integer(2)), der.integer(number + 1), ED25519, issuer, SPAN, subject,
                        key or ed_key(number), *more)
    return der.sequence(body, ED25519, der.bits(bytes(64)))


def credential(**more):
    subject = {"id": "urn:x:person", "type": "Person", "fullName": {"en": ["Tess Example"]}, "hasClaim": []}
    made = {"@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
            "id": "urn:x:credential", "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
            "issuer": {"id": "urn:x:issuer", "type": "Organisation", "legalName": {"en": ["TEST University of Nowhere"]}},
            "issuanceDate": "2025-01-01T00:00:00Z", "validFrom": "2025-01-01T00:00:00Z",
            "credentialProfiles": [{"id": "http://data.europa.eu/snb/credential/e34929035b", "type": "Concept"}],
            "credentialSubject": subject}
    made.update(more)
    return made


def learning(**more):
    made = credential()
    made["credentialSubject"]["hasClaim"] = {"id": "urn:x:claim", "type": "LearningAchievement", "title": {"en": ["A degree"]}, **more}
    return made


def sealed(payload, header=(), unprotected=None, chain=(), signatures=1, unsigned=False):
    protected = {"alg": "RS256", "typ": "jose+json", "cty": "json", "x5t#S256": b64url(hashlib.sha256(CERTIFICATE).digest()),
                 "x5c": [b64(one) for one in (CERTIFICATE, *chain)], "b64": False, "iat": 1746057600, "crit": ["b64"], **dict(header)}
    text = payload if isinstance(payload, str) else dumps(payload)
    encoded = b64url(dumps(protected).encode())
    one = {"protected": encoded, "signature": "AAAA" if unsigned else b64url(rsa_sign(f"{encoded}.{text}".encode()))}
    if unprotected:
        one["header"] = unprotected
    return dumps({"payload": text, "signatures": [one] * signatures})


def etsi_u(*properties):
    return {"etsiU": [b64url(dumps(one).encode()) for one in properties]}


def crl(entries, issuer=None, same=False, signature=None):
    """A list of so many entries that nobody signed."""
    time = der.tlv(0x17, b"250302000000Z")
    listed = b"".join(der.sequence(der.integer(7 if same else 10_000 + i), time) for i in range(entries))
    body = der.sequence(der.integer(1), RSA_SHA256, issuer or ISSUER, time, der.tlv(0x17, b"250901000000Z"), der.tlv(0x30, listed))
    return der.sequence(body, RSA_SHA256, der.bits(signature or bytes(256)))


ISSUER = elements(elements(CERTIFICATE)[0])[3]


# --- json ---------------------------------------------------------------------------------------------------------------

@case
def json_numbers():
    return "[" + ",".join("1" * (largest() // 2)) + "]"


@case
def json_empty_arrays():
    return "[" + ",".join(["[]"] * (largest() // 3)) + "]"


@case
def json_deep():
    return "[" * largest()


@case
def json_one_string():
    return '"' + "x" * (largest() - 2) + '"'


@case
def json_title_of_escapes():
    return dumps(learning(title={"en": ["\u0001" * (largest() // 6)]}))


def people(number):
    return [{"id": f"urn:p{i}", "type": "Person", "fullName": {"en": f"P {i}"}} for i in range(number)]


@case
def json_languages_times_subjects():
    """What is the same for all of them is copied for each."""
    return dumps(credential(displayParameter={"title": {f"l{i}": "x" for i in range(many(100_000))}},
                            credentialSubject=people(many(1_000))))


@case
def json_languages():
    return dumps(credential(displayParameter={"title": {f"l{i}": "x" for i in range(many(900_000))}}))


@case
def json_identifiers():
    return dumps(credential(identifier=[{"id": f"urn:i{i}", "type": "Identifier", "notation": f"{i}"} for i in range(many(250_000))]))


@case
def json_title_of_controls_in_payload():
    return sealed(learning(title={"en": ["\x7f" * (largest() // 2)]}))


@case
def json_payload_of_one_string():
    return sealed(learning(title={"en": ["x" * (largest() - 20_000)]}))


@case
def json_description_in_many_languages():
    return dumps(learning(description={f"x-{i}": ["y"] for i in range(many(300_000))}))


@case
def json_long_name_above_many():
    return dumps(credential(**{"n" * many(2_000_000): [{"id": f"urn:{i}", "type": "Note"} for i in range(many(20_000))]}))


@case
def json_duplicate_of_a_long_name():
    long = "n" * (largest() // 2 - 100)
    return f'{{"{long}":1,"{long}":2}}'


@case
def json_invalid_at_the_end():
    return dumps(learning(title={"en": ["x" * (largest() - 3000)]}))[:-1]


@case
def json_twenty_thousand_parts_of_one():
    parts = [{"id": f"urn:p:{i}", "type": "LearningAchievement", "title": {"en": [f"Part {i}"]}} for i in range(many(19_000))]
    return sealed(learning(hasPart=parts))


@case
def json_parts_that_refer_to_each_other():
    """Each level names the next one twice: a tree of 2^40 that 40 lines write."""
    levels = [{"id": f"urn:l:{i}", "type": "LearningAchievement", "title": {"en": [f"Level {i}"]},
               "hasPart": [{"id": f"urn:l:{i + 1}"}, {"id": f"urn:l:{i + 1}", "type": "LearningAchievement"}]} for i in range(40)]
    return dumps(learning(hasPart=levels))


@case
def json_one_specification_for_all():
    """A large thing that many parts refer to."""
    big = {"id": "urn:s", "type": "LearningAchievementSpecification", "title": {"en": ["S"]},
           "description": {"en": ["z" * many(40_000)]}, "awardedBy": []}
    parts = [{"id": f"urn:p:{i}", "type": "LearningAchievement", "title": {"en": ["P"]}, "specifiedBy": {"id": "urn:s"}}
             for i in range(many(15_000))]
    return dumps(learning(specifiedBy=big, hasPart=parts))


@case
def json_one_body_for_all():
    body = {"id": "urn:b", "type": "Organisation", "legalName": {f"x-{i}": [f"name {i}"] for i in range(1000)},
            "location": [{"id": f"urn:loc:{i}", "type": "Location", "description": {"en": ["y" * 100]}} for i in range(200)]}
    parts = [{"id": f"urn:p:{i}", "type": "LearningAchievement", "title": {"en": ["P"]},
              "awardedBy": {"type": "AwardingProcess", "id": f"urn:a:{i}", "awardingBody": {"id": "urn:b"}}} for i in range(many(15_000))]
    return dumps(learning(awardedBy={"id": "urn:a", "type": "AwardingProcess", "awardingBody": body}, hasPart=parts))


@case
def json_copies_that_contradict():
    return dumps(credential(x=[{"id": "urn:same", "type": "Organisation", "m": i} for i in range(many(250_000))]))


@case
def json_copies_with_new_members():
    return dumps(credential(x=[{"id": "urn:same", "type": "Note", f"m{i}": 1} for i in range(many(200_000))]))


def turned(count, depth, backwards, last):
    if depth == 0:
        return last
    items = [turned(count, depth - 1, backwards, j) for j in range(count - 1)]
    if backwards:
        items.reverse()
    return {"a": [*items, turned(count, depth - 1, backwards, 1000 + last)]}


@case
def json_turned_lists():
    return dumps(credential(x=[{"id": "urn:t", "type": "Note", "v": turned(60, 3, backwards, 0)["a"]} for backwards in (False, True)]))


@case
def json_many_bodies():
    return sealed(learning(awardedBy={"id": "urn:a", "type": "AwardingProcess", "awardingBody": [{"id": f"o{i}"} for i in range(many(300_000))]}))


@case
def json_many_identifiers_of_the_issuer():
    made = learning()
    made["issuer"]["identifier"] = [{"id": f"urn:i:{i}", "type": "Identifier", "notation": f"n{i}"} for i in range(many(150_000))]
    made["issuer"]["legalIdentifier"] = [{"id": f"urn:j:{i}", "type": "LegalIdentifier", "notation": f"n{i}"} for i in range(many(50_000))]
    return sealed(made)


@case
def json_many_credentials_of_a_presentation():
    return dumps({"@context": credential()["@context"], "type": ["VerifiablePresentation", "EuropeanDigitalPresentation"],
                  "id": "urn:x:p", "verifiableCredential": [{**credential(), "id": f"urn:c:{i}"} for i in range(many(20_000))]})


@case
def json_many_evidence():
    return dumps(credential(evidence=[{"id": f"urn:e:{i}", "type": "Evidence"} for i in range(many(250_000))]))


@case
def json_pictures():
    return dumps(learning(displayParameter={}) | {"displayParameter": {"id": "urn:d", "type": "DisplayParameter", "individualDisplay": [
        {"id": f"urn:i:{i}", "type": "IndividualDisplay", "language": {"id": "en"}, "displayDetail": [
            {"id": f"urn:dd:{i}", "type": "DisplayDetail", "page": 1, "image": {"id": f"urn:m:{i}", "type": "MediaObject", "content": "A" * 2000}}]}
        for i in range(many(8000))]}})


# --- jws ----------------------------------------------------------------------------------------------------------------

@case
def jws_critical_many():
    text = '{"alg":"ES256","crit":[' + ",".join(['"b64"'] * many(900_000)) + "]}"
    return dumps({"payload": "e30", "signatures": [{"protected": b64url(text.encode()), "signature": "AA"}]})


@case
def jws_critical_different():
    text = '{"alg":"ES256","crit":[' + ",".join(f'"{i}"' for i in range(many(900_000))) + "]}"
    return dumps({"payload": "e30", "signatures": [{"protected": b64url(text.encode()), "signature": "AA"}]})


@case
def jws_headers_that_do_not_overlap():
    protected = dumps({"alg": "ES256", **{f"p{i}": 0 for i in range(many(400_000))}})
    return dumps({"payload": "e30", "signatures": [{"protected": b64url(protected.encode()), "signature": "AA",
                                                    "header": {f"u{i}": 0 for i in range(many(400_000))}}]})


@case
def jws_headers_that_overlap():
    header = {f"p{i}": 0 for i in range(many(400_000))}
    return dumps({"payload": "e30", "signatures": [{"protected": b64url(dumps({"alg": "ES256", **header}).encode()), "signature": "AA",
                                                    "header": header}]})


@case
def jws_unsigned_properties():
    return sealed(credential(), unprotected={"etsiU": [b64url(b'{"a":1}')] * many(900_000)})


@case
def jws_unsigned_properties_in_the_clear():
    return sealed(credential(), unprotected={"etsiU": [{f"a{i}": 1} for i in range(many(400_000))]})


@case
def jws_members_outside():
    return dumps({**json.loads(sealed(credential())), **{f"o{i}": 0 for i in range(many(900_000))}})


@case
def jws_sixteen_signatures():
    return sealed(learning(title={"en": ["x" * (largest() - 60_000)]}), signatures=16)


@case
def jws_a_thousand_signatures():
    return sealed(credential(), signatures=1000)


@case
def jws_counter_signatures():
    inner = json.loads(sealed("x"))["signatures"][0]
    for _ in range(40):
        inner = {**inner, "header": {"etsiU": [{"cSig": inner}, {"cSig": inner}]}} if len(dumps(inner)) < largest() // 3 else inner
    return sealed(credential(), unprotected={"etsiU": [{"cSig": inner}]})


@case
def jws_payload_of_many_dots():
    return "eyJhbGciOiJFUzI1NiJ9" + "." * largest()


@case
def jws_detached_names():
    header = {"sigD": {"mId": "http://uri.etsi.org/19182/ObjectIdByURIHash", "pars": [f"u{i}" for i in range(many(300_000))],
                       "hashM": "S256", "hashV": ["AAAA"] * many(300_000)}}
    return sealed(credential(), header=header)


@case
def jws_certificate_of_a_huge_name():
    return sealed(credential(), chain=[certificate(1, name("x" * (largest() // 2)), name("y"))])


@case
def jws_certificate_of_many_names():
    return sealed(credential(), chain=[certificate(1, name("x", many(300_000)), name("y"))])


@case
def jws_certificates_of_large_names():
    return sealed(credential(), chain=[certificate(i, name("x" * many(100_000) + str(i)), name("x" * many(100_000))) for i in range(50)])


def constraints(number):
    dns = [der.sequence(der.tlv(0x82, f"n{i}.example".encode())) for i in range(number)]
    value = der.sequence(der.explicit(0, b"".join(dns)))
    return der.sequence(der.oid("2.5.29.30"), der.boolean(True), der.octets(value))


@case
def jws_names_and_constraints():
    alternatives = b"".join(der.tlv(0x82, f"m{i}.other".encode()) for i in range(many(20_000)))
    san = der.sequence(der.oid("2.5.29.17"), der.octets(der.tlv(0x30, alternatives)))
    ca = der.sequence(der.oid("2.5.29.19"), der.boolean(True), der.octets(der.sequence(der.boolean(True))))
    chain = [certificate(i, name(f"c{i}"), name(f"c{i + 1}"), extensions=[ca, constraints(many(20_000)), san]) for i in range(6)]
    return sealed(credential(), chain=chain, header={"x5t#S256": b64url(hashlib.sha256(chain[0]).digest())})


@case
def jws_certificates_of_one_name():
    return sealed(credential(), unprotected=etsi_u({"xVals": [{"x509Cert": {"val": b64(certificate(i, ISSUER, ISSUER))}}
                                                              for i in range(126)]}))


@case
def jws_ten_thousand_certificates():
    return sealed(credential(), unprotected=etsi_u(*[{"xVals": [{"x509Cert": {"val": b64(certificate(100 * j + i, name("s"), name("i")))}}
                                                                for i in range(100)]} for j in range(many(100))]))


def rsa_certificate(bits, exponent_bits):
    modulus = (1 << bits) - 159
    exponent = (1 << exponent_bits) - 1
    key = der.sequence(der.sequence(der.oid("1.2.840.113549.1.1.1"), der.null()), der.bits(der.sequence(der.integer(modulus), der.integer(exponent))))
    return certificate(bits, name("huge"), name("huge"), key=key)


def with_key_of(bits, exponent_bits):
    made = rsa_certificate(bits, exponent_bits)
    header = {"x5t#S256": b64url(hashlib.sha256(made).digest()), "x5c": [b64(made)]}
    whole = json.loads(sealed(credential(), header=header))
    whole["signatures"] = [{**whole["signatures"][0], "signature": b64url(b"\x7f" * (bits // 8))}] * 16
    return dumps(whole)


@case
def jws_rsa_of_3072_bits_and_an_exponent_as_long():
    return with_key_of(3072, 3071)


@case
def jws_rsa_of_16384_bits():
    return with_key_of(16384, 64)


@case
def jws_rsa_of_a_million_bits():
    return with_key_of(1_000_000, 17)


def revocation(*lists):
    return etsi_u({"rVals": {"crlVals": [{"val": b64(one)} for one in lists]}})


@case
def jws_list_of_many_entries():
    return sealed(credential(), unprotected=revocation(crl(many(300_000))))


@case
def jws_list_of_one_serial():
    return sealed(credential(), unprotected=revocation(crl(many(300_000), same=True)))


@case
def jws_lists_of_many_entries():
    return sealed(credential(), unprotected=revocation(*[crl(many(2000)) for _ in range(120)]))


@case
def jws_lists_and_namesakes():
    properties = etsi_u({"xVals": [{"x509Cert": {"val": b64(certificate(i, ISSUER, ISSUER))}} for i in range(110)]},
                        {"rVals": {"crlVals": [{"val": b64(crl(1))} for _ in range(120)]}})
    return sealed(credential(), unprotected=properties)


def ocsp(certificates, answers=1):
    """An answer that nobody signed."""
    identity = der.sequence(der.sequence(der.oid("1.3.14.3.2.26"), der.null()), der.octets(bytes(20)), der.octets(bytes(20)), der.integer(1))
    time = der.tlv(0x18, b"20250302000000Z")
    single = der.sequence(identity, der.tlv(0x80, b""), time)
    data = der.sequence(der.explicit(1, name("r")), time, der.tlv(0x30, single * answers))
    basic = der.sequence(data, RSA_SHA256, der.bits(bytes(256)), der.explicit(0, der.tlv(0x30, b"".join(certificates))))
    return der.sequence(der.enumerated(0), der.explicit(0, der.sequence(der.oid("1.3.6.1.5.5.7.48.1.1"), der.octets(basic))))


def answers(*all_of_them):
    return etsi_u({"rVals": {"ocspVals": [{"val": b64(one)} for one in all_of_them]}})


@case
def jws_answer_of_many_certificates():
    return sealed(credential(), unprotected=answers(ocsp([certificate(i, name(f"s{i}"), name(f"i{i}")) for i in range(many(40_000))])))


@case
def jws_answer_about_many():
    return sealed(credential(), unprotected=answers(ocsp([], many(100_000))))


@case
def jws_answers_about_many():
    return sealed(credential(), unprotected=answers(*[ocsp([], many(1000)) for _ in range(100)]))


@case
def jws_stamps_of_nothing():
    return sealed(credential(), unprotected=etsi_u(*[{"sigTst": {"tstTokens": [{"val": b64(der.sequence(der.oid("1.2.840.113549.1.7.2"),
                  der.explicit(0, der.sequence(der.integer(3), *[der.null()] * many(100_000)))))}]}}] * 50))


@case
def jws_archive_stamps_over_much():
    token = open(os.path.join(HERE, "..", "data", "jades", "good", "lta.json"), encoding="utf-8").read()
    whole = json.loads(token)
    properties = whole["signatures"][0].get("header", {}).get("etsiU", [])
    padding = b64url(dumps({"anyValData": "x" * (largest() // 3)}).encode())
    whole["signatures"][0]["header"] = {"etsiU": [padding, *properties * 20]}
    return dumps(whole)


# --- xml ----------------------------------------------------------------------------------------------------------------

ELMO = '<elmo xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1"><generatedDate>2025-01-01T00:00:00Z</generatedDate><learner><givenNames>T</givenNames><familyName>E</familyName></learner>'


@case
def xml_attributes_after_an_error():
    return '<r><b></b "><a ' + " ".join(f'a{i}=""' for i in range(many(600_000))) + "/></r>"


@case
def xml_attributes_after_an_error_in_utf16():
    return ("\ufeff<r t='\u2200\u3d00\u2722'><b></b \"><a " + " ".join(f'a{i}=""' for i in range(many(300_000))) + "/></r>").encode("utf-16-le")


@case
def xml_attributes_in_utf16():
    """Letters whose bytes look like quotes."""
    return ("\ufeff<r t='\u2200'><a \u2200x='\u2722' " + " ".join(f'a{i}=""' for i in range(many(300_000))) + "/></r>").encode("utf-16-le")


@case
def xml_attributes_in_utf7():
    return '<?xml version="1.0" encoding="UTF-7"?><r>+ADw-a ' + " ".join(f'a{i}+AD0AIgAi-' for i in range(many(300_000))) + "/></r>"


@case
def xml_unfinished_tags():
    return "<a b='" * (largest() // 6)


@case
def xml_comments():
    return "<r>" + "<!---->" * (largest() // 8) + "</r>"


@case
def xml_entities():
    return "<r>" + "&amp;" * (largest() // 5 - 10) + "</r>"


@case
def xml_one_text():
    return ELMO + f"<report><issuer><title>{'x' * (largest() - 2000)}</title></issuer></report></elmo>"


@case
def xml_one_text_of_quotes():
    return ELMO + f"<report><issuer><title>{'&#34;' * (largest() // 5 - 500)}</title></issuer></report></elmo>"


@case
def xml_many_elements():
    return "<r>" + "<a/>" * (largest() // 4 - 10) + "</r>"


@case
def xml_many_namespaces():
    return "".join(f'<a xmlns:n{i}="urn:{i}">' for i in range(100)) + "<b/>" * many(300_000) + "</a>" * 100


@case
def xml_long_names():
    return "<r>" + "".join(f"<{'n' * 1000}{i}/>" for i in range(many(19_000))) + "</r>"


@case
def xml_courses():
    one = "<learningOpportunitySpecification><title>A course</title><type>Course</type><specifies><learningOpportunityInstance><start>2020-01-01</start><credit><scheme>ects</scheme><value>5</value></credit></learningOpportunityInstance></specifies></learningOpportunitySpecification>"
    return ELMO + "<report><issuer><title>U</title></issuer>" + one * many(60_000) + "</report></elmo>"


@case
def xml_nested_courses():
    opening = "<learningOpportunitySpecification><title>A course</title>"
    one = opening * 40 + "</learningOpportunitySpecification>" * 40
    return ELMO + "<report><issuer><title>U</title></issuer>" + one * many(1000) + "</report></elmo>"


SIGNATURE = ('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod '
             'Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
             "{}</ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo><ds:X509Data>{}</ds:X509Data></ds:KeyInfo>{}</ds:Signature>")


def reference(uri, transforms="", digest="AAAA"):
    return (f'<ds:Reference URI="{uri}"><ds:Transforms>{transforms}</ds:Transforms><ds:DigestMethod '
            f'Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>')


def transform(algorithm, content=""):
    return f'<ds:Transform Algorithm="{algorithm}">{content}</ds:Transform>'


ENVELOPED = transform("http://www.w3.org/2000/09/xmldsig#enveloped-signature")
EXCLUSIVE = transform("http://www.w3.org/2001/10/xml-exc-c14n#")
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"


def signed_elmo(references, content="", certificates="", more=""):
    kept = f"<ds:X509Certificate>{b64(CERTIFICATE)}</ds:X509Certificate>" + certificates
    return ELMO + content + "<report><issuer><title>U</title></issuer></report>" + SIGNATURE.format(references, kept, more) + "</elmo>"


@case
def xml_references_to_a_large_element():
    return signed_elmo(reference("", ENVELOPED + EXCLUSIVE) * 4000, "<report>" + "<a>x</a>" * many(200_000) + "</report>")


@case
def xml_references_to_a_long_text():
    return signed_elmo(reference("", ENVELOPED) * 4000, f"<report><issuer><title>{'x' * (largest() - 2_000_000)}</title></issuer></report>")


@case
def xml_filters():
    step = transform(XPATH, "<ds:XPath>" + "not(ancestor-or-self::ds:Signature) and " * 500 + "true()</ds:XPath>")
    return signed_elmo(reference("", step * 4) * 100, "<report>" + "<a>x</a>" * many(100_000) + "</report>")


@case
def xml_long_path():
    step = transform(XPATH, "<ds:XPath>" + "//*" * many(100_000) + "</ds:XPath>")
    return signed_elmo(reference("", step), "<report>" + "<a>x</a>" * many(10_000) + "</report>")


@case
def xml_namespaces_times_elements():
    """Each element declares what canonical form must repeat."""
    declared = " ".join(f'xmlns:p{i}="urn:{"u" * 100}{i}"' for i in range(90))
    return signed_elmo(reference("", ENVELOPED + transform("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")),
                       f"<report {declared}>" + "".join(f"<p{i % 90}:a/>" for i in range(many(200_000))) + "</report>")


@case
def xml_exclusive_namespaces():
    declared = " ".join(f'xmlns:p{i}="urn:{"u" * 1000}{i}"' for i in range(90))
    return signed_elmo(reference("", ENVELOPED + EXCLUSIVE),
                       f"<report {declared}>" + "".join(f"<p{i % 90}:a/>" for i in range(many(190_000))) + "</report>")


@case
def xml_signatures():
    return ELMO + SIGNATURE.format(reference("", ENVELOPED), f"<ds:X509Certificate>{b64(CERTIFICATE)}</ds:X509Certificate>", "") * many(3000) + "</elmo>"


@case
def xml_certificates():
    return signed_elmo(reference("", ENVELOPED), certificates="".join(
        f"<ds:X509Certificate>{b64(certificate(i, name('s'), name('i')))}</ds:X509Certificate>" for i in range(many(20_000))))


@case
def xml_base64_in_base64():
    inner = b"<r/>"
    while len(inner) < largest() // 2:
        inner = base64.b64encode(inner)
    return signed_elmo(reference("#x", transform("http://www.w3.org/2000/09/xmldsig#base64") * 8), f'<report ID="x">{inner.decode()}</report>')


@case
def xml_many_ids():
    return signed_elmo("".join(reference(f"#i{i}") for i in range(4000)), "".join(f'<report ID="i{i}"/>' for i in range(many(100_000))))


@case
def gzip_bomb():
    return gzip.compress(b"<r>" + b" " * (500 * 1024 * 1024 if SHARE == 1 else 100 * 1024 * 1024) + b"</r>", 9, mtime=0)


@case
def gzip_bomb_in_base64():
    return b64(gzip.compress(b"<r>" + b"<a/>" * (5 * largest() // 4) + b"</r>", 9, mtime=0))


@case
def gzip_of_elmo():
    return gzip.compress((ELMO + f"<report><issuer><title>{'xy ' * ((largest() - 2000) // 3)}</title></issuer></report></elmo>").encode(), 9, mtime=0)


# --- something else -----------------------------------------------------------------------------------------------------

@case
def other_blanks():
    return " " * largest()


@case
def other_letters():
    return "A" * largest()


@case
def other_zeros():
    return b"\0" * largest()


# --- running ------------------------------------------------------------------------------------------------------------

def hold_back():
    resource.setrlimit(resource.RLIMIT_CPU, (KILLED_AFTER, KILLED_AFTER))


def run(command):
    """Exit status, bytes of the answer, what was said, seconds of processor time, peak of memory in megabytes. To be called
    in a small process: what the parent holds in memory counts as the child's until it has started."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=said, preexec_fn=hold_back)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return (process.returncode, os.fstat(out.fileno()).st_size, said.read(4000), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main():
    global SHARE
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--all", action="store_true", help="files of the full size, and every command")
    parser.add_argument("--without-limits", action="store_true", help="do not judge time and memory")
    parser.add_argument("--only", help="files whose name contains this")
    parser.add_argument("--command", help="only this command")
    parser.add_argument("--keep", help="a folder for the files, which stays")
    parser.add_argument("-v", "--verbose", action="store_true", help="every run")
    given = parser.parse_args()
    SHARE = 1 if given.all else 1 / 6
    seconds_allowed = SECONDS if given.all else SECONDS / 2
    failures, runs, slowest, largest_memory = 0, 0, (0, ""), (0, "")
    commands = {label: command for label, command in COMMANDS.items()
                if (given.all or label in OF_SMOKE) and given.command in (None, label)}
    with multiprocessing.get_context("spawn").Pool(1) as runner, tempfile.TemporaryDirectory() as work:
        folder = given.keep or work
        for label, make in CASES.items():
            if given.only and given.only not in label:
                continue
            content = make()
            path = os.path.join(folder, label)
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
            del content
            if os.path.getsize(path) > 20 * 1024 * 1024:
                print(f"{label}: {os.path.getsize(path)} bytes: over the limit of any file")
                failures += 1
            for title, command in commands.items():
                etsi = os.path.join(work, "etsi.xml")
                call = [os.path.join(given.build, "bin", command[0]), *[etsi if word == "ETSI" else word for word in command[1:]], path]
                status, answer, said, seconds, megabytes = runner.apply(run, (call,))
                if os.path.exists(etsi):
                    answer = max(answer, os.path.getsize(etsi))
                    os.remove(etsi)
                runs += 1
                slowest = max(slowest, (seconds, f"{title} {label}"))
                largest_memory = max(largest_memory, (megabytes, f"{title} {label}"))
                problems = []
                if status not in (0, 1, 3, 4):
                    problems.append(f"exit {status}: {said[-300:].decode(errors='replace')}")
                if answer > ANSWER:
                    problems.append(f"{answer} bytes of answer")
                if not given.without_limits and seconds > seconds_allowed:
                    problems.append(f"{seconds:.1f} s")
                if not given.without_limits and megabytes > MEGABYTES:
                    problems.append(f"{megabytes:.0f} MB")
                if given.verbose or problems:
                    print(f"{label} ({os.path.getsize(path)}): {title}: exit {status}, {seconds:.2f} s, {megabytes:.0f} MB, {answer} bytes"
                          f"{': TOO MUCH: ' if problems else ''}{'; '.join(problems)}", flush=True)
                failures += bool(problems)
            if not given.keep:
                os.remove(path)
    print(f"{runs} runs, {failures} failures; slowest {slowest[0]:.2f} s ({slowest[1]}), largest {largest_memory[0]:.0f} MB ({largest_memory[1]})")
    return 1 if failures or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
