#!/usr/bin/env python3
"""The levels that credential files of other people state, checked twice: by requal-map, and here by another reading of
the files and of the tables. For every learning specification that states levels, both must say the same of each pair of
an EQF level and a national level: does the national framework reference that EQF level? What does not agree with its
own table is listed: those are contradictions in the files, and no failure of this test."""

import base64
import csv
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import yaml

from runner import Runner

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
EQF = "http://data.europa.eu/snb/eqf/"
FOLDERS = ["elm-v3", "elm-v2", "elmo", os.path.join("vectors", "ebsi"), os.path.join("vectors", "elmo")]
MEMBERS = {"eqflevel": "eqf", "nqflevel": "nqf", "educationlevel": "education"}


class Tables:
    """The national tables as python3-yaml reads them, and the list of concepts of the EU vocabulary."""

    def __init__(self):
        self.levels = {}
        self.frameworks = set()
        folder = os.path.join(ROOT, "frameworks", "nqf")
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                # A base loader leaves every scalar the text that it is.
                table = yaml.load(file, Loader=yaml.BaseLoader)
            self.frameworks.add(table["framework"].get("vocabulary_uri"))
            for level in table["levels"]:
                if level.get("uri", "null") != "null":
                    self.levels[level["uri"]] = (table["framework"]["id"], level["notation"],
                                                 [int(number) for number in level["eqf"]["levels"]])
        self.vocabulary = {}
        path = os.path.join(ROOT, "schemas", "vocabulary", "nqf-frameworks.tsv")
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                self.vocabulary[row["uri"]] = row["kind"]

    def knows(self, uri):
        return uri in self.levels or uri in self.frameworks


class Stated:
    """The levels of one learning specification."""

    def __init__(self):
        self.eqf = None
        self.nqf = []

    def key(self):
        return self.eqf, tuple(self.nqf)

    def verdict(self, tables):
        """What a reader of the tables must find: agreement (None: nothing to compare), contradiction, unknown URIs."""
        known = [tables.levels[uri] for uri in self.nqf if uri in tables.levels]
        number = self.eqf[len(EQF):] if self.eqf and self.eqf.startswith(EQF) else ""
        agrees = None
        if known and number in set("12345678"):
            agrees = any(int(number) in levels for _, _, levels in known)
        return {"agrees": agrees, "contradiction": agrees is False,
                "unknown": sorted({uri for uri in self.nqf if not tables.knows(uri)})}


