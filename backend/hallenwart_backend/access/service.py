"""Codes and grants of bookings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.access import rules, store
from hallenwart_backend.access.rules import Held, Right
from hallenwart_backend.access.store import CodeOf
from hallenwart_backend.access.vault import Drawn, Vault
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.service import Drawn as AnyDrawn
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import MAX_GRANTS, Grants

_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Code:
    """What the page shows of a booking's code. `state`: stored (all devices confirmed), waiting, none."""

    code: str | None
    state: str
    stored_ms: int | None
    valid_from_ms: int | None
    valid_to_ms: int | None
    slots: tuple[int, ...]


NO_CODE: Final = Code(None, "none", None, None, None, ())


class Access:
    """Gives and takes the rights to keys. Its `draw`, `store` and `revoke` are the booking's `Rights`."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, vault: Vault) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._vault = vault

    async def draw(self, hall: str, sections: Sequence[int]) -> Drawn:
        return await self._vault.draw(self._places.current.slots_for(hall, sections))

    def store(self, connection: Connection, booking: Booking, drawn: AnyDrawn) -> None:
        if not isinstance(drawn, Drawn):
            raise TypeError("codes are drawn by this service")
        for device, pin in drawn.pins.items():
            grant = f"{booking.id}.{device}"
            right = Right(grant, booking.id, tuple(drawn.slots[device]), booking.start_ms, booking.end_ms, pin)
            store.add_grant(connection, right, device=device, code=self._vault.seal(drawn.code, grant))

    def revoke(self, connection: Connection, booking: str) -> None:
        store.revoke(connection, booking)

    async def issue_missing(self) -> bool:
        """Draw codes for coming bookings that came in without (a seed, a restored backup); return True when more wait."""
        now, places = self._clock.now_ms(), self._places.current

        def find(connection: Connection) -> list[Booking]:
            return store.without_grant(connection, places.halls, now_ms=now, to_ms=now + rules.AHEAD_MS, limit=MAX_GRANTS)

        waiting = [
            booking
            for booking in await self._records.read(find)
            if any(self._vault.knows(device) for device in places.slots_for(booking.hall, booking.sections))
        ]
        for booking in waiting[:_AT_ONCE]:
            await self._issue(booking)
        return len(waiting) > _AT_ONCE

    async def _issue(self, booking: Booking) -> None:
        drawn = await self.draw(booking.hall, booking.sections)
        with contextlib.suppress(IntegrityError):  # a code in use at that locker, or another was quicker: the next round sees
            await self._records.write(lambda connection: self.store(connection, booking, drawn))

    async def codes(self, bookings: Iterable[str]) -> dict[str, Code]:
        """Return the codes of these bookings; a booking without locker has none."""
        found = await self._records.read(lambda connection: store.codes_of(connection, bookings))
        return {booking: self._code(one) for booking, one in found.items()}

    def _code(self, one: CodeOf) -> Code:
        return Code(
            code=self._vault.open(one.sealed, one.grant) if one.sealed else None,
            state="stored" if one.stored else "waiting",
            stored_ms=one.applied_ms,
            valid_from_ms=one.from_ms - rules.GRACE_MS,
            valid_to_ms=one.to_ms + rules.GRACE_MS,
            slots=one.slots,
        )

    async def grants_of(self, device: str) -> Grants | None:
        """Build the device's whole document; None for a device that was never provisioned."""
        if not self._vault.knows(device):
            return None
        now = self._clock.now_ms()
        rights = await self._records.read(lambda connection: store.rights_of(connection, device, after_ms=now - 3_600_000))
        return rules.build_grants(rights, salt=self._vault.salt(device), now_ms=now)

    async def erase_over(self) -> int:
        """Forget codes whose window is over."""
        before = self._clock.now_ms() - rules.ERASE_AFTER_MS
        return await self._records.write(lambda connection: store.erase_over(connection, before_ms=before))

    async def held_keys(self) -> list[Held]:
        return await self._records.read(store.held_keys)
