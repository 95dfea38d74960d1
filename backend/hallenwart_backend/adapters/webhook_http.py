"""Calls over HTTP with the standard library: to the address that was looked at, never to where an answer points.

For webhooks the name is resolved once, every address it has must be public (`rules.may_reach`), and the connection goes
to that address: a name that changes between the look and the call leads nowhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from hallenwart_backend import webhook_rules as rules
from hallenwart_backend.adapters.trust import trusted

_AT_ONCE: Final = 4
_STEP_S: Final = 5.0
_WHOLE_S: Final = 15.0
_MOST_BYTES: Final = 64 * 1024
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, with TLS for the name."""

    def __init__(self, host: str, port: int, address: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=_STEP_S)
        self.default_port = 443 if tls else 80
        self._address = address
        self._tls = tls

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), _STEP_S)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def abort(self) -> None:
        """End a call of another thread: closing alone would not wake it."""
        if (sock := self.sock) is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is cut off at 64 KiB, or where the caller said; `whole` False: less came than was announced."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    whole: bool = True


class HttpCall:
    """Calls to wherever the operator wants: gateways, the heartbeat. Each has threads of its own."""

    def __init__(self, name: str, *, at_once: int = _AT_ONCE, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)

    async def call(self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] = _NONE) -> Answer:
        """Call once, follow nothing. Raises OSError."""
        calls: list[_Pinned] = []
        try:
            async with asyncio.timeout(_WHOLE_S):
                return await asyncio.get_running_loop().run_in_executor(
                    self._threads, self._call, method, url, body, headers, calls
                )
        finally:
            for call in calls:
                call.abort()

    async def status(self, method: str, url: str) -> int:
        return (await self.call(method, url)).status

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _call(self, method: str, url: str, body: bytes, headers: Mapping[str, str], calls: list[_Pinned]) -> Answer:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        call = _Pinned(host, port, self._resolve(host, port), trusted() if secure else None)
        calls.append(call)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            call.request(method, target, body=body or None, headers={**headers, "Connection": "close"})
            answer = call.getresponse()
            announced = answer.length
            body = answer.read(self._most_bytes)
            whole = announced is None or len(body) >= min(announced, self._most_bytes)
            return Answer(answer.status, body, {name.lower(): text for name, text in answer.getheaders()}, whole)
        except http.client.HTTPException as error:
            raise OSError(f"no HTTP answer: {type(error).__name__}") from error
        finally:
            call.close()

    def _resolve(self, host: str, port: int) -> str:
        """Return the first address. Raises OSError when there is none, or one may not be reached."""
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found:
            raise OSError("no address")
        self._look(found)
        return found[0]

    def _look(self, addresses: list[str]) -> None:
        """Raise OSError for addresses that may not be reached."""


class HttpPost(HttpCall):
    """Implements `Post`: public addresses alone. `loopback` allows this machine, for tests and the demo."""

    def __init__(self, *, loopback: bool) -> None:
        super().__init__("webhook")
        self._loopback = loopback

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        if fault := rules.fault_of_url(url, loopback=self._loopback):
            raise OSError(fault)
        return (await self.call("POST", url, body, headers)).status

    def _look(self, addresses: list[str]) -> None:
        if not all(rules.may_reach(address.partition("%")[0], loopback=self._loopback) for address in addresses):
            raise OSError("private_address")
