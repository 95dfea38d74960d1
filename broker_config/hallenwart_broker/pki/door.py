"""The keeper's door: a unix socket for its group (0660), one JSON object per line, and a note of who asked."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from hallenwart_broker.pki.keeper import Keeper
from hallenwart_contract.errors import ContractError
from hallenwart_contract.keeper import MAX_LINE_BYTES, Refused, line, read_ask

MAX_CONNECTIONS: Final = 16
_MODE: Final = 0o660
_PEER: Final = struct.Struct("3i")  # struct ucred: pid, uid, gid

log = logging.getLogger(__name__)


class DoorError(Exception):
    """Raised when the socket can not be opened; the text is for the person at the terminal."""


@asynccontextmanager
async def open_door(keeper: Keeper, path: Path) -> AsyncIterator[None]:
    """Answer on `path` until the block ends. Raises DoorError when another keeper answers there."""
    door = _Door(keeper)
    await _clear(path)
    before = os.umask(0o777 & ~_MODE)
    try:
        server = await asyncio.start_unix_server(door.serve, path, limit=MAX_LINE_BYTES)
    except OSError as error:
        raise DoorError(f"{path}: {error.strerror or error}") from error
    finally:
        os.umask(before)
    try:
        yield
    finally:
        server.close()
        await door.close()
        _remove(path)


async def _clear(path: Path) -> None:
    """Take away what a killed keeper left."""
    try:
        _, writer = await asyncio.open_unix_connection(path)
    except FileNotFoundError:
        return
    except OSError:
        _remove(path)
        return
    writer.close()
    raise DoorError(f"{path}: another keeper answers there")


def _remove(path: Path) -> None:
    if path.is_socket():
        path.unlink(missing_ok=True)


class _Door:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._guests: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        for guest in self._guests:
            guest.cancel()
        await asyncio.gather(*self._guests, return_exceptions=True)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest = asyncio.current_task()
        if guest is None or len(self._guests) >= MAX_CONNECTIONS:
            writer.close()
            return
        self._guests.add(guest)
        try:
            await self._converse(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the asker went away, or the keeper ends
        finally:
            self._guests.discard(guest)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        by = _asker(writer)
        while True:
            try:
                text = await reader.readuntil(b"\n")
            except asyncio.IncompleteReadError:
                return
            except asyncio.LimitOverrunError:
                writer.write(line(Refused(code="bad_request", text=f"more than {MAX_LINE_BYTES} bytes in a line")))
                await writer.drain()
                return
            try:
                ask = read_ask(text)
            except ContractError as error:
                writer.write(line(Refused(code="bad_request", text=str(error)[:500])))
            else:
                writer.write(line(await self._keeper.answer(ask, by=by)))
            await writer.drain()


def _asker(writer: asyncio.StreamWriter) -> str:
    peer = writer.get_extra_info("socket")
    _, uid, _ = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return f"uid:{uid}"
