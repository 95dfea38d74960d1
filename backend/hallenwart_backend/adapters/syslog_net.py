"""A syslog over UDP (RFC 5426), TCP with counted frames (RFC 6587) or a unix socket."""

from __future__ import annotations

import asyncio
import socket
import stat
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from hallenwart_backend.audit.rules import framed
from hallenwart_backend.errors import ConfigError

PORT: Final = 514
_WITHIN_S: Final = 5.0
_HINT: Final = "--syslog is udp://HOST:PORT, tcp://HOST:PORT or the path of a socket as /dev/log"


class Datagrams:
    """Each message a datagram, to an address or a socket's path. Over UDP nobody says whether it arrived."""

    def __init__(self, family: socket.AddressFamily, address: tuple[str, int] | str) -> None:
        self._family = family
        self._address = address

    async def send(self, messages: list[bytes]) -> None:
        await asyncio.to_thread(self._send, messages)

    def _send(self, messages: list[bytes]) -> None:
        with socket.socket(self._family, socket.SOCK_DGRAM) as out:
            out.settimeout(_WITHIN_S)
            out.connect(self._address)
            for message in messages:
                out.send(message)


class Stream:
    """One connection a batch: when it closed without an error, the other side has read what was sent."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def send(self, messages: list[bytes]) -> None:
        try:
            async with asyncio.timeout(_WITHIN_S):
                reader, writer = await asyncio.open_connection(self._host, self._port)
                try:
                    writer.write(b"".join(framed(message) for message in messages))
                    await writer.drain()
                    writer.write_eof()
                    await reader.read(1)  # the other side closes when it has everything, or says that it broke off
                finally:
                    writer.close()
        except TimeoutError as error:
            raise OSError(f"{self._host}:{self._port} does not take it within {_WITHIN_S:.0f} s") from error


def outlet_of(address: str) -> Datagrams | Stream | None:
    """Return where `--syslog` leads, None for an empty address. Raises ConfigError."""
    if not address:
        return None
    if address.startswith("/"):
        return Datagrams(socket.AF_UNIX, _socket(Path(address)))
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError as error:
        raise ConfigError(_HINT) from error
    if not host or parts.scheme not in {"udp", "tcp"} or parts.path.strip("/"):
        raise ConfigError(_HINT)
    if parts.scheme == "tcp":
        return Stream(host, port)
    return Datagrams(socket.AF_INET6 if ":" in host else socket.AF_INET, (host, port))


def _socket(path: Path) -> str:
    if path.exists() and not stat.S_ISSOCK(path.stat().st_mode):
        raise ConfigError(f"{path} is no socket; {_HINT}")
    return str(path)
