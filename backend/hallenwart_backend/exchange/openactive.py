"""Halls, their hours and trainings as OpenActive tells them (Modelling Opportunity Data 2.0), paged as RPDE 1.0. Pure.

https://openactive.io/modelling-opportunity-data/ and https://openactive.io/realtime-paged-data-exchange/
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from hallenwart_backend.exchange import concepts, keeping
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


def session_series(item: Item, teller: Teller) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "SessionSeries",
        "@id": teller.id_of(item.kind, item.id),
        "identifier": item.id,
        "name": item.title,
        "url": item.url,
        "activity": [concepts.activity(item.sport)],
        "location": place(item.spot, teller),
        "organizer": {
            "@type": "Organization",
            "@id": teller.id_of(ItemKind.CLUB, item.by_id) if item.by_id else f"{teller.base}/",
            "name": item.by or teller.publisher,
        },
        "offers": [{"@type": "Offer", "name": "Probetraining", "price": 0, "priceCurrency": "EUR"}],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "subEvent": [_date(date, teller) for date in keeping.dates_of(item)],
    }
    if item.min_age:
        told["ageRange"] = {"@type": "QuantitativeValue", "minValue": item.min_age}
    return told | ({"description": item.text} if item.text else {})


def scheduled_session(item: Item, teller: Teller) -> dict[str, Any]:
    return {"@context": CONTEXT, **_date(item, teller), "superEvent": teller.id_of(ItemKind.SESSION, item.by_id)}


def _date(item: Item, teller: Teller) -> dict[str, Any]:
    start, end = item.from_ms or 0, item.to_ms or 0
    return {
        "@type": "ScheduledSession",
        "@id": teller.id_of(item.kind, item.id),
        "identifier": item.id,
        "url": item.url,
        "startDate": iso(start, teller.zone),
        "endDate": iso(end, teller.zone),
        "duration": duration(end - start),
        "eventStatus": "https://schema.org/EventScheduled",
        **({} if item.capacity is None else {"maximumAttendeeCapacity": item.capacity}),
        **({} if item.free is None else {"remainingAttendeeCapacity": item.free}),
    }


def _in_the_list(item: Item) -> bool:
    """Say whether the model can tell it: a training needs a sport of the activity list, and a date."""
    return concepts.activity(item.sport) is not None and (item.kind is ItemKind.DATE or bool(keeping.dates_of(item)))


def _any(_item: Item) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class RpdeFeed:
    """`kind` is what RPDE calls the items, `data` how one is told; what does not fit is told as deleted."""

    of: ItemKind
    kind: str
    data: Callable[[Item, Teller], dict[str, Any]]
    fits: Callable[[Item], bool] = _any


FEEDS: Final = {
    "session-series": RpdeFeed(ItemKind.SESSION, "SessionSeries", session_series, _in_the_list),
    "scheduled-sessions": RpdeFeed(ItemKind.DATE, "ScheduledSession", scheduled_session, _in_the_list),
    "facility-uses": RpdeFeed(ItemKind.FACILITY, "FacilityUse", facility_use),
    "slots": RpdeFeed(ItemKind.SLOT, "FacilityUse/Slot", slot),
}


def page(feed: RpdeFeed, rows: Sequence[Row], here: str, after: tuple[int, str] | None, teller: Teller) -> dict[str, Any]:
    """Return a page. The next one begins behind its last item; an empty one points to itself, and is the last."""
    last = (rows[-1].modified_ms, rows[-1].id) if rows else after
    behind = "?" + urlencode({"afterTimestamp": last[0], "afterId": last[1]}) if last else ""
    return {"next": here + behind, "items": [_item(feed, row, teller) for row in rows], "license": teller.license}


def _item(feed: RpdeFeed, row: Row, teller: Teller) -> dict[str, Any]:
    item = item_of(row)
    gone = row.deleted or not feed.fits(item)
    told = {"state": "deleted" if gone else "updated", "kind": feed.kind, "id": row.id, "modified": row.modified_ms}
    return told if gone else told | {"data": feed.data(item, teller)}


def dataset(teller: Teller, now_ms: int) -> dict[str, Any]:
    """Return what the dataset page says to machines (Dataset API Discovery)."""
    return {
        "@context": ["https://schema.org/", CONTEXT],
        "@type": "Dataset",
        "@id": f"{teller.base}/openactive",
        "url": f"{teller.base}/openactive",
        "name": f"{teller.publisher}: Hallen und Trainings",
        "description": "Hallen, ihre freien Stunden und offene Trainings als OpenActive-Daten.",
        "keywords": ["Sporthallen", "Freie Zeiten", "Trainings", "Facility Uses", "Slots", "Sessions"],
        "license": teller.license,
        "discussionUrl": f"{teller.base}/daten",
        "documentation": "https://developer.openactive.io/",
        "inLanguage": ["de"],
        "schemaVersion": "https://openactive.io/modelling-opportunity-data/2.0/",
        "dateModified": iso(now_ms // 86_400_000 * 86_400_000, teller.zone),
        "publisher": {
            "@type": "Organization",
            "name": teller.publisher,
            "legalName": teller.publisher,
            "url": f"{teller.base}/",
            "logo": {"@type": "ImageObject", "url": f"{teller.base}/favicon.svg"},
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "name": feed.kind.rpartition("/")[2],
                "additionalType": f"https://openactive.io/{feed.kind.rpartition('/')[2]}",
                "encodingFormat": MEDIA_TYPE,
                "contentUrl": f"{teller.base}/openactive/feeds/{name}",
            }
            for name, feed in FEEDS.items()
        ],
    }
