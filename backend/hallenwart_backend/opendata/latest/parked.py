"""Free spaces of car parks, and whether lockers work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.opendata.latest.model import Of, Value
from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SpaceKind
from hallenwart_backend.opendata.subjects import LOCKERS, PARKING

FREE: Final = "free"
OPEN: Final = "open"
HOLDS_MS: Final = 10 * 60_000


class ParkedValues:
    """A `ValueSource`."""

    def __init__(self, sites: Callable[[], Awaitable[Sequence[ParkingSite]]]) -> None:
        self._sites = sites

    async def values(self, now_ms: int) -> Sequence[Value]:
        return [value for site in await self._sites() for value in of_site(site, now_ms)]


def of_site(site: ParkingSite, now_ms: int) -> list[Value]:
    """Return what is known now; what nobody knows is not told."""
    now = site.now
    if now is None:
        return []
    of, dataset = (Of.LOCKER, LOCKERS.id) if site.purpose is Purpose.ITEM else (Of.CAR_PARK, PARKING.id)

    def say(quantity: str, value: int | bool) -> Value:
        return Value(of, site.id, site.name, quantity, value, "", now_ms, now_ms + HOLDS_MS, dataset)

    free = [say(FREE if kind is SpaceKind.NORMAL else f"{FREE}_{kind}", number) for kind, number in now.free.items()]
    return [*free, *([say(OPEN, now.open)] if now.open is not None else [])]
