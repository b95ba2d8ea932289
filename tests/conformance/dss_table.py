"""Reads the tables of what esig/dss, the Commission's validation library, answers about signed files, and says a report
of requal-verify in its words."""

import base64
import collections
import csv
import json
import os
import re
import textwrap
import xml.etree.ElementTree

DS = "{http://www.w3.org/2000/09/xmldsig#}"
# What a file says by its form alone: no anchor and no clock decides these.
OF_FORM = ("FORMAT_FAILURE", "HASH_FAILURE", "SIG_CRYPTO_FAILURE", "SIGNED_DATA_NOT_FOUND",
           "NO_SIGNING_CERTIFICATE_FOUND")
NOT_COMPARED = ("", "-", None)
# The tests hand over the signing certificate, which the file does not carry; another file of the same run does.
CARRIES_THE_CERTIFICATE = {"xades": "generated/xades/DSS1334SignatureTest-1-g4.xml",
                           "jades": "generated/jades/JAdESLevelBSerializationTest-1-g1.json"}
WITHOUT_CERTIFICATE = ("ProvidedSigningCertificateAndNoCertTest", "XmlNotAdESLevelBWithoutCertificatesTest",
                       "XmlNotAdESLevelTWithoutCertificatesTest",
                       "XmlSignatureWithoutCertificatesWithAdjunctKeyStoreTest",
                       "JsonNotAdESLevelTWithoutCertificatesTest", "JsonNotAdESLevelLTAWithoutCertificatesTest",
                       "JAdESLevelBDoNotIncludeCertificateChainTest")


class Row:
    """One line of a table: a file, what is given with it, and the expected answers."""

    def __init__(self, folder, home, cells):
        self.cells, self._folder, self._home = cells, folder, home
        self.path = self._file(cells["resource"])
        self.label = cells["resource"]
        if cells["detached"] not in NOT_COMPARED:
            self.label += " with " + cells["detached"]

    def __getitem__(self, column):
        return self.cells[column]

    def _file(self, name):
        return os.path.join(self._folder, name[5:] if name.startswith("@dss/") else os.path.join(self._home, name))

    def anchors(self):
        """Whom the test trusted: the level of a seal depends on it, because revocation data are needed up to there."""
        named = re.search(r"trust=(\S+\.pem)", self["note"])
        files = [named.group(1).removeprefix("dss/")] if named else [
            f"trust/{test}.pem" for test in self["test_class"].split(",")[:1]]
        return [word for file in files if os.path.exists(os.path.join(self._folder, file))
                for word in ("--anchor", os.path.join(self._folder, file))]

    def certificate(self):
        """PEM of the signing certificate when the test hands it over, else None."""
        if self["test_class"] not in WITHOUT_CERTIFICATE:
            return None
        path = os.path.join(self._folder, CARRIES_THE_CERTIFICATE[self["format"]])
        if self["format"] == "jades":
            return base64_as_pem(protected_header(path)["x5c"][0])
        return base64_as_pem(next(xml.etree.ElementTree.parse(path).iter(DS + "X509Certificate")).text)

    def refused(self):
        return self["indication"] == "REJECT"

    def detached(self):
        """The options that hand over what lies outside the file."""
        options = []
        for part in self["detached"].split(";"):
            if part in NOT_COMPARED:
                continue
            if part.startswith("digest:"):
                options += ["--detached-digest", part[7:]]
                continue
            if part.startswith("header:"):
                header, _, body = part[7:].partition(" (body=")
                options += ["--detached-header", header]
                if body:
                    options += ["--detached", self._file(body.rstrip(")"))]
                continue
            name, equals, file = part.rpartition("=")
            if equals:
                options += ["--detached", ("" if name == "(noname)" else name) + "=" + self._file(file)]
                continue
            for path in in_braces(self._file(file)):
                options += ["--detached", path]
        return options


