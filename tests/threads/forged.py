#!/usr/bin/env python3
"""Runs verify_from_threads over the forged and hostile files of the corpus, with the lists and anchors that belong to them."""

import argparse
import os
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description="Judges the forged files of the corpus from several threads.")
    parser.add_argument("--build", required=True)
    parser.add_argument("--corpus", required=True)
    arguments = parser.parse_args()
    forged = os.path.join(os.environ.get("REQUAL_CORPUS") or arguments.corpus, "forged")
    if not os.path.isdir(forged):
        print(f"SKIPPED: no corpus at {forged}; set REQUAL_CORPUS")
        required = os.environ.get("CI") == "true" or os.environ.get("REQUAL_REQUIRE_CORPUS") == "1"
        return 1 if required else 77
    return subprocess.run([os.path.join(arguments.build, "bin", "verify_from_threads"),
                           "--lists", os.path.join(forged, "lists", "world"),
                           "--anchors", os.path.join(forged, "anchors", "world"),
                           "--anchors", os.path.join(forged, "anchors", "test", "root-ca.pem"), forged], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
