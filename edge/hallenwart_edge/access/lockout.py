"""How long pads and readers wait after what was wrong. Pure: monotonic times come in, a state goes out.

8 and 9 digits   three free tries, then pauses that grow; `MAX_PER_DAY` wrong ones in 24 h and `MAX_PER_WEEK` in 7 days
                 over all pads of a locker, then only long codes are taken
12 digits        never blocked; after a wrong one the next waits `LONG_PAUSE_MS`
a card's UID     an unknown card uses up one of `CARD_BURST` tries, and one comes back every `CARD_EVERY_MS`
a badge          digits that its key never says near now use up one of the same tries

A card that proves itself, a pass and a command cannot be guessed and know none of this. `odds` says what these figures are
worth to somebody who guesses.
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
MAX_PER_WEEK: Final = 60
CAPS: Final = ((DAY_MS, MAX_PER_DAY), (WEEK_MS, MAX_PER_WEEK))
CARD_BURST: Final = 10
CARD_EVERY_MS: Final = 120_000


@dataclass(frozen=True, slots=True)
class Lockout:
    """What was wrong at one locker. `wrong_ms` are the times of the last week; `row` counts wrong codes since a right one.

    `cards_full_ms`: when the tries for unknown cards will all be back.
    """

    wrong_ms: tuple[int, ...] = ()
    row: int = 0
    until_ms: int = 0
    long_until_ms: int = 0
    cards_full_ms: int = 0


def wait_ms(state: Lockout, now_ms: int) -> int:
    """Return how long no code of 8 or 9 digits is evaluated, 0 when one may be tried. The caps are not counted in."""
    return max(0, state.until_ms - now_ms)


def long_wait_ms(state: Lockout, now_ms: int) -> int:
    """Return how long no code of 12 digits is evaluated."""
    return max(0, state.long_until_ms - now_ms)


def card_wait_ms(state: Lockout, now_ms: int) -> int:
    """Return how long no bare UID is looked up."""
    return max(0, state.cards_full_ms - now_ms - (CARD_BURST - 1) * CARD_EVERY_MS)


def capped(state: Lockout, now_ms: int) -> bool:
    """Say whether only long codes are taken."""
    return any(_within(state, now_ms, span_ms) >= most for span_ms, most in CAPS)


def tries_left(state: Lockout, now_ms: int) -> int:
    """Return how many tries remain before the next pause or the cap."""
    room = min(most - _within(state, now_ms, span_ms) for span_ms, most in CAPS)
    return max(0, min(FREE_TRIES - _row(state, now_ms), room))


def wrong(state: Lockout, now_ms: int) -> Lockout:
    """Count a wrong code of 8 or 9 digits that was evaluated."""
    row = _row(state, now_ms) + 1
    recent = (*(at_ms for at_ms in state.wrong_ms if at_ms > now_ms - WEEK_MS), now_ms)
    return replace(state, wrong_ms=recent, row=row, until_ms=now_ms + _pause_ms(row))


def wrong_long(state: Lockout, now_ms: int) -> Lockout:
    """Count a wrong code of 12 digits: the next one waits."""
    return replace(state, long_until_ms=now_ms + LONG_PAUSE_MS)


def wrong_card(state: Lockout, now_ms: int) -> Lockout:
    """Count an unknown card."""
    return replace(state, cards_full_ms=max(state.cards_full_ms, now_ms) + CARD_EVERY_MS)


def right(state: Lockout) -> Lockout:
    """Forgive the row of wrong codes; the caps of day and week still count them."""
    return replace(state, row=0, until_ms=0)


def restarted(ages_ms: Sequence[int], row: int, cards_ms: int, now_ms: int) -> Lockout:
    """Take over what `kept` gave, as if no time had passed since: pulling the plug never helps. Every pause begins anew."""
    state = Lockout(tuple(now_ms - age_ms for age_ms in ages_ms), row, cards_full_ms=now_ms + cards_ms)
    return replace(state, until_ms=now_ms + _pause_ms(_row(state, now_ms)), long_until_ms=now_ms + LONG_PAUSE_MS)


def kept(state: Lockout, now_ms: int) -> tuple[list[int], int, int]:
    """Return what `restarted` takes: how old each wrong code is, the row, and how far the tries for cards are used up (ms)."""
    ages_ms = [now_ms - at_ms for at_ms in state.wrong_ms if at_ms > now_ms - WEEK_MS]
    return ages_ms, state.row, max(0, state.cards_full_ms - now_ms)


def unknown(now_ms: int) -> Lockout:
    """Return the state when what was kept is lost: as if the day's tries were used up, so that losing it never helps."""
    return Lockout((now_ms,) * MAX_PER_DAY, cards_full_ms=now_ms + CARD_BURST * CARD_EVERY_MS)


def _row(state: Lockout, now_ms: int) -> int:
    """Wrong codes in a row are forgotten with the day."""
    return min(state.row, _within(state, now_ms, DAY_MS))


def _pause_ms(row: int) -> int:
    return 0 if row < FREE_TRIES else PAUSES_MS[min(row - FREE_TRIES, len(PAUSES_MS) - 1)]


def _within(state: Lockout, now_ms: int, span_ms: int) -> int:
    return sum(at_ms > now_ms - span_ms for at_ms in state.wrong_ms)
