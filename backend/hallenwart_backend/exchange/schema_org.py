"""Clubs, trainings, halls, events and offers as schema.org tells them (JSON-LD). Pure. https://schema.org/

There is no type for volunteering: an offer is a JobPosting of employment type VOLUNTEER, its shifts are Events it is the
subject of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from hallenwart_backend.exchange.model import Item, ItemKind, Shift, Spot
from hallenwart_backend.exchange.moments import iso
from hallenwart_backend.exchange.teller import Teller

CONTEXT: Final = "https://schema.org"
SESSION: Final = "https://openactive.io/SessionSeries"
"""What a training is besides a SportsEvent."""
VOLUNTEER: Final = "VOLUNTEER"
ACCESS: Final = {"step_free": "Stufenfrei", "lift": "Aufzug", "toilet": "Rollstuhl-WC", "parking": "Parkplatz"}
_SCHEDULED: Final = "https://schema.org/EventScheduled"
_HERE: Final = "https://schema.org/OfflineEventAttendanceMode"


def _told(**fields: Any) -> dict[str, Any]:
    """Return what is known; `at_type` is written `@type`."""
    return {name.replace("at_", "@"): value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def place(spot: Spot) -> dict[str, Any] | None:
    if not (spot.name or spot.address):
        return None
    known = spot.lat is not None and spot.lon is not None
    features = [
        {"@type": "LocationFeatureSpecification", "propertyID": name, "name": ACCESS.get(name, name), "value": value}
        for name, value in sorted(spot.access.items())
    ]
    return _told(
        at_type="Place",
        name=spot.name,
        address=spot.address,
        geo={"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon} if known else None,
        amenityFeature=features,
        identifier=spot.hall,
    )


def _contact(contact: str) -> dict[str, Any] | None:
    """Return a contact point: an e-mail address of a role, or a page."""
    if not contact:
        return None
    kind = "email" if "@" in contact and "/" not in contact else "url" if "://" in contact else "description"
    return {"@type": "ContactPoint", kind: contact}


def _by(item: Item, teller: Teller) -> dict[str, Any] | None:
    if not item.by:
        return None
    identity = teller.id_of(ItemKind.CLUB, item.by_id) if item.by_id else None
    return _told(at_type="SportsOrganization", at_id=identity, name=item.by, identifier=item.by_id)


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


def _times(from_ms: int | None, to_ms: int | None, teller: Teller) -> dict[str, Any]:
    return _told(
        startDate=None if from_ms is None else iso(from_ms, teller.zone),
        endDate=None if to_ms is None else iso(to_ms, teller.zone),
    )


def _occasion(item: Item, teller: Teller) -> dict[str, Any]:
    """Return what all events have."""
    return _times(item.from_ms, item.to_ms, teller) | _told(
        eventStatus=_SCHEDULED,
        eventAttendanceMode=_HERE,
        location=place(item.spot),
        organizer=_by(item, teller),
        inLanguage=list(item.languages),
        typicalAgeRange=f"{item.min_age}-" if item.min_age else None,
        maximumAttendeeCapacity=item.capacity,
        remainingAttendeeCapacity=item.free,
    )


def event(item: Item, teller: Teller) -> dict[str, Any]:
    kind = "SportsEvent" if item.sport or item.teams else "Event"
    teams = [{"@type": "SportsTeam", "name": team} for team in item.teams]
    return _shared(item, kind, teller) | _occasion(item, teller) | _told(sport=item.sport, competitor=teams)


def session(item: Item, teller: Teller) -> dict[str, Any]:
    dates = [_date(date, item, "SportsEvent", teller) for date in item.shifts]
    training = _told(additionalType=SESSION, sport=item.sport, subEvent=dates)
    return _shared(item, "SportsEvent", teller) | _occasion(item, teller) | training


def _date(date: Shift, item: Item, kind: str, teller: Teller) -> dict[str, Any]:
    return (
        _told(at_type=kind, identifier=date.id, name=item.title)
        | _times(date.from_ms, date.to_ms, teller)
        | {"maximumAttendeeCapacity": date.wanted, "remainingAttendeeCapacity": date.free}
        | _told(location=place(item.spot))
    )


def offer(item: Item, teller: Teller) -> dict[str, Any]:
    about = _told(inLanguage=list(item.languages), typicalAgeRange=f"{item.min_age}-" if item.min_age else None)
    shifts = [_date(shift, item, "Event", teller) | about for shift in item.shifts]
    last = max((shift.to_ms for shift in item.shifts), default=None)
    return _shared(item, "JobPosting", teller) | _told(
        title=item.title,
        employmentType=VOLUNTEER,
        datePosted=iso(item.modified_ms, teller.zone)[:10] if item.modified_ms else None,
        validThrough=None if last is None else iso(last, teller.zone),
        hiringOrganization=_by(item, teller) or {"@type": "Organization", "name": teller.publisher},
        jobLocation=place(item.spot),
        applicationContact=_contact(item.contact),
        occupationalCategory=item.role,
        qualifications=item.needs,
        skills=list(item.skills),
        subjectOf=shifts or ([{"@type": "Event", "name": item.title} | about] if about else None),
    )


def club(item: Item, teller: Teller) -> dict[str, Any]:
    return _shared(item, "SportsOrganization", teller) | _told(
        sport=[one for one in item.sport.split(", ") if one],
        location=place(item.spot),
        contactPoint=_contact(item.contact),
        knowsLanguage=list(item.languages),
    )


def facility(item: Item, teller: Teller) -> dict[str, Any]:
    spot = place(item.spot) or {}
    found = _shared(item, "SportsActivityLocation", teller) | {name: spot[name] for name in ("address", "geo") if name in spot}
    house = _told(at_type="Place", name=item.by, identifier=item.by_id) if item.by else None
    return found | _told(
        containedInPlace=house, amenityFeature=spot.get("amenityFeature"), maximumAttendeeCapacity=item.capacity
    )


TELLING: Final[dict[ItemKind, Callable[[Item, Teller], dict[str, Any]]]] = {
    ItemKind.CLUB: club,
    ItemKind.EVENT: event,
    ItemKind.FACILITY: facility,
    ItemKind.OFFER: offer,
    ItemKind.SESSION: session,
}


def document(items: Iterable[Item], teller: Teller) -> dict[str, Any]:
    """Return all items of a kind as one graph."""
    return {"@context": CONTEXT, "@graph": [TELLING[item.kind](item, teller) for item in items]}


def single(item: Item, teller: Teller) -> dict[str, Any]:
    return {"@context": CONTEXT} | TELLING[item.kind](item, teller)
