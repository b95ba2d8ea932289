#!/usr/bin/env python3
"""requal-trust update against a server that this test starts on 127.0.0.1: what is fetched and what is not, what a
server can do wrong, and that the bundle keeps its last good lists through all of it."""

import os
import pty
import ssl
import subprocess
import tempfile

from list_server import ListServer, Reply
from trust_tool import Checks, SOURCE, Tool, arguments, files_of, lists, need_xmlsec1

from lists import sign
from make_lists import World

AUTHORITY = os.path.join(SOURCE, "tests", "data", "authority")


class UpdateTest:
    def __init__(self, tool, folder, check):
        self.tool, self.check, self.folder = tool, check, folder
        self.bundle = os.path.join(folder, "bundle")
        self.server = ListServer()
        self.world = World(self.server.address)
        self.good = {"/lotl.xml": Reply(self.world.lotl()), "/pivot-2.xml": Reply(self.world.pivot()),
                     "/XA.xml": Reply(self.world.xa_list()), "/XB.xml": Reply(self.world.xb_list())}

    def at(self, path):
        return self.server.address + path

    def update(self, *more, into=None, **pages):
        """Fetches the good lists, with some replaced: XA=Reply(…)."""
        self.server.pages = {**self.good, **{f"/{name}.xml": reply for name, reply in pages.items()}}
        self.server.asked.clear()
        return self.tool.run("update", "--into", into or self.bundle, "--lotl-url", self.at("/lotl.xml"), *more)

    def run(self):
        for name in dir(self):
            if name.startswith("test_"):
                print(name.replace("_", " ").removeprefix("test "))
                getattr(self, name)()
        self.server.close()

    # In the order of their names: the first fills the bundle that the others leave as it is.

    def test_1_a_first_update_follows_the_pivot(self):
        answer = self.update("--lotl-signers", lists("signers.pem"))
        self.check.that(answer.outcomes() == {"EU:pivot": "imported", "EU:list-of-lists": "imported", "XA": "imported",
                                              "XB": "imported", self.at("/XC.xml"): "refused"},
                        "what there is was imported", answer.outcomes() or answer.stderr)
        self.check.that(answer.codes(self.at("/XC.xml")) == ["trust.fetch_failed"] and
                        "status 404" in answer.messages(self.at("/XC.xml")),
                        "what is not there is named", answer.messages(self.at("/XC.xml")))
        self.check.that(answer.status == 4, "and gives 4", answer.status)
        self.check.that(answer.bundle()["missing"] == ["XC"], "and is missing", answer.bundle())
        self.check.that(self.server.paths() == ["/lotl.xml", "/pivot-2.xml", "/XA.xml", "/XB.xml", "/XC.xml"],
                        "nothing else was fetched: no PDF, no page of the Official Journal", self.server.paths())
        agents = {headers.get("User-Agent") for _, headers in self.server.asked}
        self.check.that(len(agents) == 1 and agents.pop().startswith("requal/"), "requests say who asks",
                        self.server.asked[0])
        imported = os.path.join(self.folder, "imported")
        for name in ("lotl", "pivot-2", "XA", "XB"):
            with open(os.path.join(self.folder, name + ".xml"), "wb") as file:
                file.write(self.good[f"/{name}.xml"].body)
        by_hand = self.tool.run("import", "--into", imported, "--lotl", os.path.join(self.folder, "lotl.xml"),
                                "--lotl-signers", lists("signers.pem"), "--pivot",
                                os.path.join(self.folder, "pivot-2.xml"), os.path.join(self.folder, "XA.xml"),
                                os.path.join(self.folder, "XB.xml"))
        self.check.that(by_hand.bundle()["sha256"] == answer.bundle()["sha256"],
                        "the same files by import give the same bundle")

    def test_2_the_next_update_knows_its_signers_from_the_bundle(self):
        answer = self.update(XC=Reply(self.world.lotl()))
        self.check.that(answer.outcomes().get("EU:list-of-lists") == "imported", "the list of lists is taken",
                        answer.outcomes() or answer.stderr)
        self.check.that("/pivot-2.xml" not in self.server.paths(), "no pivot is needed", self.server.paths())
        self.check.that(answer.codes(self.at("/XC.xml")) == ["trust.list_of_another_territory"] and
                        answer.status == 1, "a list of lists in the place of a national list is refused",
                        answer.codes(self.at("/XC.xml")))

    def test_2_then_all_is_there(self):
        self.good["/XC.xml"] = Reply(sign(self.world.unsigned_xa(territory="XC"), self.world.xb))
        answer = self.update()
        self.check.that(answer.status == 0 and set(answer.outcomes().values()) == {"imported"}, "all is imported",
                        answer.outcomes())
        self.check.that(answer.bundle()["missing"] == [], "and nothing is missing", answer.bundle())

    def kept(self, name, status, code, words="", more=(), **pages):
        """One list is no good: the bundle stays as it is, and the other lists are taken."""
        before, files = self.tool.sha256(self.bundle), files_of(self.bundle)
        answer = self.update(*more, **pages)
        codes, said = answer.codes(self.at("/XA.xml")), answer.messages(self.at("/XA.xml"))
        self.check.that(codes[:1] == [code] and words in said, f"{name}: {code}", (codes, said, answer.stderr))
        self.check.that("trust.list_kept" in codes, f"{name}: it is said that the last good list is kept", codes)
        self.check.that(answer.status == status, f"{name}: exit {status}", answer.status)
        self.check.that(self.tool.sha256(self.bundle) == before and files_of(self.bundle) == files,
                        f"{name}: the bundle is what it was")
        self.check.that(answer.outcomes().get("XB") == "imported", f"{name}: the other lists are taken all the same",
                        answer.outcomes())

    def test_3_answers_that_are_no_good_list(self):
        broken = {name: content for name, content in self.world.broken()}
        good = self.world.xa_list()
        self.kept("a web page", 4, "trust.not_a_list", "a web page", XA=Reply(broken["page.html"]))
        self.kept("nothing", 4, "trust.not_a_list", "an empty file", XA=Reply(""))
        self.kept("half a list", 4, "trust.not_a_list", XA=Reply(good[: len(good) // 2]))
        self.kept("an answer that breaks off", 4, "trust.fetch_failed", XA=Reply(good[:3000], promised=len(good)))
        self.kept("a failure of the server", 4, "trust.fetch_failed", "status 500", XA=Reply("", 500))
        self.kept("no content", 4, "trust.fetch_failed", "status 204", XA=Reply("", 204))
        self.kept("an unsigned list", 1, "trust.list_signature_count", XA=Reply(broken["unsigned.xml"]))
        self.kept("a changed list", 1, "trust.list_signature_broken", XA=Reply(broken["changed-after-signing.xml"]))
        self.kept("the list of another country", 1, "trust.list_of_another_territory", "gave the list of XB",
                  XA=Reply(self.world.xb_list()))
        self.kept("signed by another country", 3, "trust.list_signer_unknown",
                  XA=Reply(broken["signed-by-another-country.xml"]))
        self.kept("a server that does not answer in time", 4, "trust.fetch_failed", more=("--timeout", "1"),
                  XA=Reply(good, slow=3))
        self.kept("more than a list can be", 4, "trust.fetch_failed", "larger than", XA=Reply(b" " * (65 << 20)))

    def test_3b_on_a_terminal_it_says_how_far_it_is(self):
        self.server.pages = {path: Reply(reply.body, slow=1.3 if path == "/lotl.xml" else 0.3)
                             for path, reply in self.good.items()}
        reader, terminal = pty.openpty()
        process = subprocess.Popen(self.tool.words("update", "--into", os.path.join(self.folder, "told"), "--lotl-url",
                                                   self.at("/lotl.xml"), "--lotl-signers", lists("signers.pem")),
                                   env=self.tool.environment, stdout=subprocess.DEVNULL, stderr=terminal)
        os.close(terminal)
        process.wait()
        said = os.read(reader, 65536).decode()
        os.close(reader)
        for text in ("requal-trust: 0 of 1", "requal-trust: 1 of 4", "requal-trust: 2 of 4", "requal-trust: 3 of 4"):
            self.check.that(text in said, f"it says '{text}'", said)

    def test_4_redirects(self):
        def chain(length, target="/moved/0"):
            for i in range(length):
                self.good[f"/moved/{i}"] = Reply("", 302, {"Location": f"/moved/{i + 1}", "Set-Cookie": "seen=yes"})
            self.good[f"/moved/{length}"] = Reply(self.world.xa_list())
            return Reply("", 302, {"Location": target, "Set-Cookie": "seen=yes"})
        answer = self.update(XA=chain(4))
        self.check.that(answer.outcomes().get("XA") == "imported", "five redirects are followed", answer.outcomes())
        self.check.none([headers for _, headers in self.server.asked if "Cookie" in headers],
                        "cookies are not sent back")
        self.kept("six redirects", 4, "trust.fetch_failed", XA=chain(5))
        for target in ("file:///etc/hostname", "ftp://127.0.0.1/XA.xml", "gopher://127.0.0.1:9/"):
            self.kept(f"a redirect to {target}", 4, "trust.fetch_failed", XA=Reply("", 302, {"Location": target}))

    def test_5_a_list_of_lists_that_does_not_count(self):
        before = self.tool.sha256(self.bundle)
        stranger = {name: content for name, content in self.world.broken()}["lotl-signed-by-a-stranger.xml"]
        for name, reply, code in (("by a stranger", Reply(stranger), "trust.list_signer_unknown"),
                                  ("unreachable", Reply("", 503), "trust.fetch_failed")):
            answer = self.update(lotl=reply)
            self.check.that(answer.codes(self.at("/lotl.xml"))[:1] == [code]
                            and answer.outcomes().get("XA") == "imported" and self.tool.sha256(self.bundle) == before,
                            f"a list of lists {name}: {code}, and the lists are fetched by the one in the bundle",
                            answer.codes(self.at("/lotl.xml")))
            empty = os.path.join(self.folder, "empty")
            answer = self.update("--lotl-signers", lists("signers.pem"), into=empty, lotl=reply)
            self.check.that(answer.status == 5 and "trust.lotl_missing" in answer.stderr and not answer.results,
                            f"a list of lists {name}, and no bundle: 5", answer.stderr)
            self.check.that(self.tool.run("show", "--trust", empty).status == 5, "and no bundle comes of it")
        answer = self.update(into=os.path.join(self.folder, "nobody"))
        self.check.that(answer.status == 5 and "trust.signers_unreadable" in answer.stderr and not self.server.asked,
                        "without any signer nothing is fetched", answer.stderr)

    def test_6_pivots_come_from_the_server_of_the_list_of_lists_alone(self):
        other = ListServer()
        other.pages = {"/pivot-2.xml": Reply(self.world.pivot())}
        elsewhere = World(other.address)
        into = os.path.join(self.folder, "elsewhere")
        answer = self.update("--lotl-signers", lists("signers.pem"), into=into, lotl=Reply(elsewhere.lotl()))
        self.check.that(answer.status == 5 and not other.asked, "a pivot on another server is not fetched", other.asked)
        other.close()

    def test_7_a_server_that_nobody_vouches_for(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(AUTHORITY, "seal-rsa.pem"),
                                os.path.join(AUTHORITY, "keys", "seal-rsa.pem"))
        secure = ListServer(context)
        secure.pages = dict(self.good)
        answer = self.tool.run("update", "--into", self.bundle, "--lotl-url", secure.address + "/lotl.xml")
        message = answer.messages(secure.address + "/lotl.xml")
        self.check.that("trust.fetch_failed" in answer.codes(secure.address + "/lotl.xml") and "certificate" in message
                        and not secure.asked, "a server certificate that the system does not trust is refused", message)
        secure.close()

    def test_8_what_is_no_address_is_a_wrong_call(self):
        for address in ("file:///etc/hostname", "lists.example", ""):
            answer = self.tool.run("update", "--into", self.bundle, "--lotl-url", address)
            self.check.that(answer.status == 2, f"--lotl-url '{address}' is a wrong call", answer.status)

    def test_9_no_server_at_all(self):
        before, files = self.tool.sha256(self.bundle), files_of(self.bundle)
        self.server.close()
        answer = self.tool.run("update", "--into", self.bundle, "--lotl-url", self.at("/lotl.xml"))
        self.check.that(answer.status == 4 and set(answer.outcomes().values()) == {"refused"}, "nothing was fetched",
                        answer.outcomes() or answer.stderr)
        self.check.that(self.tool.sha256(self.bundle) == before and files_of(self.bundle) == files,
                        "and the bundle is what it was")
        self.server = ListServer()


def main():
    given = arguments("Updates a bundle from a local server.")
    need_xmlsec1()
    check = Checks()
    with tempfile.TemporaryDirectory(prefix="requal-update-") as folder:
        UpdateTest(Tool(given.build), folder, check).run()
    check.finish()


if __name__ == "__main__":
    main()
