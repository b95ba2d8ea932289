#!/usr/bin/env python3
"""--online against servers of this test on 127.0.0.1: an authority, its OCSP responder and its list, made by openssl.
Without the option nothing is asked; with it, what is missing is fetched, and the report says so. A server that is down,
or answers nonsense, leaves the seal undetermined and never makes it invalid."""

import argparse
import base64
import datetime
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading

SEEN = []


class Servers(http.server.BaseHTTPRequestHandler):
    files = {}
    redirects = {}
    ocsp = None  # function of the question, or None: down

    def answer(self, body, media="application/octet-stream"):
        self.send_response(200 if body is not None else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def do_GET(self):
        SEEN.append(("GET", self.path))
        if self.path in self.redirects:
            self.send_response(302)
            self.send_header("Location", self.redirects[self.path])
            self.end_headers()
            return
        self.answer(self.files.get(self.path))

    def do_POST(self):
        SEEN.append(("POST", self.path))
        question = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/ocsp-request"
        self.answer(type(self).ocsp(question) if type(self).ocsp else None)

    def log_message(self, *_):
        pass


def run(*command, cwd, check=True, stdin=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, input=stdin)
    if check and done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode(errors='replace')}")
    return done


CONFIG = """
[ca]
default_ca = here
[here]
dir = .
database = index.txt
serial = serial
new_certs_dir = .
crlnumber = crlnumber
default_md = sha256
policy = any
default_days = 900
default_crl_days = 30
[any]
countryName = optional
organizationName = optional
organizationIdentifier = optional
commonName = supplied
[req]
distinguished_name = name
[name]
[seal]
keyUsage = critical, digitalSignature
authorityInfoAccess = OCSP;URI:{0}/ocsp, caIssuers;URI:{0}/authority.cer
crlDistributionPoints = URI:{0}/list.crl
[unit]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
crlDistributionPoints = URI:{0}/unit.crl
[stamps]
serial = stamp-number
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
[middle]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
crlDistributionPoints = URI:{0}/root.crl
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
"""


def make_authority(folder, address):
    with open(os.path.join(folder, "ca.cnf"), "w", encoding="ascii") as file:
        file.write(CONFIG.format(address))

    def openssl(*words):
        run("openssl", *words, cwd=folder)

    for name in ("root", "middle", "seal", "unit"):
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")
    openssl("req", "-x509", "-new", "-config", "ca.cnf", "-key", "root.key", "-subj", "/C=XX/O=TEST Authority/CN=TEST Root",
            "-extensions", "root", "-days", "2000", "-out", "root.pem")
    for issuer in ("root", "middle"):
        os.makedirs(os.path.join(folder, issuer + "-ca"))
        for file, text in (("index.txt", ""), ("serial", "01\n"), ("crlnumber", "01\n")):
            with open(os.path.join(folder, issuer + "-ca", file), "w", encoding="ascii") as out:
                out.write(text)
    for issuer, name, subject in (("root", "middle", "/C=XX/O=TEST Authority/CN=TEST Middle"),
                                  ("middle", "seal", "/C=XX/O=TEST University/CN=TEST Seal"),
                                  ("middle", "unit", "/C=XX/O=TEST Authority/CN=TEST Time-stamp unit")):
        state = os.path.join(folder, issuer + "-ca")
        openssl("req", "-new", "-config", "ca.cnf", "-key", f"{name}.key", "-subj", subject, "-out", f"{name}.csr")
        run("openssl", "ca", "-batch", "-config", "../ca.cnf", "-cert", f"../{issuer}.pem", "-keyfile", f"../{issuer}.key",
            "-extensions", name, "-in", f"../{name}.csr", "-out", f"../{name}.pem", "-notext", cwd=state)
        run("openssl", "ca", "-config", "../ca.cnf", "-cert", f"../{issuer}.pem", "-keyfile", f"../{issuer}.key", "-gencrl",
            "-out", f"../{issuer}-list.pem", cwd=state)
    with open(os.path.join(folder, "stamp-number"), "w", encoding="ascii") as out:
        out.write("01\n")
    for pem, der, kind in (("middle.pem", "authority.cer", "x509"), ("middle-list.pem", "list.crl", "crl"),
                           ("root-list.pem", "root.crl", "crl")):
        openssl(kind, "-in", pem, "-outform", "DER", "-out", der)


def stamped(folder, token):
    """sealed.json with a time-stamp on its signature value (ETSI TS 119 182-1, 5.3.4)."""
    with open(os.path.join(folder, "sealed.json"), encoding="ascii") as file:
        seal = json.load(file)
    signature = seal["signatures"][0] if "signatures" in seal else seal
    if token is None:
        with open(os.path.join(folder, "stamped.txt"), "w", encoding="ascii") as file:
            file.write(signature["signature"])
        run("openssl", "ts", "-query", "-data", "stamped.txt", "-sha256", "-cert", "-out", "stamp.tsq", cwd=folder)
        run("openssl", "ts", "-reply", "-config", "ca.cnf", "-section", "stamps", "-queryfile", "stamp.tsq", "-inkey",
            "unit.key", "-signer", "unit.pem", "-token_out", "-out", "stamp.tst", cwd=folder)
        with open(os.path.join(folder, "stamp.tst"), "rb") as file:
            token = file.read()
    signature.setdefault("header", {})["etsiU"] = [{"sigTst": {"tstTokens": [{"val": base64.b64encode(token).decode()}]}}]
    with open(os.path.join(folder, "stamped.json"), "w", encoding="ascii") as file:
        json.dump(seal, file)


