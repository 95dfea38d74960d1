"""What devices tell of tests and switches, kept as evidence; and who was hit in the walk tests that run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.evidence import store as evidence_store
from hallenwart_backend.fire.rules import is_rehearsal, measured
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Evidence, EvidenceKind, ListenerBase, Where
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Alarm, Event, State

_KINDS: Final[Mapping[str, str]] = {
    EventKind.FIRE_SILENCED: EvidenceKind.SILENCED,
    EventKind.FIRE_DELAY: EvidenceKind.DELAYED,
    EventKind.WALK_BEGUN: EvidenceKind.WALK_BEGUN,
    EventKind.WALK_HIT: EvidenceKind.WALK_HIT,
    EventKind.WALK_ENDED: EvidenceKind.WALK_ENDED,
    EventKind.FIRE_TESTED: EvidenceKind.TESTED,
    EventKind.FIRE_CONFIG: EvidenceKind.CONFIG,
    EventKind.DIALLED: EvidenceKind.DIALLED,
}
_LONGEST_ABOUT: Final = 64
SELF_TEST: Final = "self-"
"""What the references of self-tests begin with that people ask for."""
Key = tuple[str, str]


class FireDiary(ListenerBase):
    """A listener of events. What a person asked for is found by the command's id."""

    def __init__(self, records: Records, places: PlaceBook, evidence: Evidence) -> None:
        self._records = records
        self._evidence = evidence
        self._places = places
        self._hits: dict[Key, dict[str, int]] = {}
        self._silenced: set[str] = set()

    async def load(self) -> None:
        """Take up the hits of the last walk test of each zone; call once before listening."""
        links = await self._records.read(
            lambda connection: evidence_store.of_kinds(connection, (EvidenceKind.WALK_BEGUN, EvidenceKind.WALK_HIT))
        )
        for found in links:
            key = found.at.device, found.at.zone
            if found.link.kind == EvidenceKind.WALK_BEGUN:
                self._hits[key] = {}
            else:
                self._hits.setdefault(key, {}).setdefault(found.at.c, found.link.t_ms)

    def walked(self, device: str, zone: str) -> list[str]:
        """Return the sensors that answered the walk test that runs, or ran last, in order."""
        hits = self._hits.get((device, zone), {})
        return sorted(hits, key=lambda c: (hits[c], c))

    def silenced(self, device: str) -> bool:
        """Say whether the siren of this device was silenced while its alarm stands."""
        return device in self._silenced

    async def on_state(self, arrival: Arrival, state: State) -> None:
        if state.siren or not state.alarms:
            self._silenced.discard(arrival.device)

    async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None:
        """Keep the answer to a self-test a person asked for."""
        if not is_rehearsal(alarm) or not alarm.ref.startswith(SELF_TEST):
            return
        said = " · ".join(filter(None, ("ok", alarm.type, measured(alarm))))
        at = self._where(arrival.device, alarm.zone, alarm.c)
        await self._evidence.note(EvidenceKind.SELF_TEST, alarm.ref, "", said, at=at, t_ms=alarm.t_ms, once=True)

    def _where(self, device: str, zone: str, c: str) -> Where:
        site = self._places.current.site_of_device(device)
        return Where(site=site.id if site else "", device=device, zone=zone[:64], c=c[:64])

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        kind = _KINDS.get(event.kind)
        if kind is None:
            return
        device, zone = arrival.device, str(event.a.get("zone") or "")[:64]
        if event.kind == EventKind.WALK_BEGUN:
            self._hits[device, zone] = {}
        elif event.kind == EventKind.WALK_HIT:
            self._hits.setdefault((device, zone), {}).setdefault(event.c, event.t_ms)
        elif event.kind == EventKind.FIRE_SILENCED:
            self._silenced.add(device)
        at = self._where(device, zone, event.c)
        about, command = f"{device}:{event.c}:{event.t_ms}"[-_LONGEST_ABOUT:], str(event.a.get("cmd") or "")

        def keep(connection: Connection) -> None:
            who = evidence_store.who_of(connection, EvidenceKind.ASKED, command) if command else ""
            self._evidence.keep(connection, kind, about, "", _said(event), at=at, t_ms=event.t_ms, once=True, pseudonym=who)

        await self._records.write(keep)


def _said(event: Event) -> str:
    match event.kind:
        case EventKind.FIRE_DELAY:
            return "Verzögerung an" if event.a.get("on") is True else "Verzögerung aus"
        case EventKind.FIRE_CONFIG:
            return f"Einstellung {str(event.a.get('digest') or '')[:16]}"
        case EventKind.WALK_HIT:
            x = event.a.get("x")
            return f"ausgelöst bei {x}" if isinstance(x, int | float) and not isinstance(x, bool) else "ausgelöst"
        case EventKind.FIRE_TESTED:
            return "Prüftaste am Melder"
        case EventKind.DIALLED:
            return f"zweiter Weg benutzt: {event.a.get('why') or ''}".strip()
        case _:
            return str(event.a.get("why") or "")