def base64_as_pem(text):
    return "\n".join(["-----BEGIN CERTIFICATE-----", *textwrap.wrap("".join(text.split()), 64),
                      "-----END CERTIFICATE-----", ""])


def protected_header(path):
    """The header that the first signature of a JSON envelope protects."""
    with open(path, encoding="utf-8") as file:
        envelope = json.load(file)
    text = envelope.get("signatures", [envelope])[0]["protected"]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def in_braces(path):
    """The paths that a range of numbers stands for, as in many_{1..500}.txt."""
    found = re.fullmatch(r"(.*)\{(\d+)\.\.(\d+)\}(.*)", path)
    if not found:
        return [path]
    before, first, last, after = found.groups()
    return [f"{before}{number}{after}" for number in range(int(first), int(last) + 1)]


def rows(folder, table, home, form):
    with open(os.path.join(folder, table), encoding="utf-8", newline="") as file:
        return [Row(folder, home, cells) for cells in csv.DictReader(file, delimiter="\t")
                if cells["format"] == form]


def folded(values):
    """true, false, mixed, or n-a when there is nothing to ask."""
    values = {"true" if value else "false" for value in values}
    return "mixed" if len(values) > 1 else values.pop() if values else "n-a"


def listed(words):
    """One word when all signatures answer alike, else the answer of each."""
    words = [(word or "-").replace("-", "_") if word else "-" for word in words]
    return words[0] if len(set(words)) == 1 else "|".join(words) # nothing when there is no signature


class Document:
    """What the rules about references ask of a file: how often an identifier occurs in it."""

    def __init__(self, path):
        self.identifiers, self.without_uri = collections.Counter(), 0
        try:
            elements = xml.etree.ElementTree.parse(path).iter()
        except xml.etree.ElementTree.ParseError:
            return
        for element in elements:
            for name, value in element.items():
                if name.rpartition("}")[2].lower() == "id":
                    self.identifiers[value] += 1
            self.without_uri += element.tag == DS + "Reference" and "URI" not in element.keys()

    def digest_was_right(self, reference):
        """esig/dss asks an XML signature library first, which knows neither the rule that an identifier must be
        unique nor the rules about what a Type may point at, and takes its answer as `SignatureIntact`."""
        if reference["intact"]:
            return True
        if "counter_signed" in reference["type"].replace("-", "_"): # a question of its own, no digest
            return True
        uri = reference["uri"]
        if uri is None:
            return not reference["found"] and not self.without_uri # the reference that is missed, not one that is there
        if not uri.startswith("#"):
            return False
        times = self.identifiers[uri[1:]]
        return times > 1 if reference["found"] else times > 0

    def signature_intact(self, seal):
        return bool(seal["value_intact"]) and all(self.digest_was_right(item) for item in seal["references"])


class Envelope:
    """In JSON signatures there is one value and nothing else that they call so."""

    @staticmethod
    def signature_intact(seal):
        return bool(seal["value_intact"])


def in_their_words(report, document):
    seals = report["seals"]
    references = [item for seal in seals for item in seal["references"]]
    stamps = [stamp for seal in seals for stamp in seal["timestamps"]]
    return {"signatures": str(len(seals)),
            "sig_intact": folded(document.signature_intact(seal) for seal in seals),
            "refs_found": folded(item["found"] for item in references),
            "refs_intact": folded(item["intact"] for item in references),
            "level": listed(seal["level"] for seal in seals) or "-",
            "timestamps": str(len(stamps)),
            "tst_intact": folded(stamp["imprint_intact"] for stamp in stamps),
            "indication": listed(seal["indication"] for seal in seals),
            "subindication": listed(seal["sub_indication"] for seal in seals)}


def form_alone(subindications, count):
    """The sub-indications that no anchor can change, one for each signature."""
    words = subindications.split("|")
    words = words * count if len(words) == 1 else words
    return "|".join(word if word in OF_FORM else "-" for word in words)
