"""SQL of hand-over reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.reports.tables import report_photos, reports


@dataclass(frozen=True, slots=True)
class Report:
    """How a group left the hall. `condition`: good, untidy, damaged; `source`: kiosk, phone."""

    id: str
    t_ms: int
    booking: str
    hall: str
    club: str
    device: str
    slot: int | None
    condition: str
    text: str
    source: str
    photo: bool = False


_STORED = tuple(name for name in Report.__dataclass_fields__ if name != "photo")


def add(connection: Connection, report: Report, jpeg: bytes | None) -> bool:
    """Keep a report and its photo; return False when it was kept before."""
    upsert = upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite
    values = {name: getattr(report, name) for name in _STORED}
    if not connection.execute(upsert(reports).values(**values).on_conflict_do_nothing()).rowcount:
        return False
    if jpeg is not None:
        connection.execute(insert(report_photos).values(report=report.id, jpeg=jpeg, t_ms=report.t_ms))
    return True


def newest(
    connection: Connection, *, hall: str = "", device: str = "", slot: int | None = None, limit: int = 100
) -> list[Report]:
    """Return reports of a hall or a compartment, of all for neither, the newest first."""
    wanted = _joined().order_by(reports.c.t_ms.desc(), reports.c.id).limit(limit)
    if hall:
        wanted = wanted.where(reports.c.hall == hall)
    if device:
        wanted = wanted.where(reports.c.device == device)
    if slot is not None:
        wanted = wanted.where(reports.c.slot == slot)
    return [_report(row) for row in connection.execute(wanted)]


def one(connection: Connection, report: str) -> Report | None:
    row = connection.execute(_joined().where(reports.c.id == report)).first()
    return _report(row) if row else None


def photo(connection: Connection, report: str) -> bytes | None:
    jpeg = connection.scalar(select(report_photos.c.jpeg).where(report_photos.c.report == report))
    return bytes(jpeg) if jpeg is not None else None


def _joined() -> Any:
    joined = reports.outerjoin(report_photos, report_photos.c.report == reports.c.id)
    return select(reports, report_photos.c.report.is_not(None).label("photo")).select_from(joined)


def _report(row: Row[Any]) -> Report:
    return Report(**{name: getattr(row, name) for name in _STORED}, photo=bool(row.photo))
