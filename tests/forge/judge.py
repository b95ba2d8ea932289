"""Writes cases, asks the tools about them, and holds their answers against the law."""

import fnmatch
import functools
import hashlib
import json
import os
import subprocess

import world
from certificates import pem
from lists import LIST_OF_LISTS_SIGNER, Lists
from world import GENUINE


class Judge:
    def __init__(self, tools, folder):
        self.tools, self.folder = tools, folder
        self.environment = dict(os.environ, XDG_DATA_HOME=folder, LC_ALL="C.UTF-8")
        self.environment.pop("REQUAL_TRUST", None)

    def tool(self, name):
        return os.path.join(self.tools, f"requal-{name}")

    def call(self, *words, allowed=(0, 1, 3, 4)):
        done = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=600)
        if done.returncode not in allowed:
            raise RuntimeError(f"{' '.join(words[:40])}: exit {done.returncode}: {done.stderr.decode(errors='replace')[:2000]}")
        return done

    def keep(self, content, ending):
        """A file named after its content: equal options of two cases are one call."""
        content = content.encode() if isinstance(content, str) else content
        name = f"{hashlib.sha256(content).hexdigest()[:16]}{ending}"
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(content)
        return name

    # --- trust ----------------------------------------------------------------------------------------------------------

    def bundle(self, lists):
        """Imports lists; the name of the bundle and what was said of the national list."""
        national, lotl = self.keep(lists.national(), ".xml"), self.keep(lists.list_of_lists(), ".xml")
        return self.imported(national, lotl, self.keep(LIST_OF_LISTS_SIGNER.pem(), ".pem"))

    @functools.lru_cache(maxsize=None)
    def imported(self, national, lotl, signers):
        into = f"bundle-{national[:8]}-{lotl[:8]}"
        done = self.call(self.tool("trust"), "import", "--format", "ndjson", "--at", world.JUDGED, "--into", into, "--lotl", lotl,
                         "--lotl-signers", signers, national, allowed=(0, 1, 3, 4, 5))
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        about = [one["data"] for one in answers if one["type"] == "result" and one["data"].get("source", "").endswith(national)]
        made = os.path.exists(os.path.join(self.folder, into, "manifest.json"))
        return into if made else None, about[0] if about else {"outcome": "stopped", "findings": []}, done.stderr.decode()

    def trust_options(self, case):
        if case.trust == "list":
            return ["--trust", self.bundle(Lists())[0]]
        out = ["--no-trust"]
        for part in case.anchors:
            out += ["--anchor", self.keep(part.pem() if hasattr(part, "pem") else GENUINE[part].pem(), ".pem")]
        return out

    # --- files ----------------------------------------------------------------------------------------------------------

    def options(self, case):
        out = self.trust_options(case) + ["--at", case.judged_at]
        lists, answers = list(case.given_lists), list(case.given_answers)
        if case.level in ("B", "T"):
            lists, answers = lists + list(case.lists()), answers + list(case.answers())
        for one in lists:
            out += ["--crl", self.keep(one, ".crl")]
        for one in answers:
            out += ["--ocsp", self.keep(one, ".ocsp")]
        for one in case.given:
            out += ["--certificate", self.keep(pem(one.der), ".pem")]
        for name, content in case.detached.items():
            out += ["--detached", f"{name}={self.keep(content, '.content')}"]
        return tuple(out + case.options)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)

    def verify(self, options, names):
        """Reports in the order of the names."""
        reports = []
        for start in range(0, len(names), 200):
            done = self.call(self.tool("verify"), "--format", "ndjson", *options, "--", *names[start:start + 200])
            reports += [one["data"] if one["type"] == "result" else one for one in map(json.loads, done.stdout.splitlines())
                        if one["type"] != "summary"]
        assert len(reports) == len(names), f"{len(reports)} answers for {len(names)} files"
        return reports


def codes(report):
    """Every finding of a report, wherever it stands."""
    if isinstance(report, dict):
        own = {report["code"]} if isinstance(report.get("code"), str) else set()
        return own.union(*(codes(one) for one in report.values()))
    return set().union(*map(codes, report)) if isinstance(report, list) else set()


def indications(report):
    return {str(seal.get("sub_indication")) for seal in report.get("seals") or []}


# What speaks for a seal, or says nothing, names no forgery.
NO_REASON = {"issuer.exact", "issuer.strong", "revocation.good", "revocation.not_needed", "revocation.after_sealing",
             "revocation.directly_trusted", "time.proven", "time.qualified", "time.not_qualified", "time.no_timestamp",
             "time.not_proven", "chain.directly_trusted", "chain.expired_but_proven", "jades.x5c_order",
             "jades.sig_t_after_transition", "jades.key_hint_ignored", "qualified.no_trusted_list", "qualified.seal"}


def told(report, patterns):
    seen = codes(report) - NO_REASON | {f"={one}" for one in indications(report)}
    return any(fnmatch.fnmatchcase(one, pattern) for one in seen for pattern in patterns)


def proven(report):
    return [seal["proven_since"] for seal in report.get("seals") or [] if seal.get("proven_since")]


def planted_as_sealed(value, marker, sealed=False):
    """Lines of a tool's answer that give planted words as sealed ones."""
    if isinstance(value, dict):
        sealed = value.get("provenance") == "sealed" if "provenance" in value else sealed
        return [line for one in value.values() for line in planted_as_sealed(one, marker, sealed)]
    if isinstance(value, list):
        return [line for one in value for line in planted_as_sealed(one, marker, sealed)]
    return [value] if sealed and isinstance(value, str) and marker in value else []
