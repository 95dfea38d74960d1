"""Counts people of each place and says whether somebody is there; offline, and through restarts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from hallenwart_contract.clock import Clock, utc
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Scalar
from hallenwart_contract.people import DoorCount, PeopleSensor, SensorKind, Sign
from hallenwart_contract.site_link import Look, PeerDoor, PeerEye
from hallenwart_edge.bell import Bell
from hallenwart_edge.door_ports import DoorCounter, RemembersTotals
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import closing, counting, health, kept
from hallenwart_edge.occupancy.counting import DoorSpec, Place
from hallenwart_edge.occupancy.judging import Judge
from hallenwart_edge.occupancy.kept import Book, KeptDoor, KeptPlace
from hallenwart_edge.occupancy.peers import Peers
from hallenwart_edge.occupancy.places import Around, WatchedPlace
from hallenwart_edge.occupancy.surroundings import CountingSettings, Surroundings
from hallenwart_edge.occupancy.telling import Teller
from hallenwart_edge.occupancy.watching import EyeSpec, Head, Helper, WatchedDoor, WatchedEye
from hallenwart_edge.ports import Board, Outbox, Sensor
from hallenwart_edge.small_file import SmallFile

LOOK_EVERY_S: Final = 1.0
KEEP_EVERY_MS: Final = 2_000
KEEP_ALIVE_MS: Final = 5 * 60_000
_KINDS: Final = {Sign.RADAR: SensorKind.RADAR, Sign.MOTION: SensorKind.MOTION}


class OccupancyAgent:
    """Keeps the counts of all places this device looks at.

    `judged`: who already tells how a component is; it is told why that is suspected, empty: it is not.
    """

    def __init__(
        self,
        *,
        doors: Sequence[tuple[DoorSpec, DoorCounter]] = (),
        eyes: Sequence[tuple[EyeSpec, Sensor]] = (),
        helpers: Sequence[Helper] = (),
        heads: Sequence[Head] = (),
        judged: Mapping[str, Callable[[str], None]] | None = None,
        settings: CountingSettings,
        outbox: Outbox,
        board: Board,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings, self._heads, self._helpers = settings, heads, helpers
        self._outbox, self._board, self._clock, self._sleep = outbox, board, clock, sleep
        now_ms = clock.mono_ms()
        self._doors = [WatchedDoor(spec, counter, KeptDoor()) for spec, counter in doors]
        self._eyes = [WatchedEye(spec, sensor, now_ms) for spec, sensor in eyes]
        self._places = self._watched([spec for spec, _ in doors], now_ms)
        self._surroundings = Surroundings(settings, self._doors, self._eyes, helpers, heads, self._places)
        self._peers = Peers(self._doors, self._eyes, [each.place.hall for each in self._places], self._walked)
        self._judge = Judge(
            self._doors,
            self._eyes,
            self._places,
            settings,
            elsewhere=judged or {},
            outbox=outbox,
            board=board,
            clock=clock,
        )
        self._teller = Teller(outbox, clock)
        self._file = SmallFile(settings.state_file, Book)
        self._book = Book()
        self._kept_ms, self._unkept = now_ms, False
        self._bell = Bell()

    def _watched(self, doors: list[DoorSpec], now_ms: int) -> list[WatchedPlace]:
        seen = {Place(each.spec.hall, each.spec.sections) for each in self._eyes}
        named = {*self._settings.places, *seen, *(each.place for each in self._heads)}
        counted = {each.place for each in self._heads}
        return [
            WatchedPlace(place, KeptPlace(), place in counted or counting.is_counted(place, doors), now_ms)
            for place in counting.places_of(doors, named)
        ]

    def _count_anew(self) -> None:
        """Another door may lead where a section can no longer be counted alone."""
        doors, heads = [each.spec for each in self._doors], {each.place for each in self._heads}
        for place in self._places:
            place.counted = place.place in heads or counting.is_counted(place.place, doors)

    async def run(self) -> None:
        """Count until cancelled."""
        self._begin(await asyncio.to_thread(self._file.load))
        for eye in self._eyes:
            self._board.set_seen(eye.spec.hall, eye.spec.id, None)
        try:
            async with asyncio.TaskGroup() as group:
                for door in self._doors:
                    group.create_task(self._count(door), name=f"occupancy {door.spec.id}")
                for eye in self._eyes:
                    group.create_task(self._watch(eye), name=f"occupancy {eye.spec.id}")
                group.create_task(self._tick(), name="occupancy time")
                group.create_task(self._follow(), name="occupancy look")
                group.create_task(self._file.keep(self._written), name="occupancy kept")
        finally:
            with contextlib.suppress(OSError):
                self._file.save(self._written())

    # --- what is kept over a restart ---

    def _begin(self, book: Book) -> None:
        """Take up what was counted before, as far as that still means anything."""
        self._book = book
        lasted_ms = kept.interruption_ms(book, self._clock, boot=self._settings.boot, trusted=self._settings.trusted())
        for door in self._doors:
            door.kept = book.doors.setdefault(door.spec.id, KeptDoor())
            if isinstance(door.counter, RemembersTotals):
                door.counter.resume(door.kept.totals, lasted_ms)
        for place in self._places:
            before = book.places.get(place.place.id)
            place.kept = book.places[place.place.id] = before or KeptPlace()
            if before is not None and not self._remembered(place):
                place.unwatched(lasted_ms)

    def _remembered(self, place: WatchedPlace) -> bool:
        """Say whether all that counts a place goes on counting while this device does not."""
        doors = [door for door in self._doors if counting.effect(door.spec, place.place) != 0]
        return bool(doors) and all(door.spec.remembers for door in doors)

    def _written(self) -> Book:
        book = self._book
        for door in self._doors:
            if isinstance(door.counter, RemembersTotals):
                door.kept.totals = door.counter.totals()
        book.boot, book.mono_ms, book.wall_ms = self._settings.boot, self._clock.mono_ms(), self._clock.now_ms()
        return book

    def _keep(self, now_ms: int) -> None:
        if now_ms - self._kept_ms >= (KEEP_EVERY_MS if self._unkept else KEEP_ALIVE_MS):
            self._kept_ms, self._unkept = now_ms, False
            self._file.note()

    # --- what doors and sensors say ---

    async def _count(self, door: WatchedDoor) -> None:
        while True:
            door.begun_ms = self._clock.mono_ms()
            try:
                async for passage in door.counter.passages():
                    self._walked(door, passage.way * passage.persons, 1 - passage.sure)
            except DriverFault as fault:
                door.gone, door.begun_ms = fault.reason, None
                self._bell.ring()
            await self._sleep(LOOK_EVERY_S)

    def _walked(self, door: WatchedDoor, persons: int, error: float) -> None:
        now_ms = self._clock.mono_ms()
        door.kept.today, door.untold = door.kept.today.plus(persons), door.untold.plus(persons)
        door.kept.ever = door.kept.ever.plus(persons)
        door.said_ms = self._clock.now_ms()
        self._judge.moved.add(door.spec.hall)
        for place in self._places:
            place.walked(door.spec, persons, error, now_ms, late=bool(door.peer))
        for eye in self._eyes:
            where = Place(eye.spec.hall, eye.spec.sections)
            if counting.effect(door.spec, where):
                eye.sight = health.walked(eye.sight, abs(persons), now_ms)
        self._unkept = True
        self._bell.ring()

    async def _watch(self, eye: WatchedEye) -> None:
        while True:
            before = eye.believed
            await eye.look(self._clock.mono_ms)
            if eye.sees:
                eye.said_ms = self._clock.now_ms()
            self._board.set_seen(eye.spec.hall, eye.spec.id, eye.believed)
            if eye.believed is not before:
                self._bell.ring()
            await self._sleep(LOOK_EVERY_S)

    # --- what follows from it ---

    async def _tick(self) -> None:
        while True:
            self._bell.ring()
            await self._sleep(LOOK_EVERY_S)

    async def _follow(self) -> None:
        while True:
            await self._look()
            await self._bell.wait()

    async def _look(self) -> None:
        now_ms = self._clock.mono_ms()
        local = self._local()
        self._turn_day(local)
        if self._peers.follow(self._settings.looks(), self._book, now_ms):
            self._count_anew()
        await self._judge.look(now_ms)
        for place in self._places:
            around = self._surroundings.of(place, local)
            reset = place.look(around, now_ms=now_ms, wall_ms=self._clock.now_ms())
            if reset is not None:
                self._unkept = True
                self._teller.reset(place)
                where: dict[str, Scalar] = {"hall": place.place.hall, "place": place.place.id}
                await self._judge.event(EventKind.COUNT_RESET, place.place.id, **where, people=reset.people, why=reset.why)
            if local is not None and place.counted:
                await self._close(place, around, local, now_ms)
        self._show()
        self._keep(now_ms)

    def _local(self) -> datetime | None:
        """Return local time, None while the clock is not right."""
        return utc(self._clock.now_ms()).astimezone(self._settings.zone()) if self._settings.trusted() else None

    def _turn_day(self, local: datetime | None) -> None:
        if local is None or self._book.day == closing.day_of(local):
            return
        if self._book.day:
            for place in self._book.places.values():
                place.today = closing.Tally()
            for door in self._book.doors.values():
                door.today = closing.Tally()
        self._book.day, self._unkept = closing.day_of(local), True

    async def _close(self, place: WatchedPlace, around: Around, local: datetime, now_ms: int) -> None:
        late = closing.is_late(local, closed=around.circumstance.closed, night=around.circumstance.night)
        empty = place.proven(around, now_ms) is not None
        busy = place.verdict.use == "busy"
        told = place.balanced(closing.close(place.kept.balance, local, empty=empty, late=late, busy=busy))
        if told is None:
            return
        self._unkept = True
        self._teller.closing(place, told)
        figures = {"error": told.error, "ins": told.ins, "outs": told.outs}
        await self._judge.event(EventKind.COUNT_CLOSED, place.place.id, hall=place.place.hall, place=place.place.id, **figures)

    # --- telling ---

    def _show(self) -> None:
        shown = []
        for place in self._places:
            whole = self._place(Place(place.place.hall)) if place.place.sections else None
            shown.append(place.shown(whole, self._peers.of(place.place.hall)))
            if place.counted and not place.place.sections:
                self._board.set_people(place.place.hall, shown[-1].people)
            self._teller.place(place)
        own = [door for door in self._doors if not door.peer]
        for door in own:
            self._teller.door(door)
        self._board.set_counts(shown, [_told(door) for door in own], self._sensors())
        self._board.set_look(self._own_look())

    def _own_look(self) -> Look:
        """Return what peers may count and see with."""
        doors = {each.spec.id: _shared(each) for each in self._doors if not each.peer}
        eyes = {each.spec.id: _seen(each) for each in self._eyes if not each.peer}
        return Look(doors=doors, eyes=eyes, keys=self._settings.own_keys())

    def _sensors(self) -> list[PeopleSensor]:
        """Return what is looked at here; when it spoke is told to the minute."""
        found = [_sensor(each.spec, each.spec.kind, each.said_ms) for each in self._doors if not each.peer]
        found += [_sensor(each.spec, _KINDS[each.spec.sign], each.said_ms) for each in self._eyes if not each.peer]
        now_ms = self._clock.now_ms()
        for head in self._heads:
            said_ms = None if head.people() is None else now_ms
            found.append(_sensor(EyeSpec(head.id, head.place.hall, head.place.sections), SensorKind.COUNTER, said_ms))
        for each in self._helpers:
            kind = SensorKind.LIGHT if each.quantity == "light_lx" else SensorKind.AIR
            found.append(_sensor(each, kind, None if each.value() is None else now_ms))
        return list({sensor.c: sensor for sensor in reversed(found)}.values())[::-1]

    def _place(self, wanted: Place) -> WatchedPlace | None:
        return next((each for each in self._places if each.place == wanted), None)


def _sensor(spec: DoorSpec | EyeSpec | Helper, kind: str, said_ms: int | None) -> PeopleSensor:
    minute_ms = None if said_ms is None else said_ms // 60_000 * 60_000
    return PeopleSensor(c=spec.id, hall=spec.hall, sections=[*spec.sections], kind=kind, said_ms=minute_ms)


def _told(door: WatchedDoor) -> DoorCount:
    spec, today = door.spec, door.kept.today
    return DoorCount(c=spec.id, hall=spec.hall, sections=[*spec.sections], ins=today.ins, outs=today.outs)


def _shared(door: WatchedDoor) -> PeerDoor:
    spec, ever = door.spec, door.kept.ever
    return PeerDoor(spec.hall, [*spec.sections], [*spec.out_of], ever.ins, ever.outs, door.trusted)


def _seen(eye: WatchedEye) -> PeerEye:
    return PeerEye(eye.spec.hall, [*eye.spec.sections], eye.spec.sign is Sign.MOTION, eye.believed)
