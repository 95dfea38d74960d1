"""The entities as they are now, for whoever may know them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from hallenwart_backend.exchange.teller import Teller
from hallenwart_backend.halls.model import Places
from hallenwart_backend.opendata.latest.service import Latest
from hallenwart_backend.opendata.ngsi.entities import DATASETS, Entity, Told, entities
from hallenwart_backend.opendata.parkapi.service import ParkingSites

May = Callable[[str], bool]


class Entities:
    """`shown` are the halls everybody may see; `teller` says who tells it."""

    def __init__(
        self,
        latest: Latest,
        parking: ParkingSites,
        places: Callable[[], Places],
        shown: Callable[[], Awaitable[set[str]]],
        teller: Callable[[], Awaitable[Teller]],
    ) -> None:
        self._latest, self._parking, self._places, self._shown, self._teller = latest, parking, places, shown, teller

    async def now(self, may: May) -> list[Entity]:
        shown, teller = await self._shown(), await self._teller()
        halls = [hall for hall in self._places().proper_halls if hall.id in shown]
        values, parking = await self._latest.values(may), await self._parking.readable(may)
        told = Told(teller.base, teller.publisher, teller.license, halls, values, parking)
        return entities(told, filter(may, DATASETS.values()))
