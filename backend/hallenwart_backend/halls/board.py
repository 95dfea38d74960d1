"""What devices said last: doors, people, sensors. In memory; the retained state and birth fill it after a start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Changed, ListenerBase
from hallenwart_contract.messages import Conn, DoorState, Heartbeat, State


@dataclass(slots=True)
class Heard:
    """The newest of each kind of one device; `state_ms` is when the snapshot came."""

    conn: Conn | None = None
    heartbeat: Heartbeat | None = None
    state: State | None = None
    state_ms: int = 0
    seen_ms: int | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """People in a hall by its counters; `count` None: not to be trusted."""

    count: int | None
    t_ms: int


@dataclass(slots=True)
class Board(ListenerBase):
    """Ask it for the present; ask the series for the past."""

    places: PlaceBook
    changed: Changed
    heard: dict[str, Heard] = field(default_factory=dict)
    busy_ms: dict[str, int] = field(default_factory=dict)
    """When somebody was last counted, per hall."""

    def of(self, device: str) -> Heard:
        return self.heard.setdefault(device, Heard())

    async def on_state(self, arrival: Arrival, state: State) -> None:
        entry = self.of(arrival.device)
        if entry.state == state:
            return
        entry.state, entry.state_ms = state, state.sent_ms or arrival.received_ms
        entry.seen_ms = max(entry.seen_ms or 0, arrival.received_ms)
        for hall, count in state.people.items():
            if count:
                self.busy_ms[hall] = arrival.received_ms
        await self.changed()

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None:
        entry = self.of(arrival.device)
        entry.conn, entry.online = conn, conn.online
        if conn.online:
            entry.seen_ms = max(entry.seen_ms or 0, arrival.received_ms)
        await self.changed()

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None:
        entry = self.of(arrival.device)
        entry.heartbeat, entry.seen_ms = heartbeat, arrival.received_ms
        entry.online = True
        await self.changed()

    def people(self, hall: str) -> People | None:
        """Return the newest count of a hall, None when no device ever told one."""
        told = [
            People(entry.state.people[hall], entry.state_ms)
            for entry in self.heard.values()
            if entry.state is not None and hall in entry.state.people
        ]
        return max(told, key=lambda one: one.t_ms, default=None)

    def door(self, device: str, slot: int) -> DoorState | None:
        """Return the compartment's door as last told; None when unknown."""
        state = self.of(device).state
        doors: Iterable[DoorState] = state.doors if state else ()
        return next((door for door in doors if door.c == slot and door.known), None)

    def most_people_since(self, hall: str, from_ms: int) -> int | None:
        """Return 1 when somebody was counted since, 0 when nobody was, None when the counter is not to be trusted."""
        if self.busy_ms.get(hall, 0) >= from_ms:
            return 1
        now = self.people(hall)
        return now.count if now else None
