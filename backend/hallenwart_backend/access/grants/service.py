"""Codes and grants of bookings."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.access import audit
from hallenwart_backend.access.audit import Deed
from hallenwart_backend.access.custody import store as custody_store
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.dark import store as dark_store
from hallenwart_backend.access.dark.tables import dark_codes
from hallenwart_backend.access.grants import demands, store
from hallenwart_backend.access.grants.demands import SiteAccess
from hallenwart_backend.access.grants.document import Right
from hallenwart_backend.access.grants.locker_list import LockerLists
from hallenwart_backend.access.grants.passes import Shown, show
from hallenwart_backend.access.grants.store import CodeOf
from hallenwart_backend.access.grants.vault import Drawn, Hashes, Vault
from hallenwart_backend.access.loop import store as steps_store
from hallenwart_backend.access.loop.steps import GrantAt, Reached, steps_of
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.ports import CODE_AHEAD_MS
from hallenwart_backend.booking.ports import Drawn as AnyDrawn
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import CODE_DIGITS, LONG_DIGITS, draw_extra
from hallenwart_contract.documents import MAX_GRANTS, Grants

_AT_ONCE: Final = 6
_NEAR_MS: Final = 2 * 86_400_000
_ROUND_MS: Final = 1_000
"""Codes are drawn so long before what is drawn is told: each telling looks at every device."""


@dataclass(frozen=True, slots=True)
class Code:
    """What the page shows of a booking's code. `state`: stored (all devices confirmed), waiting, none.

    `extra` are the four digits that make it a long code, empty for a code from before there were any.
    `passes` are as secret as the code, one per locker; `steps` say how far the right has come, `parts` at which device.
    `list_ms` is when the oldest of its lockers last confirmed its list, `list_current` whether all have the newest;
    `lists` says so for every locker.
    """

    code: str | None = None
    extra: str = ""
    state: str = "none"
    stored_ms: int | None = None
    valid_from_ms: int | None = None
    valid_to_ms: int | None = None
    slots: tuple[int, ...] = ()
    passes: tuple[Shown, ...] = ()
    steps: tuple[Reached, ...] = ()
    parts: tuple[GrantAt, ...] = ()
    list_ms: int | None = None
    list_current: bool = True
    lists: Mapping[str, tuple[int | None, bool]] = field(default_factory=dict)


NO_CODE: Final = Code()


class Waiting(NamedTuple):
    """How many bookings still wait for a code: those of the next two days, and those after them."""

    near: int
    far: int


class Access:
    """Gives and takes the rights to keys. Its `draw`, `store` and `revoke` are the booking's `Rights`."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        vault: Vault,
        lists: LockerLists,
        *,
        signing_key: Ed25519PrivateKey,
    ) -> None:
        self._signing_key = signing_key
        self._records = records
        self._places = places
        self._clock = clock
        self._vault = vault
        self._lists = lists

    def pseudonym(self, person: str) -> str:
        """Return by which name devices and the audit know a person."""
        return self._vault.pseudonym(person)

    async def draw(self, booking: Booking) -> Drawn:
        """Draw a code for the compartments of a booking's places; none before its time, see `CODE_AHEAD_MS`."""
        early = booking.start_ms > self._clock.now_ms() + CODE_AHEAD_MS
        return await self._vault.draw({} if early else self._slots(booking))

    def _slots(self, booking: Booking) -> dict[str, list[int]]:
        """Return the compartments by device that hold the keys of all its places."""
        found: dict[str, list[int]] = {}
        for hall, sections in booking.places:
            for device, numbers in self._places.current.slots_for(hall, sections).items():
                found[device] = sorted({*found.get(device, ()), *numbers})
        return found

    async def redraw(self, before: Booking, after: Booking) -> Drawn:
        """Return a booking's code for other places: hashed anew only where a device did not have it.

        A code that is erased, or from before there were extra digits, is followed by one that has them.
        """
        slots = self._vault.known(self._slots(after))
        rows = await self._records.read(lambda connection: store.living_of(connection, before.id))
        sealed = next(((row.sealed, grant) for grant, row in rows.items() if row.sealed), None)
        code = self._vault.open(*sealed) if sealed else ""
        if not code:
            return await self.draw(after)
        if len(code) < LONG_DIGITS:
            return await self._vault.hashed(code + draw_extra(), slots)
        have = {row.device: Hashes(row.pin, row.long, row.duress) for row in rows.values() if row.pin and row.long}
        fresh = await self._vault.hashes(code, slots.keys() - have.keys())
        return Drawn(code, {device: have.get(device) or fresh[device] for device in slots}, slots)

    def store(self, connection: Connection, booking: Booking, drawn: AnyDrawn) -> None:
        if not isinstance(drawn, Drawn):
            raise TypeError("codes are drawn by this service")
        now, who = self._clock.now_ms(), self._vault.pseudonym(booking.person or "")
        had = store.grants_of_booking(connection, booking.id)
        for device, hashes in drawn.hashes.items():
            right = Right(
                id=_grant_id(booking.id, device, list(had.values()).count(device)),
                booking=booking.id,
                slots=tuple(drawn.slots[device]),
                from_ms=booking.start_ms,
                to_ms=booking.end_ms,
                pin=hashes.pin,
                long=hashes.long,
                duress=hashes.duress,
                who=who,
            )
            store.add_grant(connection, right, device=device, code=self._vault.seal(drawn.code, right.id), now_ms=now)
            if had:
                store.carry_over(connection, right, device)
        if drawn.hashes and not had:
            self._tell_ready(connection, booking)

    def _tell_ready(self, connection: Connection, booking: Booking) -> None:
        told = News(NewsKind.CODE_READY, self._clock.now_ms(), booking.id, booking.series, booking.holder, booking.person)
        news.tell(connection, told)

    def revoke(self, connection: Connection, booking: str) -> None:
        dark_store.deny(connection, dark_codes.c.booking == booking, now_ms=self._clock.now_ms())
        store.revoke(connection, booking)

    def fetched(self, connection: Connection, bookings: Collection[str], *, out: bool = False) -> set[str]:
        """Return for which of these bookings a key was taken; with `out` for which one is out now."""
        return custody_store.taken_for(connection, bookings, out=out)

    def with_locker(self, booking: Booking) -> bool:
        """Say whether a locker that this server knows holds keys of its places."""
        return any(self._vault.knows(device) for device in self._slots(booking))

    async def note_deed(self, person: Person, act: str, booking: str) -> None:
        """Note that someone acted on a booking's rights."""
        deed = Deed(self._clock.now_ms(), self._vault.pseudonym(person.id), act, booking)
        await self._records.write(lambda connection: audit.note(connection, deed))

    async def issue_missing(self) -> Waiting:
        """Draw codes for coming bookings without: it was too early, they came by a seed, somebody who left knew the old one.

        Those of the next two days at once; of the others a few, as hashing takes a core (`vault`). Return what waits.
        """
        now, places = self._clock.now_ms(), self._places.current

        def find(connection: Connection) -> list[Booking]:
            return store.without_grant(connection, places.halls, now_ms=now, to_ms=now + CODE_AHEAD_MS, limit=MAX_GRANTS)

        missing = [booking for booking in await self._records.read(find) if self.with_locker(booking)]
        near = sum(booking.start_ms < now + _NEAR_MS for booking in missing)
        ends_ms, drawn = self._clock.mono_ms() + _ROUND_MS, 0
        for booking in missing:
            if drawn >= _AT_ONCE and (drawn >= near or self._clock.mono_ms() >= ends_ms):
                break
            await self._issue(booking)
            drawn += 1
        return Waiting(max(near - drawn, 0), len(missing) - max(near, drawn))

    async def _issue(self, booking: Booking) -> None:
        drawn = await self.draw(booking)

        def issue(connection: Connection) -> None:
            renewed = bool(store.grants_of_booking(connection, booking.id))
            self.store(connection, booking, drawn)
            if renewed and drawn.hashes:
                self._tell_ready(connection, booking)

        with contextlib.suppress(
            IntegrityError, CodeTakenError
        ):  # a code in use at that locker, or another was quicker: the next round sees
            await self._records.write(issue)

    async def codes(self, bookings: Iterable[str]) -> dict[str, Code]:
        """Return the codes of these bookings; a booking without locker has none."""
        wanted = list(bookings)
        asked, found, lists = await self._records.read(
            lambda connection: (
                demands.read(connection),
                store.codes_of(connection, wanted),
                steps_store.lists(connection),
            )
        )
        return {
            booking: self._code(one, asked.site(self._site_of(one.parts[0].device)), lists) for booking, one in found.items()
        }

    def _site_of(self, device: str) -> str:
        site = self._places.current.site_of_device(device)
        return site.id if site else ""

    def _code(self, one: CodeOf, site: SiteAccess, lists: Mapping[str, tuple[int | None, bool]]) -> Code:
        digits = self._vault.open(one.sealed, one.grant) if one.sealed else None
        ages = [lists.get(part.device, (None, False)) for part in one.parts]
        confirmed = [t_ms for t_ms, _ in ages if t_ms is not None]
        stored = [part.applied_ms for part in one.parts if part.applied_ms is not None]
        return Code(
            code=digits[:CODE_DIGITS] if digits else None,
            extra=digits[CODE_DIGITS:] if digits else "",
            state="stored" if one.stored else "waiting",
            stored_ms=max(stored) if one.stored else None,
            valid_from_ms=min(part.from_ms for part in one.parts) - site.before_ms,
            valid_to_ms=max(part.to_ms for part in one.parts) + site.after_ms,
            slots=tuple(slot for part in one.parts for slot in part.slots),
            passes=tuple(show(part, key=self._signing_key) for part in one.parts) if digits else (),
            steps=steps_of(one.parts),
            parts=one.parts,
            list_ms=min(confirmed) if len(confirmed) == len(ages) else None,
            list_current=all(current for _, current in ages),
            lists=lists,
        )

    async def grants_of(self, device: str) -> Grants | None:
        """Build the device's whole document; None for a device that was never provisioned."""
        return await self._lists.grants_of(device)

    async def erase_over(self) -> int:
        """Forget codes whose window is over."""
        now, devices = self._clock.now_ms(), list(self._places.current.devices)

        def erase(connection: Connection) -> int:
            asked = demands.read(connection)
            ends = {device: now - asked.site(self._site_of(device)).after_ms for device in devices}
            return store.erase_over(connection, ends)

        return await self._records.write(erase)

    async def held_keys(self) -> list[Held]:
        return await self._records.read(custody_store.held_keys)


def _grant_id(booking: str, device: str, had: int) -> str:
    """Return a grant's id. A booking that was moved has several: the pass of the old one must die with it."""
    return f"{booking}.{device}.{had + 1}" if had else f"{booking}.{device}"
