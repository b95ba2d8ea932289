#!/usr/bin/env python3
"""Pulls the plug: an import that is killed at any moment leaves the old bundle or the new one, never half.

The import is killed 40 times with SIGKILL at random moments of its life, over the lists of the corpus when they are
there and over small ones otherwise. After each kill the bundle opens and is one of the two. What a killed import left
behind is cleaned by the next; imports at the same time wait for each other."""

import os
import random
import shutil
import signal
import tempfile
import time

from trust_tool import Checks, Tool, arguments, files_of, lists

KILLS = 40
MOST_TRIES = 200  # imports that end before they are killed prove nothing
CORPUS = os.path.normpath(os.environ.get("REQUAL_CORPUS") or os.path.join(os.path.dirname(lists("")), "..", "..", "..",
                                                                          "..", "shared", "corpus"))


class Plug:
    def __init__(self, tool, folder, check):
        self.tool, self.folder, self.check = tool, folder, check
        self.bundle = os.path.join(folder, "bundle")
        self.real = os.path.join(CORPUS, "trust", "2023-10")
        self.signers = os.path.join(CORPUS, "trust", "oj-announced-lotl-signers.pem")

    def over_real_lists(self):
        return os.path.isdir(self.real)

    def words(self, which, folder):
        """The import of the first bundle, or of the second over it."""
        if not self.over_real_lists():
            return self.tool.import_into(folder, *(["XA.xml", "XB.xml"] if which == 0 else ["newer"]))
        pivots = [word for n in (282, 300) for word in ("--pivot", os.path.join(self.real, f"eu-lotl-pivot-{n}.xml"))]
        few = ["EE.xml", "LT.xml", "MT.xml"]
        more = few + ["DK.xml", "FI.xml", "IS.xml", "SE.xml", "LU.xml"]
        return ["import", "--into", folder, "--lotl", os.path.join(self.real, "eu-lotl.xml"), "--lotl-signers",
                self.signers, *pivots, *[os.path.join(self.real, name) for name in (few if which == 0 else more)]]

    def made(self, name, *which):
        folder = os.path.join(self.folder, name)
        for one in which:
            answer = self.tool.run(*self.words(one, folder))
            self.check.that(answer.status == 0, f"import of {name}", answer.stderr)
        return folder

    def run(self):
        old, new = self.made("old", 0), self.made("new", 0, 1)
        hashes = {self.tool.sha256(old): "old", self.tool.sha256(new): "new"}
        self.check.that(len(hashes) == 2, "the two bundles differ", hashes)
        seconds = self.life_of_an_import(old)
        seen = {"old": 0, "new": 0}
        killed = leftovers = tries = 0
        while killed < KILLS and tries < MOST_TRIES:
            tries += 1
            shutil.rmtree(self.bundle, ignore_errors=True)
            shutil.copytree(old, self.bundle)
            process = self.tool.start(*self.words(1, self.bundle))
            time.sleep(random.uniform(0, 1.2 * seconds))
            process.send_signal(signal.SIGKILL)
            if process.wait() == -signal.SIGKILL:
                killed += 1
                seconds *= 1.02
            else:  # what else the machine does makes imports longer and shorter
                seconds *= 0.9
            answer = self.tool.run("show", "--trust", self.bundle)
            if not self.check.that(answer.status == 0, f"the bundle opens after try {tries}", answer.stderr):
                continue
            state = hashes.get(answer.bundle()["sha256"])
            if self.check.that(state, f"after try {tries} the bundle is the old or the new one", answer.bundle()):
                seen[state] += 1
            leftovers += files_of(self.bundle) not in (files_of(old), files_of(new))
        print(f"{killed} of {tries} imports were killed before their end: {seen['old']} left the old bundle, "
              f"{seen['new']} the new one; {leftovers} left files behind; one import takes {seconds * 1000:.0f} ms")
        self.check.that(killed == KILLS, "imports are killed before their end", killed)
        self.clean(new)
        self.at_the_same_time(new)

    def life_of_an_import(self, old):
        """The longest of three, over a copy of the old bundle."""
        longest = 0
        for _ in range(3):
            shutil.copytree(old, self.bundle)
            began = time.monotonic()
            self.tool.start(*self.words(1, self.bundle)).wait()
            longest = max(longest, time.monotonic() - began)
            shutil.rmtree(self.bundle)
        return longest

    def clean(self, new):
        for name in ("lists/XZ-0123456789abcdef.xml", "index-0123456789abcdef.sqlite", ".requal-12345"):
            with open(os.path.join(self.bundle, name), "w", encoding="ascii") as file:
                file.write("what a killed import leaves behind")
        with open(os.path.join(self.bundle, "notes.txt"), "w", encoding="ascii") as file:
            file.write("a file of the user's")
        self.check.that(self.tool.run(*self.words(1, self.bundle)).status == 0, "an import after the kills")
        self.check.that(files_of(self.bundle) == sorted([*files_of(new), "notes.txt"]),
                        "the next import removes what killed ones left, and nothing else", files_of(self.bundle))

    def at_the_same_time(self, new):
        shutil.rmtree(self.bundle)
        processes = [self.tool.start(*self.words(which, self.bundle)) for which in (0, 1, 0, 1)]
        self.check.none([p.args for p in processes if p.wait() != 0], "imports at the same time all succeed")
        self.check.that(self.tool.sha256(self.bundle) == self.tool.sha256(new), "and together give both their lists")
        self.check.that(files_of(self.bundle) == files_of(new), "and leave nothing else", files_of(self.bundle))


def main():
    given = arguments("Kills imports at random moments.")
    seed = int(os.environ.get("REQUAL_SEED") or random.randrange(2**32))
    random.seed(seed)
    print(f"REQUAL_SEED={seed}")
    check = Checks()
    with tempfile.TemporaryDirectory(prefix="requal-plug-") as folder:
        plug = Plug(Tool(given.build), folder, check)
        print("over the lists of the corpus" if plug.over_real_lists() else f"no corpus at {CORPUS}: over small lists")
        plug.run()
    check.finish()


if __name__ == "__main__":
    main()
