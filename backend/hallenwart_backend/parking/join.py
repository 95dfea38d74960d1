"""Joins what concerns parking: sensors, permits, wardens, pages, displays, open data."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from hallenwart_backend.bucket import Buckets
from hallenwart_backend.parking import page
from hallenwart_backend.parking.board import LOOK_EVERY_S, HeardOf, ParkingBoard
from hallenwart_backend.parking.desk import ParkingDesk
from hallenwart_backend.parking.model import CarPark
from hallenwart_backend.parking.offering import ParkingOffers
from hallenwart_backend.parking.permits import Permits
from hallenwart_backend.parking.wardens import Wardens
from hallenwart_backend.ports import Listener
from hallenwart_backend.public.frame import Frame
from hallenwart_backend.runtime import every
from hallenwart_contract.parking import ParkingNow

if TYPE_CHECKING:
    from hallenwart_backend.ground import Ground

SETTLE_EVERY_S: Final = 30.0
_BURST: Final = 30
_RATE_PER_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class ParkingRoom:
    """Implements display.ports.ParkingSource. `rate`: checks and plates, by warden, person or sender."""

    board: ParkingBoard
    desk: ParkingDesk
    permits: Permits
    wardens: Wardens
    offers: ParkingOffers
    base: str
    rate: Buckets = field(default_factory=lambda: Buckets(_BURST, _RATE_PER_S))

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return (self.board,)

    async def load(self) -> None:
        await self.board.load()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "parking": partial(every, LOOK_EVERY_S, self.board.look),
            "permits": partial(every, SETTLE_EVERY_S, self.permits.settle),
        }

    @property
    def has_public(self) -> bool:
        """Whether there is a car park that everybody may see."""
        return any(park.public for park in self.board.parks.values())

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def parking_at(self, site: str) -> list[ParkingNow]:
        return self.board.parking_at(site)

    def beside(self, frame: Frame, site: str) -> Markup:
        """Return what stands beside a hall on its own page."""
        return page.beside(frame, [state for state in self.board.states() if state.park.site == site and state.park.public])


def join_parking(ground: Ground, heard: HeardOf, base: str) -> ParkingRoom:
    """`heard`: what is known of a sensor besides its words; `base`: where people reach this server."""
    records, places, clock, vault = ground.records, ground.places, ground.clock, ground.vault
    board = ParkingBoard(records, ground.series, clock, heard, told=ground.followers.rights_changed, changed=ground.hub.changed)

    def parks() -> Mapping[str, CarPark]:
        return board.parks

    permits = Permits(records, places, clock, parks, vault.pseudonym, vault.mac)
    wardens = Wardens(records, places, clock, parks, permits, vault.pseudonym, vault.mac)
    desk = ParkingDesk(records, places, clock, board)
    return ParkingRoom(board, desk, permits, wardens, ParkingOffers(board, places), base)
