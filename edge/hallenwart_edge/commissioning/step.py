"""One look at a device: what was looked at, how it came out, and what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


MARKS: Final = {Outcome.OK: "ok     ", Outcome.FAILED: "FEHLER ", Outcome.SKIPPED: "--     "}


@dataclass(frozen=True, slots=True)
class Look:
    """`component` as in the configuration, `step` a word of ours, `words` for people."""

    component: str
    step: str
    outcome: Outcome
    words: str = ""

    @property
    def line(self) -> str:
        return f"{MARKS[self.outcome]}{self.component} · {self.step}: {self.words}"


def ok(component: str, step: str, words: str = "") -> Look:
    return Look(component, step, Outcome.OK, words)


def failed(component: str, step: str, words: str = "") -> Look:
    return Look(component, step, Outcome.FAILED, words)


def skipped(component: str, step: str, words: str = "") -> Look:
    return Look(component, step, Outcome.SKIPPED, words)
