"""The responders' compartments at work: looks at the panel's contact, opens, and keeps what is released on the card."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Release
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from hallenwart_edge.access import responder
from hallenwart_edge.access.lockers import Lockers
from hallenwart_edge.access.opening import Opened, Opener
from hallenwart_edge.access.responder import Door, Moment, Responder, Slot
from hallenwart_edge.ports import Documents, Outbox
from hallenwart_edge.small_file import SmallFile

LOOK_EVERY_S: Final = 0.25


class _Kept(msgspec.Struct, frozen=True):
    slots: dict[int, Slot] = {}


class Responding:
    """`panel` says whether the building panel's own contact is in alarm here; None when that is not known."""

    def __init__(
        self,
        panel: Callable[[], bool | None],
        *,
        lockers: Lockers,
        documents: Documents,
        outbox: Outbox,
        clock: Clock,
        trust: Callable[[], str],
        sleep: Callable[[float], Awaitable[None]],
        state_file: Path | None = None,
    ) -> None:
        self._panel, self._lockers, self._documents, self._outbox = panel, lockers, documents, outbox
        self._clock, self._trust, self._sleep = clock, trust, sleep
        self._file = SmallFile(state_file, _Kept)
        self._state = responder.restarted(Responder(self._file.load().slots), clock.mono_ms())

    async def run(self) -> None:
        """Look until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._file.keep(lambda: _Kept(dict(self._state.slots))), name="responder kept")
            while True:
                await self._look()
                await self._sleep(LOOK_EVERY_S)

    async def _look(self) -> None:
        before = self._state
        release = self._release()
        at = Moment(self._panel(), release, self._clock.now_ms(), self._clock.mono_ms(), self._trust())
        concerned = {*before.slots, *(release.slots if release else ())}
        step = responder.step(before, {slot: door for slot in concerned if (door := self._door(slot)) is not None}, at)
        self._state = step.state
        if step.state != before:
            self._file.note()
        for slot in step.shut:
            await self._tell(EventKind.RESPONDER_SHUT, slot, before.slots[slot].release)
        for slot in step.open:
            await self._open(slot)

    async def _open(self, slot: int) -> None:
        doors = self._lockers.of(slot)
        name = self._state.slots[slot].release
        if doors is None:
            return
        opened = await doors.open(slot, Opener(release=name), allowed=self._allowed)
        if opened is Opened.OK:
            slots = dict(self._state.slots)
            if slot in slots:
                slots[slot] = replace(slots[slot], opened=True, shut=False)
                self._state = Responder(slots)
                self._file.note()
            await self._tell(EventKind.RESPONDER_OPENED, slot, name)

    def _allowed(self) -> bool:
        return responder.in_force(self._release(), self._clock.now_ms(), self._trust())

    def _release(self) -> Release | None:
        grants = self._documents.grants
        return grants.responder if grants else None

    def _door(self, slot: int) -> Door | None:
        doors, state = self._lockers.of(slot), self._lockers.state(slot)
        if doors is None or state is None or not doors.known:
            return None
        return Door(state.closed, state.key_missing, state.key.calm)

    async def _tell(self, kind: str, slot: int, release: str) -> None:
        doors = self._lockers.of(slot)
        where = doors.spec.id if doors else ""
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=where, a={"slot": slot, "release": release}))
