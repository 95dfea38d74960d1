"""Codes for helpers: one code per sign-up, for the shift's own time, at the compartments with the hall's keys.

Such a right has no booking. It is delivered, confirmed, used, due and erased like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants import store as grant_store
from hallenwart_backend.access.grants.document import Right
from hallenwart_backend.access.grants.names import right_named
from hallenwart_backend.access.grants.passes import Shown, show
from hallenwart_backend.access.grants.vault import Drawn, Vault
from hallenwart_backend.access.shifts import store
from hallenwart_backend.access.shifts.store import Living
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import CODE_DIGITS

SHIFT: Final = "shift"
"""Ids of such rights begin with it."""


@dataclass(frozen=True, slots=True)
class ShiftCode:
    """`state`: `waiting` until all lockers confirmed, then `stored`; only then there are digits and passes.

    Times are those within which the locker takes it, the grace of its site with them.
    """

    state: str
    from_ms: int
    to_ms: int
    slots: tuple[int, ...]
    code: str = ""
    extra: str = ""
    passes: tuple[Shown, ...] = ()


class ShiftRights:
    """Implements volunteering.hours.ports.KeyRights."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, vault: Vault, *, signing_key: Ed25519PrivateKey
    ) -> None:
        self._records, self._places, self._clock, self._vault = records, places, clock, vault
        self._signing_key = signing_key

    def opens(self, connection: Connection, hall: str, booking: str | None) -> bool:
        """Say whether a locker that this server knows holds such keys."""
        return bool(self._vault.known(self._slots(connection, hall, booking)))

    async def draw(self, hall: str, booking: str | None) -> Drawn:
        """Draw a code for the keys of a hall, or of what a booking uses of it. Without a locker it opens nothing."""
        slots = await self._records.read(lambda connection: self._slots(connection, hall, booking))
        return await self._vault.draw(slots)

    def _slots(self, connection: Connection, hall: str, booking: str | None) -> dict[str, list[int]]:
        places = self._places.current
        found = bookings.one(connection, booking) if booking else None
        known = places.halls.get(hall)
        if known is None:
            return {}
        of_booking = next((parts for where, parts in found.places if where == hall), None) if found else None
        sections = of_booking or tuple(range(1, known.sections + 1))
        return {device: list(numbers) for device, numbers in places.slots_for(hall, sections).items()}

    def give(self, connection: Connection, signup: str, span: tuple[int, int], drawn: Drawn, who: str) -> bool:
        """Store the right of a sign-up. Return whether there is a locker for it.

        Raises IntegrityError or CodeTakenError when a locker knows that code already: draw another.
        """
        had = store.count(connection, signup)
        for device, hashes in drawn.hashes.items():
            right = Right(
                id=f"{SHIFT}.{signup}.{device}" + (f".{had + 1}" if had else ""),
                booking="",
                slots=tuple(drawn.slots[device]),
                from_ms=span[0],
                to_ms=span[1],
                pin=hashes.pin,
                long=hashes.long,
                duress=hashes.duress,
                who=who,
            )
            code = self._vault.seal(drawn.code, right.id)
            grant_store.add_grant(connection, right, device=device, code=code, now_ms=self._clock.now_ms())
            store.add(connection, right.id, signup)
        return bool(drawn.hashes)

    def revoke(self, connection: Connection, signups: Collection[str]) -> bool:
        """Take back what these sign-ups open; return whether there was something."""
        return store.revoke(connection, signups) > 0

    def spans(self, connection: Connection) -> Mapping[str, tuple[int, int]]:
        """Return the times of all living rights by sign-up."""
        return {signup: _span(one) for signup, one in store.living(connection).items()}

    async def codes(self, signups: Collection[str]) -> dict[str, ShiftCode]:
        """Return what there is to show of these sign-ups' rights."""
        asked, found = await self._records.read(
            lambda connection: (demands.read(connection), store.living(connection, signups))
        )
        return {signup: self._code(one, asked) for signup, one in found.items()}

    def _code(self, one: Living, asked: demands.Demands) -> ShiftCode:
        place = self._places.current.site_of_device(one.parts[0].device)
        site, (from_ms, to_ms) = asked.site(place.id if place else ""), _span(one)
        slots = tuple(slot for part in one.parts for slot in part.slots)
        known = ShiftCode("waiting", from_ms - site.before_ms, to_ms + site.after_ms, slots)
        if not one.stored or one.sealed is None:
            return known
        digits = self._vault.open(one.sealed, one.parts[0].id)
        shown = tuple(show(part, key=self._signing_key) for part in one.parts)
        return ShiftCode("stored", known.from_ms, known.to_ms, slots, digits[:CODE_DIGITS], digits[CODE_DIGITS:], shown)

    @staticmethod
    def signup_of(connection: Connection, device: str, told: str) -> str:
        """Return the sign-up a locker speaks of when it names a right, empty for none of ours."""
        return store.signup_of(connection, right_named(connection, device, told)) if told else ""


def _span(one: Living) -> tuple[int, int]:
    return min(part.from_ms for part in one.parts), max(part.to_ms for part in one.parts)
