"""Whether a wiring can be meant, before it is sent: TOML, the schema, and what contradicts itself or this server. Pure."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from hallenwart_contract.wiring import MAX_WIRING_CHARS, OWN_TABLES, line_of

Path = tuple[str | int, ...]
_WITH_ID: Final = 64
_AT_LINE: Final = re.compile(r"at line (\d+)")


class Weight(StrEnum):
    """An error keeps it from being sent; a warning is read and decided by a person."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` from 1, in both languages what is wrong there."""

    line: int
    de: str
    en: str
    weight: Weight = Weight.ERROR


@dataclass(frozen=True, slots=True)
class Known:
    """What this server knows of where the device stands. `compartments` are numbers people hold keys of."""

    halls: frozenset[str] = frozenset()
    compartments: frozenset[int] = frozenset()
    devices: frozenset[str] = frozenset()
    running: Mapping[str, Any] | None = None


def parse(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Return the tables, or None and why the text is no TOML."""
    if len(text) > MAX_WIRING_CHARS:
        return None, [
            Problem(1, f"Zu lang: höchstens {MAX_WIRING_CHARS} Zeichen", f"Too long: {MAX_WIRING_CHARS} characters at most")
        ]
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(_line_in(str(error)), f"Kein TOML: {error}", f"Not TOML: {error}")]


def _line_in(message: str) -> int:
    found = _AT_LINE.search(message)
    return int(found[1]) if found else 1


def contradictions(text: str, tables: Mapping[str, Any], known: Known) -> list[Problem]:
    """Return what the parts of a wiring that fits the schema contradict, and what this server knows better."""
    found = [
        *_own(tables),
        *_ids(tables),
        *_zones(tables),
        *_pins(tables),
        *_halls(tables, known),
        *_compartments(tables, known),
        *_peers(tables, known),
        *_gone(tables, known),
    ]
    return [Problem(line_of(text, path), de, en, weight) for path, de, en, weight in found]


_Found = tuple[Path, str, str, Weight]


def _own(tables: Mapping[str, Any]) -> Iterator[_Found]:
    for name in OWN_TABLES:
        if name in tables:
            de, en = f"[{name}] bleibt in der Datei des Geräts", f"[{name}] stays in the device's own file"
            yield (name,), de, en, Weight.ERROR


def _rows(tables: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every table of a list of tables, and lockers' compartments."""
    for name, rows in tables.items():
        for index, row in enumerate(rows) if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                yield (name, index), row
                for number, each in enumerate(row.get("compartments", ())) if name == "locker" else ():
                    yield (name, index, "compartments", number), each


def _ids(tables: Mapping[str, Any]) -> Iterator[_Found]:
    named = [(path, str(row["id"])) for path, row in _rows(tables) if "id" in row and path[0] != "zone"]
    counts = Counter(name for _, name in named)
    seen: set[str] = set()
    for path, name in named:
        if counts[name] > 1 and name in seen:
            yield (*path, "id"), f"{name} gibt es schon", f"{name} is there already", Weight.ERROR
        seen.add(name)


def _zones(tables: Mapping[str, Any]) -> Iterator[_Found]:
    zones = {row.get("id") for path, row in _rows(tables) if path[0] == "zone"}
    for path, row in _rows(tables):
        zone = row.get("zone")
        if isinstance(zone, str) and zone not in zones:
            de, en = f"Zone {zone} fehlt: [[zone]] mit dieser id", f"zone {zone} is missing: a [[zone]] with this id"
            yield (*path, "zone"), de, en, Weight.ERROR


def _pins(tables: Mapping[str, Any]) -> Iterator[_Found]:
    seen: dict[int, str] = {}
    for path, pin in _named_pins(tables):
        if pin in seen:
            yield path, f"GPIO {pin} hat schon {seen[pin]}", f"GPIO {pin} is used by {seen[pin]}", Weight.ERROR
        seen.setdefault(pin, ".".join(str(part) for part in path if isinstance(part, str)))


def _named_pins(value: object, path: Path = ()) -> Iterator[tuple[Path, int]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            here = (*path, name)
            if isinstance(each, int) and not isinstance(each, bool) and (name == "pin" or str(name).endswith("_pin")):
                yield here, each
            else:
                yield from _named_pins(each, here)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _named_pins(each, (*path, index))


def _halls(tables: Mapping[str, Any], known: Known) -> Iterator[_Found]:
    for path, row in _rows(tables):
        hall = row.get("hall")
        if isinstance(hall, str) and hall and hall not in known.halls:
            yield (*path, "hall"), f"Halle {hall} gibt es hier nicht", f"there is no hall {hall} here", Weight.ERROR


def _compartments(tables: Mapping[str, Any], known: Known) -> Iterator[_Found]:
    wired = {row.get("number") for path, row in _rows(tables) if "compartments" in path}
    missing = sorted(known.compartments - wired)
    if missing:
        numbers = ", ".join(str(number) for number in missing)
        de, en = f"Fach {numbers} fehlt, dort liegen Schlüssel", f"compartment {numbers} is missing, keys are kept there"
        yield ("locker",), de, en, Weight.WARNING


def _peers(tables: Mapping[str, Any], known: Known) -> Iterator[_Found]:
    link = tables.get("site_link")
    for index, peer in enumerate(link.get("peers", ())) if isinstance(link, Mapping) else ():
        device = peer.get("device") if isinstance(peer, Mapping) else None
        if isinstance(device, str) and device not in known.devices:
            de, en = f"Gerät {device} gibt es an diesem Standort nicht", f"there is no device {device} at this site"
            yield ("site_link", "peers", index, "device"), de, en, Weight.WARNING


def _gone(tables: Mapping[str, Any], known: Known) -> Iterator[_Found]:
    """Name what the device has now and would not have any more."""
    if known.running is None:
        return
    before = {str(row["id"]) for _, row in _rows(known.running) if "id" in row}
    after = {str(row["id"]) for _, row in _rows(tables) if "id" in row}
    gone = sorted(before - after)
    if gone:
        names = ", ".join(gone[:_WITH_ID])
        yield (), f"Danach nicht mehr da: {names}", f"Gone afterwards: {names}", Weight.WARNING


def diff(before: str, after: str) -> list[str]:
    """Return the lines of a unified difference without its head."""
    return [line.rstrip("\n") for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")][2:]


def ordered(problems: Sequence[Problem]) -> list[Problem]:
    """Return errors first, each by line."""
    return sorted(problems, key=lambda one: (one.weight is not Weight.ERROR, one.line, one.en))
