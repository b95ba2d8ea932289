#!/usr/bin/env python3
"""Every row about XAdES that esig/dss answers: number of signatures, value, references, level, time-stamps, and the
indication where nobody is trusted or the form of the file decides. Disagreements must be those of
xades-disagreements.tsv, no more and no fewer; README.md argues each of them."""

from dss_score import hold_against, judge
from dss_table import Document
from runner import Runner, codes


def skipped(row):
    """Only rows about a switch of esig/dss itself, which has no counterpart here."""
    if "VARIANT" in row["note"]:
        return "esig/dss was run with one of its own settings changed"
    return None


def carries_a_record(path):
    with open(path, "rb") as file:
        content = file.read()
    return b"SealingEvidenceRecords" in content


def further(score, row, report, status):
    if judge(score, row, report, status, Document(row.path)) and carries_a_record(row.path):
        score.compare(row, "evidence record named", any("evidence_record" in code for code in codes(report)), True)


if __name__ == "__main__":
    hold_against(Runner(__doc__), "xades", skipped, further)
