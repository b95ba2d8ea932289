#!/usr/bin/env python3
"""Every row of edc-oracle.tsv: answers of the reference library esig/dss about real credentials, with the trusted lists
of October 2023. The same lists are imported here, and the same files judged with the bundle as of the same times."""

import csv
import glob
import os
import re
import subprocess
import sys
import tempfile

from runner import Runner

TIMES = {"now(2026-11-21)": "2026-11-21T20:31:26Z"}
WORDS = {"PASSED": "TOTAL-PASSED", "FAILED": "TOTAL-FAILED", "TOTAL_PASSED": "TOTAL-PASSED",
         "TOTAL_FAILED": "TOTAL-FAILED", "INDETERMINATE": "INDETERMINATE"}
VERDICTS = {"TOTAL_PASSED": "valid", "TOTAL_FAILED": "invalid", "INDETERMINATE": "indeterminate"}
KINDS = {"ADESEAL_QC": "AdESeal-QC", "QESEAL": "QESeal", "NOT_ADES_QC_QSCD": "not-adES"}
STAMPS = {"CONTENT_TIMESTAMP": "content", "ALL_DATA_OBJECTS_TIMESTAMP": "content", "SIGNATURE_TIMESTAMP": "signature",
          "ARCHIVE_TIMESTAMP": "archive"}


def import_lists(run, folder):
    lists = run.path("trust/2023-10")
    command = [run.program.replace("requal-verify", "requal-trust"), "import", "--into", folder,
               "--lotl", f"{lists}/eu-lotl.xml", "--lotl-signers", run.path("trust/oj-announced-lotl-signers.pem")]
    for pivot in sorted(glob.glob(f"{lists}/eu-lotl-pivot-*.xml")):
        command += ["--pivot", pivot]
    done = subprocess.run([*command, lists], capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        sys.exit(f"the lists could not be imported: exit {done.returncode}\n{done.stdout}{done.stderr}")
    run.equal("Germany is named as missing", "no list of DE was imported" in done.stdout, True)


def stamps(row):
    out = []
    for cell in row["timestamps"].split(" ;; "):
        kind, indication, sub, time, authority, quality = cell.split("|")[:6]
        out.append((STAMPS[kind], WORDS[indication], None if sub == "-" else sub, time, authority,
                    {"QTSA": "yes", "NA": "indeterminate"}[quality]))
    return out


def compare(run, row, folder):
    name = f"{row['file']} at {row['validation_time']}"
    at = TIMES.get(row["validation_time"], row["validation_time"])
    report, status = run.verify(run.path(row["file"]), "--trust", folder, "--at", at)
    run.equal(f"{name}: verdict", report["verdict"], VERDICTS[row["indication"]])
    run.equal(f"{name}: exit status", status, {"valid": 0, "invalid": 1, "indeterminate": 3}[report["verdict"]])
    run.equal(f"{name}: signatures", len(report["seals"]), int(row["signatures"]))
    seal = report["seals"][0]
    run.equal(f"{name}: level", seal["level"], row["level"])
    run.equal(f"{name}: indication", (seal["indication"], seal["sub_indication"] or ""),
              (WORDS[row["indication"]], row["subindication"]))
    run.equal(f"{name}: claimed time", seal["claimed_signing_time"], row["claimed_signing_time"])
    run.equal(f"{name}: end of the signer's certificate", seal["signer"]["not_after"], row["signer_cert_notAfter"])
    # A time-stamp over changed content is judged for its imprint first; whether its authority was qualified is then
    # left open here.
    seen = [(s["kind"], s["indication"], s["sub_indication"], s["time"], s["authority"],
             s["qualified"]) for s in seal["timestamps"]]
    expected = [stamp[:5] + ("indeterminate",) if stamp[1] == "TOTAL-FAILED" else stamp for stamp in stamps(row)]
    run.equal(f"{name}: time-stamps", seen, expected)
    qualification = row["qualification"]
    run.equal(f"{name}: qualification", seal["qualification"],
              "indeterminate" if qualification.startswith("INDETERMINATE_") else KINDS[qualification])
    if qualification.startswith("INDETERMINATE_"):
        of_certificate = seal["certificate_qualification"]
        run.equal(f"{name}: qualification of the certificate",
                  (of_certificate["at_issuance"], of_certificate["at_sealing"], of_certificate["type"],
                   of_certificate["device"]), (True, True, "seal", qualification.endswith("QESEAL")))
    anchor = re.match(r"#\d+ (.*?) @(\w\w):(.*?)(;|$)", row["chain_anchor"])
    run.equal(f"{name}: anchor", (seal["anchor"]["source"], seal["anchor"]["common_name"], seal["anchor"]["country"],
                                  seal["anchor"]["status"], seal["anchor"]["provider"]),
              ("trusted-list", anchor[1], anchor[2], "granted", anchor[3]))
    if row["indication"] == "TOTAL_PASSED" and row["best_signature_time"] != at:
        run.equal(f"{name}: best signature time", (seal["best_signature_time"], seal["proven_since"]),
                  (row["best_signature_time"],) * 2)
    stale = [finding["code"] for finding in report["findings"]].count("trust.bundle_stale")
    run.equal(f"{name}: says that the bundle is stale", stale, 1 if "QUAL_TL_EXP" in row[KEYS] else 0)


KEYS = "keys(E=error,W=warning,I=info; Q* = qualification)"


def main():
    run = Runner(__doc__)
    with open(run.path("edc-oracle.tsv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "bundle")
        import_lists(run, bundle)
        for row in rows:
            compare(run, row, bundle)
    run.finish()


if __name__ == "__main__":
    main()
