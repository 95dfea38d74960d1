"""What everybody may know of use: whole numbers of many, never of few, and none that can be worked out of the others. Pure.

A figure is shown only when it stands on at least `k` people at a time, on `k` days of halls and on `CLUBS` clubs: a cell that
is one club's weekly hour would be that club's figure. Parts of a total are hidden together (complementary suppression): what
the total and the shown parts leave over is hidden parts, two or more of them, with `k` people or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CLUBS: Final = 3
ROUNDED_TO: Final = 5
"""Shown numbers are whole fives: two weeks' tables do not tell what one day changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one place says of one cell: people at a time on average, of how many days of halls, of how many clubs."""

    people: float
    slots: int
    clubs: int

    def may_show(self, k: int) -> bool:
        return self.people >= k and self.slots >= k and self.clubs >= CLUBS


@dataclass(frozen=True, slots=True)
class Shown:
    """By place what is shown; None: too few. `total` likewise for all of them."""

    parts: Mapping[str, int | None]
    total: int | None


def publish(parts: Mapping[str, Part], k: int, clubs: int) -> Shown:
    """Return what of one cell may be shown. `clubs`: how many there are in all places together."""
    total = Part(sum(one.people for one in parts.values()), sum(one.slots for one in parts.values()), clubs)
    shown = {name for name, one in parts.items() if one.may_show(k)}
    show_total = total.may_show(k)
    if show_total:
        shown = _without_leftovers(parts, shown, k)
        hidden = parts.keys() - shown
        show_total = not hidden or _is_many(parts, hidden, k)
    return Shown(
        {name: rounded(one.people) if name in shown else None for name, one in parts.items()},
        rounded(total.people) if show_total else None,
    )


def _without_leftovers(parts: Mapping[str, Part], shown: set[str], k: int) -> set[str]:
    """Hide more parts, the smallest first, until what is hidden cannot be told apart."""
    left = set(shown)
    while left and (hidden := parts.keys() - left) and not _is_many(parts, hidden, k):
        left.remove(min(left, key=lambda name: (parts[name].people, name)))
    return left


def _is_many(parts: Mapping[str, Part], hidden: set[str], k: int) -> bool:
    of = [parts[name] for name in hidden]
    return len(of) > 1 and sum(one.people for one in of) >= k and sum(one.slots for one in of) >= k


def rounded(people: float) -> int:
    """Return the nearest whole five, not less than one of them."""
    return max(ROUNDED_TO, round(people / ROUNDED_TO) * ROUNDED_TO)


def bin_hours(bin_min: int) -> int:
    """Return the length of a bin in whole hours: figures are kept by the hour, and bins divide the day."""
    hours = max(1, -(-bin_min // 60))
    return next(size for size in (1, 2, 3, 4, 6, 8, 12, 24) if size >= hours)
