"""Takes the parts of one camera to the server, in their order, and says there when the stream is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final, Protocol

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.device_http import PREFIX
from hallenwart_contract.streams import MAX_PART_BYTES, Part, StreamEnd
from hallenwart_edge.bell import Bell
from hallenwart_edge.device_client import ServerRefusedError
from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.streaming.spool import Spool

FIRST_DELAY_S: Final = 0.25
CAP_S: Final = 4.0
_VIDEO: Final = "video/mp4"
INIT_FIRST: Final = "init_first"
_NO_RIGHT: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_TRY_AGAIN: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS})
_log: Final = logging.getLogger(__name__)


class Link(Protocol):
    """Raises LinkDownError, ServerRefusedError."""

    async def ask(self, method: str, path: str, body: bytes, *, kind: str = ...) -> bytes: ...


class Uploader:
    """`told` is called with the server's word once the end of a stream is known there, or not wanted."""

    def __init__(
        self,
        spool: Spool,
        link: Link,
        clock: Clock,
        *,
        ended: Callable[[str], Awaitable[None]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._spool, self._link, self._clock, self._ended, self._sleep = spool, link, clock, ended, sleep
        self._end: tuple[str, StreamEnd] | None = None
        self._bell = Bell()
        self._init: tuple[Part, bytes] | None = None
        self.there_ms: int | None = None
        """The end of the newest part that the server has."""
        self.trouble = ""
        self.refused = 0
        """Parts in a row for which the server knows no right."""

    def wake(self) -> None:
        """There is something new to send."""
        self._bell.ring()

    def end(self, stream: str, word: StreamEnd | None) -> None:
        """Tell the server that this is over, once the parts before it are there; None: it goes on."""
        self._end = None if word is None else (stream, word)
        self._bell.ring()

    async def run(self) -> None:
        """Send until cancelled. What cannot be sent now is tried again, with growing pauses."""
        failures = 0
        while True:
            part = self._spool.first()
            if part is None and self._end is None:
                await self._bell.wait()
                continue
            try:
                await (self._put(part) if part is not None else self._say_end())
            except (LinkDownError, ServerRefusedError) as error:
                if not failures:
                    _log.warning("parts wait: %s", error)
                self.trouble = str(error)
                failures += 1
                await self._sleep(min(CAP_S, FIRST_DELAY_S * 2 ** min(failures - 1, 6)))
            else:
                failures, self.trouble = 0, ""

    async def _put(self, part: Part) -> None:
        try:
            body = self._spool.read(part)
        except OSError:  # dropped in between, or somebody tidied the folder
            self._spool.done(part)
            return
        if len(body) > MAX_PART_BYTES:
            _log.warning("a part of %d bytes is too large for the server; lower kbit_s", len(body))
            self._spool.done(part)
            return
        if not part.number:
            self._init = part, body
        try:
            await self._send(part, body)
        except ServerRefusedError as refusal:
            if not _is_final(refusal):
                raise
            self.refused += refusal.status in _NO_RIGHT
            _log.warning("the server does not want %s: %s", part.name, refusal)
            self._spool.done(part)
        else:
            self.refused = 0
            self._spool.done(part)
            self.there_ms = part.t_ms + part.dur_ms if part.number else self.there_ms

    async def _send(self, part: Part, body: bytes) -> None:
        """Send a part, and the beginning of its run once more where the server has lost that."""
        init = self._init
        try:
            await self._link.ask("PUT", part.path, body, kind=_VIDEO)
        except ServerRefusedError as refusal:
            if refusal.code != INIT_FIRST or init is None or init[0].run != part.run or not part.number:
                raise
            await self._link.ask("PUT", init[0].path, init[1], kind=_VIDEO)
            await self._link.ask("PUT", part.path, body, kind=_VIDEO)

    async def _say_end(self) -> None:
        if self._end is None:
            return
        stream, word = self._end
        try:
            await self._link.ask("POST", f"{PREFIX}/streams/{stream}/end", msgspec.json.encode(word))
        except ServerRefusedError as refusal:
            if not _is_final(refusal):
                raise
            _log.warning("the server does not want the end of %s: %s", stream, refusal)
        if self._end == (stream, word):
            self._end = None
            await self._ended(stream)


def _is_final(refusal: ServerRefusedError) -> bool:
    """Say whether asking again would change nothing."""
    return HTTPStatus.BAD_REQUEST <= refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR and refusal.status not in _TRY_AGAIN
