"""Who exists before anybody forges: one hierarchy for seals, one for time-stamps, and their holders. All invented."""

import keys  # noqa: F401  (sets the paths)
from authorities import no_authority, qualified
from certificates import Certificate, authority, extended_use, key, key_usage, name
from pki import OCSP_NO_CHECK, OCSP_SIGNING, TIME_STAMPING

ORGANISATION, IDENTIFIER = "TEST University of Nowhere", "VATXX-TEST00001"  # as in the credentials of tests/data
COLLEGE, COLLEGE_IDENTIFIER = "TEST College of Elsewhere", "VATXX-TEST00002"

SEALED, STAMPED, VALUES, ARCHIVED = ("2025-03-01T10:00:00Z", "2025-03-01T10:00:05Z", "2025-03-02T00:00:00Z",
                                     "2025-03-03T00:00:00Z")
NEXT, JUDGED = "2025-09-01T00:00:00Z", "2025-06-01T00:00:00Z"
USUAL = ("2024-01-01T00:00:00Z", "2027-01-01T00:00:00Z")


def of_authority(common_name, **more):
    return name(C="XA", O="TEST Forge Trust Services", CN=common_name, **more)


def of_holder(organisation=ORGANISATION, identifier=IDENTIFIER, common_name="TEST Seal of the adversary", **more):
    return name(C="XX", O=organisation, organizationIdentifier=identifier, CN=common_name, **more)


SEAL_USE = (key_usage(0, 1), *qualified())
UNIT_USE = (key_usage(0), extended_use(TIME_STAMPING, True))
RESPONDER_USE = (key_usage(0), extended_use(OCSP_SIGNING, False), OCSP_NO_CHECK)


def genuine():
    """By the part that each plays."""
    root = Certificate(key("root"), of_authority("TEST Forge root"), 0x1001, extensions=authority())
    ca = Certificate(key("ca"), of_authority("TEST Forge CA for seals"), 0x1002, extensions=authority(), issuer=root)
    stamp_root = Certificate(key("stamp-root"), of_authority("TEST Forge root of time"), 0x1003, extensions=authority())
    holder = {"begin": USUAL[0], "end": USUAL[1]}
    return {
        "root": root, "ca": ca, "stamp_root": stamp_root,
        "seal": Certificate(key("seal"), of_holder(), 0x2001, extensions=SEAL_USE, issuer=ca, **holder),
        "college": Certificate(key("college"), of_holder(COLLEGE, COLLEGE_IDENTIFIER, "TEST Seal of the college"), 0x2002,
                               extensions=SEAL_USE, issuer=ca, **holder),
        "person": Certificate(key("person"), name(C="XX", SN="Testperson", GN="Tess", serialNumber="PNOXX-TEST1",
                                                  CN="Tess Testperson"), 0x2003,
                              extensions=(key_usage(0, 1), *qualified(kind="signature")), issuer=ca, **holder),
        "responder": Certificate(key("responder"), of_authority("TEST Forge OCSP"), 0x2004, extensions=RESPONDER_USE, issuer=ca),
        "unit": Certificate(key("unit"), of_authority("TEST Forge unit of time"), 0x2005, extensions=UNIT_USE,
                            issuer=stamp_root),
    }


GENUINE = genuine()
STRANGER, THIRD = key("stranger"), key("third")


def list_signer(country, which):
    return Certificate(key(which), name(C=country, O=f"TEST Forge Supervisor of {country}", CN=f"TEST signer: {which}"), 0x3001,
                       extensions=(no_authority(), key_usage(0), extended_use("0.4.0.2231.3.0", False)))
