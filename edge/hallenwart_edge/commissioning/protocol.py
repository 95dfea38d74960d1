"""The signed protocol: on the card as it was signed, and sent to the server once it can be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey

from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import PREFIX, Protocol
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from hallenwart_edge.commissioning.step import Outcome
from hallenwart_edge.errors import EdgeError, LinkDownError
from hallenwart_edge.fleet.trial_file import flush_folder
from hallenwart_edge.ports import Outbox

FOLDER: Final = "protocols"
PATH: Final = f"{PREFIX}/protocol"
AGAIN_S: Final = 60.0
_CONTEXT: Final = b"hallenwart protocol 1\n"
_log: Final = logging.getLogger(__name__)

Post = Callable[[str, bytes], Awaitable[bytes]]
"""Sends a signed request and returns the answer. Raises LinkDownError, and EdgeError when the server refuses."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """`body` is the protocol as it was signed; `signature` (ECDSA, SHA-256, DER) empty when the device had no key."""

    body: bytes
    signature: bytes = b""
    told: bool = False
    sent: bool = False


def keep(state_dir: Path, protocol: Protocol, key: EllipticCurvePrivateKey | None) -> Path:
    """Sign a protocol and put it on the card. Raises OSError."""
    body = encode(protocol)
    signature = key.sign(_CONTEXT + body, ECDSA(hashes.SHA256())) if key is not None else b""
    file = state_dir / FOLDER / f"{protocol.ref}.json"
    _write(file, Kept(body=body, signature=signature))
    return file


def is_well(protocol: Protocol) -> bool:
    return all(step.outcome == Outcome.OK for step in protocol.steps)


class ProtocolSender:
    """Tells of protocols and sends them, until each was taken."""

    def __init__(self, state_dir: Path, outbox: Outbox, clock: Clock, post: Post | None) -> None:
        self._folder, self._outbox, self._clock, self._post = state_dir / FOLDER, outbox, clock, post

    async def run(self) -> None:
        """Look for protocols that were not told or sent, until cancelled."""
        while True:
            for file in sorted(self._folder.glob("*.json")):
                await self._bring(file)
            await asyncio.sleep(AGAIN_S)

    async def _bring(self, file: Path) -> None:
        kept = await asyncio.to_thread(read, file)
        if kept is None:
            return
        if not kept.told:
            await self._tell(msgspec.json.decode(kept.body, type=Protocol))
            kept = msgspec.structs.replace(kept, told=True)
            await asyncio.to_thread(_write, file, kept)
        if not kept.sent and self._post is not None and await send(kept, self._post):
            await asyncio.to_thread(_write, file, msgspec.structs.replace(kept, sent=True))

    async def _tell(self, protocol: Protocol) -> None:
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        a: dict[str, str | int | float | bool | None] = {"ref": protocol.ref, "ok": is_well(protocol)}
        await self._outbox.event(Event(kind=EventKind.PROTOCOL_MADE, t_ms=t_ms, mono_ms=mono_ms, c="agent", a=a))


async def send(kept: Kept, post: Post) -> bool:
    """Send a protocol; False when it is to be tried again."""
    try:
        await post(PATH, kept.body)
    except LinkDownError as error:
        _log.info("the protocol waits: %s", error)
        return False
    except EdgeError as error:
        _log.warning("the server refuses the protocol: %s", error)
        return False
    return True


def read(file: Path) -> Kept | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(file: Path, kept: Kept) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(kept))
    fresh.replace(file)
    flush_folder(file.parent)
