"""Who is on call, as pages see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hallenwart_backend.alerts.duty.rules import OnCall
from hallenwart_contract import live

Lines = Mapping[str, Sequence[OnCall]]
"""The line of each site."""


def names(lines: Lines, site: str = "") -> list[str]:
    """Return whose turn it is for a site, in order; without one everyone's."""
    found = [lines.get(site, [])] if site else lines.values()
    return list(dict.fromkeys(one.name for line in found for one in line))


def duty_of(lines: Lines) -> list[live.Duty]:
    return [
        live.Duty(
            site=site,
            person=one.person,
            name=one.name,
            position=one.position,
            until_ms=one.until_ms,
            ways=one.ways,
            paths=one.paths,
            stand_in_for=one.stand_in_for,
            source=one.source,
        )
        for site, line in lines.items()
        for one in line
    ]
