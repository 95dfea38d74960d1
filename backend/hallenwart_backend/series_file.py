"""What `hallenwart admin import-series FILE.csv` takes: readings of the past. Told twice, it changes nothing twice.

    device,component,quantity,t_ms,x
    nordpark-1,nordpark,people,1795431600000,12

The unit is in the quantity's name (`temp_c`, `smoke_pct_m`, `people`). An empty `x` is a reading without a value.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.ports import SeriesKey

COLUMNS: Final = ("device", "component", "quantity", "t_ms", "x")
LATEST_MS: Final = 4_102_444_800_000
"""2100-01-01: behind it is a unit that was mistaken."""
_MAX_NAME: Final = 64
_QUANTITY: Final = re.compile(r"[a-z][a-z0-9_]*")
Point = tuple[SeriesKey, int, float | None]


def read_points(path: Path, devices: Collection[str]) -> list[Point]:
    """Return every reading of the file. Raises ConfigError that names the line that is wrong; then nothing is to be stored."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_points(path, csv.reader(file, strict=True), devices))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _points(path: Path, lines: Iterable[list[str]], devices: Collection[str]) -> Iterator[Point]:
    header: tuple[str, ...] | None = None
    for number, cells in enumerate(lines, start=1):
        if header is None:
            header = tuple(cells)
            if header != COLUMNS:
                raise ConfigError(f"{path}, line 1: the columns must be {','.join(COLUMNS)}")
        elif cells:
            try:
                yield _point(cells, devices)
            except ValueError as error:
                raise ConfigError(f"{path}, line {number}: {error}") from error
    if header is None:
        raise ConfigError(f"{path} is empty; the first line must be {','.join(COLUMNS)}")


def _point(cells: list[str], devices: Collection[str]) -> Point:
    """Raises ValueError with what is wrong."""
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(COLUMNS)} cells are needed, not {len(cells)}")
    device, component, quantity, t_ms, x = cells
    if device not in devices:
        raise ValueError(f"there is no device {device!r}")
    if not 0 < len(component) <= _MAX_NAME or not component.isprintable():
        raise ValueError(f"not a component: {component!r}")
    if len(quantity) > _MAX_NAME or not _QUANTITY.fullmatch(quantity):
        raise ValueError(f"not a quantity: {quantity!r}; write it with its unit, like temp_c")
    return SeriesKey(device, component, quantity), _time(t_ms), _value(x)


def _time(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and 0 < int(cell) <= LATEST_MS):
        raise ValueError(f"not milliseconds since the epoch: {cell!r}")
    return int(cell)


def _value(cell: str) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"not a number: {cell!r}")
    return value
