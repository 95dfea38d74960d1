"""Who changed whose rights, by pseudonym: the names stand with the people, and go with them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from hallenwart_backend.access.tables import audit

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Deed:
    """`act` is a word like `pin.given`, `subject` the credential, booking or device it was done to."""

    t_ms: int
    who: str
    act: str
    subject: str
    detail: str = ""


def note(connection: Connection, deed: Deed) -> None:
    connection.execute(
        insert(audit).values(t_ms=deed.t_ms, who=deed.who, act=deed.act, subject=deed.subject, detail=deed.detail[:_LONGEST])
    )


def newest(connection: Connection, limit: int) -> list[Deed]:
    rows = connection.execute(select(audit).order_by(audit.c.id.desc()).limit(limit))
    return [Deed(row.t_ms, row.who, row.act, row.subject, row.detail) for row in rows]
