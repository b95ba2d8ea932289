#!/usr/bin/env python3
"""Every signature of every XML file of the corpus that xmlsec1 can process: the value and each reference must be judged
alike. Prints how many were compared, and why xmlsec1 could not be asked about the rest. README.md explains the classes."""

import collections
import csv
import concurrent.futures
import os
import shutil
import sys

import xmlsec1
from dss_table import Document
from runner import SKIPPED, Runner, codes

AT_LEAST = 200
LEDGER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "xmlsec1-disagreements.tsv")
JUDGED_AS_OF = "2026-11-21T00:00:00Z"


def ask(run, path):
    try:
        file = xmlsec1.File(path)
    except xmlsec1.Unreadable:
        return path, None, [], None
    report, _ = run.verify(path, "--at", JUDGED_AS_OF)
    return path, file, [file.ask(number) for number in range(len(file.signatures))], report


class Tally:
    def __init__(self):
        with open(LEDGER, encoding="utf-8", newline="") as file:
            self.ledger = {row["case"]: row for row in csv.DictReader(file, delimiter="\t")}
        self.argued = collections.Counter()
        self.values = self.references = self.signatures = self.files = 0
        self.refused_references = 0
        self.apart = collections.Counter()


    def is_argued(self, case, ours, theirs):
        """Whether a difference is one that the ledger argues."""
        row = self.ledger[case]
        argued = (str(ours), str(theirs)) == (row["ours"], row["theirs"])
        self.argued[case] += argued
        return argued


def compare(run, tally, name, file, answers, report):
    if not report["seals"]:
        # A file that is refused as a whole is refused for a reason that xmlsec1 does not know.
        if file.has_document_type:
            tally.apart["the file has a document type: refused here before anything is read"] += len(answers)
        else:
            run.equal(f"{name}: seals", 0, len(answers))
        return
    # A signed assertion about the signer, inside the signed properties, is no seal of the document.
    own = [number for number in range(len(answers)) if not file.in_assertion(number)]
    if len(report["seals"]) != len(own):
        run.equal(f"{name}: seals", len(report["seals"]), len(own))
        return
    document, compared = Document(file.path), False
    for number, seal in zip(own, report["seals"]):
        answer = answers[number]
        what = f"{name}: signature {number + 1}"
        elements = file.references(file.signatures[number])
        may_refuse = [xmlsec1.may_be_refused(element) for element in elements]
        if answer.references is None and answer.value is None:
            tally.apart[answer.why] += 1
            continue
        if answer.value is not None and seal["value_intact"] is not None:
            if not (file.names_one_key_in_parts(number)
                    and tally.is_argued("several X509Data", seal["value_intact"], answer.value)):
                run.equal(f"{what}: value", seal["value_intact"], answer.value)
            tally.values += 1
            compared = True
        elif answer.value is not None:
            tally.apart["value not computed by requal: " + str(seal["algorithm"])] += 1
        else:
            tally.apart[f"value only: {answer.why or 'a reference does not match, and xmlsec1 stops there'}"] += 1
        if answer.references is None:
            continue
        ours = seal["references"][:len(elements)]
        run.equal(f"{what}: URIs", [item["uri"] or "" for item in ours],
                  [element.get("URI") or "" for element in elements])
        for item, element, may, right in zip(ours, elements, may_refuse, answer.references):
            # A transform that is not run leaves the reference unproven; it can never be intact by mistake.
            if may and right and not document.digest_was_right(item):
                tally.refused_references += 1
                run.equal(f"{what}: a refused transform is named",
                          "xmldsig.transform_not_supported" in codes(report), True)
                continue
            tally.references += 1
            ours_right = document.digest_was_right(item)
            if not (file.interrupted(element) and tally.is_argued("interrupted DigestValue", ours_right, right)):
                run.equal(f"{what}: reference {element.get('URI')!r}", ours_right, right)
            compared = True
        tally.signatures += 1
    tally.files += compared


def main():
    run = Runner(__doc__)
    if not shutil.which("xmlsec1"):
        print("SKIPPED: no xmlsec1; apt-get install xmlsec1")
        sys.exit(SKIPPED)
    tally = Tally()
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for path, file, answers, report in pool.map(lambda path: ask(run, path),
                                                    xmlsec1.files_with_signatures(run.corpus)):
            name = os.path.relpath(path, run.corpus)
            if file is None:
                tally.apart["not well-formed"] += 1
            else:
                compare(run, tally, name, file, answers, report)
    for why, count in tally.apart.most_common():
        print(f"apart: {count} signatures: {why}")
    for case, row in tally.ledger.items():
        print(f"argued: {tally.argued[case]}: {case}, ours {row['ours']}, theirs {row['theirs']} ({row['clause']})")
        run.equal(f"{case}: stands in the ledger, and occurs", tally.argued[case] > 0, True)
    print(f"compared with xmlsec1: {tally.files} files, {tally.values} values, {tally.references} references; "
          f"apart: {tally.refused_references} references with a transform that requal does not run")
    run.equal(f"more than {AT_LEAST} values compared", tally.values > AT_LEAST, True)
    run.finish()


if __name__ == "__main__":
    main()
