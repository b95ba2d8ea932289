"""The report of `requal-verify --etsi-report` has the structure of ETSI TS 119 102-2 V1.4.1, for every sealed file here.

The structure below is our own reading of clause 4 of the standard, as far as it is used. Checked are well-formedness,
order and number of elements, attributes, the form of values, that every identifier is unique and every reference leads
to one, and that the report says of each seal what the JSON says. The checker itself is tried on reports that were
broken on purpose.
"""

import copy
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET

import support
from support import SOURCE, Checks, files_below

SPACES = {"http://uri.etsi.org/19102/v1.4.1#": "", "http://uri.etsi.org/01903/v1.3.2#": "XAdES:",
          "http://www.w3.org/2000/09/xmldsig#": "ds:"}
SEAL = ("SignatureIdentifier? ValidationConstraintsEvaluationReport? ValidationTimeInfo? SignersDocument? "
        "SignatureAttributes? SignerInformation? SignatureQuality? SignatureValidationProcess? "
        "SignatureValidationStatus")
STATUS = "MainIndication SubIndication* AssociatedValidationReportData*"
DIGEST = "ds:DigestMethod ds:DigestValue"
STAMPS = ("AllDataObjectsTimeStamp IndividualDataObjectsTimeStamp SignatureTimeStamp SigAndRefsTimeStamp "
          "RefsOnlyTimeStamp ArchiveTimeStamp").split()
# Children of an element, or of "parent/element" where the same name stands for two things.
CHILDREN = {
    "ValidationReport": "SignatureValidationReport+ SignatureValidationObjects? SignatureValidator? ds:Signature?",
    "SignatureValidationReport": SEAL,
    "ValidationObject/ValidationReport": SEAL,
    "SignatureIdentifier": "DigestAlgAndValue? ds:SignatureValue? HashOnly DocHashOnly DAIdentifier?",
    "ValidationConstraintsEvaluationReport": "SignatureValidationPolicy? ValidationConstraint*",
    "SignatureValidationPolicy": "SignaturePolicyIdentifier PolicyName? FormalPolicyURI? ReadablePolicyURI? "
                                 "FormalPolicyObject?",
    "SignaturePolicyIdentifier": "XAdES:SignaturePolicyId|XAdES:SignaturePolicyImplied",
    "XAdES:SignaturePolicyId": "XAdES:SigPolicyId ds:Transforms? XAdES:SigPolicyHash XAdES:SigPolicyQualifiers?",
    "XAdES:SigPolicyId": "XAdES:Identifier XAdES:Description? XAdES:DocumentationReferences?",
    "XAdES:SigPolicyHash": DIGEST,
    "ValidationConstraint": "ValidationConstraintIdentifier ValidationConstraintParameter* ConstraintStatus "
                            "ValidationStatus? Indications?",
    "ValidationConstraintParameter": "Type Value?",
    "ConstraintStatus": "Status OverriddenBy?",
    "ValidationStatus": STATUS,
    "SignatureValidationStatus": STATUS,
    "AssociatedValidationReportData": "TrustAnchor? CertificateChain? RelatedValidationObject* "
                                      "RevocationStatusInformation? CryptoInformation? AdditionalValidationReportData?",
    "CertificateChain": "SigningCertificate IntermediateCertificate* TrustAnchor?",
    "AdditionalValidationReportData": "ReportData+",
    "ReportData": "Type Value?",
    "ValidationTimeInfo": "ValidationTime BestSignatureTime",
    "BestSignatureTime": "POETime TypeOfProof POEObject?",
    "SignersDocument": "DigestAlgAndValue SignersDocumentRepresentation? SignersDocumentRef?",
    "DigestAlgAndValue": DIGEST,
    "SignatureAttributes": "|".join(f"{name}*" for name in ["SigningTime", *STAMPS]),
    "SigningTime": "AttributeObject* Time",
    **{name: "AttributeObject* TimeStampValue" for name in STAMPS},
    "SignerInformation": "SignerCertificate Signer?",
    "SignatureQuality": "SignatureQualityInformation+",
    "SignatureValidationProcess": "SignatureValidationProcessID? SignatureValidationServicePolicy? "
                                  "SignatureValidationPracticeStatement?",
    "SignatureValidationObjects": "ValidationObject+",
    "ValidationObject": "ObjectType ValidationObjectRepresentation POE? POEProvisioning? ValidationReport?",
    "ValidationObjectRepresentation": "direct|base64|DigestAlgAndValue|URI",
    "POEProvisioning": "POETime ValidationObject* SignatureReference*",
    "direct": "ds:X509Data",
    "ds:X509Data": "ds:X509SubjectName",
}
REFERENCES = {"AttributeObject", "SignerCertificate", "TrustAnchor", "SigningCertificate", "IntermediateCertificate",
              "RelatedValidationObject", "POEObject", "SignersDocumentRepresentation", "SignersDocumentRef"}
