"""SQL of telephone calls."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from hallenwart_backend.alerts.voice.tables import voice_calls


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `token` names it in the gateway's callbacks, `sid` at the gateway."""

    token: str
    letter: int
    sid: str
    state: str


def begin(connection: Connection, token: str, letter: int, *, now_ms: int) -> None:
    connection.execute(insert(voice_calls).values(token=token, letter=letter, started_ms=now_ms))


def named(connection: Connection, token: str, sid: str) -> None:
    """Note the gateway's id of a call."""
    connection.execute(update(voice_calls).where(voice_calls.c.token == token).values(sid=sid))


def one(connection: Connection, token: str) -> Call | None:
    row = connection.execute(select(voice_calls).where(voice_calls.c.token == token)).first()
    return Call(row.token, row.letter, row.sid, row.state) if row else None


def note(connection: Connection, token: str, state: str, *, word: str = "", ended_ms: int | None = None) -> None:
    values: dict[str, object] = {"state": state}
    if word:
        values["word"] = word
    if ended_ms is not None:
        values["ended_ms"] = ended_ms
    connection.execute(update(voice_calls).where(voice_calls.c.token == token).values(**values))
