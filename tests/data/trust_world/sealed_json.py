"""JAdES seals of the trust world. A case is a file; expected.tsv says what must come of it."""

import hashlib
import os
import sys

from authorities import HERE, world
from revocations import answers, lists

sys.path.insert(0, os.path.join(HERE, "..", "jades"))

from credential import credential  # noqa: E402
from pki import openssl  # noqa: E402
from seal import Seal, b64, b64url, compact_json  # noqa: E402

SEALED, STAMPED, ARCHIVED = "2025-03-01T10:00:00Z", "2025-03-01T10:00:05Z", "2025-03-02T12:00:00Z"
LISTS, ANSWERS = lists(), answers()


def content(day="2025-03-01"):
    """The credential of an invented person, issued on that day."""
    morning = f"{day}T09:00:00Z"
    made = credential(issuanceDate=morning, issued=morning, validFrom=morning)
    if day != "2025-03-01":
        made["credentialSubject"]["hasClaim"]["awardedBy"]["awardingDate"] = f"{day}T00:00:00Z"
    return compact_json(made)


class Case:
    """A seal in the making, by the names of certificates and revocation data."""

    def __init__(self, signer, day="2025-03-01", content_stamp=None, payload=None, **options):
        """`content_stamp`: a time; the stamp stands inside what is signed."""
        options.setdefault("time", {"sigT": f"{day}T10:00:00Z"})
        if content_stamp:
            options["stamp"] = (world()["tsu-listed"], content_stamp)
        self.seal = Seal(content(day) if payload is None else payload, world()[signer], **options)

    def stamped(self, time=STAMPED, unit="tsu-listed", chain=()):
        self.seal.stamp("sigTst", world()[unit], time, [world()[name] for name in chain])
        return self

    def proven(self, certificates, lists_of=(), answers_of=(), raw=()):
        """Validation data: xVals, rVals."""
        self.seal.values([world()[name] for name in certificates], [*(LISTS[name] for name in lists_of), *raw],
                         [ANSWERS[name] for name in answers_of])
        return self

    def archived(self, time=ARCHIVED, unit="tsu-listed", chain=()):
        self.seal.stamp("arcTst", world()[unit], time, [world()[name] for name in chain])
        return self

    def json(self):
        return self.seal.general()


def usual(signer, issuer="ca-seals", more_lists=(), more_certificates=(), unit="tsu-listed", **options):
    """Level LT: stamped, with the issuer and its list."""
    return Case(signer, **options).stamped(unit=unit).proven([issuer, *more_certificates], [issuer, *more_lists])


def qualifications():
    yield "qeseal", usual("qualified")
    yield "qeseal_lta", usual("qualified").archived()
    yield "qeseal_b", Case("qualified").proven(["ca-seals"], ["ca-seals"])
    yield "qeseal_t", Case("qualified").stamped()
    yield "adeseal_qc_key_outside_a_device", usual("qualified-without-device")
    yield "adeseal_certificate_not_qualified", usual("plain", "ca-plain")
    yield "qesig", usual("person", "ca-signatures")
    yield "adesig_qc_key_outside_a_device", usual("person-without-device", "ca-signatures")
    yield "adesig_certificate_not_qualified", usual("person-plain", "ca-plain")
    yield "status_withdrawn_before_sealing", usual("withdrawn", "ca-withdrawn")
    yield "status_withdrawn_after_sealing", Case("withdrawn", "2025-01-15").stamped("2025-01-15T10:00:05Z").proven(
        ["ca-withdrawn"], ["ca-withdrawn"])
    yield "two_entries_contradict_each_other", usual("contradicted", "ca-twice")
    for name in ("with_device", "without_device", "not_qualified", "statement", "for_seals", "for_signatures", "on_behalf",
                 "for_all", "for_all-missed", "for_none", "for_none-missed", "for_one", "extended-use", "nothing"):
        yield f"list_says_{name.replace('-', '_')}", usual(f"override-{name}", "ca-overrides")
    yield "directive_status_granted_at_sealing", Case("person-of-2015", "2017-03-01").stamped(
        "2017-03-01T10:00:05Z").proven(["ca-former"], ["ca-former-in-2017"]).archived("2017-03-02T12:00:00Z")
    yield "directive_under_supervision_at_sealing", Case("person-of-2015", "2016-03-01").stamped(
        "2016-03-01T10:00:05Z").proven(["ca-former"], ["ca-former-in-2016"]).archived("2016-03-02T12:00:00Z")


