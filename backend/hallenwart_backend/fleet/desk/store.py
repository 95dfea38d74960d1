"""Reads and writes what devices are to run by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.desk.tables import components, settings, trials, wirings
from hallenwart_backend.fleet.watch.book import Component
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.machine import Settings

TRYING: Final = "trying"


@dataclass(frozen=True, slots=True)
class Wiring:
    """One wiring a device was given. `by` is a name."""

    number: int
    text: str
    made_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class TrialRecord:
    of: str
    name: str
    state: str
    began_ms: int
    until_ms: int | None = None
    ended_ms: int | None = None
    why: str = ""


class SqlComponents:
    """Implements watch.book.ComponentStore."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def load(self) -> dict[str, dict[str, Component]]:
        return await self._records.read(load_components)

    async def keep(self, components: Mapping[str, Mapping[str, Component]]) -> None:
        def write(connection: Connection) -> None:
            for device, now in components.items():
                keep_components(connection, device, now)

        await self._records.write(write)


def all_settings(connection: Connection) -> dict[str, Settings]:
    return {row.device: decode(row.body, Settings) for row in connection.execute(select(settings))}


def set_settings(connection: Connection, device: str, wanted: Settings, now_ms: int) -> None:
    connection.execute(delete(settings).where(settings.c.device == device))
    connection.execute(insert(settings).values(device=device, body=encode(wanted), set_ms=now_ms))


def newest_wirings(connection: Connection) -> dict[str, Wiring]:
    """Return the wiring each device is to run by; a device without one runs by its own file."""
    newest = select(wirings.c.device, func.max(wirings.c.number).label("number")).group_by(wirings.c.device).subquery()
    joined = select(wirings).join(newest, (wirings.c.device == newest.c.device) & (wirings.c.number == newest.c.number))
    return {row.device: _wiring(row) for row in connection.execute(joined)}


def wirings_of(connection: Connection, device: str, limit: int) -> list[Wiring]:
    """Return the newest wirings of a device, the newest first."""
    query = select(wirings).where(wirings.c.device == device).order_by(wirings.c.number.desc()).limit(limit)
    return [_wiring(row) for row in connection.execute(query)]


def one_wiring(connection: Connection, device: str, number: int) -> Wiring | None:
    query = select(wirings).where(wirings.c.device == device, wirings.c.number == number)
    row = connection.execute(query).first()
    return _wiring(row) if row else None


def add_wiring(connection: Connection, device: str, text: str, by: str, now_ms: int) -> Wiring:
    query = select(func.max(wirings.c.number)).where(wirings.c.device == device)
    made = Wiring((connection.scalar(query) or 0) + 1, text, now_ms, by[:128])
    values = {"device": device, "number": made.number, "text": text, "made_ms": now_ms, "made_by": made.by}
    connection.execute(insert(wirings).values(values))
    return made


def _wiring(row: Row[Any]) -> Wiring:
    return Wiring(row.number, row.text, row.made_ms, row.made_by)


def note_trial(connection: Connection, device: str, told: TrialRecord) -> None:
    """Take in what a device told of a trial. What ended stays ended; told twice, nothing changes."""
    at = trials.c.device == device, trials.c.of == told.of, trials.c.name == told.name
    known = connection.execute(select(trials).where(*at)).first()
    values = {"state": told.state, "ended_ms": told.ended_ms, "why": told.why[:200]}
    if known is None:
        key = {"device": device, "of": told.of, "name": told.name}
        connection.execute(insert(trials).values(**key, **values, began_ms=told.began_ms, until_ms=told.until_ms))
    elif known.state == TRYING and told.state != TRYING:
        connection.execute(update(trials).where(*at).values(values))


def trials_of(connection: Connection, device: str, limit: int) -> list[TrialRecord]:
    query = select(trials).where(trials.c.device == device).order_by(trials.c.began_ms.desc()).limit(limit)
    return [
        TrialRecord(row.of, row.name, row.state, row.began_ms, row.until_ms, row.ended_ms, row.why)
        for row in connection.execute(query)
    ]


def load_components(connection: Connection) -> dict[str, dict[str, Component]]:
    found: dict[str, dict[str, Component]] = {}
    for row in connection.execute(select(components)):
        found.setdefault(row.device, {})[row.c] = Component(row.quality, row.reason, row.since_ms)
    return found


def keep_components(connection: Connection, device: str, now: Mapping[str, Component]) -> None:
    """Let these be all components of a device."""
    connection.execute(delete(components).where(components.c.device == device))
    rows = [
        {"device": device, "c": c[:64], "quality": one.quality[:16], "reason": one.reason[:200], "since_ms": one.since_ms}
        for c, one in now.items()
    ]
    if rows:
        connection.execute(insert(components), rows)
