"""Runs requal-verify over files of the corpus and counts what does not agree."""

import argparse
import json
import os
import subprocess
import sys

SKIPPED = 77


class Runner:
    def __init__(self, description):
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("--build", required=True, help="the build folder")
        parser.add_argument("--corpus", required=True, help="used when REQUAL_CORPUS is not set")
        given = parser.parse_args()
        self.program = os.path.join(given.build, "bin", "requal-verify")
        self.corpus = os.environ.get("REQUAL_CORPUS") or given.corpus
        self.agreed = 0
        self.disagreed = 0
        if not os.path.isdir(self.corpus):
            print(f"SKIPPED: no corpus at {self.corpus}; set REQUAL_CORPUS to run this test")
            required = os.environ.get("CI") == "true" or os.environ.get("REQUAL_REQUIRE_CORPUS") == "1"
            sys.exit(1 if required else SKIPPED)

    def path(self, name):
        return os.path.join(self.corpus, name)

    def verify(self, path, *options, seconds=120):
        """The report of one file, and the exit status."""
        done = subprocess.run([self.program, "--format", "json", *options, path], capture_output=True, check=False,
                              timeout=seconds)
        if not done.stdout:
            raise RuntimeError(f"{path}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
        return json.loads(done.stdout)["results"][0]["data"], done.returncode

    def equal(self, what, seen, expected):
        if seen == expected:
            self.agreed += 1
        else:
            self.disagreed += 1
            print(f"{what}: {seen!r}, expected {expected!r}")

    def finish(self):
        print(f"{self.agreed} answers agree, {self.disagreed} do not")
        sys.exit(1 if self.disagreed or not self.agreed else 0)


def codes(report):
    return [finding["code"] for finding in report["findings"]]
