#!/usr/bin/env python3
"""One-shot requal-verify beside xmlsec1 --verify of the same large Diploma Supplement, in alternating runs.

    tests/bench/xml_pairs.py BUILD-FOLDER CORPUS

Prints the median ratio of the pairs, wall time and processor time. Exit 1 when requal-verify takes longer, 5 when nothing
could be measured."""

import os
import shutil
import statistics
import subprocess
import sys
import time

PAIRS, HIGHEST = 25, 1.0
NOT_MEASURED = 5
FILE = "elm-v2/EDC_DiplomaSupplement_AA.xml"


def measured(command, wanted):
    """Milliseconds of wall time and of processor time of one run, which must end with one of the statuses."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in wanted:
        sys.exit(f"bench: {command[0]} ended with {child.returncode}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build, corpus = sys.argv[1:]
    file = os.path.join(corpus, FILE)
    if not os.path.isfile(file):
        print(f"SKIPPED: the corpus is missing ({file}); nothing was compared with xmlsec1", file=sys.stderr)
        return NOT_MEASURED
    if not shutil.which("xmlsec1"):
        print("SKIPPED: no xmlsec1; apt-get install xmlsec1. Nothing was compared with it", file=sys.stderr)
        return NOT_MEASURED
    # Without an anchor the answer is "indeterminate": the work is the same, but for the path.
    ours = [os.path.join(build, "bin", "requal-verify"), "--at", "2023-10-01T00:00:00Z", file]
    theirs = ["xmlsec1", "--verify", "--insecure", "--id-attr:Id", "SignedProperties", file]
    wall, processor = [], []
    for pair in range(PAIRS + 1):
        first = measured(ours, (0, 3)) if pair % 2 else None
        other = measured(theirs, (0,))
        own = first or measured(ours, (0, 3))
        if pair:  # the first pair warms the file cache
            wall.append((own[0], other[0]))
            processor.append((own[1], other[1]))
    print(f"{os.path.basename(FILE)}, {os.path.getsize(file) / 1e3:.0f} KB, {PAIRS} pairs in turn")
    for what, pairs in (("wall", wall), ("processor", processor)):
        print(f"{what:10} requal-verify {statistics.median(own for own, _ in pairs):6.1f} ms, "
              f"xmlsec1 {statistics.median(other for _, other in pairs):6.1f} ms, "
              f"median ratio {statistics.median(own / other for own, other in pairs):.2f}")
    ratio = statistics.median(own / other for own, other in wall)
    if ratio > HIGHEST:
        print(f"bench: requal-verify takes longer than xmlsec1 (ratio {ratio:.2f}, at most {HIGHEST})", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
