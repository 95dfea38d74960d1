"""Who sees what of use, and of which days. Pure but for the refusals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final, NoReturn
from zoneinfo import ZoneInfo

from fastapi import Depends, Query

from hallenwart_backend.accounts.rules import CODE_READERS, OFFICE_HANDS, Person, Role
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.occupancy.spans import Days
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden

MOST_DAYS: Final = 400
_DEFAULT_DAYS: Final = 28
_STAFF: Final = frozenset({Role.CARETAKER})


@dataclass(frozen=True, slots=True)
class Sight:
    """`office`: everything that is due. `sites`: figures of these alone, None for all. `club`: what is the club's own."""

    office: bool = False
    sites: frozenset[str] | None = None
    club: str | None = None

    def halls(self, places: Places) -> list[Hall]:
        """Return the halls whose figures are shown; none to a club."""
        if self.club is not None:
            return []
        return [hall for hall in places.proper_halls if self.sites is None or hall.site.id in self.sites]

    def hall(self, places: Places, hall: str) -> Hall:
        """Return a hall whose figures are shown. Raises RefusedError 403, 404."""
        if self.club is not None:
            raise forbidden()
        if hall not in places.halls:
            raise no_hall()
        found = places.halls[hall]
        if self.sites is not None and found.site.id not in self.sites:
            raise forbidden()
        return found


def sight_of(person: Person) -> Sight:
    """Return what a person sees. Raises RefusedError 403."""
    if person.has(OFFICE_HANDS):
        return Sight(office=True)
    if person.has(_STAFF):
        scopes = person.roles[Role.CARETAKER]
        return Sight(sites=None if "" in scopes else scopes)
    if person.club is not None and not CODE_READERS.isdisjoint(person.roles_in(person.club)):
        return Sight(club=person.club)
    raise forbidden()


async def sight(person: SignedIn) -> Sight:
    return sight_of(person)


async def staff_sight(person: SignedIn) -> Sight:
    """Return what office or caretakers see. Raises RefusedError 403 to clubs."""
    found = sight_of(person)
    if found.club is not None:
        raise forbidden()
    return found


async def verdict_sight(person: SignedIn) -> Sight:
    """Return what the office or a club sees. Raises RefusedError 403 to caretakers: verdicts are none of their business."""
    found = sight_of(person)
    if not found.office and found.club is None:
        raise forbidden()
    return found


async def office_sight(person: SignedIn) -> Sight:
    found = sight_of(person)
    if not found.office:
        raise forbidden()
    return found


async def club_sight(person: SignedIn) -> Sight:
    found = sight_of(person)
    if found.club is None:
        raise forbidden()
    return found


AnySight = Annotated[Sight, Depends(sight)]
StaffSight = Annotated[Sight, Depends(staff_sight)]
VerdictSight = Annotated[Sight, Depends(verdict_sight)]
OfficeSight = Annotated[Sight, Depends(office_sight)]
ClubSight = Annotated[Sight, Depends(club_sight)]


async def days(
    parts: PartsOf,
    from_: Annotated[date | None, Query(alias="from")] = None,
    to: Annotated[date | None, Query()] = None,
) -> Days:
    """Return the days asked for; the last four weeks without. Raises RefusedError 422."""
    zone = ZoneInfo(parts.places.current.zone)
    last = to or local_day(parts.clock.now_ms(), zone)
    if last.year >= 2100 or (from_ or last).year < 2000:
        _bad_days()
    first = from_ or last - timedelta(days=_DEFAULT_DAYS - 1)
    if first > last or (last - first).days >= MOST_DAYS:
        _bad_days()
    return Days(first, last, zone)


AskedDays = Annotated[Days, Depends(days)]


def _bad_days() -> NoReturn:
    raise RefusedError(
        "bad_days",
        f"Der Zeitraum braucht Beginn vor Ende und höchstens {MOST_DAYS} Tage.",
        f"The period needs a start before its end, and at most {MOST_DAYS} days.",
        status=422,
    )


def no_hall() -> RefusedError:
    return RefusedError("no_hall", "Diese Halle gibt es nicht.", "There is no such hall.", status=404)


def ids(halls: Iterable[Hall]) -> list[str]:
    return [hall.id for hall in halls]
