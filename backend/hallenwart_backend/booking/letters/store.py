"""SQL of news that wait, of what people were told, and of what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.letters import state_of
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.booking.letters.rules import Kind, Row
from hallenwart_backend.booking.letters.tables import told
from hallenwart_backend.booking.model import HOLDING
from hallenwart_backend.booking.tables import bookings, news
from hallenwart_backend.booking.tables import series as series_table

MOST_NEWS: Final = 500


def waiting(connection: Connection) -> list[Row]:
    """Return the oldest news nobody was told of yet."""
    rows = connection.execute(select(news).where(news.c.done_ms.is_(None)).order_by(news.c.number).limit(MOST_NEWS))
    return [
        Row(row.number, row.kind, row.t_ms, row.booking, row.series, row.club, row.person, dict(row.detail)) for row in rows
    ]


def mark_done(connection: Connection, rows: Iterable[Row], *, now_ms: int) -> None:
    numbers = [row.number for row in rows]
    connection.execute(update(news).where(news.c.number.in_(numbers)).values(done_ms=now_ms))


def last_told_ms(connection: Connection, bookings: Collection[str], kinds: Collection[str]) -> dict[str, int]:
    """Return when the newest news of these kinds happened to each of these dates."""
    rows = select(news.c.booking, func.max(news.c.t_ms)).where(news.c.booking.in_(list(bookings)), news.c.kind.in_(list(kinds)))
    return {row[0]: row[1] for row in connection.execute(rows.group_by(news.c.booking))}


def confirmed_since(connection: Connection, since_ms: int, now_ms: int) -> list[tuple[str, int]]:
    """Return the bookings whose every locker has confirmed their code, the last of them since then, and when they begin."""
    living = select(
        grants.c.booking,
        func.count().label("all"),
        func.count(grants.c.applied_ms).label("applied"),
        func.max(grants.c.applied_ms).label("last_ms"),
        func.min(grants.c.from_ms).label("from_ms"),
    ).where(~grants.c.revoked, grants.c.pin.is_not(None), grants.c.booking.is_not(None), grants.c.to_ms > now_ms)
    each = living.group_by(grants.c.booking).subquery()
    rows = select(each.c.booking, each.c.from_ms).where(each.c.all == each.c.applied, each.c.last_ms >= since_ms)
    return [(row.booking, row.from_ms) for row in connection.execute(rows)]


def codes_told(connection: Connection, bookings: Collection[str]) -> set[tuple[str, int]]:
    """Return for which dates, and beginning when, it is known already that the code is at the locker."""
    rows = select(news.c.booking, news.c.detail).where(
        news.c.booking.in_(list(bookings)), news.c.kind == str(Kind.CODE_AT_LOCKER)
    )
    return {(row.booking, row.detail.get("start_ms", 0)) for row in connection.execute(rows)}


def days_of_series(connection: Connection, series: str, from_ms: int) -> list[int]:
    """Return when the dates of a series begin that are held from now on, its later phases among them."""
    phases = select(series_table.c.id).where(series_table.c.phase_of == series)
    theirs = or_(bookings.c.series == series, bookings.c.series.in_(phases))
    rows = select(bookings.c.start_ms).where(theirs, bookings.c.state.in_([str(state) for state in HOLDING]))
    return list(connection.scalars(rows.where(bookings.c.start_ms > from_ms).order_by(bookings.c.start_ms)))


def code_of(connection: Connection, booking: str) -> Kind | None:
    """Return how far the code of a date is: at its lockers, ready, or there is none."""
    mine = grants.c.booking == booking, ~grants.c.revoked, grants.c.pin.is_not(None)
    rows = connection.scalars(select(grants.c.applied_ms).where(*mine)).all()
    if not rows:
        return None
    return Kind.CODE_READY if None in rows else Kind.CODE_AT_LOCKER


def already(connection: Connection, once: Collection[str]) -> set[tuple[str, str]]:
    """Return who was told which of these."""
    rows = select(told.c.person, told.c.once).where(told.c.once.in_(list(once)))
    return {(row.person, row.once) for row in connection.execute(rows)}


# --- what people were told -------------------------------------------------------------------------------------------


def add(connection: Connection, **values: Any) -> int | None:
    """Keep one message to one person; None when they were told it once already."""
    upsert = upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite
    made = upsert(told).values(**values).on_conflict_do_nothing(index_elements=["person", "once"])
    if connection.execute(made).rowcount == 0:
        return None
    mine = told.c.person == values["person"], told.c.once == values["once"]
    return connection.scalar(select(told.c.id).where(*mine))


def set_letter(connection: Connection, letters: Collection[int], letter: str) -> None:
    connection.execute(update(told).where(told.c.id.in_(list(letters))).values(letter=letter, due_ms=None))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits for the collected e-mail."""

    id: int
    person: str
    booking: str | None
    kind: str
    notice: dict[str, Any]


