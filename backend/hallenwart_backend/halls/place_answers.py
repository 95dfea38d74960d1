"""How places are told: sites with halls, parts, rooms, facts, hours, closures, doors and keys."""

from __future__ import annotations

import datetime as dt

from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.facts import Facts
from hallenwart_backend.halls.holidays.rules import Calendar
from hallenwart_backend.halls.hours import Span, Week
from hallenwart_backend.halls.model import Hall, Places, Site
from hallenwart_backend.web.fields import Shape

Spans = list[tuple[int, int]]
"""Minutes after local midnight; more than 1440: after the next midnight."""


class PartOut(Shape):
    """`parent` empty: shown under the hall itself."""

    id: str
    name: str
    sections: list[int]
    parent: str


class SeasonOut(Shape):
    """`week`: Monday first. Without dates it is the standard week; with them it holds from `first` to `last`, both included."""

    name: str
    first: dt.date | None
    last: dt.date | None
    week: list[Spans]


class NamedOut(Shape):
    """`kind`: children (they come first at these times), school (for schools only)."""

    kind: str
    label: str
    week: list[Spans]


class HolidayRuleOut(Shape):
    """`rule`: closed, or own (the `spans`). A calendar without a rule changes nothing."""

    calendar: str
    rule: str
    spans: Spans


class HoursOut(Shape):
    seasons: list[SeasonOut]
    named: list[NamedOut]
    holidays: list[HolidayRuleOut]


class PlaceKeyOut(Shape):
    """A compartment: the key in it opens these sections and doors."""

    device: str
    number: int
    label: str
    sections: list[int]
    doors: list[str]


class SitePlaceOut(Shape):
    """A hall, or an extra room (`kind`: room, equipment, changing, kitchen).

    `alone`: clubs may book the room without a hall; `only_halls`: it goes with these (none: all of the site).
    `accessible`: step-free with an accessible toilet. `keys` are told to staff.
    """

    id: str
    name: str
    kind: str
    sections: int
    capacity: int
    buffer_min: int
    alone: bool
    only_halls: list[str]
    parts: list[PartOut]
    facts: Facts
    accessible: bool
    hours: HoursOut
    keys: list[PlaceKeyOut]


class DoorOut(Shape):
    """`keys`: the compartments whose key opens it."""

    id: str
    name: str
    hall: str
    sections: list[int]
    rooms: list[str]
    keys: list[tuple[str, int]]


class SiteOut(Shape):
    """`lat`, `lon` in degrees. `doors` are told to staff."""

    id: str
    name: str
    address: str
    zone: str
    assembly_point: str
    help_phone: str
    lat: float | None
    lon: float | None
    halls: list[SitePlaceOut]
    rooms: list[SitePlaceOut]
    doors: list[DoorOut]


class ClosureOut(Shape):
    """`hall` empty: the whole site. No `sections`: the whole hall; `words` names them. Local wall time: `2026-12-24T08:00`.

    `every`: empty (once), week (every `step` weeks), month (the same weekday of it), year; begins no later than `until`.
    """

    id: str
    site: str
    hall: str
    sections: list[int]
    words: str
    why: str
    first: str
    last: str
    every: str
    step: int
    until: dt.date | None


class HolidayOut(Shape):
    name: str
    first: dt.date
    last: dt.date


class CalendarOut(Shape):
    """`kind`: public, school. `url` is told to staff; `fault` says why it could not be read the last time."""

    id: str
    name: str
    kind: str
    url: str
    read_ms: int | None
    fault: str
    days: list[HolidayOut]


class PlacesOut(Shape):
    """Everything about places; `may_edit`: whoever asks may change them."""

    sites: list[SiteOut]
    calendars: list[CalendarOut]
    closures: list[ClosureOut]
    may_edit: bool


def _spans(spans: tuple[Span, ...]) -> Spans:
    return list(spans)


def _week(week: Week) -> list[Spans]:
    return [_spans(spans) for spans in week]


def place_out(hall: Hall, places: Places, *, staff: bool) -> SitePlaceOut:
    keys = [one for one in places.compartments if one.hall == hall.id] if staff else []
    return SitePlaceOut(
        id=hall.id,
        name=hall.name,
        kind=hall.kind,
        sections=hall.sections,
        capacity=hall.capacity,
        buffer_min=hall.buffer_min,
        alone=hall.alone,
        only_halls=list(hall.only_halls),
        parts=[PartOut(id=one.id, name=one.name, sections=list(one.sections), parent=one.parent) for one in hall.parts],
        facts=hall.facts,
        accessible=hall.facts.accessible,
        hours=hours_out(hall),
        keys=[
            PlaceKeyOut(
                device=one.device,
                number=one.number,
                label=one.label,
                sections=list(one.sections),
                doors=places.opened_by(one.device, one.number),
            )
            for one in keys
        ],
    )


def hours_out(hall: Hall) -> HoursOut:
    return HoursOut(
        seasons=[SeasonOut(name=one.name, first=one.first, last=one.last, week=_week(one.week)) for one in hall.hours.seasons],
        named=[NamedOut(kind=one.kind, label=one.label, week=_week(one.week)) for one in hall.named],
        holidays=[HolidayRuleOut(calendar=one.calendar, rule=one.rule, spans=_spans(one.spans)) for one in hall.holiday_rules],
    )


def site_out(site: Site, places: Places, *, staff: bool) -> SiteOut:
    here = [hall for hall in places.halls.values() if hall.site.id == site.id]
    doors = [door for door in places.doors if door.site == site.id] if staff else []
    return SiteOut(
        id=site.id,
        name=site.name,
        address=site.address,
        zone=site.zone,
        assembly_point=site.assembly_point,
        help_phone=site.help_phone,
        lat=site.lat,
        lon=site.lon,
        halls=[place_out(hall, places, staff=staff) for hall in here if not hall.is_room],
        rooms=[place_out(hall, places, staff=staff) for hall in here if hall.is_room],
        doors=[
            DoorOut(
                id=one.id,
                name=one.name,
                hall=one.hall,
                sections=list(one.sections),
                rooms=list(one.rooms),
                keys=list(one.keys),
            )
            for one in doors
        ],
    )


def closure_out(closure: Closure, places: Places) -> ClosureOut:
    hall = places.halls.get(closure.hall)
    return ClosureOut(
        id=closure.id,
        site=closure.site,
        hall=closure.hall,
        sections=list(closure.sections),
        words=hall.words_of(closure.sections) if hall else "",
        why=closure.why,
        first=closure.first.isoformat(timespec="minutes"),
        last=closure.last.isoformat(timespec="minutes"),
        every=closure.every,
        step=closure.step,
        until=closure.until,
    )


def calendar_out(calendar: Calendar, *, staff: bool) -> CalendarOut:
    return CalendarOut(
        id=calendar.id,
        name=calendar.name,
        kind=calendar.kind,
        url=calendar.url if staff else "",
        read_ms=calendar.read_ms,
        fault=calendar.fault if staff else "",
        days=[HolidayOut(name=one.name, first=one.first, last=one.last) for one in calendar.days],
    )


def places_out(places: Places, *, staff: bool, may_edit: bool) -> PlacesOut:
    return PlacesOut(
        sites=[site_out(site, places, staff=staff) for site in places.sites.values()],
        calendars=[calendar_out(one, staff=staff) for one in places.calendars],
        closures=[closure_out(one, places) for one in places.closures],
        may_edit=may_edit,
    )
