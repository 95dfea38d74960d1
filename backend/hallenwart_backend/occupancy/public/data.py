"""What `/belegung` tells, as a way to read the dataset of use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType
from hallenwart_backend.opendata.subjects import OCCUPANCY

API: Final = "/api/public/usage"


class UseData:
    """A `Source` of the catalogue."""

    async def datasets(self) -> Sequence[Dataset]:
        way = Distribution(
            "usage",
            API,
            FileType.JSON,
            "application/json",
            "Was frei ist und was üblich ist",
            "What is free and what is usual",
            api=True,
            example=API,
        )
        return [OCCUPANCY.by(way)]
