"""Files that are right, and must stay right: the genuine credentials that the attacks bend, and changes that no signature
forbids."""

import base64
import gzip

from documents import CREDENTIAL_ID, credential, credential_parts, elmo, inner_credential, presentation
from hostile import DECLARATION, NAME
from wrapping import MARK
from xml_seal import C14N, WITHOUT_ITSELF, filter2, seal, xpath


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


def presented(proof):
    return presentation(inner_credential(credential_parts()), proof)
