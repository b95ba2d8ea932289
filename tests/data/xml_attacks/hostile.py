"""Documents that attack whoever parses them: document types, entities, foreign encodings, text that two readers read
differently."""

from documents import ELM2, credential, credential_parts
from wrapping import EVIL, MARK
from xml_seal import seal

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
NAME = ">Tess<"


def document_types(corpus):
    """All of them stand before a rightly sealed credential."""
    good = credential(seal(credential).write())
    here = f"http://127.0.0.1:{corpus.port}"
    with_entity = good.replace(NAME, ">&x;<")
    laughs = '<!ENTITY a0 "' + MARK + '">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + '<!ENTITY x "&a9;">'
    long = MARK * 4000
    types = {
        "alone": ("<!DOCTYPE europassCredential>", good),
        "with_an_internal_entity": (f'<!DOCTYPE e [<!ENTITY x "{MARK}">]>', with_entity),
        "with_an_entity_of_the_same_text": ('<!DOCTYPE e [<!ENTITY x "Tess">]>', with_entity),
        "with_a_billion_laughs": (f"<!DOCTYPE e [{laughs}]>", with_entity),
        "with_quadratic_laughs": (f'<!DOCTYPE e [<!ENTITY x "{long}">]>', good.replace(NAME, ">" + "&x;" * 4000 + "<")),
        "with_a_recursive_entity": ('<!DOCTYPE e [<!ENTITY x "&y;"><!ENTITY y "&x;">]>', with_entity),
        "with_parameter_laughs": ("<!DOCTYPE e [" + '<!ENTITY % a0 "<!ENTITY x &#39;x&#39;>">' + "".join(
            f'<!ENTITY % a{n} "{f"&#37;a{n - 1};" * 10}">' for n in range(1, 9)) + "%a8;]>", good),
        "with_an_external_file": (f'<!DOCTYPE e [<!ENTITY x SYSTEM "file://{corpus.secret}">]>', with_entity),
        "with_a_file_beside_it": ('<!DOCTYPE e [<!ENTITY x SYSTEM "secret.txt">]>', with_entity),
        "with_an_external_address": (f'<!DOCTYPE e [<!ENTITY x SYSTEM "{here}/entity">]>', with_entity),
        "with_an_external_parameter": (f'<!DOCTYPE e [<!ENTITY % x SYSTEM "{here}/parameter"> %x;]>', good),
        "with_an_external_subset": (f'<!DOCTYPE europassCredential SYSTEM "{here}/subset">', good),
        "with_a_public_subset": (f'<!DOCTYPE europassCredential PUBLIC "-//TEST//" "{here}/public">', good),
        "with_a_default_attribute": (f'<!DOCTYPE e [<!ATTLIST text note CDATA "{MARK}">]>', good),
        "with_a_default_namespace": ('<!DOCTYPE e [<!ATTLIST fullName xmlns CDATA "urn:evil">]>', good),
        "that_declares_an_identifier": ("<!DOCTYPE e [<!ATTLIST title Id ID #IMPLIED>]>", good),
        "with_a_notation": ('<!DOCTYPE e [<!NOTATION n SYSTEM "urn:x"><!ENTITY x SYSTEM "secret.txt" NDATA n>]>', good),
    }
    for name, (kind, document) in types.items():
        corpus.attack(f"document_type_{name}", DECLARATION + kind + document)
    corpus.attack("entity_that_is_not_declared", DECLARATION + good.replace(NAME, ">&marker;<"))


def inclusions(corpus):
    good = credential(seal(credential).write())
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/>'
    corpus.attack("inclusion_of_a_file", good.replace(NAME, ">" + include.format("secret.txt") + "<"))
    corpus.attack("inclusion_of_an_address", good.replace(
        NAME, ">" + include.format(f"http://127.0.0.1:{corpus.port}/include") + "<"))
    corpus.attack("style_sheet_of_an_address", DECLARATION + (
        f'<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:{corpus.port}/style"?>') + good.replace("Tess", MARK))


def texts(corpus):
    """What stands inside a text value and is signed, or is not text at all."""
    made = seal(credential).write()
    good = credential(made)
    for name, place in (("name", NAME), ("grade", ">5 - excellent<")):
        before, after = place[:4], place[4:]
        corpus.attack(f"instruction_inside_the_{name}", good.replace(place, f"{before}<?{MARK} {MARK}?>{after}"))
        corpus.attack(f"element_inside_the_{name}", good.replace(place, f"{before}<{MARK}/>{after}"))
        corpus.attack(f"section_added_to_the_{name}", good.replace(place, f"{place[:-1]}<![CDATA[{MARK}]]><"))
    corpus.attack("name_changed", good.replace(NAME, f">{MARK}<"))
    corpus.attack("second_name_added", good.replace("</givenNames>", f"</givenNames><givenNames>{MARK}</givenNames>"))
    corpus.attack("attribute_added", good.replace("<credentialSubject ", f'<credentialSubject note="{MARK}" '))
    corpus.attack("identifier_reference_turned", good.replace(
        '<cred:issuer idref="urn:epass:org:1"/>', f'<cred:issuer idref="urn:epass:org:{MARK}"/>'))


