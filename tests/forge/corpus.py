#!/usr/bin/env python3
"""Runs the forged files of the corpus, which others made and argued, with the tools of this build: its run.py, and its
reproduce.sh over the worked example. Arguments after `--` are kinds of rows; none: all but the heavy ones."""

import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "..", "examples")
SKIPPED = 77


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="the build folder")
    parser.add_argument("--corpus", required=True, help="used when REQUAL_CORPUS is not set")
    parser.add_argument("kinds", nargs="*")
    given = parser.parse_args()
    folder = os.path.join(os.environ.get("REQUAL_CORPUS") or given.corpus, "forged")
    if not os.path.isfile(os.path.join(folder, "run.py")):
        print(f"SKIPPED: no forged files at {folder}; set REQUAL_CORPUS to run this test")
        required = os.environ.get("CI") == "true" or os.environ.get("REQUAL_REQUIRE_CORPUS") == "1"
        return 1 if required else SKIPPED
    tools = os.path.join(os.path.abspath(given.build), "bin")
    environment = dict(os.environ, PATH=tools + os.pathsep + os.environ["PATH"], PYTHONDONTWRITEBYTECODE="1")
    statuses = [subprocess.run([sys.executable, "-B", os.path.join(folder, "run.py"), *given.kinds], env=environment, check=False).returncode,
                subprocess.run(["sh", os.path.join(folder, "reproduce.sh"), tools, EXAMPLES], env=environment, check=False).returncode]
    return 1 if any(statuses) else 0


if __name__ == "__main__":
    sys.exit(main())
