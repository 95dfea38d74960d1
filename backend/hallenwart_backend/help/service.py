"""Calls for help: wake whoever is on call, show who is expected, answer, open exactly one compartment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.access.custody import store as custody_store
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.accounts.rules import MANAGERS, OPENERS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Compartment
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.help import store
from hallenwart_backend.help.store import Act, Call
from hallenwart_backend.ports import Arrival, Cause, Incidents, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Event, Severity

EXPECTED_MS: Final = 60 * 60_000
"""Bookings this long before and after now are shown: who may be standing there."""


class Gives(Protocol):
    """Commands to a device."""

    async def send(self, device: str, op: str, arg: dict[str, str | int | bool | None], *, by: str) -> str: ...

    async def open(self, device: str, slot: int, *, by: str, emergency: bool = False) -> str: ...


class Seen(Protocol):
    """What the incident desk does for a person."""

    async def acknowledge_key(self, key: str, *, by: str, word: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Situation:
    """What whoever is on call needs to know. `incident` is empty before one was raised."""

    call: Call
    expected: list[Booking]
    held: list[Held]
    holders: dict[str, Booking]
    acts: list[Act]
    incident: str


class HelpDesk(ListenerBase):
    """A listener of help events; routes use the rest."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, incidents: Incidents, seen: Seen, commands: Gives
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._incidents = incidents
        self._seen = seen
        self._commands = commands

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        call = str(event.a.get("help") or "")[:64]
        if event.kind == EventKind.HELP_ASKED and call:
            await self._asked(arrival, event, call)
        elif event.kind == EventKind.HELP_ENDED and call:
            await self._records.write(lambda connection: store.end(connection, call, arrival.device, at_ms=event.t_ms))
            await self._incidents.clear(_key(arrival.device, call), "", event.t_ms)

    async def _asked(self, arrival: Arrival, event: Event, call: str) -> None:
        slot, booking = event.a.get("slot"), str(event.a.get("booking") or "")[:32]
        number = slot if isinstance(slot, int) and not isinstance(slot, bool) and slot > 0 else None
        asked = Call(call, arrival.device, number, booking, event.t_ms)
        await self._records.write(lambda connection: store.add(connection, asked))
        await self._incidents.report(self._cause(arrival, asked))

    def _cause(self, arrival: Arrival, call: Call) -> Cause:
        place = self._places.current.compartment(call.device, call.slot) if call.slot else None
        site = self._places.current.site_of_device(call.device)
        return Cause(
            key=_key(call.device, call.id),
            id=call.id,
            kind=IncidentKind.HELP,
            sev=Severity.CRIT,
            site=site.id if site else "",
            since_ms=call.asked_ms,
            device=call.device,
            hall=(place.hall or "") if place else "",
            slot=call.slot,
            detail=place.label if place else "",
            replayed=arrival.replayed,
        )

    async def situation(self, call: str, person: Person) -> Situation:
        """Return what is known of a call. Raises RefusedError 403, 404."""
        found = await self._found(call, person)
        now, halls = self._clock.now_ms(), self._halls(found.device)

        def read(connection: Connection) -> Situation:
            near = bookings.of_halls(connection, halls, now - EXPECTED_MS, now + EXPECTED_MS)
            held = [one for one in custody_store.held_keys(connection) if one.device == found.device]
            out = [booking for one in held if (booking := bookings.one(connection, one.booking)) is not None]
            holders = {booking.id: booking for booking in out}
            incident = alerts.unresolved(connection, _key(found.device, found.id))
            return Situation(found, near, held, holders, store.acts(connection, found), incident.id if incident else "")

        return await self._records.read(read)

    async def calls(self, person: Person) -> list[Call]:
        """Return the newest calls this person may see."""
        found = await self._records.read(store.calls)
        called = await self._is_called(person, "")
        return [one for one in found if called or self._manages(person, one.device)]

    async def answer(self, call: str, word: str, person: Person) -> bool:
        """Tell whoever asked; return whether the locker could be told. Raises RefusedError 403, 404."""
        found, now = await self._found(call, person), self._clock.now_ms()
        told = await self._say(found, word, person)
        key = _key(found.device, found.id)
        await self._seen.acknowledge_key(key, by=person.name, word="seen" if word == "seen" else "going")
        if word == "done":
            await self._records.write(lambda connection: store.end(connection, found.id, found.device, at_ms=now))
            await self._incidents.clear(key, "", now)
        return told

    async def _say(self, call: Call, word: str, person: Person) -> bool:
        act = Act(call.id, call.device, self._clock.now_ms(), person.name, word)
        await self._records.write(lambda connection: store.note(connection, act))
        try:
            await self._commands.send(call.device, "answer", {"help": call.id, "word": word}, by=person.name)
        except RefusedError:
            return False
        return True

    async def seen(self, call: str, person: Person) -> None:
        """Tell whoever asked that somebody knows, unless they were told something already."""
        found = await self._records.read(lambda connection: store.one(connection, call))
        if found is not None and not found.word and found.ended_ms is None:
            await self._say(found, "seen", person)

    async def open(self, call: str, slot: int, *, question: str, answer: str, person: Person) -> str:
        """Open a compartment for who opens at the site or is on call; return the command. Raises RefusedError 403, 404, 409."""
        found = await self._found(call, person)
        site = self._places.current.site_of_device(found.device)
        if not (person.has_at(OPENERS, site.id if site else "") or await self._is_called(person, found.device)):
            raise _forbidden()
        if found.ended_ms is not None:
            raise RefusedError("help_ended", "Dieser Hilferuf ist beendet.", "This call for help has ended.", status=409)
        if self._places.current.compartment(found.device, slot) is None:
            raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
        command = await self._commands.open(found.device, slot, by=f"{person.name}: Hilfe {found.id}")
        act = Act(found.id, found.device, self._clock.now_ms(), person.name, "open", slot, question, answer, command)
        await self._records.write(lambda connection: store.note(connection, act))
        await self._seen.acknowledge_key(_key(found.device, found.id), by=person.name, word="seen")
        return command

    def compartments(self, device: str) -> list[Compartment]:
        return [one for one in self._places.current.compartments if one.device == device]

    async def _found(self, call: str, person: Person) -> Call:
        found = await self._records.read(lambda connection: store.one(connection, call))
        if found is None:
            raise RefusedError("no_such_help", "Diesen Hilferuf gibt es nicht.", "There is no such call for help.", status=404)
        if not (self._manages(person, found.device) or await self._is_called(person, found.device)):
            raise _forbidden()
        return found

    def _manages(self, person: Person, device: str) -> bool:
        site = self._places.current.site_of_device(device)
        return site is not None and person.has_at(MANAGERS, site.id)

    async def _is_called(self, person: Person, device: str) -> bool:
        """Say whether somebody is on call for the site of this device, for any site where none is named."""
        site, now = self._places.current.site_of_device(device), self._clock.now_ms()
        line = await self._records.read(lambda connection: duty.line(connection, site.id if site else "", now))
        return any(one.person == person.id for one in line)

    def _halls(self, device: str) -> list[str]:
        return sorted({one.hall for one in self.compartments(device) if one.hall})


def _key(device: str, call: str) -> str:
    return f"{IncidentKind.HELP}:{device}:{call}"


def _forbidden() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
