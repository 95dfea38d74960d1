"""Wardens: links that the office gives out and takes back, and the check of a plate. No plate is kept or logged."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.parking import permit_store as store
from hallenwart_backend.parking import plates, rules
from hallenwart_backend.parking.model import CarPark, WardenLink
from hallenwart_backend.parking.permits import Permits
from hallenwart_backend.parking.refusals import refusal
from hallenwart_backend.parking.rules import PermitVerdict
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock, to_ms, utc

_TOKEN_BYTES: Final = 24
LONGEST_MS: Final = 366 * 86_400_000
SHOWN_MS: Final = 31 * 86_400_000


@dataclass(frozen=True, slots=True)
class Checked:
    """`plate`: as it was typed. `t_ms`: until when it holds, from when it will, or when it ended. `parks`: where, by name."""

    verdict: PermitVerdict
    t_ms: int | None = None
    parks: tuple[str, ...] = ()
    plate: str = ""


class Wardens:
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        parks: Callable[[], Mapping[str, CarPark]],
        permits: Permits,
        pseudonym: Callable[[str], str],
        mac: plates.Mac,
    ) -> None:
        self._records, self._places, self._clock, self._parks = records, places, clock, parks
        self._permits, self._pseudonym, self._mac = permits, pseudonym, mac

    # --- links ---

    def parks_of(self, person: Person, park: str | None) -> list[str]:
        """Return the car parks somebody checks when signed in: at their own sites, one or all. Raises RefusedError 404."""
        mine = [one.id for one in self._parks().values() if person.has_at(MANAGERS, one.site) and park in {None, one.id}]
        if park is not None and not mine:
            raise refusal("no_such_car_park")
        return mine

    async def links(self) -> Sequence[WardenLink]:
        return await self._records.read(store.all_warden_links)

    async def make_link(self, person: Person, label: str, park: str | None, until_ms: int) -> tuple[WardenLink, str]:
        """Return a new link with its token, which nobody can look up later. Raises RefusedError 404, 422."""
        now_ms = self._clock.now_ms()
        if not now_ms < until_ms <= now_ms + LONGEST_MS:
            raise refusal("until_wrong")
        if park is not None and park not in self._parks():
            raise refusal("no_such_car_park")
        token, by = secrets.token_urlsafe(_TOKEN_BYTES), self._pseudonym(person.id)
        link = WardenLink(secrets.token_hex(8), secret_hash(token), label, park, until_ms, None, by, now_ms)
        await self._records.write(lambda connection: store.add_warden_link(connection, link))
        return link, token

    async def revoke(self, link: str) -> None:
        """Raises RefusedError 404."""
        now_ms = self._clock.now_ms()
        if not await self._records.write(lambda connection: store.revoke(connection, link, now_ms)):
            raise refusal("no_such_link")

    async def link(self, token: str) -> WardenLink:
        """Return the link that holds. Raises RefusedError 404, 410."""
        found = await self._records.read(lambda connection: store.warden_link(connection, secret_hash(token)))
        if found is None:
            raise refusal("no_such_link")
        if not found.holds(self._clock.now_ms()):
            raise refusal("link_over")
        return found

    # --- checks ---

    async def check(self, text: str, parks: Collection[str]) -> Checked:
        """Say whether a plate may stand in one of these car parks, by bookings as they are this moment."""
        plate = plates.normal(text)
        if plate is None:
            return Checked(PermitVerdict.UNREADABLE)
        now_ms = self._clock.now_ms()
        found = await self._records.read(lambda connection: self._spans(connection, plate, parks, now_ms))
        verdict, t_ms = rules.verdict((span for _, span in found), now_ms)
        where = {park for park, span in found if t_ms in span}
        known = self._parks()
        await self._records.write(lambda connection: store.note_check(connection, self._today(now_ms), verdict))
        names = tuple(sorted(known[one].name for one in where if one in known))
        return Checked(verdict, t_ms, names, " ".join(text.upper().split()))

    def _spans(
        self, connection: Connection, plate: str, parks: Collection[str], now_ms: int
    ) -> list[tuple[str, tuple[int, int]]]:
        permits = store.checkable(connection, parks)
        hashes = {booking: plates.plate_hash(self._mac, booking, plate) for booking in {one.booking for one in permits}}
        mine = [one for one in permits if secrets.compare_digest(one.plate_hash, hashes[one.booking])]
        dates = bookings.by_id(connection, {one.booking for one in mine})
        return [
            (
                one.car_park,
                self._permits.span_now(one, dates[one.booking], now_ms) if one.to_ms > now_ms else (one.from_ms, one.to_ms),
            )
            for one in mine
        ]

    def _today(self, now_ms: int) -> int:
        here = utc(now_ms).astimezone(ZoneInfo(self._places.current.zone))
        return to_ms(dt.datetime.combine(here.date(), dt.time(), here.tzinfo))

    async def checks(self) -> list[tuple[int, str, int]]:
        """Return how often was checked in the last month: day, verdict, how many."""
        since_ms = self._clock.now_ms() - SHOWN_MS
        return await self._records.read(lambda connection: store.checks(connection, since_ms))
