"""Documents that repeat what the sources say must say the same."""

import fnmatch
import json
import os
import re
import subprocess

import source_rules
import support
from support import Checks, exists, files_below, read


def exit_statuses_of_header():
    text = read("tools/common/exit_status.hpp")
    body = re.search(r"enum class ExitStatus[^{]*\{(.*?)\};", text, re.DOTALL)[1]
    return [(int(number), name, words.strip())
            for name, number, words in re.findall(r"(\w+) = (\d+),?\s*///< ([^\n]*)", body)]


def exit_statuses_of_manual():
    return [(int(number), name, words.strip())
            for number, name, words in re.findall(r"^\*\*(\d+)\*\* (\w+)\n:   ([^\n]*)$",
                                                  read("man/common/exit-status.md"), re.MULTILINE)]


def exit_statuses_of_promise():
    return [(int(number), name, words)
            for number, name, words in re.findall(r"^\| (\d+) \| (\w+) \| ([^|]*) \|$", read("COMPATIBILITY.md"), re.MULTILINE)]


def rooms_of_architecture():
    """The table of rooms: | `room` | job | may use | … |, where "-" stands for none."""
    table = {}
    for name, uses in re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", read("ARCHITECTURE.md"), re.MULTILINE):
        table[name] = sorted(re.findall(r"`?(\w+)`?", uses.replace("–", "")))
    return table


def rooms_of_build():
    table = {}
    for block in re.findall(r"requal_room\((.*?)\)", read("lib/CMakeLists.txt"), re.DOTALL):
        uses = re.search(r"\bUSES((?:\s+[a-z_]+)+)", block)
        table[re.search(r"\bNAME\s+(\w+)", block)[1]] = sorted(uses[1].split() if uses else [])
    return table


def link_problems():
    for path in [p for p in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "COMPATIBILITY.md", "SECURITY.md",
                              "CHANGELOG.md")
                 if exists(p)]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", read(path)):
            if not exists(target):
                yield f"{path}: link to {target}, which does not exist"


def reference_problems(tools):
    """Pages named like **requal-x**(1) in the manual exist."""
    pages = {os.path.basename(p)[:-3] for p in files_below("man", ends=[".md"])} | {"requal-findings.7"}
    for path in files_below("man", ends=[".md"]):
        for name, section in re.findall(r"\*\*(requal-[a-z]+)\*\*\((\d)\)", read(path)):
            if f"{name}.{section}" not in pages:
                yield f"{path}: {name}({section}) does not exist"
    for path in files_below("man", ends=[".1.md"]):
        tool = os.path.basename(path)[len("requal-"):-len(".1.md")]
        if tool not in tools:
            yield f"{path}: requal-{tool} is not in the list of tools"


def promise_problems(build):
    """The tests that SECURITY.md names are there."""
    listed = subprocess.run(["ctest", "--test-dir", build, "-N"], capture_output=True, text=True, check=True).stdout
    tests = re.findall(r"^ *Test +#\d+: (\S+)", listed, re.MULTILINE)
    named = re.findall(r"`((?:unit|fuzz|conformance|contract|forge|cli|trust|threads|install)\.[\w.*]+)`",
                       read("SECURITY.md"))
    if not named:
        yield "SECURITY.md names no test"
    for name in sorted(set(named)):
        if not fnmatch.filter(tests, name):
            yield f"SECURITY.md: {name} is no test"


def schema_problems():
    for path in files_below("schemas", ends=[".schema.json"]):
        schema = json.loads(read(path))
        if schema.get("$schema") != "https://json-schema.org/draft/2020-12/schema":
            yield f"{path}: is not JSON Schema 2020-12"
        if "title" not in schema:
            yield f"{path}: has no title"


def main():
    arguments = support.arguments("Compares documents with sources.")
    check = Checks()
    header = exit_statuses_of_header()
    check.that(len(header) == 7, "the exit statuses of exit_status.hpp can be read", header)
    check.that(header == exit_statuses_of_manual(), "man/common/exit-status.md says what exit_status.hpp says",
               f"{header}\n        {exit_statuses_of_manual()}")
    check.that(header == exit_statuses_of_promise(), "COMPATIBILITY.md says what exit_status.hpp says",
               f"{header}\n        {exit_statuses_of_promise()}")
    check.that(rooms_of_architecture() == rooms_of_build(), "ARCHITECTURE.md draws the rooms of lib/CMakeLists.txt",
               f"{rooms_of_architecture()}\n        {rooms_of_build()}")
    check.that(set(source_rules.rooms()) == set(os.listdir(os.path.join(support.SOURCE, "lib", "src"))),
               "every folder of lib/src is a room")
    check.none(link_problems(), "links of the documents lead somewhere")
    check.none(reference_problems(arguments.tools), "manual pages name pages that exist")
    check.none(promise_problems(arguments.build), "tests that are promised exist")
    check.none(schema_problems(), "schemas name their dialect and title")
    page = os.path.join(arguments.build, "man", "requal-findings.7.md")
    if os.path.exists(page):
        with open(page, encoding="utf-8") as file:
            text = file.read().replace("\\", "")
        check.none([code for _, code in support.findings() if f"**{code}**" not in text],
                   "requal-findings(7) lists every code")
    check.finish()


if __name__ == "__main__":
    main()
