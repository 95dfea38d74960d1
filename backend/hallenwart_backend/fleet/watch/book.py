"""What the server noticed of each device over time: since when a component is as it is, since when something waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.fleet.watch.rules import OUTBOX_ROWS, Waits
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.messages import Conn, Heartbeat, Quality, State


@dataclass(frozen=True, slots=True)
class Component:
    """`since_ms`: when it was first heard to be so. `reason` in the device's words."""

    quality: str
    reason: str
    since_ms: int


@dataclass(slots=True)
class Noticed:
    """`behind` per kind of document: since when the device has an older revision than it should."""

    components: dict[str, Component] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)
    outbox_ms: int | None = None

    @property
    def waits(self) -> Waits:
        return Waits(min(self.behind.values(), default=None), self.outbox_ms)


class ComponentStore(Protocol):
    async def load(self) -> dict[str, dict[str, Component]]: ...

    async def keep(self, components: Mapping[str, Mapping[str, Component]]) -> None: ...


class WatchBook(ListenerBase):
    """`wanted` returns the revisions a device should have, `backlog` its rows that are not stored."""

    def __init__(
        self, store: ComponentStore, *, wanted: Callable[[str], Mapping[str, int]], backlog: Callable[[Conn], int]
    ) -> None:
        self._store = store
        self._dirty: set[str] = set()
        self._wanted = wanted
        self._backlog = backlog
        self._noticed: dict[str, Noticed] = {}

    async def load(self) -> None:
        """Take up since when components are as they are; call once before anything is heard."""
        for device, found in (await self._store.load()).items():
            self.of(device).components = found

    async def keep(self) -> None:
        """Write down what changed since the last time. Raises StoreUnavailableError, then it is tried again."""
        dirty = {device: self.of(device).components for device in self._dirty}
        self._dirty.clear()
        if dirty:
            try:
                await self._store.keep(dirty)
            except StoreUnavailableError:
                self._dirty.update(dirty)
                raise

    def of(self, device: str) -> Noticed:
        return self._noticed.setdefault(device, Noticed())

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None:
        self._note_conn(arrival, conn)

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None:
        self._note_conn(arrival, heartbeat)
        self._note_components(arrival, heartbeat.sensors, None)

    async def on_state(self, arrival: Arrival, state: State) -> None:
        self._note_components(arrival, state.sensors, state.reasons)

    def _note_conn(self, arrival: Arrival, conn: Conn) -> None:
        noticed = self.of(arrival.device)
        for kind, rev in self._wanted(arrival.device).items():
            if conn.revs.get(kind, 0) >= rev:
                noticed.behind.pop(kind, None)
            else:
                noticed.behind.setdefault(kind, arrival.received_ms)
        if self._backlog(conn) < OUTBOX_ROWS:
            noticed.outbox_ms = None
        elif noticed.outbox_ms is None:
            noticed.outbox_ms = arrival.received_ms

    def _note_components(self, arrival: Arrival, sensors: Mapping[str, str], reasons: Mapping[str, str] | None) -> None:
        known = self.of(arrival.device).components
        told: dict[str, Component] = {}
        for c, quality in sensors.items():
            before = known.get(c)
            same = before is not None and before.quality == quality
            reason = reasons.get(c, "") if reasons is not None else before.reason if before and same else ""
            told[c] = Component(
                quality, "" if quality == Quality.OK else reason, before.since_ms if before and same else arrival.received_ms
            )
        if told != known:
            self.of(arrival.device).components = told
            self._dirty.add(arrival.device)
