"""SQL of rounds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, true, update

from hallenwart_backend.rounds.model import (
    Assignment,
    Book,
    Deed,
    Objection,
    ObjectionState,
    Round,
    RoundEvent,
    RoundState,
    Source,
    Wish,
    WishState,
)
from hallenwart_backend.rounds.tables import assignments, events, objections, rounds, wishes
from hallenwart_backend.rounds.weights import Weights


def _round(row: Row[Any]) -> Round:
    told = {"state": RoundState(row.state), "weights": Weights(**row.weights), "halls": tuple(row.halls)}
    return Round(**row._asdict() | told)


def _wish(row: Row[Any]) -> Wish:
    told = {"state": WishState(row.state), "weekdays": tuple(row.weekdays), "halls": tuple(row.halls)}
    return Wish(**row._asdict() | told)


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(**row._asdict() | {"sections": tuple(row.sections), "source": Source(row.source)})


def _objection(row: Row[Any]) -> Objection:
    return Objection(**row._asdict() | {"state": ObjectionState(row.state)})


def _values(one: Round | Wish | Assignment | Objection | RoundEvent) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(one).items()}


def all_rounds(connection: Connection) -> list[Round]:
    """Return rounds, the newest first."""
    return [_round(row) for row in connection.execute(select(rounds).order_by(rounds.c.from_date.desc(), rounds.c.id))]


def one_round(connection: Connection, wanted: str) -> Round | None:
    row = connection.execute(select(rounds).where(rounds.c.id == wanted)).first()
    return _round(row) if row else None


def add_round(connection: Connection, made: Round) -> None:
    connection.execute(insert(rounds).values(**_values(made)))


def put_round(connection: Connection, made: Round) -> None:
    connection.execute(update(rounds).where(rounds.c.id == made.id).values(**_values(made)))


def wishes_of(connection: Connection, of: str) -> list[Wish]:
    wanted = (
        select(wishes).where(wishes.c.round == of).order_by(wishes.c.club, wishes.c.priority, wishes.c.made_ms, wishes.c.id)
    )
    return [_wish(row) for row in connection.execute(wanted)]


def one_wish(connection: Connection, of: str, wanted: str) -> Wish | None:
    row = connection.execute(select(wishes).where(wishes.c.round == of, wishes.c.id == wanted)).first()
    return _wish(row) if row else None


def wishes_at(connection: Connection, of: str, club: str) -> int:
    stated = wishes.c.round == of, wishes.c.club == club, wishes.c.state == WishState.STATED
    return connection.scalar(select(func.count()).select_from(wishes).where(*stated)) or 0


def counts(connection: Connection, clubs: Collection[str] | None = None) -> dict[str, tuple[int, int, int, int]]:
    """Return by round how many wishes, clubs that wish, wishes with a place, and open objections there are; of some clubs."""
    whose = wishes.c.club.in_(clubs) if clubs is not None else true()
    objecting = objections.c.club.in_(clubs) if clubs is not None else true()
    stated, has = wishes.c.state == WishState.STATED, assignments.c.hall.is_not(None)
    wished = select(wishes.c.round, func.count(), func.count(wishes.c.club.distinct())).where(stated, whose)
    placed = select(wishes.c.round, func.count()).join(assignments, assignments.c.wish == wishes.c.id).where(stated, has, whose)
    open_ = select(objections.c.round, func.count()).where(objections.c.state == ObjectionState.OPEN, objecting)
    found = {of: [number, of_clubs, 0, 0] for of, number, of_clubs in connection.execute(wished.group_by(wishes.c.round))}
    for at, query in ((2, placed.group_by(wishes.c.round)), (3, open_.group_by(objections.c.round))):
        for of, number in connection.execute(query):
            found.setdefault(of, [0, 0, 0, 0])[at] = number
    return {of: (one[0], one[1], one[2], one[3]) for of, one in found.items()}


def add_wish(connection: Connection, made: Wish) -> None:
    connection.execute(insert(wishes).values(**_values(made)))


def put_wish(connection: Connection, made: Wish) -> None:
    connection.execute(update(wishes).where(wishes.c.id == made.id).values(**_values(made)))


def assignments_of(connection: Connection, of: str) -> list[Assignment]:
    wanted = select(assignments).where(assignments.c.round == of)
    ordered = wanted.order_by(assignments.c.weekday, assignments.c.start_min, assignments.c.hall, assignments.c.wish)
    return [_assignment(row) for row in connection.execute(ordered)]


def replace_assignments(connection: Connection, of: str, made: Sequence[Assignment]) -> None:
    connection.execute(delete(assignments).where(assignments.c.round == of))
    if made:
        connection.execute(insert(assignments), [_values(one) for one in made])


def put_assignment(connection: Connection, made: Assignment) -> None:
    connection.execute(delete(assignments).where(assignments.c.wish == made.wish))
    connection.execute(insert(assignments).values(**_values(made)))


def drop_assignments(connection: Connection, of: Collection[str]) -> None:
    """Forget what these wishes got."""
    connection.execute(delete(assignments).where(assignments.c.wish.in_(of)))


def objections_of(connection: Connection, of: str) -> list[Objection]:
    wanted = select(objections).where(objections.c.round == of).order_by(objections.c.made_ms, objections.c.id)
    return [_objection(row) for row in connection.execute(wanted)]


def one_objection(connection: Connection, of: str, wanted: str) -> Objection | None:
    row = connection.execute(select(objections).where(objections.c.round == of, objections.c.id == wanted)).first()
    return _objection(row) if row else None


def add_objection(connection: Connection, made: Objection) -> None:
    connection.execute(insert(objections).values(**_values(made)))


def put_objection(connection: Connection, made: Objection) -> None:
    connection.execute(update(objections).where(objections.c.id == made.id).values(**_values(made)))


def note(connection: Connection, told: RoundEvent) -> None:
    connection.execute(insert(events).values(**_values(told) | {"detail": dict(told.detail)}))


def events_of(connection: Connection, of: str) -> list[RoundEvent]:
    rows = connection.execute(select(events).where(events.c.round == of).order_by(events.c.number))
    return [RoundEvent(row.round, row.t_ms, Deed(row.deed), row.who, row.club, row.detail) for row in rows]


def book(connection: Connection, wanted: str) -> Book | None:
    """Return a round with all that belongs to it, None where there is none."""
    found = one_round(connection, wanted)
    if found is None:
        return None
    return Book(found, wishes_of(connection, wanted), assignments_of(connection, wanted), objections_of(connection, wanted))
