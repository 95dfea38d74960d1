"""Examples that stand in the description of the API."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

GRANT: Final[Json] = {
    "id": "pc4f1a09be2277",
    "reference": "B-2026-1187",
    "state": "granted",
    "version": 1,
    "title": "",
    "from_ms": 1795453200000,
    "to_ms": 1795460400000,
    "opens_ms": 1795452300000,
    "closes_ms": 1795461300000,
    "compartments": [
        {
            "locker": "nordpark-1",
            "number": 1,
            "label": "Nordpark Drittel 1",
            "hall": "nordpark",
            "sections": [1],
        }
    ],
    "code": "48151623",
    "extra": "4208",
    "passes": [{"locker": "nordpark-1", "text": "AEA3X7N5…"}],
    "steps": [
        {"step": "planned", "at_ms": 1795431600000},
        {"step": "delivered", "at_ms": 1795431600400},
        {"step": "applied", "at_ms": 1795431600900},
        {"step": "used", "at_ms": None},
        {"step": "key_out", "at_ms": None},
        {"step": "key_back", "at_ms": None},
    ],
    "lockers": [
        {
            "locker": "nordpark-1",
            "delivered": True,
            "applied": True,
            "list_ms": 1795431600900,
            "list_age_ms": 4100,
        }
    ],
    "keys": [],
    "created_ms": 1795431600000,
    "revoked_ms": None,
    "cursor": "17",
}
UNAVAILABLE: Final[Json] = {
    "code": "compartments_unavailable",
    "message": {"de": "In dieser Zeit ist das schon vergeben.", "en": "This is taken at that time."},
    "conflicts": [
        {
            "held_by": "hallenwart",
            "reason": "taken",
            "from_ms": 1795453200000,
            "to_ms": 1795458600000,
            "hall": "nordpark",
            "sections": [1],
        }
    ],
}
