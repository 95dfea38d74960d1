"""Words, addresses and numbers of strangers, bounded and harmless; and what a reading holds. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlsplit

from hallenwart_backend.exchange.model import Item, ItemKind, Spot

MOST_ITEMS: Final = 5_000
MOST_SHIFTS: Final = 400
LONGEST: Final = 4_000
BROKEN: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What entries raise that are not what they should be."""


class ReadingError(Exception):
    """Raised when a whole document cannot be read. `code`: not_json, not_xml, no_calendar, no_table, unknown, too_many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Reading:
    """`gone` are names of what a feed says is deleted; `broken` counts what could not be read; `next` where RPDE goes on."""

    items: list[Item] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    broken: int = 0
    next: str = ""

    def add(self, item: Item | None) -> None:
        if item is not None:
            self.items.append(_spanned(item))
        if len(self.items) > MOST_ITEMS:
            raise ReadingError("too_many")


def _spanned(item: Item) -> Item:
    """Return an offer with the time its shifts span, where none is told."""
    if item.kind is not ItemKind.OFFER or item.from_ms is not None or not item.shifts:
        return item
    spans = [(shift.from_ms, shift.to_ms) for shift in item.shifts]
    return replace(item, from_ms=min(start for start, _ in spans), to_ms=max(end for _, end in spans))


def words(value: object, most: int = LONGEST) -> str:
    """Return text without control characters, at most so long; of a list its first, of a language map its German or first."""
    if isinstance(value, list):
        return words(value[0], most) if value else ""
    if isinstance(value, dict):
        return words(value.get("de") or value.get("@value") or next(iter(value.values()), ""), most)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    kept = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(value))
    return kept.strip()[:most]


def web(value: object) -> str:
    """Return an address of the web, nothing for anything else."""
    text = words(value, 1_000)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.hostname and " " not in text else ""


def number(value: object, least: float, most: float) -> float | None:
    """Return a number within bounds, None for anything else."""
    try:
        found = float(words(value, 40))
    except ValueError:
        return None
    return found if least <= found <= most else None


def count(value: object) -> int | None:
    found = number(value, 0, 1_000_000)
    return None if found is None else int(found)


def many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def texts(value: object, most: int = 100) -> tuple[str, ...]:
    return tuple(text for one in many(value)[:50] if (text := words(one, most)))


def spot(name: object, address: object, lat: object, lon: object, access: dict[str, bool] | None = None) -> Spot:
    """Return where something is; coordinates count only together."""
    north, east = number(lat, -90, 90), number(lon, -180, 180)
    known = north is not None and east is not None
    return Spot(words(name, 200), words(address, 300), north if known else None, east if known else None, "", access or {})


def identity(source: str, key: str) -> str:
    """Return the id of what a source calls so."""
    return hashlib.blake2b(f"{source}\n{key}".encode(), digest_size=12).hexdigest()


def names(key: str, others: Iterable[object]) -> tuple[str, ...]:
    """Return under which addresses a thing is known; its own first."""
    return tuple(dict.fromkeys(url for one in (key, *others) if (url := web(one))))


def kind_of(text: str, usual: ItemKind) -> ItemKind:
    return ItemKind(text) if text in {str(kind) for kind in ItemKind} else usual
