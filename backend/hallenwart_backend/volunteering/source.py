"""Offers told to other systems: what everybody may sign up for, and never who did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.booking.public.offering import spot_of
from hallenwart_backend.exchange.model import Item, ItemKind, Shift, Spot
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.volunteering.offering import Offers, Whole
from hallenwart_contract.clock import Clock

AHEAD_MS: Final = 365 * 86_400_000


class OfferSource:
    """Implements exchange.model.Source. An offer without a shift to come is told no more."""

    def __init__(
        self, offers: Offers, places: PlaceBook, clock: Clock, shown: Callable[[], Awaitable[set[str]]], base: str
    ) -> None:
        self._offers = offers
        self._places = places
        self._clock = clock
        self._shown = shown
        self._base = base.rstrip("/")

    async def items(self, kind: ItemKind) -> Sequence[Item]:
        if kind is not ItemKind.OFFER:
            return ()
        now, shown = self._clock.now_ms(), await self._shown()
        found = await self._offers.public(now, now + AHEAD_MS)
        return [self._item(one, now) for one in found if not one.offer.hall or one.offer.hall in shown]

    def _item(self, one: Whole, now_ms: int) -> Item:
        offer, places = one.offer, self._places.current
        hall = places.halls.get(offer.hall)
        shifts = [
            Shift(shift.id, shift.from_ms, shift.to_ms, shift.wanted, one.free(shift))
            for shift in one.shifts
            if shift.cancelled_ms is None and shift.to_ms > now_ms
        ]
        return Item(
            id=offer.id,
            kind=ItemKind.OFFER,
            modified_ms=offer.modified_ms,
            title=offer.title,
            text=offer.body,
            url=f"{self._base}/mitmachen/{offer.id}",
            by=places.clubs.get(offer.club or "", ""),
            by_id=offer.club or "",
            contact=offer.contact,
            spot=spot_of(hall) if hall else Spot(name=offer.place),
            from_ms=min(shift.from_ms for shift in shifts),
            to_ms=max(shift.to_ms for shift in shifts),
            sport=offer.sport,
            free=sum(shift.free for shift in shifts),
            capacity=sum(shift.wanted for shift in shifts),
            role=offer.role,
            needs=offer.needs,
            skills=offer.skills,
            languages=offer.languages,
            min_age=offer.min_age or None,
            shifts=shifts,
        )
