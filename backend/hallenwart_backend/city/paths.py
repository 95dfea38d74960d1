"""A place in a message, and the figure that stands there. Pure.

A path is names joined by dots, a number counts in a list: `sensor.0.temperature`. A name that holds a dot itself is found too:
the longest name that is there goes first. A dot alone is the whole message.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

_DEEPEST: Final = 16
_MOST_DIGITS: Final = 6
_TRUTHS: Final = {"true": 1.0, "on": 1.0, "open": 1.0, "yes": 1.0, "false": 0.0, "off": 0.0, "closed": 0.0, "no": 0.0}


class Absent:
    """Nothing stands there."""


ABSENT: Final = Absent()


def at(content: object, path: str) -> Any:
    """Return what stands at a path, `ABSENT` where nothing does."""
    return _walk(content, [] if path == "." else path.split(".")[: _DEEPEST + 1])


def number_of(found: object, words: Mapping[str, float]) -> float | None:
    """Return the figure of a number, a truth, a text that is a number, or a word; None for everything else. Never fails."""
    if isinstance(found, bool):
        return float(found)
    if isinstance(found, str):
        word = found.strip()
        known = words.get(word, _TRUTHS.get(word.lower()))
        if known is not None:
            return known
    try:
        number = float(found) if isinstance(found, int | float | str) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _walk(content: object, names: list[str]) -> Any:
    if not names:
        return content
    if isinstance(content, dict):
        for length in range(len(names), 0, -1):
            name = ".".join(names[:length])
            if name in content:
                return _walk(content[name], names[length:])
    elif isinstance(content, list) and names[0].isascii() and names[0].isdecimal() and len(names[0]) <= _MOST_DIGITS:
        number = int(names[0])
        return _walk(content[number], names[1:]) if number < len(content) else ABSENT
    return ABSENT
