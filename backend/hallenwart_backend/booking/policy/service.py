"""Holds the booking rules, and saves new ones with every older revision kept."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.policy.checks import faults
from hallenwart_backend.booking.policy.codec import from_json, to_json
from hallenwart_backend.booking.policy.rules import Policy
from hallenwart_backend.booking.policy.tables import booking_policy
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.revisions import Revisions, Saved, refuse_wrong
from hallenwart_contract.clock import Clock

revisions: Final = Revisions(booking_policy, to_json, from_json, Policy())
newest: Final = revisions.newest


class PolicyBook:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    async def saved(self) -> Saved[Policy]:
        return await self._records.read(newest)

    async def save(self, policy: Policy, *, rev: int, by: str) -> Saved[Policy]:
        """Save rules that were made from revision `rev`. Raises RefusedError 409 (others saved), 422 (what is wrong)."""
        places = self._places.current
        refuse_wrong("policy", faults(policy, {*places.halls, *places.sites}))
        now = self._clock.now_ms()

        return await self._records.write(lambda connection: revisions.put(connection, policy, rev=rev, by=by, now_ms=now))
