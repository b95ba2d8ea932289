"""Documents that are heavy to read or to judge: few bytes that cost much, and many bytes."""

import base64
import gzip

from documents import ELMO, achievement, credential, credential_parts, elmo, qualification
from wrapping import MARK
from xml_seal import C14N, DS, WITHOUT_ITSELF, WITHOUT_SIGNATURES, Seal, b64, certificate, filter2, seal, transform, xpath

INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
MEGA = 1_000_000


def documents(corpus):
    made = seal(credential).write()

    def inside(text):
        return credential(made, inside=text)
    corpus.heavy("deep_nesting", inside("<x>" * 100_000 + MARK + "</x>" * 100_000))
    corpus.heavy("deep_nesting_with_namespaces", inside("".join(
        f'<n{i}:x xmlns:n{i}="urn:{i}">' for i in range(5000)) + MARK + "".join(
            f"</n{i}:x>" for i in reversed(range(5000)))))
    corpus.heavy("many_attributes", inside("<x " + " ".join(f'a{i}="{MARK}"' for i in range(200_000)) + "/>"))
    corpus.heavy("many_attributes_on_many_elements", inside(
        ("<x " + " ".join(f'a{i}="1"' for i in range(200)) + "/>") * 9_000))
    corpus.heavy("many_namespaces", inside("<x " + " ".join(f'xmlns:n{i}="urn:{i}"' for i in range(100_000)) + "/>"))
    corpus.heavy("many_elements", inside("<x/>" * 4_500_000))
    corpus.heavy("many_comments", inside("<!---->" * 2_000_000))
    corpus.heavy("many_instructions", inside("<?x?>" * 3_000_000))
    corpus.heavy("long_text", inside("<x>" + "x" * 18 * MEGA + "</x>"))
    corpus.heavy("long_attribute", inside(f'<x y="{"x" * 18 * MEGA}"/>'))
    corpus.heavy("long_comment", inside(f'<!--{"x" * 18 * MEGA}-->'))
    corpus.heavy("long_name", inside(f'<{"x" * 9 * MEGA}/>'))
    corpus.heavy("many_identifiers", inside('<x id="urn:same"/>' * 900_000))
    corpus.heavy("many_character_references", inside("<x>" + "&#38;" * 3_500_000 + "</x>"))
    corpus.heavy("too_large", inside("<x>" + "x" * 30 * MEGA + "</x>"))


def references(corpus):
    """Every reference to the whole document costs a canonical form of it."""
    filler = "<note>" + "x" * 40 + "</note>"

    def with_references(name, count, uri, transforms, document_filler=20_000, content=b"x", number=1):
        made = Seal(number=number)
        for i in range(count):
            made.refer(uri.format(i), content, transforms)
        corpus.heavy(name, credential(made.refer_properties().write(), inside=filler * document_filler))
    with_references("many_references_to_the_document", 20_000, "", WITHOUT_SIGNATURES)
    with_references("many_references_to_the_enveloping_document", 5_000, "", WITHOUT_ITSELF, 100_000)
    with_references("many_references_to_one_element", 20_000, "#urn:credential:test-0001", C14N)
    with_references("many_references_to_nothing", 40_000, "#nowhere{}", C14N, 0)
    with_references("many_references_outside", 40_000, "file-{}.txt", "", 0)
    made = Seal()
    for i in range(20_000):
        made.refer(f"#n{i}", b"x", C14N)
    corpus.heavy("many_references_to_many_elements", credential(
        made.refer_properties().write(), inside="".join(f'<x Id="n{i}"/>' for i in range(20_000))))
    chain = C14N * 5_000
    corpus.heavy("many_transforms", credential(Seal().refer("", b"x", chain).refer_properties().write(), inside=filler * 100_000))
    chain = transform(DS + "enveloped-signature") * 20_000
    corpus.heavy("many_enveloped_transforms", credential(Seal().refer("", b"x", chain).refer_properties().write()))
    steps = filter2(*[("subtract", "/descendant::ds:Signature")] * 20_000) + C14N
    corpus.heavy("many_filters", credential(Seal().refer("", b"x", steps).refer_properties().write()))
    corpus.heavy("deep_expression", credential(Seal().refer(
        "", b"x", xpath("not(" * 400_000 + "true()" + ")" * 400_000)).refer_properties().write()))
    entries = "".join(Seal().refer("", b"x", WITHOUT_SIGNATURES).references * 20_000)
    made = Seal().refer("#manifest-1", b"x", C14N, DS + "Manifest").refer_properties()
    made.before_objects = f'<ds:Object><ds:Manifest Id="manifest-1">{entries}</ds:Manifest></ds:Object>'
    corpus.heavy("many_manifest_entries", credential(made.write(), inside=filler * 20_000))
    prefixes = " ".join(f"p{i}" for i in range(300_000))
    listed = transform("http://www.w3.org/2001/10/xml-exc-c14n#", (
        f'<e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="{prefixes}">'
        "</e:InclusiveNamespaces>"))
    corpus.heavy("many_inclusive_prefixes", credential(Seal().refer("", b"x", listed).refer_properties().write(),
                                                       inside=filler * 50_000))
    scope = " ".join(f'xmlns:n{i}="urn:{i}"' for i in range(250))
    made = Seal().refer("", b"x", transform(DS + "enveloped-signature") + transform(INCLUSIVE)).refer_properties()
    corpus.heavy("inclusive_form_of_many_namespaces", credential(made.write(), inside=(
        f"<x {scope}>" + "<y/>" * 300_000 + "</x>")))