def concepts(value):
    """The addresses of one concept or several, as JSON-LD and its older forms write them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [uri for item in value for uri in concepts(item)]
    if isinstance(value, dict):
        for member in ("id", "@id", "uri"):
            if isinstance(value.get(member), str):
                return [value[member]]
    return []


def add(stated, kind, uris):
    for uri in uris:
        if kind == "eqf":
            stated.eqf = stated.eqf or uri
        elif kind == "nqf" or "/snb/qdr/" in uri:
            if uri not in stated.nqf:
                stated.nqf.append(uri)


def of_json(value, found):
    if isinstance(value, list):
        for item in value:
            of_json(item, found)
    if not isinstance(value, dict):
        return
    stated = Stated()
    # The order of the members decides nothing: levels of the framework come before open ones.
    for wanted in MEMBERS:
        for member, content in value.items():
            if member.lower() == wanted:
                add(stated, MEMBERS[wanted], concepts(content))
    if stated.eqf or stated.nqf:
        found.append(stated)
    for content in value.values():
        of_json(content, found)


def of_xml(root, found):
    for element in root.iter():
        stated = Stated()
        for wanted in MEMBERS:
            for child in element:
                if isinstance(child.tag, str) and child.tag.rsplit("}", 1)[-1].lower() == wanted and child.get("uri"):
                    add(stated, MEMBERS[wanted], [child.get("uri")])
        if stated.eqf or stated.nqf:
            found.append(stated)


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def levels_of(path):
    """Every specification of the file that states a level; nothing when the file is no JSON or XML."""
    found = []
    with open(path, "rb") as file:
        content = file.read()
    try:
        if path.endswith(".xml"):
            of_xml(ElementTree.fromstring(content), found)
            return found
        value = json.loads(content)
        if isinstance(value, dict) and isinstance(value.get("payload"), str):
            payload = value["payload"]
            value = json.loads(payload if payload.lstrip().startswith("{") else from_base64url(payload))
        of_json(value, found)
    except (ValueError, ElementTree.ParseError):
        return []
    return found


def answer(program, path):
    """What requal-map says of each qualification of the file, or the code of its refusal."""
    done = subprocess.run([program, "--at", "2026-01-01T00:00:00Z", "--to", "eqf", "--format", "ndjson", path],
                          capture_output=True, check=False, timeout=120)
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        if record["type"] == "result":
            problem = record["data"]["problem"]
            return record["data"]["mappings"], problem and problem["code"]
    raise RuntimeError(f"{path}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")


def said(mapping):
    codes = [finding["code"] for finding in mapping["findings"]]
    unknown = sorted({uri for finding in mapping["findings"] if finding["code"] == "framework.uri_unknown"
                      for uri in mapping["description"]["nqf_uris"] if uri in finding["message"]})
    return {"agrees": mapping["eqf_agrees"], "contradiction": "framework.eqf_contradiction" in codes,
            "unknown": unknown}


def main():
    run = Runner(__doc__)
    program = os.path.join(os.path.dirname(run.program), "requal-map")
    tables = Tables()
    counts = {"files": 0, "refused": 0, "pairs": 0, "agree": 0, "contradict": 0, "alone": 0}
    contradictions, unknown = [], []
    for uri in tables.levels:
        run.equal(f"{uri}: kind in the vocabulary", tables.vocabulary.get(uri), "level")
    for folder in FOLDERS:
        for base, _, names in sorted(os.walk(run.path(folder))):
            for name in sorted(names):
                path = os.path.join(base, name)
                shown = os.path.relpath(path, run.corpus)
                stated = levels_of(path) if name.endswith((".json", ".jsonld", ".xml")) else []
                if not stated:
                    continue
                mappings, problem = answer(program, path)
                counts["files"] += 1
                if problem:
                    counts["refused"] += 1
                    print(f"{shown}: {len(stated)} specifications with levels, but refused: {problem}")
                    continue
                ours = {}
                for mapping in mappings:
                    description = mapping["description"]
                    if description["eqf_level"] or description["nqf_uris"]:
                        ours[(description["eqf_level"], tuple(description["nqf_uris"]))] = (said(mapping), mapping)
                theirs = {one.key(): one for one in stated}
                run.equal(f"{shown}: specifications with levels", sorted(ours, key=str), sorted(theirs, key=str))
                for key, one in sorted(theirs.items(), key=str):
                    if key not in ours:
                        continue
                    verdict = one.verdict(tables)
                    run.equal(f"{shown}: {key}", ours[key][0], verdict)
                    title = ours[key][1]["description"]["title"]
                    counts["pairs"] += verdict["agrees"] is not None
                    counts["agree"] += verdict["agrees"] is True
                    counts["contradict"] += verdict["contradiction"]
                    counts["alone"] += verdict["agrees"] is None
                    if verdict["contradiction"]:
                        national = ", ".join(f"{tables.levels[uri][0]} {tables.levels[uri][1]} (EQF "
                                             + ", ".join(map(str, tables.levels[uri][2])) + ")"
                                             for uri in one.nqf if uri in tables.levels)
                        contradictions.append(f"{shown}: {title!r} states EQF {one.eqf[len(EQF):]} and {national}")
                    unknown += [f"{shown}: {title!r} states {uri}, in no table; in the vocabulary: "
                                f"{tables.vocabulary.get(uri, 'no')}" for uri in verdict["unknown"]]
    for line in contradictions:
        print(f"contradiction in the file: {line}")
    for line in unknown:
        print(f"unknown to the tables: {line}")
    print(f"{counts['files']} files state levels, {counts['refused']} of them refused; {counts['pairs']} pairs compared: "
          f"{counts['agree']} agree, {counts['contradict']} contradict; {counts['alone']} levels stand alone")
    if counts["pairs"] == 0:
        print("nothing was compared")
        sys.exit(1)
    run.finish()


if __name__ == "__main__":
    main()
