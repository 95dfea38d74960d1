"""The digits being entered, shared by keypad and touch screen. They are masked in every text form and live 45 s at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.codes import CODE_DIGITS

IDLE_MS: Final = 45_000


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
        return len(self.digits) == CODE_DIGITS


def digit(entry: Entry, key: str, now_ms: int) -> Entry:
    """Add one digit; anything that is no digit, or one too many, changes nothing but the time."""
    current = expired(entry, now_ms)
    fits = len(key) == 1 and key in "0123456789" and not current.complete
    return Entry(current.digits + key if fits else current.digits, now_ms)


def erase(entry: Entry, now_ms: int) -> Entry:
    """Take back the last digit."""
    return Entry(expired(entry, now_ms).digits[:-1], now_ms)


def clear(now_ms: int) -> Entry:
    return Entry("", now_ms)


def expired(entry: Entry, now_ms: int) -> Entry:
    """Forget digits that nobody went on with."""
    return entry if now_ms - entry.touched_ms < IDLE_MS else Entry("", now_ms)
