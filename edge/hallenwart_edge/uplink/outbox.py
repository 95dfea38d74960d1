"""The outbox port over two SQLite files: alarms and events in one, telemetry in the other.

Alarms do not wait for storage: one that is not stored within 200 ms is handed to the sender unstored (number 0) and
stored as soon as the card answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import math
import operator
import secrets
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import (
    ALARM_STREAM,
    EVENT_STREAM,
    STREAMS,
    TELEMETRY_STREAM,
    Alarm,
    Event,
    Quality,
    Reading,
    Scalar,
)
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.uplink.moments import Moments
from hallenwart_edge.uplink.reserve import Reserve
from hallenwart_edge.uplink.store import Mark, Row, Skip, Store
from hallenwart_edge.uplink.writer import Writer

ROW_QUARANTINED: Final = "row.quarantined"
STORE_WITHIN_S: Final = 0.2
GROUP_EVERY_S: Final = 0.5
RETRY_EVERY_S: Final = 1.0
MAX_ROW_BYTES: Final = 32 * 1024
MAX_TELEMETRY_ROWS: Final = 500_000
MAX_WAITING_ALARMS: Final = 10_000
MAX_WAITING_READINGS: Final = 20_000
"""Readings held in memory while the card does not answer; the oldest go first."""

_log: Final = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Unstored:
    """A row that is not on the card yet; `late` once its 200 ms are over."""

    stream: str
    body: bytes
    stored: asyncio.Event
    late: bool = False


class SqliteOutbox:
    """Rows become durable here. `run` stores telemetry in groups and retries what the card refused."""

    def __init__(self, folder: Path, clock: Clock, *, max_telemetry_rows: int = MAX_TELEMETRY_ROWS) -> None:
        self._clock = clock
        self.lets: Callable[[Reading], bool] = lambda _reading: True
        self._max_telemetry_rows = max_telemetry_rows
        self._reserve = Reserve(folder / "reserve.bin")
        durable = Store(folder / "alarms_events.db", streams=(ALARM_STREAM, EVENT_STREAM), durable=True)
        grouped = Store(folder / "telemetry.db", streams=(TELEMETRY_STREAM,), durable=False)
        self._durable = Writer(durable, name="outbox-alarms-events")
        self._grouped = Writer(grouped, name="outbox-telemetry")
        self._moments = Moments()
        self._readings: deque[bytes] = deque(maxlen=MAX_WAITING_READINGS)
        self._waiting: deque[Unstored] = deque()
        self._arrived = asyncio.Event()
        self.alarms: dict[int, bytes] = {}
        """Stored alarms without receipt, by number."""
        self.marks: dict[str, Mark] = dict.fromkeys(STREAMS, Mark())
        self.skips: dict[str, list[Skip]] = {stream: [] for stream in STREAMS}
        """Ranges that will never be sent and that the backend has not passed yet."""
        self.epoch = ""
        self.bytes_used = 0
        self.renewed = asyncio.Event()
        """Set when a damaged file was begun anew; whoever raises the active alarms once more clears it."""
        self._last_gap = ""
        self._tell_gap: Callable[[str], None] = lambda _why: None
        self.rings: dict[str, Bell] = {stream: Bell() for stream in STREAMS}
        """Per stream: rings when there may be something new to send."""

    async def open(self) -> None:
        """Open both files. When one of them was lost or replaced, a new epoch begins. Raises StoreUnavailableError."""
        await asyncio.to_thread(self._reserve.hold)
        for writer in (self._durable, self._grouped):
            await self._start(writer)
        self.epoch, other = await self._durable.call(Store.epoch), await self._grouped.call(Store.epoch)
        await self._reload()
        if self.epoch != other:
            await self.begin_epoch()
        for store in (self._durable.store, self._grouped.store):
            if store.broken or (store.fresh and not (self._durable.store.fresh and self._grouped.store.fresh)):
                self._gap("damaged" if store.broken else "missing", store.name)
                self.renewed.set()
            store.broken = False

    async def _start(self, writer: Writer) -> None:
        """Open a file; on a full card with what was kept free for this, because an agent that does not start sees no fire."""
        try:
            writer.start()
        except StoreUnavailableError as error:
            _log.warning("%s; giving up what was kept free", error)
            await asyncio.to_thread(self._reserve.release)
            writer.start()

    def close(self) -> None:
        """Store what is still in memory and close both files. Idempotent."""
        while self._waiting:
            row = self._waiting.popleft()
            self._durable.submit(_appending(row.stream, [row.body], self._clock.now_ms()))
        if self._readings:
            self._grouped.submit(_appending(TELEMETRY_STREAM, [*self._readings], self._clock.now_ms()))
            self._readings.clear()
        self._durable.close()
        self._grouped.close()

    # --- the port ----------------------------------------------------------------------------------------------------

    async def alarm(self, alarm: Alarm) -> None:
        finite = msgspec.structs.replace(alarm, x=_finite(alarm.x), thr=_finite(alarm.thr))
        await self._add(ALARM_STREAM, encode(finite))

    async def event(self, event: Event) -> None:
        a = {key: _finite(value) if isinstance(value, float) else value for key, value in event.a.items()}
        body = encode(msgspec.structs.replace(event, a=a))
        if len(body) > MAX_ROW_BYTES:
            body = encode(msgspec.structs.replace(event, a={"oversize_bytes": len(body)}))
        await self._add(EVENT_STREAM, body)

    def unreceipted(self) -> list[Alarm]:
        bodies = [row.body for row in self._waiting if row.stream == ALARM_STREAM]
        return [decode(body, Alarm) for body in (*(self.alarms[seq] for seq in sorted(self.alarms)), *bodies)]

    def reading(self, reading: Reading) -> None:
        if reading.x is not None and not math.isfinite(reading.x):
            reading = msgspec.structs.replace(reading, x=None, q=Quality.FAULT)
        if self.lets(reading):
            self._readings.append(encode(self._moments.apart(reading)))

    def _gap(self, why: str, file: str) -> None:
        """Tell that rows were lost here, nobody knows which: a damaged or missing file, or a card that was set back."""
        clock, a = self._clock, dict[str, Scalar](why=why, file=file, epoch=self.epoch)
        body = encode(Event(kind=EventKind.GAP, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c="outbox", a=a))
        self._waiting.append(Unstored(EVENT_STREAM, body, asyncio.Event()))
        self._arrived.set()
        self._last_gap = f"{why} {file}".strip()
        self._tell_gap(self._last_gap)

    def on_gap(self, tell: Callable[[str], None]) -> None:
        """Call `tell` with the reason whenever rows were lost here, and at once when some were since the start."""
        self._tell_gap = tell
        if self._last_gap:
            tell(self._last_gap)

    async def _mend(self, writer: Writer) -> None:
        """Begin a file anew that was found damaged in use; nothing else makes a card take rows again."""
        store = writer.store
        with contextlib.suppress(StoreUnavailableError):
            if store.broken or store.doubtful:
                await writer.call(Store.begin_anew if store.broken else Store.reopen)
            if not store.broken:
                return
            _log.error("%s was damaged; it is put aside and begun anew", store.name)
            store.broken = False
            await self.begin_epoch()
            self._gap("damaged", store.name)
            self.renewed.set()

    async def _add(self, stream: str, body: bytes) -> None:
        row = Unstored(stream, body, asyncio.Event())
        self._waiting.append(row)
        self._arrived.set()
        try:
            async with asyncio.timeout(STORE_WITHIN_S):
                await row.stored.wait()
        except TimeoutError:
            row.late = True
            self.rings[stream].ring()

    # --- storing -----------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Store rows as they come and telemetry in groups, for ever."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_rows(), name="outbox-rows")
            group.create_task(self._keep_readings(), name="outbox-readings")

    async def _keep_rows(self) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                await self._store_first()

    async def _store_first(self) -> None:
        """Store the oldest rows of one stream; a card that refuses is asked again a little later."""
        stream = self._waiting[0].stream
        rows = [*itertools.takewhile(lambda row: row.stream == stream, self._waiting)]
        bodies = [row.body for row in rows]
        try:
            last = await self._durable.call(_appending(stream, bodies, self._clock.now_ms()))
        except StoreUnavailableError as error:
            _log.warning("%d rows of stream %s wait for the card: %s", len(rows), stream, error)
            await self._mend(self._durable)
            await asyncio.to_thread(self._reserve.release)
            await asyncio.sleep(RETRY_EVERY_S)
            return
        for row in rows:
            self._waiting.popleft()
            row.stored.set()
        if stream == ALARM_STREAM:
            self.alarms.update(enumerate(bodies, start=last - len(bodies) + 1))
        self.marks[stream] = Mark(last, self.marks[stream].wm)
        self.rings[stream].ring()

    async def _keep_readings(self) -> None:
        while True:
            await asyncio.sleep(GROUP_EVERY_S)
            if self._readings:
                await self._store_readings()

    async def _store_readings(self) -> None:
        bodies = [*self._readings]
        self._readings.clear()
        try:
            last = await self._grouped.call(_appending(TELEMETRY_STREAM, bodies, self._clock.now_ms()))
        except StoreUnavailableError as error:
            _log.warning("%d readings wait for the card: %s", len(bodies), error)
            self._readings = deque([*bodies, *self._readings], maxlen=MAX_WAITING_READINGS)
            await self._mend(self._grouped)
            await self._make_room()
            return
        self.marks[TELEMETRY_STREAM] = Mark(last, self.marks[TELEMETRY_STREAM].wm)
        self.rings[TELEMETRY_STREAM].ring()
        if last - self.marks[TELEMETRY_STREAM].wm > self._max_telemetry_rows:
            self.skips[TELEMETRY_STREAM] = await self._grouped.call(_capped(self._max_telemetry_rows))

    async def _make_room(self) -> None:
        """The card is full: the oldest tenth of the telemetry goes, nothing else does."""
        with contextlib.suppress(StoreUnavailableError):
            self.skips[TELEMETRY_STREAM] = await self._grouped.call(_tenth_dropped)

    # --- what the sender and the receipts need -----------------------------------------------------------------------

    def unstored_alarms(self) -> list[bytes]:
        """Return alarms that could not be stored in time and are still in memory only."""
        return [row.body for row in self._waiting if row.late and row.stream == ALARM_STREAM]

    async def rows(self, stream: str, first: int, limit: int) -> list[Row]:
        return await self._writer(stream).call(lambda store: store.rows(stream, first, limit))

    async def first_since(self, stream: str, since_ms: int) -> int:
        return await self._writer(stream).call(lambda store: store.first_stored_since(stream, since_ms))

    async def forget(self, stream: str, wm: int) -> None:
        """Delete what the backend has committed."""
        self._note(stream, await self._writer(stream).call(lambda store: store.forget(stream, wm)))

    async def quarantine(self, stream: str, seq: int) -> None:
        """Put one row aside that the backend never takes, and tell so."""
        self.skips[stream] = await self._writer(stream).call(lambda store: store.quarantine(stream, seq))
        if stream == ALARM_STREAM:
            self.alarms.pop(seq, None)
        self.rings[stream].ring()
        clock, a = self._clock, dict[str, Scalar](stream=stream, seq=seq)
        await self.event(Event(kind=ROW_QUARANTINED, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c="uplink", a=a))

    async def begin_epoch(self, *, why: str = "") -> None:
        """Begin a new epoch in both files, and tell `why` rows may be lost. Cut short, it begins again at the next start."""
        epoch = secrets.token_hex(8)
        for writer in (self._grouped, self._durable):
            await writer.call(lambda store: store.begin_epoch(epoch))
        self.epoch = epoch
        await self._reload()
        if why:
            self._gap(why, "")

    async def find_command(self, command: str) -> tuple[str, str] | None:
        return await self._durable.call(lambda store: store.find_command(command))

    async def claim_command(self, command: str, *, keep_ms: int) -> tuple[str, str] | None:
        """Note a command on the card before it is carried out; see `Store.claim_command`."""
        now_ms = self._clock.now_ms()
        return await self._durable.call(lambda store: store.claim_command(command, now_ms=now_ms, keep_ms=keep_ms))

    async def settle_command(self, command: str, st: str, code: str) -> None:
        await self._durable.call(lambda store: store.settle_command(command, st, code))

    async def measure(self) -> None:
        """Bring `bytes_used` up to date."""
        self.bytes_used = sum([await writer.call(Store.bytes_used) for writer in (self._durable, self._grouped)])

    async def _reload(self) -> None:
        for writer in (self._durable, self._grouped):
            self.marks.update(await writer.call(Store.marks))
        for stream in STREAMS:
            self.skips[stream] = await self._writer(stream).call(operator.methodcaller("skips", stream))
        waiting = await self._durable.call(lambda store: store.rows(ALARM_STREAM, 1, MAX_WAITING_ALARMS))
        self.alarms = {row.seq: row.body for row in waiting}

    def _writer(self, stream: str) -> Writer:
        return self._grouped if stream == TELEMETRY_STREAM else self._durable

    def _note(self, stream: str, mark: Mark) -> None:
        """Take over a mark; what was stored meanwhile is not undone."""
        self.marks[stream] = Mark(max(mark.last, self.marks[stream].last), mark.wm)
        self.skips[stream] = [skip for skip in self.skips[stream] if skip[1] > mark.wm]
        if stream == ALARM_STREAM:
            self.alarms = {seq: body for seq, body in self.alarms.items() if seq > mark.wm}
        self.rings[stream].ring()


def _appending(stream: str, bodies: Sequence[bytes], stored_ms: int) -> Callable[[Store], int]:
    return lambda store: store.append(stream, bodies, stored_ms=stored_ms)


def _capped(max_rows: int) -> Callable[[Store], list[Skip]]:
    def drop(store: Store) -> list[Skip]:
        surplus = store.count(TELEMETRY_STREAM) - max_rows
        return store.drop_oldest(TELEMETRY_STREAM, surplus + max_rows // 100 if surplus > 0 else 0)

    return drop


def _tenth_dropped(store: Store) -> list[Skip]:
    return store.drop_oldest(TELEMETRY_STREAM, store.count(TELEMETRY_STREAM) // 10 + 1)


def _finite(value: float | None) -> float | None:
    return value if value is None or math.isfinite(value) else None
