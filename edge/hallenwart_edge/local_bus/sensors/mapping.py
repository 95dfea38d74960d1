"""From a message to a value: a path into its JSON, a word or number made a figure of one kind. Pure.

A path is names joined by dots, a number counts in a list: `temperature:0.tC`, `DS18B20.Temperature`, `aenergy.by_minute.0`. A
name that holds a dot itself is found too: the longest name that is there goes first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from hallenwart_edge.local_bus.sensors.kinds import MEASURES, Kind

_WORDS: Final = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}
_DEEPEST: Final = 16


class Absent:
    """The message says nothing of it."""


class Nonsense:
    """The message says something of it that cannot be."""


ABSENT: Final = Absent()
NONSENSE: Final = Nonsense()


@dataclass(frozen=True, slots=True)
class Field:
    """`closed_when`: the word that means that a contact is closed. The figure is told times `scale` plus `offset`.

    `step`: a change of this much is told at once; 0: as its kind has it.
    """

    path: str
    kind: Kind
    quantity: str = ""
    scale: float = 1.0
    offset: float = 0.0
    closed_when: bool = True
    step: float = 0.0

    @property
    def told_as(self) -> str:
        return self.quantity or MEASURES[self.kind].quantity


def value_of(content: object, field: Field) -> float | Absent | Nonsense:
    """Return the figure a message holds for a field. Never fails, whatever the message is."""
    found = at(content, field.path)
    if isinstance(found, Absent) or found is None:
        return ABSENT
    measure = MEASURES[field.kind]
    if measure.truth:
        truth = _truth(found)
        if truth is None:
            return NONSENSE
        return float(truth is not field.closed_when) if field.kind is Kind.CONTACT else float(truth)
    number = _number(found)
    if number is None:
        return NONSENSE
    value = number * field.scale + field.offset
    return value if math.isfinite(value) and measure.low <= value <= measure.high else NONSENSE


def at(content: object, path: str) -> Any:
    """Return what stands at a path, `ABSENT` where nothing does."""
    return _walk(content, path.split(".")[: _DEEPEST + 1])


def _walk(content: object, names: list[str]) -> Any:
    if not names:
        return content
    if isinstance(content, dict):
        for length in range(len(names), 0, -1):
            name = ".".join(names[:length])
            if name in content:
                return _walk(content[name], names[length:])
    elif isinstance(content, list) and names[0].isascii() and names[0].isdecimal() and len(names[0]) <= 6:
        number = int(names[0])
        return _walk(content[number], names[1:]) if number < len(content) else ABSENT
    return ABSENT


def _truth(found: object) -> bool | None:
    if isinstance(found, bool):
        return found
    if isinstance(found, int) and found in (0, 1):
        return bool(found)
    return _WORDS.get(found.strip().lower()) if isinstance(found, str) else None


def _number(found: object) -> float | None:
    """Return a number, also one that stands there as text, as TTS and Tasmota write some."""
    if isinstance(found, bool):
        return None
    try:
        number = float(found) if isinstance(found, int | float | str) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
