"""The authority above the seal is a namesake: anybody can make one (RFC 5280, 6.1: a link is its signature, not its name)."""

from dataclasses import replace

import certificates
import evidence
import world
from certificates import PRINTABLE, TELETEX, BMP, key
from keys import EcKey, times, N
from operators import forges

PATH = "RFC 5280, 6.1.3 (a)(1)"
TOLD = ("chain.*",)
FULL = {"C": "XA", "O": "TEST Forge Trust Services", "CN": "TEST Forge CA for seals"}


def namesake(case, part="ca", **fields):
    """The authority with the same words under another key; in the control the genuine key is certified in the same way."""
    fields.setdefault("issuer", None)
    case.change(part, key=case.pretender(part), **fields)
    if not case.forged and fields["issuer"] is None and part == "ca":
        # The control: self-signed too, and the genuine certificate beside it leads on to the root.
        case.after, case.more_values = [*case.after, case.genuine("ca")], [*case.more_values, case.genuine("ca")]


@forges(*TOLD, clause=PATH)
def authority_self_signed(case):
    """A self-signed namesake of the authority. Told: no path is proven."""
    namesake(case)


@forges(*TOLD, clause=PATH)
def authority_with_the_genuine_key_identifier(case):
    """The namesake claims the key identifier of the genuine authority. Told: no path is proven."""
    namesake(case, subject_id=case.genuine("ca").key_id)


@forges(*TOLD, clause=PATH)
def authority_without_key_identifiers(case):
    """The namesake and the seal below it have no key identifiers. Told: no path is proven."""
    namesake(case, subject_id=False, authority_id=False)
    case.change("seal", authority_id=False)


@forges(*TOLD, clause=PATH)
def authority_with_the_genuine_serial_and_dates(case):
    """The namesake has serial number, dates and issuer name of the genuine one. Told: no path is proven."""
    namesake(case, issuer=case["root"], signed_by=case.pretender("root"))


@forges(*TOLD, clause=PATH)
def authority_with_another_serial(case):
    """The namesake has a serial number of its own. Told: no path is proven."""
    namesake(case, serial=0x7777)


@forges(*TOLD, clause="RFC 5280, 7.1")
def authority_in_another_string_type(case):
    """The namesake writes its name as PrintableString where the genuine one has UTF8String. Told: no path is proven."""
    namesake(case, subject=certificates.name(PRINTABLE, **FULL))


@forges(*TOLD, clause="RFC 5280, 7.1")
def authority_in_bmp_strings(case):
    """The namesake writes its name as BMPString. Told: no path is proven."""
    namesake(case, subject=certificates.name(BMP if case.forged else PRINTABLE, **FULL))


@forges(*TOLD, clause="RFC 5280, 7.1")
def authority_in_teletex_strings(case):
    """The namesake writes its name as TeletexString. Told: no path is proven."""
    namesake(case, subject=certificates.name(TELETEX if case.forged else PRINTABLE, **FULL))


@forges(*TOLD, clause="RFC 5280, 7.1")
def authority_in_another_case(case):
    """The namesake writes its name in capitals. Told: no path is proven."""
    namesake(case, subject=certificates.name(**{**FULL, "CN": FULL["CN"].upper()}))


@forges(*TOLD, clause="RFC 5280, 7.1")
def authority_with_more_spaces(case):
    """The namesake writes its name with doubled spaces. Told: no path is proven."""
    namesake(case, subject=certificates.name(**{**FULL, "CN": FULL["CN"].replace(" ", "  ")}))


@forges(*TOLD, clause=PATH)
def authority_beside_the_genuine_one(case):
    """The namesake stands first in the bag, the genuine authority behind it and among the values. Told: no path."""
    namesake(case)
    case.after, case.more_values = [case.genuine("ca")], [case.genuine("ca")]


@forges(*TOLD, clause=PATH)
def authority_behind_the_genuine_one(case):
    """The genuine authority comes before the namesake, also by option. Told: no path is proven."""
    namesake(case)
    case.chain = False
    case.after = [case.genuine("ca"), case["ca"]]
    case.given = [case.genuine("ca")]


@forges(*TOLD, clause=PATH)
def authority_given_by_option_only(case):
    """The namesake comes only among the further certificates of the caller. Told: no path is proven."""
    namesake(case)
    case.chain = False
    case.given = [case["ca"], *case.more_values]


@forges(*TOLD, clause=PATH)
def authority_only_among_the_values(case):
    """The namesake is not in the header; values of the seal, or the caller, bring it. Told: no path is proven."""
    namesake(case)
    case.chain = False
    if case.level in ("B", "T"):
        case.given = [case["ca"], *case.more_values]


@forges(*TOLD, clause=PATH)
def authority_below_a_namesake_root(case):
    """Root and authority are namesakes, a whole hierarchy of its own. Told: no path is proven."""
    case.change("root", key=case.pretender("root"), subject_id=None)
    case.change("ca", key=case.pretender("ca"))
    case.after = [case["root"]]


