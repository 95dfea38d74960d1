"""Who the pseudonyms in a slot's history are, as far as the reader may know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.rules import MANAGERS, STAFF, Person, Role
from hallenwart_backend.booking.history import Entry

ERASED: Final = ("gelöschte Person", "erased person")
OFFICE: Final = ("Sportamt", "sports office")
RULES: Final = ("Hallenwart, von selbst", "Hallenwart, by itself")
OTHERS: Final = ("ein anderer Verein", "another club")
_WEIGHT: Final = (Role.OFFICE, Role.ADMIN, Role.CARETAKER, Role.CLUB_ADMIN, Role.TRAINER, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody with an account by pseudonym, and who asks."""

    reader: Person
    everybody: Mapping[str, Person]

    def name(self, entry: Entry) -> str:
        """Return a name the reader may know: managers know everybody, clubs their own people, and nobody of the town."""
        who = self.everybody.get(entry.who)
        if who is None:
            return ""
        own = not who.has(STAFF) and not set(self.reader.clubs).isdisjoint(who.clubs)
        return who.name if own or self.reader.has(MANAGERS) else ""

    def role(self, entry: Entry) -> str:
        """Return what the person is at work, empty for the rules themselves and for whoever is erased."""
        who = self.everybody.get(entry.who)
        return next((str(role) for role in _WEIGHT if who is not None and role in who.roles), "")

    def who(self, entry: Entry) -> tuple[str, str]:
        """Return who decided, German and English: a name, an office, a system outside, or that the person is erased."""
        if source := entry.detail.get("source") if not entry.who else "":
            return str(source), str(source)
        if not entry.who:
            return RULES
        if name := self.name(entry):
            return name, name
        who = self.everybody.get(entry.who)
        if not self.reader.has(MANAGERS) and (entry.on_behalf or (who is not None and who.has(STAFF))):
            return OFFICE
        return OTHERS if who is not None else ERASED


def names_for(connection: Connection, reader: Person, pseudonym: Callable[[str], str]) -> Names:
    return Names(reader, {pseudonym(one.person.id): one.person for one in people.listed(connection)})
