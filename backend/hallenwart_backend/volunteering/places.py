"""When and where a shift is, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.volunteering.model import Offer, Shift
from hallenwart_contract.clock import utc


class PlaceWords:
    """Says when and where a shift is, in the zone of its hall."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places

    def zone(self, offer: Offer) -> ZoneInfo:
        hall = self._places.current.halls.get(offer.hall)
        return hall.zone if hall else ZoneInfo(self._places.current.zone)

    def where(self, offer: Offer) -> str:
        hall = self._places.current.halls.get(offer.hall)
        return ", ".join(dict.fromkeys(filter(None, (hall.name, hall.site.address) if hall else (offer.place,))))

    def moment(self, offer: Offer, t_ms: int) -> str:
        return f"{utc(t_ms).astimezone(self.zone(offer)):%d.%m.%Y, %H:%M}"

    def when(self, offer: Offer, shift: Shift, english: bool) -> str:
        start, end = (utc(ms).astimezone(self.zone(offer)) for ms in shift.span)
        until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%d.%m.%Y, %H:%M}"
        where = self.where(offer)
        return f"{start:%d.%m.%Y, %H:%M}\u2013{until}{'' if english else ' Uhr'}{f', {where}' if where else ''}"
