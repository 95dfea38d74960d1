"""Everything about halls that are led elsewhere, joined for the routes and for `main`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from hallenwart_backend.adapters.calendar_http import PlanFetch
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.outside import store
from hallenwart_backend.booking.outside.desk import SourceDesk
from hallenwart_backend.booking.outside.keys import SourceKeys
from hallenwart_backend.booking.outside.mirror import Mirror
from hallenwart_backend.booking.outside.model import SourceState
from hallenwart_backend.booking.outside.polling import Poller
from hallenwart_backend.booking.outside.saying import Again
from hallenwart_backend.booking.ports import PlanChanged, Rights
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 5.0
FORGET_EVERY_S: Final = 3_600.0
KEPT_MS: Final = 400 * 86_400_000
"""What a source said about a date is kept for more than a season after it."""


@dataclass(frozen=True, slots=True)
class OutsideRoom:
    records: Records
    clock: Clock
    keys: SourceKeys
    mirror: Mirror
    desk: SourceDesk
    poller: Poller
    close: Callable[[], None]

    async def note_report(self, source: str, counts: Mapping[str, int]) -> None:
        """Keep what became of the rows of a whole plan."""
        await self.records.write(lambda connection: store.save(connection, source, report=dict(counts)))

    async def look_again(self, source: str) -> None:
        """Place the whole known plan anew, after names or halls were assigned otherwise."""
        found = await self.desk.one(source)
        if found.state is SourceState.LIVE:
            await self.mirror.take(source, Again(self.clock.now_ms()))

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "calendars of sources": partial(every, LOOK_EVERY_S, self.poller.look),
            "old rows of sources": partial(every, FORGET_EVERY_S, self.forget),
        }

    async def forget(self) -> None:
        """Forget what sources said about dates that are long over."""
        before_ms = self.clock.now_ms() - KEPT_MS
        await self.records.write(lambda connection: store.forget(connection, before_ms=before_ms))


def join_outside(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    bookings: Bookings,
    rights: Rights,
    changed: PlanChanged,
    *,
    loopback: bool,
) -> OutsideRoom:
    """`loopback` allows calendars at addresses of this machine, for tests and the demo."""
    fetch = PlanFetch(loopback=loopback)
    mirror = Mirror(records, places, clock, bookings, rights, changed)
    return OutsideRoom(
        records,
        clock,
        SourceKeys(records, clock),
        mirror,
        SourceDesk(records, places, clock, bookings, rights, changed, loopback=loopback),
        Poller(records, places, clock, mirror, fetch.since),
        fetch.close,
    )
