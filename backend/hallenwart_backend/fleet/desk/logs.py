"""Log lines that devices sent: what is shown of them, and that they go after a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, delete, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.enrolment.tables import uploads
from hallenwart_backend.fleet.enrolment.uploads import LOGS
from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode
from hallenwart_contract.device_http import LogLines
from hallenwart_contract.errors import ContractError

KEPT_MS: Final = 7 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class LogHead:
    ref: str
    received_ms: int
    lines: int


class LogShelf:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    async def of(self, device: str) -> list[LogHead]:
        """Return what there is of a device, the newest first."""
        query = select(uploads.c.ref, uploads.c.t_ms, uploads.c.body).where(*self._kept(), uploads.c.device == device)
        rows = await self._records.read(lambda connection: connection.execute(query.order_by(uploads.c.t_ms.desc())).all())
        return [LogHead(row.ref, row.t_ms, len(told.lines)) for row in rows if (told := _told(row.body)) is not None]

    async def one(self, device: str, ref: str) -> tuple[int, LogLines]:
        """Return when lines came, and the lines. Raises RefusedError 404."""
        query = select(uploads.c.t_ms, uploads.c.body).where(*self._kept(), uploads.c.device == device, uploads.c.ref == ref)
        row = await self._records.read(lambda connection: connection.execute(query).first())
        told = _told(row.body) if row else None
        if row is None or told is None:
            raise RefusedError("no_such_log", "Diese Zeilen gibt es nicht.", "There are no such lines.", status=404)
        return row.t_ms, told

    async def erase_old(self) -> None:
        too_old = uploads.c.kind == LOGS, uploads.c.t_ms < self._clock.now_ms() - KEPT_MS
        await self._records.write(lambda connection: connection.execute(delete(uploads).where(*too_old)))

    def _kept(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return uploads.c.kind == LOGS, uploads.c.t_ms >= self._clock.now_ms() - KEPT_MS


def _told(body: bytes) -> LogLines | None:
    try:
        return decode(body, LogLines)
    except ContractError:
        return None
