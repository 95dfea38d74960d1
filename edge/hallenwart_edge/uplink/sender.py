"""What goes up on one connection, in order of urgency: alarms, events, live telemetry, backlog.

Each stream has its own task; before every message it lets what is more urgent go first. Nothing here deletes rows.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_contract.channels import ALARM, BF, EVT, Channel, T
from hallenwart_contract.messages import ALARM_STREAM, EVENT_STREAM, TELEMETRY_STREAM
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.uplink.alarm_sender import LOOK_EVERY_S, AlarmSender, Publish, rung
from hallenwart_edge.uplink.batches import Batches
from hallenwart_edge.uplink.flow import Flow
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.rules import LIVE_FOR_MS, SUSPECT_AFTER, Window, contiguous
from hallenwart_edge.uplink.stamp import Stamp
from hallenwart_edge.uplink.store import Row

CARD_EVERY_S: Final = 1.0
MAX_BATCH_BYTES: Final = 96 * 1024

_log: Final = logging.getLogger(__name__)

Gate = Callable[[], Awaitable[None]]
"""Waits until nothing more urgent is unsent."""


class RowSender:
    """Sends the rows of one stream in order, a window at a time."""

    def __init__(self, stream: str, *, outbox: SqliteOutbox, stamp: Stamp, publish: Publish, gate: Gate) -> None:
        self._stream = stream
        self._outbox = outbox
        self._stamp = stamp
        self._publish = publish
        self._gate = gate
        self._batches = Batches(stream, outbox=outbox, stamp=stamp)
        wm = outbox.marks[stream].wm
        self._windows = [Window(wm, cursor=wm + 1)]
        self._waits_for_card = False
        self.moved = Bell()
        """Rings after every look at what is to be sent."""

    async def run(self) -> None:
        """Send for ever. A card that cannot be read holds up this stream alone: alarms come from memory."""
        while True:
            try:
                await self._send_all()
            except StoreUnavailableError as error:
                _log.warning("stream %s waits for the card: %s", self._stream, error)
            self._waits_for_card = True
            self.moved.ring()
            await asyncio.sleep(CARD_EVERY_S)

    async def _send_all(self) -> None:
        await self._begin()
        self._waits_for_card = False
        while True:
            await self._gate()
            sent = [await self._send_next(window) for window in self._windows if not self._held_until_mono_ms()]
            self.moved.ring()
            if not any(sent):
                await self._sleep()

    async def _begin(self) -> None:
        """Prepare the windows; telemetry divides them."""

    @property
    def unsent(self) -> bool:
        """Whether a row waits that may be sent now."""
        last = self._outbox.marks[self._stream].last
        return not self._waits_for_card and any(window.room() and window.cursor <= last for window in self._windows)

    @property
    def unanswered(self) -> bool:
        return any(window.tries >= SUSPECT_AFTER - 1 for window in self._windows)

    async def receipt(self, wm: int) -> None:
        """Take in a watermark of the backend."""
        for window in self._windows:
            window.receipt(wm)
            if window.hopeless:
                await self._outbox.quarantine(self._stream, window.wm + 1)
                window.alone_sends = 0
        self._outbox.rings[self._stream].ring()

    def again(self) -> None:
        """Send everything without receipt once more."""
        for window in self._windows:
            window.rewind()
            window.tries = 0
        self._outbox.rings[self._stream].ring()

    async def _send_next(self, window: Window) -> bool:
        room, last = window.room(), self._outbox.marks[self._stream].last
        end = last if window.end is None else min(window.end, last)
        if not room or window.cursor > end:
            return False
        rows = [row for row in await self._outbox.rows(self._stream, window.cursor, room) if row.seq <= end]
        if not rows:
            return await self._send_skips(window, end)
        count = contiguous([row.seq for row in rows], [len(row.body) for row in rows], max_rows=room, max_bytes=MAX_BATCH_BYTES)
        await self._send_rows(window, rows[:count])
        return True

    async def _send_rows(self, window: Window, rows: Sequence[Row]) -> None:
        hist = self._is_backlog(rows[0])
        payload = self._batches.of([(row.seq, row.body) for row in rows], hist=hist, cols=self._by_columns())
        window.sent(rows[0].seq, rows[-1].seq, now_mono_ms=self._now())
        await self._publish(self._channel(hist=hist), payload)

    async def _send_skips(self, window: Window, end: int) -> bool:
        """No row is left up to `end`, but the backend must still hear that the last ones will not come."""
        skips = [skip for skip in self._outbox.skips[self._stream] if skip[0] <= end and skip[1] >= window.cursor]
        if not skips:
            window.cursor = end + 1
            return False
        window.sent(skips[0][0], end, now_mono_ms=self._now())
        await self._publish(self._channel(hist=False), self._batches.skipping(skips))
        return True

    async def _sleep(self) -> None:
        due = [window.due_mono_ms() for window in self._windows]
        nearest = min((mono_ms for mono_ms in due if mono_ms is not None), default=self._now() + round(LOOK_EVERY_S * 1000))
        wake_mono_ms = self._held_until_mono_ms() or nearest
        await rung(self._outbox, self._stream, max(0, wake_mono_ms - self._now()) / 1000)
        for window in self._windows:
            due_mono_ms = window.due_mono_ms()
            if due_mono_ms is not None and due_mono_ms <= self._now():
                window.rewind()

    def _held_until_mono_ms(self) -> int:
        """Return until when the backend wants nothing of this stream, 0 when it takes rows."""
        return 0

    def _by_columns(self) -> bool:
        return False

    def _is_backlog(self, row: Row) -> bool:
        del row
        return False

    def _channel(self, *, hist: bool) -> Channel:
        del hist
        return EVT

    def _now(self) -> int:
        return self._stamp.clock.mono_ms()


class TelemetrySender(RowSender):
    """Sends fresh rows on `t` and what is older than a minute on `bf`, so that the present never waits for the past.

    Sends by columns, and sends nothing for a while, as `flow` says.
    """

    def __init__(self, outbox: SqliteOutbox, stamp: Stamp, publish: Publish, gate: Gate, flow: Flow) -> None:
        super().__init__(TELEMETRY_STREAM, outbox=outbox, stamp=stamp, publish=publish, gate=gate)
        self._flow = flow

    def hold(self) -> None:
        """The flow was told anew how long to wait: what is in flight waits as well before it counts as lost."""
        for window in self._windows:
            window.hold(self._flow.held_until_mono_ms)
        self._outbox.rings[TELEMETRY_STREAM].ring()

    def _held_until_mono_ms(self) -> int:
        until_mono_ms = self._flow.held_until_mono_ms
        return until_mono_ms if until_mono_ms > self._now() else 0

    def _by_columns(self) -> bool:
        return self._flow.cols

    async def _begin(self) -> None:
        wm = self._outbox.marks[TELEMETRY_STREAM].wm
        live = await self._outbox.first_since(TELEMETRY_STREAM, self._stamp.clock.now_ms() - LIVE_FOR_MS)
        self._windows = [Window(wm, cursor=max(live, wm + 1))]
        if live > wm + 1:
            self._windows[0].receipts_due = False
            self._windows.append(Window(wm, cursor=wm + 1, end=live - 1))

    async def receipt(self, wm: int) -> None:
        await super().receipt(wm)
        live, *backlog = self._windows
        if backlog and backlog[0].end is not None and wm >= backlog[0].end:
            self._windows = [live]
            live.receipts_begin(now_mono_ms=self._now())

    def again(self) -> None:
        for window in self._windows:
            if window.receipts_due:
                window.rewind()
                window.tries = 0
        self._outbox.rings[TELEMETRY_STREAM].ring()

    def _is_backlog(self, row: Row) -> bool:
        return row.stored_ms < self._stamp.clock.now_ms() - LIVE_FOR_MS

    def _channel(self, *, hist: bool) -> Channel:
        return BF if hist else T


class Senders:
    """The three senders of one connection, joined by their order of urgency."""

    def __init__(self, outbox: SqliteOutbox, stamp: Stamp, publish: Publish) -> None:
        self._publish = publish
        self.alarms = AlarmSender(outbox, stamp, publish)
        self.events = RowSender(EVENT_STREAM, outbox=outbox, stamp=stamp, publish=publish, gate=self.alarms.calm)
        self.flow = Flow()
        self.telemetry = TelemetrySender(outbox, stamp, publish, self._nothing_urgent, self.flow)
        self.by_stream: dict[str, AlarmSender | RowSender] = {
            ALARM_STREAM: self.alarms,
            EVENT_STREAM: self.events,
            TELEMETRY_STREAM: self.telemetry,
        }
        self._batches = {stream: Batches(stream, outbox=outbox, stamp=stamp) for stream in self.by_stream}

    @property
    def unanswered(self) -> bool:
        """Whether rows were sent repeatedly and the backend did not receipt them."""
        return any(sender.unanswered for sender in self.by_stream.values())

    async def gone(self, stream: str, first: int, last: int) -> None:
        """Tell a backend that was restored that these rows no longer exist here."""
        channel = {ALARM_STREAM: ALARM, EVENT_STREAM: EVT, TELEMETRY_STREAM: T}[stream]
        await self._publish(channel, self._batches[stream].skipping([(first, last, "gone")]))

    async def _nothing_urgent(self) -> None:
        await self.alarms.calm()
        while self.events.unsent:
            await self.events.moved.wait()
            await self.alarms.calm()
