"""One run of a source: from its start to its end, as parts with the time at which they were filmed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.streaming.children import Children
from hallenwart_edge.streaming.commands import Call
from hallenwart_edge.streaming.fragments import Fragment, Fragments, NotFragmentsError

FIRST_WITHIN_S: Final = 15.0
STALLED_AFTER_S: Final = 6.0
_READ_BYTES: Final = 1 << 16
_WATCHED: Final = 30
_STEP_MS: Final = 250


@dataclass(frozen=True, slots=True)
class Filmed:
    """A part and when its first picture was taken, by this device's clock."""

    body: bytes
    init: bool
    t_ms: int
    dur_ms: int


class CaptureClock:
    """Says when a fragment was filmed: its place in the source, on the earliest that the last of them came.

    A fragment is whole when its last picture was taken, and then takes its time to come here, never less than none.
    """

    def __init__(self) -> None:
        self._seen: deque[int] = deque(maxlen=_WATCHED)
        self._anchor_ms: int | None = None

    def taken_ms(self, begin_ms: int, dur_ms: int, came_ms: int) -> int:
        """Return when the first picture was taken. It goes on evenly; what drifts by a quarter second is set right."""
        self._seen.append(came_ms - begin_ms - dur_ms)
        likely = min(self._seen)
        if self._anchor_ms is None or abs(likely - self._anchor_ms) >= _STEP_MS:
            self._anchor_ms = likely
        return max(0, self._anchor_ms + begin_ms)


async def filmed(
    component: str,
    call: Call,
    clock: Clock,
    *,
    first_within_s: float = FIRST_WITHIN_S,
    stalled_after_s: float = STALLED_AFTER_S,
) -> AsyncGenerator[Filmed]:
    """Film until the caller stops asking. Raises DriverFault when the source ends, says nonsense, or nothing comes any more."""
    children, cut, when = Children(component, call), Fragments(), CaptureClock()
    loop = asyncio.get_running_loop()
    await children.start()
    try:
        wait_until = loop.time() + first_within_s
        while True:
            try:
                async with asyncio.timeout_at(wait_until):
                    data = await children.out.read(_READ_BYTES)
            except TimeoutError:
                raise DriverFault(component, "es kommt kein Bild mehr / no picture comes any more") from None
            if not data:
                await children.end()
                raise DriverFault(component, children.reason() or "die Quelle endete / the source ended")
            for part in _cut(component, cut, data):
                if not part.init:
                    wait_until = loop.time() + stalled_after_s
                yield _stamped(part, when, clock.now_ms())
    finally:
        await children.end()


def _cut(component: str, cut: Fragments, data: bytes) -> list[Fragment]:
    try:
        return cut.feed(data)
    except NotFragmentsError as error:
        raise DriverFault(component, f"kein Bild zu verstehen / no picture to understand: {error}") from error


def _stamped(part: Fragment, when: CaptureClock, now_ms: int) -> Filmed:
    if part.init:
        return Filmed(part.body, init=True, t_ms=now_ms, dur_ms=0)
    return Filmed(part.body, init=False, t_ms=when.taken_ms(part.begin_ms, part.dur_ms, now_ms), dur_ms=part.dur_ms)
