"""Installs into an empty folder, compares what is there with manifest.txt, both ways, and runs a tool from it."""

import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(SOURCE, "tests", "contract"))
from support import Checks  # noqa: E402


def below(folder):
    found = set()
    for base, _, names in os.walk(folder):
        found |= {os.path.relpath(os.path.join(base, name), folder) for name in names if not name.startswith(".")}
    return found


def expected(tools):
    with open(os.path.join(HERE, "manifest.txt"), encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    for line in lines:
        if " = " in line:
            target, source = line.split(" = ")
            yield from (os.path.join(target, name) for name in below(os.path.join(SOURCE, source)))
        elif "<tool>" in line:
            yield from (line.replace("<tool>", tool) for tool in tools)
        else:
            yield line


def main():
    parser = argparse.ArgumentParser(description="Checks an installation.")
    parser.add_argument("--build", required=True)
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("tools", nargs="+")
    arguments = parser.parse_args()
    check = Checks()
    with tempfile.TemporaryDirectory(prefix="requal-install-") as prefix:
        done = subprocess.run([arguments.cmake, "--install", arguments.build, "--prefix", prefix], capture_output=True,
                              text=True, check=False)
        check.that(done.returncode == 0, "cmake --install works", done.stderr)
        wanted, found = set(expected(arguments.tools)), below(prefix)
        check.none(sorted(wanted - found), "nothing of the manifest is missing")
        check.none(sorted(found - wanted), "nothing is installed that the manifest does not name")
        # The data is the installed one, not that of the sources: a mark in it must show.
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        for tool in arguments.tools:
            schema = os.path.join(prefix, "share", "requal", "schemas", f"requal.{tool}.schema.json")
            mark = "mark of this installation"
            if os.path.exists(schema):
                with open(schema, "a", encoding="utf-8") as file:
                    file.write(f"\n{mark}\n")
            program = os.path.join(prefix, "bin", f"requal-{tool}")
            words = ["--print-schema"] if os.path.exists(schema) else ["--version"]
            shown = subprocess.run([program, *words], cwd="/", env=environment, capture_output=True, text=True,
                                   check=False)
            check.that(shown.returncode == 0 and (mark in shown.stdout or not os.path.exists(schema)),
                       f"requal-{tool} {words[0]} runs from there and reads the data beside it", shown.stderr)
    check.finish()


if __name__ == "__main__":
    main()
