"""Codes and grants of bookings, and the custody of keys that devices tell about."""

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
from hallenwart_backend.ports import Arrival, Cause, Changed, Incidents, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import DOCUMENTS, MAX_GRANTS, Grants
from hallenwart_contract.live import IncidentKind
from hallenwart_contract.messages import Conn, Event, EventKind, Heartbeat, Severity

_AT_ONCE: Final = 16
_KEY_KINDS: Final = frozenset({EventKind.KEY_TAKEN, EventKind.KEY_RETURNED})


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


class Custody(ListenerBase):
    """Listens to lockers: which key is out, what went wrong at a door, which documents a device has."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, incidents: Incidents, changed: Changed) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._incidents = incidents
        self._changed = changed

    async def on_conn(self, arrival: Arrival, conn: Conn) -> None:
        await self._applied(arrival.device, conn.revs)

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Heartbeat) -> None:
        await self._applied(arrival.device, heartbeat.revs)

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        if event.kind == EventKind.DOCUMENT_APPLIED:
            await self._applied(arrival.device, _rev_told(event), replay=True)
        slot = rules.slot_of(event)
        if slot is None:
            return
        if event.kind in _KEY_KINDS:
            await self._note_key(arrival.device, slot, event)
        await self._cure(arrival.device, slot, event)
        if trouble := rules.DOOR_TROUBLE.get(event.kind):
            await self._incidents.report(self._cause(arrival, slot, event, *trouble))

    async def _applied(self, device: str, revs: dict[str, int], *, replay: bool = False) -> None:
        known = {channel: rev for channel, rev in revs.items() if channel in DOCUMENTS}
        now = self._clock.now_ms()
        if not known:
            return
        changed = await self._records.write(
            lambda connection: store.note_applied(connection, device, known, now_ms=now, replay=replay)
        )
        if changed:
            await self._changed()

    async def _note_key(self, device: str, slot: int, event: Event) -> None:
        def note(connection: Connection) -> None:
            if event.kind == EventKind.KEY_RETURNED:
                store.end_custody(connection, device, slot, at_ms=event.t_ms)
                return
            told = str(event.a.get("grant") or "")
            grant, booking, due = store.grant_of(connection, device, told, slot, event.t_ms)
            store.add_custody(connection, Held(device, slot, event.t_ms, grant, booking, due))

        await self._records.write(note)
        await self._changed()

    async def _cure(self, device: str, slot: int, event: Event) -> None:
        for kind in rules.CURES.get(event.kind, ()):
            key = rules.trouble_key(kind, device, slot)
            await self._incidents.clear(key, "", event.t_ms)

    def _cause(self, arrival: Arrival, slot: int, event: Event, kind: IncidentKind, sev: Severity) -> Cause:
        compartment = self._places.current.compartment(arrival.device, slot)
        site = self._places.current.site_of_device(arrival.device)
        return Cause(
            key=rules.trouble_key(kind, arrival.device, slot),
            id=f"{kind}:{arrival.device}:{slot}:{event.t_ms}",
            kind=kind,
            sev=sev,
            site=site.id if site else "",
            since_ms=event.t_ms,
            device=arrival.device,
            hall=(compartment.hall or "") if compartment else "",
            slot=slot,
            detail=compartment.label if compartment else "",
            replayed=arrival.replayed,
        )


def _rev_told(event: Event) -> dict[str, int]:
    channel = event.a.get("channel") or event.a.get("doc") or event.c
    rev = event.a.get("rev")
    return {str(channel): rev} if isinstance(rev, int) and not isinstance(rev, bool) else {}
