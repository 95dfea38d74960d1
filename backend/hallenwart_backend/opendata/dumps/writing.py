"""The process that writes files, each in both forms: `python -m hallenwart_backend.opendata.dumps.writing`.

Its input is JSON, one object a line. Of each file: `{"columns": …, "zone": …, "about": …, "csv": PATH, "parquet": PATH}`, then
`{"rows": …}`, at last `{"end": true}`, or `{"drop": true}`. Without that last line it removes what it wrote. When a file is
complete and on the disk it says `{"rows": n, "first": cell, "files": {ending: …}}`. Without pyarrow it writes CSV alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from hallenwart_backend.telemetry.exports.rules import field, number

_ROWS_A_GROUP: Final = 50_000
Told = dict[str, Any]


class _File(Protocol):
    def add(self, rows: list[list[Any]]) -> None: ...

    def close(self) -> None: ...


class CsvFile:
    """UTF-8, commas, CRLF, a header: RFC 4180. Nothing is empty; texts that a spreadsheet would calculate get an apostrophe."""

    def __init__(self, out: BinaryIO, head: Told) -> None:
        self._out = out
        out.write((",".join(one["name"] for one in head["columns"]) + "\r\n").encode())

    def add(self, rows: list[list[Any]]) -> None:
        self._out.write("".join(",".join(map(_cell, row)) + "\r\n" for row in rows).encode())

    def close(self) -> None: ...


def _cell(value: str | float | None) -> str:
    return field(value) if isinstance(value, str) else number(None if value is None else float(value))


class ParquetFile:
    """Times are instants with the town's zone. Each column says in its metadata what it means and in which unit."""

    def __init__(self, out: BinaryIO, head: Told) -> None:
        import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
        from pyarrow import parquet

        self._pa = pa
        kinds = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
        kinds["dateTime"] = pa.timestamp("ms", tz=head["zone"])
        fields = [
            pa.field(one["name"], kinds[one["type"]], metadata={name: one[name] for name in ("de", "en", "unit")})
            for one in head["columns"]
        ]
        self._schema = pa.schema(fields, metadata=head["about"])
        self._read = [_reader(one["type"]) for one in head["columns"]]
        self._writer = parquet.ParquetWriter(out, self._schema, compression="zstd")
        self._waiting: list[list[Any]] = []

    def add(self, rows: list[list[Any]]) -> None:
        self._waiting += rows
        if len(self._waiting) >= _ROWS_A_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        columns = [
            self._pa.array([None if row[at] is None else read(row[at]) for row in self._waiting], self._schema.field(at).type)
            for at, read in enumerate(self._read)
        ]
        if self._waiting:
            self._writer.write_table(self._pa.Table.from_arrays(columns, schema=self._schema))
        self._waiting = []


def _reader(kind: str) -> Any:
    return {"date": date.fromisoformat, "dateTime": datetime.fromisoformat}.get(kind, lambda value: value)


def write(head: Told, lines: Iterator[bytes]) -> Told | None:
    """Write a file as the lines say; return what became of it, None when they did not come to its end."""
    paths = {ending: Path(head[ending]) for ending in FORMS}
    count, first = None, ""
    try:
        with ExitStack() as stack:
            outs = {ending: stack.enter_context(path.open("wb", buffering=1 << 20)) for ending, path in paths.items()}
            files = [FORMS[ending](out, head) for ending, out in outs.items()]
            count, first = _take(lines, files)
            for file in files:
                file.close()
            for out in outs.values():
                out.flush()
                os.fsync(out.fileno())
    finally:
        if count is None:
            for path in paths.values():
                path.unlink(missing_ok=True)
    if count is None:
        return None
    said = {ending: {"bytes": path.stat().st_size, "sha256": _sha256(path)} for ending, path in paths.items()}
    return {"rows": count, "first": first, "files": said}


def _take(lines: Iterator[bytes], files: list[_File]) -> tuple[int | None, str]:
    """Return how many rows came, None when not all did, and the first cell of the first one."""
    count, first = 0, ""
    for told in map(json.loads, lines):
        if told.get("end"):
            return count, first
        if told.get("drop"):
            break
        for file in files:
            file.add(told["rows"])
        if told["rows"] and not count:
            first = str(told["rows"][0][0])
        count += len(told["rows"])
    return None, first


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


FORMS: Final[dict[str, Callable[[BinaryIO, Told], _File]]] = {
    "csv": CsvFile,
    **({"parquet": ParquetFile} if importlib.util.find_spec("pyarrow") is not None else {}),
}


def main() -> None:
    os.nice(10)  # nobody waits for it
    lines = iter(sys.stdin.buffer.readline, b"")
    for head in map(json.loads, lines):
        said = write(head, lines)
        if said is not None:
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
