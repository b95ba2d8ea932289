"""A second opinion on sealed JSON files: Python's json, hashlib and the openssl command line, nothing of requal.

The rules are those of ETSI TS 119 182-1 as far as European digital credentials use them."""

import base64
import functools
import hashlib
import json
import os
import re
import subprocess
import tempfile


def openssl(*arguments, stdin=None, may_fail=False):
    done = subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=False)
    if done.returncode != 0 and not may_fail:
        raise RuntimeError(f"openssl {' '.join(arguments)}: {done.stderr.decode(errors='replace')}")
    return done


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Refused(Exception):
    """The file is no JWS that this script understands."""


class Signature:
    """One signature of an envelope, taken apart."""

    def __init__(self, payload, entry):
        self.payload = payload
        self.protected = entry["protected"]
        self.value_text = entry["signature"]
        self.header = json.loads(from_base64url(self.protected))
        self.etsi_u = (entry.get("header") or {}).get("etsiU", [])
        if not all(isinstance(item, str) for item in self.etsi_u):
            raise Refused("etsiU in clear form")
        self.properties = [json.loads(from_base64url(item)) for item in self.etsi_u]

    def certificates(self):
        """DER of x5c, then of xVals."""
        found = [base64.b64decode(text) for text in self.header.get("x5c", [])]
        for item in self.properties:
            for entry in item.get("xVals", []):
                if "x509Cert" in entry:
                    found.append(base64.b64decode(entry["x509Cert"]["val"]))
        return found

    def value_holds(self):
        """By the first certificate of x5c, after its digest was compared with x5t#S256."""
        signer = self.certificates()[0]
        if self.header.get("x5t#S256") and hashlib.sha256(signer).digest() != from_base64url(self.header["x5t#S256"]):
            return False
        data = self.protected.encode() + b"." + self.payload.encode()
        return verify(self.header["alg"], signer, data, from_base64url(self.value_text))

    def stamps(self):
        """(element, token, what it must cover), in document order."""
        out = [("adoTst", base64.b64decode(t["val"]), self.payload.encode())
               for t in self.header.get("adoTst", {}).get("tstTokens", [])]
        for index, item in enumerate(self.properties):
            for element in ("sigTst", "arcTst"):
                for token in item.get(element, {}).get("tstTokens", []):
                    covered = self.value_text
                    if element == "arcTst":
                        covered = ".".join([self.payload, self.protected, self.value_text,
                                            "".join(self.etsi_u[:index])])
                    out.append((element, base64.b64decode(token["val"]), covered.encode()))
        return out

    def level(self):
        names = {name for item in self.properties for name in item}
        if "sigTst" not in names:
            return "JAdES-BASELINE-B"
        if not names & {"xVals", "rVals", "tstVD"}:
            return "JAdES-BASELINE-T"
        return "JAdES-BASELINE-LTA" if "arcTst" in names else "JAdES-BASELINE-LT"


def load(path):
    with open(path, encoding="utf-8") as file:
        whole = json.load(file)
    if not isinstance(whole, dict) or "payload" not in whole or not isinstance(whole["payload"], str):
        raise Refused("no payload")
    entries = whole.get("signatures") or [whole]
    return [Signature(whole["payload"], entry) for entry in entries]


def with_files(contents, work):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, content in enumerate(contents):
            paths.append(os.path.join(folder, str(number)))
            with open(paths[-1], "wb") as file:
                file.write(content)
        return work(*paths)


def verify(algorithm, certificate, data, value):
    key = openssl("x509", "-inform", "DER", "-noout", "-pubkey", stdin=certificate).stdout
    if algorithm == "EdDSA":
        return with_files([key, data, value], lambda k, d, v: openssl(
            "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", k, "-in", d, "-sigfile", v, may_fail=True)).returncode == 0
    options = ["-sha" + algorithm[2:]]
    if algorithm.startswith("PS"):
        options += ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]
    if algorithm.startswith("ES"):
        half = len(value) // 2
        value = der_sequence(int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big"))
    return with_files([key, data, value], lambda k, d, v: openssl(
        "dgst", *options, "-verify", k, "-signature", v, d, may_fail=True)).returncode == 0


def der_sequence(*numbers):
    def item(tag, content):
        return bytes([tag, len(content)]) + content if len(content) < 128 else bytes([tag, 0x81, len(content)]) + content
    return item(0x30, b"".join(item(2, n.to_bytes(n.bit_length() // 8 + 1, "big")) for n in numbers))


@functools.lru_cache(maxsize=None)
def token_text(token):
    return openssl("ts", "-reply", "-token_in", "-token_out", "-in", "/dev/stdin", "-text", stdin=token).stdout.decode(
        errors="replace")


def token_facts(token):
    """Time and imprint of a token, as openssl prints them."""
    text = token_text(token)
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    name, day, clock, year = re.search(r"Time stamp: (\w{3}) +(\d+) ([\d:]+)(?:\.\d+)? (\d{4}) GMT", text).groups()
    algorithm = re.search(r"Hash Algorithm: (\S+)", text).group(1)
    dump = re.search(r"Message data:\n((?:    .*\n)+)", text).group(1)
    imprint = b"".join(bytes.fromhex(line[11:58].replace("-", " ").strip()) for line in dump.splitlines())
    return {"time": f"{year}-{month.index(name) + 1:02}-{int(day):02}T{clock}Z", "algorithm": algorithm,
            "imprint": imprint}


def imprint_holds(token, covered):
    facts = token_facts(token)
    return hashlib.new(facts["algorithm"], covered).digest() == facts["imprint"]


def token_signature_holds(token, others=()):
    """The signature of the token over its content; whether anybody should trust the signer is not asked."""
    bundle = b"".join(pem(der).encode() for der in others)

    def work(path, extra):
        options = ["-certfile", extra] if bundle else []
        return openssl("cms", "-verify", "-inform", "DER", "-in", path, "-noverify", *options, "-out", os.devnull,
                       may_fail=True)
    return with_files([token, bundle], work).returncode == 0


def token_certificates(token):
    text = openssl("pkcs7", "-inform", "DER", "-print_certs", stdin=token).stdout.decode()
    blocks = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", text, re.S)
    return [openssl("x509", "-outform", "DER", stdin=block.encode()).stdout for block in blocks]


def certificates(signatures):
    found = []
    for signature in signatures:
        found += signature.certificates()
        for _, token, _ in signature.stamps():
            found += token_certificates(token)
    return found


def pem(der):
    return openssl("x509", "-inform", "DER", stdin=der).stdout.decode()


def subject(der):
    """Name parts of the subject by their OpenSSL short or long name."""
    text = openssl("x509", "-inform", "DER", "-noout", "-subject", "-nameopt", "multiline,utf8,-esc_msb",
                   stdin=der).stdout.decode()
    return dict(re.findall(r"^ +(\w+) += (.*)$", text, re.M))


def common_name(der):
    return subject(der).get("commonName", "")


def serial(der):
    return openssl("x509", "-inform", "DER", "-noout", "-serial", stdin=der).stdout.decode().strip()[7:].lower()
