#!/usr/bin/env python3
"""Real trusted lists and broken ones, imported by requal-trust.

The 33 real lists of October 2023: each signature is asked of xmlsec1, and what the index holds is compared with a raw
count of elements. The broken lists of 2019, each after a good bundle: refused for the reason argued below, and nothing
is lost. The list of lists of 2026, of version 6."""

import collections
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree

from runner import Runner

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "trust"))
from trust_tool import Tool  # noqa: E402

TSL = "{http://uri.etsi.org/02231/v2#}"
PIVOTS = ("eu-lotl-pivot-282.xml", "eu-lotl-pivot-300.xml")

# Codes in the order in which they are said, the first being the one that matters, exit status, and why.
BROKEN = {
    "CZ_broken-sig.xml": (["trust.list_signature_broken"], 1, "xmlsec1: data and digest do not match"),
    "CZ_empty.xml": (["trust.not_a_list"], 4, "no bytes at all"),
    "CZ_no-sig.xml": (["trust.list_signature_count"], 1, "no element Signature"),
    "CZ_not-compliant.xml": (["trust.list_signature_broken", "trust.list_version_missing"], 1,
                             "indented anew after signing, so the digest of the list does not match (xmlsec1 says so "
                             "too), and TSLVersionIdentifier was taken out"),
    "CZ_not-conform.xml": (["trust.not_a_list"], 4, "TSLVersionIdentifier is opened and never closed: xmllint finds "
                           "that this is no XML; its signature would not hold either, for it was indented anew"),
    "CZ_not-parsable.xml": (["trust.not_a_list"], 4, "ServiceHistoryInstance is never closed: no XML"),
    "CZ_two-sigs.xml": (["trust.list_signature_count"], 1, "two enveloped signatures where one is required; that also "
                        "neither holds beside the other follows from it"),
    "eu-lotl-broken-sig.xml": (["trust.list_signature_broken"], 1, "xmlsec1: data and digest do not match"),
    "eu-lotl-no-sig.xml": (["trust.list_signature_count"], 1, "no element Signature"),
    "eu-lotl-no-tl-version.xml": (["trust.list_signature_broken", "trust.list_version_missing"], 1,
                                  "TSLVersionIdentifier was taken out after signing"),
    "eu-lotl-not-parseable.xml": (["trust.not_a_list"], 4, "ElectronicAddress is never closed: no XML"),
}


def raw_counts(path):
    """Services, their periods and their certificates as they stand in the file, read with another parser."""
    services = [s for provider in tree.parse(path).iter(TSL + "TrustServiceProvider")
                for s in provider.iter(TSL + "TSPService")]
    histories = sum(len(list(s.iter(TSL + "ServiceHistoryInstance"))) for s in services)
    certificates = 0
    for service in services:
        identity = service.find(f"{TSL}ServiceInformation/{TSL}ServiceDigitalIdentity")
        found = identity.iter(TSL + "X509Certificate") if identity is not None else []
        certificates += len({"".join((c.text or "").split()) for c in found})
    return len(services), len(services) + histories, certificates


def xmlsec1_verifies(path):
    done = subprocess.run(["xmlsec1", "--verify", "--insecure", "--id-attr:Id",
                           "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", "--id-attr:Id",
                           f"{TSL[1:-1]}:TrustServiceStatusList", path], capture_output=True, check=False)
    return done.returncode == 0


