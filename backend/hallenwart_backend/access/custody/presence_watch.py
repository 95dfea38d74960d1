"""People counted where no key is out, and booked halls where nobody is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.access.custody import rules, store
from hallenwart_backend.access.custody.rules import HallSeen, Held, Presence
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.standing import Standing
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.board import Count
from hallenwart_backend.halls.model import Compartment, Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

_KINDS: Final = {Presence.INSIDE: IncidentKind.INSIDE, Presence.NO_KEY: IncidentKind.NO_KEY}
_NO_SHOW: Final = "no_show:"


class Counted(Protocol):
    def people(self, hall: str) -> Count | None: ...

    async def most_people_since(self, hall: str, from_ms: int) -> int | None: ...

    async def fewest_people_since(self, hall: str, from_ms: int) -> int | None: ...


@dataclass(frozen=True, slots=True)
class _Known:
    """One consistent look into the records. `taken`: bookings a key was ever taken for."""

    running: list[Booking]
    taken: set[str]
    held: list[Held]
    returned: Mapping[tuple[str, int], int]


class PresenceWatch:
    """Called every few seconds; reports are idempotent."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, incidents: Incidents, counted: Counted) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._counted = counted
        self._inside = Standing(records, incidents, f"{IncidentKind.INSIDE}:")
        self._no_key = Standing(records, incidents, f"{IncidentKind.NO_KEY}:")
        self._no_show = Standing(records, incidents, _NO_SHOW)

    async def look(self) -> None:
        now = self._clock.now_ms()
        halls = list(self._places.current.halls)
        known = await self._records.read(lambda connection: _read(connection, halls, now))
        seen = {hall.id: await self._judge(hall, known, now) for hall in self._places.current.proper_halls}
        for standing, wanted in ((self._inside, Presence.INSIDE), (self._no_key, Presence.NO_KEY)):
            unsure = {f"{_KINDS[wanted]}:{hall}" for hall, what in seen.items() if what is Presence.UNSURE}
            causes = [self._cause(hall, known, what, now) for hall, what in seen.items() if what is wanted]
            await standing.hold(causes, now_ms=now, unsure=unsure)
        await self._no_shows(known, now)

    async def _judge(self, hall: Hall, known: _Known, now_ms: int) -> Presence:
        own = [one for one in self._places.current.compartments if one.hall == hall.id]
        if not own:
            return Presence.FINE  # a hall without a locker says nothing about keys
        places = {(one.device, one.number) for one in own} | self._general(hall)
        back = [t_ms for place, t_ms in known.returned.items() if place in places]
        people = self._counted.people(hall.id)
        seen = HallSeen(
            count=people.count if people else None,
            fewest=None,
            keys_out=sum((one.device, one.slot) in places for one in known.held),
            free=any(one.hall == hall.id and _needs_none(one, own) for one in known.running),
            returned_ms=max(back, default=None),
        )
        if (first := rules.presence(seen, now_ms)) is Presence.FINE or not seen.count:
            return first
        fewest = await self._counted.fewest_people_since(hall.id, now_ms - rules.STEADY_MS)
        return rules.presence(replace(seen, fewest=fewest), now_ms)

    def _general(self, hall: Hall) -> set[tuple[str, int]]:
        """Return the compartments of the site's own keys: they open every hall."""
        places = self._places.current
        return {
            (one.device, one.number)
            for one in places.compartments
            if not one.hall and (site := places.site_of_device(one.device)) is not None and site.id == hall.site.id
        }

    def _cause(self, hall: str, known: _Known, what: Presence, now_ms: int) -> Cause:
        kind, people = _KINDS[what], self._counted.people(hall)
        since = now_ms - rules.STEADY_MS
        running = next((one for one in known.running if one.hall == hall), None)
        return Cause(
            key=f"{kind}:{hall}",
            id=f"{kind}:{hall}:{since}",
            kind=kind,
            sev=Severity.WARN,
            site=self._places.current.halls[hall].site.id,
            since_ms=since,
            hall=hall,
            detail=self._line(running) if running else "",
            measured=f"{people.count} Personen" if people and people.count is not None else "",
        )

    async def _no_shows(self, known: _Known, now_ms: int) -> None:
        causes, unsure = [], set()
        for booking in known.running:
            most = await self._counted.most_people_since(booking.hall, booking.start_ms)
            taken = booking.id in known.taken
            if rules.is_no_show(booking.start_ms, booking.end_ms, key_taken=taken, most_people=most, now_ms=now_ms):
                causes.append(self._empty(booking))
            elif not taken and most is None:
                unsure.add(f"{_NO_SHOW}{booking.id}")
        await self._no_show.hold(causes, now_ms=now_ms, unsure=unsure)

    def _empty(self, booking: Booking) -> Cause:
        return Cause(
            key=f"{_NO_SHOW}{booking.id}",
            id=booking.id,
            kind=IncidentKind.NO_SHOW,
            sev=Severity.INFO,
            site=self._places.current.halls[booking.hall].site.id,
            since_ms=booking.start_ms + rules.NO_SHOW_AFTER_MS,
            hall=booking.hall,
            detail=self._line(booking),
        )

    def _line(self, booking: Booking) -> str:
        return line(names(self._places.current.clubs, booking.holder), booking.title)


def _needs_none(booking: Booking, compartments: list[Compartment]) -> bool:
    """Whether people of a booking come in without a key of the locker: no compartment for it, or the town's own staff."""
    own = booking.club is None and booking.partner is None
    return own or not any(set(one.sections) & set(booking.sections) for one in compartments)


def _read(connection: Connection, halls: list[str], now_ms: int) -> _Known:
    running = bookings.of_halls(connection, halls, now_ms, now_ms + 1)
    return _Known(
        running,
        store.taken_for(connection, [booking.id for booking in running]),
        store.held_keys(connection),
        store.last_returns(connection, now_ms - rules.INSIDE_UNTIL_MS),
    )
