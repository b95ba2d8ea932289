"""A small credential of a person who does not exist, in the shape of the ELM 3 application profile."""

import base64
import struct
import zlib

AUTHORITY = "http://publications.europa.eu/resource/authority/"


def concept(identifier, scheme, label=None):
    out = {"id": identifier, "type": "Concept", "inScheme": {"id": scheme, "type": "ConceptScheme"}}
    if label:
        out["prefLabel"] = {"en": [label]}
    return out


def location(number, country="http://publications.europa.eu/resource/authority/country/BEL"):
    return {"id": f"urn:epass:location:{number}", "type": "Location",
            "address": {"id": f"urn:epass:address:{number}", "type": "Address",
                        "countryCode": concept(country, AUTHORITY + "country")}}


def organisation(number, name, identifier=None):
    out = {"id": f"urn:epass:org:{number}", "type": "Organisation", "legalName": {"en": [name]},
           "location": location(number)}
    if identifier:
        out["eIDASIdentifier"] = {"id": f"urn:epass:legalIdentifier:{number}", "type": "LegalIdentifier",
                                  "notation": identifier,
                                  "spatial": concept(AUTHORITY + "country/BEL", AUTHORITY + "country")}
    return out


def picture():
    """The smallest picture: one white dot, as base64 of PNG."""
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
           + chunk(b"IDAT", zlib.compress(b"\0\xff", 9)) + chunk(b"IEND", b""))
    return base64.b64encode(png).decode()


def display(language):
    image = {"id": "urn:epass:mediaObject:1", "type": "MediaObject", "content": picture(),
             "contentEncoding": concept("http://data.europa.eu/snb/encoding/6146cde7dd",
                                        "http://data.europa.eu/snb/encoding/25831c2"),
             "contentType": concept(AUTHORITY + "file-type/PNG", AUTHORITY + "file-type")}
    return {"id": "urn:epass:individualDisplay:1", "type": "IndividualDisplay", "language": language,
            "displayDetail": {"id": "urn:epass:displayDetail:1", "type": "DisplayDetail", "image": image, "page": 1}}


def credential(identifier="VATXX-TEST00001", name="TEST University of Nowhere", **changes):
    english = concept(AUTHORITY + "language/ENG", AUTHORITY + "language")
    out = {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "id": "urn:credential:test-0001",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": concept("http://data.europa.eu/snb/credential/e34929035b",
                                      "http://data.europa.eu/snb/credential/25831c2"),
        "displayParameter": {"id": "urn:epass:displayParameter:1", "type": "DisplayParameter",
                             "title": {"en": ["TEST certificate of invented studies"]},
                             "primaryLanguage": english, "language": [english],
                             "individualDisplay": display(english)},
        "issuer": organisation(1, name, identifier),
        "credentialSubject": {
            "id": "urn:epass:person:1", "type": "Person", "givenName": {"en": ["Tess"]},
            "familyName": {"en": ["T\u00e9stperson"]}, "fullName": {"en": ["Tess T\u00e9stperson"]},
            "dateOfBirth": "2001-02-03T00:00:00Z",
            "hasClaim": {"id": "urn:epass:learningAchievement:1", "type": "LearningAchievement",
                         "title": {"en": ["Invented \"Studies\", first year\n"]},
                         "awardedBy": {"id": "urn:epass:awardingProcess:1", "type": "AwardingProcess",
                                       "awardingDate": "2025-02-20T00:00:00Z",
                                       "awardingBody": organisation(1, name, identifier)}}},
        "credentialSchema": {"id": "http://data.europa.eu/snb/model/ap/edc-generic-full", "type": "ShaclValidator2017"},
        "issuanceDate": "2025-03-01T09:00:00Z", "issued": "2025-03-01T09:00:00Z", "validFrom": "2025-03-01T09:00:00Z"}
    out.update(changes)
    return out
