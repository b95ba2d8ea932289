#!/usr/bin/env python3
"""Writes the manual page of all findings from what requal-explain says.

    findings.py VERSION FINDINGS.json OUT.md
"""

import json
import sys

# What each area is about, as a heading; an area without a line here is headed by its own name.
AREAS = {
    "input": "reading files",
    "yaml": "tables in YAML",
    "data": "the data folder",
    "output": "writing the answer",
    "jws": "the envelope of a seal",
    "anchors": "whom the caller trusts",
    "jades": "the rules of JAdES",
    "seal": "integrity and coverage of a seal",
    "chain": "the way to an anchor",
    "revocation": "revocation of certificates",
    "time": "proofs of existence",
    "qualified": "the kind of a seal",
    "issuer": "who is named and who sealed",
    "validity": "the dates of a credential",
    "status": "revocation by the issuer",
    "credential": "reading a credential",
    "profile": "the application profile",
    "framework": "frameworks and mapping",
    "sealing": "making a seal",
    "evidence": "certificates and revocation data of the caller",
    "coverage": "what a seal covers",
    "verify": "the verification as a whole",
    "accreditation": "accreditation of the awarding body",
    "owner": "the person of the credential",
    "algorithms": "the strength of algorithms",
}
EFFECTS = {
    "none": "noted only; the verdict does not depend on it",
    "indeterminate": "the check cannot be answered; the verdict is at best *indeterminate*",
    "failed": "the check has failed; the verdict is *invalid*",
    "unprocessable": "the input cannot be judged; the verdict is *unprocessable*",
    "environment": "the run stops with exit status 5",
}
SUB_INDICATIONS = "sub-indications of seals and time-stamps"
SUB_INDICATIONS_HEAD = """
The word in capitals beside the indication of a seal or a time-stamp, of ETSI EN 319 102-1, 5.1.3. Those with the effect
*failed* go with TOTAL-FAILED, the others with INDETERMINATE.
"""
HEAD = """% REQUAL-FINDINGS(7) requal {version} | requal manual

# NAME

requal-findings - every code that requal reports, why it happens and what would settle it

# DESCRIPTION

Every result that is not green carries a code, in text in square brackets and in JSON as the member *code*. A code
keeps its meaning once it has been released; the words around it may change. Words in curly brackets stand for the
details of the case at hand. **requal-explain**(1) shows the same for single codes.

The sub-indications of seals stand at the end.

The *effect* says what a finding does to the verdict:

{effects}
"""
FOOT = """
# SEE ALSO

**requal-explain**(1), **requal-output**(5)
"""


def escape(text):
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|~^$@\"'" else c for c in text)


def entry(finding):
    rests = f"\n\n    Rests on {escape(finding['cite'])}." if finding["cite"] else ""
    return (f"\n**{escape(finding['code'])}**\n:   *{escape(finding['message'])}*\n\n"
            f"    {escape(finding['cause'])}\n\n    Remedy: {escape(finding['remedy'])}\n\n"
            f"    Severity {finding['severity']}, effect {finding['effect']}.{rests}\n")


def main():
    version, source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        findings = [result["data"] for result in json.load(file)["results"]]
    effects = "".join(f"*{name}*\n:   {text}\n\n" for name, text in EFFECTS.items())
    out = HEAD.format(version=version, effects=effects.rstrip())
    areas = {}
    for finding in findings:
        area = finding["code"].split(".")[0] if "." in finding["code"] else SUB_INDICATIONS
        areas.setdefault(area, []).append(finding)
    for area, members in areas.items():
        out += f"\n# {AREAS.get(area, area).upper()}\n"
        out += SUB_INDICATIONS_HEAD if area == SUB_INDICATIONS else ""
        out += "".join(entry(finding) for finding in members)
    with open(target, "w", encoding="utf-8") as file:
        file.write(out + FOOT)


if __name__ == "__main__":
    main()
