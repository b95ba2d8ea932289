"""Rules about the sources that no compiler checks."""

import os
import re

import support
from support import Checks, files_below, read

# Where a library of others may be included. A prefix that ends in "/" stands for every header below it.
THIRD_PARTY = {
    # Tests of this room forge with the library; support/made_* makes what they forge.
    "openssl/": ["lib/src/crypto/", "tests/unit/crypto/", "tests/unit/support/made_", "tests/fuzz/second_opinion.cpp"],
    "libxml/": ["lib/src/xml/"],
    "simdjson": ["lib/src/json/"],
    "zlib.h": ["lib/src/intake/"],
    "yaml-cpp/": ["lib/catalogue/"],
    "yaml.h": ["lib/src/yaml/"],
    "csv.h": ["lib/src/csv/"],
    "unicode/": ["lib/src/base/", "lib/src/framework/"],
    "boost/": ["tools/common/"],
    "sqlite3.h": ["lib/src/trust/"],
    "curl/": ["lib/src/network/"],
    "pango/": ["lib/src/dossier/"],
    "cairo": ["lib/src/dossier/"],
    "doctest/": ["tests/unit/"],
}
# What a library may not do to the process it lives in.
FORBIDDEN = [
    (re.compile(r"\bstd::(cout|cerr|clog)\b|\bstd::(print|puts)\b"), "prints"),
    (re.compile(r"(?<!\w)(?:std::)?(?:f|v|vf|d)?printf\s*\("), "prints"),
    (re.compile(r"(?<![\w:.>])(?:std::)?(puts|putchar|fputs|perror)\s*\("), "prints"),
    (re.compile(r"(?<![\w:.>])(?:std::)?(abort|exit|_exit|quick_exit|_Exit|terminate)\s*\("), "ends the process"),
    (re.compile(r"(?<!\w)assert\s*\("), "ends the process; use an Error or a std::logic_error"),
    (re.compile(r"\b(setlocale|std::locale::global|signal|sigaction|umask|chdir|setenv|putenv)\s*\("),
     "changes the state of the process"),
]


def without_comments_and_texts(source):
    """Blanks them out and keeps the line numbers."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
    return pattern.sub(lambda match: "\n" * match.group().count("\n") + ('""' if match.group()[0] in "\"R" else " "),
                       source)


def includes(path):
    for number, line in enumerate(read(path).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match[1], match[2]


def rooms():
    """Room -> the rooms it may use, with those that they use."""
    direct = {}
    for block in re.findall(r"requal_room\((.*?)\)", read("lib/CMakeLists.txt"), re.DOTALL):
        name = re.search(r"\bNAME\s+(\w+)", block)[1]
        uses = re.search(r"\bUSES((?:\s+[a-z_]+)+)", block)
        direct[name] = uses[1].split() if uses else []

    def closure(name, seen):
        for other in direct[name]:
            if other not in seen:
                seen.add(other)
                closure(other, seen)
        return seen
    return {name: closure(name, set()) for name in direct}


def third_party_problems():
    # The floor of the measurements must not go through our own code.
    ours = [path for path in files_below("lib", "tools", "tests") if not path.startswith("tests/bench/")]
    for path in ours:
        for number, _, header in includes(path):
            for prefix, allowed in THIRD_PARTY.items():
                if header.startswith(prefix) and not path.startswith(tuple(allowed)):
                    yield f"{path}:{number}: {header} belongs to {', '.join(allowed)}"


def room_problems():
    may_use = rooms()
    for path in files_below("lib/src"):
        room = path.split("/")[2]
        if room not in may_use:
            yield f"{path}: the room {room} is not in lib/CMakeLists.txt"
            continue
        for number, quote, header in includes(path):
            first = header.split("/")[0]
            if ".." in header.split("/"):
                yield f"{path}:{number}: {header}: headers are named by their room"
            elif quote == '"' and first in may_use and first != room and first not in may_use[room]:
                yield f"{path}:{number}: {room} may not use {first}"
            elif quote == '"' and first not in may_use and first != "requal":
                yield f"{path}:{number}: {header}: neither a public header nor one of a room"
            elif quote == "<" and (first in may_use and "/" in header or first == "requal"):
                yield f"{path}:{number}: {header}: our own headers stand in quotes"


def public_header_problems():
    standard = re.compile(r"^[a-z_0-9]+$")
    for path in files_below("lib/include"):
        text = read(path)
        for number, quote, header in includes(path):
            if not (header.startswith("requal/") if quote == '"' else standard.match(header)):
                yield f"{path}:{number}: {header}: a public header needs only the standard library and its like"
        if path.endswith(".hpp") and "#pragma once" not in text:
            yield f"{path}: no #pragma once"
        if path.endswith(".hpp") and not text.startswith("/** @file"):
            yield f"{path}: does not begin with what it is for"


def tool_problems():
    for path in files_below("tools"):
        for number, quote, header in includes(path):
            own = path.split(os.sep)[1] + "/" if path.count(os.sep) > 1 else ""
            own = own or path.split(os.sep)[1].removeprefix("requal-").removesuffix(".cpp") + "/"
            if quote == '"' and "/" in header and not header.startswith(("requal/", own)):
                yield f"{path}:{number}: {header}: a tool sees the public headers, tools/common and its own folder"


def behaviour_problems():
    for path in files_below("lib/src"):
        for number, line in enumerate(without_comments_and_texts(read(path)).splitlines(), 1):
            for pattern, why in FORBIDDEN:
                if pattern.search(line):
                    yield f"{path}:{number}: {why}: {line.strip()}"


def include_problems():
    """The static analysis reads several sources as one, so it cannot say this."""
    for path in files_below("lib", "tools", ends=[".cpp", ".hpp"]):
        named = set()
        for number, _, header in includes(path):
            if header in named and not header.endswith(".def"):  # a list is meant to be read in several ways
                yield f"{path}:{number}: {header} is included twice"
            named.add(header)


def name_problems():
    for path in files_below("lib", "tools", ends=[".cpp", ".hpp"]):
        name = path.split("/")[-1]
        if not re.fullmatch(r"[a-z][a-z0-9_]*\.(cpp|hpp)|requal-[a-z]+\.cpp", name):
            yield f"{path}: files are named in snake_case"
    for path in files_below("tests/cli", ends=["cmd"]):
        if not re.fullmatch(r"[A-Za-z0-9_]+", path.split("/")[-2]):
            yield f"{path}: a case is named by its situation, in words joined by underscores"


def main():
    support.arguments("Rules about the sources.")
    check = Checks()
    check.that(rooms().get("json") == {"base"}, "the rooms of lib/CMakeLists.txt can be read", rooms())
    blanked = without_comments_and_texts('a("x // y");  // abort()\n/* exit(1)\n*/ b(R"(abort())");')
    check.that(blanked == 'a("");   \n\n  b("");', "comments and texts are not read as code", repr(blanked))
    check.none(room_problems(), "rooms include only what they may use")
    check.none(third_party_problems(), "libraries of others stay in their room")
    check.none(public_header_problems(), "public headers are plain")
    check.none(tool_problems(), "tools use only the public headers")
    check.none(behaviour_problems(), "the library leaves its process alone")
    check.none(include_problems(), "a header is included once")
    check.none(name_problems(), "names of files")
    long = [(len(read(p).splitlines()), p) for p in files_below("lib", "tools")]
    for lines, path in sorted(long, reverse=True):
        if lines > 400:
            print(f"look twice: {path} has {lines} lines")
    check.finish()


if __name__ == "__main__":
    main()
