"""Holds answers of requal-verify against a table of esig/dss, row by row. Disagreements must be those that a list beside
the script names, no more and no fewer; README.md argues each of them."""

import collections
import concurrent.futures
import csv
import os
import subprocess
import sys
import tempfile
import time

from dss_table import NOT_COMPARED, form_alone, in_their_words, rows

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ("signatures", "sig_intact", "refs_found", "refs_intact", "level", "timestamps", "tst_intact")
SECONDS = 20
JUDGED_AS_OF = "2026-11-21T00:00:00Z"


class Score:
    def __init__(self):
        self.agreed, self.disagreed = collections.Counter(), collections.Counter()
        self.found = {} # (row, column) -> (ours, theirs)

    def compare(self, row, column, ours, theirs):
        if ours == theirs:
            self.agreed[column] += 1
        else:
            self.disagreed[column] += 1
            self.found[row.label, column] = (ours, theirs)


def ask(run, row):
    began = time.monotonic()
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as given:
        certificate, options = row.certificate(), []
        if certificate:
            given.write(certificate)
            given.flush()
            options = ["--certificate", given.name]
        try:
            report, status = run.verify(row.path, "--at", JUDGED_AS_OF, *options, *row.anchors(), *row.detached(),
                                        seconds=SECONDS)
        except (RuntimeError, subprocess.TimeoutExpired, ValueError) as error:
            return None, str(error), time.monotonic() - began
    return report, status, time.monotonic() - began


def judge(score, row, report, status, document):
    """Compares one row; says whether there was a report to look further into."""
    if report is None:
        score.compare(row, "answer", status[:200], "an answer")
        return False
    if row.refused():
        score.compare(row, "refusal", (report["verdict"], len(report["seals"]), status), ("unprocessable", 0, 4))
        return False
    seen = in_their_words(report, document)
    for column in COLUMNS:
        if row[column] not in NOT_COMPARED:
            score.compare(row, column, seen.get(column), row[column])
    if row["trusted"] == "no":
        for column in ("indication", "subindication"):
            if row["indication"] not in NOT_COMPARED:
                score.compare(row, column, seen.get(column), row[column])
    elif row["subindication"] is not None:
        count = int(row["signatures"])
        score.compare(row, "form", form_alone(seen.get("subindication", "-"), count),
                      form_alone(row["subindication"], count))
    return True


def argued(path):
    with open(path, encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t")
        return {(cells["resource"], cells["column"]): (cells["ours"], cells["theirs"]) for cells in table}


def hold_against(run, form, skipped, further):
    """Asks every row of a format and ends the script.
    skipped(row) gives the reason for leaving a row out, or None; further(score, row, report, status) compares."""
    score, apart, slowest = Score(), collections.Counter(), (0, "")
    asked = []
    for table, home in ((f"{form}/expected.tsv", form), ("generated/expected.tsv", "")):
        for row in rows(run.path("dss"), table, home, form):
            why = skipped(row)
            if why:
                apart[why] += 1
            else:
                asked.append(row)
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for row, (report, status, seconds) in zip(asked, pool.map(lambda row: ask(run, row), asked)):
            further(score, row, report, status)
            slowest = max(slowest, (seconds, row.label))
    listed = argued(os.path.join(HERE, f"{form}-disagreements.tsv"))
    known = {key for key, (ours, theirs) in score.found.items() if listed.get(key) == (str(ours), str(theirs))}
    for key, (ours, theirs) in score.found.items():
        print(f"{'argued' if key in known else 'DISAGREES'}: {key[0]}: {key[1]}: {ours}, esig/dss says {theirs}")
    outdated = listed.keys() - score.found.keys()
    for label, column in outdated:
        print(f"NO LONGER TRUE: {label}: {column} is listed as a disagreement, and agrees")
    for column in dict.fromkeys([*score.agreed, *score.disagreed]):
        print(f"{column}: {score.agreed[column]} agree, {score.disagreed[column]} do not")
    for why, count in apart.items():
        print(f"skipped: {count} rows: {why}")
    print(f"{len(asked)} rows, {sum(score.agreed.values())} answers agree, {len(score.found)} do not, {len(known)} of "
          f"these are argued; slowest {slowest[0]:.1f} s: {slowest[1][:100]}")
    sys.exit(1 if len(known) < len(score.found) or outdated or not score.agreed else 0)

