"""Changes series from a date on. What was before stays as it was, as a phase of the series; lent and moved dates stay too."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.ports import CODE_AHEAD_MS
from hallenwart_backend.booking.refusals import busy
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.core import Outcome, Right, SeriesCore
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Exceptions, Fate, Planned, day_of, week_of
from hallenwart_backend.booking.series.refusals import ended, not_all_free
from hallenwart_backend.booking.series.rules import turned
from hallenwart_backend.booking.series.service import SeriesDesk
from hallenwart_backend.booking.series.writing import Redrawn, StaleError, carry_out, needs_code
from hallenwart_backend.errors import CodeTakenError

_TRIES: Final = 5
_DAY: Final = timedelta(days=1)
_ENDED: Final = frozenset({Fate.TAKEN, Fate.CLOSED, Fate.SKIPPED, Fate.ENDS})

_Run = Callable[[Connection, Redrawn | None], Outcome]
"""Without codes it only looks."""


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What is to be different from `from_date` on (None: from the next date); None stays as it is."""

    from_date: date | None = None
    to_date: date | None = None
    weekday: int | None = None
    start_min: int | None = None
    end_min: int | None = None
    every_weeks: int | None = None
    hall: str | None = None
    sections: tuple[int, ...] | None = None
    rooms: tuple[str, ...] | None = None
    title: str | None = None
    kind: Kind | None = None
    effects: tuple[str, ...] | None = None
    why: str = ""

    def applied(self, series: Series) -> Series:
        fields = ("weekday", "start_min", "end_min", "every_weeks", "hall", "rooms", "title", "kind", "effects", "to_date")
        new = {name: value for name in fields if (value := getattr(self, name)) is not None}
        return replace(series, sections=tuple(sorted(self.sections or series.sections)), **new)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A series before and after, from when on, and the dates in question. `phase`: whether the time before becomes one."""

    before: Series
    after: Series
    from_day: date
    had: tuple[Booking, ...]
    phase: bool


class SeriesChanges:
    def __init__(self, core: SeriesCore, desk: SeriesDesk) -> None:
        self._core = core
        self._desk = desk

    async def change(
        self, person: Person, series: str, change: SeriesChange, wanted: Exceptions, *, refuse: bool, dry: bool
    ) -> Outcome:
        """Change a series, leave single dates out or take them in again; codes stay.

        A date that cannot move stays where it was and is listed. Raises RefusedError: 403, 404, 409, 422.
        """
        run = partial(self._change, series=series, change=change, wanted=wanted, refuse=refuse, person=person)
        return await self._run(run, dry=dry)

    async def end(self, person: Person, series: str, from_date: date | None, why: str, *, dry: bool = False) -> Outcome:
        """Give a series back from a date on; lent dates stay with their borrowers. Raises RefusedError 403, 404, 409."""
        return await self._run(partial(self._end, series=series, from_date=from_date, why=why, person=person), dry=dry)

    async def _run(self, run: _Run, *, dry: bool) -> Outcome:
        core = self._core
        for attempt in range(1, _TRIES + 1):
            outcome = await core.records.read(lambda connection: run(connection, None))
            if dry:
                return outcome
            try:
                outcome = await core.records.write(partial(_written, run, await self._redrawn(outcome)))
            except (StaleError, CodeTakenError, IntegrityError) as error:
                if attempt == _TRIES:
                    raise busy() from error
                continue
            for hall in {
                place for one in outcome.dates for date_ in (one.before, one.after) if date_ for place in [date_.hall]
            }:
                core.changed(hall, outcome.series.club)
            return outcome
        raise AssertionError

    async def _redrawn(self, outcome: Outcome) -> Redrawn:
        """Return the codes of dates that may have one already, for where they move."""
        near_ms = self._core.clock.now_ms() + CODE_AHEAD_MS
        pairs = [(one.before, one.after) for one in outcome.dates if one.fate == Fate.CHANGES and one.before and one.after]
        return {
            before.id: (after, await self._core.rights.redraw(before, after))
            for before, after in pairs
            if before.start_ms <= near_ms and needs_code(before, after)
        }

    def _change(
        self,
        connection: Connection,
        redrawn: Redrawn | None,
        *,
        series: str,
        change: SeriesChange,
        wanted: Exceptions,
        refuse: bool,
        person: Person,
    ) -> Outcome:
        core = self._core
        right = core.right(connection, series, person)
        if right.series.state == State.CANCELLED:
            raise ended()
        turn = self._turn(right, change)
        self._desk.check(turn.after, wanted)
        if redrawn is not None:
            self._lock(connection, right, turn.after, wanted, person)
        coming = replace(
            turn.after, from_date=turned(turn.after.rhythm, replace(turn.after.rhythm, from_date=turn.from_day)).from_date
        )
        planned = core.planned(connection, coming, wanted, turn.had, right.rules)
        outcome = Outcome(turn.after, tuple(planned))
        if redrawn is None:
            return outcome
        if refuse and outcome.refused:
            raise not_all_free(outcome)
        return self._write(connection, right, turn, outcome, redrawn, person, change.why)

    def _lock(self, connection: Connection, right: Right, after: Series, wanted: Exceptions, person: Person) -> None:
        """Raises StaleError when somebody changed one of the dates before the plans of their halls were locked."""
        self._core.lock(connection, after, wanted, right.coming)
        if self._core.right(connection, right.series.id, person) != right:
            raise StaleError

    def _turn(self, right: Right, change: SeriesChange) -> _Turn:
        core, series = self._core, right.series
        zone = core.places.hall(series.hall).zone
        today, now = core.today(series.hall), core.clock.now_ms()
        begun = series.rhythm.has(today) and series.rhythm.span_ms(today, zone)[0] <= now
        next_day = today + _DAY if begun else today
        after = change.applied(series)
        if replace(after, to_date=series.to_date) == series:
            had = tuple(one for one in right.coming if day_of(one, zone) >= next_day)
            return _Turn(series, after, next_day, had, phase=False)
        from_day = max(change.from_date or next_day, next_day)
        rhythm = turned(series.rhythm, replace(after.rhythm, from_date=from_day))
        weeks = {week_of(day) for day in series.skipped}
        skipped = tuple(day for day in rhythm.dates() if week_of(day) in weeks)
        had = tuple(one for one in right.coming if day_of(one, zone) >= from_day)
        return _Turn(
            series,
            replace(after, from_date=rhythm.from_date, skipped=skipped),
            from_day,
            had,
            phase=from_day > series.rhythm.first,
        )

    def _write(
        self,
        connection: Connection,
        right: Right,
        turn: _Turn,
        outcome: Outcome,
        redrawn: Redrawn,
        person: Person,
        why: str,
    ) -> Outcome:
        core = self._core
        for one in outcome.dates:
            if one.before is not None and one.fate in {Fate.ENDS, Fate.CHANGES}:
                core.terms.may_change(connection, one.before, one.after if one.fate == Fate.CHANGES else None, person)
        new = [one.after for one in outcome.dates if one.fate == Fate.FREE and one.after]
        state = core.terms.decide(connection, new, person, why).state
        if turn.phase or turn.after.from_date != turn.before.from_date:
            self._split(connection, right, turn)
        made = replace(turn.after, skipped=_skipped(turn.after, outcome.dates))
        store.put(connection, made)
        carry_out(connection, outcome.dates, state, core.rights, redrawn, now_ms=core.clock.now_ms())
        told = told_of(outcome.dates) | {"from_date": str(turn.from_day)}
        single = replace(made, skipped=()) == replace(turn.before, skipped=())
        core.note(connection, made, Act.SKIPPED if single else Act.CHANGED, person, why, **told)
        core.tell(connection, made, NewsKind.SERIES_CHANGED, person, why=why, **told)
        return replace(outcome, series=made, written=True)

    def _split(self, connection: Connection, right: Right, turn: _Turn) -> None:
        """Keep what was before the day as phases; what was planned for later belongs to the series itself."""
        zone = self._core.places.hall(turn.before.hall).zone
        from_ms = local_ms(turn.from_day, 0, zone)
        past = tuple(one for one in right.rules.values() if one.phase_of is not None)
        store.gather(connection, [one.id for one in past], turn.before.id, from_ms)
        for one in past:
            if one.to_date >= turn.from_day:
                store.put(connection, replace(one, to_date=turn.from_day - _DAY))
        store.drop(connection, [one.id for one in past if one.from_date >= turn.from_day])
        if turn.phase:
            left = tuple(day for day in turn.before.skipped if day < turn.from_day)
            phase = replace(
                turn.before, id=secrets.token_hex(8), phase_of=turn.before.id, to_date=turn.from_day - _DAY, skipped=left
            )
            store.add_many(connection, [phase])
            store.part(connection, turn.before.id, phase.id, from_ms)

    def _end(
        self,
        connection: Connection,
        redrawn: Redrawn | None,
        *,
        series: str,
        from_date: date | None,
        why: str,
        person: Person,
    ) -> Outcome:
        core = self._core
        right = core.right(connection, series, person)
        if right.series.state == State.CANCELLED:
            raise ended()
        turn = self._turn(right, SeriesChange(from_date=from_date))
        from_day = max(from_date or turn.from_day, turn.from_day)
        zone = core.places.hall(right.series.hall).zone
        had = tuple(one for one in turn.had if day_of(one, zone) >= from_day)
        empty = replace(right.series, from_date=from_day, to_date=from_day - _DAY)
        outcome = Outcome(right.series, tuple(core.planned(connection, empty, Exceptions(), had, right.rules)))
        if redrawn is None:
            return outcome
        self._lock(connection, right, right.series, Exceptions(), person)
        for one in outcome.dates:
            if one.before is not None and one.fate == Fate.ENDS:
                core.terms.may_change(connection, one.before, None, person)
        over = from_day <= right.series.rhythm.first
        made = replace(right.series, state=State.CANCELLED) if over else replace(right.series, to_date=from_day - _DAY)
        store.put(connection, made)
        carry_out(connection, outcome.dates, State.BOOKED, core.rights, redrawn, now_ms=core.clock.now_ms())
        told = told_of(outcome.dates) | {"from_date": str(from_day)}
        core.note(connection, made, Act.CANCELLED, person, why, **told)
        core.tell(connection, made, NewsKind.CANCELLED, person, why=why, **told)
        return replace(outcome, series=made, written=True)


def _written(run: _Run, redrawn: Redrawn, connection: Connection) -> Outcome:
    return run(connection, redrawn)


def _skipped(after: Series, planned: tuple[Planned, ...]) -> tuple[date, ...]:
    """Return the dates of the rhythm that have no booking now."""
    empty = {one.day for one in planned if one.fate in _ENDED and not (one.before and one.fate in {Fate.TAKEN, Fate.CLOSED})}
    looked_at = {one.day for one in planned}
    kept = (day for day in after.skipped if day not in looked_at)
    return tuple(sorted({*kept, *(day for day in empty if after.rhythm.has(day))}))


def told_of(planned: tuple[Planned, ...]) -> dict[str, object]:
    """Return the dates by what became of them, in plain values."""
    named = {"added": Fate.FREE, "moved": Fate.CHANGES, "ended": Fate.ENDS, "stays": Fate.STAYS, "taken": Fate.TAKEN}
    return {word: days for word, fate in named.items() if (days := [str(one.day) for one in planned if one.fate == fate])}
