"""SQL of rights and of who publishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.publisher import Publisher
from hallenwart_backend.opendata.tables import data_rights, publisher

_ONLY: Final = 1
Said = tuple[Rights, str]
"""Rights and licence (SPDX, empty: as all data)."""


def said(connection: Connection) -> dict[str, Said]:
    """Return what the office said, by dataset."""
    return {row.dataset: (Rights(row.rights), row.license) for row in connection.execute(select(data_rights))}


def say(connection: Connection, wanted: Mapping[str, Said]) -> None:
    connection.execute(delete(data_rights).where(data_rights.c.dataset.in_(list(wanted))))
    rows = [{"dataset": name, "rights": str(rights), "license": license_} for name, (rights, license_) in wanted.items()]
    if rows:
        connection.execute(insert(data_rights), rows)


def publisher_of(connection: Connection) -> Publisher:
    found = connection.execute(select(publisher)).first()
    return Publisher(found.mail, found.homepage, found.contributor, found.area, found.place) if found else Publisher()


def set_publisher(connection: Connection, wanted: Publisher) -> None:
    values = {name: getattr(wanted, name) for name in Publisher.__slots__}
    if not connection.execute(update(publisher).values(values)).rowcount:
        connection.execute(insert(publisher).values(number=_ONLY, **values))
