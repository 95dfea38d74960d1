"""Clubs and the office make offers, change, open, close and cancel them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.volunteering import rules, store
from hallenwart_backend.volunteering.following import Following
from hallenwart_backend.volunteering.line import Line
from hallenwart_backend.volunteering.model import HelpOfferState, Offer, Placed, Shift, SignUp, Task
from hallenwart_backend.volunteering.ports import Vault
from hallenwart_backend.volunteering.tables import shifts
from hallenwart_backend.volunteering.words import refusal
from hallenwart_contract.clock import Clock

KEPT_MS: Final = 30 * 86_400_000
"""So long after its last shift a club's page shows an offer."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ShiftWish:
    """A shift as entered; without `id` it is a new one."""

    from_ms: int
    to_ms: int
    wanted: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class OfferWish:
    """What people enter of an offer."""

    title: str
    role: str
    shifts: tuple[ShiftWish, ...]
    body: str = ""
    needs: str = ""
    sport: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_age: int = 0
    step_free: bool = False
    seated: bool = False
    youth: bool = False
    contact: str = ""
    hall: str = ""
    place: str = ""
    booking: str | None = None
    key: bool = False

    @property
    def fields(self) -> dict[str, Any]:
        """Return what the offer itself holds of it."""
        own = set(OfferWish.__dataclass_fields__) - {"shifts", "booking"}
        return {name: getattr(self, name) for name in own}


@dataclass(frozen=True, slots=True)
class Whole:
    """An offer with its shifts and their sign-ups, these by shift."""

    offer: Offer
    shifts: tuple[Shift, ...]
    signups: dict[str, list[SignUp]]

    def free(self, shift: Shift) -> int:
        """Return how many places of a shift somebody may take now."""
        return rules.free(self.signups.get(shift.id, ()), shift.wanted)


