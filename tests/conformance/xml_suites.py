#!/usr/bin/env python3
"""The tables about XML that other projects keep: wrapped signatures, hostile documents, signed transcripts, the suites of
XML signatures, the sealed samples of ELM 2 and the trusted lists. One function and one counted line for each; README.md
says what "accept" and "reject" mean in terms of our report."""

import collections
import csv
import glob
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree

import xmlsec1
from dss_table import Document
from runner import SKIPPED, Runner, codes

AT = ("--at", "2026-11-21T00:00:00Z")
REFUSED = ("unprocessable", 0, 4)


class Suite(Runner):
    """Counts each suite by itself."""

    def begin(self):
        self.before = (self.agreed, self.disagreed)
        self.apart = collections.Counter()

    def end(self, name, at_least):
        agreed, disagreed = self.agreed - self.before[0], self.disagreed - self.before[1]
        notes = "".join(f"; {count} {why}" for why, count in self.apart.items())
        print(f"{name}: {agreed} answers agree, {disagreed} do not{notes}")
        if agreed + disagreed < at_least:
            self.equal(f"{name}: at least {at_least} answers", agreed + disagreed, at_least)

    def table(self, folder, *columns):
        with open(self.path(folder + "/expected.tsv"), encoding="utf-8", newline="") as file:
            for cells in csv.DictReader(file, delimiter="\t"):
                yield [cells[column] or "" for column in columns]

    def ask(self, path, *options):
        """The report, None after a crash. A crash is a disagreement whatever the table says."""
        try:
            report, status = self.verify(path, *(options or AT), seconds=20)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            self.equal(f"{path}: an answer", str(error)[:200], "an answer")
            return None, None
        expected = {"valid": 0, "invalid": 1, "indeterminate": 3, "unprocessable": 4}[report["verdict"]]
        if status != expected:
            self.equal(f"{path}: exit status of {report['verdict']}", status, expected)
        return report, status


def outcome(report, status):
    return report["verdict"], len(report["seals"]), status


def all_intact(report):
    """Every value and every reference."""
    return bool(report["seals"]) and all(
        seal["value_intact"] and all(item["intact"] for item in seal["references"]) for seal in report["seals"])


def references_intact(report):
    return bool(report["seals"]) and all(item["intact"] for seal in report["seals"] for item in seal["references"])


def covers_root(report, path):
    """Whether an intact reference of an intact seal covers the root, by identifier or as the whole document."""
    root = xml.etree.ElementTree.parse(path).getroot()
    names = ["#" + value for name, value in root.items() if name.rpartition("}")[2].lower() == "id"]
    return any(item["intact"] and item["type"] == "reference" and (not item["uri"] or item["uri"] in names)
               for seal in report["seals"] if seal["value_intact"] for item in seal["references"])


def rejected(report, path):
    """A reason to refuse that stands in the report, None when there is none."""
    if not report["seals"]:
        return "no seal"
    if any(seal["value_intact"] is False for seal in report["seals"]):
        return "value not intact"
    if any(not item["found"] for seal in report["seals"] for item in seal["references"]):
        return "reference not found"
    if any(not item["intact"] for seal in report["seals"] for item in seal["references"]):
        return "reference not intact"
    if any(seal["value_intact"] is None for seal in report["seals"]):
        return "value not computed"
    if not covers_root(report, path):
        return "the root is not covered"
    return None


# The table refuses these for what only a reader of SAML or an owner of keys could know: the signature over the root is
# right. Here they must not be valid, and no more is asked.
BEYOND_SIGNATURES = {
    "py/invalids/duplicated_attributes.xml": "attribute statements twice inside the signed message",
    "nodesaml/invalid/response.root-resigned-by-attacker-assertion-unsigned-attackers-cert-at-keyinfo.xml":
        "signed by a stranger: nobody is trusted without an anchor",
    "nodesaml/invalid/response.root-signed.assertion-invalidly-signed-encrypted.xml":
        "the broken signature is inside an encrypted part",
}


