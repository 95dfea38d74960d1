"""The places in memory, read anew when the records change."""

from __future__ import annotations

from sqlalchemy import Connection, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls import tables
from hallenwart_backend.halls.model import Compartment, Display, Hall, Hours, PlacedDevice, Places, Site, Zone


def load_places(connection: Connection) -> Places:
    """Read everything; it is a few dozen rows."""
    sites = {row.id: Site(**row._asdict()) for row in connection.execute(select(tables.sites).order_by(tables.sites.c.id))}
    clubs = connection.execute(select(tables.clubs)).all()
    return Places(
        sites=sites,
        halls=_halls(connection, sites),
        clubs={row.id: row.name for row in clubs if row.state != "asked"},
        club_groups={row.id: row.club_group for row in clubs if row.state == "active"},
        devices={
            row.id: PlacedDevice(row.id, row.site, tuple(row.halls))
            for row in connection.execute(select(tables.devices).order_by(tables.devices.c.id))
        },
        compartments=tuple(
            Compartment(row.device, row.number, row.label, row.hall, tuple(row.sections))
            for row in connection.execute(select(tables.compartments).order_by(*tables.compartments.primary_key))
        ),
        displays={
            row.device: Display(row.device, row.title, tuple(row.halls)) for row in connection.execute(select(tables.displays))
        },
        zones={
            (row.site, row.id): Zone(row.site, row.id, row.name, row.hall or "")
            for row in connection.execute(select(tables.zones))
        },
    )


def _halls(connection: Connection, sites: dict[str, Site]) -> dict[str, Hall]:
    weeks: dict[str, list[Hours]] = {}
    for row in connection.execute(select(tables.opening_hours)):
        weeks.setdefault(row.hall, [None] * 7)[row.weekday] = (row.open_min, row.close_min)
    ordered = select(tables.halls).order_by(tables.halls.c.position, tables.halls.c.id)
    return {
        row.id: Hall(
            row.id,
            sites[row.site],
            row.name,
            row.sections,
            row.capacity,
            tuple(weeks.get(row.id, [None] * 7)),
            row.kind,
            row.buffer_min,
        )
        for row in connection.execute(ordered)
    }


class PlaceBook:
    """Holds the current `Places`. `refresh` after start and whenever the seed may have run."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.current = Places()

    async def refresh(self) -> bool:
        """Read anew; return True when something changed."""
        places = await self._records.read(load_places)
        changed = places != self.current
        self.current = places
        return changed

    def hall_of_zone(self, site: str, zone: str) -> str:
        return self.current.hall_of_zone(site, zone)

    def devices_of(self, site: str) -> list[str]:
        return [device.id for device in self.current.devices.values() if device.site == site]

    def hall(self, hall: str) -> Hall:
        """Return the hall. Raises RefusedError 404."""
        found = self.current.halls.get(hall)
        if found is None:
            raise RefusedError("no_such_hall", "Diese Halle gibt es nicht.", "There is no such hall.", status=404)
        return found
