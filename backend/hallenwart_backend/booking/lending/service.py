"""Lends one date of a club to another: offered, taken, given back. Each deed is one transaction with keys, history and news."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news, store
from hallenwart_backend.booking.drawing import commit_drawn
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.lending import rules
from hallenwart_backend.booking.lending import store as lent
from hallenwart_backend.booking.lending.refusals import no_offer, refused
from hallenwart_backend.booking.lending.rules import Offer, OfferState
from hallenwart_backend.booking.model import Booking, Group
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.policy.rules import Policy, week_of, week_span
from hallenwart_backend.booking.policy.service import newest
from hallenwart_backend.booking.policy.terms import OfficeTerms
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights
from hallenwart_backend.booking.refusals import gone, not_yours
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_ASKED_AGAIN_MS: Final = 90 * 86_400_000
"""A right the office looked at is not asked about again for a quarter of a year."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An offer as one club sees it: `fault` says why it cannot take it, `mine` that it is its own."""

    offer: Offer
    booking: Booking
    mine: bool
    fault: str | None
    until_ms: int


class Lending:
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        bookings: Bookings,
        rights: Rights,
        terms: OfficeTerms,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._terms = terms
        self._changed = changed

    # --- the owner ---

    async def offer(self, person: Person, booking_id: str, *, note: str = "", to: str = "") -> Offer:
        """Offer a date to everybody, or to a club or group (`to`). Raises RefusedError 403, 404, 409, 422."""
        now = self._clock.now_ms()

        def put(connection: Connection) -> tuple[Offer, Booking]:
            booking = _found(connection, booking_id)
            _must_own(person, booking)
            to_club, to_group = self._receiver(to, booking)
            offered, key_out = lent.living(connection, booking.id) is not None, self._key_out(connection, booking)
            lending = newest(connection).policy.lending
            if fault := rules.fault_of_offer(booking, lending, offered=offered, key_out=key_out, now_ms=now):
                raise refused(fault)
            made = Offer(
                id=secrets.token_hex(8),
                booking=booking.id,
                series=booking.series,
                club=booking.club or "",
                note=note,
                created_ms=now,
                to_club=to_club,
                to_group=to_group,
                person=person.id,
                on_behalf=person.has(OFFICE_HANDS),
            )
            lent.add(connection, made)
            told = {"to": to, "note": note}
            self._bookings.note(connection, booking, Act.OFFERED, person, why=note, detail={"to": to} if to else None)
            news.tell(connection, self._bookings.news(booking, NewsKind.OFFERED, person, offer=made.id, **told))
            return made, booking

        made, booking = await self._records.write(put)
        self._changed(booking.hall, booking.club)
        return made

    def _receiver(self, to: str, booking: Booking) -> tuple[str | None, str | None]:
        if to in set(Group):
            return None, to
        if to and (to not in self._places.current.clubs or to == booking.club):
            raise refused("bad_to")
        return to or None, None

    async def withdraw(self, person: Person, booking_id: str) -> None:
        """Take an offer back while nobody took it. Raises RefusedError 403, 404, 409."""
        now = self._clock.now_ms()

        def put(connection: Connection) -> Booking:
            booking = _found(connection, booking_id)
            _must_own(person, booking)
            offer = lent.living(connection, booking.id)
            if offer is None:
                raise refused("not_offered")
            if not lent.end(connection, offer.id, OfferState.WITHDRAWN, was=OfferState.OPEN, now_ms=now):
                raise refused("taken_already")
            self._bookings.note(connection, booking, Act.WITHDRAWN, person)
            return booking

        booking = await self._records.write(put)
        self._changed(booking.hall, booking.club)

    # --- the borrower ---

    async def take(self, person: Person, offer_id: str, *, club: str | None = None, why: str = "") -> Booking:
        """Take an offered date for a club; its limits apply. Raises RefusedError 403, 404, 409."""
        borrower = self._bookings.club_of(person, club)
        if borrower is None:
            raise refused("bad_to")
        offer, before = await self._records.read(lambda connection: _offered(connection, offer_id))
        after = replace(before, borrower=borrower, person=person.id)

        def commit(connection: Connection, drawn: Drawn) -> None:
            store.lock(connection, (hall for hall, _ in before.places))
            self._take(connection, offer_id, after, person, why)
            self._rights.revoke(connection, after.id)
            self._rights.store(connection, after, drawn)

        self._refuse_take(offer, before, borrower, await self._records.read(lambda c: self._standing(c, before, borrower)))
        await commit_drawn(self._records, self._rights, after, commit)
        for told in (after.club, borrower):
            self._changed(after.hall, told)
        return after

    def _standing(self, connection: Connection, booking: Booking, borrower: str) -> tuple[Policy, int, bool]:
        zone = self._places.hall(booking.hall).zone
        week = week_span(week_of(booking.start_ms, zone), zone)
        borrowed = lent.borrowed_between(connection, borrower, *week)
        return newest(connection).policy, borrowed, self._key_out(connection, booking)

    def _refuse_take(self, offer: Offer, booking: Booking, borrower: str, standing: tuple[Policy, int, bool]) -> None:
        policy, borrowed, key_out = standing
        fault = rules.fault_of_take(
            offer,
            booking,
            borrower,
            self._terms.group(borrower),
            policy.lending,
            borrowed=borrowed,
            key_out=key_out,
            now_ms=self._clock.now_ms(),
        )
        if fault:
            raise refused(fault)

    def _take(self, connection: Connection, offer_id: str, after: Booking, person: Person, why: str) -> None:
        now, borrower = self._clock.now_ms(), after.borrower or ""
        offer, before = _offered(connection, offer_id)
        if replace(before, borrower=borrower, person=person.id) != after:  # moved or cancelled meanwhile
            raise refused("gone")
        self._refuse_take(offer, before, borrower, self._standing(connection, before, borrower))
        decision = self._terms.decide(connection, [after], person, why)
        if not lent.take(connection, offer_id, borrower, was_person=before.person, now_ms=now):
            raise refused("gone")
        lent.set_borrower(connection, after.id, borrower, person.id)
        told: dict[str, object] = {"owner": after.club, "borrower": borrower}
        overruled = {"overruled": list(decision.overruled)} if decision.overruled else {}
        self._bookings.note(connection, after, Act.LENT, person, why=why, detail={**told, **overruled})
        owner = replace(self._bookings.news(after, NewsKind.LENT, person, **told), club=after.club)
        news.tell(connection, owner, self._bookings.news(after, NewsKind.BORROWED, person, **told))
        self._ask_office(connection, after, now)

    def _ask_office(self, connection: Connection, after: Booking, now_ms: int) -> None:
        """Ask the office whether a right is needed of which too many dates in a row were lent."""
        if after.series is None or after.club is None:
            return
        row = newest(connection).policy.lending.row
        count = rules.lent_in_row(lent.lent_until(connection, after.series, after.start_ms, most=row))
        if count >= row:
            since = now_ms - _ASKED_AGAIN_MS
            lent.ask_about(connection, secrets.token_hex(8), after.series, after.club, count, now_ms=now_ms, since_ms=since)

    async def give_back(self, person: Person, booking_id: str) -> Booking:
        """Give a borrowed date back to its owner before it begins. Raises RefusedError 403, 404, 409."""
        before, was = await self._records.read(lambda connection: self._borrowed(connection, person, booking_id))
        after = replace(before, borrower=None, person=was.was_person)

        def commit(connection: Connection, drawn: Drawn) -> None:
            store.lock(connection, (hall for hall, _ in before.places))
            current, offer = self._borrowed(connection, person, booking_id)
            ended = lent.end(connection, offer.id, OfferState.RETURNED, was=OfferState.TAKEN, now_ms=self._clock.now_ms())
            if current != before or not ended:
                raise refused("not_lent")
            lent.set_borrower(connection, after.id, None, after.person)
            self._rights.revoke(connection, after.id)
            self._rights.store(connection, after, drawn)
            told: dict[str, object] = {"owner": after.club, "borrower": before.borrower}
            self._bookings.note(connection, before, Act.RETURNED, person, detail=told)
            ended_news = self._bookings.news(after, NewsKind.LENDING_ENDED, person, **told)
            news.tell(connection, ended_news, replace(ended_news, club=before.borrower))

        await commit_drawn(self._records, self._rights, after, commit)
        for told in (after.club, before.borrower):
            self._changed(after.hall, told)
        return after

    def _borrowed(self, connection: Connection, person: Person, booking_id: str) -> tuple[Booking, Offer]:
        booking = _found(connection, booking_id)
        if not _acts_for(person, booking.borrower):
            raise not_yours() if booking.borrower else refused("not_lent")
        offer = lent.living(connection, booking_id)
        key_out, now = self._key_out(connection, booking), self._clock.now_ms()
        fault = rules.fault_of_return(booking, key_out=key_out, now_ms=now)
        if fault or offer is None:
            raise refused(fault or "not_lent")
        return booking, offer

    # --- everybody ---

    async def offers(
        self, person: Person, *, club: str | None, halls: list[str] | None, from_ms: int, to_ms: int
    ) -> list[Looked]:
        """Return open offers, each with whether the person's club can take it; those for others only the office sees."""
        mine, now = club or person.club, self._clock.now_ms()

        def look(connection: Connection) -> list[Looked]:
            found, lending = [], newest(connection).policy.lending
            first = max(from_ms, now)
            for offer, booking in lent.open_offers(connection, halls=halls, from_ms=first, to_ms=to_ms):
                own = _acts_for(person, offer.club) and not person.has(OFFICE_HANDS)
                fault = self._fault(connection, offer, booking, mine) if mine else None
                if own or person.has(OFFICE_HANDS) or fault != "not_for_you":
                    until = rules.last_ms(booking.start_ms, lending)
                    found.append(Looked(offer, booking, own, fault, until))
            return found

        return await self._records.read(look)

    def _fault(self, connection: Connection, offer: Offer, booking: Booking, club: str) -> str | None:
        policy, borrowed, key_out = self._standing(connection, booking, club)
        group, now = self._terms.group(club), self._clock.now_ms()
        return rules.fault_of_take(offer, booking, club, group, policy.lending, borrowed=borrowed, key_out=key_out, now_ms=now)

    async def open_of(self, bookings: list[str]) -> dict[str, str]:
        """Return the open offer of each of these dates that has one."""
        return await self._records.read(lambda connection: lent.open_of(connection, bookings))

    async def counts(self, from_ms: int, to_ms: int) -> list[lent.Count]:
        return await self._records.read(lambda connection: lent.counts(connection, from_ms, to_ms))

    def _key_out(self, connection: Connection, booking: Booking) -> bool:
        return booking.id in self._rights.fetched(connection, [booking.id], out=True)


def _found(connection: Connection, booking_id: str) -> Booking:
    booking = store.one(connection, booking_id)
    if booking is None:
        raise gone()
    return booking


def _offered(connection: Connection, offer_id: str) -> tuple[Offer, Booking]:
    offer = lent.one(connection, offer_id)
    booking = store.one(connection, offer.booking) if offer else None
    if offer is None or booking is None:
        raise no_offer()
    return offer, booking


def _acts_for(person: Person, club: str | None) -> bool:
    return person.has(OFFICE_HANDS) or (club is not None and person.has_at(CLUB_ROLES & BOOKERS, club))


def _must_own(person: Person, booking: Booking) -> None:
    if not _acts_for(person, booking.club):
        raise not_yours()