@forges(*TOLD, clause=PATH)
def authority_below_a_namesake_root_with_its_key_identifiers(case):
    """The same hierarchy with the key identifiers of the genuine one. Told: no path is proven."""
    case.change("root", key=case.pretender("root"), subject_id=case.genuine("root").key_id)
    case.change("ca", key=case.pretender("ca"), subject_id=case.genuine("ca").key_id)
    case.after, case.more_values = [case["root"]], [case["root"]]


@forges(*TOLD, clause=PATH)
def authority_below_a_namesake_root_without_key_identifiers(case):
    """The same hierarchy without any key identifier. Told: no path is proven."""
    case.change("root", key=case.pretender("root"), subject_id=False, authority_id=False)
    case.change("ca", key=case.pretender("ca"), subject_id=False, authority_id=False)
    case.change("seal", authority_id=False)
    case.after = [case["root"], case.genuine("root")]


@forges(*TOLD, clause=PATH)
def root_alone_is_a_namesake(case):
    """The genuine authority's words are certified by a namesake of the root. Told: no path is proven."""
    case.change("root", key=case.pretender("root"))
    case.change("ca", key=world.THIRD if case.forged else case["ca"].key)
    case.after = [case["root"]]


@forges(*TOLD, clause="RFC 5280, 3.2; 6.1")
def authority_self_issued_under_a_third_key(case):
    """A certificate of the authority for itself, signed by a third key, as if it had renewed its key.
    Told: no path is proven."""
    namesake(case, signed_by=world.THIRD if case.forged else None)


@forges(*TOLD, clause="RFC 5280, 3.2; RFC 4210, 4.4")
def authority_renews_its_key_without_the_old_one(case):
    """A self-issued roll-over certificate: the new key is the stranger's, and the old key did not sign it.
    Told: no path is proven."""
    genuine = case["ca"]
    signer = world.THIRD if case.forged else genuine.key
    case.put("ca", replace(genuine, key=world.STRANGER, serial=0x1777, issuer=genuine, signed_by=signer))
    case.after, case.more_values = [genuine], [genuine]
    case.make_lists = lambda case: [*case.usual_lists(), evidence.revocation_list(genuine)]


@forges(*TOLD, clause="RFC 5280, 3.2")
def authority_cross_certified_by_a_stranger(case):
    """A stranger's root certifies the namesake; the genuine root stands beside it. Told: no path is proven."""
    other = replace(case["root"], key=key("other-root"), subject=world.of_authority("TEST Stranger root"))
    if case.forged:
        namesake(case, issuer=other)
    case.after, case.more_values = [other, case["root"]], [other]


@forges(*TOLD, clause=PATH)
def authority_of_a_stranger(case):
    """A hierarchy with names of its own, that of nobody. Told: no anchor is reached."""
    if case.forged:
        other = replace(case["root"], key=key("other-root"), subject=world.of_authority("TEST Stranger root"))
        case.put("ca", replace(case["ca"], key=world.STRANGER, issuer=other, subject=world.of_authority("TEST Stranger CA")))
        case.after = [other]


@forges(*TOLD, clause=PATH)
def authority_signed_by_itself_with_the_name_of_the_root(case):
    """The namesake names the genuine root as its issuer and signs itself. Told: no path is proven."""
    case.change("ca", key=case.pretender("ca"), signed_by=world.STRANGER if case.forged else None)


@forges(*TOLD, clause=PATH)
def authority_between_two_genuine_words(case):
    """A middle authority of the stranger claims the genuine authority as issuer and issues the seal. Told: no path."""
    ca = case["ca"]
    middle = replace(ca, key=world.STRANGER, subject=world.of_authority("TEST Forge middle CA"), serial=0x1555, issuer=ca,
                     signed_by=case.pretender("ca"))
    case.change("seal", issuer=middle)
    case.after, case.more_values = [middle], [middle]
    case.make_lists = lambda case: [*case.usual_lists(), evidence.revocation_list(middle)]


@forges(*TOLD, "algorithms.*", "seal.*", clause="RFC 5480, 2.1.1 (no explicit parameters)")
def authority_whose_curve_has_another_generator(case):
    """The namesake has the public point of the genuine authority and a curve whose generator the forger chose, so that he
    knows a private key to it (CVE-2020-0601). Told: no path is proven."""
    if case.forged:
        point, number = case["ca"].key.point, 0xD00F
        curved = EcKey("curved", number, times(pow(number, -1, N), point))
        assert curved.point == point
        case.change("ca", key=curved, issuer=None)


@forges(*TOLD, "algorithms.*", "seal.*", "xmldsig.*", clause="RFC 5480, 2.1.1")
def root_whose_curve_has_another_generator(case):
    """The same with the root. Told: no path is proven."""
    if case.forged:
        point, number = case["root"].key.point, 0xD00D
        curved = EcKey("curved-root", number, times(pow(number, -1, N), point))
        case.change("root", key=curved)
        case.change("ca", key=world.STRANGER)
        case.after = [case["root"]]
