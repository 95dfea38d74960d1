"""Season rounds of a seed file.

    [[round]]   title, by, from = "2027-01-11", to = "2027-07-25", halls = ["nordpark"], weights = { youth = 5 },
                wishes_days = 20 (from now on, as objections_days: with these clubs see the proposal),
                wish = [{ club, group, sport, people, youth, sections, weekdays = [0], earliest = "17:00", latest = "19:00",
                          minutes = 90, priority = 1, halls, marking, step_free, note,
                          at = { hall, sections = [1], weekday = 0, start = "17:00" } }]
                objection = [{ club, group, text }]

A round that is there stays as people left it. `at` puts a wish where a proposal has it: a round with one is a proposal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.halls.model import Places
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.model import Assignment, Objection, ObjectionState, Round, RoundState, Wish, WishState
from hallenwart_backend.rounds.weights import Weights
from hallenwart_backend.seed_places import minutes_of

_DAY_MS: Final = 86_400_000
_ID_CHARS: Final = 16


class SeedSpot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    hall: str
    weekday: int
    start: str
    sections: list[int]


class SeedRoundWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    club: str
    group: str
    people: int
    weekdays: list[int]
    earliest: str
    latest: str
    sport: str = ""
    youth: int = 0
    sections: int = 1
    minutes: int = 90
    priority: int = 2
    halls: list[str] = []
    marking: str = ""
    step_free: bool = False
    note: str = ""
    at: SeedSpot | None = None


class SeedObjection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    club: str
    text: str
    group: str = ""


class SeedRound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    by: str
    from_: date = msgspec.field(name="from")
    to: date
    halls: list[str]
    weights: dict[str, int] = {}
    wishes_days: int = 28
    objections_days: int | None = None
    wish: list[SeedRoundWish] = []
    objection: list[SeedObjection] = []


def plant_rounds(connection: Connection, wishes: list[SeedRound], pseudonym: Callable[[str], str], *, now_ms: int) -> None:
    """Write the rounds that are not there. Raises ConfigError for what does not fit."""
    if not wishes:
        return
    places, people = load_places(connection), {one.email: one for one in everybody(connection)}
    for seed in wishes:
        identity = _id(seed.title, str(seed.from_))
        if store.one_round(connection, identity) is not None:
            continue
        if seed.by.lower() not in people:
            raise ConfigError(f"round {seed.title!r}: nobody has the address {seed.by!r}")
        by = pseudonym(people[seed.by.lower()].id)
        store.add_round(connection, _round(seed, identity, by, places, now_ms))
        ids = {}
        for number, wish in enumerate(seed.wish):
            made = _wish(wish, identity, by, places, now_ms + number)
            ids[wish.club, wish.group] = made.id
            store.add_wish(connection, made)
            if wish.at is not None:
                store.put_assignment(connection, _assignment(wish.at, made, places))
        for one in seed.objection:
            if one.group and (one.club, one.group) not in ids:
                raise ConfigError(f"round {seed.title!r}: {one.club} wishes for no {one.group!r}")
            store.add_objection(connection, _objection(one, identity, ids.get((one.club, one.group)), by, now_ms))


def _round(seed: SeedRound, identity: str, by: str, places: Places, now_ms: int) -> Round:
    if unknown := set(seed.halls) - places.halls.keys():
        raise ConfigError(f"round {seed.title!r}: there is no hall {', '.join(sorted(unknown))}")
    try:
        weights = Weights(**seed.weights)
    except TypeError as error:
        raise ConfigError(f"round {seed.title!r}: {error}") from error
    proposed = any(one.at for one in seed.wish)
    until = None if seed.objections_days is None else now_ms + seed.objections_days * _DAY_MS
    return Round(
        id=identity,
        title=seed.title,
        from_date=seed.from_,
        to_date=seed.to,
        state=RoundState.PROPOSED if proposed else RoundState.OPEN,
        weights=weights,
        halls=tuple(seed.halls),
        wishes_until_ms=now_ms + seed.wishes_days * _DAY_MS,
        objections_until_ms=until if proposed else None,
        made_by=by,
        made_ms=now_ms,
    )


def _wish(seed: SeedRoundWish, of: str, by: str, places: Places, made_ms: int) -> Wish:
    if seed.club not in places.clubs:
        raise ConfigError(f"wish {seed.group!r}: there is no club {seed.club!r}")
    return Wish(
        id=_id(of, seed.club, seed.group),
        round=of,
        club=seed.club,
        group=seed.group,
        sport=seed.sport,
        people=seed.people,
        youth=seed.youth,
        sections=seed.sections,
        weekdays=tuple(seed.weekdays),
        earliest_min=minutes_of(seed.earliest),
        latest_min=minutes_of(seed.latest),
        minutes=seed.minutes,
        priority=seed.priority,
        halls=tuple(seed.halls),
        marking=seed.marking,
        step_free=seed.step_free,
        note=seed.note,
        state=WishState.STATED,
        made_by=by,
        made_ms=made_ms,
    )


def _assignment(at: SeedSpot, wish: Wish, places: Places) -> Assignment:
    hall = places.halls.get(at.hall)
    if hall is None or not set(at.sections) <= set(range(1, hall.sections + 1)):
        raise ConfigError(f"wish {wish.group!r}: there is no such place as {at.hall!r} {at.sections}")
    start = minutes_of(at.start)
    return Assignment(wish.id, wish.round, at.hall, tuple(at.sections), at.weekday, start, start + wish.minutes)


def _objection(seed: SeedObjection, of: str, wish: str | None, by: str, now_ms: int) -> Objection:
    return Objection(
        id=_id(of, seed.club, seed.text),
        round=of,
        club=seed.club,
        wish=wish,
        text=seed.text,
        answer="",
        state=ObjectionState.OPEN,
        made_by=by,
        made_ms=now_ms,
    )


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_ID_CHARS]