def time_stamps():
    yield "stamp_of_unit_below_listed_authority", usual("qualified", unit="tsu-below", more_lists=["ca-stamps"],
                                                        more_certificates=["ca-stamps"])
    yield "stamp_of_authority_on_no_list", usual("qualified", unit="tsu-nobody")
    yield "stamp_of_unqualified_service", usual("qualified", unit="tsu-plain")
    yield "stamp_after_its_service_was_withdrawn", usual("qualified", unit="tsu-withdrawn")
    yield "stamp_before_its_service_was_withdrawn", Case("qualified", "2024-05-15").stamped(
        "2024-05-15T10:00:05Z", "tsu-withdrawn").proven(["ca-seals"], ["ca-seals"])
    yield "stamp_of_revoked_unit", Case("qualified").stamped(unit="tsu-revoked").proven(
        ["ca-seals", "ca-stamps"], ["ca-seals", "ca-stamps-with-a-revoked-unit"])
    yield "stamp_of_unit_without_revocation_data", Case("qualified").stamped(unit="tsu-below").proven(
        ["ca-seals", "ca-stamps"], ["ca-seals"])
    yield "stamp_of_ended_unit", usual("qualified", unit="tsu-ended", more_lists=["ca-stamps"], more_certificates=["ca-stamps"])
    yield "stamp_of_ended_unit_archived", usual("qualified", unit="tsu-ended", more_lists=["ca-stamps"],
                                                more_certificates=["ca-stamps"]).archived()
    yield "content_stamp_before_signature_stamp", usual("qualified", content_stamp="2025-03-01T09:59:58Z")
    yield "content_stamp_after_signature_stamp", usual("qualified", content_stamp="2025-03-01T12:00:00Z")
    yield "archive_stamp_before_signature_stamp", usual("qualified").archived("2025-02-20T12:00:00Z")


def revoked():
    before = {"content_stamp": "2025-03-01T09:59:58Z"}
    yield "revoked_before_sealing", usual("revoked", **before)
    yield "revoked_without_proof_of_time", Case("revoked").proven(["ca-seals"], ["ca-seals"])
    yield "revoked_before_the_stamp", usual("revoked")
    yield "revoked_after_sealing", Case("revoked-in-april").stamped().proven(["ca-seals"], ["ca-seals-in-april"])
    yield "revoked_after_sealing_archived", Case("revoked-in-april").stamped().proven(["ca-seals"], ["ca-seals"]).archived()
    yield "on_hold", Case("on-hold").proven(["ca-seals"], ["ca-seals"])
    yield "on_hold_after_sealing", Case("on-hold-in-april").stamped().proven(["ca-seals"], ["ca-seals"]).archived()
    below = ["sub-b-revoked", "root-b"]
    yield "authority_revoked_without_proof_of_time", Case("below-sub-b-revoked").proven(
        below, ["sub-b-revoked", "root-b-in-april"])
    yield "authority_revoked_after_sealing", Case("below-sub-b-revoked").stamped().proven(
        below, ["sub-b-revoked", "root-b"]).archived()
    yield "no_revocation_data", Case("qualified").stamped().proven(["ca-seals"])
    yield "list_stale_before_sealing", Case("qualified").stamped().proven(["ca-seals"], ["ca-seals-stale"])


def revocation_forms():
    def by_answer(name, *certificates, more=()):
        return Case("qualified").stamped().proven(["ca-seals", *certificates], more, [name])
    yield "ocsp_of_responder_not_to_be_checked", by_answer("by-responder")
    yield "ocsp_of_responder_that_nobody_vouches_for", by_answer("by-responder-to-be-checked")
    yield "ocsp_of_responder_that_was_checked", by_answer("by-responder-to-be-checked", more=["ca-seals"])
    yield "ocsp_with_sha256", by_answer("with-sha256")
    armour = openssl("crl", "-inform", "DER", stdin=LISTS["ca-seals"])
    yield "crl_in_pem_armour", Case("qualified").stamped().proven(["ca-seals"], raw=[armour])
    yield "crl_later_than_expiry", Case("expired-in-april").stamped().proven(["ca-seals"], ["ca-seals-in-may"])
    yield "crl_later_than_expiry_keeps_the_expired", Case("expired-in-april").stamped().proven(
        ["ca-seals"], ["ca-seals-in-may-with-the-expired"])
    yield "ocsp_later_than_expiry", Case("expired-in-april").stamped().proven(["ca-seals"], answers_of=["in-may"])
    yield "ocsp_later_than_expiry_keeps_the_expired", Case("expired-in-april").stamped().proven(
        ["ca-seals"], answers_of=["in-may-with-cutoff"])


