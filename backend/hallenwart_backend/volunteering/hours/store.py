"""SQL of trust, certificates, signs, hours and papers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, select, update

from hallenwart_backend.volunteering.hours.model import Certificate, Hours, Named, PaperOut, SignRow, Trust
from hallenwart_backend.volunteering.hours.tables import (
    certificates_seen,
    confirmations,
    hour_names,
    hour_papers,
    hours,
    shift_signs,
)
from hallenwart_backend.volunteering.model import SignState
from hallenwart_backend.volunteering.tables import shifts, signups


def of_club(table: Table, club: str | None) -> ColumnElement[bool]:
    return table.c.club.is_(None) if club is None else table.c.club == club


# --- trust and certificates ---


def put_trust(connection: Connection, one: Trust) -> None:
    """Note a confirmation in place of an older one."""
    end_trust(connection, one.club, one.helper)
    connection.execute(insert(confirmations).values(**asdict(one)))


def end_trust(connection: Connection, club: str | None, helper: str) -> bool:
    where = of_club(confirmations, club), confirmations.c.helper == helper
    return connection.execute(delete(confirmations).where(*where)).rowcount > 0


def trusts(connection: Connection, helpers: Collection[str], *, at_ms: int) -> dict[tuple[str | None, str], Trust]:
    """Return the confirmations that hold at a time, by club and helper."""
    where = confirmations.c.helper.in_(helpers), confirmations.c.until_ms > at_ms
    rows = connection.execute(select(confirmations).where(*where))
    return {(row.club, row.helper): Trust(**row._asdict()) for row in rows}


def put_certificate(connection: Connection, one: Certificate) -> None:
    end_certificate(connection, one.club, one.helper)
    connection.execute(insert(certificates_seen).values(**asdict(one)))


def end_certificate(connection: Connection, club: str | None, helper: str) -> bool:
    where = of_club(certificates_seen, club), certificates_seen.c.helper == helper
    return connection.execute(delete(certificates_seen).where(*where)).rowcount > 0


def certificates(connection: Connection, helpers: Collection[str], *, at_ms: int) -> dict[tuple[str | None, str], Certificate]:
    where = certificates_seen.c.helper.in_(helpers), certificates_seen.c.until_ms > at_ms
    rows = connection.execute(select(certificates_seen).where(*where))
    return {(row.club, row.helper): Certificate(**row._asdict()) for row in rows}


# --- signs ---


def add_sign(connection: Connection, one: SignRow) -> bool:
    """Note what was seen; return False when it is known: devices tell twice."""
    same = shift_signs.c.signup == one.signup, shift_signs.c.kind == one.kind, shift_signs.c.at_ms == one.at_ms
    if connection.execute(select(shift_signs.c.signup).where(*same)).first():
        return False
    connection.execute(insert(shift_signs).values(**asdict(one)))
    return True


def signs_of(connection: Connection, signups: Collection[str]) -> dict[str, list[SignRow]]:
    found: dict[str, list[SignRow]] = {}
    rows = connection.execute(select(shift_signs).where(shift_signs.c.signup.in_(signups)).order_by(shift_signs.c.at_ms))
    for row in rows:
        found.setdefault(row.signup, []).append(SignRow(**row._asdict()))
    return found


# --- hours ---


def add_hours(connection: Connection, one: Named) -> None:
    connection.execute(insert(hours).values(**asdict(one.hours)))
    connection.execute(insert(hour_names).values(hours=one.hours.id, helper=one.helper, name=one.name, salt=one.salt))


def withdraw(connection: Connection, identity: str, *, now_ms: int, why: str) -> None:
    connection.execute(update(hours).where(hours.c.id == identity).values(withdrawn_ms=now_ms, withdrawn_why=why))


def hours_where(connection: Connection, *wanted: ColumnElement[bool]) -> list[Named]:
    """Return hours with their names, in the order of their shifts."""
    joined = hours.outerjoin(hour_names, hour_names.c.hours == hours.c.id)
    columns = hours, hour_names.c.helper, hour_names.c.name, hour_names.c.salt
    query = select(*columns).select_from(joined).where(*wanted).order_by(hours.c.from_ms, hours.c.made_ms, hours.c.id)
    return [_named(row) for row in connection.execute(query)]


def _named(row: Row[Any]) -> Named:
    values = row._asdict()
    helper, name, salt = values.pop("helper"), values.pop("name"), values.pop("salt")
    return Named(Hours(**values), helper or "", name or "", bytes(salt or b""))


def one(connection: Connection, identity: str) -> Named | None:
    return next(iter(hours_where(connection, hours.c.id == identity)), None)


def valid_of(connection: Connection, signups: Collection[str]) -> dict[str, Hours]:
    """Return the hours that stand, by sign-up."""
    found = hours_where(connection, hours.c.signup.in_(signups), hours.c.withdrawn_ms.is_(None))
    return {each.hours.signup or "": each.hours for each in found}


def of_helper(connection: Connection, helper: str) -> list[Named]:
    """Return the hours of a helper that stand."""
    return hours_where(connection, hour_names.c.helper == helper, hours.c.withdrawn_ms.is_(None))


def within(connection: Connection, club: str | None, from_ms: int, to_ms: int) -> list[Named]:
    """Return the hours of a club that stand, of shifts that began in this time."""
    span = hours.c.from_ms >= from_ms, hours.c.from_ms < to_ms, hours.c.withdrawn_ms.is_(None)
    return hours_where(connection, of_club(hours, club), *span)


def minutes(connection: Connection, club: str | None, from_ms: int, to_ms: int) -> int:
    span = hours.c.from_ms >= from_ms, hours.c.from_ms < to_ms, hours.c.withdrawn_ms.is_(None)
    return connection.scalar(select(func.coalesce(func.sum(hours.c.minutes), 0)).where(of_club(hours, club), *span)) or 0


# --- papers ---


def confirmed(connection: Connection, from_ms: int, to_ms: int) -> tuple[int, int, int]:
    """Return minutes, shifts and clubs of what was confirmed of shifts that begin within a time."""
    stands = hours.c.withdrawn_ms.is_(None), hours.c.from_ms >= from_ms, hours.c.from_ms < to_ms
    sums = select(func.sum(hours.c.minutes), func.count(), func.count(func.distinct(func.coalesce(hours.c.club, ""))))
    minutes, count, clubs = connection.execute(sums.where(*stands)).one()
    return int(minutes or 0), count, clubs


def unconfirmed(connection: Connection, from_ms: int, to_ms: int, *, now_ms: int) -> tuple[int, int]:
    """Return minutes and shifts with somebody in them that begin within a time, are over, and wait for a word."""
    over = shifts.c.from_ms >= from_ms, shifts.c.from_ms < to_ms, shifts.c.to_ms < now_ms, shifts.c.cancelled_ms.is_(None)
    joined = signups.join(shifts, shifts.c.id == signups.c.shift).outerjoin(hours, hours.c.signup == signups.c.id)
    waiting = select(func.sum(shifts.c.to_ms - shifts.c.from_ms), func.count()).select_from(joined)
    open_ms, count = connection.execute(waiting.where(*over, signups.c.state == SignState.IN, hours.c.id.is_(None))).one()
    return int(open_ms or 0) // 60_000, count


def put_paper(connection: Connection, paper: PaperOut) -> PaperOut:
    """Keep which hours a paper lists; return the one that was handed out before, where it lists the same."""
    if before := connection.execute(select(hour_papers).where(hour_papers.c.digest == paper.digest)).first():
        return _paper(before)
    connection.execute(insert(hour_papers).values(**asdict(paper) | {"hours": list(paper.hours)}))
    return paper


def paper(connection: Connection, identity: str) -> PaperOut | None:
    row = connection.execute(select(hour_papers).where(hour_papers.c.id == identity)).first()
    return _paper(row) if row else None


def _paper(row: Row[Any]) -> PaperOut:
    return PaperOut(row.id, row.digest, tuple(row.hours), row.made_ms)
