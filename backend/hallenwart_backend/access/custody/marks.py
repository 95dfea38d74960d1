"""SQL of what is wrong with keys, and where spares hang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.access.custody.tables import marks, spares

LOST: Final = "lost"
OUT_OF_SERVICE: Final = "out_of_service"


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a compartment is not as it should be: its key is `lost`, or it is `out_of_service`."""

    device: str
    slot: int
    mark: str
    note: str
    by: str
    since_ms: int


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


def spares_of(connection: Connection, device: str) -> dict[int, int]:
    """Return the compartment with the spare key, by compartment."""
    rows = connection.execute(select(spares).where(spares.c.device == device).order_by(spares.c.slot))
    return {row.slot: row.spare for row in rows}


def set_spare(connection: Connection, device: str, slot: int, spare: int | None) -> None:
    connection.execute(delete(spares).where(spares.c.device == device, spares.c.slot == slot))
    if spare is not None:
        connection.execute(insert(spares).values(device=device, slot=slot, spare=spare))
