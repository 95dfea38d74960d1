"""Whoever checks in: the mark of a shift, a ticket, a badge that opens nothing here, are written down as "this was shown here".

None counts as a code. Of a mark and of a sheet the digest is told, of a badge its handle and digits, for the server to
prove. The same one within a minute is told once, and a flood of what nobody can have is not kept.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from hallenwart_contract import badges, marks, tickets
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Scalar
from hallenwart_edge.access.dialogue import CheckedIn
from hallenwart_edge.access.help_desk import Tell
from hallenwart_edge.access.rules import Method
from hallenwart_edge.access.ticket_door import TicketDoor

ONCE_WITHIN_MS: Final = 60_000
MOST: Final = 60
MOST_WITHIN_MS: Final = 600_000
_WAITING: Final = 8


class CheckIn:
    """`noted` is called once the event is safe on the card, or told before: then the person may go."""

    def __init__(self, tell: Tell, clock: Clock, noted: Callable[[CheckedIn], None], door: TicketDoor) -> None:
        self._tell, self._clock, self._noted, self._door = tell, clock, noted, door
        self._seen_ms: dict[str, int] = {}
        self._told_ms: deque[int] = deque(maxlen=MOST)
        self._shown: asyncio.Queue[str] = asyncio.Queue(maxsize=_WAITING)

    def shown(self, text: str) -> bool:
        """Take in what a reader read. Returns False when it is neither a mark nor a ticket."""
        mine = marks.digest_of(text) is not None or tickets.digest_of(text) is not None
        if mine and not self._shown.full():
            self._shown.put_nowait(text)
        return mine

    async def run(self) -> None:
        """Write one after another down until cancelled."""
        while True:
            text = await self._shown.get()
            if (said := await self._door.take(text)) is not None:
                self._noted(CheckedIn(said.word, said.title))
            elif await self._marked(marks.digest_of(text) or ""):
                self._noted(CheckedIn())

    async def _marked(self, digest: str) -> bool:
        return await self._note(digest, EventKind.CHECKED_IN, mark=digest, method=Method.QR)

    async def badge(self, text: str) -> CheckedIn:
        """Return, once it is written down that this badge or its sheet was shown, what to say: it may hold a ticket."""
        if (said := await self._door.take(text)) is not None:
            return CheckedIn(said.word, said.title)
        if (shown := badges.read(text)) is not None:
            await self._note(shown[0], EventKind.BADGE_SHOWN, badge=shown[0], code=shown[1])
        elif (digest := badges.paper_hash(text)) is not None:
            await self._note(digest.hex(), EventKind.BADGE_SHOWN, badge="", code=digest.hex())
        return CheckedIn()

    async def _note(self, name: str, kind: str, /, **told: Scalar) -> bool:
        """Tell it unless it was told just now. Returns False when it was lost in a flood."""
        now_ms = self._clock.mono_ms()
        self._seen_ms = {each: at_ms for each, at_ms in self._seen_ms.items() if now_ms - at_ms < ONCE_WITHIN_MS}
        if name in self._seen_ms:
            return True
        if len(self._told_ms) == MOST and now_ms - self._told_ms[0] < MOST_WITHIN_MS:
            return False
        await self._tell(kind, **told)
        self._seen_ms[name] = now_ms
        self._told_ms.append(now_ms)
        return True
