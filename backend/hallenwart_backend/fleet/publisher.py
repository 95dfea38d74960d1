"""Signed documents and commands for devices: documents are kept, retained and healed; commands are sent once."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.fleet.ports import CommandRecord, DocumentStore, Wanted
from hallenwart_backend.fleet.rules import ahead, behind
from hallenwart_backend.ports import Arrival, Document, ListenerBase
from hallenwart_contract.channels import BY_NAME, CMD
from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.documents import DOCUMENTS, Command, CommandFor, Config
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Ack, Conn, Event, Heartbeat
from hallenwart_contract.signed import sign
from hallenwart_contract.view import View

log = logging.getLogger(__name__)
EXPIRY_EVERY_S: Final = 1.0
EXPIRY_GRACE_MS: Final = 5_000
_KINDS: Final = {document: kind for kind, document in DOCUMENTS.items()}
_OUTCOMES: Final = {EventKind.COMMAND_DONE: "done", EventKind.COMMAND_REJECTED: "rejected"}
Connection = Callable[[str], CommandFor | None]


class Sender(Protocol):
    def publish(self, topic: str, payload: bytes, *, qos: int, retain: bool = False) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Kept:
    """A wanted document as it is stored: of 1,000 devices the made objects would take several times the memory."""

    kind: str
    rev: int
    body: bytes

    @property
    def document(self) -> Document:
        return decode(self.body, DOCUMENTS[self.kind])


class DevicePublisher(ListenerBase):
    """Implements ports.Publisher; as a listener it heals documents and follows commands."""

    def __init__(
        self,
        store: DocumentStore,
        sender: Sender,
        key: Ed25519PrivateKey,
        clock: Clock,
        *,
        connection: Connection,
        takes_part: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._store = store
        self._sender = sender
        self._key = key
        self._clock = clock
        self._connection = connection
        self._takes_part = takes_part
        self._left: set[str] = set()
        self._applied: dict[str, dict[str, int]] = {}
        self._wanted: dict[str, dict[str, _Kept]] = {}
        self._sent: dict[tuple[str, str], int] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._up = asyncio.Event()

    async def load(self) -> None:
        """Take up what was wanted before the restart; call once before anything else."""
        for wanted in await self._store.load_wanted():
            if self._takes_part(wanted.device):
                self._keep(wanted)

    def _keep(self, wanted: Wanted) -> None:
        kept = _Kept(wanted.kind, wanted.document.rev, encode(wanted.document))
        self._wanted.setdefault(wanted.device, {})[wanted.kind] = kept

    async def publish(self, device: str, document: Document) -> int:
        async with self._locks[device]:
            if not self._takes_part(device):
                return 0
            kind = _KINDS[type(document)]
            known = self._wanted.get(device, {}).get(kind)
            if known is not None and msgspec.structs.replace(document, rev=known.rev) == known.document:
                return known.rev
            return await self._want(device, kind, document, (known.rev if known else 0) + 1)

    async def forget(self, device: str) -> None:
        """Wipe out what the broker keeps for a device that takes part no more, now and after every reconnect."""
        async with self._locks[device]:
            self._wanted.pop(device, None)
            await self._store.forget(device)
            self._left.add(device)
            self._applied.pop(device, None)
            self._wipe(device)

    def _wipe(self, device: str) -> None:
        for kind in DOCUMENTS:
            self._sent.pop((device, kind), None)
            channel = BY_NAME[kind]
            self._sender.publish(channel.topic(device), b"", qos=channel.qos, retain=True)

    def wanted(self, device: str, kind: str) -> Document | None:
        """Return the document this device should have."""
        kept = self._wanted.get(device, {}).get(kind)
        return kept.document if kept else None

    def view_of(self, device: str) -> View | None:
        """Return the plan this device should have."""
        found = self.wanted(device, "view")
        return found if isinstance(found, View) else None

    def wanted_revs(self, device: str) -> dict[str, int]:
        """Return the revisions this device should have, by kind of document."""
        return {kind: kept.rev for kind, kept in self._wanted.get(device, {}).items()}

    def applied_site_keys(self, device: str) -> tuple[bytes, ...] | None:
        """Return the site keys of the newest configuration, when the device said that it applied that one."""
        config, applied = self.wanted(device, "cfg"), self._applied.get(device, {})
        if not isinstance(config, Config) or applied.get("cfg", 0) < config.rev:
            return None
        return tuple(config.site_keys)

    def sent_rev(self, device: str, kind: str) -> int:
        """Return which revision the broker took last, 0 for none since the start."""
        return self._sent.get((device, kind), 0)

    async def command(self, device: str, command: Command) -> None:
        await self._store.add_command(device, command, self._clock.now_ms())
        if self._connection(device) != command.to:
            await self._move(command.id, "failed", "stale_conn")
            return
        topic, nameless = CMD.topic(device), msgspec.structs.replace(command, by="")  # who asked stands in the records alone
        # Committed first: after a crash in between, "sent" is said of one that may not have left, never the reverse.
        await self._move(command.id, "sent", "")
        if not self._sender.publish(topic, encode(sign(nameless, topic=topic, key=self._key)), qos=CMD.qos):
            await self._move(command.id, "failed", "no_broker")

    async def command_record(self, command: str) -> CommandRecord | None:
        return await self._store.command_record(command)

    def connected(self) -> None:
        """Say that the connection to the broker is new: whatever it held may be lost."""
        self._up.set()

    async def run(self) -> None:
        """Republish after every reconnect and let commands expire, until cancelled."""
        while True:
            try:
                async with asyncio.timeout(EXPIRY_EVERY_S):
                    await self._up.wait()
            except TimeoutError:
                await self._expire()
                continue
            self._up.clear()
            for device in self._left:
                self._wipe(device)
            for device in list(self._wanted):
                for kept in self._wanted.get(device, {}).values():  # it may have left in between
                    self._send(device, kept)
                await asyncio.sleep(0)  # signing for 1,000 devices takes half a second

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None:
        if conn.online:
            await self._heal(arrival.device, conn)

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None:
        await self._heal(arrival.device, heartbeat)

    async def on_ack(self, arrival: Arrival, ack: Ack) -> None:
        await self._move(ack.id, ack.st, ack.code, device=arrival.device)

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        outcome = _OUTCOMES.get(event.kind)
        if outcome is not None:
            told, code = str(event.a.get("st", outcome)), str(event.a.get("code", ""))
            await self._move(str(event.a.get("id", "")), told, code, device=arrival.device)

    async def _heal(self, device: str, conn: Conn) -> None:
        self._applied[device] = conn.revs
        async with self._locks[device]:
            wanted, revs = self._wanted.get(device, {}), self.wanted_revs(device)
            for kind, applied in ahead(conn.revs, revs).items():
                log.warning("%s has %s revision %d, the records %d: giving a newer one", device, kind, applied, revs[kind])
                await self._want(device, kind, wanted[kind].document, applied + 1)
        for kind in behind(conn.revs, revs):
            self._send(device, wanted[kind])

    async def _want(self, device: str, kind: str, document: Document, rev: int) -> int:
        wanted = Wanted(device, kind, msgspec.structs.replace(document, rev=rev))
        sealed = self._sealed(device, kind, wanted.document)
        await self._store.want(wanted, self._clock.now_ms())
        self._left.discard(device)
        self._keep(wanted)
        self._hand_over(device, kind, rev, sealed)
        return rev

    def _send(self, device: str, kept: _Kept) -> None:
        self._hand_over(device, kept.kind, kept.rev, self._sealed(device, kept.kind, kept.document))

    def _hand_over(self, device: str, kind: str, rev: int, sealed: bytes) -> None:
        channel = BY_NAME[kind]
        if self._sender.publish(channel.topic(device), sealed, qos=channel.qos, retain=True):
            self._sent[device, kind] = rev

    def _sealed(self, device: str, kind: str, document: Document) -> bytes:
        """Raises OversizeError when no broker would pass the document on."""
        return encode(sign(document, topic=BY_NAME[kind].topic(device), key=self._key))

    async def _move(self, command: str, told: str, code: str, *, device: str | None = None) -> None:
        await self._store.move_command(command, told, code, self._clock.now_ms(), device=device)

    async def _expire(self) -> None:
        now_ms = self._clock.now_ms()
        try:
            await self._store.expire_commands(now_ms - EXPIRY_GRACE_MS, now_ms)
        except StoreUnavailableError as error:
            log.warning("commands cannot expire: %s", error)
