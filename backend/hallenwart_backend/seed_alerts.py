"""What a seed file says about who is told of alarms, and how.

    [[person]]   ways = [{ kind = "sms", address = "+49…", name }], notify = ["mailto://…"], proved = true
    [[gateway]]  kind = "sms", template = "json://gateway.example/{to}"
    [[shift]]    person = "kern@stadt.example", sites = [], position = 1, weekdays = [0, …], start = "22:00", end = "06:00"
    [[stand_in]] absent, person, start = "2026-11-26T22:00", end = "2026-11-27T06:00"
    [alert_path] heartbeat_url, heartbeat_every_min = 5, test_at = "11:00", cap_public = false

`weekdays` (Monday is 0) empty: every day; times are local, of a stand-in those of the first site. Shifts and stand-ins are
planted where there are none yet, gateways and the alert path where nobody set them: what people changed stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, insert, select, update

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.alerts.duty.rules import Shift, StandIn, Weekly
from hallenwart_backend.alerts.duty.tables import shifts, stand_ins
from hallenwart_backend.alerts.path import store as path
from hallenwart_backend.alerts.path.rules import Settings
from hallenwart_backend.alerts.path.tables import alert_path
from hallenwart_backend.alerts.ways import store as ways_store
from hallenwart_backend.alerts.ways.rules import Kind, needs_gateway, normal
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls import tables
from hallenwart_contract.clock import to_ms, utc

_BY: Final = "seed"
_WEEK: Final = frozenset(range(7))
Minutes = Callable[[str], int]
"""Minutes after midnight of `07:30`. Raises ConfigError."""


class SeedWay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Kind
    address: str
    name: str = ""


class SeedGateway(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Kind
    template: str


class SeedShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    person: str
    sites: list[str] = []
    position: int = 1
    weekdays: list[int] = []
    start: str
    end: str


class SeedStandIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    absent: str
    person: str = ""
    start: str
    end: str


class SeedAlertPath(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    heartbeat_url: str = ""
    heartbeat_every_min: int = 5
    test_at: str = "11:00"
    cap_public: bool = False


class SeedAlerts(Protocol):
    """These tables of a seed file."""

    @property
    def gateway(self) -> Sequence[SeedGateway]: ...

    @property
    def shift(self) -> Sequence[SeedShift]: ...

    @property
    def stand_in(self) -> Sequence[SeedStandIn]: ...

    @property
    def alert_path(self) -> SeedAlertPath | None: ...


def plant_alerts(connection: Connection, seed: SeedAlerts, minutes: Minutes, *, now_ms: int) -> None:
    """Write it, once the people are there. Raises ConfigError."""
    _plant_gateways(connection, seed.gateway, now_ms=now_ms)
    _plant_duty(connection, seed.shift, seed.stand_in, minutes, now_ms=now_ms)
    _plant_path(connection, seed.alert_path, minutes)


def plant_ways(
    connection: Connection, identity: str, named: Sequence[SeedWay], urls: Sequence[str], *, proved: bool, now_ms: int
) -> None:
    """`proved` is the word of whoever plants the seed: a message by each way came through. Raises ConfigError."""
    wanted = [(Kind.OTHER, url, "") for url in urls] + [(way.kind, _normal(way), way.name) for way in named]
    for kind, address, name in wanted:
        of = ways.c.person == identity, ways.c.kind == str(kind), ways.c.address == address
        if connection.execute(select(ways.c.id).where(*of)).first() is None:
            values = {"person": identity, "kind": str(kind), "address": address, "name": name, "created_ms": now_ms}
            connection.execute(insert(ways).values(values))
        if proved:
            connection.execute(update(ways).where(*of, ways.c.verified_ms.is_(None)).values(verified_ms=now_ms))


def _normal(way: SeedWay) -> str:
    address = normal(way.kind, way.address)
    if address is None:
        raise ConfigError(f"{way.address!r} is no address for {way.kind}; numbers are written +49…")
    return address


def _plant_gateways(connection: Connection, wanted: Sequence[SeedGateway], *, now_ms: int) -> None:
    known = ways_store.gateways(connection)
    for one in wanted:
        if not needs_gateway(one.kind) or one.template.count("{to}") != 1:
            raise ConfigError(f"gateway {one.kind}: an address with {{to}} once in it, and not for {Kind.VOICE}")
        if one.kind not in known:
            ways_store.set_gateway(connection, one.kind, one.template, by=_BY, now_ms=now_ms)


def _plant_path(connection: Connection, wanted: SeedAlertPath | None, minutes: Minutes) -> None:
    if wanted is None or connection.execute(select(alert_path.c.id)).first() is not None:
        return
    settings = Settings(
        heartbeat_url=wanted.heartbeat_url,
        heartbeat_every_min=wanted.heartbeat_every_min,
        test_min=minutes(wanted.test_at),
        cap_public=wanted.cap_public,
    )
    path.keep(connection, settings)


def _plant_duty(
    connection: Connection, wanted: Sequence[SeedShift], absences: Sequence[SeedStandIn], minutes: Minutes, *, now_ms: int
) -> None:
    if wanted and connection.execute(select(shifts.c.id)).first() is None:
        for one in wanted:
            duty.add_shift(connection, _shift(connection, one, minutes, utc(now_ms).date()), by=_BY, now_ms=now_ms)
    if absences and connection.execute(select(stand_ins.c.id)).first() is None:
        zone = ZoneInfo(connection.scalar(select(tables.sites.c.zone).order_by(tables.sites.c.id)) or "UTC")
        for absence in absences:
            duty.add_stand_in(connection, _stand_in(connection, absence, zone), note="", by=_BY, now_ms=now_ms)


def _shift(connection: Connection, one: SeedShift, minutes: Minutes, first: date) -> Shift:
    start, end = minutes(one.start), minutes(one.end)
    weekly = Weekly(frozenset(one.weekdays) or _WEEK, start, end, int(end <= start), first)
    return Shift(_id(one), _person(connection, one.person), frozenset(one.sites), one.position, weekly=weekly)


def _stand_in(connection: Connection, one: SeedStandIn, zone: ZoneInfo) -> StandIn:
    try:
        start, end = (to_ms(datetime.fromisoformat(text).replace(tzinfo=zone)) for text in (one.start, one.end))
    except ValueError as error:
        raise ConfigError(f"stand_in: not a moment: {one.start!r}, {one.end!r}; write 2026-11-26T22:00") from error
    person = _person(connection, one.person) if one.person else None
    return StandIn(_id(one), _person(connection, one.absent), person, start, end)


def _person(connection: Connection, email: str) -> str:
    found = connection.scalar(select(people.c.id).where(people.c.email == email.lower()))
    if found is None:
        raise ConfigError(f"there is nobody with the e-mail address {email!r}")
    return str(found)


def _id(one: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(one)).hexdigest()[:16]
