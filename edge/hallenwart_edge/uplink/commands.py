"""Commands: checked in layers, noted on the card before acting, carried out by the subject they belong to.

An `open` is never carried out late or twice. Every outcome is acknowledged and also told as an event.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import structs

from hallenwart_contract.channels import CMD
from hallenwart_contract.codec import decode
from hallenwart_contract.documents import Command
from hallenwart_contract.errors import ContractError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import ClockTrust, Event, Scalar
from hallenwart_contract.signed import Signed, open_signed
from hallenwart_edge.command_ports import CommandHandler, Outcome
from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.mqtt import Delivery
from hallenwart_edge.ports import Outbox
from hallenwart_edge.uplink.command_rules import STALL_MS, Moment, is_late, left_ms, refusal
from hallenwart_edge.uplink.stamp import Stamp

SEEN_FOR_MS: Final = 24 * 3_600_000
HANDLED_WITHIN_S: Final = 12.0
MAX_AT_ONCE: Final = 8
MOST_REFUSED: Final = 1_000
REPORT_EVERY_MS: Final = 10_000
"""Refusals nobody signed are told at most this often, so that garbage cannot flood the log of events."""

_log: Final = logging.getLogger(__name__)


class SeenCommands(Protocol):
    """Remembers commands on the card. Raises StoreUnavailableError."""

    async def find_command(self, command: str) -> tuple[str, str] | None: ...

    async def claim_command(self, command: str, *, keep_ms: int) -> tuple[str, str] | None: ...

    async def settle_command(self, command: str, st: str, code: str) -> None: ...


Acknowledge = Callable[[str, str, str, Mapping[str, Scalar]], None]
"""Takes command id, st, code and res."""
Deadline = Callable[[float], AbstractAsyncContextManager[object]]
"""Ends what it encloses after so many seconds, with TimeoutError."""


class Commands:
    """Takes deliveries from the connection and works on them in `run`, so that a slow door holds up nothing else."""

    def __init__(
        self,
        stamp: Stamp,
        *,
        keys: Mapping[int, Ed25519PublicKey],
        handlers: Mapping[str, CommandHandler],
        seen: SeenCommands,
        outbox: Outbox,
        acknowledge: Acknowledge,
        wall_speed: float = 1.0,
        deadline: Deadline = asyncio.timeout,
    ) -> None:
        self._stamp = stamp
        self._keys = keys
        self._handlers = handlers
        self._seen = seen
        self._outbox = outbox
        self._acknowledge = acknowledge
        self._wall_speed = wall_speed
        self._deadline = deadline
        self._topic = CMD.topic(stamp.device)
        self._refused: dict[str, str] = {}
        self._waiting: asyncio.Queue[tuple[Delivery, int, bool]] = asyncio.Queue(MAX_AT_ONCE)
        self._told_mono_ms = -REPORT_EVERY_MS
        self._beat_mono_ms = stamp.clock.mono_ms()
        self._stalled_mono_ms = -STALL_MS

    def receive(self, delivery: Delivery) -> None:
        """Take a delivery. With too many at work the newest is dropped; the backend shows it as not confirmed."""
        self.beat()
        now_mono_ms = self._stamp.clock.mono_ms()
        stalled = now_mono_ms - self._stalled_mono_ms < STALL_MS / 5
        try:
            self._waiting.put_nowait((delivery, now_mono_ms, stalled))
        except asyncio.QueueFull:
            _log.warning("too many commands at once; one was dropped")

    def beat(self) -> None:
        """Notice when the loop stood still; called every half second and at every delivery."""
        now_mono_ms = self._stamp.clock.mono_ms()
        if now_mono_ms - self._beat_mono_ms > STALL_MS:
            self._stalled_mono_ms = now_mono_ms
        self._beat_mono_ms = now_mono_ms

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch_loop(), name="command-stalls")
            for number in range(MAX_AT_ONCE // 2):
                group.create_task(self._work(), name=f"command-{number}")

    async def _watch_loop(self) -> None:
        while True:
            self.beat()
            await asyncio.sleep(0.5)

    async def _work(self) -> None:
        while True:
            delivery, read_mono_ms, stalled = await self._waiting.get()
            await self._judge(delivery, read_mono_ms, stalled=stalled)

    async def _judge(self, delivery: Delivery, read_mono_ms: int, *, stalled: bool) -> None:
        if delivery.retained:
            await self._tell_garbage("retained")
            return
        try:
            command = open_signed(decode(delivery.payload, Signed), Command, topic=self._topic, keys=self._keys)
        except ContractError as error:
            _log.warning("command refused: %s", error)
            await self._tell_garbage("bad_sig")
            return
        reason = self._refused.get(command.id) or refusal(command, self._moment(read_mono_ms, stalled=stalled))
        if not reason:
            await self._claim(command, read_mono_ms, stalled=stalled)
        elif known := await self._known(command):
            self._acknowledge(command.id, *known, {})
        else:
            self._remember(command.id, reason)
            await self._finish(command, "rejected", Outcome(reason))

    def _remember(self, command: str, reason: str) -> None:
        """Keep in mind what was refused: it stays so, even if the clock is set back and it comes again."""
        self._refused[command] = reason
        while len(self._refused) > MOST_REFUSED:
            self._refused.pop(next(iter(self._refused)))

    async def _known(self, command: Command) -> tuple[str, str] | None:
        """Return what became of it the first time: a repeated command is answered so even when it is late by now."""
        try:
            return await self._seen.find_command(command.id)
        except StoreUnavailableError:
            return None

    async def _claim(self, command: Command, read_mono_ms: int, *, stalled: bool) -> None:
        try:
            known = await self._seen.claim_command(command.id, keep_ms=SEEN_FOR_MS)
        except StoreUnavailableError:
            await self._finish(command, "rejected", Outcome("storage"))
            return
        if known is not None:
            self._acknowledge(command.id, *known, {})
            return
        moment = self._moment(read_mono_ms, stalled=stalled)
        if is_late(command, moment):
            await self._settle(command, "rejected", Outcome("expired"))
            return
        self._acknowledge(command.id, "received", "ok", {})
        outcome = await self._carry_out(structs.replace(command, ttl_ms=left_ms(command, moment)))
        await self._settle(command, "done" if outcome.code == "ok" else "failed", outcome)

    async def _carry_out(self, command: Command) -> Outcome:
        handler = self._handlers.get(command.op)
        if handler is None:
            return Outcome("not_here")
        try:
            async with self._deadline(HANDLED_WITHIN_S):
                return await handler.handle(command)
        except TimeoutError:
            return Outcome("no_answer")
        except Exception:  # noqa: BLE001 - one command must not end the others; whoever sent it is told
            _log.exception("command %s failed", command.op)
            return Outcome("failed")

    async def _settle(self, command: Command, st: str, outcome: Outcome) -> None:
        try:
            await self._seen.settle_command(command.id, st, outcome.code)
        except StoreUnavailableError as error:
            _log.warning("outcome of a command not kept: %s", error)
        await self._finish(command, st, outcome)

    async def _finish(self, command: Command, st: str, outcome: Outcome) -> None:
        self._acknowledge(command.id, st, outcome.code, outcome.res)
        kind = EventKind.COMMAND_REJECTED if st == "rejected" else EventKind.COMMAND_DONE
        a: dict[str, Scalar] = {"id": command.id[:64], "op": command.op[:32], "st": st, "code": outcome.code}
        await self._tell(kind, {**a, "by": command.by[:64]})

    async def _tell_garbage(self, reason: str) -> None:
        now_mono_ms = self._stamp.clock.mono_ms()
        if now_mono_ms - self._told_mono_ms >= REPORT_EVERY_MS:
            self._told_mono_ms = now_mono_ms
            await self._tell(EventKind.COMMAND_REJECTED, {"code": reason})

    async def _tell(self, kind: str, a: dict[str, Scalar]) -> None:
        clock = self._stamp.clock
        await self._outbox.event(Event(kind=kind, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c="command", a=a))

    def _moment(self, read_mono_ms: int, *, stalled: bool) -> Moment:
        clock = self._stamp.clock
        return Moment(
            boot=self._stamp.boot,
            conn=self._stamp.conn,
            now_ms=clock.now_ms(),
            waited_mono_ms=clock.mono_ms() - read_mono_ms,
            clock_trusted=self._stamp.trust() in {ClockTrust.NTP, ClockTrust.RTC},
            stalled=stalled,
            wall_speed=self._wall_speed,
        )


class CallHandler:
    """A command that is one call, such as `identify` or `sync`."""

    def __init__(self, call: Callable[[], Awaitable[None]]) -> None:
        self._call = call

    async def handle(self, command: Command) -> Outcome:
        del command
        await self._call()
        return Outcome()
