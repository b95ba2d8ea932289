#!/usr/bin/env python3
"""The adversary: operators x fixtures. Each operator forges a good file; no forged file may be valid, no forged text may be
called sealed, and each must be told for a reason that names the forgery. Each has its control, the same making with the
keys of those who may, which must be valid.

    tests/forge/run.py --build BUILD --sample 250 [--seed TEXT]     a part that changes with the seed
    tests/forge/run.py --build BUILD --all                          everything
    tests/forge/run.py --build BUILD --only NAME… [--keep FOLDER]   some operators; files stay in FOLDER
    tests/forge/run.py --list                                       what there is
"""

import argparse
import fnmatch
import itertools
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import keys  # noqa: E402,F401  (sets the paths)
import operators  # noqa: E402
import second_opinion  # noqa: E402
from case import Case  # noqa: E402
from judge import Judge, codes, indications, planted_as_sealed, proven, told  # noqa: E402
from lists import Lists  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", help="the build folder")
    parser.add_argument("--sample", type=int, default=250, help="how many pairs of forgery and control")
    parser.add_argument("--seed", help="default: the commit")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="operators, as shell patterns")
    parser.add_argument("--each", type=int, help="at most so many fixtures of each operator, drawn by the seed")
    parser.add_argument("--keep", metavar="FOLDER")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


