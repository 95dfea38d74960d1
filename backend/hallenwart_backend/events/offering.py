"""Public events, told to other systems."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.booking.public.offering import spot_of
from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.service import Events
from hallenwart_backend.events.store import Dated
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

AHEAD_MS: Final = 400 * 86_400_000


class EventOffers:
    """Implements exchange.model.Source for events in halls that everybody may see; those that are over are told no more."""

    def __init__(
        self, events: Events, places: PlaceBook, clock: Clock, shown: Callable[[], Awaitable[set[str]]], base: str
    ) -> None:
        self._events = events
        self._places = places
        self._clock = clock
        self._shown = shown
        self._base = base.rstrip("/")

    async def items(self, kind: ItemKind) -> Sequence[Item]:
        if kind is not ItemKind.EVENT:
            return ()
        now, shown = self._clock.now_ms(), await self._shown()
        found = await self._events.between(now, now + AHEAD_MS)
        coming = (one for one in found if one.date.hall in shown and self._events.phase(one) in {Phase.COMING, Phase.NOW})
        return [self._item(one) for one in coming]

    def _item(self, one: Dated) -> Item:
        event, hall = one.event, self._places.hall(one.date.hall)
        club = self._places.current.clubs.get(event.club or "", "")
        return Item(
            id=event.id,
            kind=ItemKind.EVENT,
            modified_ms=event.changed_ms,
            title=event.title,
            text=event.body,
            url=f"{self._base}/veranstaltungen/{event.id}",
            by=club,
            by_id=event.club or "",
            spot=spot_of(hall),
            from_ms=one.date.start_ms,
            to_ms=one.date.end_ms,
            sport=event.sport,
            teams=event.teams,
            sections=one.sections,
        )
