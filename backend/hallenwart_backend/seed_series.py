"""What a seed file says of weekly rights, and how they go into the records with the dates they have.

    [[series]] hall, sections = [1], club, title, weekday = 0 (Monday), start = "18:00", end = "19:30",
               from = "2026-11-23", to = "2027-03-14", kind = "training", by = "amt@stadt.example", entered = "2026-09-01"
Dates on which the place is closed, or somebody else has it, are left out. A series that is there already stays as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.bulk import enter_many
from hallenwart_backend.booking.series.core import new_date
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Exceptions, Fate, Ground, plan
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.seed_places import minutes_of

_NOON_MIN = 12 * 60


class SeedSeries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`by` entered it for the club on the day `entered`; without `by` nobody is named."""

    hall: str
    sections: list[int]
    club: str
    title: str
    weekday: int
    start: str
    end: str
    from_: date = msgspec.field(name="from")
    to: date
    kind: Kind = Kind.TRAINING
    by: str = ""
    entered: date | None = None


def plant_series(connection: Connection, wishes: Sequence[SeedSeries], pseudonym: Callable[[str], str], *, now_ms: int) -> None:
    """Write all that are not there yet. Raises ConfigError."""
    if not wishes:
        return
    places, dates = load_places(connection), list[Booking]()
    new: dict[tuple[str, int], list[Series]] = {}
    for wish in wishes:
        hall = places.halls.get(wish.hall)
        if hall is None or not set(wish.sections) <= set(range(1, hall.sections + 1)):
            raise ConfigError(f"series {wish.title!r}: there is no such place as {wish.hall!r} {wish.sections}")
        entered_ms = local_ms(wish.entered, _NOON_MIN, hall.zone) if wish.entered else now_ms
        series = _series(wish, entered_ms)
        if store.one(connection, series.id) is not None:
            continue
        ground = Ground(places.halls, timetable, 0, lambda one: new_date(one, one.created_ms))
        planned = plan(series, (), {}, Exceptions(), ground)
        closed = [one.day for one in planned if one.fate is Fate.CLOSED]
        dates += [one.after for one in planned if one.fate is Fate.FREE and one.after is not None]
        new.setdefault((wish.by, entered_ms), []).append(replace(series, skipped=tuple(closed)))
    for (by, entered_ms), those in new.items():
        ids = {one.id for one in those}
        mine = [one for one in dates if one.series in ids]
        who = _who(connection, by, pseudonym)
        enter_many(connection, those, mine, places.halls, who=who, t_ms=entered_ms, act=Act.BOOKED)


def _series(wish: SeedSeries, entered_ms: int) -> Series:
    text = f"{wish.hall}{sorted(wish.sections)}{wish.weekday}{wish.start}{wish.club}{wish.title}{wish.from_}"
    start, end = minutes_of(wish.start), minutes_of(wish.end)
    return Series(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        hall=wish.hall,
        sections=tuple(sorted(set(wish.sections))),
        club=wish.club,
        title=wish.title,
        weekday=wish.weekday,
        start_min=start,
        end_min=end if end > start else end + 1440,
        from_date=wish.from_,
        to_date=wish.to,
        state=State.BOOKED,
        created_ms=entered_ms,
        kind=wish.kind,
        on_behalf=bool(wish.by),
    )


def _who(connection: Connection, email: str, pseudonym: Callable[[str], str]) -> str:
    """Return under which name history knows who entered it."""
    if not email:
        return ""
    known = connection.scalar(select(people.c.id).where(people.c.email == email.lower()))
    if known is None:
        raise ConfigError(f"series: nobody has the address {email!r}")
    return pseudonym(known)
