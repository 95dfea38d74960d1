"""A source's life: set up, looked at, live, paused, and its halls handed back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend import bearer
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import history
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.outside import store
from hallenwart_backend.booking.outside.keys import PREFIX
from hallenwart_backend.booking.outside.model import ClubFrom, Place, Row, Source, SourceKind, SourceState
from hallenwart_backend.booking.outside.naming import fold
from hallenwart_backend.booking.outside.refusals import refused, undecided
from hallenwart_backend.booking.ports import PlanChanged, Rights
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_backend.webhook_rules import fault_of_url
from hallenwart_contract.clock import Clock

KEEP: Final = "keep"
CANCEL: Final = "cancel"


@dataclass(frozen=True, slots=True)
class SourceWish:
    """How a source is to be. A calendar needs `url` and `every_min`; of a pushing one `every_min` is how often it reports."""

    name: str
    kind: SourceKind
    places: tuple[Place, ...]
    link: str = ""
    url: str = ""
    every_min: int = 0
    club_from: ClubFrom = ClubFrom.SUMMARY
    clubs: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A source with what is known of its plan, and what of our own stands in its halls."""

    source: Source
    rows: Sequence[Row]
    local: Sequence[Booking]


class SourceDesk:
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        bookings: Bookings,
        rights: Rights,
        changed: PlanChanged,
        *,
        loopback: bool,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._changed = changed
        self._loopback = loopback

    async def every(self) -> list[Standing]:
        return await self._records.read(lambda connection: [self._standing(connection, one) for one in store.every(connection)])

    async def standing(self, source: str) -> Standing:
        """Raises RefusedError 404."""
        return await self._records.read(lambda connection: self._standing(connection, self._found(connection, source)))

    def _standing(self, connection: Connection, source: Source) -> Standing:
        now = self._clock.now_ms()
        rows = store.rows_of(connection, source.id, now)
        return Standing(source, list(rows.values()), store.local(connection, source.halls, now))

    async def one(self, source: str) -> Source:
        """Raises RefusedError 404."""
        found = await self._records.read(lambda connection: store.one(connection, source))
        if found is None or found.state is SourceState.ENDED:
            raise refused("no_such_source")
        return found

    async def add(self, wish: SourceWish, person: Person) -> tuple[Source, str]:
        """Set up a source as a draft; return it and the key of one that pushes, shown this once. Raises RefusedError 422."""
        identity, key = bearer.new_key(PREFIX)
        pushes = wish.kind is SourceKind.PUSH
        blank = Source(identity, wish.name, wish.kind, SourceState.DRAFT, (), created_ms=self._clock.now_ms())
        made = replace(self._as_wished(blank, wish), key_hash=secret_hash(key) if pushes else "", created_by=person.name[:120])
        await self._records.write(lambda connection: store.add(connection, made))
        return made, key if pushes else ""

    async def change(self, source: str, wish: SourceWish) -> Source:
        """Change names, halls, address, rhythm. What is read next counts by it. Raises RefusedError 404, 409, 422."""

        def write(connection: Connection) -> Source:
            had = self._found(connection, source)
            made = replace(self._as_wished(had, wish), tag="", modified="")
            if had.state in {SourceState.LIVE, SourceState.PAUSED}:
                self._lead(connection, made)
            store.put(connection, made)
            return made

        made = await self._records.write(write)
        await self._told(made)
        return made

    def _as_wished(self, source: Source, wish: SourceWish) -> Source:
        places = self._places.current
        if not wish.places:
            raise refused("no_halls")
        for place in wish.places:
            hall = places.halls.get(place.hall)
            if hall is None:
                raise refused("no_such_hall")
            if any(not 1 <= section <= hall.sections for section in place.sections):
                raise refused("bad_sections")
        clubs = {fold(name): club for name, club in (wish.clubs if wish.clubs is not None else source.clubs).items()}
        if any(club and club not in places.clubs for club in clubs.values()):
            raise refused("no_such_club")
        if source.kind is SourceKind.CALENDAR:
            self._check_url(wish.url)
        return replace(
            source,
            name=wish.name,
            places=wish.places,
            link=wish.link,
            url=wish.url if source.kind is SourceKind.CALENDAR else "",
            every_min=wish.every_min,
            club_from=wish.club_from,
            clubs=clubs,
        )

    def _check_url(self, url: str) -> None:
        if not url:
            raise refused("no_url")
        address = f"https://{url.partition('://')[2]}" if url.startswith(("webcal://", "webcals://")) else url
        if fault := fault_of_url(address, loopback=self._loopback):
            raise refused(fault)

    def _found(self, connection: Connection, source: str) -> Source:
        found = store.one(connection, source)
        if found is None or found.state is SourceState.ENDED:
            raise refused("no_such_source")
        return found

    def _lead(self, connection: Connection, source: Source) -> None:
        leaders = store.leaders(connection, source.halls)
        if any(leader != source.id for leader in leaders.values()):
            raise refused("led_already")
        store.lead(connection, source.id, source.halls)

    async def renew_key(self, source: str) -> str:
        """Return a new key, shown this once; the one before ends now. Raises RefusedError 404, 409."""
        found = await self.one(source)
        if found.kind is not SourceKind.PUSH:
            raise refused("pushes")
        key = bearer.key_text(PREFIX, found.id, bearer.new_key(PREFIX)[1].rpartition("_")[2])
        await self._records.write(lambda connection: store.save(connection, source, key_hash=secret_hash(key)))
        return key

    async def start(self, source: str, decided: Mapping[str, str], person: Person) -> Source:
        """Let a source lead its halls from now on; what of our own stands there is kept until it is over, or cancelled.

        Raises RefusedError: 404, 409 `led_already`, `undecided` with the bookings that nobody decided about.
        """
        now = self._clock.now_ms()

        def write(connection: Connection) -> tuple[Source, list[Booking]]:
            found = self._found(connection, source)
            booking_store.lock(connection, found.halls)
            standing = store.local(connection, found.halls, now)
            if missing := [one.id for one in standing if decided.get(one.id) not in {KEEP, CANCEL}]:
                raise undecided(len(missing), missing)
            ended = [one for one in standing if decided[one.id] == CANCEL]
            for one in ended:
                self._bookings.cancel_in(connection, one, person, why=f"Die Halle wird jetzt in {found.name} geführt")
            self._lead(connection, found)
            store.save(connection, source, state=str(SourceState.LIVE))
            return replace(found, state=SourceState.LIVE), ended

        live, ended = await self._records.write(write)
        await self._told(live)
        for one in ended:
            self._changed(one.hall, one.holder)
        return live

    async def pause(self, source: str, *, paused: bool) -> Source:
        """Let a source's plan stand as it is, or take it up again. Its halls stay led by it. Raises RefusedError 404, 409."""
        found = await self.one(source)
        if found.state is SourceState.DRAFT:
            raise refused("not_live")
        state = SourceState.PAUSED if paused else SourceState.LIVE
        await self._records.write(lambda connection: store.save(connection, source, state=str(state)))
        await self._told(found)
        return replace(found, state=state)

    async def hand_back(self, source: str, person: Person) -> int:
        """End a source: its coming bookings become our own, its halls can be booked here again. Return how many stay.

        Raises RefusedError 404.
        """
        now = self._clock.now_ms()

        def write(connection: Connection) -> tuple[Source, int]:
            found = self._found(connection, source)
            booking_store.lock(connection, found.halls)
            stay = store.hand_back(connection, source, now)
            store.lead(connection, source, ())
            store.save(connection, source, state=str(SourceState.ENDED), key_hash="", fault="")
            who = self._rights.pseudonym(person.id)
            told = {"source": found.name, "handed_back": True}
            history.note(connection, *(Entry(Act.CHANGED, now, who, booking=one, detail=told) for one in stay))
            return found, len(stay)

        found, count = await self._records.write(write)
        await self._told(found)
        return count

    async def _told(self, source: Source) -> None:
        await self._places.refresh()
        for hall in source.halls:
            self._changed(hall, None)
