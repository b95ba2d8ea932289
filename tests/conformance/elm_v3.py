#!/usr/bin/env python3
"""Every sealed JSON file of the corpus: signature value, imprints, times, level and signer as a second opinion sees them,
and the answers that the sealed samples of 2023 must get under different anchors and times."""

import glob
import os
import tempfile

import sealed_json
from runner import Runner, codes


def second_opinion(run, path):
    name = os.path.relpath(path, run.corpus)
    signatures = sealed_json.load(path)
    report, _ = run.verify(path, "--at", "2026-11-21T00:00:00Z")
    run.equal(f"{name}: signatures", len(report["seals"]), len(signatures))
    for seal, signature in zip(report["seals"], signatures):
        run.equal(f"{name}: value", (seal["value_intact"], signature.value_holds()), (True, True))
        run.equal(f"{name}: signing input", seal["references"],
                  [{"uri": None, "type": "jws-signing-input", "found": True, "intact": True}])
        run.equal(f"{name}: level", seal["level"], signature.level())
        run.equal(f"{name}: claimed time", seal["claimed_signing_time"], signature.header["sigT"])
        run.equal(f"{name}: algorithm", seal["algorithm"], signature.header["alg"])
        stamps = [(element, sealed_json.token_facts(token)["time"], sealed_json.imprint_holds(token, covered),
                   sealed_json.token_signature_holds(token, signature.certificates()))
                  for element, token, covered in signature.stamps()]
        run.equal(f"{name}: time-stamps", [(s["element"], s["time"], s["imprint_intact"], s["signature_intact"])
                                           for s in seal["timestamps"]], stamps)
        run.equal(f"{name}: all stamps intact", all(s[2] and s[3] for s in stamps), True)
        signer = signature.certificates()[0]
        subject = sealed_json.subject(signer)
        run.equal(f"{name}: signer", (seal["signer"]["common_name"], seal["signer"]["organisation"],
                                      seal["signer"]["organisation_identifier"], seal["signer"]["country"],
                                      seal["signer"]["serial"]),
                  (subject["commonName"], subject["organizationName"], subject["organizationIdentifier"],
                   subject["countryName"], sealed_json.serial(signer)))
        run.equal(f"{name}: nobody is trusted", (report["verdict"], seal["indication"], seal["proven_since"]),
                  ("indeterminate", "INDETERMINATE", None))


def anchor(folder, path, name):
    for der in sealed_json.certificates(sealed_json.load(path)):
        if sealed_json.common_name(der) == name:
            target = os.path.join(folder, name.replace(" ", "-") + ".pem")
            with open(target, "w", encoding="ascii") as file:
                file.write(sealed_json.pem(der))
            return target
    raise RuntimeError(f"{path}: no certificate of {name}")


def samples_of_2023(run, folder):
    sample = run.path("elm-v3/Sample-CertOfPart-signed.jsonld")
    issuer = anchor(folder, sample, "ANF AC Qualified Certificates for eSeal")
    root = anchor(folder, sample, "root-ca")
    authority = anchor(folder, sample, "good-tsa")
    now = "2026-11-21T00:00:00Z"

    report, status = run.verify(sample, "--anchor", issuer, "--at", "2023-10-01T00:00:00Z")
    seal = report["seals"][0]
    run.equal("within the certificate's time", (report["verdict"], seal["level"], seal["indication"],
                                                seal["signer"]["organisation_identifier"], status),
              ("valid", "JAdES-BASELINE-LTA", "TOTAL-PASSED", "VATES-A00000000", 0))
    run.equal("no time is proven", seal["proven_since"], None)

    for options in (["--at", now], []):
        report, status = run.verify(sample, "--anchor", issuer, *options)
        seal = report["seals"][0]
        run.equal("after the certificate's time", (report["verdict"], seal["indication"], status),
                  ("indeterminate", "INDETERMINATE", 3))
        run.equal("the sub-indication is that of an expired certificate",
                  seal["sub_indication"] in ("OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED"), True)
        run.equal("the reason is named", "chain.expired_no_proof" in codes(report), True)

    report, status = run.verify(sample, "--anchor", issuer, "--anchor", root, "--at", now)
    run.equal("the root of the time-stamps is trusted, too late", (report["verdict"], status), ("indeterminate", 3))
    reasons = [f["message"] for f in report["findings"] if f["code"] == "time.authority_expired"]
    run.equal("every stamp's authority has ended", len(reasons), 3)
    run.equal("the reason names the month", all("December 2023" in message for message in reasons), True)
    run.equal("still nothing is proven", report["seals"][0]["proven_since"], None)

    report, status = run.verify(sample, "--anchor", issuer, "--anchor", authority, "--at", now)
    run.equal("the time-stamping unit itself is trusted",
              (report["verdict"], report["seals"][0]["proven_since"], report["seals"][0]["indication"], status),
              ("valid", "2023-09-27T12:07:04Z", "TOTAL-PASSED", 0))

    report, status = run.verify(sample, "--anchor", issuer, "--at", "2023-10-30T00:00:00Z")
    run.equal("the OCSP answer is past its next update, and nothing proves the time",
              (report["verdict"], report["seals"][0]["sub_indication"], "revocation.stale" in codes(report), status),
              ("indeterminate", "TRY_LATER", True, 3))
    report, status = run.verify(sample, "--anchor", issuer, "--at", "2023-10-30T00:00:00Z", "--policy", "strict")
    run.equal("the strict policy demands a newer answer",
              (report["verdict"], report["seals"][0]["sub_indication"], "revocation.stale" in codes(report), status),
              ("indeterminate", "TRY_LATER", True, 3))

    report, status = run.verify(run.path("elm-v3/Sample-MC-Annex1-signed.jsonld"), "--anchor", issuer, "--anchor",
                                authority, "--at", now)
    run.equal("the other sample", (report["verdict"], report["seals"][0]["proven_since"], status),
              ("valid", "2023-09-27T11:54:20Z", 0))


def unsealed(run):
    for name in ("credential-sample.jsonld", "Sample-CertOfPart-unsigned.jsonld", "Sample-MC-Annex1-unsigned.jsonld",
                 "Sample-CertOfPart-unsigned-uploadable.json", "Sample-MC-Annex1-unsigned-uploadable.json"):
        # At a time when none of them has expired: what is missing is the seal alone.
        report, status = run.verify(run.path("elm-v3/" + name), "--at", "2023-10-01T00:00:00Z")
        run.equal(f"{name}: no seal", "seal.none" in codes(report), True)
        failed = [check["id"] for check in report["checks"] if check["status"] == "failed"]
        if "profile" not in failed: # a sample that breaks its own profile is proven to be wrong
            run.equal(f"{name}: verdict", (report["verdict"], failed, status), ("indeterminate", [], 3))


def main():
    run = Runner(__doc__)
    sealed = [path for path in sorted(glob.glob(run.path("elm-v3/**/*-signed.jsonld"), recursive=True))]
    run.equal("sealed files", len(sealed), 4)
    for path in sealed:
        second_opinion(run, path)
    with tempfile.TemporaryDirectory() as folder:
        samples_of_2023(run, folder)
    unsealed(run)
    run.finish()


if __name__ == "__main__":
    main()
