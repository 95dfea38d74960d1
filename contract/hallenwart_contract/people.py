"""People in halls as a device counts them, and what it measures of them. Counts, never persons."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from hallenwart_contract.whole import Whole

FREE_FROM: Final = 0.7
"""So likely a place must be free before its lights go out."""


class Use(StrEnum):
    """Whether somebody is in a place."""

    BUSY = "busy"
    FREE = "free"
    UNKNOWN = "unknown"
    """Nothing that could tell works."""


class Sign(StrEnum):
    """What a decision about a place stands on."""

    COUNT = "count"
    """More came in than went out."""
    PASSED = "passed"
    """Somebody went through a door lately."""
    RADAR = "radar"
    MOTION = "motion"
    LIGHT = "light"
    AIR = "air"
    """The CO2 rises or falls as people come and go."""
    KEY = "key"
    """A key of the place is out; or all hang."""
    NIGHT = "night"
    CLOSED = "closed"


class PlaceCount(msgspec.Struct, frozen=True, kw_only=True):
    """People in a hall, or in `sections` of it (empty: the whole hall).

    `people` is None while the counters are not to be trusted; the true number lies within `low` … `high` nineteen times of
    twenty. `use` is a word of `Use`, `sure` its probability (0.5 … 1), `signs` what speaks for it, the strongest first.
    `since_ms`: since when `use` is so. `ins` and `outs` are the passages of this local day. `of`: the other devices whose doors
    and sensors are in it; it must not be added to theirs.
    """

    hall: str
    sections: list[Whole] = []
    people: Whole | None = None
    low: Whole | None = None
    high: Whole | None = None
    use: str = Use.UNKNOWN
    sure: float = 0.5
    signs: list[str] = []
    since_ms: Whole | None = None
    ins: Whole = 0
    outs: Whole = 0
    of: list[str] = []


class SensorKind(StrEnum):
    """By what a sensor knows of people."""

    BEAMS = "beam_pair"
    DOOR_RADAR = "ld2450"
    COUNTER = "counter"
    """A counter of another maker: at a door, or one that sees all people of a place at once."""
    RADAR = "ld2410"
    MOTION = "pir"
    LIGHT = "light"
    AIR = "co2"


COUNTING: Final = frozenset({SensorKind.BEAMS, SensorKind.DOOR_RADAR, SensorKind.COUNTER})


class PeopleSensor(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor `c` that knows of people in a hall, or in sections of it; `kind` is a word of `SensorKind`.

    How it is stands in `sensors` and `reasons` of the snapshot. `said_ms`: when it last saw somebody or counted a passage.
    """

    c: str
    hall: str
    sections: list[Whole] = []
    kind: str
    said_ms: Whole | None = None


class DoorCount(msgspec.Struct, frozen=True, kw_only=True):
    """Passages of this local day at one counter `c`, into and out of a hall."""

    c: str
    hall: str
    sections: list[Whole] = []
    ins: Whole = 0
    outs: Whole = 0


def relied_on(count: PlaceCount) -> Use:
    """Return the word of a place as somebody may act on it: free only where that is likely and nobody is counted for sure."""
    if count.use == Use.BUSY:
        return Use.BUSY
    free = count.use == Use.FREE and count.sure >= FREE_FROM and not count.low
    return Use.FREE if free else Use.UNKNOWN


def place_id(hall: str, sections: Iterable[int] = ()) -> str:
    """Return the component under which a place's readings go: `nordpark`, or `nordpark/1+2` for sections of it."""
    numbers = sorted(set(sections))
    return f"{hall}/{'+'.join(map(str, numbers))}" if numbers else hall


def place_of(component: str) -> tuple[str, tuple[int, ...]]:
    """Return (hall, sections) of a component named by `place_id`. Of any other name it is the hall."""
    hall, _, numbers = component.partition("/")
    sections = tuple(int(number) for number in numbers.split("+") if number.isdecimal())
    return (hall, sections) if sections and place_id(hall, sections) == component else (component, ())
