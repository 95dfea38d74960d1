"""Codes for a locker that is dark: told by themselves where a right cannot arrive, and by the staff on call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access import audit
from hallenwart_backend.access.audit import Deed
from hallenwart_backend.access.dark import rules, store
from hallenwart_backend.access.dark.store import Told
from hallenwart_backend.access.dark.tables import dark_codes
from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants.demands import DeviceAccess
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.access.loop import store as steps_store
from hallenwart_backend.access.loop.steps import GrantAt
from hallenwart_backend.accounts.rules import ADMINS, OPENERS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.dark_codes import HOUR_MS, LENGTHS_H, MAX_AHEAD_MS, DarkCode

_WORDS: Final = {
    "forbidden": (403, "Das darf dieses Konto nicht.", "This account may not do that."),
    "no_such_compartment": (404, "Dieses Fach gibt es nicht.", "There is no such compartment."),
    "no_such_code": (404, "Diesen Code gibt es nicht.", "There is no such code."),
    "no_dark_codes": (
        409,
        "Für dieses Fach kennt der Kasten keine Ersatz-Codes.",
        "The locker knows no spare codes for this compartment.",
    ),
    "all_told": (
        409,
        "Für diese Stunden sind alle Ersatz-Codes des Fachs vergeben.",
        "All spare codes of the compartment for these hours are given out.",
    ),
    "device_offline": (
        409,
        "Der Schlüsselkasten ist gerade nicht verbunden. Er muss den Wechsel erfahren.",
        "The key locker is not connected right now. It has to learn of the change.",
    ),
}


def _refused(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)


@dataclass(frozen=True, slots=True)
class Spare:
    """A code as it is told to somebody: nine digits for one compartment."""

    device: str
    digits: str
    code: DarkCode
    booking: str = ""


class DarkCodes:
    """`online` says whether a locker takes commands, `silent` whether it is long unheard; `changed` marks lists as old."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        vault: Vault,
        changed: Callable[[], None],
        *,
        online: Callable[[str], bool],
        silent: Callable[[str], bool],
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._vault = vault
        self._online = online
        self._silent = silent
        self._changed = changed

    def online(self, device: str) -> bool:
        return self._online(device)

    async def look(self) -> bool:
        """Tell codes for rights of the next two days that cannot reach their silent locker; return True when some were."""
        now = self._clock.now_ms()
        silent = {device for device in self._places.current.lockers() if self._vault.knows(device) and self._silent(device)}
        if not silent:
            return False
        waiting = await self._records.read(lambda connection: steps_store.unapplied(connection, now, ahead_ms=MAX_AHEAD_MS))
        due = [(part, booking) for part, booking in waiting if part.device in silent]
        due = [(part, booking) for part, booking in due if rules.is_due(part.from_ms, part.to_ms, now)]
        if not due:
            return False
        return await self._records.write(lambda connection: sum(self._tell(connection, *one, now) for one in due) > 0)

    def _tell(self, connection: Connection, part: GrantAt, booking: str, now_ms: int) -> int:
        kid = demands.read(connection).device(part.device).kid
        if not kid or not _heard_once(connection, part.device):
            return 0
        told = store.living(connection, part.device, now_ms=now_ms)
        have = {one.code.slot for one in told if one.grant == part.id and one.kid == kid}
        taken = {one.code.id for one in told if one.kid == kid}
        count = 0
        for slot in part.slots:
            code = rules.pick(part.from_ms, part.to_ms, slot, told=taken, now_ms=now_ms)
            if slot not in have and code is not None and self._knows(part.device, slot):
                store.add(connection, Told(part.device, kid, code, now_ms, part.id, booking))
                count += 1
        return count

    def _knows(self, device: str, slot: int) -> bool:
        return rules.may_have(slot, (one.number for one in self._places.current.compartments if one.device == device))

    async def for_bookings(self, bookings: Iterable[str]) -> dict[str, list[Spare]]:
        """Return the codes told for these bookings that still hold."""
        wanted, now = list(bookings), self._clock.now_ms()

        def look(connection: Connection) -> list[Told]:
            asked = demands.read(connection)
            told = store.of_bookings(connection, wanted)
            return [one for one in told if one.code.end_ms > now and one.kid == asked.device(one.device).kid]

        found: dict[str, list[Spare]] = {}
        for told in await self._records.read(look):
            found.setdefault(told.booking, []).append(self._spare(told))
        return found

    def _spare(self, told: Told) -> Spare:
        return Spare(told.device, self._vault.dark_digits(told.device, told.code, told.kid), told.code, told.booking)

    # --- by people ---

    async def tell(self, actor: Person, device: str, slot: int, *, booking: str, reason: str) -> Spare:
        """Tell a code for the coming two hours to who calls for help. Raises RefusedError 403, 404, 409."""
        self._may_open(actor, device, slot)
        now, who = self._clock.now_ms(), self._vault.pseudonym(actor.id)

        def give(connection: Connection) -> Told:
            kid = demands.read(connection).device(device).kid
            if not kid or not self._knows(device, slot) or not _heard_once(connection, device):
                raise _refused("no_dark_codes")
            told = store.living(connection, device, now_ms=now)
            taken = {one.code.id for one in told if one.kid == kid}
            until_ms = now - now % HOUR_MS + min(LENGTHS_H) * HOUR_MS
            code = rules.pick(now, until_ms, slot, told=taken, now_ms=now)
            if code is None:
                raise _refused("all_told")
            fresh = Told(device, kid, code, now, booking=booking, who=who)
            store.add(connection, fresh)
            audit.note(connection, Deed(now, who, "dark.told", f"{device}.{slot}", f"{code.id}: {reason}"))
            return fresh

        return self._spare(await self._records.write(give))

    async def told(self, actor: Person, device: str) -> list[Told]:
        """Return the codes of a device that hold, without their digits. Raises RefusedError 403."""
        self._may_open(actor, device)
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: store.living(connection, device, now_ms=now))

    async def deny(self, actor: Person, device: str, code: str) -> None:
        """Take a code back; a dark locker learns of it when it is heard again. Raises RefusedError 403, 404."""
        self._may_open(actor, device)
        now, who = self._clock.now_ms(), self._vault.pseudonym(actor.id)

        def change(connection: Connection) -> None:
            if not store.deny(connection, dark_codes.c.device == device, dark_codes.c.id == code, now_ms=now):
                raise _refused("no_such_code")
            audit.note(connection, Deed(now, who, "dark.denied", device, code))

        await self._records.write(change)
        self._changed()

    async def set_key(self, actor: Person, device: str, *, on: bool) -> DeviceAccess:
        """Give a device a new key number, which ends all codes told, or switch them off. Raises RefusedError 403, 404, 409.

        Only while it is connected: a locker that did not hear of the new key would refuse every code.
        """
        site = self._places.current.site_of_device(device)
        if site is None or not self._vault.knows(device):
            raise _refused("no_such_compartment")
        if not actor.has(ADMINS):
            raise _refused("forbidden")
        if not self._online(device):
            raise _refused("device_offline")
        now, who = self._clock.now_ms(), self._vault.pseudonym(actor.id)

        def change(connection: Connection) -> DeviceAccess:
            before = demands.read(connection).device(device)
            after = DeviceAccess(before.dark_kid + 1 if on else before.dark_kid, before.sun_meta, dark_on=on)
            demands.set_device(connection, device, after)
            store.deny(connection, dark_codes.c.device == device, now_ms=now)
            audit.note(connection, Deed(now, who, "dark.key" if on else "dark.off", device))
            return after

        after = await self._records.write(change)
        self._changed()
        return after

    def _may_open(self, actor: Person, device: str, slot: int | None = None) -> None:
        places = self._places.current
        site = places.site_of_device(device)
        if site is None or not self._vault.knows(device) or (slot is not None and places.compartment(device, slot) is None):
            raise _refused("no_such_compartment")
        if not actor.has_at(OPENERS, site.id):
            raise _refused("forbidden")


def _heard_once(connection: Connection, device: str) -> bool:
    """Say whether the device ever confirmed a list: before that it knows no key number."""
    return steps_store.lists(connection).get(device, (None, False))[0] is not None
