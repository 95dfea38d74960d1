"""A latest value, in words that neither the broker nor the file owns. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Of(StrEnum):
    """What a value is of."""

    TOWN = "town"
    SITE = "sites"
    HALL = "halls"
    CAR_PARK = "car_parks"
    LOCKER = "lockers"


@dataclass(frozen=True, slots=True)
class Value:
    """`at_ms`: when it was true, of a mean the end of its time; `from_ms` its beginning, None: it is of one moment.

    After `until_ms` nobody should believe it. `dataset` is whose rights it goes by. `id` is empty for the town.
    """

    of: Of
    id: str
    name: str
    quantity: str
    value: float | int | str | bool
    unit: str
    at_ms: int
    until_ms: int
    dataset: str
    from_ms: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What it is of: the last parts of its topic. It never changes and never names another one."""
        return tuple(part for part in (str(self.of), self.id, self.quantity) if part)


class ValueSource(Protocol):
    """A subject that has latest values. What is stale, or too little to be told, it leaves out."""

    async def values(self, now_ms: int) -> Sequence[Value]: ...
