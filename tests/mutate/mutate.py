#!/usr/bin/env python3
"""Changes one thing at a time in a room, and sees whether a test notices.

    mutate.py ROOM [N] [--seed TEXT] [--jobs N] [--list] [--only FILE[:LINE]]

N mutants (40 unless given; 0: all) are drawn from all that could be made; the same seed draws the same ones from the
same sources. Each is built in a copy of the tree (build/mutate/<job>/tree), never in the checkout, with the tests that
should see it: the room's own first, then those of the rooms that use it, golden cases and forgeries. A mutant that no
test notices is a missing test, or changes nothing that can be seen: then argued.tsv says why. Ends with 1 when one
survives that is not argued there.

What does not compile is no mutant and is not counted. What runs ten times as long as it should was noticed.
"""

import argparse
import collections
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
WORK = os.path.join(SOURCE, "build", "mutate")
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import operators  # noqa: E402

# The tests of a room, the quickest first: (programs to build, what ctest is to run). Each stage is built and run only
# for a mutant that the stages before it did not notice.
SEALS = (["requal-verify", "requal-show", "requal-seal"], r"^cli\.verify\.")
ALL = ["requal-show", "requal-map", "requal-dossier", "requal-trust", "requal-seal"]
STAGES = {
    "crypto": [(["unit_crypto"], r"^unit\.crypto$"), (["unit_seal", "unit_verify"], r"^unit\.(seal|verify)$"), SEALS,
               (["judge_path"], r"^conformance\.x509_suites$"),
               (ALL, r"^(conformance\.(trust_world|jades|online|forged)|forge\..*)$")],
    "seal": [(["unit_seal"], r"^unit\.seal$"), (["unit_verify"], r"^unit\.verify$"), SEALS,
             (ALL, r"^(cli\.(seal|show|dossier)\..*|conformance\.(jades|xades|trust_world|forged)|forge\..*)$")],
    "trust": [(["unit_trust", "unit_bundle"], r"^unit\.(trust|bundle)$"), (["unit_seal"], r"^unit\.seal$"),
              (["requal-trust", "requal-verify"], r"^cli\.(trust|verify)\."),
              (ALL, r"^(conformance\.(trust_world|trusted_lists|forged)|trust\..*|forge\..*)$")],
    "bundle": [(["unit_bundle"], r"^unit\.bundle$"), (["requal-trust", "requal-verify"], r"^cli\.trust\."),
               ([], r"^(conformance\.(trust_world|trusted_lists)|trust\..*)$")],
    "verify": [(["unit_verify"], r"^unit\.verify$"), SEALS,
               (ALL, r"^(cli\.dossier\..*|contract\.etsi_report|conformance\.(trust_world|online|forged)|forge\..*)$")],
}


def plain_room(room):
    return [([f"unit_{room}"], rf"^unit\.{room}$"), (["all"], r"^(cli|contract)\.")]


class Lost(Exception):
    """The copy cannot be used."""


def run(words, cwd, seconds=3600, **more):
    """Ends a whole group of processes when its time is over: -> (status or None, what it printed)."""
    process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               errors="replace", start_new_session=True, **more)
    try:
        output, _ = process.communicate(timeout=seconds)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        output, _ = process.communicate()
        return None, output


