"""Tells listeners what was committed: alarms first, each listener at its own pace, nothing durable forgotten.

Alarms and events are told at least once: every listener has a stored cursor, and what lies behind it is told again after
a restart. A listener that fails or hangs delays only itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from hallenwart_backend.errors import BackendError
from hallenwart_backend.ingest.ports import Live, Posted, Told, ToldBook
from hallenwart_backend.ports import Arrival, Listener, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import ALARM_STREAM, EVENT_STREAM, Ack, Alarm, Conn, Heartbeat, Reading, State

log = logging.getLogger(__name__)
MAX_WAITING: Final = 2_000
RETRY_S: Final = (0.2, 1.0, 5.0)
NOTE_EVERY_MS: Final = 1_000


class _DurableLane:
    """Alarms or events for one listener. Fed from memory while that holds all there is, else from the book."""

    def __init__(self, listener: str, stream: str, book: ToldBook) -> None:
        self._listener = listener
        self._stream = stream
        self._book = book
        self._waiting: deque[Told] = deque()
        self._behind = True
        self._missed = False
        self._last: int | None = None
        self._noted: int | None = None

    def offer(self, told: Told) -> None:
        if told.number == 0:
            self._waiting.appendleft(told)
        elif self._behind or len(self._waiting) >= MAX_WAITING:
            self._behind = self._missed = True
        else:
            self._waiting.append(told)

    @property
    def idle(self) -> bool:
        return not self._waiting and not self._behind

    async def next(self) -> Told | None:
        if not self._waiting and self._behind:
            self._missed = False
            rows = await self._book.untold(self._listener, self._stream, after=self._last, limit=MAX_WAITING)
            self._waiting.extend(rows)
            self._behind = self._missed or bool(rows)
        return self._waiting.popleft() if self._waiting else None

    def done(self, told: Told) -> None:
        self._last = max(self._last or 0, told.number) or self._last

    def is_old(self, told: Told) -> bool:
        return told.number != 0 and self._last is not None and told.number <= self._last

    async def note(self) -> None:
        if self._last is not None and self._last != self._noted:
            number = self._last
            await self._book.note_told(self._listener, self._stream, number)
            self._noted = number


class Teller:
    """Everything one listener is told."""

    def __init__(self, listener: Listener, book: ToldBook, clock: Clock, *, name: str = "") -> None:
        self.name = name or f"{type(listener).__module__.rsplit('.', 2)[-2]}.{type(listener).__name__}"[:64]
        self._listener = listener
        self._clock = clock
        self._alarms = _DurableLane(self.name, ALARM_STREAM, book)
        self._events = _DurableLane(self.name, EVENT_STREAM, book)
        self._live: deque[tuple[Arrival, Live]] = deque(maxlen=MAX_WAITING)
        self._readings: deque[tuple[Arrival, Sequence[Reading]]] = deque(maxlen=MAX_WAITING)
        self._wants_readings = _overrides(listener, "on_readings")
        self._wake = asyncio.Event()
        self._noted_ms = clock.mono_ms()

    def offer(self, posted: Posted) -> None:
        """Take over what was committed; never waits."""
        for told in posted.told:
            (self._alarms if isinstance(told.row, Alarm) else self._events).offer(told)
        self._live.extend(posted.live)
        if self._wants_readings:
            self._readings.extend(posted.readings)
        self._wake.set()

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            self._wake.clear()
            try:
                while await self._tell_some():
                    await self._note_now_and_then()
                await self._note()
            except OSError as error:
                log.warning("%s: the records cannot be read now: %s", self.name, error)
                await asyncio.sleep(RETRY_S[1])
                continue
            if self._alarms.idle and self._events.idle:
                await self._wake.wait()

    async def _tell_some(self) -> bool:
        """Every waiting alarm, then one of each other kind. Returns False when nothing was waiting."""
        told = await self._tell_durable(self._alarms)
        if told:
            return True
        told = await self._tell_durable(self._events)
        if self._live:
            arrival, message = self._live.popleft()
            await self._tell_live(arrival, message)
            told = True
        if self._readings:
            arrival, readings = self._readings.popleft()
            await self._attempt(lambda: self._listener.on_readings(arrival, readings))
            told = True
        return told

    async def _tell_durable(self, lane: _DurableLane) -> bool:
        told = await lane.next()
        if told is None:
            return False
        if not lane.is_old(told):
            await self._tell_row(told)
            lane.done(told)
        return True

    async def _tell_row(self, told: Told) -> None:
        """Try again a few times, so that a short failure loses nothing; then leave it to the log, so that it blocks nothing."""
        row, arrival = told.row, told.arrival
        for wait_s in (*RETRY_S, None):
            if isinstance(row, Alarm):
                done = await self._attempt(lambda: self._listener.on_alarm(arrival, row))
            else:
                done = await self._attempt(lambda: self._listener.on_event(arrival, row))
            if done:
                return
            if wait_s is not None:
                await asyncio.sleep(wait_s)
        log.error("%s: given up on row %d of %s", self.name, told.number, arrival.device)

    async def _tell_live(self, arrival: Arrival, message: Live) -> None:
        listener = self._listener
        match message:
            case Heartbeat():
                await self._attempt(lambda: listener.on_heartbeat(arrival, message))
            case Conn():
                await self._attempt(lambda: listener.on_conn(arrival, message))
            case State():
                await self._attempt(lambda: listener.on_state(arrival, message))
            case Ack():
                await self._attempt(lambda: listener.on_ack(arrival, message))

    async def _attempt(self, call: Callable[[], Awaitable[None]]) -> bool:
        try:
            await call()
        except (BackendError, OSError) as error:
            log.warning("%s: %s", self.name, error)
            return False
        except Exception:  # a listener's mistake must not end the telling of all that follows
            log.exception("%s failed", self.name)
            return False
        return True

    async def _note_now_and_then(self) -> None:
        if self._clock.mono_ms() - self._noted_ms >= NOTE_EVERY_MS:
            await self._note()

    async def _note(self) -> None:
        self._noted_ms = self._clock.mono_ms()
        await self._alarms.note()
        await self._events.note()


def _overrides(listener: Any, method: str) -> bool:
    return getattr(type(listener), method, None) is not getattr(ListenerBase, method)
