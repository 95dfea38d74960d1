"""What a fire sensor's rule says about its sensor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hallenwart_contract.messages import AlarmType


class Word(StrEnum):
    """`FIRE`: what the sensor watches for is there; for a CO alarm that is carbon monoxide.

    `TEST`: somebody pressed the sensor's own test button; it works, and there is no fire.
    """

    OK = "ok"
    FIRE = "fire"
    TEST = "test"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that stands beside the verdict and is told as a warning of its own: battery, tampering, the panel's fault.

    It begins and ends with its cause, is never a fire and never hides one.
    """

    type: AlarmType
    reason: str = ""
    x: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`x` is what was measured and `thr` what it was compared with, in the unit of the rule; `reason` names a fault.

    `battery_pct` is what a radio sensor says of its battery.
    """

    word: Word = Word.OK
    reason: str = ""
    x: float | None = None
    thr: float | None = None
    notes: tuple[Note, ...] = ()
    battery_pct: int | None = None


OK = Verdict()
