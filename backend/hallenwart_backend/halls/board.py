"""The present of lockers and halls: doors as devices told them last, people as occupancy counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

from hallenwart_backend.ports import Arrival, Changed, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.doors import DoorState
from hallenwart_contract.live import PartNow
from hallenwart_contract.messages import State

_REACH_MS: Final = 15 * 60_000
"""A count this old still says what was true; older is silence."""


class Count(Protocol):
    """A number of people at a time; `count` None: not to be trusted."""

    @property
    def count(self) -> int | None: ...

    @property
    def t_ms(self) -> int: ...


class Counters(Protocol):
    """What occupancy knows."""

    def now(self, hall: str) -> Count | None: ...

    def last(self, hall: str) -> Count | None:
        """Return the newest count however old, None when nobody ever counted."""
        ...

    async def spread(self, hall: str) -> int | None:
        """Return by how much the newest count may be wrong, None when that is not known."""
        ...

    def heard_since(self, hall: str) -> int | None:
        """Return the time of the oldest count of the last day, None when nobody counted yet."""
        ...

    async def curve(self, hall: str, *, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]: ...

    def parts(self, hall: str) -> list[PartNow]:
        """Return the hall and its sections with how sure their counts are; empty where no device tells it."""
        ...


@dataclass(slots=True)
class Board(ListenerBase):
    counters: Counters
    clock: Clock
    changed: Changed
    states: dict[str, State] = field(default_factory=dict)

    async def on_state(self, arrival: Arrival, state: State) -> None:
        known = self.states.get(arrival.device)
        self.states[arrival.device] = state
        if known is None or (known.doors, known.outputs) != (state.doors, state.outputs):
            await self.changed()

    def people(self, hall: str) -> Count | None:
        """Return the newest count, None when no counter told one lately."""
        return self.counters.now(hall)

    def last_people(self, hall: str) -> Count | None:
        """Return the newest count however old, None when nobody ever counted."""
        return self.counters.last(hall)

    async def spread(self, hall: str) -> int | None:
        """Return by how much the newest count may be wrong, None when that is not known."""
        return await self.counters.spread(hall)

    def parts(self, hall: str) -> list[PartNow]:
        """Return the hall and its sections with how sure their counts are; empty where no device tells it."""
        return self.counters.parts(hall)

    def door(self, device: str, slot: int) -> DoorState | None:
        """Return the compartment's door as last told; None when unknown."""
        state = self.states.get(device)
        return next((door for door in state.doors if door.c == slot and door.known), None) if state else None

    async def fewest_people_since(self, hall: str, from_ms: int) -> int | None:
        """Return the least people counted since, None when the counter was silent or not to be trusted at any time of it."""
        now = self.people(hall)
        if now is None or now.count is None:
            return None
        past = await self.counters.curve(hall, from_ms=from_ms - _REACH_MS, to_ms=self.clock.now_ms())
        before = [x for t_ms, x in past if t_ms <= from_ms][-1:]
        counts = [*before, *(x for t_ms, x in past if t_ms > from_ms), now.count]
        known = [x for x in counts if x is not None]
        return min(map(round, known)) if before and len(known) == len(counts) else None

    async def most_people_since(self, hall: str, from_ms: int) -> int | None:
        """Return the most people counted since, None when the counter is not to be trusted or was not heard that long."""
        now, heard_since = self.people(hall), self.counters.heard_since(hall)
        if now is None or now.count is None or heard_since is None or heard_since > from_ms:
            return None
        past = await self.counters.curve(hall, from_ms=from_ms, to_ms=self.clock.now_ms())
        return max([now.count, *(round(x) for _, x in past if x is not None)])
