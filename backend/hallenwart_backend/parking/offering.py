"""Car parks as open data tells of them: implements opendata's ParkingSource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hallenwart_backend.halls.model import Places, Site
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SiteNow, SpaceKind
from hallenwart_backend.parking.board import ParkingBoard
from hallenwart_backend.parking.model import ParkState


class ParkingOffers:
    def __init__(self, board: ParkingBoard, places: PlaceBook) -> None:
        self._board, self._places = board, places

    async def sites(self) -> Sequence[ParkingSite]:
        """Return the public car parks as they are now."""
        places = self._places.current
        return [
            _site(state, places.sites[state.park.site], places)
            for state in self._board.states()
            if state.park.public and state.park.site in places.sites
        ]


def _site(state: ParkState, site: Site, places: Places) -> ParkingSite:
    park = state.park
    lat, lon = (park.lat, park.lon) if park.lat is not None else (site.lat, site.lon)
    free = {SpaceKind(kind): one.free for kind, one in state.counted.items() if one.known}
    return ParkingSite(
        id=park.id,
        purpose=Purpose.CAR,
        name=park.name,
        site=park.site,
        address=site.address,
        lat=lat,
        lon=lon,
        spaces=Counter(SpaceKind(one.kind) for one in park.spaces),
        changed_ms=park.changed_ms,
        text=park.text,
        path=f"/parken#p-{park.id}",
        halls=[hall.id for hall in places.proper_halls if hall.site.id == park.site],
        for_whom=park.for_whom,
        now=SiteNow(as_of_ms=state.as_of_ms, free=free) if state.counted else None,
    )
