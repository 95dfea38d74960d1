"""What the mirror writes, and where it stands. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from hallenwart_contract.messages import Quality

QUALITY_NUMBERS: Final = {Quality.OK: 0, Quality.SUSPECT: 1, Quality.STALE: 2, Quality.FAULT: 3}
"""VictoriaMetrics keeps numbers alone, so the quality is one; larger is worse."""
_NUMBER_OF: Final[dict[str, int]] = {str(word): number for word, number in QUALITY_NUMBERS.items()}
_WORST: Final = max(QUALITY_NUMBERS.values())
SLICE_MS: Final = 86_400_000
BESIDE_MS: Final = 7 * SLICE_MS
"""A refill begins so much before the time the mirror was level: devices tell late what they measured without network."""
FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
_MEASUREMENT: Final = str.maketrans({",": r"\,", " ": r"\ ", "\n": r"\ ", "\r": r"\ ", "\\": "/", "#": "_"})
_TAG: Final = str.maketrans({",": r"\,", " ": r"\ ", "=": r"\=", "\n": r"\ ", "\r": r"\ ", "\\": "/"})
"""The protocol has no word for a backslash itself; a line that begins with # is a comment."""


class Key(Protocol):
    """What a series is called."""

    @property
    def device(self) -> str: ...

    @property
    def component(self) -> str: ...

    @property
    def quantity(self) -> str: ...


class Value(Protocol):
    """What was measured; `q` is a word of `messages.Quality`."""

    @property
    def t_ms(self) -> int: ...

    @property
    def x(self) -> float | None: ...

    @property
    def q(self) -> str: ...


K = TypeVar("K", bound=Key)


def head(key: Key, hall: str) -> str:
    """Return what the lines of a series begin with: the quantity is the measurement, device, component and hall are tags."""
    tags = {"component": key.component, "device": key.device, "hall": hall}
    named = "".join(f",{name}={text.translate(_TAG)}" for name, text in tags.items() if text)
    return f"{key.quantity.translate(_MEASUREMENT) or '_'}{named}"


def body(sample: Value) -> str:
    """Return the fields and the time in milliseconds: `value` where there is a finite one, and always `quality`."""
    value = f"value={float(sample.x)!r}," if sample.x is not None and math.isfinite(sample.x) else ""
    return f" {value}quality={_NUMBER_OF.get(sample.q, _WORST)}i {sample.t_ms}"


def lines(samples: Iterable[tuple[K, Value]], hall_of: Callable[[K], str]) -> list[str]:
    """Return samples in line protocol. `hall_of` names the hall a series belongs to, empty for none."""
    heads: dict[K, str] = {}
    written = []
    for key, sample in samples:
        if key not in heads:
            heads[key] = head(key, hall_of(key))
        written.append(heads[key] + body(sample))
    return written


# --- where it stands -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day is filled in: this series, from then on."""

    key: Key
    at_ms: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Everything up to the change `number` was taken. `level_ms`: when nothing was left to tell last; 0: it never began.

    `refill_ms`: samples from then on are written once more, a day at a time; None: none are. `place`: how far that day is,
    forgotten with the process.
    """

    number: int = 0
    level_ms: int = 0
    refill_ms: int | None = None
    place: Place | None = None


def first(now_ms: int, oldest: int | None, *, history: bool) -> Mark:
    """Return where a mirror begins: at what comes from now on, or with everything there is."""
    return Mark(oldest - 1 if oldest else 0, now_ms, 0 if history else None)


def has_missed(mark: Mark, oldest: int | None) -> bool:
    """Say whether changes behind the mark were dropped before it came to them."""
    return oldest is not None and oldest > mark.number + 1


def after_missing(mark: Mark, oldest: int) -> Mark:
    """Go on with the oldest change there is, and fill in what may be missing."""
    from_ms = max(0, mark.level_ms - BESIDE_MS)
    earlier = from_ms if mark.refill_ms is None else min(from_ms, mark.refill_ms)
    return replace(mark, number=oldest - 1, refill_ms=earlier, place=None)


def slice_of(refill_ms: int, now_ms: int) -> tuple[int, int | None]:
    """Return which samples are filled in next: from when, and up to when; None: to the end, however far ahead a clock is."""
    until_ms = refill_ms + SLICE_MS
    return refill_ms, until_ms if until_ms < now_ms else None


def places(keys: Iterable[K], from_ms: int, place: Place | None) -> list[tuple[K, int]]:
    """Return the series that are left, in order, and from when each."""
    ordered = sorted(keys, key=_order)
    if place is None:
        return [(key, from_ms) for key in ordered]
    left = (key for key in ordered if _order(key) >= _order(place.key))
    return [(key, place.at_ms if key == place.key else from_ms) for key in left]


def _order(key: Key) -> tuple[str, str, str]:
    return key.device, key.component, key.quantity


def pause_s(failures: int, asked_s: float = 0.0) -> float:
    """Return how long to wait after so many failures in a row: doubling from a second, never less than was asked for."""
    return max(min(FIRST_PAUSE_S * 2.0 ** min(failures - 1, 10), LONGEST_PAUSE_S), min(asked_s, 10 * LONGEST_PAUSE_S))