class Copy:
    """A tree of its own with a build folder of its own, kept from one run to the next."""

    def __init__(self, job, room):
        self.tree = os.path.join(WORK, str(job), "tree")
        self.build = os.path.join(self.tree, "build")  # inside the tree, as the compiler cache wants it
        self.stages = STAGES.get(room) or plain_room(room)
        self.usual = []  # seconds that the tests of a stage take
        self.environment = dict(os.environ, CTEST_OUTPUT_ON_FAILURE="0")
        corpus = os.environ.get("REQUAL_CORPUS", os.path.join(SOURCE, "..", "shared", "corpus"))
        self.environment["REQUAL_CORPUS"] = os.path.abspath(corpus)

    def refresh(self):
        """As the checkout is now; a file that did not change keeps its time, so that little is built anew."""
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=SOURCE,
                                capture_output=True, text=True, check=True).stdout.split("\0")
        wanted = {path for path in listed if path and os.path.lexists(os.path.join(SOURCE, path))}
        for path in sorted(wanted):
            here, there = os.path.join(SOURCE, path), os.path.join(self.tree, path)
            if os.path.lexists(there) and same(here, there):
                continue
            os.makedirs(os.path.dirname(there), exist_ok=True)
            if os.path.lexists(there):
                os.unlink(there)
            shutil.copy(here, there, follow_symlinks=False)
        for folder, folders, names in os.walk(self.tree):
            if folder == self.tree and "build" in folders:
                folders.remove("build")
            for name in names:
                path = os.path.join(folder, name)
                if os.path.relpath(path, self.tree) not in wanted:
                    os.unlink(path)

    def configure(self):
        status, output = run(["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
                              "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DREQUAL_WERROR=OFF", "-DREQUAL_MAN=OFF",
                              *linker(), f"-DREQUAL_DEFAULT_CORPUS={self.environment['REQUAL_CORPUS']}",
                              # An archive that only names its objects is written at once.
                              "-DCMAKE_CXX_ARCHIVE_CREATE=<CMAKE_AR> qcT <TARGET> <LINK_FLAGS> <OBJECTS>",
                              "-DCMAKE_CXX_ARCHIVE_APPEND=<CMAKE_AR> qT <TARGET> <LINK_FLAGS> <OBJECTS>"], WORK)
        if status != 0:
            raise Lost(output)
        known = run(["ninja", "-t", "targets", "all"], self.build)[1]
        self.stages = [([p for p in programs if re.search(rf"^{re.escape(p)}: ", known, re.MULTILINE)], tests)
                       for programs, tests in self.stages]

    def make(self, programs, jobs):
        return run(["ninja", "-j", str(jobs), *programs], self.build) if programs else (0, "")

    def test(self, tests, jobs, seconds):
        # The pages of the project run every program; a stage builds some.
        return run(["ctest", "-R", tests, "-E", "readme", "-j", str(jobs), "--stop-on-failure"], self.build, seconds,
                   env=self.environment)

    def begin(self, jobs):
        self.refresh()
        self.configure()
        for programs, tests in self.stages:
            status, output = self.make(programs, jobs)
            if status != 0:
                raise Lost(output[-3000:])
            start = time.monotonic()
            status, output = self.test(tests, 1, 3600)
            if status != 0:
                raise Lost(f"a test fails without any change:\n{output[-3000:]}")
            self.usual.append(time.monotonic() - start)

    def judge(self, mutant):
        """-> "no mutant", "survived", or what noticed it."""
        path = os.path.join(self.tree, mutant.path)
        with open(path, encoding="utf-8") as file:
            before = file.read()
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write(mutant.applied(before))
            for (programs, tests), usual in zip(self.stages, self.usual):
                status, output = self.make(programs, 1)
                if status != 0:
                    return "no mutant"
                status, output = self.test(tests, 1, 10 * usual + 60)
                if status is None:
                    return "ran out of time"
                if status != 0:
                    failed = re.search(r"^\s*\d+ - (\S+) \(", output, re.MULTILINE)
                    return failed[1] if failed else tests
            return "survived"
        finally:
            with open(path, "w", encoding="utf-8") as file:
                file.write(before)


def same(one, other):
    if os.path.islink(one) or os.path.islink(other):
        return os.path.islink(one) and os.path.islink(other) and os.readlink(one) == os.readlink(other)
    if os.path.getsize(one) != os.path.getsize(other) or os.stat(one).st_mode != os.stat(other).st_mode:
        return False
    with open(one, "rb") as a, open(other, "rb") as b:
        return a.read() == b.read()


