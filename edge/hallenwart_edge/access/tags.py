"""What hangs in a compartment: by its key sensor, and where a reader looks, by the tag of the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Final, Protocol

from hallenwart_edge.access.stages import Hangs, Seen
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import DoorReading, TagReader

READ_EVERY_S: Final = 0.25
SURE_AFTER_READS: Final = 6
"""A reader that was just switched on may need some time to hear a tag; only then its silence means that there is none."""
AGAIN_AFTER_FAULT_S: Final = 2.0


class Tell(Protocol):
    """Tells a fault of a part, or with an empty `why` that it is well again."""

    async def __call__(self, component: str, why: str = "") -> None: ...


class KeyTags:
    """Asks the readers in turn of their own. `expected`: the tags of each compartment's keys. Silence is no proof."""

    def __init__(
        self,
        expected: Mapping[int, Collection[str]],
        readers: Mapping[int, tuple[str, TagReader]],
        *,
        tell: Tell,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._expected, self._readers = expected, {slot: each for slot, each in readers.items() if slot in expected}
        self._tell, self._sleep = tell, sleep
        self._read: dict[int, str | None] = {}
        self._asked: set[int] = set()
        self._reads: Counter[int] = Counter()

    @property
    def slots(self) -> tuple[int, ...]:
        """The compartments in which a reader looks."""
        return tuple(self._readers)

    async def watch(self, slot: int) -> None:
        """Read one compartment's tag again and again, until cancelled."""
        component, reader = self._readers[slot]
        faulty = False
        while True:
            try:
                self._read[slot] = await reader.present()
            except DriverFault as fault:
                self._read.pop(slot, None)
                self._asked.add(slot)
                if not faulty:
                    await self._tell(component, fault.reason)
                faulty = True
                await self._sleep(AGAIN_AFTER_FAULT_S)
                continue
            self._reads[slot] += 1
            if self._read[slot] is not None or self._reads[slot] >= SURE_AFTER_READS:
                self._asked.add(slot)
            if faulty:
                faulty = False
                await self._tell(component)
            await self._sleep(READ_EVERY_S)

    def seen(self, slot: int, reading: DoorReading) -> Seen | None:
        """Join hook, key sensor and tag into one reading; None before a reader surely answered, or first failed to."""
        if slot in self._readers and slot not in self._asked:
            return None
        if slot not in self._read:
            return Seen(reading.closed, _by_sensor(reading.item_present))
        tag = self._read[slot]
        if tag is None:
            return Seen(reading.closed, Hangs.UNREAD if reading.item_present else Hangs.NOTHING)
        own = tag in self._expected[slot] or not self._expected[slot]
        return Seen(reading.closed, Hangs.OWN if own else Hangs.OTHER, tag)


def _by_sensor(item_present: bool | None) -> Hangs:
    if item_present is None:
        return Hangs.BLIND
    return Hangs.OWN if item_present else Hangs.NOTHING
