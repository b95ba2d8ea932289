"""What the contract tests share: where things lie, and a list of checks with one line each."""

import argparse
import os
import re
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf-8") as file:
        return file.read()


def exists(*path):
    return os.path.exists(os.path.join(SOURCE, *path))


def files_below(*folders, ends=(".cpp", ".hpp")):
    """Paths relative to the source root, sorted."""
    found = []
    for folder in folders:
        for base, _, names in os.walk(os.path.join(SOURCE, folder)):
            found += [os.path.relpath(os.path.join(base, name), SOURCE) for name in names if name.endswith(tuple(ends))]
    return sorted(found)


def findings():
    """The rows of the catalogue: identifier, code."""
    rows = re.findall(r'^REQUAL_FINDING\((\w+), "([\w.]+)",', read("lib/include/requal/findings.def"), re.MULTILINE)
    assert rows, "findings.def has no rows that this test can read"
    return rows


class Checks:
    """Collects what is wrong; one line for each check says how it went."""

    def __init__(self):
        self.failed = 0
        self.made = 0

    def that(self, holds, name, detail=""):
        self.made += 1
        if not holds:
            self.failed += 1
            print(f"FAILED  {name}" + (f"\n        {detail}" if detail else ""))
        return holds

    def none(self, problems, name):
        """Passes when the list is empty, and prints the list otherwise."""
        problems = list(problems)
        return self.that(not problems, name, "\n        ".join(str(p) for p in problems[:40]))

    def finish(self):
        print(f"{self.made} checks, {self.failed} failed")
        sys.exit(1 if self.failed or not self.made else 0)


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--build", required=True, help="build folder")
    parser.add_argument("tools", nargs="*", help="tools, without their prefix")
    return parser.parse_args()