def wrapped_signatures(run):
    run.begin()
    folder = "vectors/xml-sig-wrapping"
    for name, naive, expected in run.table(folder, "file", "xmlsec1_naive", "expected"):
        path = run.path(f"{folder}/{name}")
        report, _ = run.ask(path)
        if report is None:
            continue
        run.equal(f"{name}: never valid, and a reason is given",
                  (report["verdict"] != "valid", bool(report["findings"])), (True, True))
        if name in BEYOND_SIGNATURES:
            run.apart["beyond signatures"] += 1
            run.equal(f"{name}: nobody is trusted", {seal["indication"] == "TOTAL-PASSED" for seal in report["seals"]},
                      {False})
        elif expected == "reject":
            run.equal(f"{name}: reject", rejected(report, path) is not None, True)
        elif expected.startswith("value"):
            # The comment is not signed: the text around it must come out whole. No reader for SAML exists here.
            run.equal(f"{name}: seal", all_intact(report), True)
        elif naive == "OK":
            run.equal(f"{name}: accept", all_intact(report), True)
        else:
            second_opinion(run, name, path, report)
    run.end("wrapped signatures", 110)


def second_opinion(run, name, path, report):
    """Where the key is missing, or the file is a form to be signed by a test: reference by reference, by xmlsec1."""
    file = xmlsec1.File(path)
    document = Document(path)
    run.equal(f"{name}: seals", len(report["seals"]), len(file.signatures))
    for number, seal in enumerate(report["seals"]):
        answer = file.ask(number)
        elements = file.references(file.signatures[number])
        if answer.references is None:
            run.apart["not comparable: " + answer.why] += 1
            continue
        for item, element, right in zip(seal["references"], elements, answer.references):
            if not xmlsec1.may_be_refused(element):
                run.equal(f"{name}: reference {item['uri']}", document.digest_was_right(item), right)
        run.equal(f"{name}: value is not wrong without a reason", seal["value_intact"] is True and answer.value is False,
                  False)


def hostile_documents(run):
    run.begin()
    folder = "vectors/xml-hostile"
    for name, expected in run.table(folder, "file", "expected"):
        report, status = run.ask(run.path(f"{folder}/{name}"))
        if report is None:
            continue
        if name.endswith("cdata_in_digest.xml"):
            # A bare signature, and no credential: whether it is looked at or not, it must not be intact.
            run.equal(f"{name}: not intact", all_intact(report) or report["verdict"] == "valid", False)
            continue
        run.equal(f"{name}: {expected}", outcome(report, status), REFUSED)
        refused_as_xml = any(code.startswith(("xml.", "input.")) for code in codes(report))
        run.equal(f"{name}: a reason", refused_as_xml, True)
        if expected == "refuse (DOCTYPE)" or "DOCTYPE" in expected:
            run.equal(f"{name}: it is the document type that is refused", "xml.document_type" in codes(report), True)
        done = subprocess.run([os.path.join(os.path.dirname(run.program), "requal-show"), run.path(f"{folder}/{name}")],
                              capture_output=True, check=False, timeout=20)
        run.equal(f"{name}: requal-show", (done.returncode, b"root:" in done.stdout + done.stderr), (4, False))
    run.end("hostile documents", 100)


def transcripts(run):
    """What the table says of each file, in terms of our report."""
    run.begin()
    folder = "vectors/elmo"
    for name, expected in run.table(folder, "file", "expected"):
        report, status = run.ask(run.path(f"{folder}/{name}"))
        if report is None:
            continue
        if expected.startswith(("refuse", "parse error")):
            run.equal(f"{name}: refused", outcome(report, status), REFUSED)
            if "DOCTYPE" in expected:
                run.equal(f"{name}: why", "xml.document_type" in codes(report), True)
            continue
        if expected.startswith(("signature valid", "crypto valid")):
            run.equal(f"{name}: seal", (len(report["seals"]), all_intact(report)), (1, True))
            run.equal(f"{name}: nobody is trusted",
                      (report["verdict"], [seal["indication"] for seal in report["seals"]], status),
                      ("indeterminate", ["INDETERMINATE"], 3))
        elif expected == "no signature":
            run.equal(f"{name}: no seal", (len(report["seals"]), "seal.none" in codes(report)), (0, True))
            run.equal(f"{name}: verdict", report["verdict"] in ("indeterminate", "invalid"), True)
        elif expected.startswith("invalid"):
            run.equal(f"{name}: broken", (len(report["seals"]), references_intact(report), report["verdict"], status),
                      (1, False, "invalid", 1))
        else:
            run.equal(f"{name}: a known word in the table", expected, "a known word")
        run.equal(f"{name}: kind", report["kind"], "elmo")
    run.end("transcripts", 25)


