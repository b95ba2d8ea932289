"""A case: everything that goes into one sealed file and its judging, each part free for an operator to exchange."""

import functools
from dataclasses import replace

import keys  # noqa: F401  (sets the paths)
import documents
import evidence
import world
from credential import credential
from jades import Jades
from xades import ECDSA, Xades

FORMS, LEVELS, TRUSTS = ("jades", "elm2", "elmo"), ("B", "T", "LT", "LTA"), ("anchor", "list")
PLANTED = "PLANTED"


@functools.lru_cache(maxsize=256)
def usual_list(issuer, revoked, begin, end):
    return evidence.revocation_list(issuer, revoked, begin, end)


class Case:
    """`forged` False: the control, the same making by those who may."""

    def __init__(self, form, level, trust="anchor", forged=True):
        self.form, self.level, self.trust, self.forged = form, level, trust, forged
        self.cast = dict(world.GENUINE)
        self.credential = credential()
        self.issuer_name, self.issuer_id = world.ORGANISATION, world.IDENTIFIER
        self.sealed_at, self.stamped_at, self.archived_at = world.SEALED, world.STAMPED, world.ARCHIVED
        self.judged_at = world.JUDGED
        # The seal: whom it binds, what signs it, what it carries.
        self.bound = self.seal_key = self.signature_digest = None
        self.before, self.after, self.more_values, self.given = [], [], [], []
        self.chain = True
        self.header, self.header_text = {}, None
        self.xml_method, self.xml_digest = ECDSA, "sha256"
        # Evidence
        self.revoked = {}  # part: since
        self.token_options, self.archive_options = {}, {}
        self.make_lists = self.make_answers = None
        self.given_lists, self.given_answers = [], []
        self.anchors = ["root", "stamp_root"]
        self.options, self.detached = [], {}
        self.list_changes = None
        # What is done to the seal in the making, and to the text at the end.
        self.edit_document = lambda text: text
        self.build = self.edit_seal = self.edit_text = None
        self.marker = PLANTED

    # --- who ---------------------------------------------------------------------------------------------------------

    def __getitem__(self, part):
        return self.cast[part]

    def put(self, part, certificate):
        """Exchanges a part, and lets it issue what its predecessor issued."""
        was = self.cast[part]
        self.cast[part] = certificate
        for name, one in list(self.cast.items()):
            if one.issuer is was and name != part:
                self.put(name, replace(one, issuer=certificate))

    def change(self, part, **fields):
        self.put(part, replace(self.cast[part], **fields))

    def pretender(self, part):
        """Whose key a forger has: not this one's."""
        return world.STRANGER if self.forged else self.cast[part].key

    @staticmethod
    def genuine(part):
        return world.GENUINE[part]

    # --- what the seal carries ----------------------------------------------------------------------------------------

    def carried(self):
        return [*self.before, self["seal"], *([self["ca"]] if self.chain else []), *self.after]

    def values(self):
        extra = [self["responder"]] if self.make_answers else []
        return [self["ca"], *extra, *self.more_values]

    def sign(self, data):
        key = self.seal_key or self["seal"].key
        return key.sign_raw(data, self.signature_digest or "sha256")

    def token(self, when, covered, archive=False):
        options = dict(self.archive_options if archive else self.token_options)
        maker = options.pop("maker", evidence.token)
        return maker(options.pop("unit", self["unit"]), options.pop("when", when), options.pop("covered", covered), **options)

    @functools.cached_property
    def _lists(self):
        if self.make_lists:
            return self.make_lists(self)
        return self.usual_lists()

    def usual_lists(self, *without, begin=world.VALUES, end=world.NEXT):
        """One list of each authority; `without` leaves authorities out."""
        out = []
        for part in ("root", "ca", "stamp_root"):
            if part in without:
                continue
            issuer = self.cast[part]
            revoked = [(self.cast[name].serial, since) for name, since in self.revoked.items()
                       if self.cast[name].issuer is issuer]
            out.append(usual_list(issuer, tuple(revoked), begin, end))
        return out

    def lists(self):
        return self._lists

    @functools.cached_property
    def _answers(self):
        return self.make_answers(self) if self.make_answers else []

    def answers(self):
        return self._answers

    # --- the file --------------------------------------------------------------------------------------------------------

    def name_issuer(self, name, identifier):
        """The credential names this organisation as its issuer."""
        self.issuer_name, self.issuer_id = name, identifier
        self.credential = credential(identifier=identifier, name=name)

    def document(self, proof):
        make = documents.credential if self.form == "elm2" else documents.elmo
        text = make(proof)
        text = text.replace("TEST University of Nowhere", self.issuer_name).replace("VATXX-TEST00001", self.issuer_id)
        return self.edit_document(text)

    def write(self):
        if self.build:
            text = self.build(self)
        else:
            made = Jades(self) if self.form == "jades" else Xades(self).usual()
            made.level(self.level)
            if self.edit_seal:
                made = self.edit_seal(made) or made
            text = made.text() if not isinstance(made, str) else made
        return self.edit_text(text) if self.edit_text else text

    @property
    def ending(self):
        return ".json" if self.form == "jades" else ".xml"
