"""Alarms that stand in a device's snapshot and that nobody here knows: their rows were confirmed, then lost.

That happens to a server whose records come from a backup, or were begun anew. The device does not tell them again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_backend.fire.ports import HELD, AlarmStore, KeptAlarm
from hallenwart_backend.fire.rules import is_drill, is_rehearsal
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Alarm, Phase, State

WAIT_MS: Final = 5_000
"""The row of a fresh alarm takes another way than the snapshot and may come after it."""
_MOST_KNOWN: Final = 20_000
Key = tuple[str, str]


class Strays:
    """`state_of` returns the newest snapshot of a device."""

    def __init__(self, store: AlarmStore, clock: Clock, state_of: Callable[[str], State | None]) -> None:
        self._store = store
        self._clock = clock
        self._state_of = state_of
        self._seen: dict[Key, tuple[KeptAlarm, int]] = {}
        self._known: set[Key] = set()

    async def seen(self, device: str, state: State, received_ms: int) -> None:
        """Take in a snapshot."""
        for alarm in state.alarms:
            key = device, alarm.id
            if not _stands(alarm) or key in self._known or key in self._seen:
                continue
            if await self._store.find(device, alarm.id) is None:
                self._seen[key] = KeptAlarm(device, alarm, HELD, received_ms), self._clock.mono_ms()
            else:
                self._know(key)

    async def due(self) -> list[KeptAlarm]:
        """Return those that are still unknown and still stand after the wait, each once."""
        found = []
        for key, (kept, since_ms) in list(self._seen.items()):
            if self._clock.mono_ms() - since_ms < WAIT_MS:
                continue
            unknown = await self._store.find(*key) is None
            del self._seen[key]
            state = self._state_of(kept.device)
            newest = next((alarm for alarm in state.alarms if alarm.id == kept.alarm.id), None) if state else None
            if unknown and newest is not None and _stands(newest):
                found.append(KeptAlarm(kept.device, newest, HELD, kept.received_ms))
            elif not unknown:
                self._know(key)
        return found

    def _know(self, key: Key) -> None:
        if len(self._known) >= _MOST_KNOWN:  # only spares the database
            self._known.clear()
        self._known.add(key)


def _stands(alarm: Alarm) -> bool:
    return alarm.phase != Phase.CLEAR and (is_drill(alarm) or not is_rehearsal(alarm))
