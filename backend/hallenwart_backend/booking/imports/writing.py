"""Writes what was planned, and takes it back: in small transactions, so that nobody else waits for the writer.

Each transaction holds whole series with the note of what made them. What a crash leaves is what was committed: taken in again,
the file goes on where it stopped, since what is there already is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.imports import store
from hallenwart_backend.booking.imports.jobs import Job, Phase
from hallenwart_backend.booking.imports.model import Fate, Item, Met, Plan
from hallenwart_backend.booking.imports.planning import without_lost
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.ports import CODE_AHEAD_MS
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.series.bulk import enter_many
from hallenwart_backend.booking.series.core import SeriesCore
from hallenwart_backend.halls.tables import clubs

DATES_AT_ONCE: Final = 80
"""So many dates are written in one transaction: some tens of milliseconds."""
_SERIES_AT_ONCE: Final = 4
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Import:
    """Which import writes, what its file is called, and who applies it."""

    id: str
    name: str
    person: Person


def chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield what has dates to write, in portions of one hall each; no series is torn apart."""
    portion: list[Item] = []
    size = 0
    for item in items:
        count = item.count(Fate.FREE)
        if not count:
            continue
        if portion and (size + count > DATES_AT_ONCE or item.hall != portion[0].hall):
            yield portion
            portion, size = [], 0
        portion.append(item)
        size += count
    if portion:
        yield portion


async def make_clubs(core: SeriesCore, plan: Plan) -> None:
    """Make the clubs that a person said shall be made, as far as dates need them."""
    needed = {item.dates[0].wish.club for item in plan.items if item.count(Fate.FREE)}
    wanted = {club: name for club, name in plan.clubs.items() if club in needed}

    def make(connection: Connection) -> None:
        known = set(connection.scalars(select(clubs.c.id).where(clubs.c.id.in_(wanted))))
        rows = [{"id": club, "name": name[:120]} for club, name in wanted.items() if club not in known]
        if rows:
            connection.execute(insert(clubs), rows)

    if wanted:
        await core.records.write(make)
        await core.places.refresh()


async def write_plan(core: SeriesCore, of: Import, plan: Plan, job: Job) -> dict[str, Any]:
    """Write all free dates; return how much was written. Stops between two portions when the job is told to."""
    job.begin(Phase.WRITING, plan.count(Fate.FREE))
    written = {"series": 0, "dates": 0}
    touched: set[tuple[str, str | None]] = set()
    for portion in chunks(plan.items):
        if job.stop:
            break

        def write(connection: Connection, portion: list[Item] = portion) -> tuple[dict[str, list[Booking]], int]:
            return _write(connection, core, of, portion)

        met, series = await core.records.write(write)
        for one in (date for item in portion for date in item.dates if date.fate == Fate.FREE):
            if others := met.get(one.wish.id):
                one.fate, one.met = Fate.TAKEN, tuple(Met(other) for other in others)
            else:
                written["dates"] += 1
            job.done += 1
        written["series"] += series
        touched |= {(item.hall, item.dates[0].wish.club) for item in portion}
    for hall, club in sorted(touched, key=str):
        core.changed(hall, club)
    return written


def _write(
    connection: Connection, core: SeriesCore, of: Import, portion: Sequence[Item]
) -> tuple[dict[str, list[Booking]], int]:
    dates = [one.wish for item in portion for one in item.dates if one.fate == Fate.FREE]
    series = [one for item in portion if (one := without_lost(item))]
    met = enter_many(
        connection,
        series,
        dates,
        dict(core.places.current.halls),
        who=core.rights.pseudonym(of.person.id),
        t_ms=core.clock.now_ms(),
        detail={"import": of.id, "file": of.name},
    )
    free = [one for item in portion for one in item.dates if one.fate == Fate.FREE and one.wish.id not in met]
    rows: dict[tuple[str | None, str | None], int] = {}
    for dated in free:
        wish = dated.wish
        rows.setdefault((wish.series, None if wish.series else wish.id), dated.row)
    store.note_made(connection, of.id, [(row, *what) for what, row in rows.items()])
    return met, len({one.wish.series for one in free if one.wish.series})


# --- taking back -----------------------------------------------------------------------------------------------------


async def take_back(core: SeriesCore, of: Import, job: Job) -> dict[str, Any]:
    """Cancel what an import made and nobody touched since; return counts: dates, kept, past."""
    made = await core.records.read(lambda connection: store.made_by(connection, of.id))
    series = [one for one, _ in made if one]
    alone = [one for _, one in made if one]
    job.begin(Phase.UNDOING, len(made))
    told = {"dates": 0, "kept": 0, "past": 0}
    portions = [(series[at : at + _SERIES_AT_ONCE], list[str]()) for at in range(0, len(series), _SERIES_AT_ONCE)]
    portions += [(list[str](), alone[at : at + DATES_AT_ONCE]) for at in range(0, len(alone), DATES_AT_ONCE)]
    touched: set[tuple[str, str | None]] = set()
    for some_series, some_alone in portions:
        if job.stop:
            break

        def end(
            connection: Connection, some_series: list[str] = some_series, some_alone: list[str] = some_alone
        ) -> tuple[list[Booking], int, int]:
            return _end(connection, core, of, some_series, some_alone)

        ended, kept, past = await core.records.write(end)
        told["dates"] += len(ended)
        told["kept"] += kept
        told["past"] += past
        touched |= {(one.hall, one.club) for one in ended}
        job.done += len(some_series) + len(some_alone)
    for hall, club in sorted(touched, key=str):
        core.changed(hall, club)
    return told


def _end(
    connection: Connection, core: SeriesCore, of: Import, series: list[str], alone: list[str]
) -> tuple[list[Booking], int, int]:
    now = core.clock.now_ms()
    dates = [one for one in store.dates_made(connection, series, alone) if one.state in HOLDING]
    changed = store.touched(connection, series, alone)
    past = [one for one in dates if one.start_ms <= now]
    coming = [one for one in dates if one.start_ms > now]
    ended = [one for one in coming if _untouched(one, changed)]
    store.take_back(connection, [one.id for one in ended], now)
    for one in ended:
        if one.start_ms <= now + CODE_AHEAD_MS + _DAY_MS:
            core.rights.revoke(connection, one.id)
    if ended:
        zone = core.places.hall(ended[0].hall).zone
        store.end_series(connection, [one for one in series if one not in changed], local_day(now, zone) - timedelta(days=1))
    store.note(connection, list(_entries(core, of, ended, now)))
    return ended, len(coming) - len(ended), len(past)


def _untouched(booking: Booking, changed: set[str]) -> bool:
    decided = booking.id in changed or booking.series in changed
    return not decided and booking.borrower is None and booking.was_start_ms is None


def _entries(core: SeriesCore, of: Import, ended: Sequence[Booking], now: int) -> Iterator[Entry]:
    """Yield one line of history for each series and each single date."""
    who = core.rights.pseudonym(of.person.id)
    seen: set[str] = set()
    for one in ended:
        key = one.series or one.id
        if key not in seen:
            seen.add(key)
            alone = None if one.series else one.id
            detail = {"import": of.id, "file": of.name, "undone": True}
            yield Entry(
                Act.CANCELLED, now, who, booking=alone, series=one.series, club=one.club, on_behalf=one.on_behalf, detail=detail
            )
