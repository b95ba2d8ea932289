"""The sealing certificate itself is forged: it bears the right words and somebody else's key."""

from dataclasses import replace

import certificates
import evidence
import world
from certificates import PRINTABLE, Altered, key, key_usage
from operators import forges

PATH = "RFC 5280, 6.1.3 (a)(1)"
NO_PATH = ("chain.*", "seal.value_*", "xmldsig.value_broken")


def own_key(case, **fields):
    """A new key in the certificate; the authority's key signs it in the control only."""
    case.change("seal", key=key("forger-of-seals"), signed_by=case.pretender("ca"), **fields)


@forges(*NO_PATH, clause=PATH)
def seal_in_the_name_of_the_authority(case):
    """A sealing certificate that names the genuine authority and its key identifier as issuer, signed by a stranger; the
    genuine authority comes along. Told: no path is proven."""
    own_key(case)


@forges(*NO_PATH, clause=PATH)
def seal_without_key_identifiers(case):
    """The same without subject and authority key identifiers, so that only names lead on. Told: no path is proven."""
    own_key(case, subject_id=False, authority_id=False)


@forges(*NO_PATH, clause=PATH)
def seal_with_its_own_authority_key_identifier(case):
    """The same with the stranger's key identifier in the authority key identifier. Told: no path is proven."""
    own_key(case, authority_id=None if not case.forged else certificates.hashlib.sha1(world.STRANGER.octets).digest())


@forges(*NO_PATH, clause=PATH)
def seal_with_the_genuine_one_in_the_bag(case):
    """The forged certificate stands first, the genuine one with the same serial number behind it. Told: no path is proven."""
    own_key(case)
    case.after = [case.genuine("seal")]


@forges(*NO_PATH, clause=PATH)
def seal_given_by_option_with_the_genuine_one(case):
    """The genuine certificate of the same name and serial is handed over as a further certificate. Told: no path."""
    own_key(case)
    case.given = [case.genuine("seal"), case.genuine("ca")]


@forges(*NO_PATH, clause=PATH)
def seal_self_signed(case):
    """A self-signed certificate with the words of the genuine one. Told: no path leads to an anchor."""
    if case.forged:
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=None))
    else:
        own_key(case)


@forges(*NO_PATH, clause=PATH)
def seal_self_issued_under_a_third_key(case):
    """Issuer and subject are the genuine sealer's name, the signature a third key's. Told: no path leads to an anchor."""
    if case.forged:
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=None, signed_by=world.THIRD))
    else:
        own_key(case)


@forges(*NO_PATH, "issuer.*", clause=PATH)
def seal_is_the_anchor_in_name(case):
    """The sealing certificate is itself self-signed in the name of the anchor. Told: no path; it is no anchor."""
    part = "root" if case.trust == "anchor" else "ca"
    if case.forged:
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=None, subject=case[part].subject,
                                 serial=case[part].serial))
        case.chain = False
    else:
        own_key(case)


@forges(*NO_PATH, clause="RFC 5280, 6.1.4 (k)")
def seal_issued_by_a_sealing_certificate(case):
    """A genuine sealing certificate (no CA) issues one more. Told: a rule of paths is broken."""
    if case.forged:
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=case.genuine("college"), serial=0x2999))
        case.after = [case.genuine("college")]
    else:
        own_key(case)


@forges(*NO_PATH, clause="RFC 5280, 6.1.4 (k)")
def seal_issued_by_a_person(case):
    """A genuine certificate of a natural person issues a sealing certificate in the name of the authority's holder.
    Told: a rule of paths is broken."""
    if case.forged:
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=case.genuine("person"), serial=0x2998))
        case.before, case.after = [], [case.genuine("person")]
    else:
        own_key(case)


@forges(*NO_PATH, clause="RFC 5280, 6.1.4 (n)")
def seal_issued_by_a_certificate_without_use_for_it(case):
    """An authority whose key usage is not keyCertSign issues the seal. Told: key usage."""
    if case.forged:
        below = replace(case["ca"], key=key("without-use"), subject=world.of_authority("TEST Forge CA without use"), serial=0x1009,
                        extensions=(certificates.constraints(), key_usage(0)), issuer=case["ca"])
        case.change("seal", issuer=below)
        case.after = [below]
        case.more_values = [below]


