#!/usr/bin/env python3
"""The credentials of ELM v2 in the corpus, whole: what requal-show says of them against a second reading of the XML that
uses nothing of ours: how many achievements, outcomes and organisations, which grade and level belongs to which
achievement, and whether every text of the file is shown somewhere."""

import json
import os
import subprocess
import xml.etree.ElementTree as ElementTree

from runner import Runner

FILES = ["EDC_DiplomaSupplement_AA.xml", "2020/certificate-of-excellence.xml", "2020/edci_credential_basic.xml",
         "2020/edci_credential_complex.broken-digest.xml", "2020/graduate-study-civil-engineering.xml"]
# What the model keeps of a concept are its address and labels, of a file its size and type, of a wallet nothing; an id
# of an address is a label.
LEFT_OUT = {"targetFrameworkName", "content", "id", "wallet", "proof", "areaDialing", "countryDialing", "dialNumber",
            "primaryLanguage", "availableLanguages", "isPartialQualification", "Signature"}


def name(element):
    return element.tag.rsplit("}", 1)[-1]


def children(element, wanted):
    return [child for child in element if name(child) == wanted]


def english(element, member):
    """The English text of a member, else the first."""
    texts = [text for child in children(element, member) for text in children(child, "text")]
    for text in texts:
        if text.get("lang") == "en":
            return text.text.strip()
    return texts[0].text.strip() if texts else None


def descendants(element, wanted):
    return [found for found in element.iter() if name(found) == wanted]


class File:
    def __init__(self, path):
        self.root = ElementTree.parse(path).getroot()
        self.credential = descendants(self.root, "europassCredential")[0]
        self.subject = descendants(self.credential, "credentialSubject")[0]
        self.records = {record.get("id"): record for section in self.credential
                        if name(section).endswith("References") for record in section}

    def achievements(self):
        return descendants(self.subject, "learningAchievement")

    def level(self, achievement):
        for link in children(achievement, "specifiedBy"):
            for level in children(self.records[link.get("idref")], "eqfLevel"):
                return level.get("uri")
        return None

    def texts(self, element=None):
        """Every value that a reader could show, white space folded."""
        element = self.credential if element is None else element
        if name(element) in LEFT_OUT:
            return
        if (element.text or "").strip():
            yield " ".join(element.text.split())
        for child in element:
            yield from self.texts(child)


def shown(run, path):
    program = os.path.join(os.path.dirname(run.program), "requal-show")
    # One sample has a broken digest: what it says is compared all the same.
    done = subprocess.run([program, "--unsealed", "--format", "json", path], capture_output=True, check=True, timeout=120)
    return json.loads(done.stdout)["results"][0]["data"]


def objects(value):
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


def strings(value):
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for member in value.values():
            yield from strings(member)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def said(text):
    """The English text of a model text, else the first."""
    if text is None:
        return None
    by_language = {entry["language"]: entry["values"][0] for entry in text["texts"]}
    return by_language.get("en", next(iter(by_language.values())))


def compare(run, label, path):
    file = File(path)
    credential = shown(run, path)["credential"]
    every = list(objects(credential))
    achievements = [o for o in every if o.get("kind") == "LearningAchievement" and not o.get("repeated")]
    assessments = [o for o in every if o.get("kind") == "LearningAssessment" and not o.get("repeated")]

    run.equal(f"{label}: title", said(credential["title"]), english(file.credential, "title"))
    run.equal(f"{label}: given name", said(credential["subject"]["given_name"]), english(file.subject, "givenNames"))
    run.equal(f"{label}: birthday", credential["subject"]["birth_day"], descendants(file.subject, "dateOfBirth")[0].text)
    run.equal(f"{label}: achievements", len(achievements), len(file.achievements()))
    run.equal(f"{label}: levels", sorted((said(a["title"]), a["specification"]["eqf_level"]["id"])
                                         for a in achievements if a["specification"]["eqf_level"]),
              sorted((english(a, "title"), file.level(a)) for a in file.achievements() if file.level(a)))
    graded = [element for element in file.subject.iter() if children(element, "grade")]
    run.equal(f"{label}: grades", sorted({(said(a["title"]), said(a["grade"]["text"])) for a in assessments}),
              sorted({(english(a, "title"), children(a, "grade")[0].text.strip()) for a in graded}))
    outcomes = {o["where"] for o in every if "/learningOutcomeReferences/" in str(o.get("where")) and "esco_skills" in o}
    run.equal(f"{label}: learning outcomes", len(outcomes),
              len({record.get("id") for record in descendants(file.credential, "learningOutcomeReferences")
                   for record in record}))
    run.equal(f"{label}: ESCO skills", len({o["id"] for o in every if "/relatedEscoSkill" in str(o.get("where"))
                                            and o.get("id")}),
              len({skill.get("uri") for skill in descendants(file.credential, "relatedEscoSkill")}))
    agents = [agent for section in descendants(file.credential, "agentReferences") for agent in section]
    run.equal(f"{label}: organisations with their registrations",
              sorted({o["registration"]["notation"] for o in credential["organisations"]}),
              sorted({children(a, "registration")[0].text.strip() for a in agents} |
                     {children(a, "registration")[0].text.strip() for a in descendants(file.credential, "accreditingAgent")
                      + descendants(file.credential, "organization") if children(a, "registration")}))
    told = set(strings(credential))
    run.equal(f"{label}: texts that are shown nowhere", sorted(set(file.texts()) - told), [])


def main():
    run = Runner(__doc__)
    for label in FILES:
        compare(run, label, run.path("elm-v2/" + label))
    run.finish()


if __name__ == "__main__":
    main()
