"""The balance of a day: who came in and who went out, and what is left over when nobody is there. Pure.

Two days are kept apart. The local day, midnight to midnight, is what people read. The balance runs from one proof that the
place is empty at the end of a day to the next: between two such moments as many came in as went out, so the difference is the
error of the counting, whatever was put right in between. A day's balance is closed at the first proof in the evening while the
site is closed, or in the night hour, else at 4:00.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

CLOSES_AT: Final = time(4)
EVENING: Final = time(18)
KEPT_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Tally:
    """Passages of a span of time, into and out of a place or through a door."""

    ins: int = 0
    outs: int = 0

    def plus(self, persons: int) -> Tally:
        """Add persons who came in (above 0) or went out (below 0)."""
        return replace(self, ins=self.ins + max(0, persons), outs=self.outs + max(0, -persons))

    @property
    def error(self) -> int:
        """How many more came in than went out."""
        return self.ins - self.outs

    @property
    def imbalance(self) -> float:
        """The error as a share of those who came, 0 where nobody passed."""
        return abs(self.error) / max(1, self.ins, self.outs)


@dataclass(frozen=True, slots=True)
class Closing:
    """A day's balance. `proven`: nobody was there when it was closed."""

    day: str
    error: int
    ins: int
    outs: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """What passed since the last closing. `whole`: that was proven, and all doors were watched since."""

    tally: Tally = Tally()
    whole: bool = False
    closed_day: str = ""


def day_of(local: datetime) -> str:
    """Return the local date, as `2026-11-26`."""
    return local.date().isoformat()


def balance_day(local: datetime) -> str:
    """Return the date of the day whose balance runs at this moment: nights belong to the evening before."""
    shifted: date = local.date() if local.time() >= CLOSES_AT else local.date() - timedelta(days=1)
    return shifted.isoformat()


def is_late(local: datetime, *, closed: bool, night: bool) -> bool:
    """Say whether whoever used the place today has gone home."""
    return night or (closed and not CLOSES_AT <= local.time() < EVENING)


def close(balance: Balance, local: datetime, *, empty: bool, late: bool, busy: bool) -> tuple[Balance, Closing | None]:
    """Close the day where that is due. Returns what its balance was, None while it runs or when it says nothing.

    `empty`: it is proven now that nobody is there. `late`: see `is_late`. `busy`: somebody is there; then the balance runs on
    into the next day.
    """
    running = balance_day(local)
    before = _before(running)
    if not balance.closed_day:  # the first day began somewhere
        return replace(balance, closed_day=before), None
    if empty and late and balance.closed_day != running:
        return _closed(balance, running, proven=True)
    if balance.closed_day < before and not busy:
        return _closed(balance, before, proven=empty)
    return balance, None


def _closed(balance: Balance, day: str, *, proven: bool) -> tuple[Balance, Closing | None]:
    told = Closing(day, balance.tally.error, balance.tally.ins, balance.tally.outs, proven)
    return Balance(whole=proven, closed_day=day), told if balance.whole else None


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def kept(closings: Sequence[Closing], new: Closing) -> list[Closing]:
    """Return the closings of the last 30 days with a new one."""
    return [*(each for each in closings if each.day != new.day), new][-KEPT_DAYS:]


def mean_error(closings: Sequence[Closing]) -> float | None:
    """Return the mean of the error's size over proven days, None without any."""
    proven = [abs(each.error) for each in closings if each.proven]
    return sum(proven) / len(proven) if proven else None


def error_share(closings: Sequence[Closing]) -> float | None:
    """Return the errors' sizes as a share of those who came on proven days, None when nobody came."""
    proven = [each for each in closings if each.proven]
    came = sum(max(each.ins, each.outs) for each in proven)
    return sum(abs(each.error) for each in proven) / came if came else None
