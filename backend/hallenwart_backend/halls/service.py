"""The places in memory, read anew when the records change."""

from __future__ import annotations

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.halls.model import Hall, Places


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