ATTRIBUTES = {**{name: {"VOReference"} for name in REFERENCES}, "SignatureIdentifier": {"id"},
              "ValidationObject": {"id"}, "SigningTime": {"Signed"}, **{name: {"Signed"} for name in STAMPS},
              "ds:DigestMethod": {"Algorithm"}}
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
URI = r"[A-Za-z0-9%:/?#._~!$&'()*+,;=@-]+"
ANY = r"(?s:.+)"
VALUES = {
    "HashOnly": "true|false", "DocHashOnly": "true|false", "DAIdentifier": ANY, "XAdES:Identifier": URI,
    "PolicyName": ANY, "ValidationConstraintIdentifier": r"urn:requal:check:[a-z.]+", "Type": r"urn:requal:[A-Za-z0-9_:.-]+",
    "Value": ANY, "Status": r"urn:etsi:019102:constraintStatus:(applied|disabled)", "ValidationTime": TIME,
    "POETime": TIME, "Time": TIME, "TimeStampValue": TIME, "TypeOfProof": r"urn:etsi:019102:poetype:validation",
    "ds:DigestMethod": "", "ds:DigestValue": r"[A-Za-z0-9+/]{43}=", "Signer": ANY, "SignatureQualityInformation": URI,
    "SignatureValidationProcessID": r"urn:etsi:019102:validationprocess:(Basic|LTVM|LTA)",
    "ObjectType": r"urn:etsi:019102:validationObject:(certificate|timestamp|signedData)", "URI": URI,
    "ds:X509SubjectName": ANY, "SubIndication": r"urn:etsi:019102:subindication:[A-Z_]+",
    "SignatureValidationStatus/MainIndication": r"urn:etsi:019102:mainindication:(total-passed|total-failed|indeterminate)",
    "ValidationStatus/MainIndication": r"urn:etsi:019102:mainindication:(passed|failed|indeterminate)",
    **{name: "" for name in REFERENCES},
}


def name_of(element):
    space, _, name = element.tag[1:].partition("}")
    return SPACES.get(space, space + "}") + name


def pattern(model):
    """A regular expression over names that each end in a blank."""
    parts = re.sub(r"([\w:]+)([?*+]?)", lambda m: f"(?:{m[1]} ){m[2]}", model).replace(" (?:", "(?:")
    return re.compile(f"(?:{parts})+" if model.startswith("SigningTime*") else f"(?:{parts})")


def table(rows, parent, name, element):
    if parent == "ValidationObject" and name == "ValidationReport":
        return rows.get("ValidationObject/ValidationReport")
    if name == "MainIndication":
        return rows.get(f"{element}/{name}")
    return rows.get(name)


