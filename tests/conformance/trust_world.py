#!/usr/bin/env python3
"""Imports the lists of the trust world (tests/data/trust_world) and judges its seals by them; expected.tsv and
expected-lists.tsv, written from the standards, say what must come out."""

import argparse
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data")
WORLD = os.path.join(DATA, "trust_world")
AT = "2025-06-01T00:00:00Z"


def sources():
    for folder in ("trust_world", "authority", "jades", "xml_attacks"):
        for name in sorted(os.listdir(os.path.join(DATA, folder))):
            if name.endswith(".py"):
                yield os.path.join(DATA, folder, name)


def made_world(build):
    """Made anew when a script has changed."""
    digest = hashlib.sha256()
    for name in sources():
        with open(name, "rb") as file:
            digest.update(file.read())
    folder = os.path.join(build, "tests", "trust_world")
    stamp = os.path.join(folder, "made-by")
    if os.path.exists(stamp):
        with open(stamp, encoding="ascii") as file:
            if file.read() == digest.hexdigest():
                return folder
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([sys.executable, "-B", os.path.join(WORLD, "make_world.py"), folder, "--check"], check=False,
                          capture_output=True, text=True)
    print(done.stdout, done.stderr, sep="", end="")
    if done.returncode != 0:
        sys.exit(1)
    with open(stamp, "w", encoding="ascii") as file:
        file.write(digest.hexdigest())
    return folder


def rows(name):
    with open(os.path.join(WORLD, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Comparison:
    def __init__(self, build):
        self.tools = os.path.join(build, "bin")
        self.world = made_world(build)
        self.agreed, self.disagreed = 0, 0
        self.environment = dict(os.environ, XDG_DATA_HOME=self.world, LC_ALL="C.UTF-8")
        self.environment.pop("REQUAL_TRUST", None)

    def run(self, *command):
        done = subprocess.run(command, cwd=self.world, env=self.environment, check=False,
                              capture_output=True, timeout=300)
        if done.returncode in (2, 5, 70) or not done.stdout:
            raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
        return [json.loads(line)["data"] for line in done.stdout.splitlines() if json.loads(line)["type"] == "result"]

    def equal(self, what, seen, expected):
        """`-` leaves the answer open; `|` stands between answers of which any will do."""
        if expected == "-":
            return
        if seen in expected.split("|"):
            self.agreed += 1
        else:
            self.disagreed += 1
            print(f"{what}: {seen}, expected {expected}")

    def import_command(self, into, lists, lotl="lists/eu-lotl.xml", pivots=("lists/eu-lotl-pivot-7.xml", "lists/eu-lotl-pivot-9.xml")):
        return [os.path.join(self.tools, "requal-trust"), "import", "--format", "ndjson", "--at", AT, "--into", into, "--lotl", lotl,
                "--lotl-signers", "lists/announced-signers.pem", *(f"--pivot={name}" for name in pivots), *lists]

    def import_lists(self, *arguments):
        return self.run(*self.import_command(*arguments))

    def fresh(self, name):
        shutil.rmtree(os.path.join(self.world, name), ignore_errors=True)
        return name

    def compare_lists(self):
        national = ["lists/XA.xml", "lists/XB.xml", "lists/XC.xml"]
        for lotl in ("lists/eu-lotl.xml", "lists/eu-lotl-version-6.xml"):
            for answer in self.import_lists(self.fresh("bundle"), national, lotl):
                if "source" in answer:
                    self.equal(f"{lotl}, {answer['source']}", answer["outcome"], "imported")
        for row in rows("expected-lists.tsv"):
            name = f"flawed/{row['file']}"
            into = self.fresh("bundle-of-flawed")
            if row["outcome"] == "kept":
                self.import_lists(into, national)
            if "lotl" in name:
                self.compare_stop(row, name, into, national)
                continue
            answers = self.import_lists(into, [name, *national[1:]])
            answer = next(one for one in answers if one.get("source", "").endswith(row["file"]))
            self.equal(name, answer["outcome"], row["outcome"])
            # What is said about the list, then what is said about the bundle with it: that it is old.
            codes = [finding["code"] for one in (answer, *(one for one in answers if "bundle" in one)) for finding in one["findings"]]
            if row["code"] == "none":
                self.equal(f"{name}: findings", " ".join(codes) or "none", "none")
            else:
                self.equal(f"{name}: finding", next((code for code in codes if code in row["code"].split("|")), " ".join(codes)),
                           row["code"])

    def compare_stop(self, row, name, into, national):
        """Without a list of lists no list can be checked: the run stops, and leaves no bundle behind."""
        lotl, pivots = ("lists/eu-lotl.xml", ["lists/eu-lotl-pivot-7.xml", name]) if "pivot" in name else (
            name, ["lists/eu-lotl-pivot-7.xml", "lists/eu-lotl-pivot-9.xml"])
        done = subprocess.run(self.import_command(into, national, lotl, pivots), cwd=self.world, env=self.environment,
                              check=False, capture_output=True, timeout=300)
        self.equal(f"{name}: exit status", str(done.returncode), "5")
        self.equal(f"{name}: code", "found" if f"[{row['code']}]" in done.stderr.decode() else done.stderr.decode(), "found")
        left = [name for _, _, names in os.walk(os.path.join(self.world, into)) for name in names if name != ".lock"]
        self.equal(f"{name}: files left behind", " ".join(left) or "none", "none")

    def compare_seals(self):
        groups = {}
        for row in rows("expected.tsv"):
            groups.setdefault(row["options"], []).append(row)
        for options, expected in groups.items():
            given = [] if options == "-" else options.split()
            if "--no-trust" not in given:
                given += ["--trust", "bundle"]
            if "--at" not in given:
                given += ["--at", AT]
            names = [f"seals/{row['file']}" for row in expected]
            for row, report in zip(expected, self.run(
                    os.path.join(self.tools, "requal-verify"), "--format", "ndjson", *given, *names), strict=True):
                self.compare(row, report)

    def compare(self, row, report):
        what = row["file"] if row["options"] == "-" else f"{row['file']} {row['options']}"
        seal = report["seals"][0]
        anchor = seal["anchor"]
        source = "none"
        if anchor:
            source = f"{anchor['source']}/{anchor['country'] if anchor['source'] == 'trusted-list' else '-'}"
        seen = {
            "verdict": report["verdict"], "indication": seal["indication"], "sub_indication": seal["sub_indication"] or "none",
            "level": seal["level"], "qualification": seal["qualification"],
            "qualified_stamps": ",".join(stamp["qualified"] for stamp in seal["timestamps"]) or "none",
            "proven_since": seal["proven_since"] or "none", "anchor": source}
        for column, value in seen.items():
            self.equal(f"{what}: {column}", value, row[column])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="the build folder")
    comparison = Comparison(os.path.abspath(parser.parse_args().build))
    comparison.compare_lists()
    comparison.compare_seals()
    print(f"{comparison.agreed} answers agree, {comparison.disagreed} do not")
    sys.exit(1 if comparison.disagreed or not comparison.agreed else 0)


if __name__ == "__main__":
    main()
