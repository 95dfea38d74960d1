"""Car parks as DATEX II Parking Publication Light reads them, in its JSON form. Pure.

Model 3.3 (docs.datex2.eu): a site has a type and a position; availableSpaces are all that are free, those kept for somebody
stand by themselves in assignedFor. Enumerations are objects with a `value`, as DATEX II writes them in JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hallenwart_backend.exchange.moments import rfc3339
from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SpaceKind

_ASSIGNED: Final[dict[SpaceKind, dict[str, Any]]] = {
    SpaceKind.DISABLED: {"typeOfAssignment": {"value": "onlyFor"}, "user": {"value": "disabled"}},
    SpaceKind.CHARGING: {"typeOfAssignment": {"value": "onlyFor"}, "fuelType": {"value": "battery"}},
    SpaceKind.BUS: {"typeOfAssignment": {"value": "onlyFor"}, "vehicleType": {"value": "bus"}},
    SpaceKind.BIKE: {"typeOfAssignment": {"value": "onlyFor"}, "vehicleType": {"value": "bicycle"}},
}


def publication(sites: Sequence[ParkingSite], now_ms: int, base: str, publisher: str) -> dict[str, Any]:
    """Return the whole publication; `now_ms` is the time it was made."""
    told = [_site(one, base) for one in sites if one.purpose is Purpose.CAR and one.lat is not None and one.lon is not None]
    return {
        "_modelBaseVersion": "3",
        "_version": "3.3",
        "parkingPublicationLight": {
            "lang": "de",
            "publicationTime": rfc3339(now_ms),
            "publicationCreator": {"country": "DE", "nationalIdentifier": publisher or "Hallenwart"},
            "name": "Parkplätze an den Sporthallen",
            "parkingSite": told,
        },
    }


def _site(site: ParkingSite, base: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "_id": site.id,
        "type": {"value": "offStreetParkingGround"},
        "name": site.name,
        "numberOfSpaces": site.capacity,
        "locationAndDimension": {
            "coordinatesForDisplay": {"latitude": site.lat, "longitude": site.lon},
            **({"locationDescriptor": site.address} if site.address else {}),
        },
        "lastUpdate": rfc3339(site.now.as_of_ms if site.now else site.changed_ms),
    }
    if site.text:
        said["description"] = site.text
    if site.opening:
        said["openingTimesDescription"] = [site.opening]
    if site.path:
        said["urlLinkAddress"] = f"{base}{site.path}"
    assigned = [_assigned(site, kind) for kind in site.spaces if kind in _ASSIGNED]
    if assigned:
        said["assignedFor"] = assigned
    return said | _now(site)


def _assigned(site: ParkingSite, kind: SpaceKind) -> dict[str, Any]:
    free = site.now.free.get(kind) if site.now else None
    return _ASSIGNED[kind] | ({"availableSpaces": free} if free is not None else {})


def _now(site: ParkingSite) -> dict[str, Any]:
    if site.now is None:
        return {}
    said: dict[str, Any] = {} if site.now.open is None else {"isOpenNow": site.now.open}
    if site.now.free and site.now.free.keys() >= site.spaces.keys():
        said["availableSpaces"] = sum(site.now.free[kind] for kind in site.spaces)
    return said
