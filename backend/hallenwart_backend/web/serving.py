"""How this server listens: whose word about a sender counts, and how long it waits for one that is slow."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Sequence
from typing import Any, Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from hallenwart_backend.errors import ConfigError

HEAD_S: Final = 10.0
"""So long the head of a request may take, however it drips."""
BODY_S: Final = 20.0
BODY_BYTES_PER_S: Final = 20_000
"""A body has `BODY_S`, and more at this pace: the largest plan of a season nine minutes."""
MOST_AT_ONCE: Final = 2_000
"""Connections and running requests; whoever comes then gets 503."""


class PatientProtocol(H11Protocol):
    """Ends a connection whose request does not come to its end: thousands of slow ones must not hold the server."""

    _waiting: asyncio.TimerHandle | None = None
    _waits_for: object = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]  # its stub asks for the transport asyncio gives it
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def _look(self) -> None:
        """Begin to wait where something is awaited; what drips in does not begin it anew."""
        state = self.conn.their_state
        awaited = state if state in (h11.IDLE, h11.SEND_BODY) else None
        if awaited is self._waits_for:
            return
        self._stop()
        if awaited is not None and self.timeout_keep_alive_task is None:
            self._waits_for = awaited
            self._waiting = self.loop.call_later(self._most_s(awaited), self._too_slow)

    def _most_s(self, awaited: object) -> float:
        if awaited is h11.IDLE:
            return HEAD_S
        length = next((value for name, value in self.headers if name == b"content-length"), b"0")
        return BODY_S + (int(length[:12]) if length.isdigit() else 0) / BODY_BYTES_PER_S

    def _too_slow(self) -> None:
        self._stop()
        if not self.transport.is_closing():
            self.transport.abort()

    def _stop(self) -> None:
        self._waits_for = None
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def proxies(addresses: Sequence[str]) -> list[str]:
    """Return the addresses and networks whose X-Forwarded-For counts. Raises ConfigError."""
    for one in addresses:
        try:
            ipaddress.ip_network(one)
        except ValueError as error:
            raise ConfigError(
                f"--trusted-proxy is an address like 127.0.0.1 or a network like 10.0.0.0/24, not {one!r}"
            ) from error
    return list(addresses)


def config_of(app: Any, *, trusted: Sequence[str] = (), **more: Any) -> uvicorn.Config:
    """Return how to serve an app. Without a trusted proxy nobody's word about another sender counts."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="websockets-sansio",
        timeout_graceful_shutdown=2,
        access_log=False,
        log_config=None,
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,  # an alarm to a hundred pages would be compressed a hundred times
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=proxies(trusted),
        **more,
    )