def structure_problems(element, parent="", in_object=False):
    name = name_of(element)
    in_object = in_object or name == "ValidationObject"
    wanted = table(CHILDREN, parent, name, parent)
    if wanted is None:
        values = VALUES
        # A time-stamp is a part of the validation: its words are those of a part (4.3.4.2).
        where = "ValidationStatus" if in_object and name == "MainIndication" else parent
        value = table(values, parent, name, where)
        if value is None:
            yield f"{name} below {parent} is unknown"
        elif list(element):
            yield f"{name} has children"
        elif not re.fullmatch(value, element.text or ""):
            yield f"{name} below {parent}: {element.text!r}"
    else:
        if (element.text or "").strip():
            yield f"{name} holds text beside its children"
        children = "".join(name_of(child) + " " for child in element)
        if not pattern(wanted).fullmatch(children):
            yield f"{name}: {children}does not fit {wanted}"
        for child in element:
            yield from structure_problems(child, name, in_object)
    if set(element.attrib) != ATTRIBUTES.get(name, set()):
        yield f"{name} has the attributes {sorted(element.attrib)}"


def identity_problems(root):
    identifiers = [e.get("id") for e in root.iter() if e.get("id")]
    for one in identifiers:
        if not re.fullmatch(r"[A-Za-z_][\w.-]*", one):
            yield f"{one!r} is no xs:ID"
        if identifiers.count(one) > 1:
            yield f"{one} stands twice"
    for element in root.iter():
        for one in (element.get("VOReference") or "").split():
            if one not in identifiers:
                yield f"{name_of(element)} refers to {one}, which is not there"


def problems_of(root):
    if name_of(root) != "ValidationReport":
        return [f"the root is {root.tag}"]
    return [*structure_problems(root), *identity_problems(root)]


def texts(root, path):
    spaces = {"v": "http://uri.etsi.org/19102/v1.4.1#"}
    return [e.text for e in root.findall("/".join("v:" + step for step in path.split("/")), spaces)]


def comparison_problems(root, results):
    """What the report and the JSON say of the same seals."""
    seals = [(result["data"], seal) for result in results for seal in result["data"]["seals"]]
    told = texts(root, "SignatureValidationReport/SignatureValidationStatus/MainIndication")
    if [i.rpartition(":")[2] for i in told] != [s["indication"].lower() for _, s in seals]:
        yield f"the indications are {told}"
        return
    for number, (report, (data, seal)) in enumerate(zip(root, seals), 1):
        sub = [t.rpartition(":")[2] for t in texts(report, "SignatureValidationStatus/SubIndication")]
        if sub != ([seal["sub_indication"]] if seal["sub_indication"] else []):
            yield f"seal {number}: sub-indication {sub}"
        if texts(report, "ValidationTimeInfo/ValidationTime") != [data["time"]]:
            yield f"seal {number}: validation time"
        if texts(report, "ValidationTimeInfo/BestSignatureTime/POETime") != [seal["best_signature_time"]]:
            yield f"seal {number}: best signature time"
        checks = texts(report, "ValidationConstraintsEvaluationReport/ValidationConstraint/ValidationConstraintIdentifier")
        if [c.rpartition(":")[2] for c in checks] != [c["id"] for c in data["checks"]]:
            yield f"seal {number}: constraints {checks}"
        stamps = [s for s in seal["timestamps"] if s["time"]]
        found = [t for name in STAMPS for t in texts(report, f"SignatureAttributes/{name}/TimeStampValue")]
        if sorted(found) != sorted(s["time"] for s in stamps):
            yield f"seal {number}: time-stamps {found}"


def broken_copies(root):
    """Reports that must not pass, each with what was done to it."""
    def first(tree, name):
        return next(e for e in tree.iter() if name_of(e) == name)
    tree = copy.deepcopy(root)
    report = tree[0]
    report.append(report[0])
    report.remove(report[0])
    yield "the identifier at the end", tree
    tree = copy.deepcopy(root)
    status = first(tree, "SignatureValidationStatus")
    status.remove(status[0])
    yield "no main indication", tree
    tree = copy.deepcopy(root)
    objects = first(tree, "SignatureValidationObjects")
    objects.append(copy.deepcopy(objects[0]))
    yield "an identifier twice", tree
    tree = copy.deepcopy(root)
    first(tree, "SignerCertificate").set("VOReference", "C-none")
    yield "a reference that leads nowhere", tree
    tree = copy.deepcopy(root)
    first(tree, "ValidationTime").text = "yesterday"
    yield "a time that is none", tree
    tree = copy.deepcopy(root)
    for report in [e for e in tree if name_of(e) == "SignatureValidationReport"]:
        tree.remove(report)
    yield "no seal", tree
    tree = copy.deepcopy(root)
    ET.SubElement(first(tree, "SignatureQuality") if any(name_of(e) == "SignatureQuality" for e in tree.iter())
                  else tree[0], "{http://uri.etsi.org/19102/v1.4.1#}Unknown")
    yield "an unknown element", tree


