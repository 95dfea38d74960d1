"""Takes a year of a site, or what a filter finds, out of the log: for screens, spreadsheets and the yearly record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.store import names_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.tables import incidents
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence import csv_file, store
from hallenwart_backend.evidence.record import OffLine, Outcome, Report, Sensor, year_of
from hallenwart_backend.evidence.rules import GENESIS, fault_at
from hallenwart_backend.evidence.store import Filter, Found
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.pdf_font import font_files
from hallenwart_contract import live
from hallenwart_contract.clock import Clock


class FireNow(Protocol):
    """How the sensors stand now, and what was disabled."""

    async def zones(self) -> list[live.FireZone]: ...

    def off_lines(self, connection: Connection, site: str, from_ms: int, to_ms: int) -> list[OffLine]: ...


@dataclass(frozen=True, slots=True)
class Page:
    """Links newest first with the names of who did it; `before` is where the next page begins, None at the end."""

    found: Sequence[Found]
    people: Mapping[str, str]
    before: int | None


class EvidenceExport:
    """`pseudonym` names a person as the log does."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, fire: FireNow, *, pseudonym: Callable[[str], str]
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._fire = fire
        self._pseudonym = pseudonym
        self._one_paper = asyncio.Semaphore(1)

    async def page(self, wanted: Filter, *, before: int | None, limit: int) -> Page:
        def read(connection: Connection) -> Page:
            found = store.find(connection, wanted, before=before, limit=limit + 1)
            more = found[limit - 1].link.number if len(found) > limit else None
            return Page(found[:limit], self._people(connection), more)

        return await self._records.read(read)

    def _people(self, connection: Connection) -> dict[str, str]:
        return {self._pseudonym(person): name for person, name in names_of(connection).items()}

    async def csv(self, wanted: Filter, site: str) -> str:
        """Return what a filter finds, oldest first."""

        def read(connection: Connection) -> tuple[list[Found], dict[str, str]]:
            return store.find(connection, wanted), self._people(connection)

        found, people = await self._records.read(read)
        rows = [(one.entry, one.link.hash.hex()) for one in reversed(found)]
        names = {key: one.name for key, one in self._places.current.sites.items()}
        return csv_file.rendered(rows, zone=self._zone(site), sites=names, people=people)

    async def pdf(self, site: str, year: int) -> bytes:
        """Return the yearly record. Raises RefusedError 404."""
        report = await self._report(site, year)
        async with self._one_paper:
            from hallenwart_backend.evidence import pdf  # its fonts and pictures take 40 MB

            return await asyncio.to_thread(pdf.rendered, report, self._zone(site), font_files())

    def span(self, site: str, year: int) -> tuple[int, int]:
        """Return when a year begins and ends at a site. Raises RefusedError 404."""
        if site not in self._places.current.sites:
            raise RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)
        begins = (datetime(one, 1, 1, tzinfo=self._zone(site)).astimezone(UTC) for one in (year, year + 1))
        first, last = (int(one.timestamp() * 1000) for one in begins)
        return first, last

    def _zone(self, site: str) -> ZoneInfo:
        known = self._places.current.sites.get(site)
        return ZoneInfo(known.zone if known else self._places.current.zone)

    async def _report(self, site: str, year: int) -> Report:
        from_ms, to_ms = self.span(site, year)
        now, zones = self._clock.now_ms(), [zone for zone in await self._fire.zones() if zone.site == site and zone.device]
        sensors: dict[Sensor, live.FireSensor] = {
            (zone.device, zone.zone, one.c): one for zone in zones for one in zone.sensors
        }

        def read(connection: Connection) -> Report:
            of_site = store.find(connection, Filter(site=site, from_ms=from_ms, to_ms=to_ms))
            of_all = store.find(connection, Filter(kinds=("alerts.", "test.daily"), from_ms=from_ms, to_ms=to_ms))
            entries = {one.link.number: one.entry for one in (*of_site, *(one for one in of_all if not one.at.site))}
            time = year_of(entries.values(), list(sensors), to_ms=min(now, to_ms))
            chain = store.chain(connection)
            return Report(
                site=self._places.current.sites[site].name,
                year=year,
                made_ms=now,
                time=time,
                outcomes=_outcomes(connection, site, from_ms, to_ms),
                offs=self._fire.off_lines(connection, site, from_ms, to_ms),
                names={key: one.name for key, one in sensors.items()},
                zones={(zone.device, zone.zone): zone.name for zone in zones},
                batteries={key: one.battery_pct for key, one in sensors.items() if one.battery_pct is not None},
                states={key: one.state for key, one in sensors.items()},
                people=self._people(connection),
                links=len(chain),
                fault_at=fault_at(chain),
                head=(chain[-1][0].hash if chain else GENESIS).hex(),
            )

        return await self._records.read(read)


def _outcomes(connection: Connection, site: str, from_ms: int, to_ms: int) -> dict[str, Outcome]:
    """Return what became of alarms, by their id, without names."""
    rows = connection.execute(
        select(incidents).where(incidents.c.site == site, incidents.c.since_ms >= from_ms, incidents.c.since_ms < to_ms)
    )
    return {
        cause: Outcome(row.ack_word, row.acked_ms, row.resolved_ms, row.note)
        for row in rows
        for cause in {**row.causes["past"], **row.causes["holding"]}
    }
