#!/usr/bin/env python3
"""Seals small credentials of a person who does not exist, and attacks them in every way that is known. Needs Python, openssl
and xmllint; not one line is shared with what is tested.

    tests/data/xml_attacks/make.py FOLDER [--port N] [--without-heavy]

writes controls/, attacks/ and heavy/ into the folder. The name of a file says what was done; README.md and expected.tsv say
what must come of it. N is a port of this machine on which nobody may ever ask for anything."""

import argparse
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import controls  # noqa: E402
import coverage  # noqa: E402
import hostile  # noqa: E402
import meaning  # noqa: E402
import presenting  # noqa: E402
import weight  # noqa: E402
import wrapping  # noqa: E402


class Corpus:
    """The folder that is being filled."""

    def __init__(self, folder, port, finished=None):
        self.folder, self.port, self.names = folder, port, []
        self._finished = finished or (lambda path: None)
        self.secret_content = f"{wrapping.MARK}: no verifier may read this file\n".encode()
        for name in ("controls", "attacks", "heavy"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        self.secret = os.path.join(os.path.abspath(folder), "attacks", "secret.txt")
        with open(self.secret, "wb") as file:
            file.write(self.secret_content)

    def _write(self, kind, name, content, extension):
        path = os.path.join(kind, name + extension)
        if path in self.names:
            raise RuntimeError(f"{path}: twice")
        self.names.append(path)
        with open(os.path.join(self.folder, path), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        self._finished(path)

    def control(self, name, content, extension=".xml"):
        self._write("controls", name, content, extension)

    def attack(self, name, content, extension=".xml"):
        self._write("attacks", name, content, extension)

    def heavy(self, name, content, extension=".xml"):
        self._write("heavy", name, content, extension)


def make(folder, port=9, heavy=True, finished=None):
    """Names of the files. `finished` is told of each as soon as it is written, and may remove it."""
    corpus = Corpus(folder, port, finished)
    for part in (controls, coverage, wrapping, meaning, presenting, hostile, *([weight] if heavy else [])):
        part.write(corpus)
    return corpus.names


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=9)
    parser.add_argument("--without-heavy", action="store_true")
    given = parser.parse_args()
    print(len(make(given.folder, given.port, not given.without_heavy)), "files")


if __name__ == "__main__":
    main()
