"""All datasets, with rights and licence; and who hears when the office changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.opendata import store
from hallenwart_backend.opendata.datasets import Dataset, Rights, Source, together
from hallenwart_backend.opendata.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Offered:
    """A dataset as the office lets it be read. `license` (SPDX) is empty where it is that of all data."""

    dataset: Dataset
    rights: Rights
    license: str


class Registry:
    """Rights are known without asking the database. Rooms join by `sources`, and hear of new rights by `changed`."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._said: Mapping[str, store.Said] = {}
        self._usual: dict[str, Rights] = {}
        self.sources: tuple[Source, ...] = ()
        self.changed: list[Callable[[], None]] = []

    async def load(self) -> None:
        """Take up what the office said, and what each dataset says of itself."""
        self._said = await self._records.read(store.said)
        await self.every()

    def rights(self, dataset: str) -> Rights:
        """Return who may read a dataset; what nobody offers is off."""
        if dataset in self._said:
            return self._said[dataset][0]
        return self._usual.get(dataset, Rights.OFF)

    def is_public(self, dataset: str) -> bool:
        return self.rights(dataset) is Rights.PUBLIC

    async def every(self) -> list[Offered]:
        """Return all datasets, also those that are off."""
        offered = together([one for source in self.sources for one in await source.datasets()])
        self._usual = {one.id: one.usual for one in offered}
        return [Offered(one, self.rights(one.id), self.license(one)) for one in offered]

    async def listed(self) -> list[Offered]:
        """Return what the catalogue names: all that is not off and can be read in some way."""
        return [one for one in await self.every() if one.rights is not Rights.OFF and one.dataset.distributions]

    def license(self, dataset: Dataset) -> str:
        """Return the licence (SPDX) of a dataset, empty where it is that of all data."""
        told = self._said.get(dataset.id)
        return (told[1] if told else "") or dataset.license

    async def say(self, wanted: Mapping[str, store.Said]) -> None:
        """Set rights and licence of datasets. Raises RefusedError 404."""
        for dataset in wanted:
            if dataset not in self._usual:
                raise nowhere()
        await self._records.write(lambda connection: store.say(connection, wanted))
        self._said = {**self._said, **wanted}
        self.tell()

    def tell(self) -> None:
        for hear in self.changed:
            hear()

    async def publisher(self) -> Publisher:
        return await self._records.read(store.publisher_of)

    async def set_publisher(self, wanted: Publisher) -> None:
        await self._records.write(lambda connection: store.set_publisher(connection, wanted))


def nowhere() -> RefusedError:
    return RefusedError("no_such_data", "Diese Daten gibt es nicht.", "There is no such data.", status=404)


def may(rights: Rights, *, keyed: bool) -> bool:
    return rights is Rights.PUBLIC or (rights is Rights.KEY and keyed)


def readable(registry: Registry, datasets: Sequence[str], *, keyed: bool) -> frozenset[str]:
    """Return which of these may be read."""
    return frozenset(one for one in datasets if may(registry.rights(one), keyed=keyed))
