"""A booking that brings fog proposes to disable the smoke sensors of its hall, from its start to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.store import names_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.desk import rules, store, words
from hallenwart_backend.fire.desk.ports import Commands, Tell
from hallenwart_backend.fire.desk.refusals import no_proposal, no_smoke_sensors
from hallenwart_backend.fire.desk.register import OffRegister, Wish
from hallenwart_backend.fire.desk.rules import Off, OffState, Wanted
from hallenwart_backend.fire.desk.store import Answer
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed
from hallenwart_contract.clock import Clock
from hallenwart_contract.zones import OffReason

AHEAD_MS: Final = 60 * rules.DAY_MS
FOG: Final = "fog"
_ENABLE_AGAIN_MS: Final = 30_000


@dataclass(frozen=True, slots=True)
class HallSensor:
    """A fire sensor of a hall. `kind`: smoke, heat and so on, empty where nothing tells."""

    device: str
    zone: str
    c: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """`state`: open, accepted, dismissed, running. `person` is the name of who decided; `stays` remain switched on."""

    booking: Booking
    state: str
    person: str
    sensors: tuple[HallSensor, ...]
    stays: tuple[HallSensor, ...]


class FogProposals:
    """`sensors_of` returns the fire sensors of a hall; `line_of` names a booking in words."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        register: OffRegister,
        commands: Commands,
        tell: Tell,
        *,
        sensors_of: Callable[[str], Sequence[HallSensor]],
        line_of: Callable[[Booking], str],
        told: Changed,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._register = register
        self._commands = commands
        self._tell = tell
        self._sensors_of = sensors_of
        self._line_of = line_of
        self._told = told
        self._enabled_ms: dict[str, int] = {}

    async def all(self) -> list[Proposal]:
        """Return the proposals of the coming two months, soonest first."""
        now = self._clock.now_ms()

        def read(connection: Connection) -> tuple[list[Booking], dict[str, Answer], dict[str, str], list[Off]]:
            found = [one for one in store.with_effects(connection, now, now + AHEAD_MS) if FOG in one.effects]
            ids = [one.id for one in found]
            return found, store.answers(connection, ids), names_of(connection), store.of_bookings(connection, ids)

        found, answers, names, offs = await self._records.read(read)
        running = {off.booking for off in offs if off.state is OffState.ON}
        return [self._proposal(one, answers.get(one.id), names, running=one.id in running) for one in found]

    def _proposal(self, booking: Booking, said: Answer | None, names: dict[str, str], *, running: bool) -> Proposal:
        sensors = self._sensors_of(booking.hall)
        smoke = tuple(one for one in sensors if is_smoke(one))
        state = "running" if running else said.state if said else "open"
        person = names.get(said.person or "", "") if said else ""
        return Proposal(booking, state, person, smoke, tuple(one for one in sensors if one not in smoke))

    async def decide(self, booking: str, person: Person, *, accept: bool, may: Callable[[str], bool]) -> Proposal:
        """Accept (it is then carried out in this person's name) or dismiss. Raises RefusedError 404, 409."""
        found = next((one for one in await self.all() if one.booking.id == booking), None)
        if found is None or not may(found.booking.hall):
            raise no_proposal()
        if accept and not found.sensors:
            raise no_smoke_sensors()
        said = Answer(booking, "accepted" if accept else "dismissed", person.id, self._clock.now_ms())
        await self._records.write(lambda connection: store.answer(connection, said))
        await self._told()
        return replace(found, state=said.state, person=person.name)

    async def look(self) -> None:
        """Carry out what was accepted and runs now, end what is no longer wanted; called every few seconds."""
        now = self._clock.now_ms()

        def read(connection: Connection) -> tuple[list[Booking], dict[str, Answer], list[Off], list[Off]]:
            running = [one for one in store.with_effects(connection, now, now + 1) if FOG in one.effects]
            ids = [one.id for one in running]
            held = [off for off in store.held(connection) if off.booking]
            return running, store.answers(connection, ids), store.of_bookings(connection, ids), held

        running, answers, offs, held = await self._records.read(read)
        wanted = {
            booking.id: self._wanted(booking, said.person)
            for booking in running
            if (said := answers.get(booking.id)) and said.state == "accepted" and said.person
        }
        for off in rules.superfluous(wanted, held):
            await self._end(off, now)
        for booking in running:
            if (wish := wanted.get(booking.id)) is not None and wish.until_ms - now > rules.SHORTEST_OFF_MS:
                await self._carry_out(booking, wish, offs, now)

    def _wanted(self, booking: Booking, owner: str) -> Wanted:
        places = frozenset((one.device, one.zone, one.c) for one in self._sensors_of(booking.hall) if is_smoke(one))
        return Wanted(booking.id, owner, booking.end_ms, places)

    async def _carry_out(self, booking: Booking, wanted: Wanted, offs: Sequence[Off], now_ms: int) -> None:
        text = f"Nebel: {self._line_of(booking)}"[:200]
        for device, zone, c in rules.missing(wanted, offs, now_ms):
            wish = Wish(device, zone, c, wanted.until_ms, OffReason.FOG, text, booking.id)
            try:
                await self._register.disable(wish, owner=wanted.owner, by="booking")
            except RefusedError:
                place = self._places.current.halls.get(booking.hall)
                what = f"{place.name if place else booking.hall}, {device}"
                notice = words.not_disabled(what, tag=f"fog-{booking.id}-{device}")
                await self._tell.tell_person(wanted.owner, notice, once=f"fog:{booking.id}:{device}:missed")

    async def _end(self, off: Off, now_ms: int) -> None:
        """Ask once in a while until the device shows it; what it cannot be told it ends by itself at the time it knows."""
        last = self._enabled_ms.get(off.id)
        if (last is not None and now_ms - last < _ENABLE_AGAIN_MS) or not self._commands.online(off.device):
            return
        self._enabled_ms[off.id] = now_ms
        try:
            await self._register.end_for_booking(off)
        except RefusedError:
            self._enabled_ms.pop(off.id, None)


def is_smoke(sensor: HallSensor) -> bool:
    """Whether fog would alarm it. Heat sensors and buttons stay on: they are what watches meanwhile."""
    return sensor.kind == "smoke"
