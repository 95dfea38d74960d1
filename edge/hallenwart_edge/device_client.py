"""The server's HTTPS as this device: signed requests, by the server's time where ours is wrong.

The server is held to the town's own authority. It is the standard library's client in a thread; each request connects anew.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hallenwart_contract.device_http import SERVER_TIME_HEADER, signed_headers
from hallenwart_edge.errors import ConfigError, EdgeError, LinkDownError

TIMEOUT_S: Final = 20.0
MAX_ANSWER_BYTES: Final = 2_000_000
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class ServerRefusedError(EdgeError):
    """Raised when the server refuses; `code` is its word for why, `status` the HTTP status."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(text or f"HTTP {status}")
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Told:
    """An answer. `now_ms` is the server's time, None where it did not say."""

    status: int
    body: bytes
    now_ms: int | None


def checked_server(url: str) -> SplitResult:
    """Return the parts of a server's address. Raises ConfigError: it is https, or http to this very machine."""
    parts = urlsplit(url)
    try:
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    plain = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not known or not (parts.scheme == "https" or plain) or parts.path.strip("/") or parts.query:
        raise ConfigError(f"not the address of a server: {url!r}; write https://HOST:PORT")
    return parts


def trusting(ca_pem: str) -> ssl.SSLContext:
    """Return what trusts this authority alone. Raises ConfigError."""
    try:
        context = ssl.create_default_context(cadata=ca_pem)
    except (ssl.SSLError, ValueError) as error:
        raise ConfigError(f"not the certificate of an authority: {error}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def trusting_nobody() -> ssl.SSLContext:
    """Return what asks nobody who he is: for the authority's certificate alone, which is held to its fingerprint."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def connected(server: SplitResult, context: ssl.SSLContext | None, timeout_s: float = TIMEOUT_S) -> http.client.HTTPConnection:
    """Return a connection that opens at its first request."""
    host = server.hostname or ""
    if server.scheme == "https":
        return http.client.HTTPSConnection(host, server.port, timeout=timeout_s, context=context)
    return http.client.HTTPConnection(host, server.port, timeout=timeout_s)


def ask(
    server: SplitResult,
    method: str,
    path: str,
    body: bytes = b"",
    *,
    headers: Mapping[str, str] | None = None,
    context: ssl.SSLContext | None,
) -> Told:
    """Ask once; blocks. Raises LinkDownError when there is no answer."""
    link = connected(server, context)
    try:
        return told_by(link, method, path, body, headers or {})
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise LinkDownError(f"{server.netloc}: {type(error).__name__} {error}") from error
    finally:
        link.close()


def told_by(link: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Told:
    """Ask once over a connection and read the whole answer. Raises OSError, http.client.HTTPException, ValueError."""
    typed = {"Content-Type": "application/json"} if body else {}
    link.request(method, path, body=body, headers={**typed, **headers})
    answer = link.getresponse()
    text = answer.read(MAX_ANSWER_BYTES)
    told_ms = answer.headers.get(SERVER_TIME_HEADER, "")
    return Told(answer.status, text, int(told_ms) if told_ms.isascii() and told_ms.isdigit() else None)


def taken(told: Told) -> bytes:
    """Return the body of an answer that took what was asked. Raises ServerRefusedError with the server's own words."""
    if told.status < http.HTTPStatus.BAD_REQUEST:
        return told.body
    said: Any
    try:
        said = json.loads(told.body)
        code, words = str(said["code"]), said["message"]
        raise ServerRefusedError(told.status, code, f"{words['de']} / {words['en']}")
    except (ValueError, LookupError, TypeError) as error:
        raise ServerRefusedError(told.status, "", "") from error


def load_key(path: Path) -> EllipticCurvePrivateKey:
    """Read a device's key. Raises LinkDownError that names the file."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise LinkDownError(f"{path}: {error}") from error
    if not isinstance(key, EllipticCurvePrivateKey):
        raise LinkDownError(f"{path}: not a key on an elliptic curve")
    return key


class DeviceClient:
    """`ca` and `key` are files, read at each request, so a renewed certificate needs no restart. `now_ms` is our own time."""

    def __init__(self, url: str, *, device: str, ca: Path, key: Path, now_ms: Callable[[], int]) -> None:
        self._server = checked_server(url)
        self._device = device
        self._ca = ca
        self._key = key
        self._now_ms = now_ms
        self._off_ms = 0
        self._context: tuple[str, ssl.SSLContext] | None = None

    async def post(self, path: str, body: bytes) -> bytes:
        """Send a signed request and return the answer's body. Raises LinkDownError, ServerRefusedError."""
        return await asyncio.to_thread(self._send, "POST", path, body)

    async def get(self, path: str) -> bytes:
        """Fetch what is at `path`, at most `MAX_ANSWER_BYTES`. Raises LinkDownError, ServerRefusedError."""
        return await asyncio.to_thread(self._send, "GET", path, b"")

    def sign(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """Return the headers of a signed request. Raises LinkDownError."""
        now_ms = self._now_ms() + self._off_ms
        return signed_headers(method, path, body, device=self._device, key=load_key(self._key), now_ms=now_ms)

    @property
    def server(self) -> SplitResult:
        return self._server

    def learn_time(self, told: Told) -> bool:
        """Take the server's time from an answer that found ours wrong. Returns whether it said one."""
        if told.now_ms is None:
            return False
        self._off_ms = told.now_ms - self._now_ms()
        return True

    def context(self) -> ssl.SSLContext | None:
        """Return what trusts the town's authority alone, None for a server on this machine without TLS."""
        if self._server.scheme == "http":
            return None
        try:
            text = self._ca.read_text(encoding="ascii")
        except (OSError, ValueError) as error:
            raise LinkDownError(f"{self._ca}: {error}") from error
        if self._context is None or self._context[0] != text:
            self._context = text, trusting(text)
        return self._context[1]

    def _send(self, method: str, path: str, body: bytes) -> bytes:
        told = self._once(method, path, body)
        try:
            return taken(told)
        except ServerRefusedError as refusal:
            if refusal.code != "clock" or not self.learn_time(told):
                raise
        return taken(self._once(method, path, body))

    def _once(self, method: str, path: str, body: bytes) -> Told:
        return ask(self._server, method, path, body, headers=self.sign(method, path, body), context=self.context())
