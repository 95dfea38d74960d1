"""Reads everything about places: a few dozen rows, and the days of holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from hallenwart_backend.booking.tables import sources
from hallenwart_backend.halls import tables
from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.facts import Facts
from hallenwart_backend.halls.holidays.rules import Calendar, Holiday, HolidayRule, special_days
from hallenwart_backend.halls.hours import Hours, NamedSpans, Season, Week
from hallenwart_backend.halls.model import Compartment, Display, Door, Hall, Led, PlacedDevice, Places, Site, Zone
from hallenwart_backend.halls.parts import Part

OPEN = "open"


def load_places(connection: Connection) -> Places:
    """Read everything."""
    sites = {row.id: Site(**row._asdict()) for row in connection.execute(select(tables.sites).order_by(tables.sites.c.id))}
    clubs = connection.execute(select(tables.clubs)).all()
    closures, calendars = _closures(connection), load_calendars(connection)
    return Places(
        sites=sites,
        halls=_halls(connection, sites, closures, {calendar.id: calendar for calendar in calendars}),
        clubs={row.id: row.name for row in clubs if row.state != "asked"},
        club_groups={row.id: row.club_group for row in clubs if row.state == "active"},
        devices={
            row.id: PlacedDevice(row.id, row.site, tuple(row.halls))
            for row in connection.execute(select(tables.devices).order_by(tables.devices.c.id))
        },
        compartments=tuple(
            Compartment(row.device, row.number, row.label, row.hall, tuple(row.sections))
            for row in connection.execute(select(tables.compartments).order_by(*tables.compartments.primary_key))
        ),
        displays={
            row.device: Display(row.device, row.title, tuple(row.halls)) for row in connection.execute(select(tables.displays))
        },
        zones={
            (row.site, row.id): Zone(row.site, row.id, row.name, row.hall or "")
            for row in connection.execute(select(tables.zones))
        },
        doors=_doors(connection),
        closures=closures,
        calendars=calendars,
    )


def _halls(
    connection: Connection, sites: Mapping[str, Site], closures: Iterable[Closure], calendars: Mapping[str, Calendar]
) -> dict[str, Hall]:
    parts, spans, rules = _parts(connection), _spans(connection), _rules(connection)
    led = {row.id: Led(row.id, row.name, row.link) for row in connection.execute(select(sources))}
    found = {}
    for row in connection.execute(select(tables.halls).order_by(tables.halls.c.position, tables.halls.c.id)):
        weeks = spans[row.id]
        hours = Hours(
            tuple(Season(week_of(one.week), one.name, one.first, one.last) for one in weeks if one.kind == OPEN),
            special_days(rules[row.id], calendars),
            tuple(one for one in closures if one.hall == row.id or (not one.hall and one.site == row.site)),
        )
        found[row.id] = Hall(
            row.id,
            sites[row.site],
            row.name,
            row.sections,
            row.capacity,
            hours,
            row.kind,
            row.buffer_min,
            tuple(parts[row.id]),
            msgspec.convert(row.facts, Facts),
            tuple(NamedSpans(one.kind, one.name, week_of(one.week)) for one in weeks if one.kind != OPEN),
            tuple(rules[row.id]),
            row.alone,
            tuple(row.only_halls),
            led.get(row.led_by),
        )
    return found


def _parts(connection: Connection) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for row in connection.execute(select(tables.parts).order_by(tables.parts.c.position, tables.parts.c.id)):
        found[row.hall].append(Part(row.id, row.name, tuple(row.sections), row.parent))
    return found


def _spans(connection: Connection) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(tables.hours).order_by(tables.hours.c.number)):
        found[row.hall].append(row)
    return found


def _rules(connection: Connection) -> dict[str, list[HolidayRule]]:
    found: dict[str, list[HolidayRule]] = defaultdict(list)
    for row in connection.execute(select(tables.holiday_rules).order_by(tables.holiday_rules.c.calendar)):
        found[row.hall].append(HolidayRule(row.calendar, row.rule, tuple((one[0], one[1]) for one in row.spans)))
    return found


def _doors(connection: Connection) -> tuple[Door, ...]:
    ordered = select(tables.doors).order_by(tables.doors.c.site, tables.doors.c.position, tables.doors.c.id)
    return tuple(
        Door(
            row.id,
            row.site,
            row.name,
            row.hall or "",
            tuple(row.sections),
            tuple(row.rooms),
            tuple((device, number) for device, number in row.keys),
        )
        for row in connection.execute(ordered)
    )


def _closures(connection: Connection) -> tuple[Closure, ...]:
    ordered = select(tables.closures).order_by(tables.closures.c.first, tables.closures.c.id)
    return tuple(
        Closure(
            row.id,
            row.site,
            row.hall or "",
            tuple(row.sections),
            row.why,
            datetime.fromisoformat(row.first),
            datetime.fromisoformat(row.last),
            row.every,
            row.step,
            row.until,
        )
        for row in connection.execute(ordered)
    )


def load_calendars(connection: Connection) -> tuple[Calendar, ...]:
    days: dict[str, list[Holiday]] = defaultdict(list)
    for row in connection.execute(select(tables.holidays).order_by(tables.holidays.c.first, tables.holidays.c.number)):
        days[row.calendar].append(Holiday(row.name, row.first, row.last))
    return tuple(
        Calendar(row.id, row.name, row.kind, row.url, row.read_ms, row.fault, tuple(days[row.id]))
        for row in connection.execute(select(tables.calendars).order_by(tables.calendars.c.name))
    )


def week_of(rows: Iterable[Iterable[Iterable[int]]]) -> Week:
    """Return a week as it is stored: lists of pairs of minutes."""
    days: list[tuple[tuple[int, int], ...]] = []
    for spans in rows:
        pairs = [tuple(span) for span in spans]
        days.append(tuple((opens, closes) for opens, closes in pairs))
    return tuple(days)
