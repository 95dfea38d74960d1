"""Car parks, spaces, permits and links as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hallenwart_backend.parking.rules import Counted, SpaceKind


@dataclass(frozen=True, slots=True)
class Space:
    """`device` and `component` name the series `parked` that measures it; empty: nothing does."""

    id: str
    name: str
    kind: str
    device: str = ""
    component: str = ""

    @property
    def sensor(self) -> tuple[str, str]:
        return self.device, self.component


@dataclass(frozen=True, slots=True)
class CarPark:
    """`limits`: how many permits a booking gets here, by its kind. `capacity`: permits at one time, 0: as many as spaces."""

    id: str
    site: str
    name: str
    text: str = ""
    for_whom: str = ""
    lat: float | None = None
    lon: float | None = None
    public: bool = True
    capacity: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)
    early_min: int = 60
    grace_min: int = 60
    made_ms: int = 0
    changed_ms: int = 0
    spaces: tuple[Space, ...] = ()

    @property
    def holds(self) -> int:
        return self.capacity or len(self.spaces)


@dataclass(frozen=True, slots=True)
class SpaceState:
    """`taken` None: unknown. `said_ms`: when its sensor said so, None: it never spoke."""

    space: Space
    taken: bool | None
    said_ms: int | None


@dataclass(frozen=True, slots=True)
class ParkState:
    """A car park as it is now. `free`: of the spaces that the word is about, None where nobody knows."""

    park: CarPark
    word: str
    free: int | None
    counted: Mapping[SpaceKind, Counted]
    spaces: tuple[SpaceState, ...]
    as_of_ms: int


@dataclass(frozen=True, slots=True)
class Permit:
    id: str
    booking: str
    car_park: str
    club: str | None
    plate_hash: str
    label: str
    by_guest: bool
    from_ms: int
    to_ms: int
    made_by: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class GuestLink:
    token_hash: str
    booking: str
    car_park: str
    most: int
    used: int
    until_ms: int
    made_by: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class WardenLink:
    """`car_park` None: it checks all of them."""

    id: str
    token_hash: str
    label: str
    car_park: str | None
    until_ms: int
    revoked_ms: int | None
    made_by: str
    made_ms: int

    def holds(self, now_ms: int) -> bool:
        return self.revoked_ms is None and now_ms < self.until_ms
