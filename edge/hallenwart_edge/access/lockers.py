"""All lockers of this device as one wall of compartments: whoever opens or shows one need not know on which board it hangs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Final

from hallenwart_contract.kiosk import DoorTile
from hallenwart_edge.access.compartment import Compartment
from hallenwart_edge.access.doors import CompartmentSpec, Doors
from hallenwart_edge.access.rules import Holding

LOOK_S: Final = 0.05


class Lockers:
    """Compartments are numbered once over all lockers."""

    def __init__(self, doors: Sequence[Doors]) -> None:
        self._doors = doors

    def __iter__(self) -> Iterator[Doors]:
        return iter(self._doors)

    @property
    def first(self) -> str:
        """The id under which what belongs to no single locker is told."""
        return self._doors[0].spec.id if self._doors else ""

    @property
    def known(self) -> bool:
        """Whether every board answers."""
        return all(doors.known for doors in self._doors)

    @property
    def slots(self) -> tuple[int, ...]:
        return tuple(sorted(spec.number for doors in self._doors for spec in doors.spec.compartments))

    def of(self, slot: int) -> Doors | None:
        """Return the locker that has this compartment."""
        return next((doors for doors in self._doors if self._spec_in(doors, slot) is not None), None)

    def spec(self, slot: int) -> CompartmentSpec | None:
        return next((spec for doors in self._doors if (spec := self._spec_in(doors, slot)) is not None), None)

    def state(self, slot: int | None) -> Compartment | None:
        """Return what is known of a compartment; None when there is none, or before its board first answered."""
        doors = None if slot is None else self.of(slot)
        return None if doors is None or slot is None else doors.state(slot)

    async def seen(self, slot: int) -> None:
        """Wait, not for long, until a compartment was looked at for the first time."""
        if (doors := self.of(slot)) is not None:
            await doors.seen(slot)

    async def shut(self, slot: int, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Wait until a door is shut."""
        while (state := self.state(slot)) is not None and not state.closed:
            await sleep(LOOK_S)

    def holding(self, slot: int) -> Holding | None:
        """Return who holds the key of this compartment."""
        doors = self.of(slot)
        return None if doors is None else doors.held.get(slot)

    def held(self) -> dict[int, Holding]:
        """Return the keys that are out, by compartment."""
        return {slot: holding for doors in self._doors for slot, holding in doors.held.items()}

    def tiles(self, out_of_service: Sequence[int]) -> list[DoorTile]:
        """Draw the wall."""
        return [self._tile(doors, spec, out_of_service) for doors in self._doors for spec in doors.spec.compartments]

    @staticmethod
    def _tile(doors: Doors, spec: CompartmentSpec, out_of_service: Sequence[int]) -> DoorTile:
        state = doors.state(spec.number)
        return DoorTile(
            number=spec.number,
            column=spec.column,
            row=spec.row,
            open=state is not None and not state.closed,
            key=state is not None and state.key_present,
            label=spec.label,
            out_of_service=spec.number in out_of_service,
        )

    @staticmethod
    def _spec_in(doors: Doors, slot: int) -> CompartmentSpec | None:
        return next((spec for spec in doors.spec.compartments if spec.number == slot), None)
