"""SQL of public events and their ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.events.rules import Consent, Date, Event
from hallenwart_backend.events.tables import captions, consents, events, links

_LISTS: Final = ("teams", "links", "shown_in")


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its booking as it stands now, and what was said about its stream."""

    event: Event
    date: Date
    sections: tuple[int, ...]
    ledger: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Link:
    id: str
    event: str
    team: str
    used_ms: int | None


def _event(row: Row[Any]) -> Event:
    fields = {name: value for name, value in row._asdict().items() if name in Event.__dataclass_fields__}
    fields |= {name: tuple(fields[name]) for name in _LISTS}
    return Event(**fields | {"links": tuple((label, url) for label, url in fields["links"]), "push": bytes(fields["push"])})


def _values(event: Event) -> dict[str, Any]:
    return asdict(event) | {name: list(getattr(event, name)) for name in _LISTS}


def _dated(connection: Connection, rows: Collection[Row[Any]]) -> list[Dated]:
    if not rows:
        return []
    found = [_event(row) for row in rows]
    wanted = [one.booking for one in found]
    dates = {row.id: booking_of(row) for row in connection.execute(select(bookings).where(bookings.c.id.in_(wanted)))}
    said = ledger(connection, [one.id for one in found])
    return [
        Dated(
            one,
            Date(date.hall, date.holder, date.kind, date.state, date.start_ms, date.end_ms),
            date.sections,
            tuple(said.get(one.id, ())),
        )
        for one in found
        if (date := dates.get(one.booking)) is not None
    ]


def ledger(connection: Connection, wanted: Collection[str]) -> dict[str, list[Consent]]:
    """Return what was said, the oldest first, by event."""
    said: dict[str, list[Consent]] = {}
    for row in connection.execute(select(consents).where(consents.c.event.in_(wanted)).order_by(consents.c.number)):
        said.setdefault(row.event, []).append(
            Consent(row.party, row.given, row.t_ms, row.version, row.team, row.record_days, row.way)
        )
    return said


def one(connection: Connection, event: str) -> Dated | None:
    rows = connection.execute(select(events).where(events.c.id == event)).all()
    return next(iter(_dated(connection, rows)), None)


def of_booking(connection: Connection, booking: str) -> Event | None:
    row = connection.execute(select(events).where(events.c.booking == booking)).first()
    return _event(row) if row else None


def of_stream(connection: Connection, stream: str) -> Dated | None:
    rows = connection.execute(select(events).where(events.c.stream_id == stream)).all()
    return next(iter(_dated(connection, rows)), None)


def between(connection: Connection, from_ms: int, to_ms: int, *, devices: Collection[str] | None = None) -> list[Dated]:
    """Return events whose booking touches this time, soonest first; with `devices` those of their cameras alone."""
    wanted = (
        select(events)
        .join(bookings, bookings.c.id == events.c.booking)
        .where(bookings.c.start_ms < to_ms, bookings.c.end_ms > from_ms)
        .order_by(bookings.c.start_ms, events.c.id)
    )
    if devices is not None:
        wanted = wanted.where(events.c.device.in_(devices))
    return _dated(connection, connection.execute(wanted).all())


def add(connection: Connection, event: Event) -> None:
    connection.execute(insert(events).values(**_values(event)))


def change(connection: Connection, event: Event) -> None:
    connection.execute(update(events).where(events.c.id == event.id).values(**_values(event)))


def say(connection: Connection, event: str, consent: Consent, who: str) -> None:
    """Add to the ledger; nothing there is ever changed."""
    connection.execute(insert(consents).values(event=event, who=who, **asdict(consent)))


def add_link(connection: Connection, link: Link, *, made_ms: int, made_by: str) -> None:
    connection.execute(
        insert(links).values(id=link.id, event=link.event, team=link.team, made_ms=made_ms, made_by=made_by, used_ms=None)
    )


def link(connection: Connection, identity: str) -> Link | None:
    row = connection.execute(select(links).where(links.c.id == identity)).first()
    return Link(row.id, row.event, row.team, row.used_ms) if row else None


def use_link(connection: Connection, identity: str, now_ms: int) -> None:
    connection.execute(update(links).where(links.c.id == identity, links.c.used_ms.is_(None)).values(used_ms=now_ms))


def put_captions(connection: Connection, event: str, language: str, body: str, now_ms: int) -> None:
    """Write captions; an empty text takes them away."""
    connection.execute(delete(captions).where(captions.c.event == event, captions.c.language == language))
    if body:
        connection.execute(insert(captions).values(event=event, language=language, body=body, changed_ms=now_ms))


def captions_of(connection: Connection, event: str) -> Mapping[str, str]:
    """Return captions by language."""
    found = connection.execute(select(captions.c.language, captions.c.body).where(captions.c.event == event))
    return {row.language: row.body for row in found.all()}
