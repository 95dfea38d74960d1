"""Permits of bookings: a club names the cars of a date, and they may stand there until it is over. No plate is shown again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.service import may_change
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.parking import permit_store as store
from hallenwart_backend.parking import plates, rules
from hallenwart_backend.parking.model import CarPark, GuestLink, Permit
from hallenwart_backend.parking.refusals import refusal
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

_TOKEN_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class Offered:
    """A car park as a booking may use it. `left`: permits that can still be given."""

    park: CarPark
    limit: int
    left: int
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a club sees of a booking's parking. `open`: plates are taken now, else `why` not."""

    booking: Booking
    offered: tuple[Offered, ...]
    permits: tuple[Permit, ...]
    link: GuestLink | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """What a guest's link is for."""

    link: GuestLink
    booking: Booking
    park: CarPark
    left: int
    from_ms: int
    to_ms: int


class Permits:
    """`parks` are all car parks as they are now, `pseudonym` who somebody is in logs, `mac` what plates are hashed with."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        parks: Callable[[], Mapping[str, CarPark]],
        pseudonym: Callable[[str], str],
        mac: plates.Mac,
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._parks, self._pseudonym, self._mac = parks, pseudonym, mac

    # --- the club ---

    async def sheet(self, person: Person, booking: str) -> Sheet:
        """Return a booking's permits. Raises RefusedError 403, 404."""

        def read(connection: Connection) -> Sheet:
            found = self._mine(connection, person, booking)
            given = store.of_booking(connection, booking)
            offered = tuple(self._offered(connection, park, found) for park in self._open_to(found))
            return Sheet(found, offered, tuple(given), store.link_of_booking(connection, booking), self._why_not(found) or "")

        return await self._records.read(read)

    async def give(self, person: Person, booking: str, park: str, plate: str, label: str) -> Permit:
        """Give one car its permit. Raises RefusedError 403, 404, 409, 422."""

        def write(connection: Connection) -> Permit:
            found = self._mine(connection, person, booking)
            permit = self._permit(found, self._park_for(found, park), plate, label=label, by=self._pseudonym(person.id))
            return self._add(connection, found, permit)

        return await self._records.write(write)

    async def end(self, person: Person, booking: str, permit: str) -> None:
        """Take a permit back at once. Raises RefusedError 403, 404."""

        def write(connection: Connection) -> None:
            self._mine(connection, person, booking)
            found = store.one(connection, permit)
            if found is None or found.booking != booking:
                raise refusal("no_such_permit")
            store.remove(connection, permit)

        await self._records.write(write)

    async def share(self, person: Person, booking: str, park: str, most: int) -> str:
        """Make the booking's link for guests; return its token, which nobody can look up later. The one before ends.

        Raises RefusedError 403, 404, 409.
        """
        token, now_ms = secrets.token_urlsafe(_TOKEN_BYTES), self._clock.now_ms()

        def write(connection: Connection) -> None:
            found = self._mine(connection, person, booking)
            offered = self._offered(connection, self._park_for(found, park), found)
            if why := self._why_not(found):
                raise refusal(why)
            if not offered.left:
                raise refusal("all_given")
            by, fewer = self._pseudonym(person.id), min(most, offered.left)
            link = GuestLink(secret_hash(token), booking, park, fewer, 0, offered.to_ms, by, now_ms)
            store.put_guest_link(connection, link)

        await self._records.write(write)
        return token

    async def unshare(self, person: Person, booking: str) -> None:
        """End the link of guests; what they entered stays. Raises RefusedError 403, 404."""

        def write(connection: Connection) -> None:
            self._mine(connection, person, booking)
            store.drop_guest_link(connection, booking)

        await self._records.write(write)

    # --- guests ---

    async def invited(self, token: str) -> Invited:
        """Return what a guest's link is for. Raises RefusedError 404, 410."""
        return await self._records.read(lambda connection: self._invited(connection, token))

    async def enter(self, token: str, plate: str) -> Invited:
        """Give a guest's car its permit. Raises RefusedError 404, 409, 410, 422."""

        def write(connection: Connection) -> Invited:
            known = self._invited(connection, token)
            permit = self._permit(known.booking, known.park, plate, by_guest=True)
            self._add(connection, known.booking, permit)
            if not store.use_guest_link(connection, known.link.token_hash):
                raise refusal("all_given")
            return self._invited(connection, token)

        return await self._records.write(write)

    def _invited(self, connection: Connection, token: str) -> Invited:
        link = store.guest_link(connection, secret_hash(token))
        booking = bookings.one(connection, link.booking) if link else None
        if link is None or booking is None:
            raise refusal("no_such_link")
        if self._why_not(booking):
            raise refusal("link_over")
        offered = self._offered(connection, self._park_for(booking, link.car_park), booking)
        left = min(link.most - link.used, offered.left)
        return Invited(link, booking, offered.park, left, offered.from_ms, offered.to_ms)

    # --- what follows a booking ---

    async def settle(self) -> None:
        """Let permits follow their bookings: moved with them, over when the date is gone or somebody else's."""

        def moved(connection: Connection) -> list[tuple[Permit, tuple[int, int]]]:
            now_ms = self._clock.now_ms()
            pairs = store.standing(connection, now_ms)
            wanted = [(permit, self.span_now(permit, booking, now_ms)) for permit, booking in pairs]
            return [(permit, span) for permit, span in wanted if span != (permit.from_ms, permit.to_ms)]

        if not await self._records.read(moved):
            return

        def write(connection: Connection) -> None:
            for permit, (from_ms, to_ms) in moved(connection):
                store.set_span(connection, permit.id, from_ms, to_ms)

        await self._records.write(write)

    def span_now(self, permit: Permit, booking: Booking, now_ms: int) -> tuple[int, int]:
        """Return from when to when a permit holds, by its booking as it is now."""
        park = self._parks().get(permit.car_park)
        if park is None or not self._stands(permit, booking, park):
            return min(permit.from_ms, now_ms), min(permit.to_ms, now_ms)
        return self._span(park, booking)

    def _stands(self, permit: Permit, booking: Booking, park: CarPark) -> bool:
        hall = self._places.current.halls.get(booking.hall)
        here = hall is not None and hall.site.id == park.site
        return booking.state == State.BOOKED and here and booking.holder == permit.club

    # --- rules that need what is stored ---

    def _mine(self, connection: Connection, person: Person, booking: str) -> Booking:
        found = bookings.one(connection, booking)
        if found is None or not may_change(person, found):
            raise refusal("not_your_date")  # also of one that is not there: nobody learns which exist
        return found

    def _why_not(self, booking: Booking) -> str | None:
        """Return why no plates are taken now for a booking, None when they are."""
        now_ms = self._clock.now_ms()
        if booking.state != State.BOOKED:
            return "not_booked"
        if booking.end_ms <= now_ms:
            return "is_past"
        return "too_early" if booking.start_ms - now_ms > rules.AHEAD_MS else None

    def _open_to(self, booking: Booking) -> Sequence[CarPark]:
        hall = self._places.current.halls.get(booking.hall)
        site = hall.site.id if hall else ""
        return [park for park in self._parks().values() if park.site == site and park.limits.get(booking.kind, 0) > 0]

    def _park_for(self, booking: Booking, park: str) -> CarPark:
        if park not in self._parks():
            raise refusal("no_such_car_park")
        found = next((one for one in self._open_to(booking) if one.id == park), None)
        if found is None:
            raise refusal("no_permits_here")
        return found

    def _span(self, park: CarPark, booking: Booking) -> tuple[int, int]:
        return rules.span_of(booking.start_ms, booking.end_ms, early_min=park.early_min, grace_min=park.grace_min)

    def _offered(self, connection: Connection, park: CarPark, booking: Booking) -> Offered:
        limit, span = park.limits.get(booking.kind, 0), self._span(park, booking)
        there = store.in_park(connection, park.id, span)
        given = sum(permit.booking == booking.id for permit in there)
        left = limit - given
        if park.holds:
            left = min(left, park.holds - rules.most_at_once([(one.from_ms, one.to_ms) for one in there], span))
        return Offered(park, limit, max(0, left), *span)

    def _permit(
        self, booking: Booking, park: CarPark, plate: str, *, label: str = "", by: str = "", by_guest: bool = False
    ) -> Permit:
        spelt = plates.normal(plate)
        if spelt is None:
            raise refusal("no_plate")
        hashed, now_ms = plates.plate_hash(self._mac, booking.id, spelt), self._clock.now_ms()
        span = self._span(park, booking)
        return Permit(
            secrets.token_hex(8), booking.id, park.id, booking.holder, hashed, label, by_guest, *span, by, made_ms=now_ms
        )

    def _add(self, connection: Connection, booking: Booking, permit: Permit) -> Permit:
        if why := self._why_not(booking):
            raise refusal(why)
        bookings.lock(connection, [booking.hall])
        if any(
            (one.plate_hash, one.car_park) == (permit.plate_hash, permit.car_park) for one in self._given(connection, booking)
        ):
            raise refusal("plate_there")
        offered = self._offered(connection, self._parks()[permit.car_park], booking)
        if not offered.left:
            full = sum(one.car_park == permit.car_park for one in self._given(connection, booking)) < offered.limit
            raise refusal("car_park_full" if full else "all_given")
        store.add(connection, permit)
        return replace(permit, plate_hash="")

    def _given(self, connection: Connection, booking: Booking) -> list[Permit]:
        return store.of_booking(connection, booking.id)
