#!/usr/bin/env python3
"""Runs golden cases of the command line: a command with everything it prints, and its exit status.

    tests/cli/run_case.py [--build DIR] [--update] CASE_FOLDER...

A case is a folder tests/cli/<tool>/<situation_in_words>/ with these files:

    cmd           the command, run by sh in the case folder
    stdout        what it prints; missing = nothing
    stderr        what it says; missing = nothing
    exit          its exit status; missing = 0
    needs-corpus  empty; the case is skipped when REQUAL_CORPUS (default: ../shared/corpus) does not exist

All three are always compared. --update writes them from what happened; read the difference before you commit it.

The command sees: the tools on PATH; REQUAL_CORPUS; SOURCE, the root of the sources; CASE_TMP, an empty folder that
goes away; TZ=UTC, LC_ALL=C.UTF-8, no colour, an empty standard input.

In the files a few things that change from place to place stand as words:

    @VERSION@           the version of requal                @CORPUS@   the folder of the corpus
    @LIBRARY_VERSION@   after OpenSSL, libxml2, simdjson …   @SOURCE@   the root of the sources
                                                             @TMP@      CASE_TMP

Standard output that is JSON of ours (its member "schema" says "requal.<tool>/1") is validated, every document or
line of it, against schemas/requal.<tool>.schema.json; a stream must end with its summary. Other output must hold no
character that could deceive on a terminal, except the colour sequences of a command that has --color always.
Comparison is byte by byte; output that is not UTF-8 is a failure.
"""

import argparse
import difflib
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIPPED = 77
# Control characters, soft hyphen, zero-width, bidirectional, line separators, tags: what escape_terminal() escapes.
DECEPTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
                       "\ufff9-\ufffb\U000e0000-\U000e0fff]")
COLOUR = re.compile("\x1b\\[[0-9;]*m")
LIBRARIES = re.compile(r"\b(OpenSSL|libxml2|simdjson|libyaml|ICU|SQLite|libcurl) \d[\w.]*")


def corpus_folder():
    named = os.environ.get("REQUAL_CORPUS") or os.path.join(SOURCE, "..", "shared", "corpus")
    return os.path.normpath(named)


def corpus_required():
    return os.environ.get("CI") == "true" or os.environ.get("REQUAL_REQUIRE_CORPUS") == "1"


@functools.lru_cache(maxsize=None)
def project_version():
    with open(os.path.join(SOURCE, "CMakeLists.txt"), encoding="utf-8") as file:
        return re.search(r"project\(requal VERSION ([\d.]+)", file.read()).group(1)


def read(folder, name, default=""):
    try:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return default


def write(folder, name, content, default):
    path = os.path.join(folder, name)
    if content != default:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(content)
    elif os.path.exists(path):
        os.remove(path)


def generalise(text, scratch):
    for found, word in ((scratch, "@TMP@"), (corpus_folder(), "@CORPUS@"), (SOURCE, "@SOURCE@")):
        text = text.replace(found, word)
    text = re.sub(r"(?<![\w.])" + re.escape(project_version()) + r"(?![\w.]*\d)", "@VERSION@", text)
    return LIBRARIES.sub(r"\1 @LIBRARY_VERSION@", text)


def refuse_duplicates(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"member {name!r} occurs twice")
    return dict(pairs)


def load_json(text):
    return json.loads(text, object_pairs_hook=refuse_duplicates)


def documents_of(stdout):
    """The JSON documents of ours in an output, or nothing when it is something else."""
    if not stdout.startswith("{"):
        return []
    try:
        documents = [load_json(stdout)]
    except ValueError:
        try:
            documents = [load_json(line) for line in stdout.splitlines()]
        except ValueError:
            return []
    ours = [d for d in documents if isinstance(d, dict) and str(d.get("schema", "")).startswith("requal.")]
    return documents if ours else []


@functools.lru_cache(maxsize=None)
def validator(schema_name):
    from jsonschema import Draft202012Validator, RefResolver
    folder = os.path.join(SOURCE, "schemas")
    path = os.path.join(folder, schema_name.split("/")[0] + ".schema.json")
    with open(path, encoding="utf-8") as file:
        schema = json.load(file, object_pairs_hook=refuse_duplicates)
    Draft202012Validator.check_schema(schema)
    # A dossier holds a report and mappings: its schema refers to theirs by file name.
    store = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".schema.json"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                store[name] = json.load(file)
    return Draft202012Validator(schema, resolver=RefResolver(schema.get("$id", ""), schema, store=store))


def explain(error, depth=0):
    """An error with the reasons below it, nearest first: "is not valid under any of the given schemas" helps nobody."""
    place = "/".join(str(step) for step in error.absolute_path)
    lines = ["  " * depth + f"/{place}: {error.message[:300]}"]
    if error.context and depth < 6:
        deepest = max(len(e.absolute_path) for e in error.context)
        for below in [e for e in error.context if len(e.absolute_path) == deepest][:3]:
            lines += explain(below, depth + 1)
    return lines


