"""`/api/free`: free times over all halls. `/api/bookings/{id}/substitutes`: where a date could take place instead."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import Path, Query
from pydantic import StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.booking.finding.fitting import Match, Need, matches_of, way_km
from hallenwart_backend.booking.finding.rules import Spot
from hallenwart_backend.booking.finding.service import Window
from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.refusals import gone, not_yours
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.service import may_change
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.booking.wall import DAY_MIN, minute_of
from hallenwart_backend.halls.model import Places, Site
from hallenwart_backend.web.fields import Id, Shape, WallTime, Words
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router
from hallenwart_contract.whole import MAX_WHOLE

router = Router(prefix="/api", tags=["finding"])

MOST_DAYS: Final = 14
_MOST: Final = 300
Word = Annotated[str, StringConstraints(max_length=40)]


class MatchOut(Shape):
    """`ok`: speaks for it; otherwise it is to be known. `code` for programs."""

    code: str
    ok: bool
    words: Words


class SpotOut(Shape):
    """A free time. `sections` is a part that fits, called `part`; `distance_km` from the site asked about, null: not known."""

    hall: str
    hall_name: str
    site: str
    site_name: str
    start_ms: int
    end_ms: int
    sections: list[int]
    free_sections: list[int]
    section_count: int
    part: Words
    distance_km: float | None
    matches: list[MatchOut]


class FreeOut(Shape):
    """`more`: not all are told; narrow the question."""

    zone: str
    now_ms: int
    more: bool
    slots: list[SpotOut]


class SubstitutesOut(Shape):
    """The best first."""

    booking: str
    substitutes: list[SpotOut]


def spot_out(spot: Spot, matches: tuple[Match, ...], km: float | None) -> SpotOut:
    hall = spot.hall
    return SpotOut(
        hall=hall.id,
        hall_name=hall.name,
        site=hall.site.id,
        site_name=hall.site.name,
        start_ms=spot.start_ms,
        end_ms=spot.end_ms,
        sections=list(spot.sections),
        free_sections=list(spot.free_sections),
        section_count=hall.sections,
        part=Words(de=hall.words_of(spot.sections), en=hall.words_of(spot.sections, "en")),
        distance_km=None if km is None else round(km, 2),
        matches=[MatchOut(code=one.code, ok=one.ok, words=Words(de=one.de, en=one.en)) for one in matches],
    )


def group_of(person: Person, places: Places, club: str | None = None) -> str:
    """Return the priority group a person looks for; staff may look for any."""
    if person.has(OFFICE_HANDS):
        return Group.SCHOOL
    return places.club_groups.get(club or person.club or "", Group.OTHER)


@router.get("/free")
async def free(
    person: SignedIn,
    parts: PartsOf,
    date: dt.date | None = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 1,
    minutes: Annotated[int, Query(ge=30, le=480)] = 90,
    sections: Annotated[int, Query(ge=1, le=16)] = 1,
    earliest: Annotated[WallTime | None, Query(alias="from")] = None,
    latest: Annotated[WallTime | None, Query(alias="to")] = None,
    sport: Word = "",
    marking: Word = "",
    near: Id | None = None,
    site: Id | None = None,
    hall: Id | None = None,
    capacity: Annotated[int, Query(ge=0, le=MAX_WHOLE)] = 0,
    *,
    accessible: bool = False,
    children: bool = False,
) -> FreeOut:
    """Return free times in all halls that fit, by time, then by distance from the site `near`.

    `from` and `to` are times of day; a `to` that is not after `from` is on the next day.
    """
    places = parts.places.current
    first = checked_day(date) if date else local_day(parts.clock.now_ms(), _zone(parts))
    from_min = minute_of(earliest) if earliest else 0
    to_min = minute_of(latest) if latest else None
    if to_min is not None and to_min <= from_min:
        to_min += DAY_MIN
    window = Window(tuple(first + dt.timedelta(days=number) for number in range(days)), from_min, to_min)
    need = Need(
        sections=sections,
        sport=sport,
        marking=marking,
        accessible=accessible,
        capacity=capacity,
        site=site or "",
        hall=hall or "",
        children=children,
        group=group_of(person, places),
    )
    found = await parts.booking.finder.free(need, window, minutes * 60_000)
    told = _by_way(found, places.sites.get(near or ""))
    return FreeOut(
        zone=places.zone,
        now_ms=parts.clock.now_ms(),
        more=len(told) > _MOST,
        slots=[spot_out(spot, tuple(matches_of(spot, need)), km) for spot, km in told[:_MOST]],
    )


def _zone(parts: Parts) -> ZoneInfo:
    return ZoneInfo(parts.places.current.zone)


def _by_way(found: list[Spot], near: Site | None) -> list[tuple[Spot, float | None]]:
    if near is None:
        return [(spot, None) for spot in found]
    ways = {spot.hall.site.id: way_km(near, spot.hall.site) for spot in found}
    told = [(spot, ways[spot.hall.site.id]) for spot in found]
    return sorted(told, key=lambda one: (one[0].start_ms, one[1] is None, one[1] or 0.0, one[0].hall.name))


@router.get("/bookings/{booking}/substitutes")
async def substitutes(
    booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf, days: Annotated[int, Query(ge=0, le=7)] = 3
) -> SubstitutesOut:
    """Return where a date could take place instead, for who may move it: the same time first, then the nearest.

    Raises RefusedError 403, 404.
    """
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    if not may_change(person, found):
        raise not_yours()
    group = group_of(person, parts.places.current, found.holder)
    ranked = await parts.booking.finder.substitutes(found, days=days, group=group)
    return SubstitutesOut(booking=booking, substitutes=[spot_out(one.spot, one.matches, one.km) for one in ranked])
