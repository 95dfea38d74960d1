"""Which algorithmic code is told for a compartment of a dark locker. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hallenwart_contract.dark_codes import HOUR_MS, LENGTHS_H, MAX_AHEAD_MS, MAX_COMPARTMENTS, SERIALS, DarkCode, covering


def may_have(slot: int, compartments: Iterable[int]) -> bool:
    """Say whether the locker computes codes for this compartment: it does for the first twelve."""
    return slot in sorted(compartments)[:MAX_COMPARTMENTS]


def is_due(from_ms: int, to_ms: int, now_ms: int) -> bool:
    """Say whether a right is near enough for a code."""
    return from_ms <= now_ms + MAX_AHEAD_MS and now_ms < to_ms


def pick(from_ms: int, to_ms: int, slot: int, *, told: Collection[str], now_ms: int) -> DarkCode | None:
    """Return the shortest code that nobody has yet for a window; None when both serials are told.

    A window that no code covers gets the longest: from its begin, or from this hour once it runs. With the same
    code the key goes back at any time.
    """
    start_ms = from_ms - from_ms % HOUR_MS
    if to_ms - start_ms > max(LENGTHS_H) * HOUR_MS:
        start_ms = max(start_ms, now_ms - now_ms % HOUR_MS)
    for serial in range(SERIALS):
        code = covering(start_ms, to_ms, slot, serial=serial) or DarkCode(start_ms, max(LENGTHS_H), serial, slot)
        if code.id not in told and code.end_ms > now_ms:
            return code
    return None
