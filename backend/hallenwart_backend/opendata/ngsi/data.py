"""NGSI-LD as a way to read halls, their climate and use, and car parks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType
from hallenwart_backend.opendata.ngsi.entities import BUILDING, CAR_PARK, CLIMATE_OF, USE
from hallenwart_backend.opendata.subjects import CLIMATE, HALLS, OCCUPANCY, PARKING

PATH: Final = "/ngsi-ld/v1/entities"
_TYPES: Final = ((HALLS, BUILDING), (CLIMATE, CLIMATE_OF), (OCCUPANCY, USE), (PARKING, CAR_PARK))


class NgsiData:
    """A `Source` of the catalogue."""

    async def datasets(self) -> Sequence[Dataset]:
        return [dataset.by(_of(kind)) for dataset, kind in _TYPES]


def _of(kind: str) -> Distribution:
    return Distribution(
        "ngsi-ld",
        PATH,
        FileType.JSON_LD,
        "application/ld+json",
        "Für FIWARE-Plattformen (NGSI-LD)",
        "For FIWARE platforms (NGSI-LD)",
        api=True,
        standard="https://www.etsi.org/deliver/etsi_gs/CIM/001_099/009/",
        example=f"{PATH}?type={kind}&options=keyValues",
    )