class Lists:
    def __init__(self, run, tool, folder):
        self.run, self.tool, self.folder = run, tool, folder
        self.real = run.path("trust/2023-10")
        self.broken = run.path("trust/broken-2019")
        self.signers = run.path("trust/oj-announced-lotl-signers.pem")
        self.bundle = os.path.join(folder, "bundle")

    def real_lists(self):
        pivots = [word for name in PIVOTS for word in ("--pivot", os.path.join(self.real, name))]
        began = time.monotonic()
        answer = self.tool.run("import", "--into", self.bundle, "--lotl", os.path.join(self.real, "eu-lotl.xml"),
                               "--lotl-signers", self.signers, *pivots, self.real)
        print(f"import of 33 lists: {time.monotonic() - began:.2f} s")
        files = sorted(os.listdir(self.real))
        self.run.equal("all lists are imported", collections.Counter(answer.outcomes().values()),
                       {"imported": len(files) - 1}) # the two pivots share a name here
        self.run.equal("number of files", (len(files), len([r for r in answer.results if r["record"] == "list"])),
                       (33, 33))
        self.run.equal("exit", answer.status, 0)
        self.run.equal("only Germany is missing", answer.bundle()["missing"], ["DE"])
        for name in files:
            self.run.equal(f"{name}: xmlsec1", xmlsec1_verifies(os.path.join(self.real, name)), True)
        total = collections.Counter()
        for result in answer.results:
            if result["record"] == "list" and result["role"] == "list":
                total.update(self.counted(result))
        print(", ".join(f"{count} {what}" for what, count in total.items()))

    def counted(self, result):
        path = result["source"]
        listed = self.tool.run("show", "--trust", self.bundle, result["territory"]).results[0]["listed"]
        ours = (len(listed), sum(len(s["periods"]) for s in listed), sum(len(s["certificates"]) for s in listed))
        expected = raw_counts(path)
        name = os.path.basename(path)
        flaws = [finding["message"] for finding in result["findings"]]
        if flaws:
            print(f"{name}: {'; '.join(flaws)}")
        self.run.equal(f"{name}: services, periods, certificates", ours, expected)
        self.run.equal(f"{name}: services in the record", result["services"], expected[0])
        return dict(zip(("services", "periods", "certificates"), expected))

    def broken_lists(self):
        before = self.tool.run("show", "--trust", self.bundle)
        self.run.equal("every broken file is in the table", sorted(os.listdir(self.broken)), sorted(BROKEN))
        for name, (codes, status, why) in BROKEN.items():
            path = os.path.join(self.broken, name)
            print(f"{name}: {codes[0]}: {why}")
            answers = [("among the lists", self.tool.run("import", "--into", self.bundle, path))]
            if name.startswith("eu-lotl"):
                answers.append(("as --lotl", self.tool.run("import", "--into", self.bundle, "--lotl", path,
                                                           "--lotl-signers", self.signers)))
            for how, answer in answers:
                seen = [code for code in answer.codes(path) if code != "trust.list_kept"]
                self.run.equal(f"{name} {how}", (seen, answer.status), (codes, status))
                after = self.tool.run("show", "--trust", self.bundle)
                self.run.equal(f"after {name} {how}: hash and lists", self.content(after), self.content(before))
            self.run.equal(f"{name}: xmlsec1 does not verify it either", xmlsec1_verifies(path), False)

    @staticmethod
    def content(answer):
        return answer.bundle()["sha256"], [(r["territory"], r["sha256"]) for r in answer.results
                                           if r["record"] == "list"]

    def version_6(self):
        folder = self.run.path("vectors/trusted-lists/eu-lotl")
        path, signer = os.path.join(folder, "eu-lotl-seq388.xml"), os.path.join(folder, "eu-lotl-signer.pem")
        for name, into in (("alone", os.path.join(self.folder, "new")), ("over the lists of 2023", self.bundle)):
            answer = self.tool.run("import", "--into", into, "--lotl", path, "--lotl-signers", signer)
            seen = next(r for r in answer.results if r["record"] == "list")
            self.run.equal(f"the list of lists of 2026 {name}", (seen["outcome"], seen["sequence"], seen["version"]),
                           ("imported", 388, 6))
            pointers = {e.text for e in tree.parse(path).iter(TSL + "SchemeTerritory")} - {"EU"}
            held = {r["territory"] for r in self.tool.run("show", "--trust", into).results if r["record"] == "list"}
            self.run.equal(f"announced and not held, {name}", answer.bundle()["missing"], sorted(pointers - held))
        self.run.equal("the national lists stay", answer.bundle()["lists"], 31)
        answer = self.tool.run("import", "--into", os.path.join(self.folder, "nothing"), "--lotl", path,
                               "--lotl-signers", self.signers)
        self.run.equal("without its signer it does not count", answer.status, 5)
        print("not asked: vectors/trusted-lists/expected_ee.tsv, which is about a container (ASiC-E) that is not read")


def main():
    run = Runner(__doc__)
    with tempfile.TemporaryDirectory(prefix="requal-lists-") as folder:
        lists = Lists(run, Tool(os.path.dirname(os.path.dirname(run.program))), folder)
        lists.real_lists()
        lists.broken_lists()
        lists.version_6()
    run.finish()


if __name__ == "__main__":
    main()
