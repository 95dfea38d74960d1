"""Keys of shifts: a right exists only for a helper with a place whom the club has confirmed by name.

It is taken back in the transaction that ends the place, the shift or the confirmation. It is given a little later: drawing a
code takes time that no transaction has.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.ports import CODE_AHEAD_MS
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.volunteering import store as places
from hallenwart_backend.volunteering.hours import store
from hallenwart_backend.volunteering.hours.ports import KeyRights, ShownCode
from hallenwart_backend.volunteering.model import COMING, Placed, SignState
from hallenwart_backend.volunteering.tables import offers, shifts, signups
from hallenwart_contract.clock import Clock

_AT_ONCE: Final = 6
_HELD: Final = COMING | {SignState.DONE}
"""Whose hours are confirmed before the shift is over keeps the key until then."""


class ShiftKeys:
    """Implements volunteering.ports.Hook; `look` is called every few seconds and when something changed."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        rights: KeyRights,
        pseudonym: Callable[[str], str],
        told: Callable[[Connection, Placed, int], None],
        changed: Callable[[], None],
    ) -> None:
        """`told` writes to the helper that there is a code now; `changed` has the lockers' lists built anew."""
        self._records, self._clock, self._rights = records, clock, rights
        self._pseudonym, self._told, self._changed = pseudonym, told, changed
        self._revoked = False

    # --- the hook: all in the transaction of the change ---

    def on_in(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        del connection, placed, now_ms

    def on_out(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        del now_ms
        self._revoke(connection, [placed.signup.id])

    def on_moved(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        self.on_out(connection, placed, now_ms)

    def committed(self) -> None:
        """Have the lockers told, where something was taken back."""
        if self._revoked:
            self._revoked = False
            self._changed()

    def shorten(
        self, connection: Connection, club: str | None, helper: str, until_ms: int, *, youth_only: bool = False
    ) -> None:
        """Take back the keys of a helper's shifts for this club that end after `until_ms`."""
        ended = [
            one.signup.id
            for one in places.of_helper(connection, helper)
            if one.offer.club == club and one.shift.to_ms > until_ms and (one.offer.youth or not youth_only)
        ]
        self._revoke(connection, ended)

    def _revoke(self, connection: Connection, ended: Sequence[str]) -> None:
        if self._rights.revoke(connection, ended):
            self._revoked = True

    # --- giving ---

    async def look(self) -> None:
        """Give what is missing, and take back what has no reason any more."""
        now = self._clock.now_ms()
        entitled, living = await self._records.read(
            lambda connection: (_entitled(connection, now), self._rights.spans(connection))
        )
        stale = [
            signup
            for signup, span in living.items()
            if span[1] > now and (signup not in entitled or entitled[signup].shift.span != span)
        ]
        if stale:
            await self._records.write(lambda connection: self._revoke(connection, stale))
        missing = [one for signup, one in entitled.items() if signup not in living or signup in stale]
        given = [await self._give(one) for one in await self._with_locker(missing)]
        if any(given):
            self._changed()
        self.committed()

    async def _with_locker(self, wanted: list[Placed]) -> list[Placed]:
        def known(connection: Connection) -> list[Placed]:
            return [one for one in wanted if self._rights.opens(connection, one.offer.hall, one.offer.booking)]

        return (await self._records.read(known))[:_AT_ONCE] if wanted else []

    async def _give(self, placed: Placed) -> bool:
        drawn = await self._rights.draw(placed.offer.hall, placed.offer.booking)

        def give(connection: Connection) -> bool:
            now = self._clock.now_ms()
            still = _entitled(connection, now).get(placed.signup.id)
            if still is None or placed.signup.id in self._rights.spans(connection):
                return False
            who = self._pseudonym(still.helper.person or f"helper {still.helper.id}")
            if not self._rights.give(connection, still.signup.id, still.shift.span, drawn, who):
                return False
            self._told(connection, still, now)
            return True

        with contextlib.suppress(IntegrityError, CodeTakenError):  # a code in use at that locker: the next look draws another
            return await self._records.write(give)
        return False

    async def codes(self, of: Sequence[Placed]) -> Mapping[str, ShownCode]:
        """Return what to show of these places' keys, by sign-up."""
        wanted = [one.signup.id for one in of if one.offer.key and one.signup.state in _HELD]
        return await self._rights.codes(wanted) if wanted else {}


def _entitled(connection: Connection, now_ms: int) -> dict[str, Placed]:
    """Return the places whose helpers are to have a key now, by sign-up."""
    coming = places.placed(
        connection,
        signups.c.state.in_(sorted(_HELD)),
        offers.c.key,
        offers.c.hall != "",
        shifts.c.cancelled_ms.is_(None),
        shifts.c.to_ms > now_ms,
        shifts.c.from_ms <= now_ms + CODE_AHEAD_MS,
    )
    helpers = sorted({one.helper.id for one in coming})
    trusts = store.trusts(connection, helpers, at_ms=now_ms)
    seen = store.certificates(connection, helpers, at_ms=now_ms)
    found: dict[str, Placed] = {}
    for one in coming:
        who = one.offer.club, one.helper.id
        trust, certificate = trusts.get(who), seen.get(who)
        safe = not one.offer.youth or (certificate is not None and certificate.until_ms >= one.shift.to_ms)
        if trust is not None and trust.until_ms >= one.shift.to_ms and safe:
            found[one.signup.id] = one
    return found
