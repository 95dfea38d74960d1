"""Places as ParkAPI reads them: static and realtime parking sites. Pure.

The fields are those that `parkapi-sources` (0.24, `StaticParkingSiteInput`, `RealtimeParkingSiteInput`) validates. It knows one
purpose a site, so spaces for bicycles are a site of their own. What has no position is left out: it needs one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from hallenwart_backend.exchange.moments import rfc3339
from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SpaceKind

BIKES: Final = "-bike"
_PARTS: Final = {SpaceKind.DISABLED: "disabled", SpaceKind.CHARGING: "charging", SpaceKind.BUS: "bus"}
_PURPOSES: Final = {Purpose.CAR: "CAR", Purpose.ITEM: "ITEM"}
_TYPES: Final = {"CAR": "OFF_STREET_PARKING_GROUND", "BIKE": "OTHER", "ITEM": "LOCKBOX"}
Spaces = Mapping[SpaceKind, int]


def static(sites: Sequence[ParkingSite], base: str, operator: str) -> list[dict[str, Any]]:
    """Return what rarely changes. `base` is where people reach this server."""
    return [_static(site, uid, purpose, kinds, base, operator) for site, uid, purpose, kinds in _told(sites)]


def realtime(sites: Sequence[ParkingSite]) -> list[dict[str, Any]]:
    """Return what holds now, of those that something measures."""
    return [said for site, uid, _, kinds in _told(sites) if (said := _realtime(site, uid, kinds)) is not None]


def combined(sites: Sequence[ParkingSite], base: str, operator: str) -> list[dict[str, Any]]:
    now = {one["uid"]: one for one in realtime(sites)}
    return [one | now.get(one["uid"], {}) for one in static(sites, base, operator)]


def _told(sites: Sequence[ParkingSite]) -> list[tuple[ParkingSite, str, str, Spaces]]:
    """Return each site with its id, its purpose and its spaces; bicycles apart."""
    found: list[tuple[ParkingSite, str, str, Spaces]] = []
    for site in sites:
        if site.lat is None or site.lon is None:
            continue
        bikes: Spaces = {kind: number for kind, number in site.spaces.items() if kind is SpaceKind.BIKE}
        others: Spaces = {kind: number for kind, number in site.spaces.items() if kind is not SpaceKind.BIKE}
        if others or not bikes:
            found.append((site, site.id, _PURPOSES[site.purpose], others))
        if bikes:
            found.append((site, f"{site.id}{BIKES}", "BIKE", bikes))
    return found


def _static(site: ParkingSite, uid: str, purpose: str, spaces: Spaces, base: str, operator: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "uid": uid,
        "group_uid": site.site,
        "name": site.name,
        "purpose": purpose,
        "type": _TYPES[purpose],
        "lat": str(site.lat),
        "lon": str(site.lon),
        "capacity": sum(spaces.values()),
        **{f"capacity_{word}": spaces[kind] for kind, word in _PARTS.items() if kind in spaces},
        "has_realtime_data": site.now is not None,
        "static_data_updated_at": rfc3339(site.changed_ms),
    }
    texts = {
        "operator_name": operator,
        "address": site.address,
        "description": site.text,
        "opening_hours": site.opening,
        "public_url": f"{base}{site.path}" if site.path else "",
    }
    said |= {name: text for name, text in texts.items() if text}
    return said | ({"restricted_to": [{"type": "PRIVATE"}]} if site.for_whom else {})


def _realtime(site: ParkingSite, uid: str, spaces: Spaces) -> dict[str, Any] | None:
    if site.now is None:
        return None
    free = {kind: site.now.free[kind] for kind in spaces if kind in site.now.free}
    status = {None: "UNKNOWN", True: "OPEN", False: "CLOSED"}[site.now.open]
    said: dict[str, Any] = {
        "uid": uid,
        "realtime_data_updated_at": rfc3339(site.now.as_of_ms),
        "realtime_opening_status": status,
    }
    if free and free.keys() == spaces.keys():  # the sum of some alone would be too few
        said["realtime_free_capacity"] = sum(free.values())
    return said | {f"realtime_free_capacity_{word}": free[kind] for kind, word in _PARTS.items() if kind in free}
