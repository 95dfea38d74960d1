"""Bundles from the server's device HTTPS, signed with the device's key; a broken download goes on where it ended."""

from __future__ import annotations

import asyncio
import http.client
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from hallenwart_contract.device_http import PREFIX
from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.fleet.updating import RefusedUpdateError

TIMEOUT_S: Final = 30.0
_PIECE: Final = 256 * 1024
_WHOLE, _PART, _BEYOND = 200, 206, 416
_GONE: Final = {400, 403, 404, 409, 410}

SignedHeaders = Callable[[str, str, bytes], Mapping[str, str]]
"""Returns the headers of a signed request from method, path and body."""


class HttpBundles:
    """`base` is https://HOST:PORT, `context` returns what trusts the town's authority alone, at each download."""

    def __init__(self, base: str, sign: SignedHeaders, context: Callable[[], ssl.SSLContext | None]) -> None:
        self._base, self._sign, self._context = urlsplit(base), sign, context

    async def fetch(self, version: str, to: Path, *, room: Callable[[int], None]) -> None:
        await asyncio.to_thread(self._fetch, version, to, room)

    def _fetch(self, version: str, to: Path, room: Callable[[int], None]) -> None:
        try:
            self._ask(f"{PREFIX}/releases/{version}", to, room)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, OSError) and error.filename is not None:
                raise  # the card, not the line
            raise LinkDownError(f"download of {version}: {type(error).__name__} {error}") from error

    def _ask(self, path: str, to: Path, room: Callable[[int], None]) -> None:
        begun = to.stat().st_size if to.exists() else 0
        connection = self._connection()
        try:
            headers = {**self._sign("GET", path, b""), **({"Range": f"bytes={begun}-"} if begun else {})}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            if answer.status == _BEYOND:
                return  # all of it is here; what it is worth the manifest says
            if answer.status in _GONE:
                raise RefusedUpdateError("no_release", f"the server answers {answer.status}")
            if answer.status not in {_WHOLE, _PART}:
                raise LinkDownError(f"the server answers {answer.status}")
            self._take(answer, to, room, goes_on=answer.status == _PART)
        finally:
            connection.close()

    def _take(self, answer: http.client.HTTPResponse, to: Path, room: Callable[[int], None], *, goes_on: bool) -> None:
        length = int(answer.headers.get("Content-Length") or 0)
        room(length)
        with to.open("ab" if goes_on else "wb") as file:
            left = length
            while piece := answer.read(min(_PIECE, left) if length else _PIECE):
                file.write(piece)
                left -= len(piece)
        if length and left > 0:
            raise LinkDownError(f"{left} bytes are missing")

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._base.hostname or "", self._base.port
        if self._base.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=self._context())
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
