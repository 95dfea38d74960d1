"""Who may give, block and replace whose credentials. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.accounts.rules import ADMINS, CLUB_ROLES, OPENERS, Person, Role

UID_BYTES: Final = frozenset({4, 5, 7, 10})
"""ISO/IEC 14443 knows cards of 4, 7 and 10 bytes, EM4100 tags have 5."""
SUN_UID_BYTES: Final = 7
SUN_KEY_BYTES: Final = 16
MAX_CARDS: Final = 3
"""Cards of one person at most: one in use, one at home, one that was just lost."""

_OFFICE: Final = frozenset({Role.ADMIN, Role.OFFICE})
_CLUB_ADMIN: Final = frozenset({Role.CLUB_ADMIN})


def may_manage(actor: Person, holder: Person) -> bool:
    """Say whether `actor` may give and block what `holder` opens with.

    Everyone their own; the office everybody's, a club's admin that of the club's people. What opens for staff only an
    admin gives to others: a card handed to a caretaker would else open every compartment.
    """
    if actor.id == holder.id or actor.has(ADMINS):
        return True
    if holder.has(OPENERS):
        return False
    clubs = {scope for role in CLUB_ROLES for scope in holder.roles.get(role, frozenset()) if scope}
    return actor.has(_OFFICE) or any(actor.has_at(_CLUB_ADMIN, club) for club in clubs)


def may_give_card(actor: Person, holder: Person) -> bool:
    """Cards are given out by the club or the office; who opens as staff may learn their own."""
    own = actor.id == holder.id and not actor.has(OPENERS | _OFFICE | _CLUB_ADMIN)
    return may_manage(actor, holder) and not own


def may_have_staff_code(actor: Person, holder: Person, site: str) -> bool:
    return holder.has_at(OPENERS, site) and (actor.id == holder.id or actor.has(ADMINS))


def uid_of(text: str) -> bytes | None:
    """Return the bytes of a card number as printed or read (`04:A2:19…`), None when no card has such a number."""
    uid = _bytes_of(text)
    return uid if len(uid) in UID_BYTES else None


def hex_of(text: str, length: int) -> bytes | None:
    """Return so many bytes written in hex, None for anything else."""
    found = _bytes_of(text)
    return found if len(found) == length else None


def _bytes_of(text: str) -> bytes:
    try:
        return bytes.fromhex("".join(char for char in text if char not in ": -"))
    except ValueError:
        return b""
