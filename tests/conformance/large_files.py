#!/usr/bin/env python3
"""A string of two hundred megabytes is refused at once, and never read whole: from a file and from a pipe."""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time

SIZE = 200 * 1024 * 1024
START = b'{"payload":"'


def measured(command, stdin):
    """Exit status, what was said, seconds, and the peak of resident memory in megabytes."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=said)
        if stdin == subprocess.PIPE:
            threading.Thread(target=feed, args=(process.stdin,), daemon=True).start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return process.returncode, said.read().decode(), time.monotonic() - began, usage.ru_maxrss / 1024


def feed(pipe):
    block = b"x" * 65536
    try:
        pipe.write(START)
        for _ in range(SIZE // len(block)):
            pipe.write(block)
        pipe.close()
    except (BrokenPipeError, OSError):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--corpus", help="not used")
    given = parser.parse_args()
    program = os.path.join(given.build, "bin", "requal-verify")
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "large.json")
        with open(path, "wb") as file: # with a hole in it, so that no disk is filled
            file.write(START)
            file.truncate(SIZE)
        for name, command, stdin in (("file", [program, path], subprocess.DEVNULL),
                                     ("pipe", [program, "-"], subprocess.PIPE)):
            status, said, seconds, megabytes = measured([*command, "--at", "2025-06-01"], stdin)
            print(f"{name}: exit {status}, {seconds:.2f} s, {megabytes:.0f} MB")
            if status != 4 or "input.too_large" not in said:
                failures += 1
                print(said)
            # The limit of 20 MB may have been read before a pipe turns out to be too long.
            if megabytes > 100 or seconds > 20:
                failures += 1
                print("too slow, or too much memory")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
