"""Last season once more under other weights: who would gain, who would lose. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.finding.sports import sport_of
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.casing import PAST, Past, Use, halls_of, last_season, rights, used_by, wants_of
from hallenwart_backend.rounds.desk import RoundDesk, check_office
from hallenwart_backend.rounds.model import Book, Wish
from hallenwart_backend.rounds.proposing import Solver
from hallenwart_backend.rounds.refusals import refused
from hallenwart_backend.rounds.rules import QUARTER_MIN, Case, Want
from hallenwart_backend.rounds.solving import Task
from hallenwart_backend.rounds.weights import Weights

LIMIT_S: Final = 8.0
_EARLIER, _LATER = 4, 4
"""A group that trained at six could have trained an hour earlier or later."""
_HARDLY: Final = 10
"""Percent: a right that was used less often is no demand."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Hours a week of a club: `real` booked last season, `used` of them, `now` by the round's weights, `then` by the others."""

    club: str
    real: float
    used: float | None
    now: float
    then: float


@dataclass(frozen=True, slots=True)
class Replay:
    weights: Weights
    clubs: Sequence[Gain]
    rights: int
    dropped: int
    """Rights that nobody used: they are no demand in either run."""
    new: int
    """Wishes of this round that had no right last season: demand in both runs."""


@dataclass(frozen=True, slots=True)
class _Ground:
    case: Case
    real: Mapping[str, float]
    used: Mapping[str, Use]
    rights: int
    dropped: int
    new: int


class ReplayDesk:
    def __init__(self, desk: RoundDesk, solver: Solver) -> None:
        self._desk = desk
        self._solver = solver
        self.limit_s = LIMIT_S

    async def replay(self, person: Person, name: str, weights: Weights) -> Replay:
        """Raises RefusedError 403, 404, 409."""
        check_office(person)

        def read(connection: Connection) -> _Ground:
            book = store.book(connection, name)
            if book is None:
                raise refused("no_such_round")
            return self._read(connection, book)

        ground = await self._desk.records.read(read)
        if not ground.rights:
            raise refused("no_past")
        now = await self._hours(ground.case)
        then = now if weights == ground.case.weights else await self._hours(replace(ground.case, weights=weights))
        clubs = sorted({*ground.real, *now, *then})
        gains = [
            Gain(one, ground.real.get(one, 0.0), _used(ground, one), now.get(one, 0.0), then.get(one, 0.0)) for one in clubs
        ]
        return Replay(weights, gains, ground.rights, ground.dropped, ground.new)

    async def _hours(self, case: Case) -> dict[str, float]:
        places = await self._solver.run(Task(case, limit_s=self.limit_s))
        wants, found = case.by_want(), dict[str, float]()
        for name in places:
            found[wants[name].club] = found.get(wants[name].club, 0.0) + wants[name].length * QUARTER_MIN / 60
        return found

    def _read(self, connection: Connection, book: Book) -> _Ground:
        of, places = book.round, self._desk.places.current
        past = _one_each(last_season(connection, of.halls, of.from_date))
        zone = next(places.halls[one].zone for one in of.halls if one in places.halls)
        span_ms = local_ms(of.from_date - PAST, 0, zone), local_ms(of.from_date, 0, zone)
        by_series, by_club = (used_by(connection, one, *span_ms) for one in ("series", "club"))
        kept = [one for one in past if _demand(by_series.get(one.series))]
        begins = of.from_date - timedelta(weeks=52)
        town = [one for one in rights(connection, of.halls, begins, of.to_date - timedelta(weeks=52)) if one.club is None]
        halls = halls_of(places, of.halls, town, begins, of.to_date - timedelta(weeks=52))
        told = wants_of(book.stated, by_club, past)
        had = {(one.club or "", one.title.casefold()) for one in past}
        new = tuple(one for one in told if one.team not in had)
        wants = tuple(_want(one, by_series.get(one.series), by_club, book.stated) for one in kept)
        real = dict[str, float]()
        for one in past:
            real[one.club or ""] = real.get(one.club or "", 0.0) + (one.end_min - one.start_min) / 60
        return _Ground(Case(halls, (*wants, *new), of.weights), real, by_club, len(past), len(past) - len(kept), len(new))


def _used(ground: _Ground, club: str) -> float | None:
    percent = ground.used[club].percent if club in ground.used else None
    return None if percent is None else ground.real.get(club, 0.0) * percent / 100


def _one_each(past: Sequence[Past]) -> list[Past]:
    """Return each right once: of the phases one place and time went through the newest."""
    found = {(one.club, one.title, one.weekday): one for one in sorted(past, key=lambda one: one.to_date)}
    return sorted(found.values(), key=lambda one: one.series)


def _demand(use: Use | None) -> bool:
    return use is None or use.percent is None or use.percent >= _HARDLY


def _want(past: Past, use: Use | None, by_club: Mapping[str, Use], stated: Sequence[Wish]) -> Want:
    """Return last season's right as a wish. What nobody knows of the group is as the club's wishes of this round say."""
    club = past.club or ""
    mine = [one for one in stated if one.club == club]
    same = [one for one in mine if one.group.casefold() == past.title.casefold()] or mine
    people = round(use.people) if use is not None and use.people else _mean([one.people for one in same], 15)
    percent = (use.percent if use is not None else None) or (by_club[club].percent if club in by_club else None)
    first, length = past.start_min // QUARTER_MIN, max(1, (past.end_min - past.start_min) // QUARTER_MIN)
    return Want(
        id=past.series,
        club=club,
        group=past.title,
        people=max(1, people),
        youth=_mean([one.youth for one in same], 50),
        sections=len(past.sections),
        weekdays=(past.weekday,),
        earliest=max(0, first - _EARLIER),
        latest=first + _LATER,
        length=length,
        priority=min((one.priority for one in same), default=2),
        halls=(past.hall,),
        sport=sport_of(past.title),
        used=100 if percent is None else percent,
        last=((past.hall, past.weekday, first),),
    )


def _mean(values: Sequence[int], otherwise: int) -> int:
    return round(sum(values) / len(values)) if values else otherwise
