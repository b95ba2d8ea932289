"""Every table below frameworks/ keeps schemas/requal.frameworks.schema.json, and its README tells the true figures.

    framework_schema.py --build DIR       the test
    framework_schema.py --coverage        prints the figures that frameworks/README.md shows
"""

import collections
import copy
import json
import os
import sys

import yaml
from jsonschema import Draft202012Validator

import support
from support import Checks, files_below, read

NULL = ("", "~", "null", "Null", "NULL")
# Columns in which null is an answer and must be written; anywhere else it means the same as a column left out.
WRITTEN = {"uri", "label", "qf_ehea", "vocabulary_uri", "vocabulary_label"}
# Columns whose values no other YAML reader may take for a number, a date or a truth value.
CODES = {"notation", "code", "programme", "also", "abbreviations", "countries", "subdivisions", "additional_levels", "id",
         "as_of"}
FOLDERS = {"national-framework": "frameworks/nqf/", "country": "frameworks/countries/"}


def value_of(node):
    """What the strict reader makes of a node: every scalar a text, a plain null nothing."""
    if isinstance(node, yaml.MappingNode):
        pairs = ((key.value, value_of(value)) for key, value in node.value)
        return {key: value for key, value in pairs if value is not None or key in WRITTEN}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(value) for value in node.value]
    return None if not node.style and node.value in NULL else node.value


def tables():
    # libyaml's loader where it is there: the same rules, ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in files_below("frameworks", ends=[".yaml"]):
        if not path.startswith("frameworks/policy/"):
            yield path, yaml.compose(read(path), Loader=loader)


def errors_of(validator, path, table):
    for error in validator.iter_errors(table):
        # The one that says most: the schema of the table's kind, not the "if" around it.
        deepest = max([error, *(error.context or [])], key=lambda e: len(e.absolute_path))
        yield f"{path}: /{'/'.join(str(step) for step in deepest.absolute_path)}: {deepest.message[:200]}"


def misread(path, node, column=""):
    """Codes that YAML 1.1 reads as something else than a text."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if column in ("countries", "practice") and key.tag != "tag:yaml.org,2002:str":
                yield f"{path}:{key.start_mark.line + 1}: {key.value} must be quoted"
            yield from misread(path, value, key.value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from misread(path, value, column)
    elif column in CODES and not node.tag.endswith((":str", ":null")):
        yield f"{path}:{node.start_mark.line + 1}: {column}: {node.value} must be quoted"


def coverage(found):
    """The lines of the table in frameworks/README.md."""
    confidence = collections.defaultdict(collections.Counter)
    evidence = collections.Counter()
    counts = collections.Counter()
    for table in found.values():
        kind = table.get("table")
        counts[kind] += 1
        for level in table["levels"] if kind == "national-framework" else []:
            confidence["levels of national frameworks"][level["confidence"]] += 1
            confidence["links of levels to the EQF"][level["eqf"]["confidence"]] += 1
            for named in level.get("qualification_types", []):
                evidence[named["evidence"]] += 1
        for name, key, rows in (("awards", "country", "qualifications"), ("credit systems", "credits", "systems"),
                                ("grading scales", "grades", "scales")):
            for row in table[rows] if kind == key else []:
                confidence[name][row["confidence"]] += 1
    yield f"{counts['national-framework']} national frameworks, {counts['country']} countries of origin."
    yield f"Types of qualification at national levels: {evidence['seen']} seen in a source, {evidence['general']} general knowledge."
    yield ""
    yield "| rows | all | high | medium | low |"
    yield "| --- | --- | --- | --- | --- |"
    for name, of in confidence.items():
        yield f"| {name} | {sum(of.values())} | {of['high']} | {of['medium']} | {of['low']} |"


def planted(found):
    """One defect for each kind of table; a schema that lets it pass proves nothing."""
    for kind in sorted({table["table"] for table in found.values() if "table" in table}):
        table = copy.deepcopy(next(t for t in found.values() if t.get("table") == kind))
        table["colour"] = "blue"
        yield kind, table
        table = copy.deepcopy(next(t for t in found.values() if t.get("table") == kind))
        if "sources" in table:
            del table["sources"]
            yield kind, table


def main():
    nodes = dict(tables())
    found = {path: value_of(node) for path, node in nodes.items()}
    if "--coverage" in sys.argv:
        print("\n".join(coverage(found)))
        return
    support.arguments(__doc__)
    check = Checks()
    schema = json.loads(read("schemas/requal.frameworks.schema.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    check.that(len(found) > 100, "the tables are found", f"{len(found)} files")
    check.none((e for path, table in found.items() for e in errors_of(validator, path, table)),
               "every table keeps its schema")
    kinds = set(schema["properties"]["table"]["enum"])
    check.that(kinds == {table.get("table") for table in found.values()}, "every kind of table is there")
    check.none((f"{path}: a table of kind {table['table']}" for path, table in found.items()
                if FOLDERS.get(table.get("table"), "frameworks/") != os.path.dirname(path) + "/"),
               "every table lies in the folder of its kind")
    for kind, table in planted(found):
        check.that(not validator.is_valid(table), f"a planted defect in {kind} is refused")
    award = copy.deepcopy(found["frameworks/countries/ua.yaml"])
    award["qualifications"][0]["names"]["native"] = ["MA / MSc"]
    check.that(not validator.is_valid(award), "two names in one entry are refused")
    check.none((line for path, node in nodes.items() for line in misread(path, node)),
               "no code is read as a number or truth value by another reader of YAML")
    readme = read("frameworks/README.md")
    check.none((line for line in coverage(found) if line not in readme),
               "frameworks/README.md has the figures of framework_schema.py --coverage")
    check.finish()


if __name__ == "__main__":
    main()
