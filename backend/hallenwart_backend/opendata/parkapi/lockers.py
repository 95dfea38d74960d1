"""Key lockers as places that others may know of: where they are, how many compartments, and whether they work.

Which compartment is empty is not told: it says which key is out, and so which building stands open.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from hallenwart_backend.halls.model import Places
from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SiteNow, SpaceKind
from hallenwart_contract.clock import Clock

TEXT: Final = (
    "Schlüsselfächer der Sporthalle. "
    "Wer eine Halle gebucht hat, öffnet sein Fach mit einem Code, einer Karte oder einem Ausweis."
)
FOR_WHOM: Final = "Mitglieder von Vereinen mit einer Buchung"
Works = Callable[[str], bool | None]
"""Whether a device works: True online, False offline, None nobody knows yet."""


class LockerSites:
    """A `ParkingSource`. `shown` are the halls that everybody may see."""

    def __init__(
        self, places: Callable[[], Places], clock: Clock, works: Works, shown: Callable[[], Awaitable[set[str]]]
    ) -> None:
        self._places, self._clock, self._works, self._shown = places, clock, works, shown
        self._since: dict[str, tuple[ParkingSite, int]] = {}

    async def sites(self) -> Sequence[ParkingSite]:
        shown, places, now_ms = await self._shown(), self._places(), self._clock.now_ms()
        return [site for device in places.lockers() if (site := self._site(places, device, shown, now_ms)) is not None]

    def _site(self, places: Places, device: str, shown: set[str], now_ms: int) -> ParkingSite | None:
        site = places.site_of_device(device)
        halls = sorted(
            hall.id for hall in places.proper_halls if site is not None and hall.site.id == site.id and hall.id in shown
        )
        if site is None or not halls:
            return None
        number = sum(one.device == device for one in places.compartments)
        told = ParkingSite(
            device,
            Purpose.ITEM,
            f"Schlüsselfächer {site.name}",
            site.id,
            site.address,
            site.lat,
            site.lon,
            {SpaceKind.COMPARTMENT: number},
            0,
            TEXT,
            f"/hallen/{halls[0]}",
            halls=halls,
            for_whom=FOR_WHOM,
        )
        return self._dated(told, now_ms)

    def _dated(self, told: ParkingSite, now_ms: int) -> ParkingSite:
        """Say since when it is as it is, and how it is now."""
        had = self._since.get(told.id)
        if had is None or had[0] != told:
            had = self._since[told.id] = told, now_ms
        works = self._works(told.id)
        now = None if works is None else SiteNow(now_ms, open=works)
        return replace(told, changed_ms=had[1], now=now)
