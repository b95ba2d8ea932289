#!/usr/bin/env python3
"""Seals a small credential in every way that is right, and in every way that is wrong. Needs openssl and Python.

    tests/data/jades/make.py          writes good/ and defects/ beside it

The name of a file in defects/ is its defect. Times: sealed 2025-03-01, judged by the tests as of 2025-06-01."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

import header_forms  # noqa: E402
from seal import Seal, b64, b64url, compact_json, issuer_serial  # noqa: E402  (sets the path to the authority)
from credential import credential  # noqa: E402
from make_authority import certificates, revocation_data  # noqa: E402
from pki import sign  # noqa: E402

CERTIFICATES = certificates()
DATA = revocation_data(CERTIFICATES)
ROOT, SUB, TSA = CERTIFICATES["root-ca"], CERTIFICATES["sub-ca"], CERTIFICATES["tsa"]
RSA = CERTIFICATES["seal-rsa"]
CREDENTIAL = credential()
PAYLOAD = compact_json(CREDENTIAL)
OTHER = compact_json(credential(id="urn:credential:test-0002"))
STAMPED, ARCHIVED = "2025-03-01T10:00:05Z", "2025-03-02T12:00:00Z"


def write(folder, name, content):
    if isinstance(content, dict):
        content = compact_json(content)
    if isinstance(content, str):
        content = content.encode()
    os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    with open(os.path.join(HERE, folder, name), "wb") as file:
        file.write(content)


def good(name, content):
    write("good", name, content)


def defect(name, content):
    write("defects", name, content)


def level_t(certificate=RSA, payload=PAYLOAD, when=STAMPED, **options):
    return Seal(payload, certificate, **options).stamp("sigTst", TSA, when, [ROOT])


def level_lt(certificate=RSA, lists=("root-ca.crl", "sub-ca.crl"), answers=(), when=STAMPED, **options):
    options.setdefault("stamp", (TSA, "2025-03-01T09:59:58Z", ROOT))
    return level_t(certificate, when=when, **options).values([SUB, ROOT], [DATA[x] for x in lists],
                                                             [DATA[x] for x in answers])


def level_lta(certificate=RSA, archived=ARCHIVED, **options):
    return level_lt(certificate, **options).stamp("arcTst", TSA, archived, [ROOT])


def sealed_well():
    kinds = {"RS256": "rsa", "RS384": "rsa", "RS512": "rsa", "PS256": "rsa", "PS384": "rsa", "PS512": "rsa",
             "ES256": "p256", "ES384": "p384", "ES512": "p521", "EdDSA": "ed25519"}
    for algorithm, kind in kinds.items():
        certificate = CERTIFICATES["seal-" + kind]
        good(f"b_{algorithm.lower()}.json", Seal(PAYLOAD, certificate, algorithm).general())
    good("b_eddsa_ed448.json", Seal(PAYLOAD, CERTIFICATES["seal-ed448"], "EdDSA").general())
    encoded = Seal(PAYLOAD, RSA, encoded=True)
    good("b_payload_encoded_general.json", encoded.general())
    good("b_payload_encoded_flattened.json", encoded.flattened())
    good("b_payload_encoded_compact.jws", encoded.compact())
    good("b_flattened.json", Seal(PAYLOAD, RSA).flattened())
    good("b_iat.json", Seal(PAYLOAD, RSA, time={"iat": 1740823200}).general())
    good("b_no_revocation_needed.json", Seal(PAYLOAD, CERTIFICATES["seal-without-revocation"]).general())
    good("b_members_in_another_order.json", dict(reversed(Seal(PAYLOAD, RSA).general().items())))
    escaped = json.dumps(Seal(PAYLOAD, RSA).general(), indent=2)
    good("b_envelope_indented_and_escaped.json", escaped.replace("/", "\\/").replace("urn:", "\\u0075rn:"))
    good("b_chain_in_x5c.json", Seal(PAYLOAD, RSA, certificates=[RSA, SUB]).general())
    good("b_x5t_o_sha512.json", Seal(PAYLOAD, RSA, without=["x5t#S256"], header={
        "x5t#o": {"digAlg": "S512", "digVal": b64url(hashlib.sha512(RSA.der).digest())}}).general())
    good("t.json", level_t().general())
    good("lt_crl.json", level_lt().general())
    good("lt_ocsp.json", level_lt(lists=["root-ca.crl"], answers=["ocsp-good.der"]).general())
    good("lta.json", level_lta().general())
    good("lta_payload_encoded.json", level_lta(encoded=True).general())
    good("lta_es256.json", level_lta(CERTIFICATES["seal-p256"], algorithm="ES256").general())
    good("lta_responder_expired_since.json",
         level_lta(lists=["root-ca.crl"], answers=["ocsp-responder-expired.der"]).general())
    good("lta_twice_archived.json", level_lta().stamp("arcTst", TSA, "2025-04-01T12:00:00Z", [ROOT]).general())


def broken_seals():
    plain = Seal(PAYLOAD, RSA)
    changed = plain.general()
    changed["payload"] = changed["payload"].replace("Tess T", "Bess T", 1)
    defect("one_payload_byte_changed.json", changed)
    defect("white_space_added_to_the_payload.json", {**plain.general(), "payload": PAYLOAD.replace(",", ", ", 1)})
    defect("signature_of_another_file.json", {**plain.general(), "payload": OTHER})
    value = bytearray(plain.value)
    value[40] ^= 1
    defect("one_signature_byte_changed.json",
           {"payload": PAYLOAD, "signatures": [{**plain.entry(), "signature": b64url(bytes(value))}]})
    fields = {**plain.fields, "sigT": "2025-03-01T11:00:00Z"}
    defect("protected_header_edited.json",
           {"payload": PAYLOAD, "signatures": [{**plain.entry(), "protected": b64url(compact_json(fields).encode())}]})
    stamped = level_lt()
    defect("one_payload_byte_changed_with_stamps.json",
           {**stamped.general(), "payload": PAYLOAD.replace("Tess T", "Bess T", 1)})
    fields = {**stamped.fields, "cty": "jsan"}
    defect("protected_header_edited_with_stamps.json", {
        "payload": PAYLOAD, "signatures": [{**stamped.entry(), "protected": b64url(compact_json(fields).encode())}]})
    es256 = Seal(PAYLOAD, CERTIFICATES["seal-p256"], "ES256")
    defect("es256_value_in_der.json", {"payload": PAYLOAD, "signatures": [
        {**es256.entry(), "signature": b64url(sign("seal-p256", b"x"))}]})
    defect("es256_value_of_zeros.json",
           {"payload": PAYLOAD, "signatures": [{**es256.entry(), "signature": b64url(bytes(64))}]})
    defect("signature_empty.json", {"payload": PAYLOAD, "signatures": [{**plain.entry(), "signature": ""}]})
    defect("payload_decoded_although_b64_is_true.json", {**Seal(PAYLOAD, RSA, encoded=True).general(),
                                                         "payload": PAYLOAD})


def broken_headers():
    def resealed(**options):
        return Seal(PAYLOAD, RSA, **options).general()
    defect("b64_not_in_crit.json", resealed(header={"crit": ["sigT"]}))
    defect("b64_true_not_in_crit.json", resealed(encoded=True, header={"b64": True}))
    defect("b64_is_text.json", resealed(header={"b64": "false"}))
    defect("crit_unknown.json", resealed(header={"crit": ["b64", "sigT", "urn:test:must-know"],
                                                 "urn:test:must-know": True}))
    defect("crit_names_alg.json", resealed(header={"crit": ["b64", "sigT", "alg"]}))
    defect("crit_names_an_absent_member.json", resealed(header={"crit": ["b64", "sigT", "sigPl"]}))
    defect("crit_empty.json", resealed(encoded=True, header={"crit": []}))
    defect("crit_is_text.json", resealed(encoded=True, header={"crit": "sigT"}))
    defect("crit_lists_twice.json", resealed(header={"crit": ["b64", "sigT", "b64"]}))
    defect("sigT_and_iat.json", resealed(time={"sigT": "2025-03-01T10:00:00Z", "iat": 1740823200}))
    defect("sigT_after_july_2025.json", resealed(time={"sigT": "2025-08-01T10:00:00Z"}))
    defect("no_signing_time.json", resealed(without=["sigT"], header={"crit": ["b64"]}))
    defect("alg_missing.json", resealed(without=["alg"]))
    defect("alg_unsupported.json", resealed(header={"alg": "ES256K"}))
    defect("alg_for_another_kind_of_key.json", resealed(header={"alg": "ES256"}))
    defect("es256_with_p384_key.json", Seal(PAYLOAD, CERTIFICATES["seal-p384"], "ES384",
                                            header={"alg": "ES256"}).general())
    defect("x5t_of_another_certificate_resealed.json", resealed(header={
        "x5t#S256": b64url(hashlib.sha256(SUB.der).digest())}))
    defect("no_certificate_reference.json", resealed(without=["x5t#S256"]))
    defect("no_certificate.json", resealed(without=["x5c"]))
    defect("x5c_damaged.json", resealed(header={"x5c": [b64(RSA.der)[:-8]]}))
    defect("x5c_in_wrong_order.json", resealed(certificates=[SUB, RSA]))
    defect("kid_of_another_certificate.json", resealed(header={"kid": b64(issuer_serial(SUB))}))
    defect("key_hint_jku.json", resealed(header={"jku": "https://keys.example.invalid/"}))
    defect("detached_with_payload.json", resealed(header={"crit": ["b64", "sigT", "sigD"], "sigD": {
        "mId": "http://uri.etsi.org/19182/ObjectIdByURI", "pars": ["diploma.json"]}}))

    plain = Seal(PAYLOAD, RSA)
    fields = {**plain.fields, "x5t#S256": b64url(hashlib.sha256(SUB.der).digest())}
    defect("x5t_edited.json",
           {"payload": PAYLOAD, "signatures": [{**plain.entry(), "protected": b64url(compact_json(fields).encode())}]})

    none = Seal(PAYLOAD, RSA, header={"alg": "none"})
    defect("alg_none.json", {"payload": PAYLOAD, "signatures": [{**none.entry(), "signature": ""}]})
    defect("alg_nOnE.json", {"payload": PAYLOAD, "signatures": [
        {**Seal(PAYLOAD, RSA, header={"alg": "nOnE"}).entry(), "signature": ""}]})
    # The confusion of old libraries: the public key as the secret of an HMAC.
    secret = RSA.pem().encode()
    shared = Seal(PAYLOAD, RSA, header={"alg": "HS256"})
    value = hmac.new(secret, f"{shared.protected}.{PAYLOAD}".encode(), hashlib.sha256).digest()
    defect("alg_hs256.json", {"payload": PAYLOAD, "signatures": [{**shared.entry(), "signature": b64url(value)}]})

    def with_header(**members):
        return {"payload": PAYLOAD, "signatures": [{**plain.entry(), "header": members}]}
    defect("crit_unprotected.json", with_header(crit=["b64"]))
    defect("alg_in_both_headers.json", with_header(alg="RS256"))
    defect("b64_only_unprotected.json", {"payload": Seal(PAYLOAD, RSA, encoded=True).payload_text, "signatures": [
        {**Seal(PAYLOAD, RSA, encoded=True).entry(), "header": {"b64": False}}]})
    defect("x5c_in_both_headers.json", with_header(x5c=plain.fields["x5c"]))
    defect("header_is_an_array.json", {"payload": PAYLOAD, "signatures": [{**plain.entry(), "header": []}]})
    defect("protected_is_an_array.json", Seal(PAYLOAD, RSA).set_protected_text("[]").general())
    defect("protected_is_no_json.json", Seal(PAYLOAD, RSA).set_protected_text("{").general())
    defect("protected_with_a_member_twice.json", Seal(PAYLOAD, RSA).set_protected_text(
        compact_json(plain.fields)[:-1] + ',"alg":"RS256"}').general())
    defect("protected_with_white_space_in_base64.json",
           {"payload": PAYLOAD, "signatures": [{**plain.entry(), "protected": plain.protected + "\n"}]})
    defect("protected_missing.json",
           {"payload": PAYLOAD, "signatures": [{"header": {"alg": "RS256"}, "signature": plain.signature}]})


def several_seals():
    plain = Seal(PAYLOAD, RSA)
    second = Seal(PAYLOAD, CERTIFICATES["seal-p256"], "ES256")
    stranger = Seal(PAYLOAD, CERTIFICATES["seal-other-organisation"])
    defect("second_signature_good.json", plain.general(second))
    defect("second_signature_by_another_organisation.json", plain.general(stranger))
    broken = Seal(PAYLOAD, CERTIFICATES["seal-p256"], "ES256")
    broken.signature = b64url(bytes(range(64)))
    defect("second_signature_garbage.json", plain.general(broken))
    defect("second_signature_no_object.json", {"payload": PAYLOAD, "signatures": [plain.entry(), 7]})
    defect("second_signature_reads_the_payload_encoded.json", plain.general(Seal(PAYLOAD, RSA, encoded=True)))
    defect("no_signatures.json", {"payload": PAYLOAD, "signatures": []})
    defect("seventeen_signatures.json", plain.general(*[plain] * 16))
    defect("member_outside_the_seal.json", {**plain.general(), "credential": {"type": "EuropeanDigitalCredential"}})
    defect("flattened_and_general_at_once.json", {**plain.general(), **plain.entry()})


def broken_stamps():
    lta = level_lta()
    reordered = level_lta()
    reordered.etsi_u[1], reordered.etsi_u[2] = reordered.etsi_u[2], reordered.etsi_u[1]
    defect("etsiU_reordered.json", reordered.general())
    removed = level_lta()
    del removed.etsi_u[2]
    defect("etsiU_entry_removed.json", removed.general())
    replaced = level_lt()
    replaced.etsi_u[0] = level_t(payload=OTHER).etsi_u[0]
    defect("sigTst_of_another_file.json", replaced.general())
    defect("sigTst_without_its_signature.json",
           Seal(PAYLOAD, RSA).stamp("sigTst", TSA, STAMPED, [ROOT], broken=True).general())
    defect("sigTst_damaged.json", Seal(PAYLOAD, RSA).add("sigTst", {"tstTokens": [{"val": b64(b"no token")}]}).general())
    defect("sigTst_empty.json", Seal(PAYLOAD, RSA).add("sigTst", {"tstTokens": []}).general())
    defect("sigTst_not_bound_to_its_authority.json",
           Seal(PAYLOAD, RSA).stamp("sigTst", TSA, STAMPED, [ROOT], bound=False).general())
    defect("sigTst_sha1.json", Seal(PAYLOAD, RSA).stamp("sigTst", TSA, STAMPED, [ROOT], digest="sha1").general())
    for name in ("tsa-expired", "tsa-not-entitled", "tsa-of-stranger"):
        when = "2024-11-15T10:00:00Z" if name == "tsa-expired" else STAMPED
        defect(f"sigTst_by_{name.replace('-', '_')}.json",
               Seal(PAYLOAD, RSA).stamp("sigTst", CERTIFICATES[name], when, [ROOT]).general())
    defect("sigTst_outside_the_authority_s_time.json",
           Seal(PAYLOAD, RSA).stamp("sigTst", CERTIFICATES["tsa-expired"], STAMPED, [ROOT]).general())
    defect("sigTst_from_the_future.json",
           Seal(PAYLOAD, RSA).stamp("sigTst", TSA, "2033-01-01T00:00:00Z", [ROOT]).general())
    other = Seal(OTHER, RSA, stamp=(TSA, "2025-03-01T09:59:58Z", ROOT))
    defect("adoTst_of_another_file.json",
           Seal(PAYLOAD, RSA, header={"adoTst": other.fields["adoTst"],
                                      "crit": ["b64", "sigT", "adoTst"]}).general())
    defect("etsiU_is_no_array.json", {"payload": PAYLOAD, "signatures": [
        {**lta.entry(), "header": {"etsiU": {"sigTst": 1}}}]})
    broken = level_lt()
    broken.etsi_u.insert(1, "!!!")
    defect("etsiU_entry_no_base64.json", broken.general())
    broken = level_lt().add("xVals", [{"x509Cert": {"val": b64(b"no certificate")}}])
    defect("xVals_damaged.json", broken.general())
    broken = level_lt().add("rVals", {"crlVals": [{"val": "AAAA"}], "ocspVals": [{"val": "AAAA"}]})
    defect("rVals_damaged.json", broken.general())
    clear = level_lta()
    entries = [json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) for text in clear.etsi_u]
    defect("etsiU_in_clear.json", {"payload": PAYLOAD, "signatures": [{**clear.entry(), "header": {"etsiU": entries}}]})
    defect("etsiU_entry_unknown.json", Seal(PAYLOAD, RSA).add("brcTst", {"tstTokens": []}).general())
    defect("counter_signature_inside.json", Seal(PAYLOAD, RSA).add("cSig", "eyJ9.e30.AA").general())


def other_signers():
    def by(name, **options):
        return Seal(PAYLOAD, CERTIFICATES[name], **options)
    old = {"sigT": "2024-11-10T10:00:00Z"}
    defect("signer_expired_without_proof.json", by("seal-expired", time=old).general())
    defect("signer_expired_with_proof.json", level_lt(
        CERTIFICATES["seal-expired"], time=old, stamp=(TSA, "2024-11-10T09:59:58Z", ROOT), when="2024-11-10T10:00:05Z",
        lists=["root-ca-in-2024.crl", "sub-ca-in-2024.crl"]).general())
    defect("signer_expired_before_sealing.json", level_lt(
        CERTIFICATES["seal-expired"], lists=["root-ca.crl", "sub-ca.crl"]).general())
    defect("signer_not_yet_valid.json", by("seal-not-yet-valid").general())
    defect("signer_not_yet_valid_when_stamped.json", level_lt(CERTIFICATES["seal-not-yet-valid"]).general())
    defect("signer_revoked_without_proof.json", by("seal-revoked").values(
        [SUB, ROOT], [DATA["root-ca.crl"], DATA["sub-ca.crl"]]).general())
    defect("signer_revoked_before_sealing.json", level_lt(CERTIFICATES["seal-revoked"]).general())
    defect("signer_revoked_after_sealing.json", level_lt(
        CERTIFICATES["seal-revoked"], time={"sigT": "2025-01-15T10:00:00Z"},
        stamp=(TSA, "2025-01-15T09:59:58Z", ROOT), when="2025-01-15T10:00:05Z").general())
    defect("signer_revoked_by_ocsp.json", level_lt(
        CERTIFICATES["seal-revoked"], lists=["root-ca.crl"], answers=["ocsp-revoked.der"]).general())
    defect("signer_with_wrong_key_usage.json", by("seal-wrong-key-usage").general())
    defect("signer_with_rsa_1024.json", by("seal-rsa-1024").general())
    defect("signer_s_certificate_signed_with_sha1.json", by("seal-sha1").general())
    defect("signer_of_a_stranger.json", by("seal-of-stranger").general())
    defect("signer_below_path_length.json",
           by("seal-below-path-length").values([CERTIFICATES["sub-sub-ca"], SUB]).general())
    defect("signer_issued_by_no_ca.json", Seal(PAYLOAD, CERTIFICATES["seal-by-no-ca"], "ES256").values([RSA, SUB])
           .general())
    defect("issuer_is_another_organisation.json", by("seal-other-organisation").general())
    defect("issuer_matches_by_name_only.json", by("seal-name-only").general())
    defect("issuer_has_another_name.json", by("seal-other-name-only").general())
    for name in ("ocsp-unknown", "ocsp-stale", "ocsp-from-the-future", "ocsp-responder-expired",
                 "ocsp-responder-not-entitled", "ocsp-responder-of-another-ca", "ocsp-forged"):
        defect(f"{name.replace('-', '_')}.json", level_lt(lists=["root-ca.crl"], answers=[name + ".der"]).general())
    for name in ("sub-ca-stale", "sub-ca-from-the-future", "sub-ca-forged", "sub-ca-delta"):
        defect(f"crl_{name[7:].replace('-', '_')}.json", level_lt(lists=["root-ca.crl", name + ".crl"]).general())


def contents():
    def sealed(content):
        return Seal(content if isinstance(content, str) else compact_json(content), RSA).general()
    defect("credential_expired.json", sealed(credential(validUntil="2025-04-01T00:00:00Z")))
    defect("credential_not_yet_valid.json", sealed(credential(validFrom="2030-01-01T00:00:00Z")))
    defect("credential_dates_unreadable.json", sealed(credential(validUntil="next year")))
    defect("credential_ends_differ.json", sealed(credential(validUntil="2030-01-01T00:00:00Z",
                                                            expirationDate="2031-01-01T00:00:00Z")))
    defect("credential_with_status.json", sealed(credential(credentialStatus={
        "id": "https://status.example.invalid/1#7", "type": "BitstringStatusListEntry", "statusPurpose": "revocation"})))
    nameless = credential()
    del nameless["issuer"]
    defect("credential_without_issuer.json", sealed(nameless))
    defect("payload_with_a_member_twice.json", sealed(PAYLOAD[:-1] + ',"id":"urn:credential:test-0009"}'))
    defect("payload_with_a_lone_surrogate.json",
           json.dumps(sealed(PAYLOAD)).replace("Tess T", "Tess \\\\ud800T"))
    defect("payload_sealed_with_a_lone_surrogate.json", sealed(PAYLOAD.replace("Tess T", "Tess \\ud800T", 1)))
    defect("payload_sealed_with_trailing_data.json", sealed(PAYLOAD + "{}"))
    defect("payload_sealed_with_a_byte_order_mark.json", sealed("\ufeff" + PAYLOAD))
    defect("payload_is_no_json.json", sealed("a sealed letter"))
    defect("payload_is_no_credential.json", sealed('{"a":1}'))
    defect("payload_empty.json", sealed(""))
    missing = Seal(PAYLOAD, RSA).general()
    del missing["payload"]
    defect("payload_missing.json", missing)
    defect("payload_is_an_object.json", {**Seal(PAYLOAD, RSA).general(), "payload": CREDENTIAL})


def envelopes():
    whole = compact_json(Seal(PAYLOAD, RSA).general())
    defect("envelope_with_a_member_twice.json", '{"payload":"{}",' + whole[1:])
    defect("envelope_with_a_lone_surrogate.json", whole.replace("Tess T", "Tess \\ud800T", 1))
    defect("envelope_with_trailing_data.json", whole + "{}")
    defect("envelope_with_a_byte_order_mark.json", "\ufeff" + whole)
    defect("envelope_with_a_nul.json", whole + "\0")
    defect("envelope_not_utf8.json", whole.encode().replace("\u00e9".encode(), b"\xe9"))
    defect("envelope_truncated.json", whole[:len(whole) // 2])
    compact = Seal(PAYLOAD, RSA, encoded=True).compact()
    defect("compact_truncated.jws", compact[:len(compact) - 40])
    defect("compact_with_padding.jws", compact + "=")
    defect("compact_with_a_line_break.jws", compact[:100] + "\n" + compact[100:])
    defect("compact_with_two_parts.jws", compact.rsplit(".", 1)[0])
    protected, _, value = compact.split(".")
    defect("compact_without_payload.jws", f"{protected}..{value}")


def main():
    for folder in ("good", "defects"):
        shutil.rmtree(os.path.join(HERE, folder), ignore_errors=True)
    good("unsealed.json", CREDENTIAL)
    for part in (sealed_well, broken_seals, broken_headers, several_seals, broken_stamps, other_signers, contents,
                 envelopes):
        part()
    header_forms.write(PAYLOAD, CERTIFICATES, good, defect)


if __name__ == "__main__":
    sys.exit(main())