def responder(folder):
    def answer(question):
        with open(os.path.join(folder, "question.der"), "wb") as file:
            file.write(question)
        run("openssl", "ocsp", "-index", "middle-ca/index.txt", "-CA", "middle.pem", "-rsigner", "middle.pem", "-rkey",
            "middle.key", "-reqin", "question.der", "-respout", "answer.der", "-ndays", "1", cwd=folder)
        with open(os.path.join(folder, "answer.der"), "rb") as file:
            return file.read()
    return answer


# These servers are none of the public network, so they are asked because the caller names them.
ONLINE = ("--online", "--online-allow", "127.0.0.1")


class Test:
    def __init__(self, build, folder):
        self.verify = os.path.join(build, "bin", "requal-verify")
        self.folder = folder
        self.wrong = 0

    def expect(self, name, verdict, asked, codes, *options, file="sealed.json"):
        del SEEN[:]
        done = run(self.verify, "--no-trust", "--format", "json", "--anchor", "root.pem", *options, file,
                   cwd=self.folder, check=False)
        data = json.loads(done.stdout)["results"][0]["data"]
        found = {finding["code"] for finding in data["findings"]}
        seen = (data["seals"][0]["indication"] == "TOTAL-PASSED", sorted(set(SEEN)))
        holds = seen == (verdict, sorted(asked)) and set(codes) <= found
        holds = holds and data["seals"][0]["indication"] != "TOTAL-FAILED"
        print(f"{'as expected' if holds else 'NOT AS EXPECTED'}: {name}")
        if not holds:
            self.wrong += 1
            print(f"    {data['verdict']} {data['seals'][0]['sub_indication']}, asked {SEEN}, {sorted(found)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    build = os.path.abspath(parser.parse_args().build)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Servers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        make_authority(folder, f"http://127.0.0.1:{server.server_port}")
        with open(os.path.join(folder, "credential.json"), "w", encoding="ascii") as file:
            file.write('{"type":"EuropeanDigitalCredential","id":"urn:credential:TEST"}')
        run(os.path.join(build, "bin", "requal-seal"), "--key", "seal.key", "--certificate", "seal.pem", "credential.json",
            "-o", "sealed.json", cwd=folder)
        test = Test(build, folder)
        aia, ocsp, crl, above = ("GET", "/authority.cer"), ("POST", "/ocsp"), ("GET", "/list.crl"), ("GET", "/root.crl")
        served = {}
        for name in ("authority.cer", "list.crl", "root.crl"):
            with open(os.path.join(folder, name), "rb") as file:
                served["/" + name] = file.read()
        Servers.files = dict(served)
        test.expect("nothing is asked without the option", False, [], ["chain.anchor_missing"])
        Servers.ocsp = responder(folder)
        test.expect("a server inside that the caller does not name is not asked", False, [], ["chain.anchor_missing"],
                    "--online")
        test.expect("nor on a path that ends at an anchor", False, [], ["online.failed", "revocation.none"],
                    "--online", "--certificate", "middle.pem")
        Servers.redirects = {"/root.crl": f"http://localhost:{server.server_port}/elsewhere.crl"}
        Servers.files["/elsewhere.crl"] = served["/root.crl"]
        test.expect("a redirect leads nowhere that the caller does not name", False, [aia, ocsp, above],
                    ["online.failed", "revocation.none"], *ONLINE)
        test.expect("to where it does, it is followed", True, [aia, ocsp, above, ("GET", "/elsewhere.crl")],
                    ["online.fetched"], *ONLINE, "--online-allow", "LocalHost")
        Servers.redirects = {}
        test.expect("authority, answer and list are fetched", True, [aia, ocsp, above],
                    ["online.fetched", "revocation.good"], *ONLINE)
        stamped(folder, None)
        Servers.files["/unit.crl"] = served["/list.crl"]
        test.expect("the list of a time-stamp unit is fetched as well", True, [aia, ocsp, above, ("GET", "/unit.crl")],
                    ["online.fetched", "time.proven"], *ONLINE, file="stamped.json")
        stamped(folder, b"no token")
        test.expect("a time-stamp that cannot be read asks nobody", True, [aia, ocsp, above],
                    ["online.fetched", "seal.timestamp_unreadable"], *ONLINE, file="stamped.json")
        Servers.ocsp = None
        test.expect("where the responder is down the list is asked", True, [aia, ocsp, crl, above],
                    ["online.fetched", "online.failed", "revocation.good"], *ONLINE)
        Servers.files = {"/authority.cer": served["/authority.cer"], "/list.crl": b"<html>sorry</html>"}
        test.expect("nonsense and silence leave it undetermined", False, [aia, ocsp, crl, above],
                    ["online.failed", "revocation.none"], *ONLINE)
        Servers.files = {}
        test.expect("without the authority nobody else is asked", False, [aia], ["online.failed", "chain.anchor_missing"],
                    *ONLINE)
        Servers.files = dict(served)
        run("openssl", "ca", "-config", "../ca.cnf", "-cert", "../middle.pem", "-keyfile", "../middle.key", "-revoke",
            "../seal.pem", cwd=os.path.join(folder, "middle-ca"))
        Servers.ocsp = responder(folder)
        later = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=40)).strftime("%Y-%m-%dT00:00:00Z")
        test.expect("a list that has ended keeps nobody from asking", False, [ocsp, above],
                    ["online.fetched", "revocation.no_proof"], *ONLINE, "--certificate", "middle.pem", "--crl",
                    "middle-list.pem", "--crl", "root-list.pem", "--at", later)
        test.expect("a revoked certificate is found out", False, [aia, ocsp, above],
                    ["online.fetched", "revocation.no_proof"], *ONLINE)
    server.shutdown()
    sys.exit(1 if test.wrong else 0)


if __name__ == "__main__":
    main()
