"""Builds the entities from places and from what is measured. Pure.

Ids never change and never name another thing: a hall's is made of the hall's id, a datastream's of the hall, the quantity and
of which sensor measures it. Devices and sensors are named by a digest: how a town wires its halls is nobody's business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hallenwart_backend.halls.model import Hall, Site
from hallenwart_backend.opendata.sensorthings import words
from hallenwart_backend.opendata.sensorthings.model import Entity, Instant, Kind, Span, World

GEOJSON: Final = "application/geo+json"
MEASUREMENT: Final = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"
Extent = tuple[int, int, int, int]
"""When the first value begins, when the last one ends; since when the first and since when the last are known."""


@dataclass(frozen=True, slots=True)
class Measuring:
    """One series: of a hall (or a site, or the town) and a quantity; `sensor` tells several of them apart."""

    thing: str
    quantity: str
    extent: Extent
    sensor: str = ""

    @property
    def id(self) -> str:
        return ".".join(part for part in (self.thing, self.quantity, self.sensor) if part)


def hall_id(hall: str) -> str:
    return f"hall-{hall}"


def site_id(site: str) -> str:
    return f"site-{site}"


def digest(device: str, component: str) -> str:
    """Return how a sensor is named to everybody: short, always the same, telling nothing."""
    return hashlib.sha256(f"{device}\n{component}".encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class _Place:
    """What becomes a thing and a feature: a hall, a site, or the town (`site` None)."""

    id: str
    name: str
    text: str
    site: Site | None
    about: dict[str, Any]


def world_of(halls: Sequence[Hall], measured: Iterable[Measuring], since_ms: int, base: str) -> World:
    """Return everything there is, of these halls. `since_ms`: since when things have been where they are."""
    found: dict[Kind, dict[str, Entity]] = {kind: {} for kind in Kind}
    for place in _places(halls):
        _add_place(found, place, since_ms)
    for one in sorted(measured, key=lambda one: one.id):
        thing = found[Kind.THING].get(one.thing)
        if thing is not None:
            _add_stream(found, one, thing, base)
    return World({kind: dict(sorted(_linked(found, kind).items())) for kind in Kind})


def _places(halls: Sequence[Hall]) -> Iterator[_Place]:
    sites = {hall.site.id: hall.site for hall in halls}
    for site in sites.values():
        yield _Place(site_id(site.id), site.name, words.SITE_TEXT, site, _about_site(site))
    for hall in halls:
        yield _Place(hall_id(hall.id), hall.name, words.HALL_TEXT, hall.site, _about_hall(hall))
    if halls:
        about = {"name_en": words.TOWN_EN, "kind": "town", "halls": len(halls)}
        yield _Place(words.TOWN, words.TOWN_DE, words.TOWN_TEXT, None, about)


def _add_place(found: dict[Kind, dict[str, Entity]], place: _Place, since_ms: int) -> None:
    key, site = place.id, place.site
    told = {"name": place.name, "description": place.text, "properties": place.about}
    point, where = _point(site) if site else None, site_id(site.id) if site else ""
    feature = {"encodingType": GEOJSON, "feature": point}
    found[Kind.FEATURE][key] = Entity(Kind.FEATURE, key, told | feature)
    if site is None or point is None:
        found[Kind.THING][key] = Entity(Kind.THING, key, told)
        return
    links = {"Locations": (where,), "HistoricalLocations": (key,)}
    found[Kind.THING][key] = Entity(Kind.THING, key, told, links)
    moment = {"Thing": (key,), "Locations": (where,)}
    found[Kind.HISTORICAL][key] = Entity(Kind.HISTORICAL, key, {"time": Instant(since_ms)}, moment)
    located = {"name": site.name, "description": site.address, "encodingType": GEOJSON, "location": point}
    about = {"address": site.address}
    found[Kind.LOCATION][where] = Entity(Kind.LOCATION, where, located | {"properties": about})


def _point(site: Site) -> dict[str, Any] | None:
    return None if site.position is None else {"type": "Point", "coordinates": [site.position[1], site.position[0]]}


def _about_site(site: Site) -> dict[str, Any]:
    return {"kind": "site", "site": site.id, "address": site.address, "zone": site.zone}


def _about_hall(hall: Hall) -> dict[str, Any]:
    about = {"kind": "hall", "hall": hall.id, "site": hall.site.id, "address": hall.site.address, "zone": hall.site.zone}
    return about | {"sections": hall.sections, "capacity": hall.capacity}


def _add_stream(found: dict[Kind, dict[str, Entity]], one: Measuring, thing: Entity, base: str) -> None:
    known, sensor = words.QUANTITIES[one.quantity], one.sensor or words.COUNTERS
    first_ms, end_ms, *told = one.extent
    values: dict[str, Any] = {
        "name": f"{thing.values['name']}: {known.de}",
        "description": known.text,
        "unitOfMeasurement": known.unit,
        "observationType": MEASUREMENT,
        "observedArea": found[Kind.FEATURE][thing.id].values["feature"],
        "phenomenonTime": Span(first_ms, end_ms),
        "resultTime": Span(*told),
        "properties": {"name_en": f"{thing.values['name']}: {known.en}", "dataset": known.dataset, "quantity": one.quantity},
        "parameters": known.parameters,
    }
    links = {"Thing": (thing.id,), "Sensor": (sensor,), "ObservedProperty": (one.quantity,)}
    found[Kind.STREAM][one.id] = Entity(Kind.STREAM, one.id, values, links)
    found[Kind.PROPERTY][one.quantity] = Entity(
        Kind.PROPERTY,
        one.quantity,
        {
            "name": known.de,
            "definition": known.definition,
            "description": known.text,
            "properties": {"name_en": known.en, "dataset": known.dataset},
        },
    )
    counted = sensor == words.COUNTERS
    found[Kind.SENSOR][sensor] = Entity(
        Kind.SENSOR,
        sensor,
        {
            "name": words.COUNTERS_DE if counted else f"Fühler {sensor}",
            "description": words.COUNTERS_TEXT if counted else words.SENSOR_TEXT,
            "encodingType": "text/html",
            "metadata": f"{base}/daten",
            "properties": {"name_en": words.COUNTERS_EN if counted else f"sensor {sensor}"},
        },
    )


_BACK: Final = (
    (Kind.THING, "Datastreams", Kind.STREAM, "Thing"),
    (Kind.SENSOR, "Datastreams", Kind.STREAM, "Sensor"),
    (Kind.PROPERTY, "Datastreams", Kind.STREAM, "ObservedProperty"),
    (Kind.LOCATION, "Things", Kind.THING, "Locations"),
    (Kind.LOCATION, "HistoricalLocations", Kind.HISTORICAL, "Locations"),
)
"""Links that are another one told from its other end."""


def _linked(found: Mapping[Kind, Mapping[str, Entity]], kind: Kind) -> dict[str, Entity]:
    back: dict[str, dict[str, list[str]]] = {}
    for of, name, other, there in _BACK:
        if of is kind:
            for entity in sorted(found[other].values(), key=lambda one: one.id):
                for key in entity.links.get(there, ()):
                    back.setdefault(key, {}).setdefault(name, []).append(entity.id)
    return {
        key: Entity(kind, key, one.values, dict(one.links) | {name: tuple(ids) for name, ids in back.get(key, {}).items()})
        for key, one in found[kind].items()
    }
