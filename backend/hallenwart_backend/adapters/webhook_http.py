"""Posts webhooks with the standard library: to the address that was looked at, never to where an answer points.

The name is resolved once, every address it has must be public (`rules.may_reach`), and the connection goes to that address:
a name that changes between the look and the call leads nowhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlsplit

from hallenwart_backend.access.partners import rules

_AT_ONCE: Final = 4
_STEP_S: Final = 5.0
_WHOLE_S: Final = 15.0


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


class HttpPost:
    """Implements `Post`. `loopback` allows this machine, for tests and the demo."""

    def __init__(self, *, loopback: bool) -> None:
        self._loopback = loopback
        self._tls = ssl.create_default_context()
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="webhook")

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        if fault := rules.fault_of_url(url, loopback=self._loopback):
            raise OSError(fault)
        calls: list[_Pinned] = []
        try:
            async with asyncio.timeout(_WHOLE_S):
                return await asyncio.get_running_loop().run_in_executor(self._threads, self._post, url, body, headers, calls)
        finally:
            for call in calls:
                call.abort()

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _post(self, url: str, body: bytes, headers: Mapping[str, str], calls: list[_Pinned]) -> int:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        call = _Pinned(host, port, self._resolve(host, port), self._tls if secure else None)
        calls.append(call)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            call.request("POST", target, body=body, headers={**headers, "Connection": "close"})
            return call.getresponse().status
        except http.client.HTTPException as error:
            raise OSError(f"no HTTP answer: {type(error).__name__}") from error
        finally:
            call.close()

    def _resolve(self, host: str, port: int) -> str:
        """Return the first address. Raises OSError when there is none, or when one of them may not be reached."""
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found:
            raise OSError("no address")
        for address in found:
            if not rules.may_reach(address.partition("%")[0], loopback=self._loopback):
                raise OSError("private_address")
        return found[0]
