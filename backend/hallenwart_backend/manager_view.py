"""Puts the manager's whole page together from what the subjects know."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.access.custody import marks
from hallenwart_backend.access.custody import store as custody
from hallenwart_backend.access.custody.rules import Held, is_overdue
from hallenwart_backend.access.grants import store as access
from hallenwart_backend.access.grants.store import CodeOf
from hallenwart_backend.access.loop import store as steps_store
from hallenwart_backend.access.loop.steps import steps_of
from hallenwart_backend.accounts.store import names_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import rules as alert_rules
from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.alerts.duty import shown
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.alerts.join import Alerts
from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.model import Incident, rank
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.context import Context
from hallenwart_backend.fire.join import FireRoom
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.model import Compartment, Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.halls.using import somebody, use_of
from hallenwart_contract import live, live_incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind

_AHEAD_MS: Final = 24 * 3_600_000
_NEXT: Final = 8
_AT_THE_LOCKER: Final = frozenset(
    {
        IncidentKind.HELP,
        IncidentKind.DURESS,
        IncidentKind.GUESSING,
        IncidentKind.MAINS,
        IncidentKind.CODE_LATE,
        IncidentKind.RESPONDER,
    }
)


ShowAll = Callable[[Connection, Sequence[Incident], shown.Lines], list[live_incidents.Incident]]


MirrorState = Callable[[], Awaitable[live.MirrorNow | None]]


class Fleet(Protocol):
    """What supervision knows of the devices."""

    def devices(self, site_name: Callable[[str], str]) -> list[live.Device]: ...


class Outputs(Protocol):
    """Lights and heatings."""

    def of_hall(self, hall: str) -> list[live.HallOutput]: ...


class Ingest(Protocol):
    """What is behind."""

    async def dead_letters(self) -> int: ...

    @property
    def broker_ok(self) -> bool: ...

    @property
    def store_ok(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """One consistent look into the records."""

    incidents: list[Incident]
    unresolved: list[live_incidents.Incident]
    lines: shown.Lines
    now: list[Booking]
    coming: list[Booking]
    held: list[Held]
    marks: dict[tuple[str, int], str]
    holders: dict[str, Booking]
    names: dict[str, str]
    codes: dict[str, CodeOf]
    lists: dict[str, tuple[int | None, bool]]


class ManagerPage:
    """`build` returns the whole view."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        board: Board,
        context: Context,
        alerts: Alerts,
        *,
        fleet: Fleet,
        ingest: Ingest,
        fire: FireRoom,
        outputs: Outputs,
        mirror: MirrorState,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._board = board
        self._context = context
        self._alerts = alerts
        self._fleet = fleet
        self._ingest = ingest
        self._fire = fire
        self._outputs, self._mirror = outputs, mirror
        self._lines: shown.Lines = {}

    async def refresh(self, view: live.ManagerView) -> live.ManagerView:
        """Return a view built before, with the incidents of now; who is on call is as it was then."""
        lines = self._lines

        def read(connection: Connection) -> list[live_incidents.Incident]:
            return self._alerts.shown_all(connection, alert_rules.order(alerts.all_open(connection)), lines)

        incidents = await self._records.read(read)
        return msgspec.structs.replace(view, now_ms=self._clock.now_ms(), incidents=incidents)

    async def build(self, spans: Spans, notifiers: Sequence[str], path: live.AlertPath) -> live.ManagerView:
        now = self._clock.now_ms()
        halls = list(self._places.current.halls)
        read = await self._records.read(
            lambda connection: _read(connection, halls, now, self._context.pseudonym, self._alerts.shown_all)
        )
        self._lines = read.lines
        devices = self._fleet.devices(self._site_name)
        states = {device.id: device.state for device in devices}
        return live.ManagerView(
            now_ms=now,
            zone=self._places.current.zone,
            on_call=shown.names(read.lines),
            duty=shown.duty_of(read.lines),
            incidents=read.unresolved,
            halls=[self._hall(hall, read, states) for hall in self._places.current.proper_halls],
            lockers=self._lockers(read, devices, now),
            next=[self._next(one, read) for one in read.coming[:_NEXT]],
            devices=devices,
            health=await self._health(spans, notifiers, devices),
            zones=await self._fire.zones(),
            sites=self._fire.sites(),
            path=path,
        )

    def _hall(self, hall: Hall, read: _Read, states: Mapping[str, str]) -> live.HallNow:
        people = self._board.people(hall.id)
        running = [booking for booking in read.now if booking.hall == hall.id]
        count = people.count if people else None
        worst = min((one.sev for one in read.incidents if _concerns(one, hall)), key=rank, default="")
        devices = [device.id for device in self._places.current.devices.values() if hall.id in device.halls]
        taken, parts = {held.booking for held in read.held}, self._board.parts(hall.id)
        return live.HallNow(
            id=hall.id,
            name=hall.name,
            site=hall.site.id,
            site_name=hall.site.name,
            people=count,
            people_ms=people.t_ms if people else None,
            capacity=hall.capacity,
            use=[use_of(section, running, somebody(section, parts, count), taken) for section in range(1, hall.sections + 1)],
            now_title=self._context.line(running[0]) if running else "",
            now_until_ms=running[0].end_ms if running else None,
            keys=[place.label for held in read.held if (place := self._place(held)) is not None and place.hall == hall.id],
            worst=worst,
            devices=len(devices),
            devices_ok=sum(states.get(device) == "online" for device in devices),
            outputs=self._outputs.of_hall(hall.id),
            parts=parts,
        )

    def _place(self, held: Held) -> Compartment | None:
        return self._places.current.compartment(held.device, held.slot)

    def _lockers(self, read: _Read, devices: Sequence[live.Device], now_ms: int) -> list[live.Locker]:
        lockers = set(self._places.current.lockers())
        return [
            live.Locker(
                device=device.id,
                site_name=device.site_name,
                online=device.state == "online",
                seen_ms=device.seen_ms,
                grants_ms=read.lists.get(device.id, (None, True))[0],
                grants_current=read.lists.get(device.id, (None, True))[1],
                compartments=[
                    self._compartment(one, read, now_ms) for one in self._places.current.compartments if one.device == device.id
                ],
            )
            for device in devices
            if device.id in lockers
        ]

    def _compartment(self, one: Compartment, read: _Read, now_ms: int) -> live.Compartment:
        held = next((held for held in read.held if (held.device, held.slot) == (one.device, one.number)), None)
        state = self._door_word(one, held, read.marks.get((one.device, one.number), ""), now_ms)
        holder = read.holders.get(held.booking) if held else None
        return live.Compartment(
            number=one.number,
            label=one.label,
            state=state,
            holder=self._context.line(holder) if holder else read.names.get(held.who, "") if held else "",
            since_ms=held.taken_ms if held else None,
            due_ms=held.due_ms if held else None,
        )

    def _door_word(self, one: Compartment, held: Held | None, mark: str, now_ms: int) -> str:
        door = self._board.door(one.device, one.number)
        if door is not None and door.state == "forced":
            return "forced"
        if mark == marks.LOST or (mark and (door is None or door.closed)):
            return mark
        if door is not None and not door.closed:
            return "open"
        if held is not None and (door is None or not door.key):
            return "overdue" if is_overdue(held, now_ms) else "out"
        return "unknown" if door is None else "in" if door.key else "out"

    def _next(self, booking: Booking, read: _Read) -> live.NextUp:
        taken = any(held.booking == booking.id for held in read.held)
        found = read.codes.get(booking.id)
        code = "none" if found is None else "stored" if found.stored else "waiting"
        return live.NextUp(
            booking=booking.id,
            start_ms=booking.start_ms,
            hall_name=self._context.place("", booking.hall),
            title=self._context.line(booking),
            code=code,
            key="" if code == "none" else "out" if taken else "in",
            step=steps_of(found.parts)[-1].step if found else "",
        )

    def _site_name(self, site: str) -> str:
        return self._context.place(site, "")

    async def _health(self, spans: Spans, notifiers: Sequence[str], devices: Sequence[live.Device]) -> live.Health:
        return live.Health(
            screen_p50_ms=spans.screen(0.5),
            screen_p99_ms=spans.screen(0.99),
            notify_p50_ms=spans.notify(0.5),
            notify_p99_ms=spans.notify(0.99),
            screen_n=len(spans.screens),
            notify_n=len(spans.handovers),
            untrusted_n=spans.untrusted,
            backlog_rows=sum(device.backlog for device in devices),
            broker=self._ingest.broker_ok,
            store=self._ingest.store_ok,
            notifiers=list(notifiers),
            dead_letters=await self._ingest.dead_letters(),
            mirror=await self._mirror(),
        )


