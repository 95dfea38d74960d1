"""SQL of the roster. `line` says who is on call; engine, pages and facts ask it and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from hallenwart_backend.accounts.rules import ADMINS
from hallenwart_backend.accounts.store import names_of, people_with
from hallenwart_backend.alerts.duty import rules
from hallenwart_backend.alerts.duty.rules import OnCall, Roster, Shift, StandIn, Weekly, Who
from hallenwart_backend.alerts.duty.tables import on_call, shifts, stand_ins
from hallenwart_backend.alerts.ways import rules as ways_rules
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.halls.tables import sites


def line(connection: Connection, site: str, now_ms: int) -> list[OnCall]:
    """Return who is woken for a site now, in order; without a site everyone who is on call anywhere."""
    return lines(connection, now_ms, [site])[site]


def lines(connection: Connection, now_ms: int, wanted: Iterable[str] | None = None) -> dict[str, list[OnCall]]:
    """Return the line of each wanted site, of all by default. A site nobody entered keeps Berlin's time."""
    zones = zones_of(connection)
    roster = load(connection, now_ms, now_ms + 1)

    def of(site: str) -> list[OnCall]:
        return list(rules.line(roster, site, zones.get(site, ZoneInfo("Europe/Berlin")), now_ms))

    return {
        site: of(site) if site else _anywhere([of(each) for each in zones]) for site in (zones if wanted is None else wanted)
    }


def _anywhere(found: Iterable[Sequence[OnCall]]) -> list[OnCall]:
    merged: dict[str, OnCall] = {}
    for one in sorted((one for each in found for one in each), key=lambda one: (not one.ways, one.position)):
        merged.setdefault(one.person, one)
    return [replace(one, position=position) for position, one in enumerate(merged.values(), 1)]


def zones_of(connection: Connection) -> dict[str, ZoneInfo]:
    rows = connection.execute(select(sites.c.id, sites.c.zone).order_by(sites.c.id))
    return {row.id: ZoneInfo(row.zone) for row in rows}


def load(connection: Connection, from_ms: int, to_ms: int) -> Roster:
    """Return what is planned in a window. Absences that begin later are in it: they say until when somebody is there."""
    touching = or_(shifts.c.weekly.is_not(None), (shifts.c.from_ms < to_ms) & (shifts.c.to_ms > from_ms))
    planned = connection.execute(select(shifts).where(touching).order_by(shifts.c.position, shifts.c.from_ms, shifts.c.id))
    absences = connection.execute(
        select(stand_ins).where(stand_ins.c.to_ms > from_ms).order_by(stand_ins.c.created_ms, stand_ins.c.id)
    )
    theirs = ways.by_person(connection)
    return Roster(
        shifts=[_shift(row) for row in planned],
        stand_ins=[StandIn(row.id, row.absent, row.person, row.from_ms, row.to_ms) for row in absences],
        chain=chain(connection),
        people={person: who(name, theirs.get(person, ())) for person, name in names_of(connection).items()},
        admins=people_with(connection, ADMINS, ""),
    )


def who(name: str, theirs: Sequence[ways_rules.Way]) -> Who:
    return Who(name, ways_rules.waking(theirs), ways_rules.independent(theirs))


def _shift(row: Row[Any]) -> Shift:
    weekly = row.weekly and Weekly(
        frozenset(row.weekly["weekdays"]),
        row.weekly["start_min"],
        row.weekly["end_min"],
        row.weekly["end_day"],
        date.fromisoformat(row.weekly["first"]),
        date.fromisoformat(row.weekly["last"]) if row.weekly["last"] else None,
    )
    times = row.from_ms or 0, row.to_ms or 0
    return Shift(row.id, row.person, frozenset(row.sites), row.position, *times, weekly or None, row.uid, row.note)


def _values(shift: Shift) -> dict[str, Any]:
    weekly = shift.weekly
    return {
        "person": shift.person,
        "sites": sorted(shift.sites),
        "position": shift.position,
        "from_ms": None if weekly else shift.from_ms,
        "to_ms": None if weekly else shift.to_ms,
        "weekly": weekly
        and {
            "weekdays": sorted(weekly.weekdays),
            "start_min": weekly.start_min,
            "end_min": weekly.end_min,
            "end_day": weekly.end_day,
            "first": weekly.first.isoformat(),
            "last": weekly.last.isoformat() if weekly.last else None,
        },
        "uid": shift.uid,
        "note": shift.note,
    }


def add_shift(connection: Connection, shift: Shift, *, by: str, now_ms: int) -> None:
    connection.execute(insert(shifts).values(id=shift.id, created_ms=now_ms, created_by=by, **_values(shift)))


def save_shift(connection: Connection, shift: Shift) -> bool:
    return bool(connection.execute(update(shifts).where(shifts.c.id == shift.id).values(**_values(shift))).rowcount)


def drop_shift(connection: Connection, shift: str) -> bool:
    return bool(connection.execute(delete(shifts).where(shifts.c.id == shift)).rowcount)


def all_shifts(connection: Connection) -> list[Shift]:
    return [_shift(row) for row in connection.execute(select(shifts).order_by(shifts.c.created_ms, shifts.c.id))]


def count_calendar(connection: Connection, uids: Collection[str], *, now_ms: int) -> int:
    """Return how many shifts that are not over earlier imports of these calendar entries brought."""
    found = connection.scalars(select(shifts.c.uid).where(shifts.c.uid != "", shifts.c.to_ms > now_ms))
    return sum(uid in uids for uid in found)


def drop_calendar(connection: Connection, uids: Collection[str], *, now_ms: int) -> int:
    """Forget them; return how many shifts that were."""
    coming = shifts.c.to_ms > now_ms
    return sum(connection.execute(delete(shifts).where(shifts.c.uid == uid, coming)).rowcount for uid in uids if uid)


def chain(connection: Connection) -> list[str]:
    return list(connection.scalars(select(on_call.c.person).order_by(on_call.c.position)))


def set_chain(connection: Connection, people: Sequence[str]) -> None:
    connection.execute(delete(on_call))
    if people:
        connection.execute(insert(on_call), [{"position": place, "person": one} for place, one in enumerate(people, 1)])


def add_stand_in(connection: Connection, one: StandIn, *, note: str, by: str, now_ms: int) -> None:
    connection.execute(
        insert(stand_ins).values(
            id=one.id,
            absent=one.absent,
            person=one.person,
            from_ms=one.from_ms,
            to_ms=one.to_ms,
            note=note,
            created_ms=now_ms,
            created_by=by,
        )
    )


def stand_in(connection: Connection, identity: str) -> StandIn | None:
    row = connection.execute(select(stand_ins).where(stand_ins.c.id == identity)).first()
    return StandIn(row.id, row.absent, row.person, row.from_ms, row.to_ms) if row else None


def drop_stand_in(connection: Connection, identity: str) -> None:
    connection.execute(delete(stand_ins).where(stand_ins.c.id == identity))
