#!/usr/bin/env python3
"""Runs clang-tidy over our own sources, and only over those that changed since they last passed.

    tidy.py [--build build/dev] [--jobs N] [--alone] [FILE...]

A source has passed when a stamp with the digest of everything that could matter is there: the source, the headers of
ours it includes (from ninja's list of dependencies), its compile command, .clang-tidy and the version of the program.

Several sources are examined as one text (cmake/batches.py says which): nine tenths of the time go into the headers of
the standard library, which the checks walk through as well. One text, not one source that includes the others: the
static analyser looks into nothing but the main file. Every check sees what it sees in a source alone, except for
readability-duplicate-include, which tests/contract/source_rules.py asks instead. --alone examines each by itself.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ("lib/src/", "tools/")
sys.path.insert(0, os.path.join(SOURCE, "cmake"))
sys.dont_write_bytecode = True
import batches  # noqa: E402


def program():
    for name in ("clang-tidy-14", "clang-tidy"):
        if shutil.which(name):
            return name
    sys.exit("tidy.py: clang-tidy is missing: apt-get install clang-tidy")


def sources(build):
    """Path below the source root -> compile command."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    found = {}
    for entry in commands:
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), SOURCE)
        if path.startswith(FOLDERS):
            found[path] = entry["command"]
    return found


def dependencies(build):
    """Path of a source -> the files of ours it was built from."""
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found = {}
    for block in listing.split("\n\n"):
        paths = []
        for line in block.splitlines()[1:]:
            path = line.strip()
            if path and not path.startswith("["):
                # A room's header is reached through a link in the build folder.
                path = os.path.relpath(os.path.realpath(os.path.join(build, path)), SOURCE)
                if not path.startswith(".."):
                    paths.append(path)
        if paths:
            found[paths[0]] = sorted(set(paths))
    return found


def digest(path, command, files, version):
    sha = hashlib.sha256(f"{version}\0{command}\0".encode())
    for name in [".clang-tidy", *files, path]:
        sha.update(name.encode() + b"\0")
        with open(os.path.join(SOURCE, name), "rb") as file:
            sha.update(file.read())
    return sha.hexdigest()


def together(paths):
    """Batches of paths: those of a folder first, then what is left of small folders."""
    folders = collections.defaultdict(list)
    for path in paths:
        folders[os.path.dirname(path)].append(os.path.join(SOURCE, path))
    made = {}
    for folder, members in folders.items():
        made.setdefault(folder.split("/")[0], []).extend(batches.batches(members))
    for top in made:
        made[top] = batches.packed(sorted(made[top], key=len, reverse=True), batches.LINES)
    found = [[os.path.relpath(p, SOURCE) for p in sorted(batch)] for all in made.values() for batch in all]
    return sorted(found, key=len, reverse=True)


def flags(commands, paths):
    """Of all of them: a room's headers can be reached by its neighbours here; that the gates hold is the build's to say."""
    found = {}
    for path in paths:
        words = shlex.split(commands[path])
        for at, word in enumerate(words):
            if word == "-isystem":
                found[f"-isystem{words[at + 1]}"] = None
            elif word.startswith(("-I", "-D", "-std")):
                found[word] = None
    return list(found)


def run(tidy, words):
    return subprocess.run([tidy, "--quiet", "--extra-arg=-Wno-unknown-warning-option", *words], cwd=SOURCE,
                          capture_output=True, text=True, check=False, timeout=900)


def joined(paths, batch):
    """Writes them as one text; -> for each of its lines the source and the line there."""
    places = []
    with open(batch, "w", encoding="utf-8") as out:
        for path in paths:
            with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    out.write(line if line.endswith("\n") else line + "\n")
                    places.append((path, number))
    return places


def examine(tidy, build, commands, paths):
    """-> [(paths, passed, report, seconds)]"""
    start = time.monotonic()
    if len(paths) == 1:
        done = run(tidy, ["-p", build, *paths])
        return [(paths, done.returncode == 0, done.stdout or done.stderr, time.monotonic() - start)]
    with tempfile.TemporaryDirectory(prefix="requal-tidy-") as folder:
        batch = os.path.join(folder, "batch.cpp")
        places = joined(paths, batch)
        done = run(tidy, [f"--config-file={SOURCE}/.clang-tidy", "--checks=-readability-duplicate-include", batch, "--",
                          *flags(commands, paths)])
    if "clang-diagnostic-error" in done.stdout:  # they do not stand together after all
        return [one for path in paths for one in examine(tidy, build, commands, [path])]
    report = re.sub(re.escape(batch) + r":(\d+)", lambda match: ":".join(map(str, places[int(match[1]) - 1])), done.stdout)
    return [(paths, done.returncode == 0, report or done.stderr, time.monotonic() - start)]


def main():
    parser = argparse.ArgumentParser(description="Runs clang-tidy over sources that changed.")
    parser.add_argument("--build", default=os.path.join(SOURCE, "build", "dev"))
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("REQUAL_JOBS", "2")))
    parser.add_argument("--alone", action="store_true", help="each source by itself")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    build = os.path.abspath(arguments.build)
    tidy = program()
    version = re.search(r"version \S+", subprocess.run([tidy, "--version"], capture_output=True, text=True,
                                                       check=True).stdout).group()
    commands, needs = sources(build), dependencies(build)
    wanted = [os.path.relpath(os.path.abspath(f), SOURCE) for f in arguments.files] or sorted(commands)
    stamps = os.path.join(SOURCE, "build", "tidy")
    os.makedirs(stamps, exist_ok=True)
    stale = {}
    for path in wanted:
        stamp = os.path.join(stamps, digest(path, commands[path], needs.get(path, []), version))
        if not os.path.exists(stamp):
            stale[path] = stamp
    print(f"{len(wanted)} sources, {len(stale)} of them new or changed", flush=True)
    failed = []
    groups = [[path] for path in stale] if arguments.alone else together(stale)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for results in pool.map(lambda group: examine(tidy, build, commands, group), groups):
            for paths, passed, report, seconds in results:
                print(f"  {' '.join(paths)}  {seconds:.0f} s{'' if passed else '  FAILED'}", flush=True)
                if passed:
                    for path in paths:
                        open(stale[path], "w", encoding="utf-8").close()
                else:
                    failed += paths
                    print(report, flush=True)
    if failed:
        sys.exit(f"clang-tidy objects to something in: {' '.join(failed)}")


if __name__ == "__main__":
    main()
