"""Places of a seed file: sites, halls with their parts, hours and facts, holidays, closures, doors.

[[site]]     id, name, address, zone = "Europe/Berlin", assembly_point, help_phone, lat = 52.53, lon = 13.41
[[calendar]] id = "feiertage", name, kind = "public" or "school", url, day = [{ name, first = 2026-12-25, last }]
[[hall]]     id, site, name, sections, capacity, kind = "hall", buffer_min, alone, only_halls = ["nordpark"],
open = "07:00-23:00", closed = ["sun"], hours = { sat = "09:00-12:00, 14:00-26:00" },    (26:00: 02:00 of the next day)
season = [{ name, first, last, open, closed, hours }],
part = [{ id, name, sections = [1], parent }], facts = { size, sports, markings = [{ sport, courts, sections }], … },
named = [{ kind = "children", label, hours = { mon = "14:00-18:00" } }],
holidays = { feiertage = "closed", ferien = "08:00-18:00" }
[[closure]]  id, site, hall, sections, why, first = "2026-12-24T08:00", last, every = "week", step, until
[[door]]     id, site, name, hall, sections, rooms = ["geraete"], keys = [{ device, number }]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls import closures, hours, parts, tables
from hallenwart_backend.halls.facts import Facts
from hallenwart_backend.halls.holidays.rules import KINDS

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class SeedSite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    address: str = ""
    zone: str = "Europe/Berlin"
    assembly_point: str = ""
    help_phone: str = ""
    lat: float | None = None
    lon: float | None = None


class SeedSeason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    first: date
    last: date
    open: str
    closed: list[str] = []
    hours: dict[str, str] = {}


class SeedPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    sections: tuple[int, ...]
    parent: str = ""


class SeedNamed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: str
    label: str = ""
    hours: dict[str, str]


class SeedHall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    site: str
    name: str
    sections: int = 1
    capacity: int
    open: str = "08:00-22:00"
    kind: str = "hall"
    buffer_min: int = 0
    closed: list[str] = []
    hours: dict[str, str] = {}
    season: list[SeedSeason] = []
    part: list[SeedPart] = []
    facts: Facts = Facts()
    named: list[SeedNamed] = []
    holidays: dict[str, str] = {}
    alone: bool = False
    only_halls: list[str] = []


class SeedHoliday(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    first: date
    last: date | None = None


class SeedCalendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    kind: str
    url: str = ""
    day: list[SeedHoliday] = []


class SeedClosure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    site: str
    hall: str = ""
    sections: tuple[int, ...] = ()
    why: str
    first: str
    last: str
    every: str = ""
    step: int = 1
    until: date | None = None


class SeedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    device: str
    number: int


class SeedDoor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    site: str
    name: str
    hall: str = ""
    sections: list[int] = []
    rooms: list[str] = []
    keys: list[SeedKey] = []


def put(connection: Connection, table: Table, key: Mapping[str, Any], **values: object) -> None:
    where = [table.c[name] == value for name, value in key.items()]
    if connection.execute(select(table).where(*where)).first() is None:
        connection.execute(insert(table).values(**key, **values))
    elif values:
        connection.execute(update(table).where(*where).values(**values))


def plant_halls(
    connection: Connection, sites: Iterable[SeedSite], calendars: Iterable[SeedCalendar], halls: Iterable[SeedHall]
) -> None:
    """Write sites, calendars and halls. Raises ConfigError."""
    for site in sites:
        values = msgspec.structs.asdict(site)
        put(connection, tables.sites, {"id": values.pop("id")}, **values)
    for calendar in calendars:
        _plant_calendar(connection, calendar)
    for position, hall in enumerate(halls):
        place = {name: getattr(hall, name) for name in ("site", "name", "sections", "capacity", "kind", "buffer_min", "alone")}
        facts = msgspec.to_builtins(hall.facts)
        put(connection, tables.halls, {"id": hall.id}, **place, only_halls=hall.only_halls, facts=facts, position=position)
        _plant_hours(connection, hall)
        _plant_parts(connection, hall)
        _plant_rules(connection, hall)


def _plant_calendar(connection: Connection, calendar: SeedCalendar) -> None:
    if calendar.kind not in KINDS:
        raise ConfigError(f"calendar {calendar.id!r}: kind is one of {', '.join(KINDS)}")
    put(connection, tables.calendars, {"id": calendar.id}, name=calendar.name, kind=calendar.kind, url=calendar.url)
    connection.execute(delete(tables.holidays).where(tables.holidays.c.calendar == calendar.id))
    rows = [
        {"calendar": calendar.id, "number": number, "name": day.name, "first": day.first, "last": day.last or day.first}
        for number, day in enumerate(calendar.day)
    ]
    if rows:
        connection.execute(insert(tables.holidays), rows)


def _plant_hours(connection: Connection, hall: SeedHall) -> None:
    weeks: list[dict[str, Any]] = [{"kind": "open", "name": "", "week": _week(hall.id, hall.open, hall.closed, hall.hours)}]
    for one in hall.season:
        dates = {"first": one.first, "last": one.last}
        weeks += [{"kind": "open", "name": one.name, "week": _week(hall.id, one.open, one.closed, one.hours), **dates}]
    weeks += [
        {"kind": named.kind, "name": named.label, "week": _week(hall.id, "", WEEKDAYS, named.hours)} for named in hall.named
    ]
    connection.execute(delete(tables.hours).where(tables.hours.c.hall == hall.id))
    for number, values in enumerate(weeks):
        connection.execute(insert(tables.hours).values(hall=hall.id, number=number, **values))


def _week(hall: str, usual: str, closed: Iterable[str], days: Mapping[str, str]) -> hours.Week:
    shut = set(closed) - set(days)
    week = tuple(() if name in shut else spans_of(days.get(name, usual)) for name in WEEKDAYS)
    if unknown := (set(closed) | set(days)) - set(WEEKDAYS):
        raise ConfigError(f"hall {hall!r}: no weekday: {', '.join(sorted(unknown))}; write {', '.join(WEEKDAYS)}")
    if fault := hours.fault_of_week(week):
        raise ConfigError(f"hall {hall!r}, {WEEKDAYS[fault[1]]}: the hours do not work ({fault[0]})")
    return week


def _plant_parts(connection: Connection, hall: SeedHall) -> None:
    wanted = [parts.Part(one.id, one.name, tuple(sorted(one.sections)), one.parent) for one in hall.part]
    if fault := parts.fault_of_parts(wanted, hall.sections):
        raise ConfigError(f"hall {hall.id!r}, part {fault[1]!r}: {fault[0]}")
    connection.execute(delete(tables.parts).where(tables.parts.c.hall == hall.id))
    for position, part in enumerate(wanted):
        values = {"id": part.id, "name": part.name, "sections": part.sections, "parent": part.parent}
        connection.execute(insert(tables.parts).values(hall=hall.id, position=position, **values))


def _plant_rules(connection: Connection, hall: SeedHall) -> None:
    connection.execute(delete(tables.holiday_rules).where(tables.holiday_rules.c.hall == hall.id))
    for calendar, rule in hall.holidays.items():
        own = rule not in {"closed", "usual"}
        spans = spans_of(rule) if own else ()
        values = {"rule": "own" if own else rule, "spans": spans}
        connection.execute(insert(tables.holiday_rules).values(hall=hall.id, calendar=calendar, **values))


def plant_closures(connection: Connection, wishes: Iterable[SeedClosure], *, now_ms: int) -> None:
    """Raises ConfigError."""
    for one in wishes:
        sections = connection.scalar(select(tables.halls.c.sections).where(tables.halls.c.id == one.hall)) or 0
        first, last = _moment(one.id, one.first), _moment(one.id, one.last)
        closure = closures.Closure(
            one.id, one.site, one.hall, one.sections, one.why, first, last, one.every, one.step, one.until
        )
        if fault := closures.fault_of(closure, sections):
            raise ConfigError(f"closure {one.id!r}: {fault}")
        put(
            connection,
            tables.closures,
            {"id": one.id},
            site=one.site,
            hall=one.hall or None,
            sections=one.sections,
            why=one.why,
            first=first.isoformat(timespec="minutes"),
            last=last.isoformat(timespec="minutes"),
            every=one.every,
            step=one.step,
            until=one.until,
            made_ms=now_ms,
        )


def _moment(closure: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ConfigError(f"closure {closure!r}: not a local time: {text!r}; write 2026-12-24T08:00") from None


def plant_doors(connection: Connection, doors: Iterable[SeedDoor]) -> None:
    for position, door in enumerate(doors):
        keys = [[key.device, key.number] for key in door.keys]
        values = {"name": door.name, "hall": door.hall or None, "sections": door.sections, "rooms": door.rooms, "keys": keys}
        put(connection, tables.doors, {"site": door.site, "id": door.id}, position=position, **values)


def spans_of(text: str) -> tuple[hours.Span, ...]:
    """Return the hours of `08:00-12:00, 14:00-26:00`. Raises ConfigError."""
    found = []
    for one in text.split(","):
        opens, _, closes = one.partition("-")
        found.append((minutes_of(opens), minutes_of(closes, latest=hours.LATEST_MIN)))
    return tuple(found)


def minutes_of(text: str, *, latest: int = 1440) -> int:
    """Return minutes after midnight of `07:30`; `24:00` is the end of the day. Raises ConfigError."""
    hour, _, minute = text.strip().partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(minute) < 60 and int(hour) * 60 + int(minute) <= latest):
        raise ConfigError(f"not a time of day: {text!r}; write 07:30")
    return int(hour) * 60 + int(minute)
