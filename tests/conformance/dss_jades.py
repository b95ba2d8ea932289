#!/usr/bin/env python3
"""Prints where requal-verify and the test suite of esig/dss agree about JAdES files: number of signatures, signature
value, level, time-stamps, and the indication where nobody is trusted. A report, not a test: rows about what is not built yet (detached contents, counter-signatures)
are counted apart.

    tests/conformance/dss_jades.py --build build/dev --corpus ../shared/corpus [-v]
"""

import argparse
import collections
import csv
import json
import os
import subprocess

TRUTH = {True: "true", False: "false", None: "false"}


def folded(values):
    values = {TRUTH[value] for value in values}
    return "mixed" if len(values) > 1 else values.pop() if values else "n-a"


def joined(words):
    """The spelling of esig/dss; answers that differ between signatures are separated by a bar."""
    return "|".join(dict.fromkeys(word.replace("-", "_") if len(word) > 1 else word for word in words)) or "-"


def verify(program, path):
    done = subprocess.run([program, "--format", "json", "--at", "2026-11-21", path], capture_output=True, check=False,
                          timeout=60)
    if done.returncode not in (0, 1, 3, 4):
        return {"problem": f"exit {done.returncode}"}
    data = json.loads(done.stdout)["results"][0]["data"]
    seals = data["seals"]
    stamps = [stamp for seal in seals for stamp in seal["timestamps"]]
    levels = [seal["level"] for seal in seals]
    return {"refused": not seals and data["verdict"] == "unprocessable",
            "signatures": str(len(seals)),
            "sig_intact": folded(seal["value_intact"] for seal in seals),
            "level": joined(levels),
            "indication": joined(seal["indication"] for seal in seals),
            "subindication": joined(seal["sub_indication"] or "-" for seal in seals),
            "timestamps": str(len(stamps)),
            "tst_intact": folded(stamp["imprint_intact"] for stamp in stamps)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("-v", "--verbose", action="store_true", help="every disagreement")
    given = parser.parse_args()
    program = os.path.join(given.build, "bin", "requal-verify")
    folder = os.path.join(os.environ.get("REQUAL_CORPUS") or given.corpus, "dss")
    with open(os.path.join(folder, "jades", "expected.tsv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    agreed, disagreed, apart = collections.Counter(), collections.Counter(), collections.Counter()
    for row in rows:
        resource = row["resource"]
        path = os.path.join(folder, resource[5:]) if resource.startswith("@dss/") else \
            os.path.join(folder, "jades", resource)
        if row.get("detached", "-") not in ("", "-"):
            apart["detached contents"] += 1
            continue
        if not os.path.exists(path):
            apart["file is not here"] += 1
            continue
        seen = verify(program, path)
        if row["level"] == "REJECT" or row["signatures"] == "REJECT" or row["indication"] == "REJECT":
            (agreed if seen.get("refused") else disagreed)["refusal"] += 1
            if not seen.get("refused"):
                print(f"{resource}: not refused")
            continue
        if "counter-sigs=" in row.get("note", ""):
            apart["counter-signatures"] += 1
            continue
        keys = ["signatures", "sig_intact", "level", "timestamps", "tst_intact"]
        if row["trusted"] == "no":
            keys += ["indication", "subindication"]
        for key in keys:
            expected = row.get(key, "-")
            if expected in ("", "-", None):
                continue
            if seen.get(key) == expected:
                agreed[key] += 1
            else:
                disagreed[key] += 1
                if given.verbose:
                    print(f"{resource}: {key}: {seen.get(key, seen)}, expected {expected}")
    for key in sorted(set(agreed) | set(disagreed)):
        print(f"{key}: {agreed[key]} agree, {disagreed[key]} do not")
    for reason, count in sorted(apart.items()):
        print(f"apart: {count} rows: {reason}")


if __name__ == "__main__":
    main()
