"""How good a substitute a free time is: a burden to rank by, and why in words. Pure.

An hour of another time weighs as much as four kilometres, another day as much as nine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final

from hallenwart_backend.booking.finding.fitting import (
    ACCESSIBLE,
    CHILDREN_FIRST,
    Match,
    courts_of,
    marking_match,
    sport_match,
    way_km,
)
from hallenwart_backend.booking.finding.rules import Spot, in_named
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.wall import DAY_MIN
from hallenwart_backend.halls.model import Hall
from hallenwart_contract.clock import utc

_MINUTE_MS: Final = 60_000
_HOUR_MIN: Final = 60
_ENOUGH: Final = 0.9
"""So much of the size counts as the same."""
_HALF: Final = 0.5
"""Less than this is no substitute."""
_OTHER_HALL: Final = 1.0
_OTHER_SITE: Final = 10.0
_UNKNOWN_WAY: Final = 30.0
_PER_KM: Final = 10.0
_NO_LINES: Final = 40.0
_UNKNOWN_SPORT: Final = 20.0
_SMALLER: Final = 80.0
_NO_ACCESS: Final = 80.0
_LATE: Final = 60.0
_CHILDREN_FIRST: Final = 30.0
_PER_HOUR: Final = 40.0
_PER_DAY: Final = 90.0

_Judged = tuple[Match, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A substitute; the smallest `burden` is the best."""

    spot: Spot
    burden: float
    matches: tuple[Match, ...]
    km: float | None


def rank(spot: Spot, lost: Booking, was: Hall, sport: str) -> Ranked | None:
    """Judge a free time as a substitute for a date that is lost in the hall `was`; None where it is none."""
    if sections_for(spot.hall, lost, was) is None or (sport and not spot.hall.facts.has_sport(sport)):
        return None
    judged = [_time(spot, lost), _way(spot.hall, was), _size(spot, lost, was)]
    judged += [*_sport(spot, was, sport), *_access(spot.hall, was), *_children(spot, lost, was)]
    return Ranked(
        spot, sum(burden for _, burden in judged), tuple(match for match, _ in judged), way_km(spot.hall.site, was.site)
    )


def sections_for(hall: Hall, lost: Booking, was: Hall) -> int | None:
    """Return how many sections of a hall are as large as what is lost; all of them where it is smaller, None below half."""
    wanted, each = _courts(was, len(lost.sections)), courts_of(hall) / hall.sections
    enough = next((number for number in range(1, hall.sections + 1) if number * each >= wanted * _ENOUGH), None)
    if enough is not None:
        return enough
    return hall.sections if courts_of(hall) >= wanted * _HALF else None


def _courts(hall: Hall, sections: int) -> float:
    return courts_of(hall) * sections / hall.sections


def _way(hall: Hall, was: Hall) -> _Judged:
    if hall.id == was.id:
        return Match("same_hall", ok=True, de="gleiche Halle", en="same hall"), 0
    km = way_km(hall.site, was.site)
    if km is None:
        return Match("other_site", ok=False, de="anderer Standort", en="another site"), _UNKNOWN_WAY
    if hall.site.id == was.site.id:
        return Match("same_site", ok=True, de="gleicher Standort", en="same site"), _OTHER_HALL
    de, en = f"{km:.1f} km entfernt".replace(".", ","), f"{km:.1f} km away"
    return Match("distance", ok=False, de=de, en=en), _OTHER_SITE + km * _PER_KM


def _size(spot: Spot, lost: Booking, was: Hall) -> _Judged:
    share = _courts(spot.hall, len(spot.sections)) / _courts(was, len(lost.sections))
    if share >= _ENOUGH:
        return Match("size", ok=True, de="groß genug", en="large enough"), 0
    percent = round(share * 100)
    return Match("size", ok=False, de=f"kleiner ({percent} %)", en=f"smaller ({percent} %)"), (1 - share) * _SMALLER


def _sport(spot: Spot, was: Hall, sport: str) -> list[_Judged]:
    if not sport:
        return []
    can = sport_match(spot.hall, sport)
    if not was.facts.has_marking(sport):
        return [(can, 0 if can.ok else _UNKNOWN_SPORT)]
    lines = marking_match(spot, sport)
    return [(lines, 0 if lines.ok else _NO_LINES)]


def _access(hall: Hall, was: Hall) -> list[_Judged]:
    if not was.facts.accessible:
        return []
    if hall.facts.accessible:
        return [(ACCESSIBLE, 0)]
    return [(Match("accessible", ok=False, de="nicht als barrierefrei bekannt", en="not known to be accessible"), _NO_ACCESS)]


def _children(spot: Spot, lost: Booking, was: Hall) -> list[_Judged]:
    """Who trained in the hours of children stays in them, or is not later than before; others are told who comes first."""
    were = in_named(was, "children", lost.start_ms, lost.end_ms)
    would = in_named(spot.hall, "children", spot.start_ms, spot.end_ms)
    if were and not would and _of_day(spot.end_ms, was) > _of_day(lost.end_ms, was):
        return [(Match("late", ok=False, de="spät für Kinder", en="late for children"), _LATE)]
    return [(CHILDREN_FIRST, _CHILDREN_FIRST)] if would and not were else []


def _of_day(ms: int, hall: Hall) -> time:
    return utc(ms).astimezone(hall.zone).time()


def _time(spot: Spot, lost: Booking) -> _Judged:
    minutes = (spot.start_ms - lost.start_ms) // _MINUTE_MS
    if minutes == 0:
        return Match("same_time", ok=True, de="gleiche Zeit", en="same time"), 0
    de, en = ("später", "later") if minutes > 0 else ("früher", "earlier")
    days = abs((local_day(spot.start_ms, spot.hall.zone) - local_day(lost.start_ms, spot.hall.zone)).days)
    if days:
        plural = ("Tage", "days") if days > 1 else ("Tag", "day")
        aside = abs(minutes - days * DAY_MIN * (1 if minutes > 0 else -1)) / _HOUR_MIN * _PER_HOUR
        return Match("day", ok=False, de=f"{days} {plural[0]} {de}", en=f"{days} {plural[1]} {en}"), days * _PER_DAY + aside
    burden = abs(minutes) / _HOUR_MIN * _PER_HOUR
    return Match("time", ok=False, de=f"{abs(minutes)} Minuten {de}", en=f"{abs(minutes)} minutes {en}"), burden
