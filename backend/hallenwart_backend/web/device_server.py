"""A listener of its own for devices, by TLS with a certificate of the town's authority, limited to what devices ask."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.web.errors import answer
from hallenwart_backend.web.serving import PatientProtocol
from hallenwart_contract.device_http import PREFIX

if TYPE_CHECKING:
    from fastapi import FastAPI

_log: Final = logging.getLogger(__name__)
FOLDER: Final = "device-tls"
LOOK_EVERY_S: Final = 60.0
MOST_AT_ONCE: Final = 500
_ANYWHERE: Final = frozenset({"0.0.0.0", "::", "*", ""})  # noqa: S104 - not bound here: told apart from addresses
T = TypeVar("T")


def address_of(text: str, option: str) -> tuple[str, int]:
    """Return host and port. Raises ConfigError."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65_535:
        raise ConfigError(f"{option}: write HOST:PORT, not {text!r}")
    return host.strip("[]"), int(port)


def device_url(url: str, listen: str | None) -> str:
    """Return where devices are told to go; empty: where people go, through a proxy. Raises ConfigError."""
    if url:
        if not url.startswith("https://") and not url.startswith("http://127.0.0.1"):
            raise ConfigError(f"--device-url: devices come by https, not to {url!r}")
        return url.rstrip("/")
    if not listen:
        return ""
    host, port = address_of(listen, "--device-listen")
    if host in _ANYWHERE:
        raise ConfigError("--device-listen is on every address: say with --device-url which name devices are to use")
    if not port:
        raise ConfigError("--device-listen: the port is told to devices, so it cannot be left to chance")
    return f"https://{host}:{port}"


class DevicesOnly:
    """Lets through what devices ask, and whether the server lives."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path, inner = scope["path"], self._app
        if not path.startswith(f"{PREFIX}/") and path != "/healthz":
            await answer(404, "not_found", "Das gibt es hier nicht.", "There is no such thing here.")(scope, receive, send)
        elif not hasattr(inner.state, "parts"):
            await answer(503, "starting", "Der Server startet gerade.", "The server is starting.")(scope, receive, send)
        else:
            await inner(scope, receive, send)


class _Server(uvicorn.Server):
    """Ends with the main server; signals are that one's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class DeviceServer:
    """Runs beside the main server, in its loop. Raises ConfigError when it cannot listen or has no certificate."""

    def __init__(self, state: Path, listen: str) -> None:
        host, port = address_of(listen, "--device-listen")
        self._cert, self._key = state / FOLDER / "server.crt", state / FOLDER / "server.key"
        for path in (self._cert, self._key):
            if not path.is_file():
                raise ConfigError(f"{path} is missing; run: hallenwart-broker provision")
        self._socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((host, port))
        except OSError as error:
            self._socket.close()
            raise ConfigError(f"--device-listen {listen}: {error.strerror}") from error
        self.address = f"{host}:{self._socket.getsockname()[1]}"
        self._server: _Server | None = None

    def serve(self, app: FastAPI) -> None:
        """Say what to serve; it begins with `beside`."""
        inner: ASGIApp = DevicesOnly(app)
        config = uvicorn.Config(
            inner,
            http=PatientProtocol,
            ws="none",
            lifespan="off",
            proxy_headers=False,  # devices come here themselves
            access_log=False,
            log_config=None,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=5,
            ssl_certfile=self._cert,
            ssl_keyfile=self._key,
        )
        config.load()
        self._server = _Server(config)

    @asynccontextmanager
    async def beside(self, opened: AbstractAsyncContextManager[T]) -> AsyncIterator[T]:
        """Serve devices for as long as `opened` is open."""
        async with opened as parts:
            server = self._server
            if server is None:
                yield parts
                return
            running = asyncio.create_task(server.serve(sockets=[self._socket]), name="device listener")
            renewing = asyncio.create_task(self._follow_certificate(server), name="device listener certificate")
            try:
                yield parts
            finally:
                renewing.cancel()
                server.should_exit = True
                await running

    async def _follow_certificate(self, server: _Server) -> None:
        """Use a renewed certificate from the next connection on."""
        known = self._cert.stat().st_mtime_ns
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            with contextlib.suppress(FileNotFoundError):
                changed = self._cert.stat().st_mtime_ns
                if changed != known and server.config.ssl is not None:
                    try:
                        server.config.ssl.load_cert_chain(self._cert, self._key)
                    except OSError as error:
                        _log.error("the new certificate of the device listener cannot be used: %s", error)
                        continue
                    known = changed
                    _log.info("the device listener uses its new certificate")
