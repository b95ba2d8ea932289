#!/usr/bin/env python3
"""The rows about JSON files of edc-oracle.tsv, answers of the reference library esig/dss: all that needs no trusted
lists. Where that library trusted a list, the same certificate is given here as an anchor."""

import csv
import os
import tempfile

import sealed_json
from runner import Runner

TIMES = {"now(2026-11-21)": "2026-11-21T20:31:26Z"}


def anchors(folder, signatures, wanted):
    """PEM files of the certificates whose common names stand in the oracle's columns."""
    files = []
    for der in sealed_json.certificates(signatures):
        name = sealed_json.common_name(der)
        if name and name in wanted:
            path = os.path.join(folder, f"{len(files)}.pem")
            with open(path, "w", encoding="ascii") as file:
                file.write(sealed_json.pem(der))
            files.append(path)
    return files


def anchor_names(row):
    """`#1 NAME @COUNTRY:…` of the signer's chain, `anchor #0 NAME @…` of the time-stamps."""
    names = []
    for cell in [row["chain_anchor"], *row["timestamps"].split(";;")]:
        for part in cell.split("#")[1:]:
            names.append(part.split(" ", 1)[1].split(" @")[0])
    return set(names)


def stamps(row):
    out = []
    for cell in row["timestamps"].split(" ;; "):
        kind, indication, sub, time = cell.split("|")[:4]
        out.append((kind.split("_")[0].lower(), indication, sub, time))
    return out


def compare(run, row):
    name, path = f"{row['file']} at {row['validation_time']}", run.path(row["file"])
    signatures = sealed_json.load(path)
    with tempfile.TemporaryDirectory() as folder:
        files = anchors(folder, signatures, anchor_names(row))
        # A file of level T does not carry its issuer's certificate; another sample does.
        wanted = anchor_names(row) - {sealed_json.common_name(der) for der in sealed_json.certificates(signatures)}
        if wanted:
            other = sealed_json.load(run.path("elm-v3/Sample-CertOfPart-signed.jsonld"))
            with tempfile.TemporaryDirectory() as more:
                files += anchors(more, other, wanted)
                report, _ = verify(run, path, row, files)
        else:
            report, _ = verify(run, path, row, files)
    run.equal(f"{name}: signatures", len(report["seals"]), int(row["signatures"]))
    seal = report["seals"][0]
    run.equal(f"{name}: level", seal["level"], row["level"])
    run.equal(f"{name}: indication", (seal["indication"], seal["sub_indication"] or ""),
              (row["indication"].replace("_", "-") if row["indication"] != "INDETERMINATE" else "INDETERMINATE",
               row["subindication"]))
    run.equal(f"{name}: claimed time", seal["claimed_signing_time"], row["claimed_signing_time"])
    run.equal(f"{name}: time-stamps", [(s["kind"], s["time"]) for s in seal["timestamps"]],
              [(kind, time) for kind, _, _, time in stamps(row)])
    run.equal(f"{name}: end of the signer's certificate", seal["signer"]["not_after"], row["signer_cert_notAfter"])
    for seen, (kind, indication, sub, _) in zip(seal["timestamps"], stamps(row)):
        expected = {"PASSED": "TOTAL-PASSED", "FAILED": "TOTAL-FAILED"}.get(indication, indication)
        run.equal(f"{name}: {kind}", (seen["indication"], seen["sub_indication"] or "-"), (expected, sub))
    if row["indication"] == "TOTAL_PASSED" and row["best_signature_time"] != TIMES.get(row["validation_time"]):
        run.equal(f"{name}: best signature time", seal["best_signature_time"], row["best_signature_time"])


def verify(run, path, row, files):
    options = ["--at", TIMES.get(row["validation_time"], row["validation_time"])]
    for file in files:
        options += ["--anchor", file]
    return run.verify(path, *options)


def main():
    run = Runner(__doc__)
    with open(run.path("edc-oracle.tsv"), encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["file"].endswith(".jsonld")]
    run.equal("rows about JSON files", len(rows), 6)
    for row in rows:
        compare(run, row)
    run.finish()


if __name__ == "__main__":
    main()
