"""Holds the booking rules, and saves new ones with every older revision kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.policy.checks import faults
from hallenwart_backend.booking.policy.codec import from_json, to_json
from hallenwart_backend.booking.policy.rules import Policy
from hallenwart_backend.booking.policy.tables import booking_policy
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Saved:
    """A revision; 0 are the defaults nobody saved."""

    rev: int
    policy: Policy
    saved_ms: int = 0
    saved_by: str = ""


def newest(connection: Connection) -> Saved:
    """Return the rules that hold."""
    row = connection.execute(select(booking_policy).order_by(booking_policy.c.rev.desc()).limit(1)).first()
    return Saved(row.rev, from_json(row.body), row.saved_ms, row.saved_by) if row else Saved(0, Policy())


class PolicyBook:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    async def saved(self) -> Saved:
        return await self._records.read(newest)

    async def save(self, policy: Policy, *, rev: int, by: str) -> Saved:
        """Save rules that were made from revision `rev`. Raises RefusedError 409 (others saved), 422 (what is wrong)."""
        places = self._places.current
        wrong = faults(policy, {*places.halls, *places.sites})
        if wrong:
            raise RefusedError(
                "policy",
                " ".join(fault.de for fault in wrong[:3]),
                " ".join(fault.en for fault in wrong[:3]),
                status=422,
                faults=[{"where": fault.where, "de": fault.de, "en": fault.en} for fault in wrong],
            )
        now = self._clock.now_ms()

        def put(connection: Connection) -> Saved:
            if newest(connection).rev != rev:
                raise RefusedError(
                    "changed",
                    "Jemand hat die Regeln inzwischen geändert. Bitte laden Sie sie neu.",
                    "Somebody changed the rules meanwhile. Please load them anew.",
                    status=409,
                )
            values = {"rev": rev + 1, "body": to_json(policy), "saved_ms": now, "saved_by": by}
            connection.execute(insert(booking_policy).values(**values))
            return Saved(rev + 1, policy, now, by)

        return await self._records.write(put)
