"""Public events of a seed file.

    [[event]]   hall, date = "2026-11-23", start = "17:30", booking = "Volleyball Damen" (the title of the date),
                kind = "match" (which that date becomes, where it is neither a match nor an event yet),
                title, text, sport = "volleyball", teams = [], visitors, spectators, minors, by (e-mail address),
                stream, camera = { device, camera }, record_days, entered = "2026-11-20",
                consent = [{ party = "club", by = "voss@…" }, { party = "visitors" }]    (visitors: by their link),
                tickets, given    see seed_tickets.py

An event that is there stays as people left it; a date that is gone, or another club's now, gets none.
Who may agree for whom is held to the same rules as on the pages.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select, update

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.booking.model import Kind
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.events import consenting, rules, service, store
from hallenwart_backend.events.rules import Consent, Event, Party
from hallenwart_backend.evidence.store import append
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.halls.model import Places
from hallenwart_backend.seed_places import minutes_of
from hallenwart_backend.seed_tickets import Sealing, plant_tickets

_NOON_MIN: Final = 12 * 60


class SeedCamera(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    device: str
    camera: str


class SeedConsent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    party: Party
    by: str = ""


class SeedEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    hall: str
    date: dt.date
    start: str
    booking: str
    title: str
    by: str
    kind: Kind = Kind.MATCH
    text: str = ""
    sport: str = ""
    teams: list[str] = []
    visitors: str = ""
    spectators: int | None = None
    minors: bool = False
    stream: bool = False
    camera: SeedCamera | None = None
    record_days: int = 0
    entered: dt.date | None = None
    consent: list[SeedConsent] = []
    tickets: int | None = None
    given: list[int] = []


def plant_events(
    connection: Connection,
    wishes: list[SeedEvent],
    pseudonym: Callable[[str], str],
    vault: Sealing | None = None,
    *,
    now_ms: int,
) -> None:
    """Write the events that are not there. Raises ConfigError for what does not fit."""
    if not wishes:
        return
    places, people = load_places(connection), {one.email: one for one in everybody(connection)}
    for wish in wishes:
        planting = _Planting(connection, wish, places, people)
        event = planting.event(now_ms, pseudonym)
        if event is not None:
            for one in wish.consent:
                planting.agree(event, one, pseudonym)
            if wish.tickets is not None:
                plant_tickets(connection, event.id, wish.tickets, wish.given, vault, now_ms=now_ms)


class _Planting:
    """One event on its way into the records."""

    def __init__(self, connection: Connection, wish: SeedEvent, places: Places, people: dict[str, Person]) -> None:
        if wish.hall not in places.halls:
            raise ConfigError(f"event {wish.title!r}: there is no hall {wish.hall!r}")
        self._connection, self._wish, self._places, self._people = connection, wish, places, people
        self._zone: ZoneInfo = places.halls[wish.hall].zone

    def event(self, now_ms: int, pseudonym: Callable[[str], str]) -> Event | None:
        """Return the event that was added, None when its date has one already."""
        self._check()
        wish, start_ms = self._wish, local_ms(self._wish.date, minutes_of(self._wish.start), self._zone)
        at = (bookings.c.hall == wish.hall, bookings.c.title == wish.booking, bookings.c.start_ms == start_ms)
        row = self._connection.execute(select(bookings).where(*at, bookings.c.state == "booked")).first()
        if row is None:  # the place is closed that day, or somebody else had it
            return None
        booking = booking_of(row)
        if store.of_booking(self._connection, booking.id) is not None:
            return None
        entered_ms = min(now_ms, local_ms(wish.entered, _NOON_MIN, self._zone) if wish.entered else now_ms)
        who = self._person(wish.by)
        event = Event(
            id=secrets.token_hex(8),
            booking=booking.id,
            club=booking.holder,
            title=wish.title,
            stream_id=secrets.token_hex(8),
            made_ms=entered_ms,
            changed_ms=entered_ms,
            made_by=pseudonym(who.id),
            body=wish.text,
            sport=wish.sport,
            teams=tuple(wish.teams),
            visitors=wish.visitors,
            spectators=wish.spectators,
            minors=wish.minors,
            stream=wish.stream,
            device=wish.camera.device if wish.camera else "",
            camera=wish.camera.camera if wish.camera else "",
            record_days=wish.record_days,
        )
        if not service.may_lead(who, event):  # lent to somebody else since
            return None
        if not rules.may_be_public(booking.kind, booking.state):
            self._connection.execute(update(bookings).where(bookings.c.id == booking.id).values(kind=str(wish.kind)))
        store.add(self._connection, event)
        return event

    def _check(self) -> None:
        wish = self._wish
        placed = self._places.devices.get(wish.camera.device) if wish.camera else None
        if wish.camera and (placed is None or placed.site != self._places.halls[wish.hall].site.id):
            raise ConfigError(f"event {wish.title!r}: {wish.camera.device} is no device of the hall's site")
        if wish.sport and wish.sport not in SPORTS:
            raise ConfigError(f"event {wish.title!r}: sport is one of {', '.join(SPORTS)}")
        if not 0 <= wish.record_days <= rules.LONGEST_RECORD_DAYS:
            raise ConfigError(f"event {wish.title!r}: record_days is 0 to {rules.LONGEST_RECORD_DAYS}")
        if not rules.may_be_public(wish.kind, "booked"):
            raise ConfigError(f"event {wish.title!r}: kind is match or event")

    def agree(self, event: Event, said: SeedConsent, pseudonym: Callable[[str], str]) -> None:
        """Write one consent into the ledger, with its link in the evidence."""
        team = event.visitors if said.party is Party.VISITORS else ""
        way = "account" if said.by else "link"
        consent = Consent(said.party, True, event.made_ms, team=team, record_days=event.record_days, way=way)
        who = self._person(said.by) if said.by else None
        if said.party not in rules.required(event) or not self._may(event, said.party, who):
            raise ConfigError(f"event {event.title!r}: {said.by or 'the link'} does not agree for {said.party}")
        name = pseudonym(who.id) if who else ""
        store.say(self._connection, event.id, consent, name)
        kind, text = consenting.evident(consent)
        append(self._connection, kind=kind, about=event.id, who=name, said=text, t_ms=consent.t_ms)

    @staticmethod
    def _may(event: Event, party: Party, who: Person | None) -> bool:
        if who is None:
            return party is Party.VISITORS
        return rules.may_record(party, True, club=service.acts_for(who, event), office=who.has(OFFICE_HANDS))

    def _person(self, email: str) -> Person:
        if email.lower() not in self._people:
            raise ConfigError(f"event {self._wish.title!r}: nobody has the address {email!r}")
        return self._people[email.lower()]
