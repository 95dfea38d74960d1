"""Algorithmic codes: nine digits that a locker without any network can check, because both ends can compute them.

    code = HMAC-SHA256(key, "hallpin/1" | start hour | hours | serial | compartment)  mod 10^9

`key` is derived from the device's secret and a key number, so no two devices share a code. A code opens one compartment
within whole hours; it cannot be taken back while the locker is dark, only denied once it is reached again. At any moment
at most `MAX_CANDIDATES` codes are valid at one locker: (hours + 1) starts of each length, two serials, each compartment.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.codes import same

DARK_DIGITS: Final = 9
LENGTHS_H: Final = (2, 4)
SERIALS: Final = 2
MAX_AHEAD_MS: Final = 48 * 3_600_000
TOLERANCE_MS: Final = 5 * 60_000
MAX_COMPARTMENTS: Final = 12
MAX_CANDIDATES: Final = sum(hours + 1 for hours in LENGTHS_H) * SERIALS * MAX_COMPARTMENTS
HOUR_MS: Final = 3_600_000

_KEY_CONTEXT: Final = b"hallenwart dark codes 1"
_CODE_CONTEXT: Final = b"hallpin/1"


@dataclass(frozen=True, slots=True)
class DarkCode:
    """What an algorithmic code stands for. `start_ms` is a whole hour, `serial` 0 or 1."""

    start_ms: int
    hours: int
    serial: int
    slot: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.hours * HOUR_MS

    @property
    def id(self) -> str:
        """The name by which events and deny lists know it."""
        return f"dark.{self.start_ms // HOUR_MS}.{self.hours}.{self.serial}.{self.slot}"


def key_of(device_secret: bytes, kid: int) -> bytes:
    """Derive the key of one device (32 bytes); a new `kid` makes all older codes worthless."""
    return hmac.new(device_secret, _KEY_CONTEXT + kid.to_bytes(4, "big"), hashlib.sha256).digest()


def digits_of(code: DarkCode, *, key: bytes) -> str:
    """Return the nine digits."""
    body = b"|".join(str(part).encode() for part in (code.start_ms // HOUR_MS, code.hours, code.serial, code.slot))
    number = int.from_bytes(hmac.new(key, _CODE_CONTEXT + b"|" + body, hashlib.sha256).digest(), "big")
    return f"{number % 10**DARK_DIGITS:0{DARK_DIGITS}d}"


def candidates(slots: Iterable[int], now_ms: int) -> Iterator[DarkCode]:
    """Yield every code that is valid now at a locker with these compartments (the first `MAX_COMPARTMENTS` of them)."""
    numbers = sorted(slots)[:MAX_COMPARTMENTS]
    hour = now_ms // HOUR_MS
    for hours in LENGTHS_H:
        for start in range(hour - hours - 1, hour + 2):
            start_ms = start * HOUR_MS
            if start_ms - TOLERANCE_MS <= now_ms <= start_ms + hours * HOUR_MS + TOLERANCE_MS:
                yield from (DarkCode(start_ms, hours, serial, slot) for serial in range(SERIALS) for slot in numbers)


def find(digits: str, slots: Iterable[int], now_ms: int, *, key: bytes) -> DarkCode | None:
    """Return what `digits` stand for now, None when they are no valid code. Every candidate is compared."""
    fitting = [code for code in candidates(slots, now_ms) if same(digits_of(code, key=key).encode(), digits.encode())]
    return fitting[0] if fitting else None


def covering(from_ms: int, to_ms: int, slot: int, *, serial: int = 0) -> DarkCode | None:
    """Return the shortest code that holds from `from_ms` to `to_ms`, None when that is longer than the longest."""
    start_ms = from_ms - from_ms % HOUR_MS
    fitting = (DarkCode(start_ms, hours, serial, slot) for hours in LENGTHS_H)
    return next((code for code in fitting if code.end_ms >= to_ms), None)