def seals(corpus):
    made = seal(credential)
    signature = made.write()
    corpus.heavy("many_signatures", credential(signature + "<ds:Signature/>" * 300_000))
    small = signature[:signature.index("<ds:KeyInfo>")] + "</ds:Signature>"
    corpus.heavy("many_whole_signatures", credential(small * (15 * MEGA // len(small))))
    corpus.heavy("nested_signatures", credential("<ds:Signature><ds:Object>" * 50_000 + "</ds:Object></ds:Signature>" * 50_000))
    corpus.heavy("many_signed_infos", credential(made.write(info=made.signed_info() * 8_000)))
    corpus.heavy("long_signature_value", credential(made.write(value_text="A" * 18 * MEGA)))
    one = f"<ds:X509Certificate>{b64(certificate('seal-rsa'))}</ds:X509Certificate>"
    for name, text in (("long_certificate", f"<ds:X509Certificate>{'A' * 18 * MEGA}</ds:X509Certificate>"),
                       ("many_certificates", one * (15 * MEGA // len(one))),
                       ("many_key_values", "<ds:X509SKI>AAAA</ds:X509SKI>" * 500_000)):
        made.key_info = f"<ds:X509Data>{text}</ds:X509Data>"
        corpus.heavy(name, credential(made.write()))
    made = seal(credential)
    token = "<xades:SignatureTimeStamp><xades:EncapsulatedTimeStamp>AAAA</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>"
    archive = ('<a:ArchiveTimeStamp xmlns:a="http://uri.etsi.org/01903/v1.4.1#"><xades:EncapsulatedTimeStamp>AAAA'
               "</xades:EncapsulatedTimeStamp></a:ArchiveTimeStamp>")
    counter = "<xades:CounterSignature><ds:Signature/></xades:CounterSignature>"
    value = ("<xades:CertificateValues><xades:EncapsulatedX509Certificate>"
             f"{b64(certificate('seal-rsa'))}</xades:EncapsulatedX509Certificate></xades:CertificateValues>")
    for name, text, count in (("many_time_stamps", token, 100_000), ("many_archive_time_stamps", archive, 20_000),
                              ("many_counter_signatures", counter, 150_000), ("many_certificate_values", value, 8_000)):
        made.unsigned_properties = ("<xades:UnsignedProperties><xades:UnsignedSignatureProperties>" + text * count
                                    + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>")
        corpus.heavy(name, credential(made.write()))


def models(corpus):
    """Sealed by the issuer, and made to grow or to turn in circles when links are followed."""
    def sealed(name, **parts):
        document = credential_parts(**parts)
        corpus.heavy(name, credential(seal(lambda proof: credential(proof, document)).write(), document))
    loop = ('<learningSpecificationReferences><qualification id="urn:epass:qualification:1"><title>'
            '<text content-type="text/plain" lang="en">Round and round</text></title><hasPart>'
            '<qualification idref="urn:epass:qualification:1"/></hasPart></qualification></learningSpecificationReferences>')
    sealed("links_in_a_circle", specifications=loop)
    levels = "".join(
        f'<qualification id="urn:epass:qualification:{n}"><title><text content-type="text/plain" lang="en">Level {n}</text>'
        "</title><hasPart>" + f'<qualification idref="urn:epass:qualification:{n + 1}"/>' * 10 + "</hasPart></qualification>"
        for n in range(1, 12))
    last = '<qualification id="urn:epass:qualification:12"/>'
    sealed("links_that_multiply", specifications=(
        f"<learningSpecificationReferences>{levels}{last}</learningSpecificationReferences>"))
    sealed("many_achievements", achievements="".join(achievement(n, "Invented part") for n in range(10, 20_000)))
    sealed("nested_achievements", achievements=nested(60)) # xmllint goes no deeper than 256 elements
    corpus.heavy("nested_achievements_without_end", credential(
        seal(credential).write(), credential_parts(achievements=nested(20_000))))
    sealed("many_outcomes", specifications=qualification("<additionalNote/>" * 400_000))
    part = "<hasPart><learningOpportunitySpecification><title>x</title><type>Course</type>"
    corpus.heavy("elmo_nested_parts", elmo(more=part * 20_000 + "</learningOpportunitySpecification></hasPart>" * 20_000))
    corpus.heavy("elmo_zipped_bomb", base64.b64encode(gzip.compress(
        f'<elmo xmlns="{ELMO}">'.encode() + b" " * 600 * MEGA + b"</elmo>", 9)), ".txt")
    corpus.heavy("elmo_zipped_twice", base64.b64encode(gzip.compress(base64.b64encode(gzip.compress(
        elmo(given=MARK).encode())))), ".txt")


def nested(depth):
    whole = achievement(10, "Invented part")
    head, tail = whole.split("<specifiedBy", 1)
    return (head + "<hasPart>") * depth + ("</hasPart><specifiedBy" + tail) * depth


def write(corpus):
    for part in (documents, references, seals, models):
        part(corpus)
