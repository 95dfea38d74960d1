"""The backend's word that rows are committed: watermarks per stream; alarms at once, others at most once a second."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from hallenwart_backend.ingest.ports import StreamKey
from hallenwart_backend.ingest.rules import HOLE_PATIENCE_MS, Progress
from hallenwart_contract.channels import RCPT
from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import ALARM_STREAM, Conn, Receipt

PACE_MS: Final = 1_000
Publish = Callable[[str, bytes], bool]


class ReceiptDesk:
    """Receipts of one writer for its own streams. What it knows it was told by commits or read from its ledger."""

    def __init__(self, streams: tuple[str, ...], publish: Publish, clock: Clock) -> None:
        self._streams = streams
        self._publish = publish
        self._clock = clock
        self._known: dict[StreamKey, Progress] = {}
        self._torn_since_ms: dict[StreamKey, int] = {}
        self._due: dict[tuple[str, str], bool] = {}
        self._sent_ms: dict[tuple[str, str], int] = {}
        self._wake = asyncio.Event()
        self._epochs: dict[str, str] = {}
        self.slow_ms: Callable[[], int] = lambda: 0
        """How long devices shall hold telemetry back, as their next receipt says."""

    def watermark(self, device: str, epoch: str, stream: str) -> int:
        """Return up to which number all rows of a stream are stored, as far as is known; 0 for foreign streams."""
        return self._known.get(StreamKey(device, epoch, stream), Progress()).wm

    def committed(self, progress: Mapping[StreamKey, Progress]) -> None:
        """Note what a commit moved; the receipt follows at once for alarms, else within a second."""
        for key, now in progress.items():
            self._know(key, now)
            self._epochs[key.device] = key.epoch
            self._ask(key.device, key.epoch, sync=False)

    def learned(self, progress: Mapping[StreamKey, Progress]) -> None:
        """Take in what the ledger holds, where nothing newer is known."""
        for key, stored in progress.items():
            if key not in self._known:
                self._know(key, stored)

    def met(self, conn: Conn) -> None:
        """Note in which epoch a device lives."""
        if conn.epoch:
            self._epochs[conn.dev] = conn.epoch

    def slow(self, devices: Iterable[str]) -> None:
        """Tell devices that the store is behind, though nothing of them was committed."""
        for device in devices:
            if device in self._epochs:
                self._ask(device, self._epochs[device], sync=False)

    def heard(self, conn: Conn) -> None:
        """Compare where a device stands: repeat the receipt when it is behind, ask for everything when the ledger is older."""
        if not conn.online or not conn.epoch:
            return
        behind = older = False
        for stream in self._streams:
            wm = self._known.get(StreamKey(conn.dev, conn.epoch, stream), Progress()).wm
            behind |= conn.wm.get(stream, 0) < wm
            older |= conn.wm.get(stream, 0) > wm
        older |= self._lost_patience(conn.dev, conn.epoch)
        if behind or older:
            self._ask(conn.dev, conn.epoch, sync=older)

    async def run(self) -> None:
        """Send what is due until cancelled."""
        while True:
            self._wake.clear()
            wait_ms = self._send_due()
            try:
                async with asyncio.timeout(None if wait_ms is None else wait_ms / 1000):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def _know(self, key: StreamKey, progress: Progress) -> None:
        self._known[key] = progress
        if progress.torn:
            self._torn_since_ms.setdefault(key, self._clock.mono_ms())
        else:
            self._torn_since_ms.pop(key, None)

    def _ask(self, device: str, epoch: str, *, sync: bool) -> None:
        self._due[device, epoch] = self._due.get((device, epoch), False) or sync
        self._wake.set()

    def _send_due(self) -> int | None:
        """Send every receipt whose time has come; return how long until the next, None when none waits."""
        now_ms = self._clock.mono_ms()
        pace_ms = 0 if ALARM_STREAM in self._streams else PACE_MS
        waits: list[int] = []
        for (device, epoch), sync in list(self._due.items()):
            last_ms = self._sent_ms.get((device, epoch))
            wait_ms = 0 if last_ms is None else last_ms + pace_ms - now_ms
            if wait_ms > 0:
                waits.append(wait_ms)
                continue
            del self._due[device, epoch]
            self._sent_ms[device, epoch] = now_ms
            self._send(device, epoch, sync or self._lost_patience(device, epoch))
        return min(waits, default=None)

    def _lost_patience(self, device: str, epoch: str) -> bool:
        """Whether a hole has been open for too long; the patience then begins anew."""
        now_ms = self._clock.mono_ms()
        lost = False
        for stream in self._streams:
            key = StreamKey(device, epoch, stream)
            if now_ms - self._torn_since_ms.get(key, now_ms) > HOLE_PATIENCE_MS:
                self._torn_since_ms[key] = now_ms
                lost = True
        return lost

    def _send(self, device: str, epoch: str, sync: bool) -> None:
        keys = {stream: StreamKey(device, epoch, stream) for stream in self._streams}
        wm = {stream: self._known[key].wm for stream, key in keys.items() if key in self._known}
        known = {stream: self._known[key].tip_ms for stream, key in keys.items() if key in self._known}
        tip_ms = {stream: at_ms for stream, at_ms in known.items() if at_ms is not None}
        slow_ms = round(self.slow_ms() * random.uniform(1.0, 1.5))  # noqa: S311 - spreads devices in time, guards nothing
        receipt = Receipt(epoch=epoch, wm=wm, tip_ms=tip_ms, now_ms=self._clock.now_ms(), sync=sync, cols=True, slow_ms=slow_ms)
        self._publish(RCPT.topic(device), encode(receipt))
