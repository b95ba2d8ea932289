"""Runs requal-trust for tests, and has the small lists of tests/data/trusted_lists at hand."""

import json
import os
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LISTS = os.path.join(SOURCE, "tests", "data", "trusted_lists")
sys.path[:0] = [LISTS, os.path.join(SOURCE, "tests", "contract")]

from support import Checks, arguments  # noqa: E402,F401

AT = "2025-06-01T00:00:00Z"
SKIPPED = 77


def need_xmlsec1():
    if not shutil.which("xmlsec1"):
        print("SKIPPED: xmlsec1 is not installed, and signs the lists of this test")
        sys.exit(SKIPPED)


def lists(name):
    return os.path.join(LISTS, name)


class Answer:
    def __init__(self, done):
        self.status = done.returncode
        self.stderr = done.stderr.decode()
        self.results = []
        if done.stdout:
            self.results = [result["data"] for result in json.loads(done.stdout)["results"]]

    def bundle(self):
        return next(r["bundle"] for r in self.results if r["record"] == "bundle")

    def outcomes(self):
        """Territory or source -> outcome."""
        return {(r["territory"] or r["source"]) + (":" + r["role"] if r["role"] != "list" else ""): r["outcome"]
                for r in self.results if r["record"] == "list"}

    def codes(self, source):
        """Of the list that came from there, in their order."""
        return [f["code"] for r in self.results if r.get("source") == source for f in r["findings"]]

    def messages(self, source):
        return " | ".join(f["message"] for r in self.results if r.get("source") == source for f in r["findings"])


class Tool:
    def __init__(self, build):
        self.program = os.path.join(os.path.abspath(build), "bin", "requal-trust")
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "no_proxy": "*", "NO_PROXY": "*"}
        self.environment.pop("REQUAL_TRUST", None)

    def words(self, *arguments):
        return [self.program, *arguments, "--at", AT, "--format", "json"]

    def run(self, *arguments):
        return Answer(subprocess.run(self.words(*arguments), env=self.environment, capture_output=True, check=False,
                                     timeout=120))

    def start(self, *arguments):
        return subprocess.Popen(self.words(*arguments), env=self.environment, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def import_into(self, folder, *given, lotl="lotl.xml", pivots=("pivot-2.xml",)):
        return ["import", "--into", folder, "--lotl", lists(lotl), "--lotl-signers", lists("signers.pem"),
                *[word for pivot in pivots for word in ("--pivot", lists(pivot))], *[lists(name) for name in given]]

    def sha256(self, folder):
        return self.run("show", "--trust", folder).bundle()["sha256"]


def files_of(folder):
    return sorted(os.path.relpath(os.path.join(base, name), folder)
                  for base, _, names in os.walk(folder) for name in names)
