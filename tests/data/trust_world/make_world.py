#!/usr/bin/env python3
"""Makes a trust world of its own: authorities, trusted lists with a list of lists and pivots, and seals of every kind of
outcome. Needs Python and the openssl and xmllint command lines; not one line is shared with what is tested.

    tests/data/trust_world/make_world.py FOLDER [--check]

writes lists/, flawed/, seals/ and certificates/ into the folder. Keys that exist are kept, and the same files come out every
time. --check lets openssl and xmlsec1 judge what was made. README.md and the tables beside it say what must come of each
file."""

import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import sealed_json  # noqa: E402
import sealed_xml  # noqa: E402
import signed_lists  # noqa: E402
from authorities import world  # noqa: E402
from pki import openssl  # noqa: E402

JUDGED = "1748736000"  # 2025-06-01


def write(folder, name, content):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def make(folder):
    """Returns the names of the files."""
    files = {}
    for kind, made in (("lists", signed_lists.pivots_and_lists()), ("flawed", signed_lists.flawed())):
        files |= {f"{kind}/{name}": content for name, content in made.items()}
    files["lists/announced-signers.pem"] = world()["lotl-0"].pem()
    files |= {f"seals/{name}.json": content for name, content in sealed_json.cases()}
    files |= {f"seals/{name}.xml": content for name, content in sealed_xml.cases()}
    for name in ("root-b", "ca-seals", "tsu-listed", "ca-nobody"):
        files[f"certificates/{name}.pem"] = world()[name].pem()
    for name in ("ca-seals", "ca-seals-in-april", "root-b-in-april"):
        files[f"certificates/{name}.crl"] = sealed_json.LISTS[name]
    for name, content in files.items():
        write(os.path.join(folder, os.path.dirname(name)), os.path.basename(name), content)
    return files


def check(folder):
    """openssl and xmlsec1, which share no code with what wrote the files, must agree."""
    def path_holds(name, anchor, *middle):
        trusted = os.path.join(folder, "checked-anchor.pem")
        others = os.path.join(folder, "checked-middle.pem")
        leaf = os.path.join(folder, "checked.pem")
        for file, certificates in ((trusted, [anchor]), (others, middle), (leaf, [name])):
            with open(file, "w", encoding="ascii") as out:
                out.write("".join(world()[one].pem() for one in certificates))
        more = ["-untrusted", others] if middle else []
        done = subprocess.run(["openssl", "verify", "-x509_strict", "-partial_chain", "-attime", JUDGED, "-CAfile", trusted, *more,
                               leaf], capture_output=True, check=False)
        for file in (trusted, others, leaf):
            os.remove(file)
        return done.returncode == 0

    expected = {("qualified", "ca-seals"): True, ("below-sub-b", "root-b", "sub-b"): True,
                ("tsu-below", "ca-stamps"): True, ("renewed", "ca-renewed-new"): True, ("renewed", "ca-renewed-old"): False,
                ("crossed", "root-b", "ca-crossed-by-root-b"): True, ("in-a-loop", "root-b", "loop-1", "loop-2"): False,
                ("below-path-length", "root-b", "sub-b", "sub-sub-b"): False,
                ("outside-names", "root-b", "sub-b-narrow"): False, ("nobody", "ca-seals"): False}
    wrong = [f"openssl about {names}: {not answer}" for names, answer in expected.items() if path_holds(*names) != answer]

    for name, content in sealed_json.LISTS.items():
        if b"no CRL" in openssl("crl", "-inform", "DER", "-noout", "-text", stdin=content):
            wrong.append(f"openssl cannot read the list {name}")

    intact = {f"lists/{name}": True for name in os.listdir(os.path.join(folder, "lists")) if name.endswith(".xml")}
    intact |= {f"flawed/{name}.xml": True for name in (
        "XA-comment-added-after-signing", "XA-with-byte-order-mark", "XA-signed-by-nobody-announced", "XA-without-version",
        "XA-version-4", "XA-update-overdue", "XA-closed", "XA-older-sequence", "XA-says-it-is-of-another-territory")}
    intact |= {"flawed/XA-changed-after-signing.xml": False, "flawed/eu-lotl-changed-after-signing.xml": False}
    intact |= {f"seals/{name}": "changed" not in name for name in os.listdir(os.path.join(folder, "seals")) if
               name.endswith(".xml")}
    for name, answer in sorted(intact.items()):
        done = subprocess.run(["xmlsec1", "--verify", "--insecure", "--id-attr:Id",
                               "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", os.path.join(folder, name)],
                              capture_output=True, check=False)
        if (done.returncode == 0) != answer:
            wrong.append(f"xmlsec1 about {name}: {done.returncode == 0}")
    return wrong, len(expected) + len(intact)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    files = make(given.folder)
    print(len(files), "files")
    if given.check:
        wrong, questions = check(given.folder)
        print(f"{questions} questions to openssl and xmlsec1, {len(wrong)} answers not as expected", *wrong, sep="\n")
        return 1 if wrong else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