KEYS_READ = {"X509Certificate", "RSAKeyValue"}


def without_answer(file, signature):
    """Why requal deliberately does not judge a signature, or none of its references; None when it must."""
    method = signature.find(f"{xmlsec1.tag('SignedInfo')}/{xmlsec1.tag('SignatureMethod')}")
    algorithm = "" if method is None else method.get("Algorithm", "").rpartition("#")[2]
    if algorithm.startswith("hmac"):
        return "a shared secret is no seal"
    if file.has_document_type:
        return "document types are refused"
    for reference in file.references(signature):
        uri = reference.get("URI", "")
        if uri and not uri.startswith("#"):
            return "content that is not in the file, and nothing is fetched"
        if uri.startswith("#xpointer") and uri not in ("#xpointer(/)",):
            return "an XPointer"
        if xmlsec1.may_be_refused(reference):
            return "XSLT, XPath that selects freely, or a transform of one vendor"
    return None


def value_expected(signature):
    """Whether requal must be able to check the value with what the file carries."""
    method = signature.find(f"{xmlsec1.tag('SignedInfo')}/{xmlsec1.tag('SignatureMethod')}").get("Algorithm")
    word = method.rpartition("#")[2].lower()
    if "dsa" in word and "ecdsa" not in word and "eddsa" not in word or "ripemd" in word or word.endswith(("ph", "ctx")):
        return False
    info = signature.find(xmlsec1.tag("KeyInfo"))
    return info is not None and any(element.tag.rpartition("}")[2] in KEYS_READ for element in info.iter())


def signature_suites(run):
    run.begin()
    folder, verdicts = "vectors/xmldsig", collections.defaultdict(set)
    for place, name, expected, copied in run.table(folder, "folder", "file", "expected", "copied"):
        if copied == "y":
            verdicts["/".join(filter(None, (place, name))) + ".xml"].add(expected)
        else:
            run.apart["rows about files that are not here"] += 1
    for name, expected in verdicts.items():
        path = run.path(f"{folder}/{name}")
        report, _ = run.ask(path)
        if report is None:
            continue
        run.equal(f"{name}: never valid, and a reason is given",
                  (report["verdict"] != "valid", bool(report["findings"])), (True, True))
        file = xmlsec1.File(path)
        signature = file.signatures[0]
        why = without_answer(file, signature)
        if why:
            # Not agreement: it is only asked that nothing is called intact which the second opinion calls changed.
            run.apart[f"refused on purpose: {why}"] += 1
            answer = file.ask(0)
            document = Document(path)
            for item, right in zip(report["seals"][0]["references"] if report["seals"] else [], answer.references or []):
                run.equal(f"{name}: {item['uri']} ({why})", document.digest_was_right(item) and not right, False)
            if why == "a shared secret is no seal":
                run.equal(f"{name}: {why}", any(seal["value_intact"] for seal in report["seals"]), False)
        elif expected == {"fail"}:
            run.equal(f"{name}: reject", rejected(report, path) is not None, True)
        else:
            run.equal(f"{name}: references", references_intact(report), True)
            value = report["seals"][0]["value_intact"] if report["seals"] else "no seal"
            if value_expected(signature):
                run.equal(f"{name}: value", value, True)
            else:
                run.apart["whose key or algorithm is not to be read here"] += 1
                run.equal(f"{name}: value is not called wrong", value in (True, None), True)
    run.end("suites of XML signatures", 250)


ELM2 = {"EDC_DiplomaSupplement_AA.xml": True, "2020/certificate-of-excellence.xml": True,
        "2020/edci_credential_basic.xml": True, "2020/graduate-study-civil-engineering.xml": True,
        "2020/edci_credential_complex.broken-digest.xml": False}


