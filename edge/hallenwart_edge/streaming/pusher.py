"""Sends the parts of a camera to an address outside as well: PeerTube, MediaMTX, a club's channel.

It is a program of its own that reads the parts; one that hangs or is refused costs the stream to the server nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from typing import Final
from urllib.parse import urlsplit

from hallenwart_contract import sealed
from hallenwart_contract.errors import ContractError
from hallenwart_contract.view import StreamRight
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.streaming.children import Children
from hallenwart_edge.streaming.commands import push_call
from hallenwart_edge.streaming.source import Filmed

SCHEMES: Final = frozenset({"rtmp", "rtmps", "srt"})
MAX_WAITING: Final = 8
"""Parts that wait for a slow target; then it begins anew with the newest."""
SURE_AFTER: Final = 3
"""So many parts a program has taken before its target is believed to take them too."""
TAKES_WITHIN_S: Final = 8.0
FIRST_DELAY_S: Final = 1.0
CAP_S: Final = 30.0
_log: Final = logging.getLogger(__name__)


def target_of(right: StreamRight, *, device_secret: bytes) -> str:
    """Return the address to push to, empty when there is none, or none that this device can use."""
    if not right.push:
        return ""
    try:
        address = sealed.unseal(right.push, device_secret=device_secret, about=right.id).decode()
        parts = urlsplit(address)
    except (ContractError, ValueError):
        return ""
    plain = address.isprintable() and " " not in address and "@" not in parts.netloc
    return address if parts.scheme in SCHEMES and parts.hostname and plain else ""


class Pusher:
    """`pushing` says whether the target takes what it is given."""

    def __init__(self, component: str, target: str, *, first_delay_s: float = FIRST_DELAY_S) -> None:
        self._component, self._first_delay_s = component, first_delay_s
        self._target = target
        self._init: Filmed | None = None
        self._waiting: deque[Filmed] = deque(maxlen=MAX_WAITING)
        self._anew = False
        self._bell = Bell()
        self.pushing = False

    def give(self, part: Filmed) -> None:
        """Take in a part; never waits."""
        if part.init:
            self._init, self._anew = part, True
            self._waiting.clear()
        elif self._init is not None:
            if len(self._waiting) == self._waiting.maxlen:
                self._anew = True
            self._waiting.append(part)
        self._bell.ring()

    async def run(self) -> None:
        """Push until cancelled; begins anew with growing pauses when the target goes."""
        failures = 0
        while True:
            while self._init is None or not self._waiting:
                await self._bell.wait()
            self._anew = False
            children = Children(self._component, push_call(self._target))
            try:
                await children.start(keep_input=True)
                failures = 0 if await self._feed(children) else failures + 1
            except (DriverFault, OSError, TimeoutError) as error:
                failures += 1
                _log.info("pushing failed: %s", children.reason() or str(error) or "it takes nothing")
            finally:
                self.pushing = False
                await children.end()
            if failures:
                self._waiting.clear()
                await asyncio.sleep(min(CAP_S, self._first_delay_s * 2 ** min(failures - 1, 6)))

    async def _feed(self, children: Children) -> bool:
        """Write parts as they come. Returns True when the source began anew, so that a new program is needed."""
        init = self._init
        if init is None:
            return True
        children.into.write(init.body)
        taken = 0
        gone = asyncio.create_task(children.out.read(), name="push end")
        try:
            while not self._anew:
                if self._waiting:
                    await self._write(children, self._waiting.popleft())
                    taken += 1
                    self.pushing = taken >= SURE_AFTER
                else:
                    await self._part_or_end(gone)
            return True
        finally:
            gone.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await gone

    async def _part_or_end(self, gone: asyncio.Task[bytes]) -> None:
        """Wait for the next part. Raises DriverFault when the program ended meanwhile."""
        bell = asyncio.create_task(self._bell.wait(), name="push part")
        await asyncio.wait({bell, gone}, return_when=asyncio.FIRST_COMPLETED)
        bell.cancel()
        if gone.done():
            raise DriverFault(self._component, "das Ziel ging weg / the target went away")

    async def _write(self, children: Children, part: Filmed) -> None:
        children.into.write(part.body)
        async with asyncio.timeout(TAKES_WITHIN_S):
            await children.into.drain()