def json_problems(documents, command, status):
    problems = []
    for number, document in enumerate(documents, 1):
        name = document.get("schema", "") if isinstance(document, dict) else ""
        try:
            errors = list(validator(name).iter_errors(document)) if name else []
        except FileNotFoundError:
            problems.append(f"document {number}: schema {name!r} has no file schemas/{name.split('/')[0]}.schema.json")
            continue
        if not name:
            problems.append(f"document {number}: no member schema")
        for error in errors[:5]:
            problems += [f"document {number} breaks its schema:"] + explain(error, 1)
    last = documents[-1]
    summary = last.get("summary") or (last.get("data") if last.get("type") == "summary" else None)
    if status in (0, 1, 3, 4) and "|" not in command:
        if not summary:
            problems.append("the output does not end with a summary")
        elif summary.get("exit_status") != status or summary.get("complete") is not True:
            problems.append(f"the summary says {summary}, the exit status is {status}")
    return problems


def text_problems(name, text, command):
    if re.search(r"--color[ =]always", command):
        text = COLOUR.sub("", text)
    problems = []
    for match in DECEPTIVE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        problems.append(f"{name}, line {line}: character U+{ord(match.group()):04X} must not be printed raw")
    return problems[:5]


def run(folder, build):
    """Runs one case. Returns its outputs, generalised, and the problems that are none of comparison."""
    command = read(folder, "cmd")
    scratch = tempfile.mkdtemp(prefix="requal-case-")
    environment = dict(os.environ)
    for name in ("NO_COLOR", "CLICOLOR_FORCE", "REQUAL_DATA", "LANG", "LANGUAGE", "REQUAL_TRUST"):
        environment.pop(name, None)
    environment.update(PATH=os.path.join(build, "bin") + os.pathsep + os.environ.get("PATH", ""), LC_ALL="C.UTF-8",
                       TZ="UTC", TERM="dumb", REQUAL_CORPUS=corpus_folder(), SOURCE=SOURCE, CASE_TMP=scratch,
                       XDG_DATA_HOME=os.path.join(scratch, ".data"))
    try:
        done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=280, check=False)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    problems = []
    texts = []
    for name, content in (("stdout", done.stdout), ("stderr", done.stderr)):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(f"{name} is not UTF-8: {error}")
            text = content.decode("utf-8", "backslashreplace")
        texts.append(text)
    stdout, stderr = texts
    documents = documents_of(stdout)
    if documents:
        problems += json_problems(documents, command, done.returncode)
    problems += text_problems("stdout", stdout, command) + text_problems("stderr", stderr, command)
    outputs = {"stdout": generalise(stdout, scratch), "stderr": generalise(stderr, scratch),
               "exit": f"{done.returncode}\n"}
    return outputs, problems


def difference(name, expected, seen):
    def lines(text):
        rows = text.splitlines(keepends=True)
        return [row if row.endswith("\n") else row + "\n\\ no line end\n" for row in rows]
    return "".join(difflib.unified_diff(lines(expected), lines(seen), f"{name} (expected)", f"{name} (seen)"))


def check(folder, build, update):
    folder = os.path.abspath(folder)
    label = os.path.relpath(folder, os.path.join(SOURCE, "tests", "cli"))
    if not os.path.exists(os.path.join(folder, "cmd")):
        print(f"{label}: no file cmd")
        return 1
    if os.path.exists(os.path.join(folder, "needs-corpus")) and not os.path.isdir(corpus_folder()):
        print(f"SKIPPED: {label}: no corpus at {corpus_folder()}; set REQUAL_CORPUS to run this case")
        return 1 if corpus_required() else SKIPPED
    outputs, problems = run(folder, build)
    if update:
        for name, content in outputs.items():
            write(folder, name, content, "0\n" if name == "exit" else "")
        print(f"{label}: written")
    else:
        for name, seen in outputs.items():
            expected = read(folder, name, "0\n" if name == "exit" else "")
            if name == "exit":
                expected = expected.strip() + "\n"
            if seen != expected:
                problems.append(difference(name, expected, seen))
    for problem in problems:
        print(f"{label}: {problem}" if not problem.startswith("---") else problem)
    return 1 if problems else 0


def main():
    parser = argparse.ArgumentParser(description="Runs golden cases of the command line.")
    parser.add_argument("--build", default=os.path.join(SOURCE, "build", "dev"), help="build folder (build/dev)")
    parser.add_argument("--update", action="store_true", help="write stdout, stderr and exit from what happened")
    parser.add_argument("cases", nargs="+", metavar="CASE_FOLDER")
    arguments = parser.parse_args()
    results = [check(case, os.path.abspath(arguments.build), arguments.update) for case in arguments.cases]
    if 1 in results:
        return 1
    return SKIPPED if SKIPPED in results else 0


if __name__ == "__main__":
    sys.exit(main())