@forges(*NO_PATH, clause="RFC 5280, 6.1.4 (l)", trusts=("anchor",))
def seal_below_a_path_that_may_not_go_on(case):
    """An authority with path length 0 issues another one, which issues the seal. Told: a rule of paths is broken."""
    short = replace(case["ca"], extensions=certificates.authority(0 if case.forged else 1))
    case.put("ca", short)
    below = replace(short, key=key("below"), subject=world.of_authority("TEST Forge CA below"), serial=0x100A, issuer=short,
                    extensions=certificates.authority())
    case.change("seal", issuer=below)
    case.after, case.more_values = [below], [below]
    lists = case.usual_lists
    case.make_lists = lambda case: [*lists(), evidence.revocation_list(below)]


@forges(*NO_PATH, clause="EN 319 102-1, 5.2.3; TS 119 182-1, 5.1.7")
def genuine_certificate_with_a_strangers_value(case):
    """The genuine certificate is carried and bound; the value was made with a stranger's key. Told: the value is broken."""
    if case.forged:
        case.seal_key = world.STRANGER


@forges("*certificate_mismatch", "seal.*", "xmldsig.*", "chain.*", clause="EN 319 102-1, 5.2.3")
def stranger_carried_genuine_bound(case):
    """The header binds the genuine certificate, the stranger's is carried, the value is the stranger's.
    Told: certificate and reference do not fit."""
    if case.forged:
        case.bound = case.genuine("seal")
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=None))


@forges("*certificate_mismatch", "seal.*", "xmldsig.*", "chain.*", clause="EN 319 102-1, 5.2.3")
def stranger_bound_genuine_carried(case):
    """The header binds the stranger's certificate, the genuine one stands before it, the value is the stranger's.
    Told: no path, or the wrong certificate."""
    if case.forged:
        case.before = [case.genuine("seal")]
        case.put("seal", replace(case["seal"], key=world.STRANGER, issuer=None))


@forges(*NO_PATH, clause=PATH)
def seal_altered_after_it_was_issued(case):
    """One letter of the common name in the genuine certificate was changed; its signature is that of before.
    Told: no path is proven."""
    if case.forged:
        genuine = case["seal"]
        case.cast["seal"] = Altered(genuine, genuine.der.replace(b"TEST Seal of the adversary", b"TEST Seal of the adversarY"))


@forges(*NO_PATH, clause="RFC 5280, 6.1.3 (a)(1)")
def seal_with_the_key_exchanged_in_the_genuine_octets(case):
    """The public key in the octets of the genuine certificate is exchanged for the stranger's. Told: no path is proven."""
    if case.forged:
        genuine = case["seal"]
        case.cast["seal"] = Altered(genuine, genuine.der.replace(genuine.key.octets, world.STRANGER.octets))
        case.seal_key = world.STRANGER


@forges(*NO_PATH, clause="RFC 5280, 7.1")
def seal_in_another_string_type(case):
    """The forged certificate writes the name of its issuer as PrintableString. Told: no path is proven."""
    own_key(case, issued_as=certificates.name(PRINTABLE, C="XA", O="TEST Forge Trust Services", CN="TEST Forge CA for seals"))


@forges(*NO_PATH, clause="RFC 5280, 4.2.1.3")
def seal_whose_key_may_only_encipher(case):
    """A genuine certificate that may not sign at all. Told: key usage."""
    if case.forged:
        case.change("seal", extensions=(key_usage(2), *world.SEAL_USE[1:]))


@forges("chain.other_use", "chain.*", clause="RFC 5280, 4.2.1.12")
def seal_whose_key_is_for_something_else(case):
    """A genuine certificate whose critical extended key usage is a web server's. Told: made for another use."""
    if case.forged:
        case.change("seal", extensions=(*world.SEAL_USE, certificates.extended_use("1.3.6.1.5.5.7.3.1", True)))


@forges("chain.*", clause="RFC 5280, 4.2")
def seal_with_an_unknown_critical_extension(case):
    """A critical extension that nobody knows. Told: a rule of paths is broken."""
    if case.forged:
        case.change("seal", extensions=(*world.SEAL_USE, certificates.extension("1.2.3.4.5.6.7", b"\x05\x00", True)))


@forges("chain.*", clause="RFC 5280, 4.2.1.10")
def seal_outside_the_permitted_names(case):
    """The authority may only certify another organisation. Told: a rule of paths is broken."""
    from authorities import name_constraints
    permitted = world.of_holder(world.COLLEGE, world.COLLEGE_IDENTIFIER) if case.forged else certificates.name(C="XX")
    narrow = replace(case["ca"], key=key("narrow"), subject=world.of_authority("TEST Forge CA of narrow names"), serial=0x100B,
                     extensions=(*certificates.authority(), name_constraints(permitted)), issuer=case["ca"])
    case.change("seal", issuer=narrow)
    case.after, case.more_values = [narrow], [narrow]
    case.make_lists = lambda case: [*case.usual_lists(), evidence.revocation_list(narrow)]
