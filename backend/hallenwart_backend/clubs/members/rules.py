"""What a list of members says, and what it would change here. Pure.

Of each row three things are taken: name, e-mail address, role. All else in the file is passed over and kept nowhere. The same
list in another order says the same; a row that cannot be read costs that row alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

STOP_SHARE: Final = 1 / 3
"""When more than this share of the people of the last list would go, somebody has to say so in so many words."""
STOP_LEAST: Final = 3
"""Fewer than so many who go are no reason to stop."""
_ADDRESS: Final = re.compile(r"[^\s@<>\"?&#/\\,;:()\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?\.[A-Za-z]{2,24}")
_STRENGTH: Final = ("member", "trainer", "club_admin")


class Field(StrEnum):
    """What a column can be. A name stands in one column or in two."""

    NAME = "name"
    FIRST = "first"
    LAST = "last"
    EMAIL = "email"
    ROLE = "role"


_HEADS: Final = {
    Field.EMAIL: ("e-mail", "email", "mail", "haupt-e-mail", "e-mail-adresse", "emailadresse", "email adresse", "e-mail 1"),
    Field.FIRST: ("vorname", "first name", "firstname", "rufname"),
    Field.LAST: ("nachname", "last name", "lastname", "familienname", "surname", "name, nachname"),
    Field.ROLE: ("rolle", "rollen", "role", "roles", "funktion", "funktionen", "gruppe", "gruppen", "mitgliedschaft", "status"),
    Field.NAME: ("name", "mitglied", "anzeigename", "vor- und nachname", "full name"),
}
"""How Admidio, hitobito and spreadsheets call these columns."""
_ROLE_WORDS: Final = {
    "club_admin": ("vorstand", "vorsitz", "admin", "leitung", "präsident", "geschäftsführ", "abteilungsleit"),
    "trainer": ("trainer", "übungsleit", "coach", "betreuer", "leiter"),
}
_OTHER: Final = "member"


class Why(StrEnum):
    """Why a row is left out."""

    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, by its heading; `roles`: what words of the list mean here ("" for: is not to come in).

    A word that is not in `roles` means what `guess_role` makes of it.
    """

    columns: Mapping[Field, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        named = Field.NAME in self.columns or Field.LAST in self.columns
        return Field.EMAIL in self.columns and named


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that is left out; `line` counts from 1 with the heading."""

    line: int
    why: Why


@dataclass(frozen=True, slots=True)
class Read:
    members: Sequence[Member]
    bad: Sequence[Bad]
    words: Sequence[str]
    """The words of roles that stand in the list."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`new` come in, `gone` lose their access, `changed` are here already and get another role or name; `same` stay."""

    new: Sequence[Member] = ()
    changed: Sequence[Member] = ()
    gone: Sequence[Member] = ()
    same: int = 0

    @property
    def digest(self) -> str:
        """Return what tells this plan from any other: what was looked at is what is done."""
        parts = [sorted((one.email, one.name, one.role) for one in some) for some in (self.new, self.changed, self.gone)]
        return hashlib.sha256(repr((parts, self.same)).encode()).hexdigest()[:32]

    @property
    def stops(self) -> bool:
        """Whether so many would go that it may be the wrong list."""
        before = len(self.gone) + self.same + len(self.changed)
        return len(self.gone) >= STOP_LEAST and len(self.gone) > before * STOP_SHARE


def key(text: str) -> str:
    """Return a heading or word without case, blanks around and marks that programs put there."""
    return " ".join(unicodedata.normalize("NFC", text).replace("_", " ").split()).strip(" :*").casefold()


def guess(head: Sequence[str]) -> dict[Field, str]:
    """Return which column is what by how programs call them; the first that fits counts."""
    found: dict[Field, str] = {}
    for name, words in _HEADS.items():
        fits = [column for word in words for column in head if key(column) == word]
        if fits:
            found[name] = fits[0]
    if Field.LAST in found:
        found.pop(Field.NAME, None)
    elif Field.FIRST in found and Field.NAME in found:  # "Name" beside "Vorname" is the surname
        found[Field.LAST] = found.pop(Field.NAME)
    return found


def guess_role(word: str) -> str:
    told = key(word)
    for role, parts in _ROLE_WORDS.items():
        if any(part in told for part in parts):
            return role
    return _OTHER


def read(head: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], mapping: Columns) -> Read:
    """Return the people of a list. Rows with one address are one person, with the strongest of their roles."""
    places = {name: head.index(column) for name, column in mapping.columns.items() if column in head}
    found: dict[str, Member] = {}
    bad: list[Bad] = []
    words: dict[str, str] = {}
    meant = {key(word): role for word, role in mapping.roles.items()}
    for line, row in rows:
        told = {name: _clean(row[place]) if place < len(row) else "" for name, place in places.items()}
        if not any(told.values()):
            continue
        parts = [one for one in _split(told.get(Field.ROLE, "")) if one]
        words |= {key(one): one for one in sorted(parts, reverse=True) if key(one) not in words}
        roles = [meant.get(key(one), guess_role(one)) for one in parts] or [meant.get("", _OTHER)]
        role = max(roles, key=lambda one: _STRENGTH.index(one) if one in _STRENGTH else -1)
        email = told.get(Field.EMAIL, "").lower().removeprefix("mailto:")
        name = told.get(Field.NAME) or " ".join(filter(None, (told.get(Field.FIRST), told.get(Field.LAST))))
        why = _why(email, name)
        if why is not None:
            bad.append(Bad(line, why))
        elif role in _STRENGTH:
            found[email] = _merged(found.get(email), Member(name[:120], email, role))
    return Read(sorted(found.values(), key=lambda one: one.email), bad, sorted(words.values(), key=key))


def _clean(cell: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", cell)).split())


def _split(cell: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;/|]", cell)]


def _why(email: str, name: str) -> Why | None:
    if not email:
        return Why.NO_EMAIL
    if len(email) > 254 or not _ADDRESS.fullmatch(email):
        return Why.BAD_EMAIL
    return None if name else Why.NO_NAME


def _merged(one: Member | None, other: Member) -> Member:
    if one is None:
        return other
    return Member(min(one.name, other.name), one.email, max(one.role, other.role, key=_STRENGTH.index))


def plan(wanted: Iterable[Member], listed: Iterable[Member], held: Mapping[str, str], stay: Collection[str] = ()) -> Plan:
    """Return what a list changes. `listed`: who came by the list before; `held`: strongest role here by address.

    Who came in another way and stands in no list stays. `stay` are addresses that never go: who leads the club alone, and
    who does this.
    """
    new: list[Member] = []
    changed: list[Member] = []
    same = 0
    before = {one.email: one for one in listed}
    now = {one.email: one for one in wanted}
    for email, one in sorted(now.items()):
        known = before.get(email)
        if known is None and email not in held:
            new.append(one)
        elif known != one or (email in held and held[email] != one.role and email not in stay):
            changed.append(one)
        else:
            same += 1
    gone = [one for email, one in sorted(before.items()) if email not in now and email not in stay]
    return Plan(new, changed, gone, same)
