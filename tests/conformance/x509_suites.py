#!/usr/bin/env python3
"""Certification paths, revocation lists and time-stamps of published suites: what the rooms crypto and seal say of them, asked
through judge_path, against the tables beside the files. Disagreements that are argued in README.md stand in ARGUED."""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "data", "authority"))

from der import children, read  # noqa: E402

ARGUED = {"pkits/40105_valid_dsa_parameter_inheritance_test5", "nist/test45", "nist/test47",
          "rfc3161/test_tsa/response.tsr, test_tsa/other_request.der (query), 2024-10-27T00:00:00Z"}


class Suite:
    def __init__(self, program, folder):
        self.program, self.folder, self.questions, self.expected = program, folder, [], []

    def temporary(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def ask(self, name, expected, **values):
        """One question; a list gives several lines, True a line without value."""
        lines = []
        for key, value in values.items():
            for item in value if isinstance(value, list) else [value]:
                if item not in (None, False):
                    lines.append(f"{key.replace('_', '-')}\t{'yes' if item is True else item}")
        self.questions.append("\n".join(lines) + "\n\n")
        self.expected.append((name, expected))

    def finish(self):
        """Prints what is not argued. @return agreements, disagreements"""
        done = subprocess.run([self.program], input="".join(self.questions), capture_output=True, text=True, check=True)
        answers = done.stdout.splitlines()
        if len(answers) != len(self.expected):
            raise RuntimeError(f"{len(answers)} answers to {len(self.expected)} questions")
        agreed = disagreed = argued = 0
        for (name, expected), answer in zip(self.expected, answers, strict=True):
            seen = answer.split("\t")[0]
            if seen == expected and name not in ARGUED:
                agreed += 1
            elif seen != expected and name in ARGUED:
                argued += 1
            else:
                disagreed += 1
                print(f"{name}: {answer.replace(chr(9), '; ')}, expected {expected}"
                      + (", which is no longer to be argued" if name in ARGUED else ""))
        return agreed, argued, disagreed


def pkits(corpus, suite):
    """NIST PKITS with the parameters of RFC 5280, 6.1.1."""
    folder = os.path.join(corpus, "vectors", "pkits")
    with open(os.path.join(folder, "pkits.json"), encoding="utf-8") as file:
        cases = json.load(file)
    root = os.path.join(folder, "certs", "TrustAnchorRootCertificate.crt")
    for case in cases:
        given = case.get("params", {})
        certificates = [os.path.join(folder, "certs", name) for name in case.get("other_certs", [])]
        lists = [os.path.join(folder, "crls", name) for name in ["TrustAnchorRootCRL.crl", *case.get("crls", [])]]
        suite.ask(f"pkits/{case['id']}_{case['name']}", "invalid" if "error" in case else "valid", at="2022-05-01T00:00:00Z",
                  leaf=os.path.join(folder, "certs", case["cert"]), candidate=certificates, anchor=root, crl=lists,
                  policy=given.get("user_initial_policy_set", []), explicit=given.get("initial_explicit_policy"),
                  inhibit_any=given.get("initial_any_policy_inhibit"),
                  inhibit_mapping=given.get("initial_policy_mapping_inhibit"))


def nist(corpus, suite):
    """NIST X.509 path validation test suite 1.07."""
    folder = os.path.join(corpus, "vectors", "nist-x509-path")
    with open(os.path.join(folder, "expected.txt"), encoding="utf-8") as file:
        rows = [line.strip().split(":", 1) for line in file if line.startswith("test")]
    for name, expected in rows:
        inside = os.path.join(folder, name)
        certificates = sorted(entry for entry in os.listdir(inside) if entry.endswith(".crt") and entry != "end.crt")
        lists = sorted(entry for entry in os.listdir(inside) if entry.endswith(".crl"))
        suite.ask(f"nist/{name}", "valid" if expected == "Verified" else "invalid", at="2008-01-01T00:00:00Z",
                  leaf=os.path.join(inside, "end.crt"), candidate=[os.path.join(inside, entry) for entry in certificates],
                  anchor=os.path.join(folder, "root.crt"),
                  crl=[os.path.join(folder, "root.crl"), *(os.path.join(inside, entry) for entry in lists)])


def content_of(path):
    with open(path, "rb") as file:
        return file.read()


def time_stamps(corpus, suite):
    """Time-stamps of rfc3161-client: the token inside each response, with the last certificate of its chain as the anchor."""
    folder = os.path.join(corpus, "vectors", "rfc3161")
    with open(os.path.join(folder, "expected.tsv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for number, row in enumerate(rows):
        token = children(read(content_of(os.path.join(folder, row["file"])))[1])[1][2]
        # "token valid, but …" and "valid when …" tell what the reader has to bring; what is brought is the chain.
        valid = row["expected"].startswith(("valid", "token valid"))
        chain = os.path.join(folder, row["chain"])
        end = b"-----END CERTIFICATE-----\n"
        anchor = content_of(chain).removesuffix(end).split(end)[-1]
        given = {}
        if row["data"].endswith("(query)"):
            request = children(read(content_of(os.path.join(folder, row["data"].split(" ")[0])))[1])
            given["imprint"] = children(request[1][1])[1][1].hex()
        elif not row["data"].startswith("("):
            given["data"] = os.path.join(folder, row["data"])
        suite.ask(f"rfc3161/{row['file']}, {row['data']}, {row['verify_at']}", "valid" if valid else "invalid",
                  at="2026-06-01T00:00:00Z" if row["verify_at"] == "now" else row["verify_at"],
                  token=suite.temporary(f"token-{number}.der", token), **given,
                  candidate=chain, anchor=suite.temporary(f"anchor-{number}.pem", anchor + (end if b"BEGIN" in anchor else b"")))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="judge_path")
    parser.add_argument("--corpus", required=True, help="used when REQUAL_CORPUS is not set")
    given = parser.parse_args()
    corpus = os.environ.get("REQUAL_CORPUS") or given.corpus
    if not os.path.isdir(corpus):
        print(f"SKIPPED: no corpus at {corpus}; set REQUAL_CORPUS to run this test")
        sys.exit(1 if os.environ.get("CI") == "true" or os.environ.get("REQUAL_REQUIRE_CORPUS") == "1" else 77)
    failed = False
    for fill in (pkits, nist, time_stamps):
        with tempfile.TemporaryDirectory() as folder:
            suite = Suite(given.program, folder)
            fill(corpus, suite)
            agreed, argued, disagreed = suite.finish()
        print(f"{fill.__name__}: {agreed} agree, {argued} disagreements are argued, {disagreed} are not")
        failed = failed or disagreed or not agreed
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
