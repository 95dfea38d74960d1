"""SQL of displays: how each is set, what it drew, what it showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select

from hallenwart_backend.display.screens.tables import display_screens, screen_proofs, screen_shown
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.errors import ContractError
from hallenwart_contract.view import Screen

KEPT: Final = 50
"""Of each display; those of alarms are kept by time."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a browser drew, without the picture. `sha256` is of the whole picture; `incident` where it belongs to one."""

    id: str
    device: str
    t_ms: int
    received_ms: int
    ref: str
    why: str
    mode: str
    rung: str
    card: str
    sha256: str
    width: int
    height: int
    alarm: bool
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    t_ms: int
    mode: str
    rung: str
    card: str


_HEAD: Final = [screen_proofs.c[name] for name in Proof.__dataclass_fields__]


def all_screens(connection: Connection) -> dict[str, Screen]:
    return {row.device: known for row in connection.execute(select(display_screens)) if (known := _screen(row.body))}


def _screen(body: bytes) -> Screen | None:
    try:
        return decode(body, Screen)
    except ContractError:
        return None


def set_screen(connection: Connection, device: str, screen: Screen, now_ms: int) -> None:
    connection.execute(delete(display_screens).where(display_screens.c.device == device))
    connection.execute(insert(display_screens).values(device=device, body=encode(screen), set_ms=now_ms))


def knows(connection: Connection, proof: str) -> bool:
    return connection.execute(select(screen_proofs.c.id).where(screen_proofs.c.id == proof)).first() is not None


def add(connection: Connection, proof: Proof, picture: bytes) -> None:
    """Keep a proof; of those that no alarm asked for, the newest stay."""
    values = {name: getattr(proof, name) for name in Proof.__dataclass_fields__}
    connection.execute(insert(screen_proofs).values(**values, picture=picture))
    plain = screen_proofs.c.device == proof.device, screen_proofs.c.alarm.is_(False)
    order = screen_proofs.c.t_ms.desc(), screen_proofs.c.id
    old = list(connection.scalars(select(screen_proofs.c.id).where(*plain).order_by(*order).offset(KEPT)))
    if old:
        connection.execute(delete(screen_proofs).where(screen_proofs.c.id.in_(old)))


def newest(connection: Connection) -> dict[str, Proof]:
    """Return the newest proof of every display."""
    last = select(screen_proofs.c.device, func.max(screen_proofs.c.t_ms).label("t_ms")).group_by(screen_proofs.c.device)
    of = last.subquery()
    joined = select(*_HEAD).join(of, (screen_proofs.c.device == of.c.device) & (screen_proofs.c.t_ms == of.c.t_ms))
    return {row.device: _proof(row) for row in connection.execute(joined)}


def proofs_of(connection: Connection, device: str, *, from_ms: int, to_ms: int, limit: int) -> list[Proof]:
    """Return proofs of a time, the newest first."""
    at = screen_proofs.c.device == device, screen_proofs.c.t_ms >= from_ms, screen_proofs.c.t_ms < to_ms
    rows = connection.execute(select(*_HEAD).where(*at).order_by(screen_proofs.c.t_ms.desc(), screen_proofs.c.id).limit(limit))
    return [_proof(row) for row in rows]


def picture(connection: Connection, device: str, proof: str) -> tuple[bytes, str] | None:
    """Return the small picture of a proof (of the newest for an empty id) and the proof's id."""
    query = select(screen_proofs.c.picture, screen_proofs.c.id).where(screen_proofs.c.device == device)
    if proof:
        query = query.where(screen_proofs.c.id == proof)
    row = connection.execute(query.order_by(screen_proofs.c.t_ms.desc()).limit(1)).first()
    return (bytes(row.picture), row.id) if row else None


def note_shown(connection: Connection, device: str, shown: Shown) -> bool:
    """Keep what a display changed to; told twice, it is kept once. Returns whether it is new."""
    at = screen_shown.c.device == device, screen_shown.c.t_ms == shown.t_ms
    if connection.execute(select(screen_shown.c.t_ms).where(*at)).first() is not None:
        return False
    values = {name: getattr(shown, name) for name in Shown.__dataclass_fields__}
    connection.execute(insert(screen_shown).values(device=device, **values))
    return True


def shown_of(connection: Connection, device: str, *, from_ms: int, to_ms: int, limit: int) -> list[Shown]:
    """Return what was shown in a time, oldest first, and before it what stood there as it began."""
    mine = screen_shown.c.device == device
    before = select(screen_shown).where(mine, screen_shown.c.t_ms < from_ms).order_by(screen_shown.c.t_ms.desc()).limit(1)
    within = select(screen_shown).where(mine, screen_shown.c.t_ms >= from_ms, screen_shown.c.t_ms < to_ms)
    rows: Sequence[Row[Any]] = [
        *connection.execute(before),
        *connection.execute(within.order_by(screen_shown.c.t_ms).limit(limit)),
    ]
    return [Shown(row.t_ms, row.mode, row.rung, row.card) for row in rows]


def _proof(row: Row[Any]) -> Proof:
    return Proof(**{name: getattr(row, name) for name in Proof.__dataclass_fields__})
