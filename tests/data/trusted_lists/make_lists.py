#!/usr/bin/env python3
"""Writes the trusted lists of two invented countries, XA and XB, with their list of lists.

    tests/data/trusted_lists/make_lists.py [FOLDER] [--address URL]

Without a folder the files beside it are written anew. --address is where the lists claim to lie (update)."""

import argparse
import os

from lists import (HERE, SEALING_KEYS, Signer, additional, document, identity, listed, pointer, provider, qualification,
                   service, sign, write)

HOSTILE = "TEST Service \u202enamed to deceive\u001b[31m".replace("\u001b", "\u009b") # ESC cannot stand in XML


class World:
    def __init__(self, address="https://lists.example"):
        self.address = address
        self.first = Signer("lotl-1", "TEST Signer 1 of the list of lists")
        self.second = Signer("lotl-2", "TEST Signer 2 of the list of lists")
        self.xa = Signer("list-xa", "TEST Signer of the list of XA")
        self.xb = Signer("list-xb", "TEST Signer of the list of XB")

    # --- the list of lists, and how its first signer hands over to the second --------------------------------------

    def list_of_lists(self, sequence, announced, issued="2025-01-01", next_update="2025-07-01", **more):
        pointers = [pointer(f"{self.address}/lotl.xml", "EU", [announced], kind="EUlistofthelists"),
                    pointer(f"{self.address}/XA.pdf", "XA", [self.xa], media="application/pdf"),
                    pointer(f"{self.address}/XA.xml", "XA", [self.xa]),
                    pointer(f"{self.address}/XB.xml", "XB", [self.xb]),
                    pointer(f"{self.address}/XC.xml", "XC", [self.xb])]
        return document("EU", sequence, "EUlistofthelists", issued, next_update, operator="TEST Commission",
                        addresses=[f"{self.address}/pivot-2.xml", f"{self.address}/official-journal"],
                        pointers=pointers, **more)

    def lotl(self, **more):
        return sign(self.list_of_lists(3, self.second, **more), self.second)

    def pivot(self):
        return sign(self.list_of_lists(2, self.second, "2024-07-01", "2025-01-01"), self.first)

    # --- national lists --------------------------------------------------------------------------------------------

    def unsigned_xa(self, sequence=5, issued="2025-02-01", next_update="2025-08-01", version="6", withdrawn=False,
                    territory="XA"):
        seals = additional("ForeSeals") + qualification(["QCStatement", "QCForESeal"], SEALING_KEYS)
        history = [("granted", "2020-01-01", seals), ("undersupervision", "2014-01-01", "")]
        if withdrawn:
            history.insert(0, ("withdrawn", "2025-03-01", additional("ForeSeals")))
        services = [service("TEST Certificates for seals", "CA/QC", identity([listed("sub-ca")]), history),
                    service("TEST Time-stamps" + (", renamed" if withdrawn else ""), "TSA/QTST",
                            identity([listed("tsa")]), [("granted", "2020-01-01", "")])]
        if withdrawn:
            services.append(service("TEST Certificates without a law", "CA/PKC", identity([listed("sub-sub-ca")]),
                                    [("recognisedatnationallevel", "2025-03-01", "")]))
        return document(territory, sequence, "EUgeneric", issued, next_update, version,
                        providers=[provider("TEST Authority", services)])

    def unsigned_xb(self, sequence=2, next_update="2025-05-20", more=(), listed_for="ForeSignatures"):
        services = [service("TEST Certificates of a stranger", "CA/QC", identity([listed("stranger-ca")]),
                            [("withdrawn", "2024-06-01", additional(listed_for)),
                             ("granted", "2018-01-01", additional("ForeSignatures"))]),
                    service(HOSTILE, "EDS/Q", identity([], ["CN=TEST named by words only"]),
                            [("granted", "2022-05-01", "")])]
        return document("XB", sequence, "EUgeneric", "2025-01-15", next_update,
                        providers=[provider("TEST Stranger & Daughters", services), *more])

    def xa_list(self, **more):
        return sign(self.unsigned_xa(**more), self.xa)

    def xb_list(self, **more):
        return sign(self.unsigned_xb(**more), self.xb)

    # --- what must be refused --------------------------------------------------------------------------------------

    def broken(self):
        good = self.xa_list(sequence=9)
        unsigned = self.unsigned_xa(9)
        twice = sign(unsigned, self.xa, "one")
        yield "unsigned.xml", unsigned
        yield "two-signatures.xml", sign(twice, self.xa, "two")
        yield "changed-after-signing.xml", good.replace("Svcstatus/granted", "Svcstatus/withdrawn", 1)
        yield "signature-value-changed.xml", good.replace("<ds:SignatureValue>", "<ds:SignatureValue>AAAA", 1)
        yield "signed-by-another-country.xml", sign(unsigned, self.xb)
        yield "signed-by-the-list-of-lists.xml", sign(unsigned, self.second)
        yield "unsigned-and-unannounced.xml", self.unsigned_xa(9, territory="XD")
        yield "of-a-country-without-announcement.xml", sign(self.unsigned_xa(9, territory="XD"), self.xa)
        in_part = unsigned.replace("<SchemeInformation>", '<SchemeInformation Id="scheme">')
        yield "signed-in-part.xml", sign(in_part, self.xa, covered="#scheme")
        yield "version-4.xml", sign(self.unsigned_xa(9, version="4"), self.xa)
        yield "without-version.xml", sign(self.unsigned_xa(9, version=None), self.xa)
        yield "cut-off.xml", good[: len(good) // 2]
        yield "page.html", ("<!DOCTYPE html>\n<html><head><title>Not found</title></head>"
                            "<body><h1>404</h1><p>TEST page of a server.</p></body></html>\n")
        yield "empty.xml", ""
        yield "older.xml", self.xa_list(sequence=4)
        yield "lotl-signed-by-a-stranger.xml", sign(self.list_of_lists(9, self.xa), self.xa)
        yield "lotl-changed-after-signing.xml", self.lotl().replace("<TSLSequenceNumber>3<", "<TSLSequenceNumber>9<")
        yield "pivot-signed-by-a-stranger.xml", sign(self.list_of_lists(2, self.xa), self.xa)

    def write(self, folder):
        write(os.path.join(folder, "signers.pem"), self.first.pem())
        write(os.path.join(folder, "lotl.xml"), self.lotl())
        write(os.path.join(folder, "pivot-2.xml"), self.pivot())
        write(os.path.join(folder, "XA.xml"), self.xa_list())
        write(os.path.join(folder, "XB.xml"), self.xb_list())
        write(os.path.join(folder, "newer", "XA.xml"),
              self.xa_list(sequence=6, issued="2025-03-02", next_update="2025-09-01", withdrawn=True))
        write(os.path.join(folder, "closed", "XB.xml"),
              self.xb_list(sequence=3, next_update=None, listed_for="ForeSeals",
                           more=[provider("TEST Provider of nothing", [])]))
        for name, content in self.broken():
            write(os.path.join(folder, "broken", name), content)


def main():
    parser = argparse.ArgumentParser(description="Writes trusted lists of invented countries.")
    parser.add_argument("folder", nargs="?", default=HERE)
    parser.add_argument("--address", default="https://lists.example", help="where the lists claim to lie")
    arguments = parser.parse_args()
    World(arguments.address).write(arguments.folder)


if __name__ == "__main__":
    main()
