"""A small credential of a person who does not exist, in the shape of the ELM 3 application profile."""

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
                             "primaryLanguage": english, "language": [english]},
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
