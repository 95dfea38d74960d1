"""SQL of what everybody may see."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.booking.public.rules import Shown
from hallenwart_backend.booking.public.tables import public_halls, public_page

_ONLY = 1


def shown(connection: Connection) -> dict[str, Shown]:
    return {row.hall: Shown(row.shown, row.names, row.feed) for row in connection.execute(select(public_halls))}


def contact(connection: Connection) -> str:
    return connection.scalar(select(public_page.c.contact)) or ""


def put(connection: Connection, halls: dict[str, Shown], contact_: str) -> None:
    """Write what is shown of these halls, and whom people may ask."""
    connection.execute(delete(public_halls).where(public_halls.c.hall.in_(halls)))
    rows = [{"hall": hall, "shown": one.shown, "names": one.names, "feed": one.feed} for hall, one in halls.items()]
    if rows:
        connection.execute(insert(public_halls), rows)
    connection.execute(delete(public_page))
    connection.execute(insert(public_page).values(number=_ONLY, contact=contact_))
