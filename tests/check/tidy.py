#!/usr/bin/env python3
"""Runs clang-tidy over our own sources, and only over those that changed since they last passed.

    tidy.py [--build build/dev] [--jobs N] [FILE...]

A source has passed when a stamp with the digest of everything that could matter is there: the source, the headers of
ours it includes (from ninja's list of dependencies), its compile command, .clang-tidy and the version of the program.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ("lib/src/", "tools/")


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


def examine(tidy, build, path):
    start = time.monotonic()
    done = subprocess.run([tidy, "-p", build, "--quiet", "--extra-arg=-Wno-unknown-warning-option", path], cwd=SOURCE,
                          capture_output=True, text=True, check=False, timeout=900)
    return path, done, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description="Runs clang-tidy over sources that changed.")
    parser.add_argument("--build", default=os.path.join(SOURCE, "build", "dev"))
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("REQUAL_JOBS", "2")))
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
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for path, done, seconds in pool.map(lambda p: examine(tidy, build, p), stale):
            if done.returncode == 0:
                open(stale[path], "w", encoding="utf-8").close()
                print(f"  {path}  {seconds:.0f} s", flush=True)
            else:
                failed.append(path)
                print(f"  {path}  FAILED\n{done.stdout}{done.stderr if not done.stdout else ''}", flush=True)
    if failed:
        sys.exit(f"clang-tidy objects to {len(failed)} sources: {' '.join(failed)}")


if __name__ == "__main__":
    main()