def commit():
    done = subprocess.run(["git", "-C", HERE, "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no commit"


def pairs(known):
    """Every operator with every fixture that it applies to."""
    for operator in known.values():
        for form, level, trust in itertools.product(operator.forms, operator.levels, operator.trusts):
            yield operator, form, level, trust


def chosen(given, known):
    every = list(pairs(known))
    seed = given.seed or commit()
    rng = random.Random(seed)
    if given.only:
        every = [one for one in every if any(fnmatch.fnmatchcase(one[0].name, pattern) for pattern in given.only)]
    if given.each:
        by_name = {}
        for one in every:
            by_name.setdefault(one[0].name, []).append(one)
        return [one for some in by_name.values() for one in rng.sample(some, min(given.each, len(some)))], seed
    if given.only or given.all:
        return every, None
    # Each operator at least once, then what the seed draws.
    first = [rng.choice([one for one in every if one[0].name == name]) for name in known]
    rest = [one for one in every if one not in first]
    more = rng.sample(rest, max(0, min(given.sample - len(first), len(rest))))
    return first + more, seed


class Question:
    """One file and what the law says about it."""

    def __init__(self, judge, operator, form, level, trust, forged):
        self.operator, self.forged = operator, forged
        self.case = Case(form, level, trust, forged)
        operator.make(self.case)
        self.name = f"{operator.name}.{form}.{level}.{trust}.{'forged' if forged else 'control'}{self.case.ending}"
        self.told_of_list, bundle = None, None
        if self.case.list_changes:
            lists = Lists()
            self.case.list_changes(lists)
            bundle, self.told_of_list, self.stopped = judge.bundle(lists)
        self.text = self.case.write()
        judge.write(self.name, self.text)
        if self.case.list_changes and bundle is None:
            self.options = None
        elif self.case.list_changes:
            self.options = ("--trust", bundle, *judge.options(self.case)[2:])
        else:
            self.options = judge.options(self.case)

    def wrong(self, report):
        """What breaks the law."""
        law, patterns = self.operator.law, self.operator.codes
        verdict = report.get("verdict", "no verdict") if report else "no bundle"
        if not self.forged:
            return [] if verdict == "valid" else [f"the control is {verdict}"]
        out = []
        heard = report or {}
        if self.told_of_list:
            heard = [heard, self.told_of_list, {"code": self.stopped}]
        if law == "not_imported":
            if self.told_of_list["outcome"] == "imported":
                out.append("the list was IMPORTED")
        if law in ("not_valid", "not_imported") and verdict == "valid":
            out.append("called VALID")
        if law == "not_qualified" and report and any(
                seal.get("qualification") in ("QESeal", "QESig") for seal in report["seals"]):
            out.append("called qualified")
        if law == "no_earlier" and report and any(one < self.case.stamped_at for one in proven(report)):
            out.append(f"an earlier time is PROVEN: {proven(report)}")
        if law == "not_proven" and report and proven(report):
            out.append(f"a time is PROVEN: {proven(report)}")
        if not told_anywhere(heard, patterns):
            seen = sorted(set().union(*(codes(one) | indications(one) for one in (heard if isinstance(heard, list) else [heard]))))
            out.append(f"not told by {' '.join(patterns)}; said: {verdict}, {' '.join(seen)}")
        return out


def told_anywhere(heard, patterns):
    return any(told(one, patterns) for one in (heard if isinstance(heard, list) else [heard]))


def ask(judge, questions):
    """(question, report), a call for each set of options."""
    groups = {}
    for one in questions:
        groups.setdefault(one.options, []).append(one)
    for options, some in groups.items():
        reports = judge.verify(options, [one.name for one in some]) if options is not None else [None] * len(some)
        yield from zip(some, reports, strict=True)


def ask_for_content(judge, questions):
    """Planted words that a tool gives as sealed: only the dossier says of each line where it is from."""
    for one in questions:
        if not one.forged or one.options is None or one.case.marker not in (
                one.text if isinstance(one.text, str) else one.text.decode(errors="replace")):
            continue
        for tool in ("dossier",):
            options = list(one.options)
            done = judge.call(judge.tool(tool), "--format", "ndjson", *options, "--", one.name, allowed=(0, 1, 2, 3, 4))
            for line in done.stdout.splitlines():
                for words in planted_as_sealed(json.loads(line), one.case.marker):
                    yield one, f"requal-{tool} calls planted words sealed: {words[:60]!r}"


def drawn(judged, seed):
    """In an order that changes with the seed."""
    return judged if seed is None else random.Random(seed).sample(judged, len(judged))


def main():
    given = arguments()
    known = operators.load()
    if given.list:
        for one in known.values():
            print(f"{one.name}: {' '.join(one.make.__doc__.split())} [{one.clause}]")
        print(len(known), "operators,", len(list(pairs(known))), "pairs")
        return 0
    started, folder = time.time(), given.keep or tempfile.mkdtemp(prefix="forge-")
    os.makedirs(folder, exist_ok=True)
    some, seed = chosen(given, known)
    print(f"{len(some)} pairs of {len({one[0].name for one in some})} operators" + (f", seed {seed}" if seed else ""), flush=True)
    judge = Judge(os.path.join(os.path.abspath(given.build), "bin"), os.path.abspath(folder))
    questions = [Question(judge, *pair, forged) for pair in some for forged in (True, False) if forged or pair[0].control]
    made = time.time()
    failures = {}
    judged = list(ask(judge, questions))
    for question, report in judged:
        for sentence in question.wrong(report):
            failures.setdefault(question, []).append(sentence)
    for question, sentence in ask_for_content(judge, questions):
        failures.setdefault(question, []).append(sentence)
    for question, sentence in second_opinion.differences(judge, drawn(judged, seed), 10_000 if given.all else 60):
        failures.setdefault(question, []).append(sentence)
    for question, sentences in failures.items():
        print(f"{question.name}: {'; '.join(sentences)}")
        print(f"    requal-verify {shlex.join(question.options or ())} {question.name}")
    print(f"{len(questions)} files of {len({one.operator.name for one in questions})} operators, {len(failures)} break the law; "
          f"made in {made - started:.1f} s, judged in {time.time() - made:.1f} s")
    if failures and seed:
        print(f"again: tests/forge/run.py --build {given.build} --sample {given.sample} --seed '{seed}'")
    if not given.keep:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failures or not questions else 0


if __name__ == "__main__":
    sys.exit(main())