def dates():
    yield "expired_since_but_stamped", usual("expired-in-april")
    yield "expired_since_but_archived", usual("expired-in-april").archived()
    yield "expired_without_proof_of_time", Case("expired-in-april").proven(["ca-seals"], ["ca-seals"])
    yield "expired_without_any_answer", Case("expired-in-april").proven(["ca-seals"])
    yield "expired_before_sealing", usual("expired-in-february", content_stamp="2025-03-01T09:59:58Z")
    yield "stamped_before_the_certificate_began", usual("a-few-weeks")


def paths():
    yield "path_through_listed_root", usual("below-sub-b", "sub-b", ["root-b"], ["root-b"])
    yield "path_below_path_length", usual("below-path-length", "sub-sub-b", ["sub-b", "root-b"], ["sub-b", "root-b"])
    yield "path_outside_permitted_names", usual("outside-names", "sub-b-narrow", ["root-b"], ["root-b"])
    yield "key_usage_is_encipherment", usual("wrong-key-usage")
    yield "path_of_authority_with_new_key", usual("renewed", "ca-renewed-new", ["ca-renewed-old"], ["ca-renewed-old"])
    yield "path_among_cross_certificates", Case("crossed").stamped().proven(
        ["ca-crossed", "root-other", "root-other-by-root-b", "root-b-by-root-other", "ca-crossed-by-root-b"],
        ["ca-crossed", "root-b"])
    yield "path_that_goes_round", Case("in-a-loop").stamped().proven(["loop-1", "loop-2"], ["loop-seed"])
    yield "path_to_authority_on_no_list", usual("nobody", "ca-nobody")


def algorithms():
    yield "key_of_1024_bits", usual("rsa-1024")
    yield "key_of_1024_bits_after_content_stamp", usual("rsa-1024", content_stamp="2025-03-01T09:59:58Z")
    yield "certificate_signed_with_sha1", usual("signed-with-sha1")


def forms():
    """What stops the validation before trust is asked about."""
    good = usual("qualified").json()
    text = content()
    yield "payload_changed", {**good, "payload": text.replace("Tess T", "Bess T", 1)}
    broken = usual("qualified").seal
    value = bytearray(broken.value)
    value[40] ^= 1
    yield "signature_value_changed", {"payload": text, "signatures": [{**broken.entry(), "signature": b64url(bytes(value))}]}
    yield "critical_parameter_unknown", Case("qualified", header={
        "crit": ["b64", "sigT", "urn:test:must-know"], "urn:test:must-know": True}).json()
    yield "critical_parameter_twice", Case("qualified", header={"crit": ["b64", "sigT", "b64"]}).proven(
        ["ca-seals"], ["ca-seals"]).json()
    yield "certificate_left_out", Case("qualified", without=["x5c"]).json()
    # The signed data lie elsewhere, and nobody handed them over (TS 119 182-1, 5.2.8.3.3).
    elsewhere = Case("qualified", payload="", header={
        "crit": ["b64", "sigT", "sigD"], "sigD": {"mId": "http://uri.etsi.org/19182/ObjectIdByURIHash", "pars": ["diploma.json"],
                                                 "hashM": "S256", "hashV": [b64url(hashlib.sha256(text.encode()).digest())],
                                                 "ctys": ["json"]}}).json()
    del elsewhere["payload"]
    yield "signed_data_elsewhere", elsewhere


def signature_policies():
    """An explicit signature policy that nobody has, and one that comes along but is another one (5.2.7.1, 5.3.3)."""
    policy = b"TEST signature policy: anything goes"

    def by(document):
        return {"sigPId": {"id": {"id": "urn:oid:1.2.3.4.7"}, "digAlg": "S256",
                           "digVal": b64url(hashlib.sha256(document).digest())},
                "crit": ["b64", "sigT", "sigPId"]}
    yield "signature_policy_not_at_hand", Case("qualified", header=by(policy)).proven(["ca-seals"], ["ca-seals"])
    other = Case("qualified", header=by(policy))
    other.seal.add("sigPSt", {"sigPolDoc": b64(policy + b", or nothing"), "spDSpec": {"id": "urn:test:plain-text"}})
    yield "signature_policy_is_another_one", other.proven(["ca-seals"], ["ca-seals"])


def cases():
    """File name without ending, content."""
    for part in (qualifications, time_stamps, revoked, revocation_forms, dates, paths, algorithms, forms, signature_policies):
        for name, case in part():
            yield name, compact_json(case if isinstance(case, dict) else case.json())
