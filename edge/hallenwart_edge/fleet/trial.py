"""A configuration or a release on probation: trying, then confirmed or back. Pure.

The standard library alone: the launcher, which outlives every release, carries this file with it. No wall clock decides: a
trial has so many starts, and each of them has so many seconds of the monotonic clock.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Final

MAX_STARTS: Final = 3
"""A trial that was started this often without being confirmed goes back; a power cut costs one start."""
WITHIN_S: Final = 300
CALM_S: Final = 30
"""For so long all has to be well without a break."""


class Step(StrEnum):
    TRYING = "trying"
    CONFIRMED = "confirmed"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Trial:
    """`name` is the version or the revision on trial, `before` what stands until it is confirmed.

    `worked` are the components that were well when it began. `told`: the outcome went out as an event.
    """

    of: str
    name: str
    before: str
    worked: tuple[str, ...] = ()
    within_s: int = WITHIN_S
    step: Step = Step.TRYING
    starts: int = 0
    why: str = ""
    told: bool = False

    @property
    def active(self) -> str:
        """What is to run now."""
        return self.before if self.step is Step.BACK else self.name


def started(trial: Trial) -> Trial:
    """Count one more start; the one too many sends it back."""
    if trial.step is not Step.TRYING:
        return trial
    if trial.starts >= MAX_STARTS:
        return back(trial, f"{trial.starts} starts without success")
    return replace(trial, starts=trial.starts + 1)


def confirmed(trial: Trial) -> Trial:
    return replace(trial, step=Step.CONFIRMED) if trial.step is Step.TRYING else trial


def back(trial: Trial, why: str) -> Trial:
    return replace(trial, step=Step.BACK, why=why[:200]) if trial.step is Step.TRYING else trial


def told(trial: Trial) -> Trial:
    return replace(trial, told=True)


def dump(trial: Trial) -> str:
    return json.dumps(asdict(trial), sort_keys=True)


def parse(text: str) -> Trial:
    """Raises ValueError when the text is not a trial. Fields of a later version are left out."""
    known = {each.name for each in fields(Trial)}
    row = json.loads(text)
    if not isinstance(row, dict):
        raise ValueError("not a trial")  # noqa: TRY004 - one error for everything unreadable
    try:
        row = {key: value for key, value in row.items() if key in known}
        row |= {"step": Step(row.get("step", Step.TRYING)), "worked": tuple(map(str, row.get("worked", ())))}
        trial = Trial(**row)
        return replace(trial, starts=int(trial.starts), within_s=int(trial.within_s), told=bool(trial.told))
    except TypeError as error:
        raise ValueError(f"not a trial: {error}") from error


# --- how it is judged while it runs ----------------------------------------------------------------------------------


class Verdict(StrEnum):
    WAIT = "wait"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Look:
    """How the device is. `receipted`: the backend answered rows of this run. `faults`: components that are not well."""

    connected: bool
    receipted: bool
    faults: frozenset[str] = frozenset()


class Probation:
    """Judges one start of a trial by looks at it; `since_ms` and `now_ms` are of the monotonic clock."""

    def __init__(self, trial: Trial, since_ms: int, *, calm_s: float = CALM_S) -> None:
        self._worked = frozenset(trial.worked)
        self.until_ms = since_ms + trial.within_s * 1000
        self._calm_ms = calm_s * 1000
        self._well_since_ms: int | None = None
        self.why = ""

    def judge(self, look: Look, now_ms: int) -> Verdict:
        """Return GOOD once all was well for long enough, BAD when time is over; `why` says what is missing."""
        self.why = self._missing(look)
        if self.why:
            self._well_since_ms = None
        elif self._well_since_ms is None:
            self._well_since_ms = now_ms
        elif now_ms - self._well_since_ms >= self._calm_ms:
            return Verdict.GOOD
        if now_ms < self.until_ms:
            return Verdict.WAIT
        self.why = self.why or "it was well for too short a time"
        return Verdict.BAD

    def _missing(self, look: Look) -> str:
        if not look.connected:
            return "no connection"
        if not look.receipted:
            return "no receipt"
        fresh = sorted(look.faults & self._worked)
        return f"in fault: {', '.join(fresh)}" if fresh else ""
