"""What the kiosk shows, as a value: the step, and until when it stays by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.screens import KioskStep
from hallenwart_edge.access.compartment import LEFT_OPEN_AFTER_MS

REMIND_AFTER_MS: Final = 30_000
_STAYS_MS: Final = {
    KioskStep.WRONG: 6_000,
    KioskStep.JAMMED: 20_000,
    KioskStep.RETURNED: 6_000,
    KioskStep.TAKEN: 8_000,
}


@dataclass(frozen=True, slots=True)
class Face:
    """`slot` is the compartment in hand, `also` those that follow. `fault` says why a right code was refused."""

    step: KioskStep = KioskStep.PIN
    since_ms: int = 0
    slot: int | None = None
    also: tuple[int, ...] = ()
    due_ms: int | None = None
    fault: str = ""


def takes_digits(face: Face) -> bool:
    """Say whether somebody may type now."""
    return face.step not in (KioskStep.CHECKING, KioskStep.OPEN, KioskStep.LOCKED_OUT)


def is_over(face: Face, now_ms: int) -> bool:
    """Say whether the step ends by itself now."""
    stays_ms = _STAYS_MS.get(face.step)
    return stays_ms is not None and now_ms - face.since_ms >= stays_ms


def close_in_s(open_since_ms: int | None, now_ms: int) -> int | None:
    """Return the seconds until an open door is told as left open, once it is time to remind."""
    if open_since_ms is None or now_ms - open_since_ms < REMIND_AFTER_MS:
        return None
    return max(0, (LEFT_OPEN_AFTER_MS - (now_ms - open_since_ms)) // 1000)
