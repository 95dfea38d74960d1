"""One connection from birth to loss: subscribe, announce, send what waits, take in what comes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol

import msgspec

from hallenwart_contract.channels import ACK, CHANNELS, CMD, CONN, HB, RCPT, STATE, Channel, Direction, parse_topic
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.documents import DOCUMENTS
from hallenwart_contract.errors import ContractError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Ack, Conn, Event, Heartbeat, Receipt, Scalar, State
from hallenwart_edge import __version__
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import EdgeError, LinkDownError, StoreUnavailableError
from hallenwart_edge.mqtt import Delivery, MqttConnection
from hallenwart_edge.uplink.commands import Commands
from hallenwart_edge.uplink.documents import Applied, SignedDocuments
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.rules import Verdict, judge
from hallenwart_edge.uplink.sender import Senders
from hallenwart_edge.uplink.stamp import Stamp

FAREWELL_WITHIN_S: Final = 0.5
STATE_EVERY_S: Final = 0.2
"""Snapshots follow each other no faster than this."""
GONE_EVERY_MS: Final = 5_000
MAX_ACKS: Final = 100

_DOWN: Final = tuple(channel for channel in CHANNELS if channel.direction is Direction.DOWN)
_log: Final = logging.getLogger(__name__)


class _Timed(msgspec.Struct):
    """What every row has."""

    t_ms: int


class EpochOverError(EdgeError):
    """Raised when the backend holds rows this device never made: its card was set back, a new epoch must begin."""


class Picture(Protocol):
    """What the device looks like now."""

    def snapshot(self, stamp: Stamp, epoch: str) -> State: ...

    def heartbeat(self, birth: Conn, outbox_bytes: int) -> Heartbeat: ...

    def changed(self) -> Awaitable[None]: ...


class Acks:
    """Acknowledgements on their way; the oldest goes when nobody takes them, the outcome is an event as well."""

    def __init__(self) -> None:
        self.bell = Bell()
        self._waiting: deque[tuple[str, str, str, Mapping[str, Scalar], int]] = deque(maxlen=MAX_ACKS)

    def add(self, identity: str, st: str, code: str, res: Mapping[str, Scalar], t_ms: int) -> None:
        self._waiting.append((identity, st, code, res, t_ms))
        self.bell.ring()

    async def run(self, send: Callable[[Ack], Awaitable[None]], stamp: Stamp, epoch: str) -> None:
        """Send what comes, for ever. What could not be sent stays for the next connection."""
        while True:
            while self._waiting:
                identity, st, code, res, t_ms = first = self._waiting.popleft()
                try:
                    await send(Ack(**stamp.head(epoch), id=identity, st=st, code=code, res={**res}, t_ms=t_ms))
                except BaseException:
                    self._waiting.appendleft(first)
                    raise
            await self.bell.wait()


class Session:
    """Runs one connection. `run` ends only by LinkDownError, EpochOverError or cancellation, each in a group."""

    def __init__(
        self,
        connection: MqttConnection,
        *,
        stamp: Stamp,
        outbox: SqliteOutbox,
        documents: SignedDocuments,
        commands: Commands,
        acks: Acks,
        picture: Picture,
        heartbeat_s: Callable[[], float],
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection = connection
        self._stamp = stamp
        self._outbox = outbox
        self._documents = documents
        self._commands = commands
        self._acks = acks
        self._picture = picture
        self._heartbeat_s, self._tick = heartbeat_s, tick
        self._senders = Senders(outbox, stamp, self._publish)
        self._receipts: dict[str, tuple[int, int | None]] = {}
        """Per stream the newest watermark, and the time of the row it means."""
        self._receipted = Bell()
        self._wanted = Bell()
        self._gone_mono_ms: dict[str, int] = {}

    @property
    def answered(self) -> bool:
        """Whether the backend receipts what is sent."""
        return not self._senders.unanswered

    def sync(self) -> None:
        """Send state and everything without receipt again."""
        for sender in self._senders.by_stream.values():
            sender.again()
        self._wanted.ring()

    async def run(self, on_birth: Callable[[], None]) -> None:
        """Announce this connection and serve it."""
        await self._connection.subscribe([channel.topic(self._stamp.device) for channel in _DOWN])
        await self._publish(CONN, encode(self._birth()))
        await self._publish_state()
        on_birth()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._senders.alarms.run(), name="uplink-alarms")
                group.create_task(self._senders.events.run(), name="uplink-events")
                group.create_task(self._acks.run(self._send_ack, self._stamp, self._outbox.epoch), name="uplink-acks")
                group.create_task(self._send_state(), name="uplink-state")
                group.create_task(self._send_heartbeats(), name="uplink-heartbeats")
                group.create_task(self._senders.telemetry.run(), name="uplink-telemetry")
                group.create_task(self._take_receipts(), name="uplink-receipts")
                group.create_task(self._take_deliveries(), name="uplink-inbox")
                group.create_task(self._watch_card(), name="uplink-card")
        except asyncio.CancelledError:
            await self._say_goodbye()
            raise

    # --- up ----------------------------------------------------------------------------------------------------------

    async def _publish(self, channel: Channel, payload: bytes) -> None:
        await self._connection.publish(channel.topic(self._stamp.device), payload, qos=channel.qos, retain=channel.retain)

    def _birth(self, *, online: bool = True, reason: str = "") -> Conn:
        return birth(self._stamp, self._outbox, self._documents, online=online, reason=reason)

    async def _send_ack(self, ack: Ack) -> None:
        await self._senders.alarms.calm()
        await self._publish(ACK, encode(ack))

    async def _publish_state(self) -> None:
        await self._publish(STATE, encode(self._picture.snapshot(self._stamp, self._outbox.epoch)))

    async def _send_state(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._forward_changes(), name="uplink-state-changes")
            while True:
                await self._wanted.wait()
                await self._senders.alarms.calm()
                await self._publish_state()
                await asyncio.sleep(STATE_EVERY_S)

    async def _forward_changes(self) -> None:
        while True:
            await self._picture.changed()
            self._wanted.ring()

    async def _send_heartbeats(self) -> None:
        while True:
            with contextlib.suppress(StoreUnavailableError):
                await self._outbox.measure()
            await self._publish(HB, encode(self._picture.heartbeat(self._birth(), self._outbox.bytes_used)))
            self._tick()
            await asyncio.sleep(self._heartbeat_s())

    async def _say_goodbye(self) -> None:
        with contextlib.suppress(LinkDownError, TimeoutError):
            async with asyncio.timeout(FAREWELL_WITHIN_S):
                await self._publish(CONN, encode(self._birth(online=False, reason="stop")))

    async def _watch_card(self) -> None:
        await self._outbox.renewed.wait()
        raise EpochOverError("the outbox was damaged and begun anew")

    # --- down --------------------------------------------------------------------------------------------------------

    async def _take_deliveries(self) -> None:
        async for delivery in self._connection.deliveries():
            try:
                await self._take(delivery)
            except EdgeError:
                raise
            except Exception:  # noqa: BLE001 - the inbox outlives whatever is put into it
                _log.exception("message on %s could not be taken", delivery.topic)

    async def _take(self, delivery: Delivery) -> None:
        try:
            device, channel = parse_topic(delivery.topic)
        except ContractError:
            return
        if device != self._stamp.device:
            return
        if channel is CMD:
            self._commands.receive(delivery)
        elif channel is RCPT:
            self._take_receipt(delivery)
        elif channel.name in DOCUMENTS:
            await self._take_document(channel.name, delivery.payload)

    def _take_receipt(self, delivery: Delivery) -> None:
        try:
            receipt = decode(delivery.payload, Receipt)
        except ContractError as error:
            _log.warning("receipt not understood: %s", error)
            return
        if delivery.retained or receipt.epoch != self._outbox.epoch:
            return
        self._documents.confirm()
        self._stamp.receipted(receipt.now_ms)
        if self._senders.flow.heard(receipt, now_mono_ms=self._stamp.clock.mono_ms()):
            self._senders.telemetry.hold()
        self._receipts.update({stream: (wm, receipt.tip_ms.get(stream)) for stream, wm in receipt.wm.items()})
        self._receipted.ring()
        if receipt.sync:
            self.sync()

    async def _take_receipts(self) -> None:
        while True:
            while self._receipts:
                stream, (wm, tip_ms) = self._receipts.popitem()
                await self._apply(stream, wm, tip_ms)
            await self._receipted.wait()

    async def _apply(self, stream: str, wm: int, tip_ms: int | None) -> None:
        mark, sender = self._outbox.marks.get(stream), self._senders.by_stream.get(stream)
        if mark is None or sender is None:
            return
        verdict = judge(wm, own_wm=mark.wm, last=mark.last)
        if verdict is Verdict.AHEAD:
            raise EpochOverError(f"stream {stream}: the backend has {wm}, made here are {mark.last}")
        if verdict is Verdict.GONE:
            await self._answer_gone(stream, wm + 1, mark.wm)
            return
        try:
            if tip_ms is not None and await self._is_another_row(stream, wm, tip_ms):
                raise EpochOverError(f"stream {stream}: row {wm} of the backend is not the one made here")
            await sender.receipt(wm)
            if verdict is Verdict.ADVANCE:
                await self._outbox.forget(stream, wm)
        except StoreUnavailableError as error:
            _log.warning("receipt of stream %s not kept: %s", stream, error)

    async def _is_another_row(self, stream: str, seq: int, t_ms: int) -> bool:
        """Whether the row of this number that still waits here is not the one that was receipted."""
        rows = await self._outbox.rows(stream, seq, 1)
        return bool(rows) and rows[0].seq == seq and decode(rows[0].body, _Timed).t_ms != t_ms

    async def _answer_gone(self, stream: str, first: int, last: int) -> None:
        now_mono_ms = self._stamp.clock.mono_ms()
        if now_mono_ms - self._gone_mono_ms.get(stream, -GONE_EVERY_MS) >= GONE_EVERY_MS:
            self._gone_mono_ms[stream] = now_mono_ms
            await self._senders.gone(stream, first, last)

    async def _take_document(self, name: str, payload: bytes) -> None:
        try:
            applied = await self._documents.offer(name, payload)
        except OSError as error:
            _log.warning("document %s not kept: %s", name, error)
            return
        if applied.fresh or applied.reason:
            await self._report_document(name, applied)

    async def _report_document(self, name: str, applied: Applied) -> None:
        clock = self._stamp.clock
        kind = EventKind.DOCUMENT_APPLIED if applied.fresh else EventKind.DOCUMENT_REFUSED
        a: dict[str, Scalar] = {"doc": name, "rev": applied.rev, "reason": applied.reason[:200]}
        await self._outbox.event(Event(kind=kind, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c=name, a=a))
        st, code = ("done", "ok") if applied.fresh else ("rejected", "refused")
        self._acks.add(f"{name}:{applied.rev}", st, code, {"doc": name, "rev": applied.rev}, clock.now_ms())


def birth(stamp: Stamp, outbox: SqliteOutbox, documents: SignedDocuments, *, online: bool, reason: str = "") -> Conn:
    """Return where this device stands; as last will with `online` False."""
    return Conn(
        **stamp.head(outbox.epoch),
        online=online,
        reason=reason,
        fw=__version__,
        wiring=stamp.wiring,
        last={stream: mark.last for stream, mark in outbox.marks.items()},
        wm={stream: mark.wm for stream, mark in outbox.marks.items()},
        revs=documents.revs(),
    )
