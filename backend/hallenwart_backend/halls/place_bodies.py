"""What is sent to change places."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from pydantic import AfterValidator, Field, StringConstraints

from hallenwart_backend.halls.facts import SIZES, Facts
from hallenwart_backend.halls.holidays.rules import HolidayRule
from hallenwart_backend.halls.hours import LATEST_MIN, NamedSpans, Season, Week
from hallenwart_backend.halls.model import Door
from hallenwart_backend.halls.parts import MOST_PARTS, Part
from hallenwart_backend.web.fields import Body, Id, Line, Section

Minute = Annotated[int, Field(strict=True, ge=0, le=LATEST_MIN, description="minutes after local midnight")]
Spans = Annotated[list[tuple[Minute, Minute]], Field(max_length=6)]
WeekBody = Annotated[list[Spans], Field(min_length=7, max_length=7, description="Monday first")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Sections = Annotated[list[Section], Field(max_length=16)]
Known = bool | None


def _size(size: str) -> str:
    if size not in SIZES:
        raise ValueError(f"one of {', '.join(SIZES)}")
    return size


class HallBody(Body):
    """`kind`: hall, or an extra room: room, equipment, changing, kitchen. `buffer_min`: nobody else so long after a booking."""

    name: Line
    kind: Literal["hall", "room", "equipment", "changing", "kitchen"] = "hall"
    sections: Section = 1
    capacity: Annotated[int, Field(strict=True, ge=0, le=100_000)]
    buffer_min: Annotated[int, Field(strict=True, ge=0, le=240)] = 0
    alone: bool = False
    only_halls: Annotated[list[Id], Field(max_length=50)] = Field(default_factory=list)


class NewHallBody(HallBody):
    site: Id


class SiteBody(Body):
    name: Line
    address: Text = ""
    zone: Annotated[str, StringConstraints(max_length=64)] = "Europe/Berlin"
    assembly_point: Text = ""
    help_phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


class PartBody(Body):
    id: Id
    name: Line
    sections: Annotated[list[Section], Field(min_length=1, max_length=16)]
    parent: Annotated[str, StringConstraints(max_length=64)] = ""


class PartsBody(Body):
    parts: Annotated[list[PartBody], Field(max_length=MOST_PARTS)]


class SeasonBody(Body):
    """Without dates: the standard week."""

    name: Name = ""
    first: dt.date | None = None
    last: dt.date | None = None
    week: WeekBody


class NamedBody(Body):
    kind: Literal["children", "school"]
    label: Name = ""
    week: WeekBody


class HolidayRuleBody(Body):
    calendar: Id
    rule: Literal["usual", "own", "closed"]
    spans: Spans = Field(default_factory=list)


class HoursBody(Body):
    """`dry`: only say which bookings would be outside."""

    seasons: Annotated[list[SeasonBody], Field(min_length=1, max_length=20)]
    named: Annotated[list[NamedBody], Field(max_length=8)] = Field(default_factory=list)
    holidays: Annotated[list[HolidayRuleBody], Field(max_length=20)] = Field(default_factory=list)
    dry: bool = False


class MarkingBody(Body):
    sport: Word
    courts: Annotated[int, Field(strict=True, ge=1, le=20)] = 1
    sections: Sections = Field(default_factory=list)


class AccessBody(Body):
    """What nobody knows is null."""

    step_free: Known = None
    lift: Known = None
    changing: Known = None
    toilet: Known = None
    hearing_loop: Known = None
    parking: Known = None
    note: Text = ""


class FactsBody(Body):
    """Lengths in metres; 0 where nobody knows."""

    size: Annotated[str, AfterValidator(_size)] = "other"
    area_m2: Annotated[int, Field(ge=0, le=100_000)] = 0
    length_m: Annotated[float, Field(ge=0, le=1_000)] = 0
    width_m: Annotated[float, Field(ge=0, le=1_000)] = 0
    height_m: Annotated[float, Field(ge=0, le=100)] = 0
    floor: Name = ""
    sports: Annotated[list[Word], Field(max_length=40)] = Field(default_factory=list)
    markings: Annotated[list[MarkingBody], Field(max_length=40)] = Field(default_factory=list)
    equipment: Annotated[list[Name], Field(max_length=60)] = Field(default_factory=list)
    access: AccessBody = Field(default_factory=AccessBody)
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""


class DoorBody(Body):
    """`keys`: compartments whose key opens it, as device and number."""

    id: Id
    name: Line
    hall: Annotated[str, StringConstraints(max_length=64)] = ""
    sections: Sections = Field(default_factory=list)
    rooms: Annotated[list[Id], Field(max_length=20)] = Field(default_factory=list)
    keys: Annotated[list[tuple[Id, Annotated[int, Field(ge=1, le=999)]]], Field(max_length=60)] = Field(default_factory=list)


class DoorsBody(Body):
    doors: Annotated[list[DoorBody], Field(max_length=100)]


def week_of(week: list[list[tuple[int, int]]]) -> Week:
    return tuple(tuple(sorted(spans)) for spans in week)


def seasons_of(body: HoursBody) -> tuple[Season, ...]:
    return tuple(Season(week_of(one.week), one.name, one.first, one.last) for one in body.seasons)


def named_of(body: HoursBody) -> tuple[NamedSpans, ...]:
    return tuple(NamedSpans(one.kind, one.label, week_of(one.week)) for one in body.named)


def rules_of(body: HoursBody) -> tuple[HolidayRule, ...]:
    """Return the rules that change something."""
    told = [one for one in body.holidays if one.rule != "usual"]
    return tuple(HolidayRule(one.calendar, one.rule, tuple(sorted(one.spans)) if one.rule == "own" else ()) for one in told)


def parts_of_body(body: PartsBody) -> tuple[Part, ...]:
    return tuple(Part(one.id, one.name, tuple(sorted(set(one.sections))), one.parent) for one in body.parts)


def facts_of(body: FactsBody) -> Facts:
    return msgspec.convert(body.model_dump(), Facts)


def doors_of(site: str, body: DoorsBody) -> tuple[Door, ...]:
    return tuple(
        Door(one.id, site, one.name, one.hall, tuple(sorted(set(one.sections))), tuple(one.rooms), tuple(one.keys))
        for one in body.doors
    )
