"""What a fire sensor's rule says about its sensor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    OK = "ok"
    FIRE = "fire"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`x` is what was measured and `thr` what it was compared with, in the unit of the rule; `reason` names a fault."""

    word: Word = Word.OK
    reason: str = ""
    x: float | None = None
    thr: float | None = None


OK = Verdict()
