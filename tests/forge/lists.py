"""The trusted list of one invented territory and the list of lists that announces it (ETSI TS 119 612)."""

from dataclasses import dataclass, field, replace

import keys  # noqa: F401  (sets the paths)
import list_text as text
import world
from xades import ECDSA, Xades

LOCATION = "https://lists.example/"
OPERATOR = {"XA": "TEST Forge Supervisor of XA", "EU": "TEST Forge Union Office"}
SINCE = "2018-01-01T00:00:00Z"
LIST_OF_LISTS_SIGNER, LIST_SIGNER = world.list_signer("EU", "lotl"), world.list_signer("XA", "tl-xa")
OTHER_LIST_SIGNER = world.list_signer("XB", "tl-xb")


class Signer:
    """What a seal asks of a case, for a list: one certificate, one time."""

    def __init__(self, certificate, key=None, carried=None):
        self.certificate, self.key, self.inside = certificate, key or certificate.key, carried or [certificate]
        self.bound, self.sealed_at, self.xml_method, self.xml_digest = certificate, "2025-05-15T08:00:00Z", ECDSA, "sha256"

    def carried(self):
        return self.inside

    def sign(self, data):
        return self.key.sign_raw(data)


def signed(a_list, signer):
    seal = Xades(signer, a_list.text)
    return seal.usual().text()


@dataclass
class Service:
    """One entry of the list; `kind` and `status` after the last slash of their URIs."""
    certificate: object
    kind: str = "CA/QC"
    status: str = "granted"
    since: str = SINCE
    purposes: tuple = ("ForeSeals", "ForeSignatures")
    history: tuple = ()
    key_identifier: bytes = None
    more: tuple = ()  # extensions, written

    def written(self):
        made = self.certificate
        purposes = [*(text.used_for(*self.purposes) if self.purposes else []), *self.more]
        return text.service(self.kind, f"TEST service {made.serial}", made, self.key_identifier or made.key_id, self.status,
                            self.since, purposes, self.history)


@dataclass
class Lists:
    """What an operator may exchange before the lists are signed."""
    seals: Service = field(default_factory=lambda: Service(world.GENUINE["ca"]))
    time: Service = field(default_factory=lambda: Service(world.GENUINE["unit"], "TSA/QTST", purposes=()))
    beside: tuple = ()  # further entries of the provider
    signer: object = field(default_factory=lambda: Signer(LIST_SIGNER))
    lotl_signer: object = field(default_factory=lambda: Signer(LIST_OF_LISTS_SIGNER))
    announced: tuple = (LIST_SIGNER,)
    territory: str = "XA"
    dates: dict = field(default_factory=dict)
    sequence: int = 12
    edit_list: object = None  # after it was signed
    edit_lotl: object = None
    edit_text: object = None  # before it is signed

    def national(self):
        provider = text.provider("TEST Forge Trust Services", self.seals.written(), self.time.written(),
                                 *(one.written() for one in self.beside))
        made = text.TrustedList(self.territory, self.sequence, OPERATOR["XA"], providers=[provider], **self.dates)
        if self.edit_text:
            made = Edited(made, self.edit_text)
        out = signed(made, self.signer)
        return self.edit_list(out) if self.edit_list else out

    def list_of_lists(self):
        pointers = [text.pointer([LIST_OF_LISTS_SIGNER], LOCATION + "eu-lotl.xml", text.LIST_OF_LISTS, "EU", OPERATOR["EU"]),
                    text.pointer(list(self.announced), LOCATION + "xa.xml", text.NATIONAL, "XA", OPERATOR["XA"]),
                    text.pointer([OTHER_LIST_SIGNER], LOCATION + "xb.xml", text.NATIONAL, "XB", "TEST Forge Supervisor of XB")]
        made = text.TrustedList("EU", 11, OPERATOR["EU"], text.LIST_OF_LISTS, pointers=pointers,
                                about=["https://journal.example/announcement-of-signers"])
        made.location = LOCATION + "eu-lotl.xml"
        out = signed(made, self.lotl_signer)
        return self.edit_lotl(out) if self.edit_lotl else out


@dataclass
class Edited:
    """A list whose text was changed before it is signed."""
    made: object
    edit: object

    def text(self, signature=""):
        return self.edit(self.made.text(signature))


def stranger_of(certificate, **fields):
    """The same words, another key."""
    return replace(certificate, key=world.STRANGER, **fields)
