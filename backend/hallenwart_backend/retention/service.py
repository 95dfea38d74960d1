"""Deletes what is too old, every hour, and proves it: what is left afterwards is counted anew and kept with the run."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError, StoreUnavailableError
from hallenwart_backend.ports import Evidence
from hallenwart_backend.retention import store
from hallenwart_backend.retention.kinds import BY_ID, DAY_MS, KINDS, READINGS, Kind
from hallenwart_backend.retention.readings import LEVEL_OF, Readings
from hallenwart_backend.retention.tables import privacy_sheet, retention_days, retention_runs
from hallenwart_contract.clock import Clock

RUN_EVERY_S: Final = 3_600.0
FIRST_AFTER_S: Final = 120.0
PAUSE_S: Final = 0.05
"""Between two batches, for whoever waits to write."""
LATE_MS: Final = 26 * 3_600_000
"""A job that has not proved itself for so long is told as late."""
KIND: Final = "retention.run"
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """One kind as it stands: the days that hold, the oldest row, and how many the last run deleted."""

    kind: Kind
    days: int
    oldest_ms: int | None
    deleted: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """`ran_ms` None: never. `ok`: the last run left nothing that is too old, and it is not long ago."""

    held: tuple[Held, ...]
    ran_ms: int | None
    ok: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who answers for the data: what Art. 13 and 30 ask of a town. Empty until somebody wrote it."""

    rev: int = 0
    controller: str = ""
    contact: str = ""
    officer: str = ""
    authority: str = ""
    saved_by: str = ""
    saved_ms: int = 0


class Retention:
    def __init__(self, records: Records, readings: Readings, clock: Clock, evidence: Evidence) -> None:
        self._records = records
        self._readings = readings
        self._clock = clock
        self._evidence = evidence
        self._running = asyncio.Lock()

    async def run(self) -> None:
        """Delete every hour until cancelled; begins when a fresh start has settled."""
        await asyncio.sleep(FIRST_AFTER_S)
        while True:
            try:
                await self.once()
            except StoreUnavailableError as error:
                _log.warning("nothing is deleted now: %s", error)
            await asyncio.sleep(RUN_EVERY_S)

    async def once(self) -> bool:
        """Delete what is too old, count what is left, keep both. Returns whether nothing was left."""
        async with self._running:
            now_ms = self._clock.now_ms()
            days = await self._records.read(store.days_of)
            before = {identity: now_ms - count * DAY_MS for identity, count in days.items()}
            deleted = {kind.id: count for kind in KINDS if (count := await self._delete(kind, before[kind.id]))}
            left = await self._records.read(lambda connection: _left(connection, before))
            for kind in READINGS:
                level, before_ms = LEVEL_OF[kind.id], max(0, before[kind.id])
                if count := await self._readings.forget(level, before_ms=before_ms):
                    deleted[kind.id] = count
                if count := await self._readings.count_older(level, before_ms=before_ms):
                    left[kind.id] = count
            await self._records.write(lambda connection: self._keep(connection, now_ms, deleted, left))
            if left:
                _log.error("too old and still there: %s", left)
            return not left

    async def _delete(self, kind: Kind, before_ms: int) -> int:
        deleted = 0
        while some := await self._records.write(lambda connection: store.delete_some(connection, kind, before_ms=before_ms)):
            deleted += some
            await asyncio.sleep(PAUSE_S)
        return deleted

    def _keep(self, connection: Connection, now_ms: int, deleted: Mapping[str, int], left: Mapping[str, int]) -> None:
        store.keep_run(connection, t_ms=now_ms, deleted=deleted, left=left)
        if deleted or left:
            said = json.dumps({"deleted": deleted, "left": left}, sort_keys=True)
            self._evidence.keep(connection, KIND, f"retention:{now_ms}", "", said)

    # --- what people see and set ---

    async def standing(self) -> Standing:
        oldest = {kind.id: await self._readings.oldest(LEVEL_OF[kind.id]) for kind in READINGS}
        return await self._records.read(lambda connection: _standing(connection, oldest, self._clock.now_ms()))

    async def set_days(self, wanted: Mapping[str, int], *, by: str, person: str) -> None:
        """Set how long kinds are kept. Raises RefusedError 404, 422 with the bounds."""
        for identity, days in wanted.items():
            _check(identity, days)
        _check_order(await self._records.read(store.days_of) | dict(wanted))
        now_ms = self._clock.now_ms()

        def put(connection: Connection) -> None:
            for identity, days in wanted.items():
                connection.execute(retention_days.delete().where(retention_days.c.kind == identity))
                row = {"kind": identity, "days": days, "changed_by": by, "changed_ms": now_ms}
                connection.execute(insert(retention_days).values(**row))
                self._evidence.keep(connection, "retention.days", identity, person, f"{BY_ID[identity].de}: {days} Tage")

        await self._records.write(put)

    async def sheet(self) -> Sheet:
        return await self._records.read(_sheet)

    async def save_sheet(self, sheet: Sheet, *, person: str) -> Sheet:
        """Save the town's answers; `rev` is the one they were made from. Raises RefusedError 409."""
        saved = replace(sheet, rev=sheet.rev + 1, saved_ms=self._clock.now_ms())

        def put(connection: Connection) -> Sheet:
            if _sheet(connection).rev != sheet.rev:
                raise RefusedError(
                    "changed",
                    "Jemand hat das inzwischen geändert. Bitte laden Sie neu.",
                    "Somebody changed this meanwhile. Please load it anew.",
                    status=409,
                )
            connection.execute(privacy_sheet.delete())
            values = {name: getattr(saved, name) for name in Sheet.__dataclass_fields__}
            connection.execute(insert(privacy_sheet).values(id=1, **values))
            self._evidence.keep(connection, "privacy.sheet", f"sheet.{saved.rev}", person, f"Fassung {saved.rev}")
            return saved

        return await self._records.write(put)


