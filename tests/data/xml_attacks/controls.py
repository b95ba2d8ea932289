"""Files that are right, and must stay right: the genuine credentials that the attacks bend, and changes that no signature
forbids."""

import base64
import gzip

from documents import CREDENTIAL, CREDENTIAL_ID, DS, ELM2, credential, credential_parts, elmo, inner_credential, presentation
from hostile import DECLARATION, NAME
from wrapping import MARK
from xml_seal import (C14N, EXCLUSIVE, FILTER2, HASHES, RSA_SHA256, WITHOUT_ITSELF, Seal, by_curve, canonical, filter2,
                      raw_pair, seal, signing_certificate, transform, xpath)
from pki import key_file, openssl # xml_seal sets the path to it


def write(corpus):
    sealed = credential(seal(credential).write())
    corpus.control("elm2_filter2", DECLARATION + sealed)
    corpus.control("elm2_filter2_with_white_space", credential(
        seal(credential, filter2(("subtract", "/descendant::ds:Signature  ")) + C14N).write()))
    corpus.control("elm2_xpath", credential(seal(credential, xpath("not(ancestor-or-self::ds:Signature)") + C14N).write()))
    corpus.control("elm2_enveloped", credential(seal(credential, WITHOUT_ITSELF).write()))
    corpus.control("elm2_by_identifier", credential(seal(credential, WITHOUT_ITSELF, "#" + CREDENTIAL_ID).write()))
    corpus.control("elm2_presentation", presented(seal(presented).write()))
    # Changes of the file that are no changes of what was signed.
    corpus.control("elm2_in_utf16", ('<?xml version="1.0" encoding="UTF-16"?>' + sealed).encode("utf-16"))
    corpus.control("elm2_with_byte_order_mark", b"\xef\xbb\xbf" + (DECLARATION + sealed).encode())
    corpus.control("elm2_with_character_references", sealed.replace(NAME, ">&#84;&#x65;ss<"))
    corpus.control("elm2_with_a_section", sealed.replace(NAME, "><![CDATA[Tess]]><"))
    corpus.control("elm2_with_a_comment_in_the_name", sealed.replace(NAME, f">Te<!--{MARK}-->ss<"))
    corpus.control("elm2_with_a_comment_in_the_grade", sealed.replace(">5 - excellent<", f">5<!--{MARK}--> - excellent<"))
    corpus.control("elm2_with_a_comment_outside", f"<!--{MARK}-->" + sealed + f"<!--{MARK}-->")
    corpus.control("elm2_with_other_quotes_and_white_space", sealed.replace('xsdVersion="0.10.0"', "xsdVersion = '0.10.0' "))
    transcript = elmo(seal(elmo, WITHOUT_ITSELF, properties=False).write())
    corpus.control("elmo", DECLARATION + transcript)
    corpus.control("elmo_zipped", base64.b64encode(gzip.compress(transcript.encode())), ".txt")
    corpus.control("elmo_with_a_comment_in_the_grade", transcript.replace(">10</resultLabel>", f">1<!--{MARK}-->0</resultLabel>"))
    prefix_lists(corpus)
    wrapped_identifiers(corpus)
    certificate_references(corpus)


def certificate_references(corpus):
    made = Seal()
    made.more_signed_properties = signing_certificate(made.certificate)
    made.refer("", canonical(credential("")), WITHOUT_ITSELF, identifier="r-test-1").refer_properties()
    corpus.control("elm2_signing_certificate_of_both_generations", credential(made.write()))
    made = by_curve("seal-p256")
    corpus.control("elm2_ecdsa", credential(made.write(value=raw_pair(made.value(), 32))))


OUTER = 'xmlns:extra="urn:test:extra"'


def below_extra(document):
    """The same document with one more namespace declared at its root."""
    return document.replace(f'xmlns="{ELM2}"', f'xmlns="{ELM2}" {OUTER}', 1)


def listed(prefixes, declarations, document=credential):
    """A seal whose CanonicalizationMethod lists prefixes; what SignedInfo inherits is signed with it (Exclusive C14N, 3)."""
    made = seal(document)
    made.canonicalization_parameters = (
        "" if prefixes is None else
        f'<ec:InclusiveNamespaces xmlns:ec="{EXCLUSIVE}" PrefixList="{prefixes}"></ec:InclusiveNamespaces>')
    made.declarations = declarations
    return made


def prefix_lists(corpus):
    default, cred = f'xmlns="{ELM2}"', f'xmlns:cred="{CREDENTIAL}"'
    for name, prefixes, declarations in (
            ("empty", "", f'xmlns:ds="{DS}"'),
            ("blank", " ", f'xmlns:ds="{DS}"'),
            ("of_none_in_sight", "nowhere nothing", f'xmlns:ds="{DS}"'),
            ("of_what_is_used_anyway", "ds", f'xmlns:ds="{DS}"'),
            ("of_one", "cred", f'{cred} xmlns:ds="{DS}"'),
            ("of_the_default", "#default", f'{default} xmlns:ds="{DS}"'),
            ("of_several_over_lines", "#default&#xA;cred  ds #default", f'{default} {cred} xmlns:ds="{DS}"')):
        corpus.control(f"elm2_prefix_list_{name}", credential(listed(prefixes, declarations).write()))
    # What no list names may be declared anew; what one names may not (`meaning.py`).
    corpus.control("elm2_prefix_list_and_a_namespace_added", below_extra(credential(
        listed("cred", f'{cred} xmlns:ds="{DS}"').write())))
    corpus.control("elm2_prefix_list_of_an_unused_namespace", below_extra(credential(
        listed("extra", f'xmlns:ds="{DS}" {OUTER}').write())))
    # In a transform, of the document's own content.
    inside = transform(EXCLUSIVE, f'<ec:InclusiveNamespaces xmlns:ec="{EXCLUSIVE}" PrefixList="xsi"></ec:InclusiveNamespaces>')
    chain = filter2(("subtract", "/descendant::ds:Signature")) + inside
    corpus.control("elm2_prefix_list_in_a_transform", credential(seal(
        credential, chain, content=canonical(credential(""))).write()))


def wrapped_identifiers(corpus):
    """An identifier with white space around it is the same identifier (XML Schema part 2, anyURI)."""
    def wrapped(text, uri):
        return text.replace(f'"{uri}"', f'"\n        {uri}\n    "', 1)
    for name, uri in (("method", RSA_SHA256), ("canonicalization", EXCLUSIVE), ("digest", HASHES["sha256"]),
                      ("transform", FILTER2), ("reference_type", "http://uri.etsi.org/01903#SignedProperties")):
        made = seal(credential)
        # A parser makes spaces of the line ends, and the canonical form has those.
        info = wrapped(made.signed_info(), uri)
        spaces = info.replace("\n", " ").replace("<ds:SignedInfo>", f'<ds:SignedInfo xmlns:ds="{DS}">', 1)
        value = openssl("dgst", "-sha256", "-sign", key_file(made.key), "-binary", stdin=spaces.encode())
        corpus.control(f"elm2_wrapped_{name}", credential(made.write(info=info, value=value)))


def presented(proof):
    return presentation(inner_credential(credential_parts()), proof)
