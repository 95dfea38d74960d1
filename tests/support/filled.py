"""A records database in which every table has rows, and every column says something."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert, null, text

_ENDS = ("end", "close_", "to_", "last", "until", "expires")
_EITHER_OR = {"duty_shifts": {"weekly": null()}}
"""Columns of which a row may fill only one."""


def _row(table: Table, number: int) -> dict[str, Any]:
    """Return a row in which every column says something; references lead to rows of the same number."""
    given: dict[str, Any] = {}
    for column in table.columns:
        kind, later = column.type.python_type, 10 if column.name.startswith(_ENDS) else 0
        if kind is str:
            most = getattr(column.type, "length", None) or 8
            given[column.name] = f"r{number}"[:most]
        elif kind in {int, float}:
            given[column.name] = number + later
        elif kind is date:
            given[column.name] = date(2026, 1, number + later)
        elif kind is bool:
            given[column.name] = False
        elif kind is bytes:
            given[column.name] = bytes([number]) * 16
        else:
            given[column.name] = [1]
    return given


def filled(connection: Connection) -> dict[str, int]:
    """Put two rows into every table as it is now; return how many rows each has."""
    known = MetaData()
    known.reflect(connection)
    tables = [table for table in known.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        for number in (1, 2):
            connection.execute(insert(table).values(**_row(table, number) | _EITHER_OR.get(table.name, {})))
    return counts(connection, [table.name for table in tables])


def counts(connection: Connection, names: list[str]) -> dict[str, int]:
    return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in names}  # noqa: S608 - table names