def due(connection: Connection, now_ms: int) -> dict[str, list[Waiting]]:
    """Return by person what is to be told together now."""
    rows = connection.execute(select(told).where(told.c.due_ms <= now_ms).order_by(told.c.id))
    found: dict[str, list[Waiting]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(Waiting(row.id, row.person, row.booking, row.kind, dict(row.notice)))
    return found


def forget(connection: Connection, *, news_before_ms: int, letters_before_ms: int) -> None:
    """Forget news that were told, and letters that went out, before these times."""
    connection.execute(delete(news).where(news.c.done_ms < news_before_ms))
    old = outgoing.c.created_ms < letters_before_ms, outgoing.c.incident.is_(None), outgoing.c.test.is_(None)
    gone = outgoing.c.accepted_ms.is_not(None) | outgoing.c.dead_ms.is_not(None) | outgoing.c.withdrawn_ms.is_not(None)
    connection.execute(delete(outgoing).where(*old, gone))
    connection.execute(delete(told).where(told.c.created_ms < letters_before_ms, told.c.due_ms.is_(None)))


# --- what became of it -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """One message by one way. `state`: planned, nowhere, or as the queue's letters; `way` empty for the first two."""

    kind: str
    title: str
    booking: str | None
    person: str
    name: str
    t_ms: int
    way: str
    state: str
    state_ms: int | None
    error: str = ""


def sent_to(connection: Connection, person: str, *, most: int) -> list[Sent]:
    """Return what a person was told lately, newest first; also of keys and of the account."""
    mine = _kept(connection, most, told.c.person == person)
    named = {one.letter for one in mine if one.letter}
    rest = select(outgoing, people.c.name).join(people, people.c.id == outgoing.c.person).where(outgoing.c.person == person)
    rest = rest.where(outgoing.c.incident.is_(None), outgoing.c.test.is_(None)).order_by(outgoing.c.id.desc()).limit(most)
    others = [_sent(row) for row in connection.execute(rest) if row.once is None or row.once not in named]
    both = [*_with_ways(connection, mine), *others]
    return sorted(both, key=lambda one: -one.t_ms)[:most]


def told_of(connection: Connection, booking: str, *, most: int) -> list[Sent]:
    """Return who was told of a booking, newest first."""
    return _with_ways(connection, _kept(connection, most, told.c.booking == booking))


def _kept(connection: Connection, most: int, *where: Any) -> list[Any]:
    rows = select(told, people.c.name).join(people, people.c.id == told.c.person).where(*where)
    return list(connection.execute(rows.order_by(told.c.id.desc()).limit(most)))


def _with_ways(connection: Connection, kept: list[Any]) -> list[Sent]:
    names = [one.letter for one in kept if one.letter]
    who = {one.person for one in kept}
    found: dict[tuple[str, str], list[Any]] = {}
    if names:
        letters = select(outgoing).where(and_(outgoing.c.once.in_(names), outgoing.c.person.in_(who)))
        for row in connection.execute(letters.order_by(outgoing.c.id)):
            found.setdefault((row.person, row.once), []).append(row)
    sent = []
    for one in kept:
        ways = found.get((one.person, one.letter), []) if one.letter else []
        base = {"kind": one.kind, "title": one.notice["title"], "booking": one.booking, "person": one.person}
        base |= {"name": one.name, "t_ms": one.created_ms}
        sent += [Sent(**base, way=way_word(row), state=state_of(row), state_ms=_state_ms(row), error=row.error) for row in ways]
        if one.due_ms is not None:
            sent.append(Sent(**base, way="", state="planned", state_ms=one.due_ms))
        elif not ways:
            sent.append(Sent(**base, way="", state="nowhere", state_ms=None))
    return sent


def _sent(row: Any) -> Sent:
    kind = Kind.KEYS if row.once else "account"
    base = (str(kind), row.notice["title"], None, row.person, row.name, row.created_ms)
    return Sent(*base, way_word(row), state_of(row), _state_ms(row), row.error)


def way_word(row: Any) -> str:
    """Return what people call the way of a letter: email, push, sms, or its gateway's scheme."""
    scheme = row.address.partition(":")[0].lower()
    known = {"mailto": "email", "mailtos": "email", "https": "push", "http": "push", "tel": "voice"}
    return "push" if row.way == "webpush" else known.get(scheme, scheme)


def _state_ms(row: Any) -> int | None:
    found: int | None = row.acked_ms or row.opened_ms or row.delivered_ms or row.dead_ms or row.accepted_ms or row.next_ms
    return found
