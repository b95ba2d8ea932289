#!/usr/bin/env python3
"""Sorts sources into batches that can be compiled as one: batches.py [--lines N] SOURCE...  prints "BATCH SOURCE" lines.

Most of the work of compiling or analysing a small source is the standard library's headers, and a batch pays for them
once. Two sources share a batch only when no name that one of them keeps to itself (in its anonymous namespace, mostly)
is a word of the other, or declared by a header of ours that the other includes. The layout that clang-format enforces makes such
names easy to see: declarations of a namespace begin in the first column.
"""

import argparse
import functools
import os
import re

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDERS = [os.path.join(SOURCE, *below) for below in (("lib", "include"), ("lib", "src"), ("tools", "common"),
                                                      ("tests", "unit"))]
LINES = 2500  # of a batch; small enough that two processors finish at about the same time
# A type, an alias, a variable or a function; the name is what stands before the first of ( { = ; [ : or the end.
TYPE = re.compile(r"^(?:template <.*> )?(?:struct|class|enum(?: class| struct)?|union)\s+(?:\[\[\w+\]\]\s+)?(\w+)")
ALIAS = re.compile(r"^using (\w+) =|^namespace (\w+) = |^#define (\w+)")
OTHER = re.compile(r"^(?!using |namespace |return |template |#|//|/\*|\}|\)|public:|private:|protected:)"
                   r"[A-Za-z_][\w:<>,\s*&\[\]\.]*?[\s*&>](\w+)\s*(?:[({=;\[]|$)")

NO_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|^#include .*?$', re.DOTALL | re.MULTILINE)


@functools.cache
def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@functools.cache
def own(path):
    """The names that a source keeps to itself."""
    found = set()
    inside = False
    for line in text(path).splitlines():
        if line.startswith("namespace {"):
            inside = True
        elif line.startswith("} // namespace"):
            inside = False
        elif inside or line.startswith(("static ", "#define ", "constexpr ", "using ", "int main(")):
            for pattern in (TYPE, ALIAS, OTHER):
                match = pattern.match(line)
                if match:
                    found.add(next(name for name in match.groups() if name))
                    break
    return found


@functools.cache
def headers(path):
    """The headers of ours that it includes, and those that they include."""
    found = set()
    for name in re.findall(r'^#include "([^"]+)"', text(path), re.MULTILINE):
        for folder in (os.path.dirname(path), *FOLDERS):
            header = os.path.join(folder, name)
            if os.path.exists(header):
                found |= {header} | headers(header)
                break
    return frozenset(found)


@functools.cache
def plain_words(path):
    return frozenset(re.findall(r"(?<![\w.])(?<!->)[A-Za-z_]\w*", NO_CODE.sub(" ", text(path))))


@functools.cache
def words(path):
    """Of the source and its headers, without texts, comments and members that are asked for."""
    return plain_words(path).union(*(declared_words(header) for header in headers(path)))


@functools.cache
def declared_words(header):
    """What could be meant by a name: words at the beginning of a line of a header, before its values and parameters."""
    return frozenset(name for line in text(header).splitlines() for name in re.findall(r"[A-Za-z_]\w*", line.split("(")[0])
                     if line and line[0] not in " /*")


def fit(one, other, lines):
    return (sum(text(p).count("\n") for p in one + other) <= lines and
            not any(own(p) & words(q) or own(q) & words(p) for p in one for q in other))


def packed(groups, lines):
    made = []
    for group in groups:
        for batch in made:
            if fit(batch, group, lines):
                batch += group
                break
        else:
            made.append(list(group))
    return made


def batches(paths, lines=LINES):
    """Lists of paths, the largest sources first; the same for the same sources."""
    return packed([[p] for p in sorted(paths, key=lambda p: (-text(p).count("\n"), p))], lines)


def main():
    parser = argparse.ArgumentParser(description="Sorts sources into batches that can be compiled as one.")
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("sources", nargs="+")
    arguments = parser.parse_args()
    for number, batch in enumerate(batches(arguments.sources, arguments.lines)):
        for path in sorted(batch):
            print(number, path)


if __name__ == "__main__":
    main()
