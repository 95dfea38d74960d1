"""The digits being entered, shared by keypad, touch screen and what types like one. Masked in every text form, 45 s at most.

A code has 8 digits, 12 with its four extra ones, or 9 where the locker is dark; which of these may be tried now is the
pad's business (`lengths`). A compartment's number is typed into the same entry.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.codes import CODE_DIGITS, LONG_DIGITS
from hallenwart_contract.dark_codes import DARK_DIGITS

IDLE_MS: Final = 45_000
LENGTHS: Final = (CODE_DIGITS, DARK_DIGITS, LONG_DIGITS)
_DIGITS: Final = "0123456789"


@dataclass(frozen=True, slots=True)
class Entry:
    """`digits` never appear in a repr, so in no log either."""

    digits: str = field(default="", repr=False)
    touched_ms: int = 0

    @property
    def count(self) -> int:
        return len(self.digits)

    @property
    def complete(self) -> bool:
        """Whether this is as long as some code."""
        return self.fits(LENGTHS)

    @property
    def long(self) -> bool:
        """Whether this is a code with its extra digits, which no lockout stops."""
        return self.count == LONG_DIGITS

    def fits(self, lengths: Collection[int]) -> bool:
        return self.count in lengths


def digit(entry: Entry, key: str, now_ms: int) -> Entry:
    """Add one digit; anything that is no digit, or one too many, changes nothing but the time."""
    current = expired(entry, now_ms)
    fits = len(key) == 1 and key in _DIGITS and current.count < LONG_DIGITS
    return Entry(current.digits + key if fits else current.digits, now_ms)


def erase(entry: Entry, now_ms: int) -> Entry:
    """Take back the last digit."""
    return Entry(expired(entry, now_ms).digits[:-1], now_ms)


def clear(now_ms: int) -> Entry:
    return Entry("", now_ms)


def expired(entry: Entry, now_ms: int) -> Entry:
    """Forget digits that nobody went on with."""
    return entry if now_ms - entry.touched_ms < IDLE_MS else Entry("", now_ms)


def typed(text: str, now_ms: int) -> Entry | None:
    """Return the entry a reader typed in one go, None when the text is no code made of digits."""
    tidy = "".join(text.split())
    if len(tidy) not in LENGTHS or not set(tidy) <= set(_DIGITS):
        return None
    return Entry(tidy, now_ms)


def lengths(*, long_only: bool, dark: bool) -> tuple[int, ...]:
    """Return how many digits a code may have now; `dark` when algorithmic codes are in force."""
    if long_only:
        return (LONG_DIGITS,)
    return LENGTHS if dark else (CODE_DIGITS, LONG_DIGITS)