def linker():
    return ["-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld"] if shutil.which("ld.lld") else []


def argued():
    """(path, line, change) -> why nothing can be seen of it."""
    found = {}
    with open(os.path.join(HERE, "argued.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                path, text, change, why = line.rstrip("\n").split("\t")
                found[path, text, change] = why
    return found


def main():
    parser = argparse.ArgumentParser(description="Changes one thing at a time and sees whether a test notices.")
    parser.add_argument("room")
    parser.add_argument("number", nargs="?", type=int, default=40, help="how many mutants; 0: all")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("REQUAL_JOBS", os.cpu_count() or 2)))
    parser.add_argument("--list", action="store_true", help="print the mutants and build nothing")
    parser.add_argument("--only", default="", help="FILE[:LINE]: only mutants of a source, or of one of its lines")
    arguments = parser.parse_args()
    folder = os.path.join(SOURCE, "lib", "src", arguments.room)
    if not os.path.isdir(folder):
        sys.exit(f"mutate.py: there is no room '{arguments.room}' in lib/src")
    everything = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".cpp"):
            path = os.path.join("lib", "src", arguments.room, name)
            with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
                everything += operators.mutants(path, file.read())
    if arguments.only:
        name, _, line = arguments.only.partition(":")
        everything = [m for m in everything if m.path.endswith(name) and (not line or m.line == int(line))]
    drawn = everything
    if arguments.number and arguments.number < len(everything):
        drawn = random.Random(f"{arguments.seed} {arguments.room}").sample(everything, arguments.number)
        drawn.sort(key=lambda m: (m.path, m.at))
    print(f"room {arguments.room}: {len(everything)} mutants can be made, {len(drawn)} are tried, seed {arguments.seed}",
          flush=True)
    if arguments.list:
        for mutant in drawn:
            print(f"{mutant.path}:{mutant.line}: {mutant.change}")
        return 0
    return judge_all(arguments, drawn)


def judge_all(arguments, drawn):
    os.makedirs(WORK, exist_ok=True)
    known = argued()
    waiting = queue.Queue()
    for mutant in drawn:
        waiting.put(mutant)
    lock = threading.Lock()
    results = collections.Counter()
    survivors, lost = [], []

    def work(copy):
        while True:
            try:
                mutant = waiting.get_nowait()
            except queue.Empty:
                return
            start = time.monotonic()
            answer = copy.judge(mutant)
            why = known.get((mutant.path, mutant.text, mutant.change))
            with lock:
                if answer == "survived":
                    results["argued" if why else "survived"] += 1
                    if not why:
                        survivors.append(mutant)
                    answer = f"argued: {why}" if why else "SURVIVED"
                else:
                    results["no mutant" if answer == "no mutant" else "noticed"] += 1
                print(f"  {mutant.path}:{mutant.line}: {mutant.change}: {answer}  {time.monotonic() - start:.0f} s",
                      flush=True)

    copies = [Copy(job, arguments.room) for job in range(min(arguments.jobs, max(1, len(drawn))))]
    for copy in copies:  # one after the other: the compiler cache serves the second
        try:
            copy.begin(arguments.jobs)
        except Lost as problem:
            lost.append(str(problem))
    if lost:
        print(lost[0])
        return 2
    print(f"without a change the tests take {sum(copies[0].usual):.0f} s", flush=True)
    threads = [threading.Thread(target=work, args=(copy,)) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = results["noticed"] + results["survived"]
    if survivors:
        print("\nNo test noticed:")
        for mutant in sorted(survivors, key=lambda m: (m.path, m.at)):
            print(f"{mutant.path}:{mutant.line}: {mutant.change}\n    {mutant.text}")
    print(f"\nroom {arguments.room}: {results['noticed']} of {counted} mutants noticed"
          f" ({100 * results['noticed'] / max(1, counted):.0f} %), {results['argued']} argued,"
          f" {results['no mutant']} do not compile; seed {arguments.seed}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