def encodings(corpus):
    good = credential(seal(credential).write())
    evil = credential(seal(credential).write(), EVIL)

    def declared(name, encoding):
        return f'<?xml version="1.0" encoding="{encoding}"?>' + name
    corpus.attack("encoding_utf7", declared(evil, "UTF-7").encode("utf-7"))
    hidden = declared(good, "UTF-7").replace(NAME, ">Tess+ADw-UNSIGNED-MARKER/+AD4-<")
    corpus.attack("encoding_utf7_in_one_value", hidden)
    corpus.attack("encoding_utf16_without_mark", declared(good, "UTF-16").encode("utf-16-le"))
    corpus.attack("encoding_utf16_called_utf8", b"\xff\xfe" + declared(good.replace("Tess", MARK), "UTF-8").encode("utf-16-le"))
    corpus.attack("encoding_utf8_called_utf16", declared(good, "UTF-16").replace("Tess", MARK))
    corpus.attack("encoding_utf32", b"\xff\xfe\0\0" + declared(good, "UTF-32").encode("utf-32-le"))
    corpus.attack("encoding_ebcdic", declared(good, "IBM037").encode("cp037"))
    corpus.attack("encoding_latin1", declared(good.replace("Tess", "T\u00e9ss" + MARK), "ISO-8859-1").encode("latin-1"))
    corpus.attack("encoding_unknown", declared(good, "x-test"))
    corpus.attack("encoding_latin1_called_utf8", declared(good.replace("Tess", "T\u00e9ss"), "UTF-8").encode("latin-1"))
    corpus.attack("encoding_overlong", declared(good, "UTF-8").encode().replace(b">Tess<", b">\xc1\x94ess<"))
    corpus.attack("encoding_of_a_surrogate", declared(good, "UTF-8").encode().replace(b">Tess<", b">\xed\xa0\x80ess<"))
    corpus.attack("encoding_truncated", declared(good, "UTF-8").encode()[:-40] + b"\xe2\x82")


def not_well_formed(corpus):
    good = credential(seal(credential).write())
    root = f'<x xmlns="{ELM2}">{MARK}</x>'
    broken = {
        "two_roots": good + credential("", EVIL), "text_after_the_root": good + MARK, "text_before_the_root": MARK + good,
        "second_declaration": good + DECLARATION + root, "nul_in_the_name": good.replace("Tess", "Te\0ss"),
        "nul_after_the_root": good + "\0" + root, "control_character": good.replace("Tess", "Te\x01ss"),
        "reference_to_nul": good.replace("Tess", "Te&#0;ss"), "reference_to_a_surrogate": good.replace("Tess", "Te&#xD800;ss"),
        "reference_beyond_unicode": good.replace("Tess", "Te&#x110000;ss"),
        "undeclared_prefix": good.replace("<fullName>", "<evil:fullName>", 1).replace("</fullName>", "</evil:fullName>", 1),
        "xml_prefix_redefined": good.replace("<fullName>", '<fullName xmlns:xml="urn:evil">', 1),
        "prefix_undeclared_again": good.replace("<fullName>", '<fullName xmlns:cred="">', 1),
        "attribute_twice": good.replace("<credentialSubject ", '<credentialSubject id="urn:epass:person:2" '),
        "attribute_twice_by_namespace": good.replace(
            "<credentialSubject ", '<credentialSubject xmlns:a="urn:a" xmlns:b="urn:a" a:x="1" b:x="2" '),
        "tag_not_closed": good[:-len("</europassCredential>")], "cut_off_inside_the_seal": good[:len(good) - 900],
        "less_than_in_an_attribute": good.replace('id="urn:epass:person:1"', 'id="urn:<person"'),
    }
    for name, document in broken.items():
        corpus.attack(f"broken_{name}", document)
    corpus.attack("broken_empty_document", "")
    corpus.attack("broken_nothing_but_a_declaration", DECLARATION)
    corpus.attack("signature_alone", seal(lambda proof: credential(proof, credential_parts(name=MARK))).write())


def write(corpus):
    for part in (document_types, inclusions, texts, encodings, not_well_formed):
        part(corpus)
