"""All places to leave something, of whoever offers them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from hallenwart_backend.opendata.parkapi.model import ParkingSite, ParkingSource, Purpose
from hallenwart_backend.opendata.subjects import LOCKERS, PARKING

log = logging.getLogger(__name__)


class ParkingSites:
    """Subjects join by `sources`."""

    def __init__(self, *sources: ParkingSource) -> None:
        self.sources: tuple[ParkingSource, ...] = sources

    async def sites(self) -> list[ParkingSite]:
        """Return all of them in a lasting order. One subject that cannot answer costs its own."""
        found: list[ParkingSite] = []
        for source in self.sources:
            try:
                found += await source.sites()
            except Exception:
                log.exception("places to leave something: %s", type(source).__name__)
        return sorted(found, key=lambda one: (one.purpose, one.id))

    async def readable(self, may: Callable[[str], bool]) -> list[ParkingSite]:
        """Return those whose dataset may be told."""
        return [one for one in await self.sites() if may(dataset_of(one))]


def dataset_of(site: ParkingSite) -> str:
    return LOCKERS.id if site.purpose is Purpose.ITEM else PARKING.id


def datasets_of(sites: Sequence[ParkingSite]) -> set[str]:
    return {dataset_of(one) for one in sites}
