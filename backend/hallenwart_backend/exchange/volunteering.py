"""Offers in the model of the Volunteering Data Standard (JSON-LD): organisation, activity, role, session. Pure.

https://standard.volunteeringdata.io/ontology/ in its version of 2026-03-23; the context it names maps plain names to
https://ns.volunteeringdata.io/. Times are told with `beginning` and `end`, as its ontology of time has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from hallenwart_backend.exchange.model import Item, ItemKind, Shift, Spot
from hallenwart_backend.exchange.moments import iso
from hallenwart_backend.exchange.teller import Teller

CONTEXT: Final = "https://api.volunteeringdata.io/context/v1"
NAMESPACE: Final = "https://ns.volunteeringdata.io/"


def document(items: Iterable[Item], teller: Teller) -> dict[str, Any]:
    """Return all offers by organisation, with licence and publisher as the standard tells them."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        found.setdefault((item.by_id, item.by or teller.publisher), []).append(item)
    newest = max((item.modified_ms for some in found.values() for item in some), default=0)
    return {
        "@context": CONTEXT,
        "conformsTo": NAMESPACE,
        "license": teller.terms.license,
        "publisher": f"{teller.base}/",
        **({"modified": iso(newest, teller.zone)[:10]} if newest else {}),
        "graph": [_organisation(by_id, name, some, teller) for (by_id, name), some in found.items()],
    }


def _organisation(by_id: str, name: str, items: Iterable[Item], teller: Teller) -> dict[str, Any]:
    return {
        "type": "Organisation",
        "id": teller.id_of(ItemKind.CLUB, by_id) if by_id else f"{teller.base}/",
        "name": name,
        "activity": [_activity(item, teller) for item in items],
    }


def _activity(item: Item, teller: Teller) -> dict[str, Any]:
    role: dict[str, Any] = {
        "type": "Role",
        "title": item.role or item.title,
        "description": item.needs,
        "applyLink": item.url,
        "allowsRemoteParticipation": False,
        "minimumAge": str(item.min_age) if item.min_age else "",
    }
    return {
        "type": "Activity",
        "id": teller.id_of(item.kind, item.id),
        "title": item.title,
        **({"description": item.text} if item.text else {}),
        "role": [{name: value for name, value in role.items() if value != ""}],
        "session": [_session(shift, item, teller) for shift in item.shifts],
    }


def _session(shift: Shift, item: Item, teller: Teller) -> dict[str, Any]:
    return {
        "type": "Session",
        "id": f"{teller.id_of(item.kind, item.id)}#{shift.id}",
        "location": _location(item.spot),
        "time": [
            {"type": "Time", "beginning": iso(shift.from_ms, teller.zone), "end": iso(shift.to_ms, teller.zone)},
        ],
    }


def _location(spot: Spot) -> dict[str, Any]:
    told = {"type": "Location", "name": spot.name, "address": spot.address}
    if spot.lat is not None and spot.lon is not None:
        told |= {"latitude": str(spot.lat), "longitude": str(spot.lon)}
    return {name: value for name, value in told.items() if value}
