"""The wiring of a device as text: the tables of its agent.toml that say what is connected where, apart from who it is."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

OWN_TABLES: Final = ("agent", "mqtt", "server")
"""Who the device is and whom it talks to: these stay in its own file and never come from afar."""
MAX_WIRING_CHARS: Final = 60_000
_SCHEMA: Final = "wiring.schema.json"
_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*[=.]")
_MARK: Final = re.compile(r"\A# revision \d+\n")


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the wiring, as the agent of this version reads it."""
    here = Path(__file__).parent
    beside = here / _SCHEMA
    path = beside if beside.exists() else here.parent / "generated" / _SCHEMA
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def digest(text: str) -> str:
    """Return SHA-256 of the text in hex, empty for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def marked(text: str, number: int) -> str:
    """Return the text with its number in the first line, so that the same text sent again is another."""
    return f"# revision {number}\n{unmarked(text)}"


def unmarked(text: str) -> str:
    return _MARK.sub("", text)


def wiring_of(text: str) -> str:
    """Return what of an agent.toml is wiring, with its comments. Raises ValueError when the text is no TOML.

    What stands above the first table belongs to none and is left out unless it is wiring itself.
    """
    kept = "".join(lines for name, lines in _tables(text) if name not in OWN_TABLES).strip("\n")
    found = f"{kept}\n" if kept else ""
    whole = {name: table for name, table in tomllib.loads(text).items() if name not in OWN_TABLES}
    if _parsed(found) != whole:  # tables written in an unusual way
        raise ValueError("write [agent], [mqtt] and [server] as tables of their own")
    return found


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _tables(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name of the outermost table, its lines), a comment just above a header with the table it belongs to."""
    name, held, above = "", "", ""
    for line in text.splitlines(keepends=True):
        header = _HEADER.match(line)
        if header is not None:
            yield name, held
            name, held, above = _names(header[2])[0], above + line, ""
        elif line.lstrip().startswith("#") or not line.strip():
            above += line
        else:
            held, above = held + above + line, ""
    yield name, held + above


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line (from 1) at which a value of parsed TOML stands; the nearest above it that can be found, else 1.

    `path` as JSON Schema names it: ("smoke", 0, "channel").
    """
    best, depth = 1, 0
    counts: dict[str, int] = {}
    here: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header is not None:
            here = _here(header, counts)
            place = here
        else:
            key = _KEY.match(line)
            if key is None:
                continue
            place = (*here, key[1].strip("\"'"))
        common = _common(place, path)
        if common == len(place) and common > depth:
            best, depth = number, common
    return best


def _here(header: re.Match[str], counts: dict[str, int]) -> tuple[str | int, ...]:
    names = _names(header[2])
    whole = ".".join(names)
    if header[1] == "[[":
        counts[whole] = counts.get(whole, -1) + 1
        for known in [known for known in counts if known.startswith(f"{whole}.")]:
            del counts[known]
    here: list[str | int] = []
    for upto, name in enumerate(names, start=1):
        here.append(name)
        if (count := counts.get(".".join(names[:upto]))) is not None:
            here.append(count)
    return tuple(here)


def _names(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _common(place: Sequence[str | int], path: Sequence[str | int]) -> int:
    count = 0
    for here, wanted in zip(place, path, strict=False):
        if here != wanted:
            break
        count += 1
    return count
