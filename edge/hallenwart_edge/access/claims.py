"""Finds what a code, card or pass stands for in the signed rights. Every candidate is compared, in constant time."""

from __future__ import annotations

from collections.abc import Mapping

from hallenwart_contract.codes import CODE_DIGITS, same
from hallenwart_contract.dark_codes import TOLERANCE_MS, DarkCode
from hallenwart_contract.documents import CredentialKind, Grant, Grants
from hallenwart_contract.passes import Pass, serial_of
from hallenwart_edge.access.rules import NO_RIGHTS, Claim, Holding, Method, pass_name


def of_code(hashes: Mapping[bytes, bytes], digits: int, grants: Grants | None) -> Claim:
    """Return what a code of so many digits (8 or 12) stands for. Time says nothing about which candidate fitted.

    `hashes` are its hashes by salt; the rights are compared with the one made with their own salt.
    """
    rights = grants or NO_RIGHTS
    typed, short = hashes.get(rights.salt, b""), digits == CODE_DIGITS
    pins = [each for each in rights.creds if each.kind == CredentialKind.PIN]
    by_grant = [(each, *_fits(typed, short, (each.pin, each.long, each.duress))) for each in rights.g]
    by_pin = [(each, *_fits(typed, short, (each.hash, each.long, each.duress))) for each in pins]
    return Claim(
        Method.PIN if short else Method.LONG,
        grants=tuple(grant for grant, fits, _ in by_grant if fits),
        creds=tuple(cred for cred, fits, _ in by_pin if fits),
        duress=any(duress for _, _, duress in (*by_grant, *by_pin)),
        hashes=hashes,
    )


def _fits(typed: bytes, short: bool, hashes: tuple[bytes, bytes, bytes]) -> tuple[bool, bool]:
    """Say whether one of an owner's hashes (pin, long, duress) is this one, and whether it was the duress code."""
    pin, long, duress = (bool(typed) & same(each, typed) for each in hashes)
    return (pin, False) if short else (long | duress, duress)


def of_dark_code(code: DarkCode | None, hashes: Mapping[bytes, bytes]) -> Claim:
    """Return the claim of nine digits; `code` None: they fit nothing now, but may still bring a key home."""
    if code is None:
        return Claim(Method.DARK, hashes=hashes)
    grant = Grant(id=code.id, w=[(code.start_ms, code.end_ms)], slots=[code.slot])
    return Claim(Method.DARK, grants=(grant,), hashes=hashes, grace_ms=(TOLERANCE_MS, TOLERANCE_MS))


def of_card(card_hash: bytes, grants: Grants | None) -> Claim:
    """Return which season card this is."""
    cards = [each for each in (grants or NO_RIGHTS).creds if each.kind == CredentialKind.CARD]
    matches = [(each, same(each.hash, card_hash)) for each in cards]
    return Claim(Method.CARD, creds=tuple(cred for cred, fits in matches if fits))


def of_pass(shown: Pass, grants: Grants | None) -> Claim:
    """Return the claim of a pass: its grant where the list has it, else what the pass itself says."""
    rights = grants or NO_RIGHTS
    listed = next((each for each in rights.g if serial_of(each.id) == shown.serial), None)
    denied = next((name for name in rights.deny if serial_of(name) == shown.serial), None)
    own = Grant(id=denied or pass_name(shown.serial), w=[(shown.from_ms, shown.to_ms)], slots=list(shown.slots))
    return Claim(Method.QR, grants=(listed or own,))


def salts(grants: Grants | None, held: Mapping[int, Holding]) -> tuple[bytes, ...]:
    """Return the salts a code is hashed with: the list's, then those under which keys went out earlier."""
    every = ((grants or NO_RIGHTS).salt, *(key.salt for _, key in sorted(held.items())))
    return tuple(dict.fromkeys(salt for salt in every if salt))