def _check(identity: str, days: int) -> None:
    kind = BY_ID.get(identity)
    if kind is None:
        raise RefusedError("no_such_kind", "Diese Art gibt es nicht.", "There is no such kind.", status=404)
    if not kind.least <= days <= kind.most:
        raise RefusedError(
            "days",
            f"{kind.de}: zwischen {kind.least} und {kind.most} Tagen.",
            f"{kind.en}: between {kind.least} and {kind.most} days.",
            status=422,
        )


def _check_order(days: Mapping[str, int]) -> None:
    for finer, coarser in pairwise(READINGS):
        if days[finer.id] > days[coarser.id]:
            raise RefusedError(
                "days",
                f"{finer.de} können nicht länger bleiben als {coarser.de}.",
                f"Cannot keep {finer.en} for longer than {coarser.en}.",
                status=422,
            )


def _left(connection: Connection, before: Mapping[str, int]) -> dict[str, int]:
    found = {kind.id: store.left(connection, kind, before_ms=before[kind.id]) for kind in KINDS}
    return {identity: count for identity, count in found.items() if count}


def _standing(connection: Connection, readings: Mapping[str, int | None], now_ms: int) -> Standing:
    days = store.days_of(connection)
    last = connection.execute(select(retention_runs).order_by(retention_runs.c.number.desc()).limit(1)).first()
    deleted, left = (last.deleted, last.left) if last else ({}, {})
    oldest = {kind.id: store.oldest_ms(connection, kind) for kind in KINDS} | dict(readings)
    held = tuple(
        Held(BY_ID[identity], days[identity], oldest_ms, deleted.get(identity, 0), left.get(identity, 0))
        for identity, oldest_ms in oldest.items()
    )
    if last is None:
        return Standing(held, None, ok=False)
    return Standing(held, last.t_ms, ok=bool(last.ok) and now_ms - last.t_ms <= LATE_MS)


def _sheet(connection: Connection) -> Sheet:
    row = connection.execute(select(privacy_sheet)).first()
    return Sheet(*(getattr(row, name) for name in Sheet.__dataclass_fields__)) if row else Sheet()
