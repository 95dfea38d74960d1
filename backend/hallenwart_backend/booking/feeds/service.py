"""Calendars that programs subscribe to: made, fetched, ended. The address is told once and kept as a hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.rules import CLUB_ADMINS, CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.feeds import rules, store
from hallenwart_backend.booking.feeds.rules import AHEAD_DAYS, BEHIND_DAYS, Entry
from hallenwart_backend.booking.feeds.store import Change, Feed
from hallenwart_backend.booking.model import HOLDING, Booking, State
from hallenwart_backend.booking.refusals import no_such_club, not_yours
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

MOST_OF_ONE: Final = 20
"""What one person may have at the same time."""
_DAY_MS: Final = 86_400_000
_NOTED_EVERY_MS: Final = 60_000
_NONE: Final = Change(0, 0)


@dataclass(frozen=True, slots=True)
class View:
    """Whose plan it is, as far as dates look different: of a club (dates lent away are cancelled there), or of anybody."""

    club: str = ""
    names: bool = True


def no_such_feed() -> RefusedError:
    return RefusedError(
        "no_such_feed", "Diesen Kalender gibt es nicht (mehr).", "There is no such calendar (any more).", status=404
    )


def too_many() -> RefusedError:
    de = f"Mehr als {MOST_OF_ONE} Kalender auf einmal gehen nicht. Bitte beenden Sie einen, den niemand mehr braucht."
    en = f"No more than {MOST_OF_ONE} calendars at a time. Please end one that nobody needs any more."
    return RefusedError("too_many_feeds", de, en, status=409)


class Feeds:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._fetched: dict[str, int] = {}

    async def make(self, person: Person, kind: str, scope: str, name: str) -> tuple[Feed, str]:
        """Return a new calendar and the secret of its address. Raises RefusedError 403, 404, 409."""
        scope = person.id if kind == "trainer" else scope
        self._check(person, kind, scope)
        token = secrets.token_urlsafe(32)
        feed = Feed(
            secrets.token_hex(8),
            kind,
            scope,
            name,
            person.id,
            self._clock.now_ms(),
            trainer=person.id if kind == "trainer" else None,
        )

        def enter(connection: Connection) -> None:
            if sum(one.person == person.id for one in store.living(connection)) >= MOST_OF_ONE:
                raise too_many()
            store.add(connection, feed, secret_hash(token))

        await self._records.write(enter)
        return feed, token

    def _check(self, person: Person, kind: str, scope: str) -> None:
        if kind == "hall":
            self._places.hall(scope)
            allowed = person.has(OFFICE_HANDS) or person.has(CLUB_ROLES)
        elif kind == "club":
            if scope not in self._places.current.clubs:
                raise no_such_club()
            allowed = person.has(OFFICE_HANDS) or person.has_at(CLUB_ROLES, scope)
        else:
            allowed = True
        if not allowed:
            raise not_yours()

    async def of(self, person: Person) -> list[Feed]:
        """Return the person's own calendars; to the office all but those of trainers, to club administrators their club's."""

        def theirs(one: Feed) -> bool:
            if person.id in {one.person, one.trainer}:
                return True
            if one.kind == "trainer":
                return False
            return person.has(OFFICE_HANDS) or (one.kind == "club" and person.has_at(CLUB_ADMINS, one.scope))

        return [one for one in await self._records.read(store.living) if theirs(one)]

    async def end(self, person: Person, feed: str) -> None:
        """End a calendar: its address leads nowhere any more. Raises RefusedError 404."""
        if feed not in {one.id for one in await self.of(person)}:
            raise no_such_feed()
        now = self._clock.now_ms()
        await self._records.write(lambda connection: store.revoke(connection, feed, now))

    async def fetch(self, token: str) -> bytes | None:
        """Return the calendar behind an address; None where it leads nowhere."""
        hashed = secret_hash(token)
        feed = await self._records.read(lambda connection: _living(connection, hashed))
        if feed is None or not self._leads(feed):
            return None
        await self._note(feed)
        return await self.content(feed)

    def _leads(self, feed: Feed) -> bool:
        places = self._places.current
        known = {"hall": places.halls, "club": places.clubs}.get(feed.kind)
        return known is None or feed.scope in known

    async def content(self, feed: Feed) -> bytes:
        where = {"hall": store.of_hall, "club": store.of_club, "trainer": store.of_trainer}[feed.kind](feed.scope)
        entries = await self.entries(where, View(club=feed.scope if feed.kind == "club" else ""))
        return rules.calendar(feed.name, entries)

    async def public(self, hall: str, *, names: bool) -> bytes:
        """Return what everybody may see of a hall."""
        entries = await self.entries(store.of_hall(hall), View(names=names))
        return rules.calendar(self._places.hall(hall).name, [one for one in entries if not one.tentative])

    async def entries(
        self,
        where: ColumnElement[bool],
        view: View,
        span: tuple[int, int] | None = None,
    ) -> list[Entry]:
        """Return dates as calendars show them."""
        now, places = self._clock.now_ms(), self._places.current
        from_ms, to_ms = span or (now - BEHIND_DAYS * _DAY_MS, now + AHEAD_DAYS * _DAY_MS)
        halls = sorted(places.halls)
        found, changes = await self._records.read(lambda connection: store.dates(connection, where, from_ms, to_ms, halls))
        return [entry_of(one, places, changes, view) for one in found]

    async def _note(self, feed: Feed) -> None:
        """Keep when a calendar was fetched, no more than once a minute."""
        now = self._clock.now_ms()
        self._fetched[feed.id] = self._fetched.get(feed.id, 0) + 1
        if now - (feed.fetched_ms or 0) >= _NOTED_EVERY_MS:
            count = self._fetched.pop(feed.id)
            await self._records.write(lambda connection: store.note_fetched(connection, feed.id, now, count))


def _living(connection: Connection, hashed: str) -> Feed | None:
    feed = store.by_token(connection, hashed)
    if feed is None or feed.revoked_ms is not None:
        return None
    if feed.trainer is not None and people.person_of(connection, feed.trainer) is None:
        return None
    return feed


def entry_of(booking: Booking, places: Places, changes: dict[str, Change], view: View) -> Entry:
    """Return a date as a calendar shows it: group and club, never a person."""
    hall = places.halls[booking.hall]
    part = hall.words_of(booking.sections) if len(booking.sections) < hall.sections else ""
    place = ", ".join(filter(None, (hall.name, part)))
    own, whole = changes.get(booking.id, _NONE), changes.get(booking.series or "", _NONE)
    lent_away = bool(view.club) and booking.holder != view.club
    note = f"Verliehen an {places.clubs.get(booking.borrower or '', 'einen anderen Verein')}." if lent_away else ""
    entry = Entry(
        uid=booking.id,
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
        title=booking.title,
        club=places.clubs.get(booking.holder or "", ""),
        place=place,
        where=", ".join(dict.fromkeys(filter(None, (place, hall.site.name, hall.site.address)))),
        zone=hall.site.zone,
        created_ms=booking.created_ms,
        changed_ms=max(booking.created_ms, booking.cancelled_ms or 0, own.t_ms, whole.t_ms),
        sequence=own.number + whole.number,
        cancelled=booking.state not in HOLDING or lent_away,
        tentative=booking.state == State.ASKED,
        note=note,
    )
    return entry if view.names else replace(entry, title="belegt", club="")
