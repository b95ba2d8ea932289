"""Who sealed what: presentations of others around a credential, and transcripts of several institutions. Every seal here
holds and is trusted; only whom it speaks for differs."""

from documents import CREDENTIAL_ID, NAMESPACES, credential, credential_parts, elmo, inner_credential, presentation
from xml_seal import WITHOUT_ITSELF, canonical, seal

COLLEGE = "seal-other-organisation" # TEST College of Elsewhere, VATXX-TEST00002
SHARED, MANDATED = "c_409018f7", "c_825cddc0"
SECOND_ID = "urn:credential:test-0002"


def by_college(content, kind=SHARED):
    """A presentation by the College, sealed by it as a whole."""
    def build(proof):
        text = presentation(content, proof, issuer="TEST College of Elsewhere")
        return text.replace("VATXX-TEST00001", "VATXX-TEST00002", 1).replace(MANDATED, kind)
    return build(seal(build, WITHOUT_ITSELF, holder=COLLEGE, number=2).write())


def own_seal(**options):
    """The University's seal over its credential alone, to stand in it."""
    def build(proof):
        return credential(proof, declarations=NAMESPACES)
    return seal(build, WITHOUT_ITSELF, "#" + CREDENTIAL_ID, **options).write()


def two_issuers(proof):
    college = ('<issuer><country>BE</country><identifier type="TEST">VATXX-TEST00002</identifier>'
               '<title xml:lang="en">TEST College of Elsewhere</title></issuer>')
    return elmo(proof).replace("</issuer>", "</issuer>" + college, 1)


def two_reports(proof, name="TEST College of Elsewhere", number="VATXX-TEST00002"):
    text = elmo(proof)
    start, end = text.index("<report>"), text.index("</report>") + len("</report>")
    other = text[start:end].replace("TEST University of Nowhere", name).replace("VATXX-TEST00001", number)
    return text[:end] + other + text[end:]


def two_reports_of_one(proof):
    return two_reports(proof, "TEST University of Nowhere", "VATXX-TEST00001")


def moved_seal():
    """The seal of the second, genuine credential stands in the first one, which the University never saw."""
    genuine = credential("", declarations=NAMESPACES, identifier=SECOND_ID)
    taken = seal(lambda proof: genuine, WITHOUT_ITSELF, "#" + SECOND_ID, canonical(genuine)).write()
    forged = credential(taken, credential_parts(title="TEST doctorate that nobody gave"), declarations="")
    return by_college(forged + credential("", declarations="", identifier=SECOND_ID))


def write(corpus):
    inner = inner_credential(credential_parts())
    corpus.control("presented_by_a_college_with_the_seal_of_the_issuer",
                   by_college(credential(own_seal(), declarations="")))
    corpus.control("mandated_by_a_college", by_college(inner, MANDATED))
    corpus.control("elmo_two_reports_of_one_institution",
                   two_reports_of_one(seal(two_reports_of_one, WITHOUT_ITSELF, properties=False).write()))
    corpus.attack("presented_by_a_college", by_college(inner))
    corpus.attack("presented_by_a_college_that_poses_as_the_issuer", _posing(inner))
    corpus.attack("presented_by_a_college_with_a_seal_from_elsewhere", moved_seal())
    corpus.attack("elmo_second_issuer", two_issuers(seal(two_issuers, WITHOUT_ITSELF, properties=False).write()))
    corpus.attack("elmo_second_report_of_another_institution",
                  two_reports(seal(two_reports, WITHOUT_ITSELF, properties=False).write()))


def _posing(content):
    def build(proof):
        return presentation(content, proof)
    return build(seal(build, WITHOUT_ITSELF, holder=COLLEGE, number=2).write())
