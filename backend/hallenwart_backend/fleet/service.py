"""Watches over the devices: what was last heard of each, who fell silent, and one word when it is the broker instead."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.fleet.ports import DeviceEntry, FleetStore, LastHeard
from hallenwart_backend.fleet.rules import SMOKE_QUANTITY, DeviceState, Presence, heard, is_late, state_of
from hallenwart_backend.ports import Arrival, Cause, Changed, Incidents, ListenerBase
from hallenwart_contract import live
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import CommandFor
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Conn, Heartbeat, Reading, Severity, State

log = logging.getLogger(__name__)
TICK_S: Final = 1.0
BROKER_PATIENCE_MS: Final = 5_000
STARTING_MS: Final = 15_000
"""How much longer a server that has just started waits for its broker, which may start with it."""
BROKER_KEY: Final = "broker_down"


class Fleet(ListenerBase):
    """A listener of conn, hb and state.

    `broker_ok`: the broker passes messages on; `watermark`: up to which row a device's stream is stored, by device,
    epoch and stream; `changed`: pages are stale.
    """

    def __init__(
        self,
        devices: Mapping[str, DeviceEntry],
        store: FleetStore,
        incidents: Incidents,
        clock: Clock,
        *,
        broker_ok: Callable[[], bool],
        watermark: Callable[[str, str, str], int] = lambda *_: 0,
        smoke: Iterable[str] = (),
        changed: Changed | None = None,
    ) -> None:
        self._devices = devices
        self._store = store
        self._incidents = incidents
        self._clock = clock
        self._broker_ok = broker_ok
        self._watermark = watermark
        self._smoke = set(smoke)
        self._changed = changed
        self._presence: dict[str, Presence] = {}
        self._last: dict[str, LastHeard] = {}
        self._dirty: set[str] = set()
        self._shown: dict[str, DeviceState] = {}
        self._shown_backlog: dict[str, int] = {}
        self._silent: set[str] = set()
        self._hears: dict[str, bool] = {}
        self._since_ms = clock.mono_ms()
        self._broker_bad_since_ms: int | None = clock.mono_ms() + STARTING_MS
        self._broker_told: bool | None = None  # not known until the broker was looked at once

    # --- what others ask ---

    def state(self, device: str) -> State | None:
        """Return the last snapshot of a device."""
        last = self._last.get(device)
        return last.state if last else None

    def last(self, device: str) -> LastHeard | None:
        """Return what was last heard of a device."""
        return self._last.get(device)

    def conn(self, device: str) -> Conn | None:
        """Return the last birth or heartbeat of a device."""
        last = self._last.get(device)
        return last.conn if last else None

    def heard_at(self, device: str) -> int | None:
        """Return when (monotonic ms) a connection of this device was heard last, None when not since this server started."""
        return self._presence.get(device, Presence()).heard_at_ms

    def is_online(self, device: str) -> bool:
        """Whether its last word was neither farewell nor last will."""
        return self._presence.get(device, Presence()).online

    def connection(self, device: str) -> CommandFor | None:
        """Return the connection a command would have to name, None when the device is not online."""
        presence = self._presence.get(device, Presence())
        if self.state_of(device) is not DeviceState.ONLINE:
            return None
        return CommandFor(boot=presence.boot, conn=presence.conn)

    def state_of(self, device: str) -> DeviceState:
        return state_of(
            self._presence.get(device, Presence()),
            smoke=self.watches_for_fire(device),
            now_ms=self._clock.mono_ms(),
            since_ms=self._since_ms,
        )

    def words(self) -> list[DeviceState]:
        """Return how every device stands."""
        return [self.state_of(device) for device in self._devices]

    def states(self) -> dict[str, State]:
        """Return the last snapshot of every device that told one."""
        return {device: last.state for device, last in self._last.items() if last.state is not None}

    def with_smoke(self) -> list[str]:
        """Return the devices that watch for fire, in the order of their names."""
        return sorted(device for device in self._devices if self.watches_for_fire(device))

    def watches_for_fire(self, device: str) -> bool:
        """Whether it measured smoke or tells of zones: radio heads and loops measure nothing."""
        state = self.state(device)
        return device in self._smoke or (state is not None and bool(state.zones))

    def devices(self, site_name: Callable[[str], str]) -> list[live.Device]:
        """Return every provisioned device as a manager's page shows it."""
        return [self._device(entry, site_name(entry.site)) for entry in self._devices.values()]

    def _device(self, entry: DeviceEntry, site_name: str) -> live.Device:
        last = self._last.get(entry.id)
        conn = last.conn if last else None
        return live.Device(
            id=entry.id,
            site=entry.site,
            site_name=site_name,
            state=self.state_of(entry.id),
            seen_ms=last.seen_ms if last else None,
            clk=conn.clk if conn else "",
            fw=conn.fw if conn else "",
            backlog=self.backlog(conn) if conn else 0,
            sensors=conn.sensors if isinstance(conn, Heartbeat) else {},
        )

    def backlog(self, conn: Conn) -> int:
        """Count the rows a device told of that are not stored; what is stored since it spoke is none any more."""
        return sum(
            max(0, top - max(conn.wm.get(stream, 0), self._watermark(conn.dev, conn.epoch, stream)))
            for stream, top in conn.last.items()
        )

    # --- what is heard ---

    async def load(self, smoke: Iterable[str] = ()) -> None:
        """Take up what was known before the restart; call once before `run`. `smoke` names devices that measured smoke."""
        self._smoke.update(smoke)
        self._last = dict(await self._store.load_heard())
        for device, last in self._last.items():
            boot, number, mono_ms = (last.conn.boot, last.conn.conn, last.conn.mono_ms) if last.conn else ("", 0, 0)
            self._presence[device] = Presence(boot, number, online=last.online, mono_ms=mono_ms, ever=True)

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None:
        await self._on_connection(arrival, conn)

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None:
        await self._on_connection(arrival, heartbeat)

    async def on_state(self, arrival: Arrival, state: State) -> None:
        known = self.state(arrival.device)
        if known is None or (known.boot, known.epoch) != (state.boot, state.epoch) or state.rev >= known.rev:
            self._note(arrival, state=state)
            await self._judge_site_link(arrival, state)

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        if arrival.device not in self._smoke and any(reading.k.startswith(SMOKE_QUANTITY) for reading in readings):
            self._smoke.add(arrival.device)

    async def _on_connection(self, arrival: Arrival, conn: Conn) -> None:
        known = self._presence.get(arrival.device, Presence())
        if is_late(known, conn):
            return
        self._presence[arrival.device] = heard(known, conn, self._clock.mono_ms())
        self._note(arrival, conn=conn if conn.online else None)

    async def _judge_site_link(self, arrival: Arrival, state: State) -> None:
        """Tell when devices of a site do not hear each other: an alarm of one would not sound at the other."""
        entry = self._devices.get(arrival.device)
        for peer, is_heard in state.site_link.items() if entry else ():
            pair = f"{arrival.device}:{peer}"
            if entry is None or self._hears.get(pair) is is_heard:
                continue
            if is_heard:
                await self._incidents.clear(f"site_link:{pair}", pair, arrival.received_ms)
            else:
                await self._incidents.report(_deaf(entry, peer, arrival.received_ms))
            self._hears[pair] = is_heard

    def _note(self, arrival: Arrival, *, conn: Conn | None = None, state: State | None = None) -> None:
        device = arrival.device
        last = self._last.get(device)
        self._last[device] = LastHeard(
            device,
            last.seen_ms if last and not conn else arrival.received_ms,
            self._presence.get(device, Presence()).online,
            conn or (last.conn if last else None),
            state or (last.state if last else None),
        )
        self._dirty.add(device)

    # --- supervision ---

    async def run(self) -> None:
        """Supervise until cancelled."""
        while True:
            await asyncio.sleep(TICK_S)
            try:
                await self.tick()
            except StoreUnavailableError as error:
                log.warning("supervision: %s", error)

    async def tick(self) -> None:
        """Keep what was heard, look who is silent, tell what changed."""
        await self._keep()
        if await self._broker_is_down():
            return
        states = {device: self.state_of(device) for device in self._devices}
        for device, state in states.items():
            if (entry := self._devices.get(device)) is not None:  # it may have left in between
                await self._judge(entry, state)
        backlog = {device: self.backlog(last.conn) for device, last in self._last.items() if last.conn}
        if (states, backlog) != (self._shown, self._shown_backlog):
            self._shown, self._shown_backlog = states, backlog
            if self._changed is not None:
                await self._changed()

    async def _keep(self) -> None:
        dirty = [self._last[device] for device in self._dirty]
        self._dirty.clear()
        if dirty:
            try:
                await self._store.keep_heard(dirty)
            except StoreUnavailableError:
                self._dirty.update(last.device for last in dirty)
                raise

    async def _broker_is_down(self) -> bool:
        """Tell of a dead broker once; while it is dead, silence of devices means nothing."""
        now_ms = self._clock.mono_ms()
        if self._broker_ok():
            if self._broker_bad_since_ms is not None:
                self._since_ms = now_ms
            self._broker_bad_since_ms = None
            if self._broker_told is not False:
                await self._incidents.clear(BROKER_KEY, "broker", self._clock.now_ms())
                self._broker_told = False
            return False
        if self._broker_bad_since_ms is None:
            self._broker_bad_since_ms = now_ms
        if not self._broker_told and now_ms - self._broker_bad_since_ms >= BROKER_PATIENCE_MS:
            now = self._clock.now_ms()
            await self._incidents.report(
                Cause(key=BROKER_KEY, id="broker", kind=IncidentKind.BROKER_DOWN, sev=Severity.CRIT, site="", since_ms=now)
            )
            self._broker_told = True
        return True

    async def _judge(self, entry: DeviceEntry, state: DeviceState) -> None:
        key = f"device_silent:{entry.id}"
        if state is DeviceState.OFFLINE and entry.id not in self._silent:
            last = self._last.get(entry.id)
            since_ms = last.seen_ms if last else self._clock.now_ms()
            kind = IncidentKind.DEVICE_SILENT
            await self._incidents.report(
                Cause(key=key, id=entry.id, kind=kind, sev=Severity.WARN, site=entry.site, since_ms=since_ms, device=entry.id)
            )
            self._silent.add(entry.id)
        elif state is DeviceState.ONLINE and (entry.id in self._silent or self._shown.get(entry.id) is not DeviceState.ONLINE):
            await self._incidents.clear(key, entry.id, self._clock.now_ms())
            self._silent.discard(entry.id)


def _deaf(entry: DeviceEntry, peer: str, since_ms: int) -> Cause:
    """An alarm of one device would not sound at the other."""
    return Cause(
        key=f"site_link:{entry.id}:{peer}",
        id=f"{entry.id}:{peer}",
        kind=IncidentKind.SITE_LINK,
        sev=Severity.WARN,
        site=entry.site,
        since_ms=since_ms,
        device=entry.id,
        detail=f"{peer} → {entry.id}",
    )
