"""Tells when nobody on call can be woken at a site, and when somebody on the roster no longer can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.duty import rules, store
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

LOOK_EVERY_MS: Final = 5_000
GRACE_MS: Final = 60_000
"""So long it must hold before it is an incident: a phone that signs in anew proves itself meanwhile."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: somebody for a site, or a way to a person."""

    key: str
    kind: IncidentKind
    site: str
    detail: str


@dataclass(slots=True)
class _Held:
    mono_ms: int
    wall_ms: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """`known` are the keys of everything that was looked at, `lacks` what is missing of it."""

    known: frozenset[str]
    lacks: dict[str, Lack] = field(default_factory=dict)


class DutyWatch:
    """Looks every few seconds; an incident ends by itself when the lack does."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._well: set[str] = set()
        self._next_mono_ms = 0

    async def look(self, incidents: Incidents) -> None:
        mono, wall = self._clock.mono_ms(), self._clock.now_ms()
        if mono < self._next_mono_ms:
            return
        self._next_mono_ms = mono + LOOK_EVERY_MS
        seen = await self._records.read(lambda connection: look(connection, wall))
        for key, lack in seen.lacks.items():
            held = self._held.setdefault(key, _Held(mono, wall))
            self._well.discard(key)
            if not held.told and mono - held.mono_ms >= GRACE_MS:
                await incidents.report(_cause(lack, held.wall_ms))
                held.told = True
        for key in (seen.known | self._held.keys()) - seen.lacks.keys() - self._well:
            await incidents.clear(key, "", wall)
            self._held.pop(key, None)
            self._well.add(key)


def _cause(lack: Lack, since_ms: int) -> Cause:
    return Cause(
        key=lack.key, id="roster", kind=lack.kind, sev=Severity.WARN, site=lack.site, since_ms=since_ms, detail=lack.detail
    )


def look(connection: Connection, now_ms: int) -> Seen:
    """Return what is missing now."""
    roster, zones = store.load(connection, now_ms, now_ms + 1), store.zones_of(connection)
    known, lacks = set(), []
    for site, zone in zones.items():
        key = f"{IncidentKind.NOBODY_ON_CALL}:{site}"
        known.add(key)
        if not rules.is_manned(rules.line(roster, site, zone, now_ms)):
            lacks.append(Lack(key, IncidentKind.NOBODY_ON_CALL, site, ""))
        for one in rules.planned_now(roster, site, zone, now_ms):
            mute = f"{IncidentKind.ALERT_PATH}:person:{one.person}"
            known.add(mute)
            if not one.ways:
                lacks.append(
                    Lack(mute, IncidentKind.ALERT_PATH, "", f"{one.name}: kein geprüfter Weg weckt / no proved way wakes")
                )
    return Seen(frozenset(known), {lack.key: lack for lack in lacks})
