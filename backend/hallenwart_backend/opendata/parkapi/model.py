"""Places to leave something, in plain words that no single format owns. Subjects offer them, formats write them. Pure.

A car park with spaces for bicycles is one place here; formats that know one purpose a site make two of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    CAR = "car"
    ITEM = "item"
    """A locker: what is left in it is a thing."""


class SpaceKind(StrEnum):
    """For whom or what a space is. Every space is of one kind."""

    NORMAL = "normal"
    DISABLED = "disabled"
    CHARGING = "charging"
    BUS = "bus"
    BIKE = "bike"
    COMPARTMENT = "compartment"
    """Of a locker."""


@dataclass(frozen=True, slots=True)
class SiteNow:
    """What is known now, of `as_of_ms`. A kind that `free` does not hold is unknown: never free, never full.

    `open`: whether it can be used now, None where nobody knows.
    """

    as_of_ms: int
    free: Mapping[SpaceKind, int] = field(default_factory=dict)
    open: bool | None = None


@dataclass(frozen=True, slots=True)
class ParkingSite:
    """A car park or a locker. `id` never changes and never names another one; `site` is the building it belongs to.

    `spaces`: how many there are by kind. `lat`, `lon` in degrees (WGS 84), None: not entered; no format that needs a position
    tells of it then. `opening` in OpenStreetMap's notation, empty: not said. `changed_ms`: since when all but `now` is as it
    is. `path`: the page for people on this server. `now` None: nothing measures it.
    """

    id: str
    purpose: Purpose
    name: str
    site: str
    address: str
    lat: float | None
    lon: float | None
    spaces: Mapping[SpaceKind, int]
    changed_ms: int
    text: str = ""
    path: str = ""
    opening: str = ""
    halls: Sequence[str] = ()
    for_whom: str = ""
    """Whom it is kept for, empty: for everybody."""
    now: SiteNow | None = None

    @property
    def capacity(self) -> int:
        return sum(self.spaces.values())


class ParkingSource(Protocol):
    """A subject that has places to leave something."""

    async def sites(self) -> Sequence[ParkingSite]:
        """Return all of them that everybody may know of, as they are now."""
        ...
