"""What counting tells as readings: at once what changed, and what stands every minute."""

from __future__ import annotations

from typing import Final

from hallenwart_contract import quantities
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality, Reading
from hallenwart_contract.people import Use
from hallenwart_edge.occupancy.closing import Closing, Tally
from hallenwart_edge.occupancy.places import WatchedPlace
from hallenwart_edge.occupancy.watching import WatchedDoor
from hallenwart_edge.ports import Outbox

TELL_EVERY_MS: Final = 60_000
TELL_CALM_MS: Final = 5 * 60_000
TELL_DOOR_MS: Final = 60 * 60_000
BUSY_STEP: Final = 0.1
_Told = tuple[int, float | None, str]


class Teller:
    """Queues readings; equal values are told again every minute, every five while nobody is there."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox, self._clock = outbox, clock
        self._told: dict[tuple[str, str], _Told] = {}
        self._doors: dict[str, int] = {}

    def place(self, place: WatchedPlace) -> None:
        """Tell what stands of a place where it is due."""
        verdict, sure = place.verdict, place.sure_count
        count = place.count if sure is None else sure
        calm = verdict.use is not Use.BUSY and count.people == 0
        if place.counted:
            quality = Quality.SUSPECT if sure is None else Quality.OK
            self._gauge(place, quantities.PEOPLE, count.people, quality, calm=calm)
            self._gauge(place, quantities.PEOPLE_LOW, count.low, quality, calm=calm)
            self._gauge(place, quantities.PEOPLE_HIGH, count.high, quality, calm=calm)
        known = verdict.use is not Use.UNKNOWN
        used = float(verdict.use is Use.BUSY) if known else None
        quality = Quality.OK if known else Quality.FAULT
        self._gauge(place, quantities.PRESENCE, used, quality, calm=calm)
        busy_p = round(verdict.busy_p, 3) if known else None
        self._gauge(place, quantities.BUSY_P, busy_p, quality, calm=calm, step=BUSY_STEP)

    def door(self, door: WatchedDoor) -> None:
        """Tell passages once a minute where there were any, and once an hour that there were none."""
        now_ms, name = self._clock.mono_ms(), door.spec.id
        since_ms = now_ms - self._doors.setdefault(name, now_ms)
        if since_ms < (TELL_EVERY_MS if door.untold != Tally() else TELL_DOOR_MS):
            return
        self._doors[name] = now_ms
        untold, door.untold = door.untold, Tally()
        for quantity, persons in ((quantities.PASSAGES_IN, untold.ins), (quantities.PASSAGES_OUT, untold.outs)):
            self._put(name, quantity, float(persons), Quality.OK if door.trusted else Quality.SUSPECT)

    def closing(self, place: WatchedPlace, told: Closing) -> None:
        quality = Quality.OK if told.proven else Quality.SUSPECT
        self._put(place.place.id, quantities.CLOSING_ERROR, float(told.error), quality)

    def reset(self, place: WatchedPlace) -> None:
        self._put(place.place.id, quantities.COUNT_RESETS, 1.0, Quality.OK)

    def _gauge(
        self, place: WatchedPlace, quantity: str, x: float | None, quality: str, *, calm: bool, step: float = 0.0
    ) -> None:
        now_ms, key = self._clock.mono_ms(), (place.place.id, quantity)
        before = self._told.get(key)
        steady = before is not None and before[2] == quality and not _moved(before[1], x, step)
        if steady and before is not None and now_ms - before[0] < (TELL_CALM_MS if calm else TELL_EVERY_MS):
            return
        self._told[key] = now_ms, x, quality
        self._put(*key, None if x is None else float(x), quality)

    def _put(self, component: str, quantity: str, x: float | None, quality: str) -> None:
        self._outbox.reading(Reading(c=component, k=quantity, t_ms=self._clock.now_ms(), x=x, q=quality))


def _moved(before: float | None, x: float | None, step: float) -> bool:
    if before is None or x is None:
        return before is not x
    return before != x and abs(x - before) >= step
