"""Seals that are right in themselves and mean nothing: transforms that select something else, digests and values that
anybody can make, keys that are not the issuer's. The issuer's own key made most of them, so that only a rule can refuse."""

import base64
import hashlib
import hmac
import re

from controls import OUTER, below_extra, listed
from documents import CREDENTIAL_ID, DS, ELM2, credential, credential_parts, presentation
from wrapping import EVIL, EVIL_INNER, MARK, declared, in_object
from xml_seal import (C14N, ENVELOPED, WITHOUT_SIGNATURES, Seal, b64, by_curve, canonical, certificate, filter2, seal,
                      signing_certificate, transform, xpath)
from pki import key_file, openssl, public_key # xml_seal sets the path to it

SUBJECT = "*[local-name()='credentialSubject']"
STYLESHEET = ('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">'
              '<xsl:output method="text"></xsl:output><xsl:template match="/">constant</xsl:template></xsl:stylesheet>')
EVIL_SUBJECT = credential_parts(name=MARK, family=MARK, grade=MARK)
NO_SUBJECT = canonical(re.sub("<credentialSubject.*</credentialSubject>", "", credential("", EVIL_SUBJECT)))


def evil(proof):
    return credential(proof, EVIL)


def decoded_text(document):
    """What a lenient decoder makes of all text: markup is gone, and what is no base64 too."""
    text = re.sub("[^A-Za-z0-9+/]", "", re.sub("<[^>]*>", "", document))
    return base64.b64decode(text[:len(text) // 4 * 4])


def transforms(corpus):
    selections = {
        "transform_subtracts_everything": (filter2(("subtract", "/")) + C14N, b""),
        "transform_intersects_with_nothing": (filter2(("intersect", "/nothing")) + C14N, b""),
        "transform_xpath_false": (xpath("false()") + C14N, b""),
        "transform_subtracts_the_subject": (
            filter2(("subtract", f"/descendant::ds:Signature | //{SUBJECT}")) + C14N, NO_SUBJECT),
        "transform_subtracts_the_subject_too": (
            filter2(("subtract", "/descendant::ds:Signature"), ("subtract", f"//{SUBJECT}")) + C14N, NO_SUBJECT),
        "transform_xpath_without_the_subject": (
            xpath(f"not(ancestor-or-self::ds:Signature or ancestor-or-self::{SUBJECT})") + C14N, NO_SUBJECT),
        "transform_after_the_signature_is_gone": (WITHOUT_SIGNATURES[:-len(C14N)] + xpath("false()") + C14N, b""),
        "transform_xslt": (transform("http://www.w3.org/TR/1999/REC-xslt-19991116", STYLESHEET), b"constant"),
        "transform_unknown": (transform("urn:test:constant"), b""),
        "transform_unknown_after_a_known_one": (WITHOUT_SIGNATURES + transform("urn:test:constant"), b""),
        "transform_base64_of_markup": (transform(DS + "base64"), decoded_text(evil(""))),
        "transform_decodes_what_was_canonical": (WITHOUT_SIGNATURES + transform(DS + "base64"), b""),
        # `ds` stands for something else where the expression is written: what it takes away is not the signature.
        "transform_whose_prefix_means_something_else": (
            transform(ENVELOPED) + filter2(("subtract", "/descendant::ds:Signature"), declarations=' xmlns:ds="urn:evil"')
            + C14N, canonical(credential(""))),
        "transform_whose_prefix_is_the_credential_s": (
            transform(ENVELOPED) + filter2(("subtract", "/descendant::ds:credentialSubject"),
                                           declarations=f' xmlns:ds="{ELM2}"') + C14N, NO_SUBJECT),
    }
    hidden = credential_parts(achievements=f'<e:Signature xmlns:e="urn:evil">{MARK}</e:Signature>')
    for name, (chain, content) in selections.items():
        parts = EVIL_SUBJECT if content == NO_SUBJECT else EVIL
        if name == "transform_whose_prefix_means_something_else":
            parts = hidden
        made = seal(credential, chain, content=content)
        corpus.attack(name, credential(made.write(), parts))


def references(corpus):
    made = Seal()
    corpus.attack("no_reference_at_all", evil(made.write()))
    external = {"http": f"http://127.0.0.1:{corpus.port}/secret", "file": "file://" + corpus.secret, "name": "secret.txt"}
    for name, uri in external.items():
        made = Seal().refer(uri, corpus.secret_content, "", identifier="r-test-1").refer_properties()
        corpus.attack(f"reference_to_a_{name}_outside", evil(made.write()))
    for name, uri in (("itself", "#id-test-1"), ("its_value", "#value-id-test-1"), ("a_bare_hash", "#"),
                      ("nothing_there", "#nowhere"), ("an_xpointer", "#xpointer(/nothing)"),
                      ("a_percent_encoded_name", "#%75rn:credential:test-0001"), ("a_name_with_white_space", " #decoy ")):
        corpus.attack(f"reference_to_{name}", evil(Seal().refer(uri, b"", identifier="r-test-1").refer_properties().write()))
    good = canonical(declared())
    made = Seal().refer("#urn:credential:test-0002", good, identifier="r-test-1").refer_properties()
    corpus.attack("digest_over_the_wrong_element", presentation(EVIL_INNER + declared(), made.write()))
    made = Seal().refer(f"#xades-{Seal().id}", canonical(credential("")), identifier="r-test-1").refer_properties()
    corpus.attack("reference_to_its_properties_with_the_digest_of_the_document", evil(made.write()))
    made = seal(evil, kind="http://uri.etsi.org/01903#SignedProperties", content=canonical(credential("")))
    corpus.attack("type_signed_properties_on_the_document", evil(made.write()))


def digests(corpus):
    whole = hashlib.sha256(canonical(evil(""))).digest()
    for name, value in (("digest_value_empty", ""), ("digest_value_shortened", b64(whole[:4])),
                        ("digest_value_of_nothing", b64(hashlib.sha256(b"").digest()))):
        made = Seal().refer("", b"", WITHOUT_SIGNATURES, identifier="r-test-1", value=value).refer_properties()
        corpus.attack(name, evil(made.write()))
    good = seal(credential)
    written = b64(hashlib.sha256(canonical(credential(""))).digest())
    bad = b64(whole)
    # Comments are not part of what is signed: a reader that takes the first child takes the attacker's digest.
    for name, inside in (("digest_value_behind_a_comment", f"<!--{bad}-->{written}"),
                         ("digest_value_before_a_comment", f"{written}<!--{bad}-->"),
                         ("digest_value_split_by_an_instruction", f"{bad}<?{MARK} x?>{written}"),
                         ("digest_value_in_two_sections", f"<![CDATA[{bad}]]><!-- -->{written}"),
                         ("digest_value_with_an_element", f"<x>{bad}</x>{written}")):
        corpus.attack(name, evil(good.write(info=good.signed_info().replace(written, inside), value=good.value())))
    corpus.attack("digest_value_split_by_a_comment", credential(good.write(
        info=good.signed_info().replace(written, f"{written[:9]}<!--{MARK}-->{written[9:]}"), value=good.value())))
    value = b64(good.value())
    corpus.attack("signature_value_split_by_a_comment", credential(good.write(
        value_text=f"{value[:9]}<!--{MARK}-->{value[9:]}")))
    corpus.attack("signature_value_behind_a_comment", evil(good.write(value_text=f"<!--{MARK}-->{value}")))
    for name in ("md5", "sha1"):
        weak = Seal().refer("", canonical(credential("")), WITHOUT_SIGNATURES, identifier="r-test-1", method=name)
        corpus.attack(f"digest_method_{name}", credential(weak.refer_properties().write()))
    # Nobody here can say whether the content is still the same, nor that it is not.
    for name in ("unknown", "gost", "whirlpool"):
        for what, content in (("", credential), ("_and_the_content_changed", evil)):
            made = Seal().refer("", canonical(credential("")), WITHOUT_SIGNATURES, identifier="r-test-1", method=name)
            corpus.attack(f"digest_method_{name}{what}", content(made.refer_properties().write()))
    made = seal(credential)
    listed = ('<ds:Object Id="object-1"><ds:Manifest Id="manifest-1"><ds:Reference URI=""><ds:Transforms>'
              f'{WITHOUT_SIGNATURES}</ds:Transforms><ds:DigestMethod Algorithm="urn:test:digest"></ds:DigestMethod>'
              "<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:Manifest></ds:Object>")
    made.after_objects = listed
    manifest = listed[listed.index("<ds:Manifest"):listed.index("</ds:Object>")]
    made.refer("#manifest-1", canonical(manifest.replace("<ds:Manifest", f'<ds:Manifest xmlns:ds="{DS}"', 1)),
               kind=DS + "Manifest")
    corpus.attack("digest_method_unknown_in_a_manifest", credential(made.write()))


def prefixes(corpus):
    """A namespace that a list of prefixes names is signed where it is in sight: it may not be exchanged."""
    document = below_extra(credential(listed("extra", f'xmlns:ds="{DS}" {OUTER}').write()))
    corpus.attack("prefix_list_whose_namespace_is_exchanged", document.replace("urn:test:extra", "urn:test:evil"))
    corpus.attack("prefix_list_whose_namespace_is_gone", document.replace(" " + OUTER, ""))
    corpus.attack("prefix_list_signed_without_its_namespace",
                  below_extra(credential(listed("extra", f'xmlns:ds="{DS}"').write())))
    twice = listed("extra", f'xmlns:ds="{DS}" {OUTER}')
    twice.canonicalization_parameters *= 2
    corpus.attack("prefix_lists_twice", below_extra(credential(twice.write())))
    long = listed(" ".join(f"p{number}" for number in range(1000)), f'xmlns:ds="{DS}"')
    corpus.attack("prefix_list_of_a_thousand", credential(long.write()))
    other = listed("", f'xmlns:ds="{DS}"')
    other.canonicalization_parameters = '<x xmlns="urn:test:parameter"></x>'
    corpus.attack("canonicalization_with_an_unknown_parameter", credential(other.write()))


def certificate_references(corpus):
    stranger = certificate("sub-ca")
    for name, options in (("of_another_certificate_beside_the_right_one", {}),
                          ("with_an_unknown_digest_beside_the_right_one", {"method": "unknown"}),
                          ("without_a_digest_beside_the_right_one", {"value": b""})):
        made = Seal()
        made.more_signed_properties = signing_certificate(stranger, **options)
        made.refer("", canonical(credential("")), WITHOUT_SIGNATURES, identifier="r-test-1").refer_properties()
        corpus.attack("signing_certificate_" + name, credential(made.write()))
    made = by_curve("seal-p256")
    corpus.attack("ecdsa_value_in_der", credential(made.write()))
    corpus.attack("ecdsa_value_in_der_of_another_content", evil(made.write(value=by_curve("seal-p256").value())))
    corpus.attack("ecdsa_value_in_der_of_another_list", credential(made.write(
        value=openssl("dgst", "-sha256", "-sign", key_file("seal-p256"), "-binary", stdin=b"another list"))))
    zero = seal(credential)
    corpus.attack("rsa_value_with_a_leading_zero", credential(zero.write(value=b"\0" + zero.value())))


def pss_parameters(corpus):
    """RFC 9231, 2.3.9. What one of them means, if it is not known, the value cannot be judged."""
    for name, inside in (("unknown_digest", '<ds:DigestMethod Algorithm="urn:test:digest"></ds:DigestMethod>'),
                         ("unknown_mask", '<p:MaskGenerationFunction Algorithm="urn:test:mask"></p:MaskGenerationFunction>'),
                         ("negative_salt", "<p:SaltLength>-2</p:SaltLength>"),
                         ("endless_salt", "<p:SaltLength>99999999999999999999</p:SaltLength>")):
        made = seal(credential)
        uri = "http://www.w3.org/2007/05/xmldsig-more#"
        method = (f'<ds:SignatureMethod Algorithm="{uri}rsa-pss"><p:RSAPSSParams xmlns:p="{uri}">{inside}'
                  "</p:RSAPSSParams></ds:SignatureMethod>")
        made.signature_method = lambda method=method: method
        value = openssl("dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest", "-sign",
                        key_file(made.key), "-binary", stdin=made.signing_input())
        corpus.attack(f"pss_with_{name}", credential(made.write(value=value)))


def signed_info(corpus):
    good, bad = seal(credential), seal(evil)
    true, false, value = good.signed_info(), bad.signed_info(), good.value()
    corpus.attack("signed_info_twice_evil_first", evil(good.write(info=false + true, value=value)))
    corpus.attack("signed_info_twice_evil_last", evil(good.write(info=true + false, value=value)))
    corpus.attack("signed_info_in_a_wrapper", evil(good.write(info=false + in_object(true), value=value)))
    foreign = false.replace("<ds:Reference ", '<ds:Reference xmlns:ds="urn:evil" ')
    corpus.attack("reference_whose_prefix_is_redefined", evil(bad.write(info=foreign, value=sign(foreign))))
    foreign = true.replace("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="urn:evil">')
    corpus.attack("signed_info_whose_prefix_is_redefined", evil(bad.write(info=foreign + false, value=value)))
    # Canonicalisation that fails and gives nothing: a signature over nothing is worth nothing.
    empty = openssl("dgst", "-sha256", "-sign", key_file("seal-rsa"), "-binary", stdin=b"")
    bad.canonicalization = "urn:test:canonicalization"
    corpus.attack("canonicalization_unknown", evil(bad.write(value=empty)))
    bad.canonicalization = ""
    corpus.attack("canonicalization_empty", evil(bad.write(value=empty)))
    bad = seal(evil)
    corpus.attack("signature_over_nothing_by_a_relative_namespace", evil(bad.write(value=empty).replace(
        "<ds:SignedInfo>", '<ds:SignedInfo xmlns:x="1">')))
    nothing = Seal().refer("", b"", WITHOUT_SIGNATURES, identifier="r-test-1").refer_properties()
    corpus.attack("digest_of_nothing_by_a_relative_namespace", evil(nothing.write()).replace(
        "<credentialSubject ", '<credentialSubject xmlns:x="1" '))


def sign(info, name="seal-rsa"):
    text = info.replace("<ds:SignedInfo>", f'<ds:SignedInfo xmlns:ds="{DS}">', 1)
    return openssl("dgst", "-sha256", "-sign", key_file(name), "-binary", stdin=text.encode())


def rsa_key_value(modulus, exponent):
    def number(value):
        return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))
    return (f"<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{number(modulus)}</ds:Modulus>"
            f"<ds:Exponent>{number(exponent)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>")


def modulus(name):
    return int(openssl("rsa", "-in", key_file(name), "-noout", "-modulus").decode().strip().partition("=")[2], 16)


def keys(corpus):
    genuine = seal(credential).key_info
    stranger = f"<ds:X509Data><ds:X509Certificate>{b64(certificate('stranger-ca'))}</ds:X509Certificate></ds:X509Data>"
    value = rsa_key_value(modulus("stranger-ca"), 65537)
    for name, info in (("key_value_of_a_stranger_before", value + genuine), ("key_value_of_a_stranger_behind", genuine + value),
                       ("key_value_of_a_stranger_alone", value),
                       ("certificate_of_a_stranger_before", stranger + genuine),
                       ("certificate_of_a_stranger_behind", genuine + stranger),
                       ("certificate_of_a_stranger_alone", stranger)):
        made = seal(evil) # the properties bind the issuer's certificate, the value is the stranger's
        made.key_info = info
        corpus.attack(name, evil(made.write(value=sign(made.signed_info(), "stranger-ca"))))
    made = seal(evil)
    made.key_info = rsa_key_value(2 ** 2048 - 1, 1) + genuine
    encoded = b"\x00\x01" + b"\xff" * 202 + b"\x00" + bytes.fromhex("3031300d060960864801650304020105000420")
    corpus.attack("key_value_with_exponent_one", evil(made.write(
        value=encoded + hashlib.sha256(made.signing_input()).digest())))
    made = seal(evil)
    made.key_info = (f'<ds:RetrievalMethod URI="http://127.0.0.1:{corpus.port}/certificate" '
                     f'Type="{DS}X509Data"></ds:RetrievalMethod>')
    corpus.attack("key_from_the_network", evil(made.write()))
    made = seal(evil)
    made.key_info = f'<ds:RetrievalMethod URI="file://{corpus.secret}" Type="{DS}rawX509Certificate"></ds:RetrievalMethod>'
    corpus.attack("key_from_a_file", evil(made.write(value=sign(made.signed_info(), "stranger-ca"))))
    other = seal(lambda proof: credential(proof, credential_parts(name="Stranger")), holder="seal-of-stranger")
    corpus.attack("signed_by_a_stranger_of_the_same_name", credential(other.write(), credential_parts(name="Stranger")))
    other = seal(lambda proof: credential(proof, credential_parts(name="Elsewhere")), holder="seal-other-organisation")
    corpus.attack("signed_by_another_organisation", credential(other.write(), credential_parts(name="Elsewhere")))


def methods(corpus):
    pem = openssl("pkey", "-in", key_file("seal-rsa"), "-pubout")
    secrets = {"public_key_in_pem": pem, "public_key_in_der": public_key("seal-rsa"), "certificate": certificate("seal-rsa"),
               "nothing": b""}
    for name, secret in secrets.items():
        made = seal(evil)
        made.method = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
        corpus.attack(f"hmac_with_the_{name}", evil(made.write(
            value=hmac.new(secret, made.signing_input(), hashlib.sha256).digest())))
    made = seal(evil)
    made.method = DS + "hmac-sha1"
    info = made.signed_info().replace("</ds:SignatureMethod>", "<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>")
    corpus.attack("hmac_of_length_zero", evil(made.write(info=info, value=b"")))
    for name, method in (("none", "none"), ("empty", ""), ("unknown", "urn:test:method"), ("a_digest", "http://www.w3.org/2001/04/xmlenc#sha256")):
        made = seal(evil)
        made.method = method
        corpus.attack(f"method_is_{name}", evil(made.write(
            value=hashlib.sha256(made.signing_input()).digest() if name == "a_digest" else b"")))
    good = seal(credential)
    corpus.attack("signature_value_empty", evil(seal(evil).write(value=b"")))
    corpus.attack("signature_value_of_another_seal", evil(seal(evil).write(value=good.value())))
    made = seal(evil, key="seal-p256")
    made.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    corpus.attack("ecdsa_value_of_zeros", evil(made.write(value=bytes(64))))
    corpus.attack("ecdsa_value_empty", evil(made.write(value=b"")))
    made = seal(evil)
    made.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    corpus.attack("method_of_another_kind_of_key", evil(made.write()))


def fragments(corpus):
    """Credentials in no namespace, as they were in 2020, moved to where a namespace is the default."""
    bare = declared().replace(f'xmlns="{ELM2}"', 'xmlns=""')
    made = Seal().refer("#" + CREDENTIAL_ID, canonical(bare), identifier="r-test-1").refer_properties()
    corpus.attack("fragment_without_namespace_beside_an_evil_one", presentation(EVIL_INNER + bare, made.write()))
    corpus.attack("fragment_without_namespace_given_one", presentation(
        bare.replace('xmlns=""', f'xmlns="{ELM2}"').replace("Tess", MARK), made.write()))
    evil_bare = declared(EVIL, "urn:credential:test-0002").replace(f'xmlns="{ELM2}"', 'xmlns=""')
    made = Seal().refer("#" + CREDENTIAL_ID, canonical(declared()), identifier="r-test-1").refer_properties()
    corpus.attack("fragment_in_its_namespace_beside_an_evil_bare_one", presentation(evil_bare + declared(), made.write()))
    good = credential(seal(credential).write())
    corpus.attack("prefix_of_the_credential_redefined", good.replace(
        f'<europassCredential xmlns="{ELM2}"', '<europassCredential xmlns="urn:evil"').replace("Tess", MARK))


def write(corpus):
    for part in (transforms, references, digests, prefixes, certificate_references, pss_parameters, signed_info, keys,
                 methods, fragments):
        part(corpus)