def _concerns(incident: Incident, hall: Hall) -> bool:
    """What names no hall concerns every hall of its site, unless it is about the key locker alone."""
    if incident.what.hall or incident.what.kind in _AT_THE_LOCKER:
        return incident.what.hall == hall.id
    return incident.what.site == hall.site.id


def _read(connection: Connection, halls: list[str], now_ms: int, pseudonym: Callable[[str], str], show: ShowAll) -> _Read:
    unresolved, lines = alert_rules.order(alerts.all_open(connection)), duty.lines(connection, now_ms)
    soon = bookings.of_halls(connection, halls, now_ms, now_ms + _AHEAD_MS)
    held = custody.held_keys(connection)
    holders = {one.booking: bookings.one(connection, one.booking) for one in held if one.booking}
    people = names_of(connection) if any(one.who and not one.booking for one in held) else {}
    return _Read(
        incidents=unresolved,
        unresolved=show(connection, unresolved, lines),
        lines=lines,
        now=[booking for booking in soon if booking.start_ms <= now_ms],
        coming=[booking for booking in soon if booking.start_ms > now_ms],
        held=held,
        marks={(one.device, one.slot): one.mark for one in reversed(marks.all_marks(connection))},  # lost outweighs
        names={pseudonym(person): name for person, name in people.items()},
        holders={key: booking for key, booking in holders.items() if booking is not None},
        codes=access.codes_of(connection, [booking.id for booking in soon]),
        lists=steps_store.lists(connection),
    )
