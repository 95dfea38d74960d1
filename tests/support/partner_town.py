"""A booking system beside a seeded backend: its key, its requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from hallenwart_backend.access.partners.rules import Scope, Spot
from support.backends import HOUR_MS, MONDAY_NOON_MS, Town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
Json = dict[str, Any]


@dataclass
class System:
    """Speaks with the key it was given."""

    town: Town
    id: str
    key: str
    browser: httpx.AsyncClient
    numbers: count[int] = field(default_factory=count)

    async def ask(self, method: str, path: str, body: Json | None = None, *, repeat: str = "") -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.key}"} | ({"Idempotency-Key": repeat} if repeat else {})
        return await self.browser.request(method, f"/partner/v1{path}", json=body, headers=headers)

    async def done(self, method: str, path: str, body: Json | None = None, *, repeat: str = "") -> Json:
        """Ask for what must work."""
        answer = await self.ask(method, path, body, repeat=repeat)
        assert answer.status_code in {200, 201, 202}, answer.text
        told: Json = answer.json()
        return told

    def wish(self, number: int = 1, **changes: object) -> Json:
        """Return a wish for one compartment this evening, under a new reference."""
        return {
            "reference": f"B-{next(self.numbers)}",
            "compartments": [{"locker": "nordpark-1", "number": number}],
            "from_ms": EVENING_MS,
            "to_ms": EVENING_MS + 2 * HOUR_MS,
        } | changes


async def new_system(town: Town, *sites: str, spots: tuple[Spot, ...] = (), name: str = "Stadtbuchung") -> System:
    scope = Scope(frozenset(sites or (() if spots else ("nordpark",))), frozenset(spots))
    system, key = await town.backend.partner_desk.systems.add(name, scope, by="test")
    return System(town, system, key, town.stranger())
