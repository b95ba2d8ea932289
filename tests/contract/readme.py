#!/usr/bin/env python3
"""Runs the commands that the README shows and compares what they print with what it says they print."""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        blocks = re.findall(r"^```\n\$ (requal-[^\n]+)\n(.*?)^```$", file.read(), re.DOTALL | re.MULTILINE)
    wrong = 0
    for command, shown in blocks:
        seen = subprocess.run(command, shell=True, cwd=os.path.join(ROOT, "examples"), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.rstrip()
        shown = shown.rstrip()
        # A block that ends with an ellipsis shows the beginning.
        holds = seen.startswith(shown[:-1].rstrip()) if shown.endswith("…") else seen == shown
        print(f"{'as shown' if holds else 'NOT AS SHOWN'}: {command}")
        wrong += not holds
    return 1 if wrong or not blocks else 0


if __name__ == "__main__":
    sys.exit(main())
