"""Joins what concerns fire sensors and the people who look after them: the desk, its register, proposals, plans, zones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.store import names_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.evidence.export import EvidenceExport
from hallenwart_backend.evidence.record import OffLine
from hallenwart_backend.fire.desk import store, words
from hallenwart_backend.fire.desk.acts import FireActs
from hallenwart_backend.fire.desk.diary import FireDiary
from hallenwart_backend.fire.desk.fog import FogProposals
from hallenwart_backend.fire.desk.ports import Commands, Fires, Tell
from hallenwart_backend.fire.desk.register import OffRegister
from hallenwart_backend.fire.plan.service import PlanBook
from hallenwart_backend.fire.values import LastValues, Values
from hallenwart_backend.fire.zones import Devices, FireZones, Known
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed, Evidence, Incidents, Listener
from hallenwart_contract import live
from hallenwart_contract.clock import Clock

_PLANS_EVERY_MS = 30_000


class FireIncidents(Incidents, Fires, Protocol):
    """The incident engine."""


class Names(Protocol):
    """What bookings and people are called: a booking in words, a person as devices know them."""

    pseudonym: Callable[[str], str]
    sensor: Callable[[str, str], str]

    def line(self, booking: Booking) -> str: ...


@dataclass(slots=True)
class FireRoom:
    records: Records
    places: PlaceBook
    clock: Clock
    acts: FireActs
    register: OffRegister
    fog: FogProposals
    plans: PlanBook
    diary: FireDiary
    values: Values
    view: FireZones
    line_of: Callable[[Booking], str]
    export: EvidenceExport = field(init=False)
    _plans_at_ms: int = 0

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return self.diary, self.values

    async def load(self) -> None:
        """Take up what was known before the restart; call once before listening."""
        await self.plans.refresh()
        await self.diary.load()
        await self.values.load(self.places.current.devices)

    async def look(self) -> None:
        """Look what devices show, who is to be reminded, which bookings begin; called every few seconds."""
        if self.clock.mono_ms() - self._plans_at_ms >= _PLANS_EVERY_MS:
            self._plans_at_ms = self.clock.mono_ms()
            await self.plans.refresh()
        await self.register.look()
        await self.fog.look()

    async def zones(self) -> list[live.FireZone]:
        return self.view.zones(await self.records.read(self._known))

    def sites(self) -> list[live.Site]:
        return self.view.sites()

    def off_lines(self, connection: Connection, site: str, from_ms: int, to_ms: int) -> list[OffLine]:
        """Return a site's disablements of a time, for the yearly record."""
        names = names_of(connection)
        return [
            OffLine(
                place=self.view.name(off.device, off.zone, off.c),
                reason=" · ".join(filter(None, (words.reason_de(off.reason), off.text))),
                owner=names.get(off.owner or "", ""),
                from_ms=off.since_ms,
                to_ms=off.ended_ms,
                planned_ms=off.until_ms,
                why=words.WHYS.get(off.why, off.why) if off.ended_ms is not None else "",
            )
            for off in store.between(connection, site, from_ms, to_ms)
        ]

    def _known(self, connection: Connection) -> Known:
        offs = {one.id: one for one in store.held(connection)}
        if not offs:
            return Known()
        found = (bookings.one(connection, one.booking) for one in offs.values() if one.booking)
        return Known(offs, names_of(connection), {one.id: self.line_of(one) for one in found if one is not None})


def join_fire(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    *,
    commands: Commands,
    devices: Devices,
    evidence: Evidence,
    incidents: FireIncidents,
    tell: Tell,
    series: LastValues,
    context: Names,
    told: Changed,
) -> FireRoom:
    """`told` says that pages are old. Building it touches nothing but the context, which learns what sensors are called."""
    plans = PlanBook(records, places, clock, evidence)
    diary, values = FireDiary(records, places, evidence), Values(series, clock)
    view = FireZones(places, plans, devices, diary, values, online=commands.online)
    context.sensor = view.sensor_name
    register = OffRegister(
        records,
        places,
        clock,
        commands=commands,
        devices=devices,
        evidence=evidence,
        incidents=incidents,
        tell=tell,
        name=view.name,
        pseudonym=context.pseudonym,
        told=told,
    )
    fog = FogProposals(
        records, places, clock, register, commands, tell, sensors_of=view.sensors_of_hall, line_of=context.line, told=told
    )
    acts = FireActs(places, clock, commands, devices, evidence, incidents)
    room = FireRoom(records, places, clock, acts, register, fog, plans, diary, values, view, context.line)
    room.export = EvidenceExport(records, places, clock, room, pseudonym=context.pseudonym)
    return room
