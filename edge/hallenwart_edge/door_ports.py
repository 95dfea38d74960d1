"""What counting needs of doors. Adapters: `drivers/ld2450`, `occupancy/counters`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from hallenwart_contract.messages import Quality
from hallenwart_edge.door_types import Passage, RadarFrame
from hallenwart_edge.ports import Closable


class DoorRadar(Closable, Protocol):
    """A radar that sees where people stand and walk."""

    def frames(self) -> AsyncIterator[RadarFrame]:
        """Yield what it sees, some ten times a second, also while it sees nobody. Raises DriverFault."""
        ...


@dataclass(frozen=True, slots=True)
class Condition:
    """How far a counter is to be believed now; `reason` a word for events and screens, empty while all is well."""

    quality: Quality = Quality.OK
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Persons that a counter which adds up by itself had counted, each way; None: it never said."""

    ins: int | None = None
    outs: int | None = None


@runtime_checkable
class RemembersTotals(Protocol):
    """A counter that goes on adding up while nobody listens."""

    def totals(self) -> Totals: ...

    def resume(self, totals: Totals, lasted_ms: int | None) -> None: ...


class DoorCounter(Closable, Protocol):
    """Counts who goes in and out at one door, whatever it sees them with."""

    def passages(self) -> AsyncIterator[Passage]:
        """Yield passages as they are certain. Raises DriverFault when the device is gone; may be begun anew then."""
        ...

    def condition(self) -> Condition:
        """Say how it is; asked each second. Costs nothing and never raises."""
        ...
