"""What other booking systems may ask for, and how they are told. Pure; times in milliseconds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

HOLD_MS: Final = 2 * 60_000
MAX_HOLD_MS: Final = 10 * 60_000
QUARTER_MS: Final = 15 * 60_000
MAX_LENGTH_MS: Final = 7 * 86_400_000
HORIZON_MS: Final = 400 * 86_400_000
SECRET_OVERLAP_MS: Final = 24 * 3_600_000
"""How long the secret before still signs after a change."""
KEY_PREFIX: Final = "hwp"


class State(StrEnum):
    """A claim's life: held for a short time, then granted or lapsed; granted until it is over or revoked."""

    HELD = "held"
    GRANTED = "granted"
    REVOKED = "revoked"
    LAPSED = "lapsed"


class Told(StrEnum):
    """What a webhook tells. `key_out`, `returned` and `overdue` name their compartment."""

    DELIVERED = "delivered"
    APPLIED = "applied"
    USED = "used"
    KEY_OUT = "key_out"
    RETURNED = "returned"
    OVERDUE = "overdue"
    REVOKED = "revoked"
    PING = "ping"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One compartment of one locker."""

    device: str
    number: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Compartments for a window, with the sections of halls whose keys they hold."""

    spots: tuple[Spot, ...]
    halls: Mapping[str, tuple[int, ...]]
    from_ms: int
    to_ms: int
    title: str = ""

    @property
    def slots(self) -> dict[str, list[int]]:
        """Return the compartments by locker."""
        found: dict[str, list[int]] = {}
        for spot in self.spots:
            found.setdefault(spot.device, []).append(spot.number)
        return found


@dataclass(frozen=True, slots=True)
class Scope:
    """What a key may reach: whole sites, single compartments."""

    sites: frozenset[str]
    spots: frozenset[Spot] = frozenset()

    def reaches(self, site: str, spot: Spot) -> bool:
        return site in self.sites or spot in self.spots


# --- windows -----------------------------------------------------------------------------------------------------------


def fault_of_window(from_ms: int, to_ms: int, now_ms: int) -> str | None:
    """Return why a window cannot be granted whatever others have, as a code, or None."""
    checks = (
        ("bad_window", from_ms >= to_ms),
        ("too_long", to_ms - from_ms > MAX_LENGTH_MS),
        ("over", to_ms <= now_ms),
        ("too_far", from_ms > now_ms + HORIZON_MS),
    )
    return next((code for code, wrong in checks if wrong), None)


def quarters(from_ms: int, to_ms: int) -> range:
    """Return the numbers of the quarters of an hour a window touches."""
    return range(from_ms // QUARTER_MS, -(-to_ms // QUARTER_MS))


# --- repeats -----------------------------------------------------------------------------------------------------------


def digest_of(*parts: Any) -> str:
    """Return a hash over plain values, the same for the same values in any order of their keys."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()


# --- webhooks ----------------------------------------------------------------------------------------------------------


def event_id(*parts: Any) -> str:
    """Return the id of what happened: told again after a crash it is the same."""
    return "evt_" + digest_of(*parts)[:26]


# --- what happened to a grant ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AtLocker:
    """How far one locker is with a right: at the broker, at the locker; `list_ms` is when it last confirmed a list."""

    device: str
    delivered_ms: int | None
    applied_ms: int | None
    list_ms: int | None


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One time a key of the grant was out; it is overdue `after_ms` after it was due."""

    spot: Spot
    taken_ms: int
    returned_ms: int | None
    due_ms: int | None
    after_ms: int = 0

    @property
    def late_ms(self) -> int | None:
        """From when on it is overdue, None for never."""
        return None if self.due_ms is None else self.due_ms + self.after_ms


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing to tell. Its id comes of `mark`: the same however often it is found."""

    kind: Told
    t_ms: int
    mark: tuple[Any, ...]
    spot: Spot | None = None


def happened(version: int, lockers: Sequence[AtLocker], uses: Collection[KeyUse], *, now_ms: int) -> list[Happened]:
    """Return everything that has happened to a grant so far, in the order of its time."""
    found: list[Happened] = []
    for kind, times in (
        (Told.DELIVERED, [one.delivered_ms for one in lockers]),
        (Told.APPLIED, [one.applied_ms for one in lockers]),
    ):
        known = [t_ms for t_ms in times if t_ms is not None]
        if known and len(known) == len(lockers):
            found.append(Happened(kind, max(known), (version,)))
    for use in sorted(uses, key=lambda one: (one.taken_ms, one.spot)):
        mark = (use.spot.device, use.spot.number, use.taken_ms)
        found.append(Happened(Told.KEY_OUT, use.taken_ms, mark, use.spot))
        if use.late_ms is not None and (use.returned_ms or now_ms) > use.late_ms:
            found.append(Happened(Told.OVERDUE, use.late_ms, mark, use.spot))
        if use.returned_ms is not None:
            found.append(Happened(Told.RETURNED, use.returned_ms, mark, use.spot))
    return found
