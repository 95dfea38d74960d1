"""Follows each right to its locker: handed to the broker, confirmed, used; and says when one is late."""

from __future__ import annotations

from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants.demands import MINUTE_MS, Demands
from hallenwart_backend.access.grants.names import right_named
from hallenwart_backend.access.loop import steps, store
from hallenwart_backend.access.loop.steps import GrantAt
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Cause, Changed, Incidents, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Event, Severity

_KEY: Final = "code_late:"
_GRANTS: Final = "grants"


class Sent(Protocol):
    """Which revision of a document the broker took last, 0 for none since the start."""

    def sent_rev(self, device: str, kind: str) -> int: ...


class ClosedLoop(ListenerBase):
    """As a listener it hears of uses; `look` is called every few seconds and is idempotent."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, incidents: Incidents, sent: Sent, changed: Changed
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._incidents = incidents
        self._sent = sent
        self._changed = changed
        self._noted: dict[str, int] = {}
        self._late: set[str] | None = None  # rights told of; not known before the first look

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        grant = event.a.get("grant")
        if event.kind != EventKind.AUTH_OK or event.a.get("purpose", "use") != "use" or not isinstance(grant, str):
            return

        def note(connection: Connection) -> bool:
            return store.note_used(connection, right_named(connection, arrival.device, grant), at_ms=event.t_ms)

        if await self._records.write(note):
            await self._changed()

    async def look(self) -> None:
        await self._note_sent()
        await self._tell_late()

    async def _note_sent(self) -> None:
        """Note what the broker took since the last look."""
        revs = {device: self._sent.sent_rev(device, _GRANTS) for device in self._places.current.lockers()}
        fresh = {device: rev for device, rev in revs.items() if rev > self._noted.get(device, 0)}
        now = self._clock.now_ms()

        def note(connection: Connection) -> list[bool]:
            return [store.note_delivered(connection, device, rev, now_ms=now) for device, rev in fresh.items()]

        if fresh and any(await self._records.write(note)):
            await self._changed()
        self._noted |= fresh

    async def _tell_late(self) -> None:
        now = self._clock.now_ms()
        if self._late is None:
            self._late = await self._records.read(_told)
        asked, waiting = await self._records.read(
            lambda connection: (demands.read(connection), store.unapplied(connection, now))
        )
        late = {part.id: (part, booking) for part, booking in waiting if self._is_late(part, asked, now)}
        for part, booking in (late[grant] for grant in late.keys() - self._late):
            await self._incidents.report(await self._cause(part, booking))
        for grant in self._late - late.keys():
            await self._incidents.clear(f"{_KEY}{grant}", grant, now)
        self._late = set(late)

    def _is_late(self, part: GrantAt, asked: Demands, now_ms: int) -> bool:
        site = self._places.current.site_of_device(part.device)
        late_ms = asked.site(site.id if site else "").late_min * MINUTE_MS
        return steps.is_late(part, late_ms=late_ms, now_ms=now_ms)

    async def _cause(self, part: GrantAt, booking_id: str) -> Cause:
        booking = await self._records.read(lambda connection: bookings.one(connection, booking_id))
        site = self._places.current.site_of_device(part.device)
        return Cause(
            key=f"{_KEY}{part.id}",
            id=part.id,
            kind=IncidentKind.CODE_LATE,
            sev=Severity.WARN,
            site=site.id if site else "",
            since_ms=part.created_ms,
            device=part.device,
            hall=booking.hall if booking else "",
            slot=min(part.slots, default=None),
            detail=self._line(booking) if booking else "",
        )

    def _line(self, booking: Booking) -> str:
        return line(names(self._places.current.clubs, booking.holder), booking.title)


def _told(connection: Connection) -> set[str]:
    """Return the rights told of before a restart."""
    return {one.what.key.removeprefix(_KEY) for one in alerts.all_open(connection) if one.what.key.startswith(_KEY)}
