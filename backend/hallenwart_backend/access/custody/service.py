"""Listens to lockers: which key is out, what went wrong at a door, which documents a device has."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.custody import store as custody_store
from hallenwart_backend.access.custody import troubles
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.grants import store
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Cause, Changed, Incidents, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import DOCUMENTS
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Conn, Event, Heartbeat, Severity

_KEY_KINDS: Final = frozenset({EventKind.KEY_TAKEN, EventKind.KEY_RETURNED, EventKind.KEY_UNKNOWN})


class Custody(ListenerBase):
    """Keeps custody by what devices tell; all of it may be told twice."""

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
        await self._locker(arrival, event)
        slot = troubles.slot_of(event)
        if slot is None:
            return
        if event.kind in _KEY_KINDS:
            await self._note_key(arrival.device, slot, event)
        for kind in troubles.CURES.get(event.kind, ()):
            await self._incidents.clear(troubles.trouble_key(kind, arrival.device, slot), "", event.t_ms)
        if trouble := troubles.DOOR_TROUBLE.get(event.kind):
            await self._incidents.report(self._cause(arrival, slot, event, *trouble))

    async def _locker(self, arrival: Arrival, event: Event) -> None:
        """Take in what concerns the locker as a whole."""
        for kind in troubles.LOCKER_CURES.get(event.kind, ()):
            await self._incidents.clear(troubles.locker_key(kind, arrival.device), "", event.t_ms)
        if trouble := troubles.LOCKER_TROUBLE.get(event.kind):
            await self._incidents.report(self._locker_cause(arrival, event, *trouble))

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
                custody_store.end_custody(connection, device, slot, at_ms=event.t_ms)
            elif event.kind == EventKind.KEY_UNKNOWN:
                custody_store.add_custody(connection, Held(device, slot, event.t_ms))
            else:
                custody_store.add_custody(connection, _held(connection, device, slot, event))

        await self._records.write(note)
        await self._changed()

    def _cause(self, arrival: Arrival, slot: int, event: Event, kind: IncidentKind, sev: Severity) -> Cause:
        compartment = self._places.current.compartment(arrival.device, slot)
        return Cause(
            key=troubles.trouble_key(kind, arrival.device, slot),
            id=f"{kind}:{arrival.device}:{slot}:{event.t_ms}",
            kind=kind,
            sev=sev,
            site=self._site(arrival.device),
            since_ms=event.t_ms,
            device=arrival.device,
            hall=(compartment.hall or "") if compartment else "",
            slot=slot,
            detail=compartment.label if compartment else "",
            replayed=arrival.replayed,
        )

    def _locker_cause(self, arrival: Arrival, event: Event, kind: IncidentKind, sev: Severity) -> Cause:
        return Cause(
            key=troubles.locker_key(kind, arrival.device, event.kind),
            id=f"{event.kind}:{arrival.device}:{event.t_ms}",
            kind=kind,
            sev=sev,
            site=self._site(arrival.device),
            since_ms=event.t_ms,
            device=arrival.device,
            replayed=arrival.replayed,
        )

    def _site(self, device: str) -> str:
        site = self._places.current.site_of_device(device)
        return site.id if site else ""


def _held(connection: Connection, device: str, slot: int, event: Event) -> Held:
    told = str(event.a.get("grant") or "")
    grant, booking, due = custody_store.grant_of(connection, device, told, slot, event.t_ms)
    cred, who = str(event.a.get("cred") or ""), str(event.a.get("who") or "")
    return Held(device, slot, event.t_ms, grant, booking, due, cred[:64], who[:64])


def _rev_told(event: Event) -> dict[str, int]:
    channel = event.a.get("channel") or event.a.get("doc") or event.c
    rev = event.a.get("rev")
    return {str(channel): rev} if isinstance(rev, int) and not isinstance(rev, bool) else {}
