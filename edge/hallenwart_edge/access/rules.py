"""Who may open what now, and how long after wrong codes. No I/O: grants, the hash of a code and times come in.

The back-off slows guessing without shutting out: three free tries, then 10 s, 30 s, 2, 10 and 30 min, at most 10 wrong
codes in an hour and 30 in a day (facts: 0.22 % a year for twenty codes of eight digits).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from hallenwart_contract.codes import same
from hallenwart_contract.documents import Grant, Grants
from hallenwart_contract.messages import ClockTrust

FREE_TRIES: Final = 3
PAUSES_MS: Final = (10_000, 30_000, 120_000, 600_000, 1_800_000)
HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
MAX_PER_HOUR: Final = 10
MAX_PER_DAY: Final = 30


class Refusal(StrEnum):
    WRONG = "wrong"
    EARLY = "early"
    OVER = "over"
    DENIED = "denied"
    NO_CLOCK = "no_clock"


class Purpose(StrEnum):
    """`USE` within the window; `RETURN` after it, only for compartments whose key this grant still holds."""

    USE = "use"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Decision:
    """`slots` open one after another. `due_ms` is the end of the window, when the key is due. `refusal` empty: granted."""

    grant: str = ""
    slots: tuple[int, ...] = ()
    due_ms: int | None = None
    purpose: Purpose = Purpose.USE
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A key that is out: the grant that took it and the hash of its code, so that the return works when the right is gone."""

    grant: str
    code_hash: bytes = field(repr=False)


def decide(
    grants: Grants | None, code_hash: bytes, now_ms: int, trust: str, held: Mapping[int, Holding] | None = None
) -> Decision:
    """Decide from the cached rights. `held` lists, by compartment, the keys that are out: their return always opens.

    Every grant is compared, so the time says nothing about which one fitted.
    """
    out = tuple(slot for slot, each in sorted((held or {}).items()) if same(each.code_hash, code_hash))
    rights = grants or Grants(rev=0, salt=b"", g=[])
    refusals: list[Decision] = []
    for grant in [each for each in rights.g if same(each.pin, code_hash)]:
        refusal, window = _refusal(grant, rights, now_ms, trust)
        if refusal is None:
            return Decision(grant.id, tuple(grant.slots), None if window is None else window[1])
        refusals.append(Decision(grant.id, refusal=refusal))
    if held and out:
        return Decision(held[out[0]].grant, out, purpose=Purpose.RETURN)
    return refusals[0] if refusals else Decision(refusal=Refusal.WRONG)


def _refusal(grant: Grant, grants: Grants, now_ms: int, trust: str) -> tuple[Refusal | None, tuple[int, int] | None]:
    if grant.id in grants.deny:
        return Refusal.DENIED, None
    if trust not in (ClockTrust.NTP, ClockTrust.RTC):
        return (None, None) if grant.staff else (Refusal.NO_CLOCK, None)
    before_ms, after_ms = grants.before_ms, grants.after_ms
    window = next((each for each in grant.w if each[0] - before_ms <= now_ms <= each[1] + after_ms), None)
    if window is not None:
        return None, window
    early = any(now_ms < each[0] - before_ms for each in grant.w)
    return Refusal.EARLY if early else Refusal.OVER, None


@dataclass(frozen=True, slots=True)
class Lockout:
    """Wrong codes at one entry. `wrong_ms` are monotonic times of the last day; `row` counts wrong ones since a right one."""

    wrong_ms: tuple[int, ...] = ()
    row: int = 0
    until_ms: int = 0


def wait_ms(state: Lockout, now_ms: int) -> int:
    """Return how long no code is evaluated, 0 when one may be tried."""
    return max(0, state.until_ms - now_ms)


def tries_left(state: Lockout) -> int:
    """Return how many tries remain before the next pause."""
    return max(0, FREE_TRIES - state.row)


def wrong(state: Lockout, now_ms: int) -> Lockout:
    """Count a wrong code that was evaluated."""
    recent = (*(at_ms for at_ms in state.wrong_ms if at_ms > now_ms - DAY_MS), now_ms)
    row = state.row + 1
    return Lockout(recent, row, max(now_ms + _pause_ms(row), _cap_until_ms(recent, now_ms)))


def right(state: Lockout) -> Lockout:
    """Forgive the row of wrong codes; the caps of hour and day still count them."""
    return replace(state, row=0, until_ms=0)


def restarted(ages_ms: Sequence[int], row: int, now_ms: int) -> Lockout:
    """Take over counts from before a restart as if no time had passed since: pulling the plug never helps.

    `ages_ms` says how old each wrong code was when the last one came. The pause begins anew.
    """
    recent = tuple(now_ms - age_ms for age_ms in ages_ms)
    return Lockout(recent, row, max(now_ms + _pause_ms(row), _cap_until_ms(recent, now_ms)) if recent else 0)


def ages_ms(state: Lockout) -> list[int]:
    """Return what `restarted` takes."""
    return [state.wrong_ms[-1] - at_ms for at_ms in state.wrong_ms]


def _pause_ms(row: int) -> int:
    return 0 if row < FREE_TRIES else PAUSES_MS[min(row - FREE_TRIES, len(PAUSES_MS) - 1)]


def _cap_until_ms(recent: tuple[int, ...], now_ms: int) -> int:
    until = 0
    for span_ms, most in ((HOUR_MS, MAX_PER_HOUR), (DAY_MS, MAX_PER_DAY)):
        inside = [at_ms for at_ms in recent if at_ms > now_ms - span_ms]
        if len(inside) >= most:
            until = max(until, inside[-most] + span_ms)
    return until
