"""SQL of the releases: which compartments the responders may have, given and ended by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from hallenwart_backend.access.responder.tables import releases
from hallenwart_contract.documents import Release


@dataclass(frozen=True, slots=True)
class GivenRelease:
    """A release of the fire-safety officer as kept; `ended_ms` when it was taken back."""

    id: str
    device: str
    slots: tuple[int, ...]
    from_ms: int
    to_ms: int
    given_by: str
    given_ms: int
    ended_by: str = ""
    ended_ms: int | None = None


def release_of(connection: Connection, device: str, *, now_ms: int) -> Release | None:
    """Return the release that holds or is to come, the soonest; None when the responders have none."""
    where = releases.c.device == device, releases.c.ended_ms.is_(None), releases.c.to_ms > now_ms
    row = connection.execute(select(releases).where(*where).order_by(releases.c.from_ms, releases.c.id).limit(1)).first()
    return Release(id=row.id, slots=list(row.slots), from_ms=row.from_ms, to_ms=row.to_ms) if row else None


def add_release(connection: Connection, release: GivenRelease) -> None:
    values = {name: getattr(release, name) for name in GivenRelease.__dataclass_fields__}
    connection.execute(insert(releases).values(**values | {"slots": list(release.slots)}))


def end_release(connection: Connection, release: str, *, by: str, now_ms: int) -> bool:
    """Return False when it had ended already."""
    where = releases.c.id == release, releases.c.ended_ms.is_(None)
    return connection.execute(update(releases).where(*where).values(ended_by=by, ended_ms=now_ms)).rowcount > 0


def one_release(connection: Connection, release: str) -> GivenRelease | None:
    row = connection.execute(select(releases).where(releases.c.id == release)).first()
    return GivenRelease(**row._asdict() | {"slots": tuple(row.slots)}) if row else None


def releases_of(connection: Connection, devices: Sequence[str]) -> list[GivenRelease]:
    """Return every release ever given at these devices, the newest first."""
    rows = connection.execute(select(releases).where(releases.c.device.in_(devices)).order_by(releases.c.given_ms.desc()))
    return [GivenRelease(**row._asdict() | {"slots": tuple(row.slots)}) for row in rows]
