"""What stands in an exported file, and in which words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import utc

WHAT: Final = ("device", "component", "hall", "quantity", "name", "unit")
"""The columns that say which series a row belongs to; `name` is the quantity in German."""
VALUE: Final = ("value", "quality")
BUCKET: Final = ("n", "mean", "low", "high", "total")
_DAY: Final = dt.timedelta(days=1)


class Format(StrEnum):
    CSV = "csv"
    PARQUET = "parquet"


class State(StrEnum):
    """`broken`: the server was started anew meanwhile. `gone`: it was done, and the file was deleted."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    BROKEN = "broken"
    GONE = "gone"


ENDED: Final = frozenset(State) - {State.WAITING, State.RUNNING}


def columns(level: str) -> tuple[str, ...]:
    """Return the names of the columns, in order."""
    return "time", "local_time", *WHAT, *(VALUE if level == "sample" else BUCKET)


@dataclass(frozen=True, slots=True)
class Times:
    """Times as text: UTC, and the local wall time with its distance from UTC (ISO 8601)."""

    zone: ZoneInfo

    def both(self, t_ms: int) -> tuple[str, str]:
        at = utc(t_ms)
        return f"{at:%Y-%m-%dT%H:%M:%S}.{t_ms % 1_000:03d}Z", at.astimezone(self.zone).isoformat(timespec="milliseconds")


def number(x: float | None) -> str:
    """Return a value with a decimal point, nothing for none; whole numbers without a fraction."""
    if x is None:
        return ""
    return str(int(x)) if x.is_integer() and abs(x) < 1e15 else repr(x)


def field(text: str) -> str:
    """Return a text as RFC 4180 has it. One that a spreadsheet would take for a formula gets an apostrophe."""
    safe = f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
    return '"' + safe.replace('"', '""') + '"' if any(sign in safe for sign in ',"\r\n') else safe


def csv_lines(times: Times, series: Sequence[str], rows: Sequence[Sequence[float | str | None]]) -> str:
    """Return rows of one series (its `WHAT`); each begins with t_ms, then what its level has."""
    what = ",".join(map(field, series))
    written = []
    for t_ms, *figures in rows:
        stamp, local = times.both(int(t_ms or 0))
        shown = ",".join(each if isinstance(each, str) else number(None if each is None else float(each)) for each in figures)
        written.append(f"{stamp},{local},{what},{shown}\r\n")
    return "".join(written)


def file_name(from_ms: int, to_ms: int, zone: ZoneInfo, level: str, kind: Format) -> str:
    """Return what a browser calls the file, from its first and last whole or begun day."""
    first, last = utc(from_ms).astimezone(zone).date(), utc(max(from_ms, to_ms - 1)).astimezone(zone).date()
    words = {"sample": "messwerte", "hour": "stundenwerte", "day": "tageswerte"}
    span = f"{first}" if last - first < _DAY else f"{first}-bis-{last}"
    return f"{words[level]}-{span}.{kind}"
