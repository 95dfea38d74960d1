"""Contacts of the locker: the mains monitor and the switches that say somebody opens the cabinet itself.

A short dip of the mains is none, and what a contact said last outlives a restart: what was told as lost is told as back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Alarm, AlarmType, Event, Phase, Quality, Scalar, Severity
from hallenwart_edge.access.steady import Steady, take
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Board, Contact, Outbox
from hallenwart_edge.small_file import SmallFile

LOOK_EVERY_S: Final = 0.2
MAINS_STEADY_MS: Final = 3_000
TAMPER_STEADY_MS: Final = 300


@dataclass(frozen=True, slots=True)
class ContactSpec:
    """`means` mains: active when the mains are gone; tamper: active when the cabinet or its cable is touched."""

    id: str
    means: str


class _Kept(msgspec.Struct, frozen=True):
    """What stands, by contact: the id of its alarm, or of nothing for the mains."""

    standing: dict[str, str] = {}


class ContactsAgent:
    """Watches all contacts of this device; one that cannot be read is a faulty component and says nothing."""

    def __init__(
        self,
        contacts: Sequence[tuple[ContactSpec, Contact]],
        *,
        outbox: Outbox,
        board: Board,
        clock: Clock,
        state_file: Path | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._contacts, self._outbox, self._board, self._clock, self._sleep = contacts, outbox, board, clock, sleep
        self._file = SmallFile(state_file, _Kept)
        self._standing = dict(self._file.load().standing)
        now_ms = clock.mono_ms()
        self._said = {spec.id: _steady(spec.id in self._standing, now_ms) for spec, _ in contacts}
        self._faulty: set[str] = set()

    async def run(self) -> None:
        """Look until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._file.keep(lambda: _Kept(dict(self._standing))), name="contacts kept")
            while True:
                for spec, contact in self._contacts:
                    await self._look(spec, contact)
                await self._sleep(LOOK_EVERY_S)

    async def _look(self, spec: ContactSpec, contact: Contact) -> None:
        try:
            active = contact.active()
        except DriverFault as fault:
            if spec.id not in self._faulty:
                self._faulty.add(spec.id)
                await self._component(spec.id, fault.reason)
            return
        if spec.id in self._faulty:
            self._faulty.discard(spec.id)
            await self._component(spec.id)
        steady_ms = MAINS_STEADY_MS if spec.means == "mains" else TAMPER_STEADY_MS
        was = self._said[spec.id].value
        self._said[spec.id] = said = take(self._said[spec.id], active, self._clock.mono_ms(), for_ms=steady_ms)
        if said.value is not was:
            await self._turned(spec, active=said.value)

    async def _turned(self, spec: ContactSpec, *, active: bool) -> None:
        """Tell it, and only then remember that it was told: after a power cut in between it is told once more."""
        alarm_id = self._standing.get(spec.id) or f"tamper-{uuid4().hex}"
        if spec.means == "mains":
            await self._event(EventKind.MAINS_LOST if active else EventKind.MAINS_BACK, spec.id, {})
        elif spec.means == "tamper":
            await self._alarm(spec.id, alarm_id, Phase.RAISE if active else Phase.CLEAR)
        if active:
            self._standing[spec.id] = alarm_id
        else:
            self._standing.pop(spec.id, None)
        self._file.note()

    async def _alarm(self, component: str, alarm_id: str, phase: Phase) -> None:
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        alarm = Alarm(
            id=alarm_id,
            type=AlarmType.TAMPER,
            phase=phase,
            sev=Severity.CRIT,
            zone="",
            c=component,
            t_ms=t_ms,
            mono_ms=mono_ms,
        )
        await self._outbox.alarm(alarm)

    async def _component(self, component: str, why: str = "") -> None:
        self._board.set_sensor(component, Quality.FAULT if why else Quality.OK, why)
        await self._event(EventKind.COMPONENT_FAULT if why else EventKind.COMPONENT_OK, component, {"why": why} if why else {})

    async def _event(self, kind: str, component: str, told: dict[str, Scalar]) -> None:
        now_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=now_ms, mono_ms=mono_ms, c=component, a=told))


def _steady(active: bool, now_ms: int) -> Steady[bool]:
    return Steady(active, active, now_ms)
