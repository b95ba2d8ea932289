#!/usr/bin/env python3
"""Makes the files of tests/data/xml_attacks and gives each to every tool that reads one. Genuine files are valid; no attack
is, and nothing that was not signed is shown, mapped or put into a dossier. Processor time and memory are measured for every run.

    tests/conformance/xml_attacks.py --build build/dev [--without-limits] [--without-heavy] [--only NAME] [--keep FOLDER] [-v]

The folder of the files can be kept to look at them."""

import argparse
import collections
import contextlib
import csv
import http.server
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data")
AUTHORITY = os.path.join(DATA, "authority")
sys.path.insert(0, os.path.join(DATA, "xml_attacks"))

import make  # noqa: E402  (from the folder above)

SKIPPED = 77
SECONDS, MEGABYTES, KILLED_AFTER = 3.0, 300, 10
MARK = b"UNSIGNED-MARKER"
TRUST = ["--at", "2025-06-01", "--anchor", os.path.join(AUTHORITY, "root-ca.pem"), "--certificate",
         os.path.join(AUTHORITY, "sub-ca.pem"), "--crl", os.path.join(AUTHORITY, "sub-ca.crl"), "--crl",
         os.path.join(AUTHORITY, "root-ca.crl")]
COMMANDS = {"verify --format json": ["requal-verify", "--format", "json", *TRUST],
            "verify": ["requal-verify", *TRUST],
            "verify -v": ["requal-verify", "-v", *TRUST],
            "show": ["requal-show", "--at", "2025-06-01"],
            "show --format json": ["requal-show", "--at", "2025-06-01", "--format", "json", "--unmapped"],
            "map": ["requal-map", "--at", "2025-06-01", "--to", "DE"],
            "dossier": ["requal-dossier", *TRUST]}
OF_HEAVY = ("verify --format json", "show", "map", "dossier")
OF_SANITIZERS = ("verify --format json", "show --format json", "dossier") # between them they run every reader
EXIT = {"valid": 0, "invalid": 1, "indeterminate": 3, "unprocessable": 4}


class Listener(http.server.BaseHTTPRequestHandler):
    """Nobody may ask it for anything."""
    asked = []

    def do_GET(self):
        Listener.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def listening():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


