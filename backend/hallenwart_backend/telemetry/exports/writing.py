"""The process that writes one file: `python -m hallenwart_backend.telemetry.exports.writing FORMAT LEVEL ZONE PATH`.

Its input is JSON, one object a line: `{"series": [six texts]}`, `{"rows": [[t_ms, …], …]}` of it, at last `{"end": true}`.
Without that last line, as of a server that was killed, it removes what it wrote. It ends with 0 when the file is complete and
on the disk, with 3 where pyarrow is missing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol
from zoneinfo import ZoneInfo

from hallenwart_backend.telemetry.exports.rules import BUCKET, VALUE, WHAT, Format, Times, columns, csv_lines

NO_PYARROW: Final = 3
_ROWS_A_GROUP: Final = 50_000
Row = list[Any]


class _File(Protocol):
    def add(self, series: list[str], rows: list[Row]) -> None: ...

    def close(self) -> None: ...


class CsvFile:
    """UTF-8, commas, CRLF, a header: RFC 4180."""

    def __init__(self, out: BinaryIO, level: str, zone: str) -> None:
        self._out, self._times = out, Times(ZoneInfo(zone))
        out.write((",".join(columns(level)) + "\r\n").encode())

    def add(self, series: list[str], rows: list[Row]) -> None:
        self._out.write(csv_lines(self._times, series, rows).encode())

    def close(self) -> None: ...


class ParquetFile:
    """One row group a few ten thousand rows. `time` is an instant in UTC, `local_time` the wall clock of the zone."""

    def __init__(self, out: BinaryIO, level: str, zone: str) -> None:
        import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
        from pyarrow import parquet

        self._pa, self._zone = pa, zone
        text = pa.dictionary(pa.int32(), pa.string())
        figures: dict[str, Any] = {name: pa.float64() for name in (VALUE if level == "sample" else BUCKET)}
        figures |= {name: kind for name, kind in (("n", pa.int64()), ("quality", text)) if name in figures}
        self._figures = figures
        fields = [("time", pa.timestamp("ms", tz="UTC")), ("local_time", pa.timestamp("ms", tz=zone))]
        named = [(name, text) for name in WHAT]
        self._schema = pa.schema([*fields, *named, *figures.items()], metadata={"level": level, "zone": zone})
        self._writer = parquet.ParquetWriter(out, self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._rows = 0

    def add(self, series: list[str], rows: list[Row]) -> None:
        pa = self._pa
        moments = pa.array([row[0] for row in rows], pa.int64())
        times = [moments.cast(pa.timestamp("ms", tz=zone)) for zone in ("UTC", self._zone)]
        named = [pa.array([text] * len(rows), pa.string()).dictionary_encode() for text in series]
        found = [pa.array([row[n] for row in rows], kind) for n, kind in enumerate(self._figures.values(), 1)]
        self._waiting.append(pa.Table.from_arrays([*times, *named, *found], schema=self._schema))
        self._rows += len(rows)
        if self._rows >= _ROWS_A_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(self._pa.concat_tables(self._waiting).unify_dictionaries())
            self._waiting, self._rows = [], 0


FILES: Final[dict[Format, Callable[[BinaryIO, str, str], _File]]] = {Format.CSV: CsvFile, Format.PARQUET: ParquetFile}


def write(lines: Iterator[bytes], file: _File) -> bool:
    """Write what the lines say; return whether they came to their end."""
    series: list[str] = []
    for told in map(json.loads, lines):
        if "series" in told:
            series = told["series"]
        elif "rows" in told:
            file.add(series, told["rows"])
        elif told.get("end"):
            return True
    return False


def main(argv: list[str]) -> int:
    kind, level, zone, path = Format(argv[0]), argv[1], argv[2], Path(argv[3])
    complete = False
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb", buffering=1 << 20) as out:
            file = FILES[kind](out, level, zone)
            complete = write(iter(sys.stdin.buffer.readline, b""), file)
            file.close()
            out.flush()
            os.fsync(out.fileno())
    except ImportError:
        return NO_PYARROW
    finally:
        if not complete:
            with suppress(OSError):
                path.unlink()
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
