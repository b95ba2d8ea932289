"""A second opinion on XML signatures: the xmlsec1 command line and Python's own XML reader, nothing of requal.

xmlsec1 stops at the first reference that does not match, and needs the key before it looks at any. So it is asked twice:
`--verify` for the whole, and `--sign` with a key of our own on a copy, only to read the digests that it computes for
each reference."""

import collections
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree

DS = "http://www.w3.org/2000/09/xmldsig#"
KEY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "authority", "keys", "seal-rsa.pem")
TRANSFORMS = {
    DS + "enveloped-signature", DS + "base64", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "http://www.w3.org/2006/12/xml-c14n11",
    "http://www.w3.org/2006/12/xml-c14n11#WithComments", "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"}
WITHOUT_SIGNATURE = {
    "http://www.w3.org/TR/1999/REC-xpath-19991116": {"not(ancestor-or-self::%Signature)"},
    "http://www.w3.org/2002/06/xmldsig-filter2": {"subtract /descendant::%Signature", "subtract //%Signature",
                                                  "subtract /*/%Signature"}}
Found = collections.namedtuple("Found", "value references why")


class Unreadable(Exception):
    """The file is no XML that this script reads."""


def tag(name):
    return "{" + DS + "}" + name


class File:
    """An XML file and its signatures, in document order."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.content = file.read()
        try:
            self.root = xml.etree.ElementTree.fromstring(self.content)
        except (xml.etree.ElementTree.ParseError, LookupError, ValueError) as error:
            raise Unreadable(str(error)) from error
        self.signatures = list(self.root.iter(tag("Signature")))
        self._interrupted = None
        self.has_document_type = b"<!DOCTYPE" in self.content
        self.identifiers = collections.Counter(
            value for element in self.root.iter() for name, value in element.items()
            if name.rpartition("}")[2].lower() == "id")

    def references(self, signature):
        """The ds:Reference elements of the only SignedInfo."""
        infos = signature.findall(tag("SignedInfo"))
        return infos[0].findall(tag("Reference")) if len(infos) == 1 else []

    def interrupted(self, reference):
        """Whether the DigestValue of a reference holds a comment or an instruction, which Python's reader leaves out."""
        if self._interrupted is None:
            whole = xml.etree.ElementTree.XMLParser(target=xml.etree.ElementTree.TreeBuilder(
                insert_comments=True, insert_pis=True))
            root = xml.etree.ElementTree.fromstring(self.content, whole)
            self._interrupted = [any(not isinstance(child.tag, str) for value in found.findall(tag("DigestValue"))
                                     for child in value) for found in root.iter(tag("Reference"))]
        return self._interrupted[list(self.root.iter(tag("Reference"))).index(reference)]

    def names_one_key_in_parts(self, number):
        """Whether certificates stand in several X509Data, and a signed property says which of them is the signer's."""
        signature = self.signatures[number]
        parts = [part for info in signature.findall(tag("KeyInfo")) for part in info.findall(tag("X509Data"))
                 if part.find(tag("X509Certificate")) is not None]
        return len(parts) > 1 and any(element.tag.rpartition("}")[2] in ("SigningCertificate", "SigningCertificateV2")
                                      for element in signature.iter())

    def in_assertion(self, number):
        """Whether a signature stands inside the SignedAssertions of another one."""
        return any(self.signatures[number] in list(element.iter(tag("Signature"))) for element in self.root.iter()
                   if element.tag.endswith("}SignedAssertions"))

    def _id_options(self):
        """xmlsec1 knows an Id only where it is told of it: elements that some reference names."""
        wanted = {reference.get("URI", "")[1:] for reference in self.root.iter(tag("Reference"))
                  if reference.get("URI", "").startswith("#")}
        wanted |= {found for uri in wanted for found in re.findall(r"id\(['\"]([^'\"]+)", uri)}
        wanted |= {found for xpath in self.root.iter() if xpath.tag.endswith("}XPath") and xpath.text
                   for found in re.findall(r"id\(['\"]([^'\"]+)", xpath.text)}
        wanted |= {method.get("URI", "")[1:] for method in self.root.iter(tag("RetrievalMethod"))}
        options = []
        for element in self.root.iter():
            for name, value in element.items():
                # xmlsec1 looks an attribute up by its local name alone; xml:id it knows by itself.
                name_space, _, name = name.rpartition("}")
                if name.lower() == "id" and value in wanted and name_space != "{http://www.w3.org/XML/1998/namespace":
                    space, _, local = element.tag.rpartition("}")
                    option = ["--id-attr:" + name, (space[1:] + ":" if space else "") + local]
                    if option not in options:
                        options.append(option)
        return [word for option in options for word in option]

    def _run(self, command, number, *options, content=None):
        place = f'(//*[local-name()="Signature" and namespace-uri()="{DS}"])[{number + 1}]'
        done = subprocess.run(["xmlsec1", command, "--enabled-reference-uris", "empty,same-doc", "--node-xpath", place,
                               *self._id_options(), *options, content or self.path],
                              capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL)
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")

    def _digests(self, number):
        """What xmlsec1 computes for the references of a signature; None when it cannot."""
        methods = list(re.finditer(rb"(<(?:[\w.-]+:)?SignatureMethod\b[^>]*?\bAlgorithm\s*=\s*)(\"[^\"]*\"|'[^']*')",
                                   self.content))
        if len(methods) != len(self.signatures):
            return None
        # Any method will do, and this one is known to every xmlsec1.
        spot = methods[number]
        changed = (self.content[:spot.start(2)] + b'"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"'
                   + self.content[spot.end(2):])
        with tempfile.TemporaryDirectory() as folder:
            source, target = os.path.join(folder, "in.xml"), os.path.join(folder, "out.xml")
            with open(source, "wb") as file:
                file.write(changed)
            # aes: a kind of key that no KeyInfo holds, so that KeyInfo is passed over.
            status, _ = self._run("--sign", number, "--ignore-manifests", "--privkey-pem", KEY, "--enabled-key-data",
                                  "aes", "--output", target, content=source)
            if status != 0:
                return None
            signature = list(xml.etree.ElementTree.parse(target).getroot().iter(tag("Signature")))[number]
        return [digest(reference) for reference in self.references(signature)]

    def ask(self, number):
        """Value and references of a signature: True, False, or None where xmlsec1 cannot say, and then why."""
        signature = self.signatures[number]
        references = self.references(signature)
        if not references:
            return Found(None, None, "not exactly one SignedInfo, or no reference in it")
        status, said = self._run("--verify", number, "--insecure", "--ignore-manifests", "--enabled-key-data",
                                 "x509,key-value,rsa,dsa,ecdsa")
        if status == 0 and re.search(r"^OK$", said, re.M):
            return Found(True, [True] * len(references), None)
        right = re.search(r"SignedInfo References \(ok/all\): (\d+)/(\d+)", said)
        all_right = right and right.group(1) == right.group(2) == str(len(references))
        value = False if all_right and re.search(r"^FAIL$", said, re.M) else None
        if any(reference.get("URI") is None for reference in references):
            return Found(None, None, "a reference without URI, which means what the application says")
        computed = self._digests(number)
        if computed is None:
            return Found(value, [True] * len(references) if all_right else None, self.reason(number, said))
        return Found(value, [new == digest(reference) for new, reference in zip(computed, references)],
                     None if value is not None or "data and digest do not match" in said else self.reason(number, said))

    def reason(self, number, said):
        """Why xmlsec1 could not answer, in a few words."""
        if "duplicate ID attribute" in said:
            return "an identifier occurs twice: xmlsec1 does not load the file"
        if self.has_document_type:
            return "the file has a document type"
        uris = [reference.get("URI", "") for reference in self.references(self.signatures[number])]
        if any(uri and not uri.startswith("#") for uri in uris):
            return "a reference leads out of the file, and xmlsec1 is given nothing else"
        if any(uri.startswith("#") and not uri.startswith("#xpointer") and uri[1:] not in self.identifiers
               for uri in uris):
            return "a reference names an identifier that is not there"
        if "xmlSecTransformIdListFindByHref" in said or "xmlSecTransformNodeRead" in said:
            return "an algorithm that xmlsec1 1.2.37 does not know"
        if "key is not found" in said or "KeyInfo" in said:
            return "no key in KeyInfo that xmlsec1 can read"
        return "another error of xmlsec1"


def digest(reference):
    element = reference.find(tag("DigestValue"))
    return None if element is None else re.sub(r"\s", "", element.text or "")


def may_be_refused(reference):
    """Transforms that requal need not run: XSLT, XPath other than "without the signature", and what it has never heard
    of."""
    for transform in reference.iter(tag("Transform")):
        algorithm = transform.get("Algorithm")
        if algorithm in TRANSFORMS:
            continue
        if algorithm in WITHOUT_SIGNATURE and len(transform) == 1:
            written = f"{transform[0].get('Filter', '')} {(transform[0].text or '').strip()}".strip()
            if re.sub(r"[\w.-]+:Signature", "%Signature", written) in WITHOUT_SIGNATURE[algorithm]:
                continue
        return True
    return False


def files_with_signatures(folder):
    """Every file below a folder that looks like XML and mentions the namespace of signatures."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                content = file.read()
            if DS.encode() in content and content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
                yield path
