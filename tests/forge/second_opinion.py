"""What openssl and xmlsec1 say of the same files. They know less than the law: openssl judges one path, xmlsec1 one value and
its references. So only this is asked: what they find right in a control must be right, and what they find wrong in a forgery
must not be valid here. ledger.tsv argues each difference that stays."""

import csv
import datetime
import itertools
import os
import subprocess
import tempfile

import world
from certificates import pem

HERE = os.path.dirname(os.path.abspath(__file__))
AT = "1748736000"  # 2025-06-01


def ledger():
    with open(os.path.join(HERE, "ledger.tsv"), encoding="utf-8", newline="") as file:
        return {(row["operator"], row["tool"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def epoch(moment):
    return str(int(datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()) + 1)


def holds(*command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60).returncode == 0


def path_holds(case):
    """`openssl verify` about the sealing certificate at the proven time, with the anchors of the case and what came along: is
    there a path? It takes the first certificate whose name fits and never goes back, so it is asked about each few of them."""
    when = AT if case.level == "B" else epoch(case.stamped_at)
    anchors = ["ca"] if case.trust == "list" else case.anchors
    anchors = [one if hasattr(one, "der") else world.GENUINE[one] for one in anchors]
    others = [one for one in [*case.carried(), *case.values(), *case.given] if one is not case["seal"]]
    others = list({one.der: one for one in others}.values())
    few = (some for size in range(4) for some in itertools.combinations(others, size))
    return any(leads(case["seal"], anchors, some, when) for some in itertools.chain([others], few))


def leads(leaf, anchors, others, when):
    with tempfile.TemporaryDirectory() as folder:
        for name, some in (("leaf", [leaf]), ("anchors", anchors), ("others", others)):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write("".join(pem(one.der) for one in some))
        more = ("-untrusted", "others") if others else ()
        return holds("openssl", "verify", "-partial_chain", "-attime", when, "-CAfile", "anchors", *more, "leaf", folder=folder)


def value_holds(judge, question):
    """`xmlsec1 --verify` about the first signature of the document, with the certificate that the seal carries."""
    return holds("xmlsec1", "--verify", "--insecure", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                 question.name, folder=judge.folder)


def stamp_holds(case, covered=b"asked for its own sake"):
    """`openssl ts` about a token of the unit of the case, over octets of our own, at the time of the token: that the unit has
    ended since is for later tokens to heal."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"token": case.token(case.stamped_at, covered), "data": covered, "anchor": pem(world.GENUINE["stamp_root"].der).encode()}
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return holds("openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "anchor", "-attime",
                     epoch(case.stamped_at), folder=folder)


def answers_hold(case):
    """`openssl ocsp` about each answer, as the authority of the case would be asked."""
    with tempfile.TemporaryDirectory() as folder:
        others = pem(world.GENUINE["ca"].der)
        files = {"root": pem(world.GENUINE["root"].der), "issuer": others, "others": others, "leaf": pem(case["seal"].der)}
        for name, content in files.items():
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(content)
        for number, one in enumerate(case.answers()):
            with open(os.path.join(folder, f"answer-{number}"), "wb") as file:
                file.write(one)
            # -attime is for the certificates alone; the answer itself is held against the clock.
            done = subprocess.run(["openssl", "ocsp", "-respin", f"answer-{number}", "-issuer", "issuer", "-cert", "leaf", "-CAfile",
                                   "root", "-verify_other", "others", "-attime", AT, "-validity_period", "1000000000", "-no_nonce"],
                                  cwd=folder, capture_output=True, check=False, text=True, timeout=60)
            if "Response verify OK" not in done.stderr + done.stdout or "leaf: good" not in done.stdout:
                return False
        return True


def differences(judge, judged, most):
    """`judged`: (question, report). One fixture of each operator is asked, the first that was judged; at most so many."""
    argued, seen = ledger(), set()
    for question, report in judged:
        case, operator = question.case, question.operator.name
        if report is None or report.get("verdict") != "valid" or (operator, question.forged) in seen or len(seen) == most:
            continue
        seen.add((operator, question.forged))
        opinions = {"openssl verify": path_holds(case)}
        if case.form != "jades" and "<ds:Signature" in as_text(question.text):
            opinions["xmlsec1"] = value_holds(judge, question)
        if case.level != "B":
            opinions["openssl ts"] = stamp_holds(case)
        if case.answers():
            opinions["openssl ocsp"] = answers_hold(case)
        for tool, good in opinions.items():
            if not good and (operator, tool) not in argued:
                yield question, f"{tool} finds a fault where requal says valid"


def as_text(value):
    return value if isinstance(value, str) else value.decode(errors="replace")