def run(command):
    """Exit status, both streams, seconds of processor time, and the peak of resident memory in megabytes. To be called in
    a small process: what the parent holds in memory counts as the child's until it has started."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=said)
        killer = threading.Timer(KILLED_AFTER, process.kill)
        killer.start()
        _, status, usage = os.wait4(process.pid, 0)
        killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        return (process.returncode, out.read(), said.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Test:
    def __init__(self, given, runner):
        self.given, self.runner, self.failures, self.runs = given, runner, 0, 0
        self.slowest, self.largest = (0, ""), (0, "")
        self.verdicts = collections.Counter()
        self.seen = {} # file -> (verdict, codes)
        with open(os.path.join(DATA, "xml_attacks", "expected.tsv"), encoding="utf-8", newline="") as file:
            self.table = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}

    def expect(self, holds, what):
        if not holds:
            self.failures += 1
            print(what)

    def about(self, folder, path):
        name, kind = os.path.basename(path), os.path.dirname(path)
        if name == "secret.txt" or self.given.only and self.given.only not in path:
            return
        full = os.path.join(folder, path)
        for label, command in COMMANDS.items():
            if (kind == "heavy" and label not in OF_HEAVY) or (self.given.without_limits and label not in OF_SANITIZERS):
                continue
            program = os.path.join(self.given.build, "bin", command[0])
            status, out, said, seconds, megabytes = self.runner.apply(run, ([program, *command[1:], full],))
            self.runs += 1
            self.slowest = max(self.slowest, (seconds, f"{label} {path}"))
            self.largest = max(self.largest, (megabytes, f"{label} {path}"))
            if not self.given.without_limits:
                self.expect(seconds <= SECONDS, f"{path}: {label}: {seconds:.1f} s")
                self.expect(megabytes <= MEGABYTES, f"{path}: {label}: {megabytes:.0f} MB")
            self.expect(status in (0, 1, 3, 4), f"{path}: {label}: exit {status}: {said[-300:].decode(errors='replace')}")
            self.expect(MARK not in out, f"{path}: {label}: shows what was not signed")
            if label == "verify --format json" and out:
                self.judge(path, kind, json.loads(out), status)
            elif kind == "attacks" and label.startswith("verify"):
                self.expect(status != 0, f"{path}: {label}: exit 0")
            elif kind == "controls" and label == "show":
                self.expect(status == 0 and "Tess".encode() in out, f"{path}: {label}: exit {status}, the name is not whole")
            elif kind == "controls" and label in ("verify", "dossier"):
                self.expect(status == 0, f"{path}: {label}: exit {status}")

    def judge(self, path, kind, report, status):
        data = report["results"][0]["data"]
        verdict = data["verdict"]
        codes = sorted({finding["code"] for finding in data["findings"] if finding["effect"] != "none"})
        self.seen[path] = (verdict, codes)
        self.verdicts[kind, verdict] += 1
        self.expect(status == EXIT[verdict], f"{path}: verdict {verdict}, exit {status}")
        row = self.table.get(path)
        if row is None:
            self.expect(False, f"{path}: not in expected.tsv ({verdict}, {' '.join(codes)})")
            return
        wanted = row["verdict"]
        if wanted == "not-valid":
            self.expect(verdict != "valid", f"{path}: valid")
        elif wanted != "any":
            self.expect(verdict == wanted, f"{path}: {verdict} ({' '.join(codes)}), expected {wanted}")
        missing = [code for code in row["findings"].split() if code != "-" and code not in codes]
        self.expect(not missing, f"{path}: without {' '.join(missing)}; it has {' '.join(codes)}")
        if kind == "attacks":
            self.expect(verdict != "valid", f"{path}: valid")

    def finish(self, names):
        if not self.given.only:
            for path in {name for name in self.table if not (self.given.without_heavy and name.startswith("heavy/"))
                         } - set(names):
                self.expect(False, f"{path}: in expected.tsv, and not made")
            for path in set(names) - self.seen.keys():
                self.expect(False, f"{path}: no report")
        self.expect(not Listener.asked, f"somebody asked the network: {Listener.asked}")
        if self.given.verbose:
            for path, (verdict, codes) in sorted(self.seen.items()):
                print(f"{path}\t{verdict}\t{' '.join(codes) or '-'}")
        for (kind, verdict), count in sorted(self.verdicts.items()):
            print(f"{kind}: {count} {verdict}")
        print(f"{len(self.seen)} files, {self.runs} runs, {self.failures} failures; "
              f"slowest {self.slowest[0]:.2f} s ({self.slowest[1]}), largest {self.largest[0]:.0f} MB ({self.largest[1]})")
        return 1 if self.failures or not self.seen else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--corpus", help="not used")
    parser.add_argument("--without-limits", action="store_true", help="do not judge time and memory, and ask each reader once: for sanitizers")
    parser.add_argument("--only", help="files whose name contains this")
    parser.add_argument("--without-heavy", action="store_true", help="leave out what is only large")
    parser.add_argument("--keep", help="a folder for the files, which stays")
    parser.add_argument("-v", "--verbose", action="store_true", help="verdict and findings of every file")
    given = parser.parse_args()
    for program in ("xmllint", "openssl"):
        if not shutil.which(program):
            print(f"SKIPPED: no {program}; apt-get install libxml2-utils openssl")
            return SKIPPED
    runner = multiprocessing.get_context("spawn").Pool(1)
    test = Test(given, runner)
    with runner, listening() as port, tempfile.TemporaryDirectory() as work:
        folder = given.keep or work

        def finished(path):
            test.about(folder, path)
            if path.startswith("heavy/") and not given.keep:
                os.remove(os.path.join(folder, path))
        names = make.make(folder, port, not given.without_heavy, finished)
    return test.finish(names)


if __name__ == "__main__":
    sys.exit(main())
