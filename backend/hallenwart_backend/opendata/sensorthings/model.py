"""The kinds of entities of SensorThings 1.1 (OGC 18-088, chapter 8), and what they are made of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    """By the name of its collection."""

    THING = "Things"
    LOCATION = "Locations"
    HISTORICAL = "HistoricalLocations"
    STREAM = "Datastreams"
    SENSOR = "Sensors"
    PROPERTY = "ObservedProperties"
    OBSERVATION = "Observations"
    FEATURE = "FeaturesOfInterest"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link of an entity leads: to one entity, or to `many`."""

    to: Kind
    many: bool


@dataclass(frozen=True, slots=True)
class EntityType:
    """`properties` in the order they are told; `links` by name."""

    properties: tuple[str, ...]
    links: Mapping[str, Link]


def _one(to: Kind) -> Link:
    return Link(to, many=False)


def _many(to: Kind) -> Link:
    return Link(to, many=True)


TYPES: Final[Mapping[Kind, EntityType]] = {
    Kind.THING: EntityType(
        ("name", "description", "properties"),
        {
            "Locations": _many(Kind.LOCATION),
            "HistoricalLocations": _many(Kind.HISTORICAL),
            "Datastreams": _many(Kind.STREAM),
        },
    ),
    Kind.LOCATION: EntityType(
        ("name", "description", "encodingType", "location", "properties"),
        {"Things": _many(Kind.THING), "HistoricalLocations": _many(Kind.HISTORICAL)},
    ),
    Kind.HISTORICAL: EntityType(("time",), {"Thing": _one(Kind.THING), "Locations": _many(Kind.LOCATION)}),
    Kind.STREAM: EntityType(
        (
            "name",
            "description",
            "unitOfMeasurement",
            "observationType",
            "observedArea",
            "phenomenonTime",
            "resultTime",
            "properties",
        ),
        {
            "Thing": _one(Kind.THING),
            "Sensor": _one(Kind.SENSOR),
            "ObservedProperty": _one(Kind.PROPERTY),
            "Observations": _many(Kind.OBSERVATION),
        },
    ),
    Kind.SENSOR: EntityType(
        ("name", "description", "encodingType", "metadata", "properties"), {"Datastreams": _many(Kind.STREAM)}
    ),
    Kind.PROPERTY: EntityType(("name", "definition", "description", "properties"), {"Datastreams": _many(Kind.STREAM)}),
    Kind.OBSERVATION: EntityType(
        ("phenomenonTime", "resultTime", "result", "parameters"),
        {"Datastream": _one(Kind.STREAM), "FeatureOfInterest": _one(Kind.FEATURE)},
    ),
    Kind.FEATURE: EntityType(
        ("name", "description", "encodingType", "feature", "properties"), {"Observations": _many(Kind.OBSERVATION)}
    ),
}
ID: Final = "@iot.id"
"""How queries name an entity's id; `id` means the same."""


@dataclass(frozen=True, slots=True, order=True)
class Instant:
    ms: int


@dataclass(frozen=True, slots=True)
class Span:
    """From `ms` to before `end_ms`."""

    ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything but an observation. `links` lead to ids, by the link's name."""

    kind: Kind
    id: str
    values: Mapping[str, Any]
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """An observation: of a time, known since `told_ms`. Its id is made of its datastream's and its time."""

    stream: Entity
    ms: int
    end_ms: int
    told_ms: int
    x: float

    @property
    def id(self) -> str:
        return f"{self.stream.id}~{self.ms // 1000}"


Item = Entity | Row


def value_of(item: Item, name: str) -> Any:
    """Return a property of an entity, None where it has none."""
    if name in (ID, "id"):
        return item.id
    if isinstance(item, Entity):
        return item.values.get(name)
    if name == "phenomenonTime":
        return Span(item.ms, item.end_ms)
    if name == "resultTime":
        return Instant(item.told_ms)
    return item.x if name == "result" else item.stream.values.get(name)


@dataclass(frozen=True, slots=True)
class World:
    """All entities but the observations, by kind and id, in order of their ids."""

    entities: Mapping[Kind, Mapping[str, Entity]]

    def of(self, kind: Kind) -> Mapping[str, Entity]:
        return self.entities.get(kind, {})

    def linked(self, item: Item, name: str) -> list[Entity]:
        """Return where a link leads, but for links to observations."""
        if isinstance(item, Row):
            if name == "Datastream":
                return [item.stream]
            feature = self.of(Kind.FEATURE).get(item.stream.links["Thing"][0])
            return [feature] if feature else []
        known = self.of(TYPES[item.kind].links[name].to)
        return [known[one] for one in item.links.get(name, ()) if one in known]