def sealed_elm2(run):
    """The lines about elm-v2 in the README of the corpus, and edc-oracle.tsv for times and stamps."""
    run.begin()
    found = {os.path.relpath(path, run.path("elm-v2")) for path in glob.glob(run.path("elm-v2/**/*.xml"), recursive=True)}
    run.equal("files of ELM 2", found, set(ELM2))
    with open(run.path("edc-oracle.tsv"), encoding="utf-8", newline="") as file:
        oracle = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    for name, intact in ELM2.items():
        report, status = run.ask(run.path("elm-v2/" + name), "--at", "2023-10-01T00:00:00Z") # none had ended by then
        if report is None or not report["seals"]:
            run.equal(f"{name}: seals", 0, 1)
            continue
        seal, row = report["seals"][0], oracle["elm-v2/" + name]
        run.equal(f"{name}: seals", len(report["seals"]), 1)
        kind = "elm2-xml" if name.startswith("2020/") else "elm2-presentation"
        run.equal(f"{name}: form", (report["kind"], seal["format"], seal["level"]), (kind, "XAdES", row["level"]))
        run.equal(f"{name}: value", seal["value_intact"], True)
        run.equal(f"{name}: references", [(item["found"], item["intact"]) for item in seal["references"]],
                  [(True, intact), (True, True)])
        run.equal(f"{name}: claimed time", seal["claimed_signing_time"], row["claimed_signing_time"])
        stamps = [cell.split("|") for cell in row["timestamps"].split(" ;; ")]
        run.equal(f"{name}: time-stamps", [stamp["time"] for stamp in seal["timestamps"]], [cell[3] for cell in stamps])
        run.equal(f"{name}: imprints", [stamp["imprint_intact"] for stamp in seal["timestamps"]],
                  [cell[2] != "HASH_FAILURE" for cell in stamps])
        run.equal(f"{name}: tokens", [stamp["signature_intact"] for stamp in seal["timestamps"]], [True] * len(stamps))
        run.equal(f"{name}: end of the signer's certificate", seal["signer"]["not_after"], row["signer_cert_notAfter"])
        if intact:
            run.equal(f"{name}: nobody is trusted", (report["verdict"], seal["indication"], status),
                      ("indeterminate", "INDETERMINATE", 3))
        else:
            run.equal(f"{name}: verdict", (report["verdict"], seal["indication"], seal["sub_indication"], status),
                      ("invalid", "TOTAL-FAILED", "HASH_FAILURE", 1))
            named = [finding for finding in report["findings"] if finding["effect"] == "failed"
                     and "reference" in finding["code"] + finding["message"]]
            run.equal(f"{name}: the reference is named", bool(named), True)
    run.end("sealed samples of ELM 2", 40)


def trusted_lists(run):
    run.begin()
    paths = sorted(glob.glob(run.path("trust/2023-10/*.xml")))
    run.equal("trusted lists", len(paths), 33)
    for path in paths:
        name = os.path.basename(path)
        report, _ = run.ask(path)
        if report is None:
            continue
        run.equal(f"{name}: intact", (len(report["seals"]), all_intact(report)), (1, True))
        run.equal(f"{name}: not a credential", report["verdict"], "unprocessable")
    broken = sorted(glob.glob(run.path("trust/broken-2019/*.xml")))
    run.equal("broken trusted lists", bool(broken), True)
    for path in broken:
        name = os.path.basename(path)
        report, status = run.ask(path)
        if report is None:
            continue
        run.equal(f"{name}: never valid", report["verdict"] == "valid", False)
        if any(word in name for word in ("empty", "parsable", "parseable", "not-conform")):
            run.equal(f"{name}: refused", outcome(report, status), REFUSED)
        elif "no-sig" in name:
            run.equal(f"{name}: seals", len(report["seals"]), 0)
        else:
            run.equal(f"{name}: seals", len(report["seals"]), 2 if "two-sigs" in name else 1)
            run.equal(f"{name}: intact", all_intact(report), False)
            run.equal(f"{name}: verdict", (report["verdict"], status), ("invalid", 1))
    run.end("trusted lists", 80)


def main():
    run = Suite(__doc__)
    if not shutil.which("xmlsec1"):
        print("SKIPPED: no xmlsec1; apt-get install xmlsec1")
        sys.exit(SKIPPED)
    for suite in (wrapped_signatures, hostile_documents, transcripts, signature_suites, sealed_elm2, trusted_lists):
        suite(run)
    run.finish()


if __name__ == "__main__":
    main()
