"""Which hall a project concerns, what is shown of it, and how old it is. Pure; times in milliseconds UTC."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from hallenwart_backend.participation.platforms.model import Kept, Platform, Rule, Told

OLD_MS: Final = 24 * 3_600_000
"""After so long without being read it is said that something may have changed."""
TOO_OLD_MS: Final = 14 * 86_400_000
"""After so long it is not shown any more."""
GONE_TOLD_MS: Final = 30 * 86_400_000
MOST_AT_KIOSK: Final = 8


def concerned(told: Told, rules: Iterable[Rule], sites: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the (hall, site) that rules find in the words of a project. `sites` says where each hall is."""
    said = f"{told.title}\n{told.area}\n{told.text}".casefold()
    found = [
        (rule.hall, sites.get(rule.hall, "") if rule.hall else rule.site)
        for rule in rules
        if rule.words.strip() and rule.words.strip().casefold() in said
    ]
    return tuple(dict.fromkeys(place for place in found if place[1]))


def is_shown(project: Kept, platform: Platform, now_ms: int) -> bool:
    """Say whether people are told of it: still published, running, not over, and read not too long ago."""
    over = project.told.to_ms is not None and project.told.to_ms < now_ms
    fresh = now_ms - project.read_ms < TOO_OLD_MS
    return platform.running and not project.hidden and project.gone_ms is None and not over and fresh


def is_old(read_ms: int, now_ms: int) -> bool:
    return now_ms - read_ms >= OLD_MS


def order(project: Kept) -> tuple[bool, int, str]:
    """What ends soon comes first."""
    return project.told.to_ms is None, project.told.to_ms or 0, project.id


def is_due(platform: Platform, now_ms: int) -> bool:
    return platform.running and (platform.tried_ms is None or platform.tried_ms + platform.every_min * 60_000 <= now_ms)


def is_current(platform: Platform, now_ms: int) -> bool:
    """Say whether it was read well lately: within three of its intervals."""
    return platform.read_ms is not None and now_ms - platform.read_ms <= 3 * platform.every_min * 60_000


def at(places: Collection[tuple[str, str]], *, hall: str = "", site: str = "") -> bool:
    """Say whether a hall, or a site, is among those places; a place without a hall is its whole site."""
    if hall:
        return any(one == hall or (not one and of == site) for one, of in places)
    return any(of == site for _, of in places)
