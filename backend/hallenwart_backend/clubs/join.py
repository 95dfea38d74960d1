"""Joins what clubs show and share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, select

from hallenwart_backend.accounts.join import AccountRoom
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.feeds import store as feed_store
from hallenwart_backend.booking.feeds.rules import calendar
from hallenwart_backend.booking.feeds.service import View
from hallenwart_backend.booking.join import BookingRoom
from hallenwart_backend.booking.model import HOLDING, State
from hallenwart_backend.booking.tables import bookings, holder
from hallenwart_backend.clubs.documents.service import FOLDER, Documents
from hallenwart_backend.clubs.figures.service import Figures
from hallenwart_backend.clubs.members.belonging import ClubCircle, table_in
from hallenwart_backend.clubs.members.service import Members
from hallenwart_backend.clubs.notices.service import NoticeBoard
from hallenwart_backend.clubs.offering import ClubOffers
from hallenwart_backend.clubs.profile.rules import Date
from hallenwart_backend.clubs.profile.service import Profiles
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_backend.volunteering.hours.tables import hours
from hallenwart_contract.clock import Clock

TIDY_EVERY_S: Final = 3_600.0


class PublicPlan:
    """Implements ports.Plan over the plan of the halls and what the office shows of it."""

    def __init__(self, records: Records, places: PlaceBook, booking: BookingRoom) -> None:
        self._records = records
        self._places = places
        self._booking = booking

    async def halls(self) -> Collection[str]:
        return await self._booking.public.shown()

    async def _where(self, club: str, *, everybody: bool) -> ColumnElement[bool]:
        where = feed_store.of_club(club)
        if not everybody:
            return where
        settings, _ = await self._booking.public.settings()
        return and_(where, bookings.c.hall.in_([hall for hall, one in settings.items() if one.shown and one.names]))

    async def dates(self, club: str, from_ms: int, to_ms: int, *, everybody: bool) -> Sequence[Date]:
        where = and_(await self._where(club, everybody=everybody), holder == club)
        halls = sorted(self._places.current.halls)
        found, changes = await self._records.read(lambda connection: feed_store.dates(connection, where, from_ms, to_ms, halls))
        return [
            Date(
                id=one.id,
                title=one.title,
                hall=one.hall,
                sections=tuple(one.sections),
                start_ms=one.start_ms,
                end_ms=one.end_ms,
                changed_ms=max(
                    one.created_ms,
                    one.cancelled_ms or 0,
                    *(changes[name].t_ms for name in (one.id, one.series or "") if name in changes),
                ),
                cancelled=one.state not in HOLDING,
            )
            for one in found
            if one.state != State.ASKED
        ]

    async def calendar(self, club: str, name: str) -> bytes:
        entries = await self._booking.feeds.entries(await self._where(club, everybody=True), View(club=club))
        return calendar(name, [one for one in entries if not one.tentative])


@dataclass(frozen=True, slots=True)
class ClubRoom:
    """What clubs show of themselves and share with each other."""

    profiles: Profiles
    notices: NoticeBoard
    documents: Documents
    members: Members
    figures: Figures
    offers: ClubOffers

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"documents of clubs": partial(every, TIDY_EVERY_S, self.documents.tidy)}


def _volunteered(connection: Connection, club: str, from_ms: int, to_ms: int) -> Sequence[tuple[int, int]]:
    """Return the confirmed hours of a club's helpers: when each began, and its minutes."""
    span = hours.c.from_ms >= from_ms, hours.c.from_ms < to_ms, hours.c.withdrawn_ms.is_(None)
    found = connection.execute(select(hours.c.from_ms, hours.c.minutes).where(hours.c.club == club, *span))
    return [(row.from_ms, row.minutes) for row in found]


def join_clubs(
    state: Path,
    records: Records,
    places: PlaceBook,
    clock: Clock,
    booking: BookingRoom,
    accounts: AccountRoom,
    pseudonym: Callable[[str], str],
) -> ClubRoom:
    """`pseudonym` names a person in what stays."""
    profiles = Profiles(records, places, clock, PublicPlan(records, places, booking), pseudonym)
    circle = ClubCircle(accounts.circle, accounts.leaving, accounts.post, profiles.name_of)
    figures = Figures(records, places, clock)
    figures.volunteered = _volunteered
    return ClubRoom(
        profiles=profiles,
        notices=NoticeBoard(records, places, clock, accounts.post),
        documents=Documents(records, clock, state / FOLDER, pseudonym),
        members=Members(records, clock, circle, table_in),
        figures=figures,
        offers=ClubOffers(profiles, places, clock, accounts.public_url),
    )