class EtsiContract:
    def __init__(self, build, scratch):
        self.program = os.path.join(build, "bin", "requal-verify")
        self.scratch = scratch
        self.check = Checks()
        self.xmllint = shutil.which("xmllint")

    def verify(self, files, *more):
        report = os.path.join(self.scratch, "report.xml")
        if os.path.exists(report):
            os.remove(report)
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": os.path.join(self.scratch, ".data")}
        environment.pop("REQUAL_TRUST", None)
        anchors = os.path.join(SOURCE, "tests", "data", "authority", "root-ca.pem")
        done = subprocess.run([self.program, "--at", "2025-06-01", "--anchor", anchors, "--format", "json",
                               "--etsi-report", report, *more, *files], cwd=SOURCE, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=250, check=False)
        return done, report

    def holds(self, name, files):
        done, path = self.verify(files)
        self.check.that(done.returncode in (0, 1, 3, 4), f"{name}: judged", done.stderr.decode()[:300])
        results = json.loads(done.stdout)["results"]
        if not self.check.that(os.path.exists(path), f"{name}: there is a report"):
            return None
        if self.xmllint:
            lint = subprocess.run([self.xmllint, "--noout", "--nonet", path], capture_output=True, check=False)
            self.check.that(lint.returncode == 0, f"{name}: well-formed, says xmllint", lint.stderr.decode()[:500])
        root = ET.parse(path).getroot()
        self.check.none(problems_of(root), f"{name}: structure")
        self.check.none(comparison_problems(root, results), f"{name}: the report says what the JSON says")
        return root

    def run(self):
        if not self.xmllint:
            print("xmllint is missing: well-formedness is asked of Python alone")
        good = files_below("tests/data/jades/good", ends=[".json", ".jws"])
        broken = files_below("tests/data/jades/defects", ends=[".json", ".jws"])
        lists = files_below("tests/data/trusted_lists", ends=[".xml"])
        self.check.that(len(good) > 5 and len(broken) > 50 and len(lists) > 5, "there are files to try",
                        (len(good), len(broken), len(lists)))
        root = self.holds("sealed files", good)
        self.holds("defects", broken)
        self.holds("sealed XML", lists)
        for what, tree in broken_copies(root):
            self.check.that(problems_of(tree), f"the checker sees {what}")
        self.hostile_path(good[0])
        self.check.finish()

    def hostile_path(self, file):
        """A name of a file that is markup, control characters and no UTF-8."""
        folder = os.path.join(os.fsencode(self.scratch), b"a <b> & 'c' \"d\" ]]> \x01\x1b[31m \xff\xfe")
        os.mkdir(folder)
        path = os.path.join(folder, b"\xe2\x80\xae%2F#x\n.json")
        shutil.copyfile(os.path.join(SOURCE, file), path)
        root = self.holds("a hostile path", [path])
        found = root.find("./*/{*}SignatureIdentifier/{*}DAIdentifier").text
        self.check.that("a <b> & 'c' \"d\" ]]> \ufffd\ufffd[31m \ufffd\ufffd" in found, "what XML cannot hold is U+FFFD",
                        repr(found))
        with open(path, "rb") as content:
            digest = hashlib.sha256(content.read()).hexdigest()
        self.check.that(any(e.get("id") == "D-" + digest for e in root.iter()), "the input goes by its digest")


def main():
    arguments = support.arguments("Holds the ETSI validation report to its structure.")
    with tempfile.TemporaryDirectory(prefix="requal-etsi-") as scratch:
        EtsiContract(os.path.abspath(arguments.build), scratch).run()


if __name__ == "__main__":
    main()