class Offers:
    def __init__(
        self, records: Records, clock: Clock, places: PlaceBook, vault: Vault, line: Line, following: Following
    ) -> None:
        self._records = records
        self._clock = clock
        self._places = places
        self._vault = vault
        self._line = line
        self._following = following
        self.changed: Callable[[str | None], None] = lambda _club: None

    # --- reading ---

    async def one(self, offer: str) -> Whole:
        """Raises RefusedError 404."""
        found = await self._records.read(
            lambda connection: whole(connection, [one] if (one := store.offer(connection, offer)) else [])
        )
        if not found:
            raise refusal("no_such_offer")
        return found[0]

    async def led(self, person: Person, offer: str) -> Whole:
        """Return an offer this person leads. Raises RefusedError 403, 404."""
        found = await self.one(offer)
        if not may_lead(person, found.offer.club):
            raise refusal("not_yours_to_lead")
        return found

    async def of_club(self, club: str | None) -> list[Whole]:
        since = self._clock.now_ms() - KEPT_MS
        return await self._records.read(lambda connection: whole(connection, store.of_club(connection, club, since_ms=since)))

    async def public(self, from_ms: int, to_ms: int) -> list[Whole]:
        """Return what everybody may sign up for in this time."""
        return await self._records.read(
            lambda connection: whole(connection, store.public(connection, from_ms=from_ms, to_ms=to_ms))
        )

    async def helpers(self, offer: str) -> list[Placed]:
        """Return who signed up, with names: for who leads the offer alone."""
        wanted = shifts.c.offer == offer
        return await self._records.read(lambda connection: store.placed(connection, wanted))

    # --- changing ---

    async def make(self, person: Person, club: str | None, wish: OfferWish, *, open_now: bool = False) -> Offer:
        """Raises RefusedError 403, 404, 409, 422."""
        if not may_lead(person, club):
            raise refusal("not_yours_to_lead")
        self._check(wish)

        def add(connection: Connection, now: int) -> Offer:
            span = self._booking_span(connection, wish.booking, club)
            offer = Offer(
                id=secrets.token_hex(8),
                club=club,
                made_by=self._vault.pseudonym(person.id),
                made_ms=now,
                modified_ms=now,
                booking=wish.booking,
                from_ms=span[0] if span else None,
                to_ms=span[1] if span else None,
                state=HelpOfferState.OPEN if open_now else HelpOfferState.DRAFT,
                **wish.fields,
            )
            store.put_offer(connection, offer)
            for one in wish.shifts:
                store.put_shift(connection, Shift(secrets.token_hex(8), offer.id, one.from_ms, one.to_ms, one.wanted))
            return offer

        return await self._write(add, club)

    async def change(self, person: Person, offer_id: str, wish: OfferWish) -> Offer:
        """Change an offer; helpers of shifts that move or go are told. Raises RefusedError 403, 404, 409, 422."""
        found = await self.led(person, offer_id)
        self._check(wish)

        def put(connection: Connection, now: int) -> Offer:
            before = store.offer(connection, offer_id)
            if before is None or before.state == HelpOfferState.CANCELLED:
                raise refusal("offer_cancelled")
            span = self._booking_span(connection, wish.booking, before.club)
            ends = {"from_ms": span[0], "to_ms": span[1]} if span else {"from_ms": None, "to_ms": None}
            offer = replace(before, **wish.fields, booking=wish.booking, modified_ms=now, **ends)
            store.put_offer(connection, offer)
            self._put_shifts(connection, before, offer, wish.shifts, now)
            return offer

        return await self._write(put, found.offer.club)

    def _put_shifts(self, connection: Connection, was: Offer, offer: Offer, wished: Sequence[ShiftWish], now: int) -> None:
        held = {one.id: one for one in store.shifts_of(connection, [offer.id]).get(offer.id, [])}
        kept = {one.id for one in wished if one.id}
        if not kept <= set(held):
            raise refusal("no_such_shift")
        gone = [one for one in held.values() if one.id not in kept and one.to_ms > now]
        self._following.cancel_shifts(connection, gone, now)
        for one in wished:
            if not one.id:
                store.put_shift(connection, Shift(secrets.token_hex(8), offer.id, one.from_ms, one.to_ms, one.wanted))
                continue
            before = store.shift(connection, one.id, lock=True) or held[one.id]
            if rules.counted(store.signups_of(connection, [one.id]).get(one.id, ())) > one.wanted:
                raise refusal("too_few_places")
            after = replace(before, from_ms=one.from_ms, to_ms=one.to_ms, wanted=one.wanted)
            self._following.shift_to(connection, was, offer, before, after, now)
            self._line.advance(connection, offer, after, now)

    async def set_state(self, person: Person, offer_id: str, state: HelpOfferState) -> Offer:
        """Open, close or cancel. What is cancelled stays so. Raises RefusedError 403, 404, 409."""
        found = await self.led(person, offer_id)

        def put(connection: Connection, now: int) -> Offer:
            before = store.offer(connection, offer_id)
            if before is None or before.state == HelpOfferState.CANCELLED:
                raise refusal("offer_cancelled")
            if state is HelpOfferState.CANCELLED:
                self._following.cancel(connection, before, now)
            else:
                store.put_offer(connection, replace(before, state=state, modified_ms=now))
            return store.offer(connection, offer_id) or before

        return await self._write(put, found.offer.club)

    # --- what all stand on ---

    async def _write(self, fn: Callable[[Connection, int], T], club: str | None) -> T:
        done = await self._records.write(lambda connection: fn(connection, self._clock.now_ms()))
        self._line.committed()
        self.changed(club)
        return done

    def _check(self, wish: OfferWish) -> None:
        if wish.role not in {str(one) for one in Task}:
            raise refusal("no_such_role")
        if not wish.shifts:
            raise refusal("no_shift")
        if len(wish.shifts) > rules.MOST_SHIFTS:
            raise refusal("too_many_shifts")
        for one in wish.shifts:
            fault = rules.shift_fault(one.from_ms, one.to_ms, one.wanted)
            if fault is not None:
                raise refusal(fault.code)
        if wish.hall:
            self._places.hall(wish.hall)

    @staticmethod
    def _booking_span(connection: Connection, booking_id: str | None, club: str | None) -> tuple[int, int] | None:
        if booking_id is None:
            return None
        booking = bookings.one(connection, booking_id)
        if booking is None or booking.holder != club:
            raise refusal("not_their_booking")
        return booking.start_ms, booking.end_ms


def whole(connection: Connection, offers: Sequence[Offer]) -> list[Whole]:
    """Return offers with their shifts and sign-ups."""
    shifts = store.shifts_of(connection, [one.id for one in offers])
    signups = store.signups_of(connection, [shift.id for some in shifts.values() for shift in some])
    return [
        Whole(one, tuple(own), {shift.id: signups.get(shift.id, []) for shift in own})
        for one in offers
        for own in [shifts.get(one.id, [])]
    ]


def may_lead(person: Person, club: str | None) -> bool:
    """Say whether a person makes offers for a club: who books for it, and the office; for the town the office alone."""
    return person.has(OFFICE_HANDS) or (club is not None and person.has_at(CLUB_ROLES & BOOKERS, club))


def may_see(person: Person, club: str | None) -> bool:
    return person.has(MANAGERS) or (club is not None and person.has_at(CLUB_ROLES, club))


def may_name(person: Person, club: str | None) -> bool:
    """Say whether a person sees who helps: the club's own leads; of the town's own offers the office."""
    if club is None:
        return person.has(OFFICE_HANDS)
    return person.has_at(CLUB_ROLES & BOOKERS, club)
