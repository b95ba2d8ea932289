#!/usr/bin/env python3
"""Every row about JAdES that esig/dss answers: number of signatures, value, references, level, time-stamps, and the
indication where nobody is trusted or the form of the file decides. Disagreements must be those of
jades-disagreements.tsv, no more and no fewer; README.md argues each of them."""

from dss_score import hold_against, judge
from dss_table import Envelope
from runner import Runner


def skipped(row):
    """Only rows about a switch of esig/dss itself, which has no counterpart here."""
    if "VARIANT" in row["note"]:
        return "esig/dss was run with one of its own settings changed"
    return None


def further(score, row, report, status):
    if judge(score, row, report, status, Envelope):
        masters = [seal["counter_signature_of"] for seal in report["seals"]]
        score.compare(row, "order", [index for index, master in enumerate(masters)
                                     if master is not None and not master < index], [])


if __name__ == "__main__":
    hold_against(Runner(__doc__), "jades", skipped, further)
