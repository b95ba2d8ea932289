"""Who exists in the trust world: the authorities of three invented territories, their certificates and their keys.

Everything is invented and worthless: every name says TEST, and the private keys lie beside this file."""

import functools
import hashlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "authority"))

import pki  # noqa: E402
from der import children, explicit, octets, oid, read, sequence, tlv  # noqa: E402
from pki import (ENCIPHER, OCSP_NO_CHECK, OCSP_SIGNING, REPUDIATE, SIGN, TIME_STAMPING, Certificate, ca,  # noqa: E402
                 extended_use, extension, key_usage, make_key, name_of, public_key)

pki.NAMES.update({"SN": "2.5.4.4", "GN": "2.5.4.42"})

ORGANISATION, IDENTIFIER = "TEST University of Nowhere", "VATXX-TEST00001"  # as in the credential that is sealed
LONG = ("2000-01-01T00:00:00Z", "2040-01-01T00:00:00Z")
USUAL = ("2024-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
SIGNERS_OF_LISTS = "0.4.0.2231.3.0"  # id-tsl-kp-tslSigning (TS 119 612, 5.7.1)
DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"

# Policies that the Qualifications of list XA speak about.
POLICY = {name: f"1.2.3.4.5.{number}" for number, name in enumerate(
    ("with_device", "without_device", "not_qualified", "statement", "for_seals", "for_signatures", "on_behalf",
     "for_all", "for_none", "for_one", "for_other_one", "contradicted"), start=1)}


def own(name):
    """A key of this world."""
    return os.path.join(HERE, "keys", name)


def subject_key(name):
    """RFC 5280, 4.2.1.2, method 1."""
    bits = children(read(public_key(own(name)))[1])[1][1][1:]
    return hashlib.sha1(bits).digest()


def qualified(device=True, kind="seal", compliance=True):
    """qcStatements of EN 319 412-5, 4.2 and 4.3."""
    statements = []
    if compliance:
        statements.append(sequence(oid("0.4.0.1862.1.1")))
    if device:
        statements.append(sequence(oid("0.4.0.1862.1.4")))
    if kind:
        number = {"signature": 1, "seal": 2, "web": 3}[kind]
        statements.append(sequence(oid("0.4.0.1862.1.6"), sequence(oid(f"0.4.0.1862.1.6.{number}"))))
    return [extension("1.3.6.1.5.5.7.1.3", sequence(*statements))] if statements else []


def policies(*names):
    return [extension("2.5.29.32", sequence(*(sequence(oid(POLICY.get(name, name))) for name in names)))]


def name_constraints(subtree):
    """Only names below this one (RFC 5280, 4.2.1.10)."""
    general = explicit(4, subtree)
    return extension("2.5.29.30", sequence(tlv(0xA0, sequence(general))), critical=True)


def no_authority():
    return extension("2.5.29.19", sequence(), critical=False)


class World:
    """All certificates by name. Serial numbers follow the order in which they are made."""

    def __init__(self):
        self.made = {}
        for part in (self.list_signers, self.authorities, self.time_stamps, self.crossed, self.seals, self.signatures,
                     self.weak_or_wrong, self.responders):
            part()

    def __getitem__(self, name):
        return self.made[name]

    def add(self, name, key, subject, period, extensions, issuer=None, weak=False):
        make_key(own(key), "rsa1024" if key.endswith("1024") else "rsa")
        extensions = [*extensions, extension("2.5.29.14", octets(subject_key(key)))]
        if issuer:
            authority = self.made[issuer]
            extensions.append(extension("2.5.29.35", sequence(tlv(0x80, subject_key(os.path.basename(authority.key))))))
        self.made[name] = Certificate(own(key), subject, len(self.made) + 0x2001, *period, extensions,
                                      self.made.get(issuer), weak)
        self.made[name].name, self.made[name].key_name = name, key

    def list_signers(self):
        """TS 119 612, 5.7.1: self-signed, of the operator, for nothing but lists."""
        for name, country, operator in (("lotl-0", "EU", "TEST Union Office, 2019"), ("lotl-1", "EU", "TEST Union Office, 2021"),
                                        ("lotl-2", "EU", "TEST Union Office, 2024"), ("tl-xa", "XA", "TEST Supervisor of Ayland"),
                                        ("tl-xa-next", "XA", "TEST Supervisor of Ayland, next"),
                                        ("tl-xb", "XB", "TEST Supervisor of Beeland"),
                                        ("tl-xc", "XC", "TEST Supervisor of Ceeland"),
                                        ("stranger", "XA", "TEST Stranger")):
            self.add(name, name, name_of(C=country, O=operator, CN=f"{operator}: signer of lists"), LONG,
                     [no_authority(), key_usage(SIGN), extended_use(SIGNERS_OF_LISTS, False)])

    def authority(self, name, common_name, country, issuer=None, key=None, extensions=None, period=LONG):
        self.add(name, key or name, name_of(C=country, O=f"TEST Trust Services of {country}", CN=common_name), period,
                 extensions or ca(), issuer)

    def authorities(self):
        self.authority("ca-seals", "TEST CA for qualified seals", "XA")
        self.authority("ca-signatures", "TEST CA for qualified signatures", "XA")
        self.authority("ca-withdrawn", "TEST CA whose status was withdrawn", "XA")
        self.authority("ca-overrides", "TEST CA of many policies", "XA")
        self.authority("ca-plain", "TEST CA that is not qualified", "XB")
        self.authority("ca-twice", "TEST CA listed twice", "XB")
        self.authority("root-b", "TEST root of Beeland", "XB")
        self.authority("sub-b", "TEST sub-CA of Beeland", "XB", "root-b", extensions=ca(0))
        self.authority("sub-b-revoked", "TEST sub-CA that was revoked", "XB", "root-b")
        self.authority("sub-b-narrow", "TEST sub-CA for one organisation", "XB", "root-b", extensions=[
            *ca(), name_constraints(name_of(C="XX", O="TEST College of Elsewhere"))])
        self.authority("sub-sub-b", "TEST sub-CA below path length 0", "XB", "sub-b")
        self.authority("ca-renewed-old", "TEST CA with a new key", "XB")
        self.authority("ca-renewed-new", "TEST CA with a new key", "XB")
        self.authority("ca-former", "TEST CA of the Directive", "XC")
        self.authority("ca-nobody", "TEST CA on no list", "XX")

    def crossed(self):
        """Two roots that certify each other; only root-b is on a list. And a loop that nothing listed ends."""
        self.authority("root-other", "TEST other root", "XX")
        self.authority("root-other-by-root-b", "TEST other root", "XX", "root-b", key="root-other")
        self.authority("root-b-by-root-other", "TEST root of Beeland", "XB", "root-other", key="root-b")
        self.authority("ca-crossed", "TEST CA certified twice", "XX", "root-other")
        self.authority("ca-crossed-by-root-b", "TEST CA certified twice", "XX", "root-b", key="ca-crossed")
        self.authority("loop-seed", "TEST CA of the loop, 1", "XX", key="ca-loop-1")
        self.authority("loop-2", "TEST CA of the loop, 2", "XX", "loop-seed", key="ca-loop-2")
        self.authority("loop-1", "TEST CA of the loop, 1", "XX", "loop-2", key="ca-loop-1")

    def time_stamps(self):
        units = [key_usage(SIGN), extended_use(TIME_STAMPING, True)]
        self.authority("ca-stamps", "TEST CA for time-stamps", "XA")
        self.add("tsu-listed", "tsu-listed", self.unit("TEST Time of Ayland, listed"), LONG, units)
        self.add("tsu-withdrawn", "tsu-withdrawn", self.unit("TEST Time of Ayland, withdrawn"), LONG, units)
        self.add("tsu-below", "tsu-below", self.unit("TEST Time of Ayland, below its CA"), LONG, units, "ca-stamps")
        self.add("tsu-ended", "tsu-below", self.unit("TEST Time of Ayland, ended in April 2025"),
                 ("2020-01-01T00:00:00Z", "2025-04-15T00:00:00Z"), units, "ca-stamps")
        self.add("tsu-revoked", "tsu-below", self.unit("TEST Time of Ayland, revoked"), LONG, units, "ca-stamps")
        self.add("tsu-plain", "tsu-plain", self.unit("TEST Time of Beeland, not qualified", "XB"), LONG, units)
        self.add("tsu-nobody", "tsu-nobody", self.unit("TEST Time on no list", "XX"), LONG, units)

    @staticmethod
    def unit(common_name, country="XA"):
        return name_of(C=country, O=f"TEST Time of {country}", CN=common_name)

    def seal(self, name, issuer="ca-seals", more=None, period=USUAL, usage=(SIGN, REPUDIATE), key="seal", weak=False):
        self.add(name, key, name_of(C="XX", O=ORGANISATION, organizationIdentifier=IDENTIFIER, CN=f"TEST Seal: {name}"),
                 period, [key_usage(*usage), *(qualified() if more is None else more)], issuer, weak)

    def seals(self):
        self.seal("qualified")
        self.seal("qualified-without-device", more=qualified(device=False))
        self.seal("plain", "ca-plain", more=qualified(device=False, compliance=False))
        self.seal("withdrawn", "ca-withdrawn")
        for name, more, usage in (
                ("with_device", qualified(device=False), None), ("without_device", qualified(), None),
                ("not_qualified", qualified(), None), ("statement", [], None),
                ("for_seals", qualified(kind="signature"), None), ("for_signatures", qualified(), None),
                ("on_behalf", qualified(device=False), None), ("for_all", qualified(device=False), None),
                ("for_none", qualified(device=False), (REPUDIATE,)), ("for_one", qualified(device=False), None)):
            self.seal(f"override-{name}", "ca-overrides", [*more, *policies(name)], usage=usage or (SIGN, REPUDIATE))
        self.seal("override-for_all-missed", "ca-overrides", [*qualified(device=False), *policies("for_all")], usage=(SIGN,))
        self.seal("override-for_none-missed", "ca-overrides", [*qualified(device=False), *policies("for_none")])
        self.seal("override-extended-use", "ca-overrides",
                  [*qualified(device=False), extended_use(DOCUMENT_SIGNING, False)])
        self.seal("override-nothing", "ca-overrides", [*qualified(device=False), *policies("1.2.3.4.6")])
        self.seal("contradicted", "ca-twice", [*qualified(), *policies("contradicted")])
        self.seal("below-sub-b", "sub-b")
        self.seal("below-sub-b-revoked", "sub-b-revoked")
        self.seal("renewed", "ca-renewed-new")
        self.seal("crossed", "ca-crossed")
        self.seal("in-a-loop", "loop-1")
        self.seal("nobody", "ca-nobody")
        self.seal("revoked")
        self.seal("revoked-in-april")
        self.seal("on-hold")
        self.seal("on-hold-in-april")
        self.seal("expired-in-april", period=("2024-01-01T00:00:00Z", "2025-04-15T00:00:00Z"))
        self.seal("expired-in-february", period=("2024-01-01T00:00:00Z", "2025-02-15T00:00:00Z"))
        self.seal("a-few-weeks", period=("2025-03-15T00:00:00Z", "2025-05-15T00:00:00Z"))
        self.seal("of-2005", "root-b", period=("2005-01-01T00:00:00Z", "2030-01-01T00:00:00Z"))

    def signatures(self):
        def person(name, issuer, more, period=USUAL):
            self.add(name, "seal", name_of(C="XX", O=ORGANISATION, organizationIdentifier=IDENTIFIER, SN="Testperson",
                                           GN="Rector", CN=f"TEST Signature: {name}"),
                     period, [key_usage(SIGN, REPUDIATE), *more], issuer)
        person("person", "ca-signatures", qualified(kind="signature"))
        person("person-without-device", "ca-signatures", qualified(device=False, kind="signature"))
        person("person-plain", "ca-plain", qualified(device=False, kind="signature", compliance=False))
        # Before July 2016 there was no type of qualified certificate: all were for signatures of persons.
        person("person-of-2015", "ca-former", qualified(kind=None), ("2015-06-01T00:00:00Z", "2018-06-01T00:00:00Z"))

    def weak_or_wrong(self):
        self.seal("rsa-1024", key="seal-1024")
        self.seal("signed-with-sha1", weak=True)
        self.seal("wrong-key-usage", usage=(ENCIPHER,))
        self.seal("below-path-length", "sub-sub-b")
        self.seal("outside-names", "sub-b-narrow")

    def responders(self):
        def responder(name, more):
            self.add(name, "ocsp", name_of(C="XA", O="TEST Trust Services of XA", CN=f"TEST {name}"), LONG,
                     [key_usage(SIGN), extended_use(OCSP_SIGNING, False), *more], "ca-seals")
        responder("responder", [OCSP_NO_CHECK])
        responder("responder-to-be-checked", [])


@functools.lru_cache(maxsize=None)
def world():
    return World()
