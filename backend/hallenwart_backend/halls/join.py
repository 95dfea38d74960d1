"""Joins what changes places: halls and hours, closures, holidays and the calendars that are followed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.closing import ClosureDesk
from hallenwart_backend.halls.editing import PlaceDesk
from hallenwart_backend.halls.holidays.service import Fetch, HolidayDesk
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_contract.clock import Clock

FOLLOW_EVERY_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class PlaceRoom:
    desk: PlaceDesk
    closures: ClosureDesk
    holidays: HolidayDesk

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"holidays": partial(every, FOLLOW_EVERY_S, self.holidays.look)}


def join_places(records: Records, places: PlaceBook, clock: Clock, fetch: Fetch, changed: Callable[[], None]) -> PlaceRoom:
    """`fetch` reads calendars; `changed` publishes what devices and pages know of places."""
    desk = PlaceDesk(records, places, clock, changed)
    closures = ClosureDesk(records, places, clock, desk)
    return PlaceRoom(desk, closures, HolidayDesk(records, places, clock, fetch, desk))
