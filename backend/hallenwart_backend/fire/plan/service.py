"""The plans of all sites in memory, and their way into the records."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.plan.picture import redrawn
from hallenwart_backend.fire.plan.rules import Plan, Point, Room, fault_of
from hallenwart_backend.fire.plan.tables import site_plans
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence, EvidenceKind, Where
from hallenwart_contract.clock import Clock

KEEP = b""
"""Instead of a picture: leave the one that is there."""


class PlanBook:
    """Holds the current plans by site. `refresh` after start and now and then: the seed may have run."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, evidence: Evidence) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._evidence = evidence
        self._one_picture = asyncio.Semaphore(1)
        self.current: Mapping[str, Plan] = {}
        self._sensors: Mapping[tuple[str, str], tuple[Plan, Point]] = {}

    async def refresh(self) -> None:
        self.current = await self._records.read(load)
        self._sensors = {
            (point.device, point.c): (plan, point)
            for plan in self.current.values()
            for point in plan.points
            if point.kind == "sensor"
        }

    def sensor(self, device: str, c: str) -> tuple[Plan, Point] | None:
        """Return a sensor and the plan it is drawn in."""
        return self._sensors.get((device, c))

    async def put(self, site: str, plan: Plan, *, picture: bytes | None, who: str) -> Plan:
        """Replace a site's plan. `picture` None: without one, `KEEP`: the one that is there. Raises RefusedError 404, 422."""
        here = self._places.current
        if site not in here.sites:
            raise RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)
        zones = {zone for at, zone in here.zones if at == site}
        devices = {device.id for device in here.devices.values() if device.site == site}
        if fault := fault_of(plan, zones=zones, devices=devices):
            raise RefusedError(fault.code, fault.de, fault.en, status=422)
        drawn = await self._drawn(picture) if picture else None
        now = self._clock.now_ms()

        def change(connection: Connection) -> None:
            kept = _picture(connection, site) if picture == KEEP else drawn
            put(connection, site, replace(plan, changed_ms=now), kept)
            said = f"{len(plan.rooms)} Räume, {len(plan.points)} Punkte"
            self._evidence.keep(connection, EvidenceKind.PLAN, site, who, said, at=Where(site=site))

        await self._records.write(change)
        await self.refresh()
        return self.current[site]

    async def picture(self, site: str) -> tuple[bytes, str]:
        """Return the picture and its media type. Raises RefusedError 404."""
        found = await self._records.read(lambda connection: _picture(connection, site))
        if found is None:
            raise RefusedError("no_picture", "Dieser Plan hat kein Bild.", "This plan has no picture.", status=404)
        return found

    async def _drawn(self, picture: bytes) -> tuple[bytes, str]:
        async with self._one_picture:
            return await asyncio.to_thread(redrawn, picture)


def load(connection: Connection) -> dict[str, Plan]:
    columns = (site_plans.c.site, site_plans.c.body, site_plans.c.media_type, site_plans.c.changed_ms)
    return {row.site: _plan(row) for row in connection.execute(select(*columns))}


def put(connection: Connection, site: str, plan: Plan, picture: tuple[bytes, str] | None) -> None:
    """Write a plan as it is. Raises IntegrityError for an unknown site."""
    body = {key: value for key, value in asdict(plan).items() if key not in {"picture", "changed_ms"}}
    drawn, media_type = picture or (None, "")
    connection.execute(delete(site_plans).where(site_plans.c.site == site))
    connection.execute(
        insert(site_plans).values(site=site, body=body, picture=drawn, media_type=media_type, changed_ms=plan.changed_ms)
    )


def _plan(row: Any) -> Plan:
    body = row.body
    rooms, points = (Room(**one) for one in body["rooms"]), (Point(**one) for one in body["points"])
    return Plan(body["width_m"], body["height_m"], tuple(rooms), tuple(points), row.media_type, row.changed_ms)


def _picture(connection: Connection, site: str) -> tuple[bytes, str] | None:
    row = connection.execute(select(site_plans.c.picture, site_plans.c.media_type).where(site_plans.c.site == site)).first()
    return (bytes(row.picture), row.media_type) if row is not None and row.picture is not None else None
