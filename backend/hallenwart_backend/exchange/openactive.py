"""Halls, their hours and trainings as OpenActive tells them (Modelling Opportunity Data 2.0), paged as RPDE 1.0. Pure.

https://openactive.io/modelling-opportunity-data/ and https://openactive.io/realtime-paged-data-exchange/
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from hallenwart_backend.exchange import concepts
from hallenwart_backend.exchange.keeping import Row, item_of
from hallenwart_backend.exchange.model import Item, ItemKind, Spot
from hallenwart_backend.exchange.moments import duration, iso
from hallenwart_backend.exchange.teller import Teller

CONTEXT: Final = "https://openactive.io/"
PAGE: Final = 500
MEDIA_TYPE: Final = "application/vnd.openactive.rpde+json; version=1"
UNPRICED: Final = "Preis auf Anfrage"
_AMENITIES: Final = {"toilet": "Toilets", "parking": "Parking"}


def place(spot: Spot, teller: Teller) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "Place", "name": spot.name or teller.publisher}
    if spot.hall:
        told |= {"@id": teller.id_of(ItemKind.FACILITY, spot.hall) + "#place", "url": f"{teller.base}/hallen/{spot.hall}"}
    if spot.address:
        told["address"] = spot.address
    if spot.lat is not None and spot.lon is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": round(spot.lat, 6), "longitude": round(spot.lon, 6)}
    amenities = [
        {"@type": kind, "name": kind, "value": spot.access[name]} for name, kind in _AMENITIES.items() if name in spot.access
    ]
    return told | ({"amenityFeature": amenities} if amenities else {})


def facility_use(item: Item, teller: Teller) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "FacilityUse",
        "@id": teller.id_of(item.kind, item.id),
        "identifier": item.id,
        "name": item.title,
        "url": item.url,
        "facilityType": [concepts.SPORTS_HALL],
        "location": place(item.spot, teller),
        "provider": {"@type": "Organization", "@id": f"{teller.base}/", "name": teller.publisher},
    }
    return told | ({"description": item.text} if item.text else {})


def slot(item: Item, teller: Teller) -> dict[str, Any]:
    start, end = item.from_ms or 0, item.to_ms or 0
    return {
        "@context": CONTEXT,
        "@type": "Slot",
        "@id": teller.id_of(item.kind, item.id),
        "identifier": item.id,
        "facilityUse": teller.id_of(ItemKind.FACILITY, item.by_id),
        "url": item.url,
        "startDate": iso(start, teller.zone),
        "endDate": iso(end, teller.zone),
        "duration": duration(end - start),
        "remainingUses": item.free or 0,
        "maximumUses": item.capacity or 0,
        "offers": [_price(teller)],
    }


def _price(teller: Teller) -> dict[str, Any]:
    """Return the price of an hour. The model wants one; where nobody entered it, its name says so."""
    if teller.price_ct is None:
        return {"@type": "Offer", "name": UNPRICED, "price": 0, "priceCurrency": "EUR"}
    return {"@type": "Offer", "name": "Preis je Stunde und Feld", "price": teller.price_ct / 100, "priceCurrency": "EUR"}


@dataclass(frozen=True, slots=True)
class RpdeFeed:
    """`kind` is what RPDE calls the items, `data` how one is told."""

    of: ItemKind
    kind: str
    data: Callable[[Item, Teller], dict[str, Any]]


FEEDS: Final = {
    "facility-uses": RpdeFeed(ItemKind.FACILITY, "FacilityUse", facility_use),
    "slots": RpdeFeed(ItemKind.SLOT, "FacilityUse/Slot", slot),
}


def page(feed: RpdeFeed, rows: Sequence[Row], here: str, after: tuple[int, str] | None, teller: Teller) -> dict[str, Any]:
    """Return a page. The next one begins behind its last item; an empty one points to itself, and is the last."""
    last = (rows[-1].modified_ms, rows[-1].id) if rows else after
    behind = "?" + urlencode({"afterTimestamp": last[0], "afterId": last[1]}) if last else ""
    return {"next": here + behind, "items": [_item(feed, row, teller) for row in rows], "license": teller.license}


def _item(feed: RpdeFeed, row: Row, teller: Teller) -> dict[str, Any]:
    told = {"state": "deleted" if row.deleted else "updated", "kind": feed.kind, "id": row.id, "modified": row.modified_ms}
    return told if row.deleted else told | {"data": feed.data(item_of(row), teller)}
