"""SQL of calls for help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.help.tables import help_acts, help_calls


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody at `device` asks for help. `word`: what was answered last (seen, call, done), empty before."""

    id: str
    device: str
    slot: int | None
    booking: str
    asked_ms: int
    ended_ms: int | None = None
    word: str = ""
    word_by: str = ""
    word_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: `word` is seen, call, done, or open with the question asked and what was answered."""

    help: str
    device: str
    t_ms: int
    by: str
    word: str
    slot: int | None = None
    question: str = ""
    answer: str = ""
    command: str = ""


_CALL = tuple(Call.__dataclass_fields__)
_ACT = tuple(Act.__dataclass_fields__)


def _values(thing: Call | Act, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(thing, name) for name in names}


def add(connection: Connection, call: Call) -> None:
    """Note a call; told twice it is noted once."""
    upsert = upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite
    connection.execute(upsert(help_calls).values(**_values(call, _CALL)).on_conflict_do_nothing())


def one(connection: Connection, call: str) -> Call | None:
    row = connection.execute(select(help_calls).where(help_calls.c.id == call).order_by(help_calls.c.asked_ms.desc())).first()
    return Call(**row._asdict()) if row else None


def end(connection: Connection, call: str, device: str, *, at_ms: int) -> None:
    where = help_calls.c.id == call, help_calls.c.device == device, help_calls.c.ended_ms.is_(None)
    connection.execute(update(help_calls).where(*where).values(ended_ms=at_ms))


def note(connection: Connection, act: Act) -> None:
    """Put an act on record; a word becomes the call's last."""
    connection.execute(insert(help_acts).values(**_values(act, _ACT)))
    if act.word != "open":
        where = help_calls.c.id == act.help, help_calls.c.device == act.device
        connection.execute(update(help_calls).where(*where).values(word=act.word, word_by=act.by, word_ms=act.t_ms))


def acts(connection: Connection, call: Call) -> list[Act]:
    where = help_acts.c.help == call.id, help_acts.c.device == call.device
    rows = connection.execute(select(help_acts).where(*where).order_by(help_acts.c.number))
    return [Act(**{name: getattr(row, name) for name in _ACT}) for row in rows]


def calls(connection: Connection, *, limit: int = 100) -> list[Call]:
    """Return the newest calls."""
    rows = connection.execute(select(help_calls).order_by(help_calls.c.asked_ms.desc()).limit(limit))
    return [Call(**row._asdict()) for row in rows]
