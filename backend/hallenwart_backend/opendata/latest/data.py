"""The latest values as ways to read the datasets they are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType
from hallenwart_backend.opendata.subjects import CLIMATE, LOCKERS, OCCUPANCY, PARKING

FILE: Final = "/daten/aktuell.json"
_FILE: Final = Distribution(
    "latest",
    FILE,
    FileType.JSON,
    "application/json",
    "Was jetzt gilt, in einer Datei",
    "What holds now, in one file",
    example=f"{FILE}?of=halls",
)


class LatestData:
    """A `Source` of the catalogue. `broker` is the address of the city's broker as people write it, empty: there is none."""

    def __init__(self, broker: str = "") -> None:
        self._ways = (_FILE, *([_over_mqtt(broker)] if broker else ()))

    async def datasets(self) -> Sequence[Dataset]:
        return [one.by(*self._ways) for one in (OCCUPANCY, CLIMATE, LOCKERS, PARKING)]


def _over_mqtt(broker: str) -> Distribution:
    return Distribution(
        "mqtt",
        broker,
        FileType.JSON,
        "application/json",
        "Was jetzt gilt, über MQTT",
        "What holds now, over MQTT",
        api=True,
        standard="http://docs.oasis-open.org/mqtt/mqtt/v3.1.1/mqtt-v3.1.1.html",
    )
