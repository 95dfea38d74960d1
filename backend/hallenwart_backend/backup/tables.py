"""Tables as lines of JSON, the same from SQLite and PostgreSQL: the first line names the columns, each other is a row."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import JSON, Connection, Date, Integer, LargeBinary, MetaData, Table, func, insert, null, select, text

from hallenwart_backend.errors import ConfigError

ROWS_AT_ONCE: Final = 500
_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.decode
Value = Callable[[Any], Any]


def dump(connection: Connection, table: Table, path: Path) -> int:
    """Write all rows of a table, in the order of its key; return how many."""
    columns = list(table.columns)
    out = [_out(column.type) for column in columns]
    rows = 0
    with path.open("wb") as file:
        file.write(_encode([str(column.name) for column in columns]) + b"\n")
        found = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(
            select(*columns).order_by(*table.primary_key.columns)
        )
        for row in found:
            file.write(_encode([None if value is None else say(value) for say, value in zip(out, row, strict=True)]) + b"\n")
            rows += 1
    return rows


def load(connection: Connection, table: Table, path: Path) -> int:
    """Insert all rows of a file; return how many. Raises ConfigError when file and table do not belong together."""
    with path.open("rb") as file:
        names = _decode(file.readline(), type=list[str])
        missing = [name for name in names if name not in table.columns]
        if missing:
            raise ConfigError(f"table {table.name} has no column {missing[0]}; the backup is damaged")
        rows, take = 0, [_in(table, name) for name in names]
        lines = iter(file)
        while some := [_row(names, take, _decode(line)) for line in islice(lines, ROWS_AT_ONCE)]:
            connection.execute(insert(table), some)
            rows += len(some)
    _count_on(connection, table)
    return rows


def in_order(metadata: MetaData) -> Iterator[Table]:
    """Yield the tables so that what is referred to comes first."""
    yield from (table for table in metadata.sorted_tables if table.name != "alembic_version")


def _row(names: Sequence[str], take: Sequence[Value], values: Sequence[Any]) -> dict[str, Any]:
    if len(values) != len(names):
        raise ConfigError("a row has more or fewer values than columns; the backup is damaged")
    return {name: hear(value) for name, hear, value in zip(names, take, values, strict=True)}


def _out(kind: object) -> Value:
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode()
    return dt.date.isoformat if isinstance(kind, Date) else lambda value: value


def _in(table: Table, name: str) -> Value:
    column = table.columns[name]
    if isinstance(column.type, LargeBinary):
        return lambda value: None if value is None else base64.b64decode(value)
    if isinstance(column.type, Date):
        return lambda value: None if value is None else dt.date.fromisoformat(value)
    if isinstance(column.type, JSON) and column.nullable:
        return lambda value: null() if value is None else value
    return lambda value: value


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL's own numbers go on after the highest that came in; SQLite does so by itself."""
    key = list(table.primary_key.columns)
    if connection.dialect.name != "postgresql" or len(key) != 1 or not isinstance(key[0].type, Integer):
        return
    named = {"table": table.name, "column": key[0].name}
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), named).scalar()
    highest = connection.execute(select(func.max(key[0]))).scalar()
    if sequence and highest:
        connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})
