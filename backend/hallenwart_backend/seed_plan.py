"""Plans of sites in a seed file.

    [[plan]]    site, width_m, height_m,
                room = [{ name, zone, x_m, y_m, w_m, h_m }],
                point = [{ kind = "sensor", name, device, c, sees = "smoke", x_m, y_m }]

A site that has a plan keeps it: people may have drawn in it since.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fire.plan.rules import POINT_KINDS, SEES, Plan, Point, Room, fault_of
from hallenwart_backend.fire.plan.service import put
from hallenwart_backend.fire.plan.tables import site_plans
from hallenwart_backend.halls import tables


class SeedRoom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    x_m: float
    y_m: float
    w_m: float
    h_m: float
    zone: str = ""


class SeedPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: str
    name: str
    x_m: float
    y_m: float
    device: str = ""
    c: str = ""
    sees: str = ""


class SeedPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    site: str
    width_m: float
    height_m: float
    room: list[SeedRoom] = []
    point: list[SeedPoint] = []


def plant_plan(connection: Connection, wish: SeedPlan, *, now_ms: int) -> None:
    """Write a plan where there is none. Raises ConfigError for what does not fit."""
    plan = Plan(
        wish.width_m,
        wish.height_m,
        tuple(Room(**msgspec.structs.asdict(room)) for room in wish.room),
        tuple(Point(**msgspec.structs.asdict(point)) for point in wish.point),
        changed_ms=now_ms,
    )
    zones = set(connection.scalars(select(tables.zones.c.id).where(tables.zones.c.site == wish.site)))
    devices = set(connection.scalars(select(tables.devices.c.id).where(tables.devices.c.site == wish.site)))
    if fault := fault_of(plan, zones=zones, devices=devices):
        raise ConfigError(f"plan of {wish.site}: {fault.en}")
    for point in wish.point:
        if point.kind not in POINT_KINDS or point.sees not in SEES:
            raise ConfigError(f"plan of {wish.site}: {point.name!r}: kind is one of {', '.join(POINT_KINDS)}")
    if connection.scalar(select(site_plans.c.site).where(site_plans.c.site == wish.site)) is None:
        put(connection, wish.site, plan, None)
