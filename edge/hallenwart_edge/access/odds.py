"""What somebody who guesses can hope for at one locker in one year, from the limits that are in force here.

Counted is every string that would open something or would be confirmed as right: codes of grants, season PINs, their long
and duress variants, staff, algorithmic codes, and codes that bring a key home although their right is gone. The guesser
is given everything: he stands there all year, types without ever pausing longer than he must, never tries a code twice,
skips those that are never drawn, and may forgive the row of wrong codes with a right one of his own.

Entries of 8 and 9 digits share one budget, so he takes the better of the two; long codes have their own. A guess of
long codes needs `LONG_PAUSE_MS` each. Assumed is that nobody uses the command `unlockout` on his behalf: every use gives
him the wrong codes of a day again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.codes import CODE_DIGITS, EXTRA_DIGITS
from hallenwart_contract.dark_codes import DARK_DIGITS, LENGTHS_H, MAX_COMPARTMENTS, SERIALS
from hallenwart_contract.documents import Credential, CredentialKind, Grant, Grants
from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.passes import serial_of
from hallenwart_edge.access.lockout import CAPS, CARD_BURST, CARD_EVERY_MS, DAY_MS, LONG_PAUSE_MS
from hallenwart_edge.access.rules import TOLD_NEAR_MS, Holding, pass_name

YEAR_MS: Final = 366 * DAY_MS
ALLOWED: Final = 0.003
"""Per locker and year."""
UID_BITS: Final = 32
"""The shortest UIDs of cards have four bytes; that they are drawn evenly is more than their makers promise."""
HOLDER_CODES: Final = 3
"""The code a key went out with, its right gone since, and two of other bookings of the same person."""
_DIFFERENT: Final = 4
"""Codes with fewer different digits are never drawn (`codes.is_trivial`)."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many strings of each length a locker would accept at one moment, and how many bare UIDs."""

    short: int = 0
    dark: int = 0
    long: int = 0
    cards: int = 0


@dataclass(frozen=True, slots=True)
class Odds:
    """The chance of at least one hit in a year, at most; `short` 8 or 9 digits, `long` 12, `cards` bare UIDs."""

    short: float
    long: float
    cards: float

    @property
    def typed(self) -> float:
        """By typing at all: both budgets used up."""
        return min(1.0, self.short + self.long)


