"""The link to the backend: connects, serves, reconnects. There is exactly one per device."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from hallenwart_contract.channels import CONN
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Alarm, Phase
from hallenwart_edge.errors import LinkDownError, LinkRefusedError
from hallenwart_edge.mqtt import Mqtt, Will
from hallenwart_edge.reconnect import LinkState, Reconnect
from hallenwart_edge.uplink.commands import Commands
from hallenwart_edge.uplink.documents import SignedDocuments
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.session import Acks, EpochOverError, Picture, Session, birth
from hallenwart_edge.uplink.stamp import Stamp

PAUSE_S: Final = 5.0
_log: Final = logging.getLogger(__name__)


class DevicePicture(Picture, Protocol):
    """A Picture that also knows the active alarms, which a new epoch raises again."""

    def active_alarms(self) -> list[Alarm]: ...


class Uplink:
    """Runs one session after the other."""

    def __init__(
        self,
        mqtt: Mqtt,
        *,
        stamp: Stamp,
        outbox: SqliteOutbox,
        documents: SignedDocuments,
        commands: Commands,
        acks: Acks,
        picture: DevicePicture,
        heartbeat_s: float,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._anew = asyncio.Event()
        self.on_birth: Callable[[], None] = lambda: None
        """Called whenever the broker let this device in."""
        self._mqtt = mqtt
        self._stamp = stamp
        self._outbox = outbox
        self._documents = documents
        self._commands = commands
        self._acks = acks
        self._picture = picture
        self.heartbeat_s, self._tick = heartbeat_s, tick
        self._session: Session | None = None
        self.reconnect = Reconnect()

    @property
    def online(self) -> bool:
        """Whether the broker is connected and the backend receipts what is sent."""
        return self.reconnect.state is LinkState.CONNECTED and self._session is not None and self._session.answered

    async def sync(self) -> None:
        """Send state and everything without receipt again."""
        if self._session is not None:
            self._session.sync()

    def begin_anew(self) -> None:
        """Say goodbye to the broker and connect again, as soon as that is possible."""
        self._anew.set()

    async def run(self) -> None:
        while True:
            if self._outbox.renewed.is_set():
                await self._raise_again()
            delay_s = await self._attempt()
            await self._pause(delay_s)

    async def _pause(self, delay_s: float) -> None:
        while delay_s > 0:
            self._tick()
            await asyncio.sleep(min(delay_s, PAUSE_S))
            delay_s -= PAUSE_S

    async def _attempt(self) -> float:
        """Hold one connection until it is lost; return the seconds to wait before the next."""
        began_ms, refused, epoch_over = self._stamp.clock.mono_ms(), False, False
        try:
            await self._serve()
        except* EpochOverError as errors:
            epoch_over = True
            _log.warning("%s", _first(errors))
        except* LinkDownError as errors:
            refused = errors.subgroup(LinkRefusedError) is not None
            level = logging.WARNING if self.reconnect.state is LinkState.CONNECTED or refused else logging.DEBUG
            _log.log(level, "link down: %s", _first(errors))
        finally:
            self._session = None
            self.reconnect.state = LinkState.WAITING
        if epoch_over:
            await self._begin_epoch()
            return 0.0
        return self.reconnect.ended(lasted_s=(self._stamp.clock.mono_ms() - began_ms) / 1000, refused=refused)

    async def _serve(self) -> None:
        self.reconnect.connecting()
        self._stamp.conn += 1
        will = birth(self._stamp, self._outbox, self._documents, online=False, reason="lwt")
        async with self._mqtt.connect(Will(CONN.topic(self._stamp.device), encode(will))) as connection:
            self._session = Session(
                connection,
                stamp=self._stamp,
                outbox=self._outbox,
                documents=self._documents,
                commands=self._commands,
                acks=self._acks,
                picture=self._picture,
                heartbeat_s=lambda: self.heartbeat_s,
                tick=self._tick,
            )
            self._anew.clear()
            async with asyncio.TaskGroup() as group:
                group.create_task(self._session.run(self._born), name="uplink-session")
                group.create_task(self._end_when_asked(), name="uplink-anew")

    async def _end_when_asked(self) -> None:
        await self._anew.wait()
        raise LinkDownError("begun anew")

    def _born(self) -> None:
        self.reconnect.connected()
        self.on_birth()
        _log.info("connected as %s, connection %d", self._stamp.device, self._stamp.conn)

    async def _begin_epoch(self) -> None:
        """Begin anew, and raise what is active once more: the backend may know it under numbers that are void now."""
        await self._outbox.begin_epoch(why="" if self._outbox.renewed.is_set() else "set_back")
        await self._raise_again()

    async def _raise_again(self) -> None:
        self._outbox.renewed.clear()
        for alarm in self._picture.active_alarms():
            await self._outbox.alarm(msgspec.structs.replace(alarm, phase=Phase.RAISE))


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
