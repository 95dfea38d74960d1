"""ParkAPI and DATEX II as ways to read lockers and car parks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType
from hallenwart_backend.opendata.subjects import LOCKERS, PARKING

PARKAPI: Final = "/daten/parkapi"
DATEX2: Final = "/daten/datex2/parking.json"
_STANDARD: Final = "https://github.com/ParkenDD/parkapi-sources-v3"
_SITES: Final = Distribution(
    "parkapi",
    f"{PARKAPI}/sites.json",
    FileType.JSON,
    "application/json",
    "Wie ParkAPI es liest: was selten wechselt und was jetzt gilt",
    "As ParkAPI reads it: what rarely changes and what holds now",
    standard=_STANDARD,
)


class ParkingData:
    """A `Source` of the catalogue."""

    async def datasets(self) -> Sequence[Dataset]:
        return [LOCKERS.by(_of(_SITES, "ITEM")), PARKING.by(_of(_SITES, "CAR"), _DATEX2)]


def _of(one: Distribution, purpose: str) -> Distribution:
    return replace(one, path=f"{one.path}?purpose={purpose}")


_DATEX2: Final = Distribution(
    "datex2",
    DATEX2,
    FileType.JSON,
    "application/json",
    "Wie DATEX II es liest (Parking Publication Light)",
    "As DATEX II reads it (Parking Publication Light)",
    standard="https://docs.datex2.eu/downloads/parkinglight.html",
)
