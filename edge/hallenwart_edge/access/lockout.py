"""How long a pad waits after wrong codes. Pure: times come in, a state goes out.

Eight and nine digits: three free tries, then pauses that grow, at most `MAX_PER_DAY` wrong ones in 24 h and
`MAX_PER_WEEK` in 7 days over all pads of a locker; then the pad takes long codes only. Twelve digits are never blocked,
a wrong one merely makes the next wait. `odds` says what that is worth to somebody who guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

FREE_TRIES: Final = 3
PAUSES_MS: Final = (10_000, 30_000, 120_000, 600_000, 1_800_000)
LONG_PAUSE_MS: Final = 5_000
HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
WEEK_MS: Final = 7 * DAY_MS
MAX_PER_DAY: Final = 20
MAX_PER_WEEK: Final = 75
CAPS: Final = ((DAY_MS, MAX_PER_DAY), (WEEK_MS, MAX_PER_WEEK))


@dataclass(frozen=True, slots=True)
class Lockout:
    """Wrong codes of one locker. `wrong_ms` are monotonic times of the last week; `row` counts wrong ones since a right one."""

    wrong_ms: tuple[int, ...] = ()
    row: int = 0
    until_ms: int = 0
    long_until_ms: int = 0


def wait_ms(state: Lockout, now_ms: int) -> int:
    """Return how long no code of 8 or 9 digits is evaluated, 0 when one may be tried. The cap is not counted in."""
    return max(0, state.until_ms - now_ms)


def long_wait_ms(state: Lockout, now_ms: int) -> int:
    """Return how long no code of 12 digits is evaluated."""
    return max(0, state.long_until_ms - now_ms)


def capped(state: Lockout, now_ms: int) -> bool:
    """Say whether only long codes are taken."""
    return any(_within(state, now_ms, span_ms) >= most for span_ms, most in CAPS)


def tries_left(state: Lockout, now_ms: int) -> int:
    """Return how many tries remain before the next pause or the cap."""
    room = min(most - _within(state, now_ms, span_ms) for span_ms, most in CAPS)
    return max(0, min(FREE_TRIES - state.row, room))


def wrong(state: Lockout, now_ms: int) -> Lockout:
    """Count a wrong code of 8 or 9 digits that was evaluated."""
    recent = (*(at_ms for at_ms in state.wrong_ms if at_ms > now_ms - WEEK_MS), now_ms)
    row = state.row + 1
    return replace(state, wrong_ms=recent, row=row, until_ms=now_ms + _pause_ms(row))


def wrong_long(state: Lockout, now_ms: int) -> Lockout:
    """Count a wrong code of 12 digits: the next one waits."""
    return replace(state, long_until_ms=now_ms + LONG_PAUSE_MS)


def right(state: Lockout) -> Lockout:
    """Forgive the row of wrong codes; the caps of day and week still count them."""
    return replace(state, row=0, until_ms=0)


def restarted(ages_ms: Sequence[int], row: int, now_ms: int) -> Lockout:
    """Take over counts from before a restart as if no time had passed since: pulling the plug never helps.

    `ages_ms` says how old each wrong code was when it was last written down. Every pause begins anew.
    """
    recent = tuple(now_ms - age_ms for age_ms in ages_ms)
    return Lockout(recent, row, now_ms + _pause_ms(row), now_ms + LONG_PAUSE_MS if recent else 0)


def ages_ms(state: Lockout, now_ms: int) -> list[int]:
    """Return what `restarted` takes."""
    return [now_ms - at_ms for at_ms in state.wrong_ms]


def _pause_ms(row: int) -> int:
    return 0 if row < FREE_TRIES else PAUSES_MS[min(row - FREE_TRIES, len(PAUSES_MS) - 1)]


def _within(state: Lockout, now_ms: int, span_ms: int) -> int:
    return sum(at_ms > now_ms - span_ms for at_ms in state.wrong_ms)
