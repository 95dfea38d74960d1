"""What is open, as NGSI-LD entities of the Smart Data Models. Pure.

`Building`: sites and halls · `IndoorEnvironmentObserved`: the climate of a hall, mean of an hour · `Occupancy`: usual people
of a site at this hour (the model of LAB-TOUR-SH) · `OffStreetParking`: a car park. What nobody knows is no attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hallenwart_backend.exchange.moments import duration, rfc3339
from hallenwart_backend.halls.model import Hall, Site
from hallenwart_backend.opendata.latest.model import Of, Value
from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SpaceKind
from hallenwart_backend.opendata.subjects import CLIMATE, HALLS, OCCUPANCY, PARKING

Entity = dict[str, Any]
"""Normalised: `id`, `type`, and attributes as objects with their own `type`."""
BUILDING, CLIMATE_OF, USE, CAR_PARK = "Building", "IndoorEnvironmentObserved", "Occupancy", "OffStreetParking"
DATASETS: Final = {BUILDING: HALLS.id, CLIMATE_OF: CLIMATE.id, USE: OCCUPANCY.id, CAR_PARK: PARKING.id}
_CELSIUS, _SHARE = "CEL", "C62"
_PERCENT: Final = 100
_EXTRA: Final = {SpaceKind.DISABLED: "forDisabled", SpaceKind.CHARGING: "forElectricalCharging"}
_VEHICLES: Final = {SpaceKind.BUS: "bus", SpaceKind.BIKE: "bicycle"}


@dataclass(frozen=True, slots=True)
class Told:
    """What entities are made of: only what the reader may know."""

    base: str
    provider: str
    license: str
    halls: Sequence[Hall] = ()
    values: Sequence[Value] = ()
    parking: Sequence[ParkingSite] = ()


def urn(kind: str, *parts: str) -> str:
    return ":".join(("urn:ngsi-ld", kind, *parts))


def entities(told: Told, may: Iterable[str]) -> list[Entity]:
    """Return all entities whose dataset may be told, in the order of their ids."""
    allowed, by_key = frozenset(may), {one.key: one for one in told.values}
    sites = {hall.site.id: hall.site for hall in told.halls}
    found: list[Entity] = []
    if HALLS.id in allowed:
        found += [_site(site, told) for site in sites.values()]
        found += [_hall(hall, by_key.get((Of.HALL, hall.id, "state")), told) for hall in told.halls]
    found += [_climate(hall, by_key, told) for hall in told.halls if _climate_of(hall, by_key)]
    found += [_use(one, sites, told) for one in told.values if one.of is Of.SITE and one.id in sites]
    found += [_car_park(one, told) for one in told.parking if one.purpose is Purpose.CAR]
    return sorted(found, key=lambda one: str(one["id"]))


def prop(value: Any, at_ms: int | None = None, unit: str = "") -> Entity:
    said: Entity = {"type": "Property", "value": value}
    if unit:
        said["unitCode"] = unit
    if at_ms is not None:
        said["observedAt"] = rfc3339(at_ms)
    return said


def link(urn_of: str) -> Entity:
    return {"type": "Relationship", "object": urn_of}


def _entity(kind: str, identity: str, told: Told, **attributes: Entity | None) -> Entity:
    held = {name: one for name, one in attributes.items() if one is not None}
    return {"id": identity, "type": kind, **held, "dataProvider": prop(told.provider), "license": prop(told.license)}


def _place(lat: float | None, lon: float | None) -> Entity | None:
    if lat is None or lon is None:
        return None
    return {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [lon, lat]}}


def _address(text: str) -> Entity | None:
    return prop({"streetAddress": text}) if text else None


def _site(site: Site, told: Told) -> Entity:
    people = sum(hall.capacity for hall in told.halls if hall.site.id == site.id)
    return _entity(
        BUILDING,
        urn(BUILDING, "site", site.id),
        told,
        name=prop(site.name),
        category=prop(["public"]),
        address=_address(site.address),
        location=_place(site.lat, site.lon),
        peopleCapacity=prop(people),
    )


def _hall(hall: Hall, state: Value | None, told: Told) -> Entity:
    return _entity(
        BUILDING,
        urn(BUILDING, "hall", hall.id),
        told,
        name=prop(hall.name),
        category=prop(["public"]),
        address=_address(hall.site.address),
        location=_place(hall.site.lat, hall.site.lon),
        peopleCapacity=prop(hall.capacity),
        isPartOf=link(urn(BUILDING, "site", hall.site.id)),
        seeAlso=prop([f"{told.base}/hallen/{hall.id}"]),
        useState=prop(state.value, state.at_ms) if state else None,
    )


def _climate_of(hall: Hall, by_key: Mapping[tuple[str, ...], Value]) -> dict[str, Value]:
    names = ("temp_c", "humidity_pct")
    return {name: one for name in names if (one := by_key.get((Of.HALL, hall.id, name))) is not None}


def _climate(hall: Hall, by_key: Mapping[tuple[str, ...], Value], told: Told) -> Entity:
    found = _climate_of(hall, by_key)
    warm, humid = found.get("temp_c"), found.get("humidity_pct")
    newest = max(found.values(), key=lambda one: one.at_ms)
    return _entity(
        CLIMATE_OF,
        urn(CLIMATE_OF, hall.id),
        told,
        name=prop(hall.name),
        dateObserved=prop({"@type": "DateTime", "@value": rfc3339(newest.at_ms)}),
        location=_place(hall.site.lat, hall.site.lon),
        temperature=prop(warm.value, warm.at_ms, _CELSIUS) if warm else None,
        relativeHumidity=prop(round(float(humid.value) / _PERCENT, 3), humid.at_ms, _SHARE) if humid else None,
        refPointOfInterest=link(urn(BUILDING, "hall", hall.id)),
    )


def _use(one: Value, sites: Mapping[str, Site], told: Told) -> Entity:
    site = sites[one.id]
    people = sum(hall.capacity for hall in told.halls if hall.site.id == site.id)
    from_ms = one.from_ms if one.from_ms is not None else one.at_ms
    return _entity(
        USE,
        urn(USE, "site", site.id),
        told,
        name=prop(site.name),
        location=_place(site.lat, site.lon),
        address=_address(site.address),
        value=prop(one.value, one.at_ms),
        relativeValue=prop(round(min(1.0, float(one.value) / people), 2), one.at_ms) if people else None,
        period=prop(duration(one.until_ms - from_ms)),
        validFrom=prop({"@type": "DateTime", "@value": rfc3339(from_ms)}),
        validTo=prop({"@type": "DateTime", "@value": rfc3339(one.until_ms)}),
        refBasis=link(urn(BUILDING, "site", site.id)),
    )


def _car_park(site: ParkingSite, told: Told) -> Entity:
    now, total = site.now, site.capacity
    known = now is not None and bool(now.free) and now.free.keys() >= site.spaces.keys()
    free = sum(now.free[kind] for kind in site.spaces) if now is not None and known else None
    at_ms = now.as_of_ms if now is not None else None
    more = [word for kind, word in _EXTRA.items() if kind in site.spaces]
    vehicles = ["car", *(word for kind, word in _VEHICLES.items() if kind in site.spaces)]
    return _entity(
        CAR_PARK,
        urn(CAR_PARK, site.id),
        told,
        name=prop(site.name),
        description=prop(site.text) if site.text else None,
        category=prop(["public", "ground", *more]),
        allowedVehicleType=prop(vehicles),
        address=_address(site.address),
        location=_place(site.lat, site.lon),
        totalSpotNumber=prop(total),
        availableSpotNumber=prop(free, at_ms) if free is not None else None,
        occupiedSpotNumber=prop(total - free, at_ms) if free is not None else None,
        occupancyDetectionType=prop(["singleSpaceDetection" if now is not None else "none"]),
        openingHours=prop([site.opening]) if site.opening else None,
    )


def simplified(entity: Entity) -> Entity:
    """Return `keyValues`: each attribute as its bare value."""
    return {name: _bare(one) for name, one in entity.items()}


def _bare(one: Any) -> Any:
    if not isinstance(one, dict):
        return one
    said = one["object"] if one.get("type") == "Relationship" else one.get("value")
    return said["@value"] if isinstance(said, dict) and "@value" in said else said


def only(entity: Entity, names: Iterable[str]) -> Entity:
    kept = {"id", "type", *names}
    return {name: one for name, one in entity.items() if name in kept}
