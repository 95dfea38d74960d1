"""Profiles: the club writes them, the office may hide them, everybody reads them with the times of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.circle import may_lead
from hallenwart_backend.accounts.rules import CLUB_ROLES, Person, Role
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.clubs.ports import Plan
from hallenwart_backend.clubs.profile import rules, store
from hallenwart_backend.clubs.profile.rules import AHEAD_DAYS, Contact, Date, Group, Profile, Time
from hallenwart_backend.clubs.refusals import refused
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_DAY_MS: Final = 86_400_000
_OFFICE: Final = frozenset({Role.ADMIN, Role.OFFICE})


@dataclass(frozen=True, slots=True)
class Shown:
    """A club as everybody sees it. `times` are those of each group, in the order of `profile.groups`; `other` all others."""

    name: str
    profile: Profile
    dates: Sequence[Date]
    times: Sequence[tuple[Group, Sequence[Time]]]
    halls: Sequence[str]


class Profiles:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, plan: Plan, pseudonym: Callable[[str], str]) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._plan = plan
        self._pseudonym = pseudonym

    def name_of(self, club: str) -> str:
        """Raises RefusedError 404."""
        name = self._places.current.clubs.get(club)
        if name is None:
            raise refused("no_such_club")
        return name

    # --- the club and the office ---

    async def of(self, actor: Person, club: str) -> tuple[Profile, list[str]]:
        """Return the profile, and what the club's dates are called in the plan. Raises RefusedError 403, 404."""
        self.name_of(club)
        if not (actor.has_at(CLUB_ROLES, club) or actor.has(_OFFICE)):
            raise refused("forbidden")
        found = await self._records.read(lambda connection: store.one(connection, club))
        titles = {rules.key(one.title): one.title for one in await self._dates(club, everybody=False)}
        return found or Profile(club), sorted(titles.values(), key=str.casefold)

    async def put(self, actor: Person, wanted: Profile, named: frozenset[str], own: frozenset[str]) -> Profile:
        """Write a profile. `named`: roles where the name that stands there stays; `own`: where the actor's own shall stand.

        Raises RefusedError 403, 404, 422.
        """
        self.name_of(wanted.club)
        if not may_lead(actor, wanted.club):
            raise refused("forbidden")
        if wanted.shown and not any(wanted.about.values()):
            raise refused("nothing_to_show")

        def write(connection: Connection) -> Profile:
            before = store.one(connection, wanted.club)
            stood = {one.role: one.person for one in before.contacts} if before else {}

            def person(one: Contact) -> str | None:
                return actor.id if one.role in own else stood.get(one.role) if one.role in named else None

            contacts = tuple(replace(one, person=person(one)) for one in wanted.contacts)
            now = self._clock.now_ms()
            store.put(connection, replace(wanted, contacts=contacts, modified_ms=now), by=self._pseudonym(actor.id))
            return store.one(connection, wanted.club) or wanted

        return await self._records.write(write)

    async def hide(self, actor: Person, club: str, why: str, *, hidden: bool) -> None:
        """Take a profile from the public pages, or put it back. Raises RefusedError 403, 404, 422."""
        if not actor.has(_OFFICE):
            raise refused("forbidden")
        if hidden and not why.strip():
            raise refused("need_why")
        by, now, told = self._pseudonym(actor.id), self._clock.now_ms(), why if hidden else ""
        done = await self._records.write(
            lambda connection: store.hide(connection, club, told, hidden=hidden, by=by, now_ms=now)
        )
        if not done:
            raise refused("no_profile")

    async def all(self, actor: Person) -> list[tuple[str, Profile]]:
        """Return every profile with the club's name, for the office. Raises RefusedError 403."""
        if not actor.has(_OFFICE):
            raise refused("forbidden")
        return await self._named()

    # --- everybody ---

    async def shown(self) -> list[Shown]:
        """Return the clubs that are shown, by name."""
        return [await self._shown(name, one) for name, one in await self._named() if one.public]

    async def not_shown(self) -> list[Profile]:
        return [one for _, one in await self._named() if not one.public]

    async def one(self, club: str) -> Shown | None:
        """Return a club as everybody sees it, None where it is not shown."""
        found = await self._records.read(lambda connection: store.one(connection, club))
        name = self._places.current.clubs.get(club)
        return await self._shown(name, found) if found is not None and found.public and name else None

    async def calendar(self, club: str) -> bytes | None:
        shown = await self.one(club)
        return await self._plan.calendar(club, shown.name) if shown else None

    async def _named(self) -> list[tuple[str, Profile]]:
        clubs = self._places.current.clubs
        found = await self._records.read(store.all_of)
        return sorted(((clubs[one.club], one) for one in found if one.club in clubs), key=lambda one: one[0].casefold())

    async def _dates(self, club: str, *, everybody: bool) -> Sequence[Date]:
        now = self._clock.now_ms()
        return await self._plan.dates(club, now, now + AHEAD_DAYS * _DAY_MS, everybody=everybody)

    async def _shown(self, name: str, profile: Profile) -> Shown:
        dates = await self._dates(profile.club, everybody=True)
        halls = self._places.current.halls
        times = [
            (group, rules.times_of(rules.dates_of(group, dates), lambda hall: halls[hall].zone)) for group in profile.groups
        ]
        return Shown(name, profile, dates, times, rules.halls_of(dates))