def of(accepted: Accepted) -> Odds:
    """Return the odds against so many accepted strings, all of them live all year."""
    eight = accepted.short / (10**CODE_DIGITS - trivial(CODE_DIGITS))
    nine = accepted.dark / 10**DARK_DIGITS
    twelve = accepted.long / ((10**CODE_DIGITS - trivial(CODE_DIGITS)) * 10**EXTRA_DIGITS)
    return Odds(
        short=hit(max(eight, nine), short_tries()),
        long=hit(twelve, YEAR_MS // LONG_PAUSE_MS + 1),
        cards=hit(accepted.cards / 2**UID_BITS, YEAR_MS // CARD_EVERY_MS + CARD_BURST),
    )


def hit(chance: float, tries: int) -> float:
    """Return what the chance of at least one hit cannot exceed, however the tries are chosen and the codes change."""
    return min(1.0, tries * chance)


def short_tries(span_ms: int = YEAR_MS) -> int:
    """Return the most wrong codes of 8 or 9 digits within a span: the strictest of the caps, each filled at once."""
    return min((span_ms // cap_ms + 1) * most for cap_ms, most in CAPS)


def accepted(grants: Grants, now_ms: int, trust: str, slots: int, held: Mapping[int, Holding]) -> Accepted:
    """Count what a locker with so many compartments would accept now, or confirm as right but early or over.

    Of a key whose right is gone nobody knows how long its codes are: they count at every length.
    """
    trusted = trust in (ClockTrust.NTP, ClockTrust.RTC)
    live = [each for each in grants.g if _live(each, grants, now_ms, trusted=trusted)]
    named = {name for each in live for name in each.creds} - set(grants.deny)
    creds = [each for each in grants.creds if each.id in named or _brings_home(each, grants, held)]
    pins = [each for each in creds if each.kind == CredentialKind.PIN]
    rights = [each for each in grants.g if each in live or _brings_home(each, grants, held)]
    codes = ({each.pin for each in rights} | {each.hash for each in pins}) - {b""}
    longs = _longs(rights) | _longs(pins)
    gone = {code for key in held.values() for code in (key.code_hash, *key.codes) if code}
    dark = dark_codes(slots) if trusted and grants.dark_kid else 0
    return Accepted(
        short=len(codes | gone - longs),
        dark=dark + len(gone - codes - longs),
        long=len(longs | gone - codes),
        cards=sum(each.kind == CredentialKind.CARD for each in creds),
    )


def busiest(grants: Grants, trust: str, slots: int, held: Mapping[int, Holding]) -> tuple[int, Accepted]:
    """Return the moment (ms) within these rights at which most is accepted, and what."""
    ahead_ms = max(grants.before_ms, TOLD_NEAR_MS)
    edges = {start_ms - ahead_ms for each in grants.g for start_ms, _ in each.w} or {0}
    counted = ((at_ms, accepted(grants, at_ms, trust, slots, held)) for at_ms in sorted(edges))
    return max(counted, key=lambda each: of(each[1]).typed)


def dark_codes(slots: int) -> int:
    """Return how many algorithmic codes are valid at one moment at most, tolerance included."""
    return sum(hours + 1 for hours in LENGTHS_H) * SERIALS * min(slots, MAX_COMPARTMENTS)


def trivial(digits: int) -> int:
    """Count the codes of so many digits that are never drawn: few different digits, a run, or one half twice."""
    few = sum(math.comb(10, kinds) * _onto(digits, kinds) for kinds in range(1, _DIFFERENT))
    runs = [step for step in range(10) if min(10 // math.gcd(step, 10), digits) >= _DIFFERENT]
    twice = 0
    if digits % 2 == 0:
        half = digits // 2
        twice = 10**half - sum(math.comb(10, kinds) * _onto(half, kinds) for kinds in range(1, _DIFFERENT))
        runs = [step for step in runs if step * half % 10]
    return few + 10 * len(runs) + twice


def _onto(digits: int, kinds: int) -> int:
    """Count the strings of so many digits that use exactly these kinds of digits, all of them."""
    return sum((-1) ** left_out * math.comb(kinds, left_out) * (kinds - left_out) ** digits for left_out in range(kinds))


def _live(grant: Grant, grants: Grants, now_ms: int, *, trusted: bool) -> bool:
    """Say whether its codes would open something now, or would be confirmed as right."""
    if grant.id in grants.deny:
        return False
    if not trusted:
        return grant.staff
    before_ms, after_ms = max(grants.before_ms, TOLD_NEAR_MS), max(grants.after_ms, TOLD_NEAR_MS)
    return any(start_ms - before_ms <= now_ms <= end_ms + after_ms for start_ms, end_ms in grant.w)


def _brings_home(owner: Grant | Credential, grants: Grants, held: Mapping[int, Holding]) -> bool:
    """Say whether its codes are accepted because its person has a key. A credential without a person is its grants' owner."""
    people, names = {owner.who}, {owner.id}
    if isinstance(owner, Grant):
        names.add(pass_name(serial_of(owner.id)))
    elif not owner.who:
        people = {each.who for each in grants.g if owner.id in each.creds}
    return any(names & {key.grant, key.cred} or (key.who and key.who in people) for key in held.values())


def _longs(owners: Iterable[Grant] | Iterable[Credential]) -> set[bytes]:
    return {code for owner in owners for code in (owner.long, owner.duress) if code}


def expected(*, members: int, pins: int, staff: int, keys_out: int, slots: int) -> Accepted:
    """Return what a locker accepts with so many members' codes live, as many season PINs and staff codes, dark codes on.

    Each key that is out stands for `HOLDER_CODES` codes that open only because they bring it home.
    """
    homes = HOLDER_CODES * keys_out
    return Accepted(
        short=members + pins + homes,
        dark=dark_codes(slots) + keys_out,
        long=2 * (members + pins + staff + homes),
        cards=members,
    )
