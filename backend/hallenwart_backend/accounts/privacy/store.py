"""SQL of what is known of a person, over all tables, by the inventory in `rules`."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import JSON, Column, ColumnElement, Connection, Table, Text, case, cast, func, or_, select, update

from hallenwart_backend.accounts.privacy.rules import COLUMNS, ERASED, OPERATORS, SECRETS, Treatment
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.tables import people
from hallenwart_backend.adapters.records_db import metadata

_MOST_ROWS: Final = 20_000
_OWN: Final = frozenset({Treatment.ROW, Treatment.LINK})


def _columns(wanted: frozenset[Treatment]) -> Iterator[tuple[Table, Column[Any], Treatment]]:
    for name, treatment in COLUMNS.items():
        table, _, column = name.partition(".")
        if treatment in wanted and table in metadata.tables:
            yield metadata.tables[table], metadata.tables[table].c[column], treatment


def rows_about(connection: Connection, person: Person, pseudonym: Callable[[str], str]) -> dict[str, list[dict[str, Any]]]:
    """Return every row that says something of a person, by table, as plain values and without secrets."""
    matches: dict[str, list[ColumnElement[bool]]] = {"people": [people.c.id == person.id]}
    for table, column, treatment in _columns(frozenset(Treatment) - {Treatment.NOBODY}):
        matches.setdefault(table.name, []).append(_match(column, treatment, person, pseudonym(person.id)))
    found = {}
    for name, where in sorted(matches.items()):
        asked = select(metadata.tables[name]).where(or_(*where))
        if name == "outgoing":
            asked = asked.where(_to_themselves(metadata.tables[name], person.email))
        hidden = SECRETS | OPERATORS.get(name, frozenset())
        rows = connection.execute(asked.limit(_MOST_ROWS)).all()
        if rows:
            found[name] = [_plain(row._asdict(), hidden) for row in rows]
    return found


def _to_themselves(outgoing: Table, email: str) -> ColumnElement[bool]:
    """Leave out letters to people without an account, which wait in the queue under the account of who leads the club."""
    to_them = (outgoing.c.address.contains(each, autoescape=True) for each in {email, quote(email, safe="+")})
    return or_(outgoing.c.incident.is_not(None), outgoing.c.way_id != "", *to_them)


def _match(column: Column[Any], treatment: Treatment, person: Person, pseudonym: str) -> ColumnElement[bool]:
    if treatment in _OWN:
        return column == person.id
    if treatment is Treatment.ADDRESS:
        return func.lower(column) == person.email
    if treatment is Treatment.NAME:
        return _is_name(column, person.name)
    if isinstance(column.type, JSON):
        return cast(column, Text).contains(person.id, autoescape=True)
    return column == pseudonym


def _is_name(column: Column[Any], name: str) -> ColumnElement[bool]:
    """Say whether a column holds the name, alone or followed by what was said or by how ("Name: …", "Name (…")."""
    begins = (column.startswith(f"{name}{after}", autoescape=True) for after in (": ", " ("))
    return or_(column == name, *begins)


def _plain(row: dict[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    return {
        name: base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else _readable(value)
        for name, value in row.items()
        if name not in hidden
    }


def _readable(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def forget(connection: Connection, person: Person) -> None:
    """Take name, address and id out of every row that stays. Rows of the person's own go with the person."""
    for table, column, treatment in _columns(frozenset({Treatment.LINK, Treatment.NAME, Treatment.ADDRESS})):
        if treatment is Treatment.LINK:
            connection.execute(update(table).where(column == person.id).values({column: None}))
        elif treatment is Treatment.ADDRESS:
            connection.execute(update(table).where(func.lower(column) == person.email).values({column: ""}))
        else:
            _unname(connection, table, column, person.name)


def _unname(connection: Connection, table: Table, column: Column[Any], name: str) -> None:
    rest = func.substr(column, len(name) + 1)
    kept = case((column == name, ERASED), else_=ERASED + rest)
    connection.execute(update(table).where(_is_name(column, name)).values({column: kept}))
