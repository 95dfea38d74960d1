"""Reads and writes how the outputs of a site follow bookings."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.halls.outputs.tables import output_times
from hallenwart_contract.documents import OutputTimes

BySite = dict[str, dict[str, OutputTimes]]
"""Times per site, and there per kind or output."""


def read(connection: Connection) -> BySite:
    found: BySite = {}
    for row in connection.execute(select(output_times).order_by(output_times.c.site, output_times.c.name)):
        times = OutputTimes(lead_min=row.lead_min, lag_min=row.lag_min, absent_min=row.absent_min, alone=row.alone)
        found.setdefault(row.site, {})[row.name] = times
    return found


def replace(connection: Connection, site: str, times: Mapping[str, OutputTimes]) -> None:
    """Put a site's times in place of what was there."""
    connection.execute(delete(output_times).where(output_times.c.site == site))
    if times:
        rows = [{"site": site, "name": name, **msgspec.structs.asdict(one)} for name, one in times.items()]
        connection.execute(insert(output_times), rows)
