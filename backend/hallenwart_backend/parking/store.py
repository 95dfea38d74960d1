"""SQL of car parks and their spaces."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.parking.model import CarPark, Space
from hallenwart_backend.parking.tables import car_parks, spaces

_KEPT = ("id", "made_ms", "spaces")


def all_parks(connection: Connection) -> list[CarPark]:
    """Return every car park with its spaces, by site and name."""
    inside: dict[str, list[Space]] = {}
    for row in connection.execute(select(spaces).order_by(spaces.c.car_park, spaces.c.position)):
        inside.setdefault(row.car_park, []).append(Space(row.id, row.name, row.kind, row.device, row.component))
    found = connection.execute(select(car_parks).order_by(car_parks.c.site, car_parks.c.name, car_parks.c.id))
    return [CarPark(**row._asdict(), spaces=tuple(inside.get(row.id, ()))) for row in found]


def put(connection: Connection, park: CarPark) -> None:
    """Write a car park whole: what it no longer names is gone."""
    values = {name: value for name, value in asdict(park).items() if name != "spaces"}
    values["limits"] = dict(park.limits)
    changed = {name: value for name, value in values.items() if name not in _KEPT}
    if not connection.execute(update(car_parks).where(car_parks.c.id == park.id).values(**changed)).rowcount:
        connection.execute(insert(car_parks).values(**values))
    connection.execute(delete(spaces).where(spaces.c.car_park == park.id))
    if park.spaces:
        connection.execute(insert(spaces), [_row(park.id, at, space) for at, space in enumerate(park.spaces)])


def _row(park: str, position: int, space: Space) -> dict[str, Any]:
    return {"car_park": park, "position": position, **asdict(space)}


def remove(connection: Connection, park: str) -> bool:
    """Delete a car park with all that belongs to it; say whether there was one."""
    return connection.execute(delete(car_parks).where(car_parks.c.id == park)).rowcount == 1
