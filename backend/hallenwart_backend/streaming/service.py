"""Takes the parts of streams, ends them, and keeps or deletes what was filmed. Parts lie on disk, never in memory."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_backend.streaming import store
from hallenwart_backend.streaming.files import Files
from hallenwart_backend.streaming.ports import Grant, Grants
from hallenwart_backend.streaming.refusals import refused
from hallenwart_backend.streaming.rules import ROLLING_MS, Timeline
from hallenwart_backend.streaming.store import Kept, Line
from hallenwart_backend.streaming.viewers import Viewers
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from hallenwart_contract.streams import Part, StreamEnd

_log: Final = logging.getLogger(__name__)
SILENT_MS: Final = 60_000
"""A stream of which nothing came for so long is not shown as running."""
SLACK_MS: Final = 15_000
"""So far a part may reach beyond the booked time: cameras end with a whole part, clocks differ."""
SETTLED_MS: Final = 30_000
"""So long after the end late parts are waited for; then the recording is made."""
MOST_BYTES: Final = 20_000_000_000
LEAST_FREE: Final = 1_000_000_000
GRANT_MS: Final = 1_000
_BOXES: Final = (b"ftyp", b"moof", b"styp", b"sidx", b"prft", b"emsg")


@dataclass(slots=True)
class Running:
    """A stream that is held here. `heard_ms` (monotonic) when its last part came, None: not since this server started."""

    event: str
    hall: str
    timeline: Timeline
    heard_ms: int | None = None
    ended_ms: int | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Streaming(ListenerBase):
    """`grants` say what a stream may do; `changed` makes displays follow, by hall."""

    grants: Grants

    def __init__(
        self, records: Records, clock: Clock, files: Files, changed: Callable[[str], None], viewers: Viewers | None = None
    ) -> None:
        self._records = records
        self._clock = clock
        self.files = files
        self._changed = changed
        self.viewers = viewers or Viewers()
        self.running: dict[str, Running] = {}
        self._granted: dict[str, tuple[int, Grant | None]] = {}
        self._bytes = 0
        self._heard: set[str] = set()

    async def load(self) -> None:
        """Find again what was there before a restart."""
        self._bytes = await asyncio.to_thread(self.files.size)
        for stream in await asyncio.to_thread(self.files.streams):
            grant = await self.grants.of_stream(stream)
            if grant is None:
                await asyncio.to_thread(self.files.erase, stream)
            elif await asyncio.to_thread(self.files.recording, stream) is None:
                timeline = await asyncio.to_thread(self.files.read, stream)
                self.running[stream] = Running(grant.event, grant.hall, timeline)

    # --- from cameras ---

    async def put(self, device: str, part: Part, body: bytes) -> None:
        """Take a part; twice is as once. Raises RefusedError 403, 404, 409, 410, 422, 507."""
        grant = await self.grants.of_stream(part.stream)
        if grant is None or grant.device != device:
            raise refused("no_such_stream")
        self._check(grant, part, body)
        running = self.running.get(part.stream)
        if running is None:
            running = self.running[part.stream] = Running(grant.event, grant.hall, Timeline())
        async with running.lock:
            await self._store(running, part, body)

    def _check(self, grant: Grant, part: Part, body: bytes) -> None:
        now = self._clock.now_ms()
        outside = not grant.from_ms <= now < grant.to_ms
        near = grant.from_ms - SLACK_MS <= now < grant.to_ms + ROLLING_MS
        if grant.hindered and not (outside and near and not grant.elsewhere):
            raise refused("no_stream_right", why=grant.hindered)
        if part.number and not (
            grant.from_ms - SLACK_MS <= part.t_ms and part.t_ms + part.dur_ms <= min(grant.to_ms, now) + SLACK_MS
        ):
            raise refused("outside_booking")
        if part.number and part.t_ms + part.dur_ms < now - ROLLING_MS:
            raise refused("part_late")
        if body[4:8] not in _BOXES or (part.number == 0) != (body[4:8] == b"ftyp"):
            raise refused("bad_part")

    async def _store(self, running: Running, part: Part, body: bytes) -> None:
        line = running.timeline
        if part.run not in line.runs and part.number:
            raise refused("init_first")
        if not line.takes(part) or self.running.get(part.stream) is not running:
            raise refused("part_late")
        if part.run in line.runs and (self._has_init(part) if part.number == 0 else part.number in line.runs[part.run].parts):
            return
        if self._bytes + len(body) > MOST_BYTES or await asyncio.to_thread(self.files.free) < LEAST_FREE:
            raise refused("no_space")
        fresh = line.begins(part.run)
        begins = fresh if running.ended_ms is not None else running.heard_ms is None
        await asyncio.to_thread(self.files.put, part, body)
        self._bytes += len(body)
        line.add(part)
        if fresh:
            await asyncio.to_thread(self.files.note_runs, part.stream, line)
        running.heard_ms = self._clock.mono_ms()
        if begins:
            await self._begin(running, part.stream)

    def _has_init(self, part: Part) -> bool:
        return self.files.init(part.stream, part.run) is not None

    async def _begin(self, running: Running, stream: str) -> None:
        running.ended_ms, running.timeline.ended = None, False
        now = self._clock.now_ms()
        await self._records.write(lambda connection: store.begin(connection, stream, running.event, now))
        self._changed(running.hall)

    async def end(self, device: str, stream: str, told: StreamEnd) -> None:
        """Take a camera's word that it stopped. Raises RefusedError 404."""
        grant = await self.grants.of_stream(stream)
        if grant is None or grant.device != device:
            raise refused("no_such_stream")
        await self._end(stream, told.why)

    async def _end(self, stream: str, why: str) -> None:
        running = self.running.get(stream)
        if running is None or running.ended_ms is not None:
            return
        now = running.ended_ms = self._clock.now_ms()
        running.timeline.ended = True
        peak = self.viewers.peak(stream)
        await self._records.write(lambda connection: store.end(connection, stream, why[:12], now, peak))
        self._changed(running.hall)

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        """Keep what cameras tell of themselves."""
        deeds = {EventKind.CAMERA_ON: "on", EventKind.CAMERA_OFF: "off", EventKind.CAMERA_REFUSED: "refused"}
        stream, deed = str(event.a.get("stream") or ""), deeds.get(event.kind)
        if deed is None or not stream:
            return
        grant = await self.grants.of_stream(stream)
        if grant is not None and grant.device == arrival.device:
            by = "panel" if event.a.get("by") == "panel" else "camera"
            line = Line(event.t_ms, deed, by, str(event.a.get("why") or ""))
            await self._records.write(lambda connection: store.keep(connection, grant.event, line))

    # --- what others ask and tell ---

    def is_live(self, stream: str) -> bool:
        """Say whether parts of a stream come in."""
        running = self.running.get(stream)
        if running is None or running.ended_ms is not None or running.heard_ms is None:
            return False
        return self._clock.mono_ms() - running.heard_ms < SILENT_MS

    async def grant(self, stream: str) -> Grant | None:
        """Return what a stream may do, at most a second old: many viewers ask."""
        now = self._clock.mono_ms()
        known = self._granted.get(stream)
        if known is None or now - known[0] >= GRANT_MS:
            self._granted[stream] = known = (now, await self.grants.of_stream(stream))
        return known[1]

    async def keep(self, event: str, deed: str, by: str, why: str = "") -> None:
        """Write into the log of an event's stream."""
        line = Line(self._clock.now_ms(), deed, by, why)
        await self._records.write(lambda connection: store.keep(connection, event, line))

    async def lines(self, event: str) -> tuple[list[Line], list[Kept]]:
        return await self._records.read(lambda connection: (store.lines(connection, event), store.of_event(connection, event)))

    async def withdraw(self, stream: str, event: str) -> None:
        """End a stream at once and delete everything of it."""
        self._granted.pop(stream, None)
        if await self._records.read(lambda connection: store.one(connection, stream)) is None and stream not in self.running:
            return
        await self._end(stream, "withdrawn")
        await self._erase(stream)
        await self.keep(event, "withdrawn", "system")

    async def _erase(self, stream: str) -> None:
        running = self.running.pop(stream, None)
        self._bytes -= await asyncio.to_thread(self.files.erase, stream)
        await self._records.write(lambda connection: store.recorded(connection, stream, None))
        self.viewers.forget(stream)
        if running is not None:
            self._changed(running.hall)

    # --- from time to time ---

    async def look(self) -> None:
        """End what is over or has no right any more, and delete what is old. Called every few seconds."""
        self._granted = {name: one for name, one in self._granted.items() if self._clock.mono_ms() - one[0] < GRANT_MS}
        for stream in list(self.running):
            await self._look(stream, self.running[stream])

    async def _look(self, stream: str, running: Running) -> None:
        grant, now = await self.grants.of_stream(stream), self._clock.now_ms()
        if grant is None or grant.gone:
            await self.withdraw(stream, running.event)
            return
        if now >= grant.to_ms:
            await self._end(stream, "over")
        live = self.is_live(stream)
        if live != (stream in self._heard):  # it fell silent, or is heard again
            self._heard ^= {stream}
            self._changed(running.hall)
        if now >= grant.to_ms + SETTLED_MS:
            await self._settle(stream, running, grant)
        elif not grant.record_days:
            await self._roll(running, now)

    async def _roll(self, running: Running, now_ms: int) -> None:
        async with running.lock:
            old = running.timeline.before(now_ms - ROLLING_MS)
            if old:
                self._bytes -= await asyncio.to_thread(self.files.delete, old)
                running.timeline.forget(old)

    async def _settle(self, stream: str, running: Running, grant: Grant) -> None:
        """Make the recording, or delete what is left."""
        async with running.lock:
            kept = bool(grant.record_days) and await asyncio.to_thread(self.files.finish, stream, running.timeline)
            until = grant.to_ms + grant.record_days * 86_400_000
            if kept:
                await self._records.write(lambda connection: store.recorded(connection, stream, until))
        self.running.pop(stream, None)
        self.viewers.forget(stream)
        if not kept:
            await self._erase(stream)

    async def expire(self) -> None:
        """Delete recordings whose time is over, and those of events that are gone."""
        now = self._clock.now_ms()
        for one in await self._records.read(lambda connection: store.expired(connection, now)):
            await self._erase(one.id)
            await self.keep(one.event, "erased", "system")
        for stream in await asyncio.to_thread(self.files.streams):
            grant = await self.grants.of_stream(stream)
            if stream not in self.running and (grant is None or grant.gone):
                await self._erase(stream)
