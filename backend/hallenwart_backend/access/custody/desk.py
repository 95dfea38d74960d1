"""What people say about keys: lost and replaced, out of service, where the spare hangs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.custody import marks, store
from hallenwart_backend.access.custody.marks import Mark
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.custody.troubles import slot_of, trouble_key
from hallenwart_backend.accounts.store import names_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import club_words
from hallenwart_backend.alerts.messages import Messages
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Compartment
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Cause, Incidents, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Event, Severity

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key that is out, with the booking it is out for."""

    held: Held
    compartment: Compartment
    booking: Booking | None
    lost: bool


class KeyDesk(ListenerBase):
    """Listens for lost keys that hang in their place again.

    `changed` publishes the lockers' lists anew and tells the pages; `pseudonym` names a person as lockers do.
    """

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        incidents: Incidents,
        messages: Messages,
        changed: Callable[[], Awaitable[None]],
        *,
        pseudonym: Callable[[str], str],
    ) -> None:
        self.pseudonym = pseudonym
        self._records = records
        self._places = places
        self._clock = clock
        self._incidents = incidents
        self._messages = messages
        self._changed = changed

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        """A lost key that is back is told to the office: whether it may be used again, a person decides."""
        slot = slot_of(event)
        if event.kind != EventKind.KEY_RETURNED or slot is None:
            return
        device = arrival.device
        mark = await self._records.read(lambda connection: marks.mark_of(connection, device, slot, marks.LOST))
        compartment = self._places.current.compartment(device, slot)
        if mark is not None and compartment is not None and event.t_ms > mark.since_ms:
            found = "liegt wieder im Fach / is back in its compartment"
            await self._incidents.report(replace(self._lost(compartment, mark), detail=f"{compartment.label}: {found}"))

    def compartment(self, device: str, slot: int) -> Compartment:
        """Return it. Raises RefusedError 404."""
        found = self._places.current.compartment(device, slot)
        if found is None:
            raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
        return found

    async def out(self) -> list[HeldKey]:
        """Return every key that is out, the longest first."""
        return await self._records.read(self._out)

    async def holder_club(self, device: str, slot: int) -> str | None:
        """Return the club whose booking this key is out for."""

        def read(connection: Connection) -> Booking | None:
            held = store.held_at(connection, device, slot)
            return bookings.one(connection, held.booking) if held and held.booking else None

        booking = await self._records.read(read)
        return booking.holder if booking else None

    async def lose(self, device: str, slot: int, *, note: str, by: str) -> None:
        """Mark a key as lost: its rights go to the spare or are refused, an incident begins, the coming clubs are told."""
        compartment, now = self.compartment(device, slot), self._clock.now_ms()

        def mark(connection: Connection) -> Mark:
            marks.add_mark(connection, Mark(device, slot, marks.LOST, note, by, now))
            return marks.mark_of(connection, device, slot, marks.LOST) or Mark(device, slot, marks.LOST, note, by, now)

        kept = await self._records.write(mark)
        await self._incidents.report(self._lost(compartment, kept))
        await self._tell_coming(compartment, kept)
        await self._changed()

    async def replace(self, device: str, slot: int) -> None:
        """Say that a key hangs in its place again: the lost one was found, or a new one was made. Raises RefusedError 409."""
        self.compartment(device, slot)
        now = self._clock.now_ms()

        def end(connection: Connection) -> bool:
            store.end_custody(connection, device, slot, at_ms=now)
            return marks.end_mark(connection, device, slot, marks.LOST)

        if not await self._records.write(end):
            raise RefusedError("not_lost", "Dieser Schlüssel gilt nicht als verloren.", "This key is not lost.", status=409)
        for kind in (IncidentKind.KEY_LOST, IncidentKind.KEY_OVERDUE, IncidentKind.KEY_UNKNOWN, IncidentKind.KEY_MISSING):
            await self._incidents.clear(trouble_key(kind, device, slot), "", now)
        await self._changed()

    async def set_service(self, device: str, slot: int, *, out: bool, note: str, by: str) -> None:
        """Take a compartment out of service, or back into it."""
        self.compartment(device, slot)
        mark = Mark(device, slot, marks.OUT_OF_SERVICE, note, by, self._clock.now_ms())

        def put(connection: Connection) -> bool:
            if out:
                return marks.add_mark(connection, mark)
            return marks.end_mark(connection, device, slot, marks.OUT_OF_SERVICE)

        if await self._records.write(put):
            await self._changed()

    async def set_spare(self, device: str, slot: int, spare: int | None) -> None:
        """Say where the spare key hangs. Raises RefusedError 404, 422."""
        self.compartment(device, slot)
        if spare is not None:
            self.compartment(device, spare)
        if spare == slot:
            raise RefusedError(
                "own_spare", "Ein Fach ist nicht sein eigener Ersatz.", "A compartment is not its own spare.", status=422
            )
        await self._records.write(lambda connection: marks.set_spare(connection, device, slot, spare))
        await self._changed()

    async def names(self) -> dict[str, str]:
        """Return the name of each person by pseudonym."""
        people = await self._records.read(names_of)
        return {self.pseudonym(person): name for person, name in people.items()}

    async def marks(self) -> list[Mark]:
        return await self._records.read(marks.all_marks)

    async def spares(self, devices: Sequence[str]) -> dict[str, dict[int, int]]:
        return await self._records.read(lambda connection: {device: marks.spares_of(connection, device) for device in devices})

    def _out(self, connection: Connection) -> list[HeldKey]:
        found = []
        for held in store.held_keys(connection):
            compartment = self._places.current.compartment(held.device, held.slot)
            if compartment is not None:
                booking = bookings.one(connection, held.booking) if held.booking else None
                is_lost = marks.mark_of(connection, held.device, held.slot, marks.LOST) is not None
                found.append(HeldKey(held, compartment, booking, is_lost))
        return found

    def _lost(self, compartment: Compartment, mark: Mark) -> Cause:
        site = self._places.current.site_of_device(compartment.device)
        return Cause(
            key=trouble_key(IncidentKind.KEY_LOST, compartment.device, compartment.number),
            id=f"{IncidentKind.KEY_LOST}:{compartment.device}:{compartment.number}:{mark.since_ms}",
            kind=IncidentKind.KEY_LOST,
            sev=Severity.WARN,
            site=site.id if site else "",
            since_ms=mark.since_ms,
            device=compartment.device,
            hall=compartment.hall or "",
            slot=compartment.number,
            detail=f"{compartment.label}: {mark.note}" if mark.note else compartment.label,
        )

    async def _tell_coming(self, compartment: Compartment, mark: Mark) -> None:
        """Tell the clubs that need this key within a day."""
        if not compartment.hall:
            return
        halls, now, device = [compartment.hall], self._clock.now_ms(), compartment.device

        def read(connection: Connection) -> tuple[list[Booking], int | None]:
            spare = marks.spares_of(connection, device).get(compartment.number)
            return bookings.of_halls(connection, halls, now, now + _DAY_MS), spare

        coming, spare = await self._records.read(read)
        site = self._places.current.site_of_device(device)
        once = f"lost:{device}:{compartment.number}:{mark.since_ms}"
        notice = club_words.lost(compartment.label, spare=spare, phone=site.help_phone if site else "", tag=once)
        for booking in coming:
            if set(booking.sections) & set(compartment.sections):
                await self._messages.tell_club(booking.holder, notice, once=once, also=[booking.person])
