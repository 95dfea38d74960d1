"""Whom a club knows by name, and whose certificate it has seen. Keys and youth shifts stand on it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.volunteering import store as helpers
from hallenwart_backend.volunteering.hours import store
from hallenwart_backend.volunteering.hours.keys import ShiftKeys
from hallenwart_backend.volunteering.hours.model import Certificate, Trust
from hallenwart_backend.volunteering.hours.refusals import refusal
from hallenwart_contract.clock import Clock, utc

DAY_MS: Final = 86_400_000
LONGEST_MS: Final = 5 * 366 * DAY_MS


class Trusting:
    """Implements ports.Certificates of volunteering. Who may call, the routes say."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        keys: ShiftKeys,
        pseudonym: Callable[[str], str],
        zone: Callable[[], ZoneInfo],
        settle: Callable[[str], Awaitable[object]],
    ) -> None:
        """`settle` looks again at what a helper asked for."""
        self._records, self._clock, self._keys = records, clock, keys
        self._pseudonym, self._zone, self._settle = pseudonym, zone, settle

    async def confirm(self, person: Person, club: str | None, helper: str, until_ms: int) -> None:
        """Note that the club knows a helper by name; keys of their shifts follow. Raises RefusedError 404, 422."""
        now = self._clock.now_ms()
        _check_until(until_ms, now)
        trust = Trust(secrets.token_hex(8), club, helper, self._pseudonym(person.id), now, until_ms)

        def put(connection: Connection) -> None:
            _check_helper(connection, club, helper)
            store.put_trust(connection, trust)
            self._keys.shorten(connection, club, helper, until_ms)

        await self._records.write(put)
        self._keys.committed()

    async def end(self, club: str | None, helper: str) -> None:
        """Take a confirmation back, and in the same transaction every key that stands on it. Raises RefusedError 404."""

        def end(connection: Connection) -> bool:
            self._keys.shorten(connection, club, helper, 0)
            return store.end_trust(connection, club, helper)

        if not await self._records.write(end):
            raise refusal("no_such_helper")
        self._keys.committed()

    def left(self, connection: Connection, person: str, club: str) -> None:
        """End what a club confirmed of somebody who leaves it, in that transaction: their keys end with it."""
        helper = helpers.helper_of_person(connection, person)
        if helper is not None:
            self._keys.shorten(connection, club, helper.id, 0)
            store.end_trust(connection, club, helper.id)

    async def see(self, person: Person, club: str | None, helper: str, seen_on: dt.date, until_ms: int) -> None:
        """Note that a certificate was seen; sign-ups that waited for it count then. Raises RefusedError 404, 422."""
        now = self._clock.now_ms()
        _check_until(until_ms, now)
        if seen_on > utc(now).astimezone(self._zone()).date():
            raise refusal("not_yet")
        seen = Certificate(secrets.token_hex(8), club, helper, self._pseudonym(person.id), seen_on.isoformat(), until_ms)

        def put(connection: Connection) -> None:
            _check_helper(connection, club, helper)
            store.put_certificate(connection, seen)

        await self._records.write(put)
        await self._settle(helper)
        self._keys.committed()

    async def unsee(self, club: str | None, helper: str) -> None:
        """Forget that a certificate was seen. Places that were given stay: the club signs off whom it does not want."""

        def end(connection: Connection) -> bool:
            self._keys.shorten(connection, club, helper, 0, youth_only=True)
            return store.end_certificate(connection, club, helper)

        if not await self._records.write(end):
            raise refusal("no_such_helper")
        self._keys.committed()

    def seen(self, connection: Connection, club: str | None, helper: str, at_ms: int) -> bool:
        return (club, helper) in store.certificates(connection, [helper], at_ms=at_ms)

    async def of(
        self, wanted: list[str]
    ) -> tuple[Mapping[tuple[str | None, str], Trust], Mapping[tuple[str | None, str], Certificate]]:
        now = self._clock.now_ms()
        return await self._records.read(
            lambda connection: (
                store.trusts(connection, wanted, at_ms=now),
                store.certificates(connection, wanted, at_ms=now),
            )
        )


def _check_until(until_ms: int, now_ms: int) -> None:
    if until_ms <= now_ms:
        raise refusal("is_over")
    if until_ms > now_ms + LONGEST_MS:
        raise refusal("too_long")


def _check_helper(connection: Connection, club: str | None, helper: str) -> None:
    """A club confirms only who signed up for it."""
    if not any(one.offer.club == club for one in helpers.of_helper(connection, helper)):
        raise refusal("no_such_helper")
