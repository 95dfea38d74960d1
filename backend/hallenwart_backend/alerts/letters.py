"""SQL of the queue of messages to people. A letter is one message by one way to one person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, case, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.addresses import lane_of
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.store import Hop

WAKE: Final = "wake"
TELL: Final = "tell"
_FIELDS = (
    "id",
    "incident",
    "person",
    "way",
    "lane",
    "address",
    "notice",
    "since_ms",
    "created_ms",
    "attempts",
    "receipt",
    "test",
    "accepted_ms",
    "withdrawn_ms",
    "way_id",
)
_WAITING = outgoing.c.accepted_ms.is_(None), outgoing.c.dead_ms.is_(None), outgoing.c.withdrawn_ms.is_(None)


@dataclass(frozen=True, slots=True)
class Letter:
    id: int
    incident: str | None
    person: str
    way: str
    lane: str
    address: str
    notice: dict[str, Any]
    since_ms: int
    created_ms: int
    attempts: int
    receipt: str = ""
    test: str | None = None
    accepted_ms: int | None = None
    withdrawn_ms: int | None = None
    way_id: str = ""


def letter_of(row: Row[Any]) -> Letter:
    return Letter(**{name: getattr(row, name) for name in _FIELDS})


def enqueue(
    connection: Connection,
    *,
    incident: str | None,
    person: str,
    step: int,
    notice: dict[str, Any],
    since_ms: int,
    now_ms: int,
    once: str | None = None,
    urgency: str = "",
    test: str | None = None,
    only: Hop | None = None,
    not_before_ms: int = 0,
) -> int:
    """Put one message per way to this person into the queue; return how many. What was told `once` is not told again.

    Without `urgency` an urgent notice wakes. `test` names the test alarm it belongs to. `only`: by this way
    alone, as to prove it. Nothing goes out before `not_before_ms`.
    """
    values = {
        "incident": incident,
        "person": person,
        "step": step,
        "notice": notice,
        "since_ms": since_ms,
        "once": once,
        "urgency": urgency or (WAKE if notice["urgent"] else TELL),
        "test": test,
        "next_ms": max(now_ms, not_before_ms),
    }
    hops = [only] if only else ways.hops(connection, person, str(values["urgency"]))
    return sum(put(connection, hop, now_ms=now_ms, **values) for hop in hops)


def put(connection: Connection, hop: Hop, *, now_ms: int, **values: Any) -> int:
    """Put one message by one way into the queue; return 0 when it was told `once` already."""
    upsert = upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite
    where = {"way": hop.notifier, "way_id": hop.way, "address": hop.address, "lane": lane_of(hop.notifier, hop.address)}
    settled = values.get("incident") is None or bool(values.get("over"))  # nothing will end them
    letter = upsert(outgoing).values(**{"created_ms": now_ms, "next_ms": now_ms, "settled": settled} | where | values)
    return connection.execute(letter.on_conflict_do_nothing(index_elements=["person", "address", "once"])).rowcount


def due_letters(connection: Connection, *, now_ms: int, busy: Collection[int] = (), most: int = 16) -> list[Letter]:
    """Return what is to be handed over now and is not `busy`: at most so many of each lane, waking ones first."""
    order = case((outgoing.c.urgency == WAKE, 0), else_=1), outgoing.c.next_ms, outgoing.c.id
    place = func.row_number().over(partition_by=outgoing.c.lane, order_by=order).label("place")
    wanted = select(outgoing, place).where(*_WAITING, outgoing.c.next_ms <= now_ms, outgoing.c.id.not_in(busy)).subquery()
    rows = connection.execute(select(wanted).where(wanted.c.place <= most).order_by(wanted.c.place))
    return [letter_of(row) for row in rows]


def next_due_ms(connection: Connection, *, after_ms: int = -1) -> int | None:
    later = outgoing.c.next_ms > after_ms
    return connection.scalar(select(outgoing.c.next_ms).where(*_WAITING, later).order_by(outgoing.c.next_ms).limit(1))


def asked_next_ms(connection: Connection) -> int | None:
    """Return when to ask next what became of a letter, None for never."""
    return connection.scalar(
        select(outgoing.c.ask_ms).where(outgoing.c.ask_ms.is_not(None)).order_by(outgoing.c.ask_ms).limit(1)
    )


def asked_now(connection: Connection, *, now_ms: int, most: int = 64) -> list[Letter]:
    """Return the letters to ask about now."""
    due = select(outgoing).where(outgoing.c.ask_ms <= now_ms).order_by(outgoing.c.ask_ms).limit(most)
    return [letter_of(row) for row in connection.execute(due)]


def mark(connection: Connection, letter: int, **values: object) -> None:
    connection.execute(update(outgoing).where(outgoing.c.id == letter).values(**values))


def one(connection: Connection, letter: int) -> Letter | None:
    row = connection.execute(select(outgoing).where(outgoing.c.id == letter)).first()
    return letter_of(row) if row else None


@dataclass(frozen=True, slots=True)
class Times:
    """When a letter reached which point."""

    delivered_ms: int | None
    opened_ms: int | None
    acked_ms: int | None


def times(connection: Connection, letter: int) -> Times | None:
    columns = outgoing.c.delivered_ms, outgoing.c.opened_ms, outgoing.c.acked_ms
    row = connection.execute(select(*columns).where(outgoing.c.id == letter)).first()
    return Times(*row) if row else None


def state_of(row: Row[Any]) -> str:
    """Return how far a letter is: waiting, retrying, handed_over, delivered, opened, acked, withdrawn, failed."""
    reached = (
        ("acked", row.acked_ms),
        ("opened", row.opened_ms),
        ("delivered", row.delivered_ms),
        ("failed", row.dead_ms),
        ("withdrawn", row.withdrawn_ms if row.accepted_ms is None else None),
        ("handed_over", row.accepted_ms),
    )
    return next((word for word, t_ms in reached if t_ms is not None), "retrying" if row.attempts else "waiting")


def unreached(connection: Connection, which: Collection[str]) -> dict[str, dict[str, int]]:
    """Return by incident whom no message can reach any more (every address is dead), with the time of the last one."""
    if not which:
        return {}
    alive = func.sum(case((outgoing.c.dead_ms.is_(None), 1), else_=0))
    last = func.max(outgoing.c.created_ms).label("last_ms")
    rows = select(outgoing.c.incident, outgoing.c.person, last).where(outgoing.c.incident.in_(which))
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(rows.group_by(outgoing.c.incident, outgoing.c.person).having(alive == 0)):
        found.setdefault(row.incident, {})[row.person] = row.last_ms
    return found


def give_up(connection: Connection, incident: str, person: str, why: str, *, now_ms: int) -> None:
    """Count a person as not to be reached about an incident, whatever came through."""
    theirs = outgoing.c.incident == incident, outgoing.c.person == person, outgoing.c.dead_ms.is_(None)
    connection.execute(update(outgoing).where(*theirs).values(dead_ms=now_ms, ask_ms=None, error=why))


def of_incident(connection: Connection, incident: str) -> list[Row[Any]]:
    """Return every message about an incident, oldest first, with the `name` of whom it is for."""
    joined = outgoing.join(people, people.c.id == outgoing.c.person)
    rows = select(outgoing, people.c.name).select_from(joined).where(outgoing.c.incident == incident).order_by(outgoing.c.id)
    return list(connection.execute(rows))


# --- how the ways do -------------------------------------------------------------------------------------------------

_DAY_MS: Final = 86_400_000
FAILURES: Final = 3


@dataclass(frozen=True, slots=True)
class FailingWay:
    """A lane that failed again and again since something last came through."""

    lane: str
    failures: int
    error: str


def failing(connection: Connection, *, now_ms: int, at_least: int = FAILURES) -> list[FailingWay]:
    """Return what failed so often in a row within the last day, letters tried once or more and not accepted since."""
    recent = outgoing.c.created_ms > now_ms - _DAY_MS
    worked = dict(
        connection.execute(
            select(outgoing.c.lane, func.max(outgoing.c.accepted_ms)).where(recent).group_by(outgoing.c.lane)
        ).all()
    )
    bad = select(outgoing.c.lane, outgoing.c.attempts, outgoing.c.error, outgoing.c.dead_ms, outgoing.c.next_ms)
    rows = connection.execute(
        bad.where(recent, outgoing.c.accepted_ms.is_(None), outgoing.c.error != "").order_by(outgoing.c.id)
    )
    counts: dict[str, FailingWay] = {}
    for row in rows:
        if max(row.dead_ms or 0, row.next_ms) > (worked.get(row.lane) or 0):
            before = counts.get(row.lane)
            counts[row.lane] = FailingWay(row.lane, (before.failures if before else 0) + row.attempts, row.error)
    return [one for _, one in sorted(counts.items()) if one.failures >= at_least]


def lanes_used(connection: Connection, *, now_ms: int) -> set[str]:
    recent = outgoing.c.created_ms > now_ms - _DAY_MS
    return set(connection.scalars(select(outgoing.c.lane).where(recent, outgoing.c.lane != "").distinct()))


def stuck(connection: Connection, *, now_ms: int, older_ms: int) -> bool:
    """Say whether a waking letter has waited so long for its first try."""
    first = outgoing.c.attempts == 0, outgoing.c.urgency == WAKE, outgoing.c.created_ms < now_ms - older_ms
    return connection.execute(select(outgoing.c.id).where(*_WAITING, *first).limit(1)).first() is not None
