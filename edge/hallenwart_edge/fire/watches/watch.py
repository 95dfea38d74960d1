"""What every watch of a fire sensor is: it reads its port, feeds its rule and sends its readings."""

from __future__ import annotations

import math
from typing import Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality, Reading
from hallenwart_edge.fire.plan import SensorPlan
from hallenwart_edge.fire.verdict import Verdict, Word
from hallenwart_edge.ports import Outbox

TELL_EVERY_MS: Final = 10_000


class Watch(Protocol):
    """A sensor under watch. `verdict` also grows bad by itself when nothing comes any more."""

    plan: SensorPlan
    every_s: float

    async def look(self) -> None:
        """Read once and take the reading in. Never raises DriverFault: silence is part of the rule."""
        ...

    def verdict(self) -> Verdict: ...

    def rehearsed(self) -> Verdict | None:
        """Return what the rule says of a test value, played through a copy of it; None when it cannot be tried so."""
        ...


class Telling:
    """Sends a quantity every 10 s or `every_ms`, or at once when it moved by `step` or its quality changed."""

    def __init__(
        self,
        component: str,
        quantity: str,
        step: float,
        outbox: Outbox,
        clock: Clock,
        *,
        every_ms: int = TELL_EVERY_MS,
    ) -> None:
        self._every_ms = every_ms
        self._component, self._quantity, self._step = component, quantity, step
        self._outbox, self._clock = outbox, clock
        self._last: tuple[int, float | None, str] | None = None

    def tell(self, value: float | None, word: Word) -> None:
        """Queue the value when it is due. A fault has no value."""
        faulty = word is Word.FAULT or value is None or not math.isfinite(value)
        quality = Quality.FAULT if faulty else Quality.OK
        x = None if faulty else value
        now = self._clock.mono_ms()
        if self._last is not None and not self._due(self._last, x, quality, now):
            return
        self._last = (now, x, quality)
        self._outbox.reading(Reading(c=self._component, k=self._quantity, t_ms=self._clock.now_ms(), x=x, q=quality))

    def _due(self, last: tuple[int, float | None, str], x: float | None, quality: str, now: int) -> bool:
        moved = x is not None and last[1] is not None and abs(x - last[1]) >= self._step
        return moved or quality != last[2] or now - last[0] >= self._every_ms
