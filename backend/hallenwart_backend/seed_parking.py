"""Car parks of a seed file.

    [[car_park]]    site, name, text, for_whom, lat, lon, capacity, early_min, grace_min, limits = { match = 10 },
                    spaces = [{ name = "1", kind = "normal", device, component }]

A car park that is there stays as the office left it.
"""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.booking.model import Kind
from hallenwart_backend.parking import store
from hallenwart_backend.parking.model import CarPark, Space
from hallenwart_backend.parking.rules import SpaceKind


class SeedSpace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    kind: SpaceKind = SpaceKind.NORMAL
    device: str = ""
    component: str = ""


class SeedCarPark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    site: str
    name: str
    text: str = ""
    for_whom: str = ""
    lat: float | None = None
    lon: float | None = None
    capacity: int = 0
    early_min: int = 60
    grace_min: int = 60
    limits: dict[Kind, int] = {}
    spaces: list[SeedSpace] = []


def plant_car_parks(connection: Connection, wishes: list[SeedCarPark], *, now_ms: int) -> None:
    """Write the car parks that are not there."""
    there = {park.id for park in store.all_parks(connection)} if wishes else set[str]()
    for seed in wishes:
        identity = hashlib.sha256(f"{seed.site}\n{seed.name}".encode()).hexdigest()[:16]
        if identity not in there:
            store.put(connection, _park(identity, seed, now_ms))


def _park(identity: str, seed: SeedCarPark, now_ms: int) -> CarPark:
    spaces = tuple(
        Space(f"{identity[:8]}{at:03}", one.name, one.kind, one.device, one.component) for at, one in enumerate(seed.spaces)
    )
    return CarPark(
        id=identity,
        site=seed.site,
        name=seed.name,
        text=seed.text,
        for_whom=seed.for_whom,
        lat=seed.lat,
        lon=seed.lon,
        capacity=seed.capacity,
        limits={str(kind): most for kind, most in seed.limits.items()},
        early_min=seed.early_min,
        grace_min=seed.grace_min,
        made_ms=now_ms,
        changed_ms=now_ms,
        spaces=spaces,
    )
