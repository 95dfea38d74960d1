"""SQL of notices."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from hallenwart_backend.clubs.notices.rules import Answer, Notice, NoticeKind, NoticeState
from hallenwart_backend.clubs.notices.tables import club_notice_answers as answers
from hallenwart_backend.clubs.notices.tables import club_notices as notices


def _notice(row: Row[Any]) -> Notice:
    return Notice(**row._asdict() | {"kind": NoticeKind(row.kind), "state": NoticeState(row.state)})


def one(connection: Connection, wanted: str) -> Notice | None:
    row = connection.execute(select(notices).where(notices.c.id == wanted)).first()
    return _notice(row) if row else None


def listed(connection: Connection, now_ms: int, clubs: Collection[str], *, everything: bool) -> list[Notice]:
    """Return what stands, and what was of these clubs, the newest first; with `everything` what the office hid too."""
    mine = notices.c.club.in_(clubs)
    stands = (notices.c.state == NoticeState.OPEN) & (notices.c.until_ms > now_ms)
    wanted = select(notices) if everything else select(notices).where(stands | mine)
    return [_notice(row) for row in connection.execute(wanted.order_by(notices.c.made_ms.desc(), notices.c.id))]


def open_of(connection: Connection, club: str, now_ms: int) -> int:
    stands = notices.c.club == club, notices.c.state == NoticeState.OPEN, notices.c.until_ms > now_ms
    return connection.scalar(select(func.count()).select_from(notices).where(*stands)) or 0


def add(connection: Connection, notice: Notice) -> None:
    row = asdict(notice) | {"kind": str(notice.kind), "state": str(notice.state)}
    connection.execute(insert(notices).values(**row))


def mark(connection: Connection, notice: str, **values: object) -> None:
    connection.execute(update(notices).where(notices.c.id == notice).values(**values))


def answered(connection: Connection, notice: str, person: str, club: str, now_ms: int) -> Answer:
    """Note that somebody answered, once more where they did already."""
    here = answers.c.notice == notice, answers.c.person == person
    if not connection.execute(update(answers).where(*here).values(last_ms=now_ms)).rowcount:
        row = {"id": secrets.token_hex(8), "notice": notice, "club": club, "person": person}
        connection.execute(insert(answers).values(**row, made_ms=now_ms, last_ms=now_ms))
    return Answer(**connection.execute(select(answers).where(*here)).one()._asdict())


def answer(connection: Connection, notice: str, wanted: str) -> Answer | None:
    row = connection.execute(select(answers).where(answers.c.notice == notice, answers.c.id == wanted)).first()
    return Answer(**row._asdict()) if row else None


def answers_of(connection: Connection, wanted: Collection[str]) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for row in connection.execute(select(answers).where(answers.c.notice.in_(wanted)).order_by(answers.c.last_ms.desc())):
        found.setdefault(row.notice, []).append(Answer(**row._asdict()))
    return found
