"""Clubs, events and offers as schema.org tells them (JSON-LD). Pure. https://schema.org/"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from hallenwart_backend.exchange.model import Item, ItemKind, Spot
from hallenwart_backend.exchange.moments import iso
from hallenwart_backend.exchange.teller import Teller

CONTEXT: Final = "https://schema.org"
ACCESS: Final = {"step_free": "Stufenfrei", "lift": "Aufzug", "toilet": "Rollstuhl-WC", "parking": "Parkplatz"}


def _told(**fields: Any) -> dict[str, Any]:
    """Return what is known; names with a sign in front are written with one."""
    return {name.replace("at_", "@"): value for name, value in fields.items() if value not in (None, "", [], {})}


def place(spot: Spot) -> dict[str, Any] | None:
    if not (spot.name or spot.address):
        return None
    geo = (
        {"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon}
        if spot.lat is not None and spot.lon is not None
        else None
    )
    features = [
        {"@type": "LocationFeatureSpecification", "propertyID": name, "name": ACCESS.get(name, name), "value": value}
        for name, value in sorted(spot.access.items())
    ]
    return _told(
        at_type="Place",
        name=spot.name,
        address=spot.address,
        geo=geo,
        amenityFeature=features,
        identifier=spot.hall,
    )


def _organization(item: Item, teller: Teller) -> dict[str, Any] | None:
    if not item.by:
        return None
    identity = teller.id_of(ItemKind.CLUB, item.by_id) if item.by_id else None
    return _told(at_type="SportsOrganization", at_id=identity, name=item.by, identifier=item.by_id, email=_mail(item.contact))


def _mail(contact: str) -> str:
    return contact if "@" in contact and "/" not in contact else ""


def _shared(item: Item, kind: str, teller: Teller) -> dict[str, Any]:
    return _told(
        at_type=kind,
        at_id=teller.id_of(item.kind, item.id),
        identifier=item.id,
        name=item.title,
        description=item.text,
        url=item.url,
        sameAs=list(item.same_as),
    )


def event(item: Item, teller: Teller) -> dict[str, Any]:
    return _shared(item, "SportsEvent" if item.sport or item.teams else "Event", teller) | _told(
        startDate=None if item.from_ms is None else iso(item.from_ms, teller.zone),
        endDate=None if item.to_ms is None else iso(item.to_ms, teller.zone),
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        location=place(item.spot),
        organizer=_organization(item, teller),
        sport=item.sport,
        competitor=[{"@type": "SportsTeam", "name": team} for team in item.teams],
        isAccessibleForFree=None,
    )


TELLING: Final = {ItemKind.EVENT: event}


def document(items: Iterable[Item], teller: Teller) -> dict[str, Any]:
    """Return all items of a kind as one graph."""
    graph = [TELLING[item.kind](item, teller) for item in items]
    return {"@context": CONTEXT, "@graph": graph}


def single(item: Item, teller: Teller) -> Mapping[str, Any]:
    return {"@context": CONTEXT} | TELLING[item.kind](item, teller)
