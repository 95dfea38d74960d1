"""SQL of what is wrong with keys, where spares hang, and which compartments the responders may have.

`outages_of` is what a locker's list of rights needs of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.access.locker_list import Outages
from hallenwart_backend.access.tables import marks, releases, spares
from hallenwart_contract.documents import Release

LOST: Final = "lost"
OUT_OF_SERVICE: Final = "out_of_service"
MarkWord = Literal["lost", "out_of_service"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a compartment is not as it should be: its key is `lost`, or it is `out_of_service`."""

    device: str
    slot: int
    mark: str
    note: str
    by: str
    since_ms: int


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


def add_mark(connection: Connection, mark: Mark) -> bool:
    """Return False when it was marked before: the first word stays."""
    if mark_of(connection, mark.device, mark.slot, mark.mark) is not None:
        return False
    connection.execute(insert(marks).values(**{name: getattr(mark, name) for name in Mark.__dataclass_fields__}))
    return True


def end_mark(connection: Connection, device: str, slot: int, mark: str) -> bool:
    where = marks.c.device == device, marks.c.slot == slot, marks.c.mark == mark
    return connection.execute(delete(marks).where(*where)).rowcount > 0


def mark_of(connection: Connection, device: str, slot: int, mark: str) -> Mark | None:
    where = marks.c.device == device, marks.c.slot == slot, marks.c.mark == mark
    row = connection.execute(select(marks).where(*where)).first()
    return Mark(**row._asdict()) if row else None


def all_marks(connection: Connection) -> list[Mark]:
    return [Mark(**row._asdict()) for row in connection.execute(select(marks).order_by(*marks.primary_key))]


def lost(connection: Connection, device: str) -> list[int]:
    """Return the compartments whose key is lost, in order."""
    where = marks.c.device == device, marks.c.mark == LOST
    return list(connection.scalars(select(marks.c.slot).where(*where).order_by(marks.c.slot)))


def blocked(connection: Connection, device: str) -> list[int]:
    """Return the compartments that open for staff only: out of service, or their key is lost; in order."""
    return sorted(set(connection.scalars(select(marks.c.slot).where(marks.c.device == device))))


def outages_of(connection: Connection, device: str, now_ms: int) -> Outages:
    return Outages(
        spares=spares_of(connection, device),
        out_of_service=blocked(connection, device),
        lost=lost(connection, device),
        responder=release_of(connection, device, now_ms=now_ms),
    )


def spares_of(connection: Connection, device: str) -> dict[int, int]:
    """Return the compartment with the spare key, by compartment."""
    rows = connection.execute(select(spares).where(spares.c.device == device).order_by(spares.c.slot))
    return {row.slot: row.spare for row in rows}


def set_spare(connection: Connection, device: str, slot: int, spare: int | None) -> None:
    connection.execute(delete(spares).where(spares.c.device == device, spares.c.slot == slot))
    if spare is not None:
        connection.execute(insert(spares).values(device=device, slot=slot, spare=spare))


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
