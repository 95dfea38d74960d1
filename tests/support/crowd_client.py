"""One of a crowd: a person at a browser who wants the same hall time as everybody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from support.backends import HOUR_MS, MONDAY_NOON_MS, Town

QUARTER_MS = 15 * 60_000
HALLS = {"nordpark": 3, "gymnastik": 1, "sued": 2}
FIRST_MS = MONDAY_NOON_MS + 2 * HOUR_MS
SPAN_QUARTERS = 28
"""Everybody wants the same seven hours."""


@dataclass(frozen=True, slots=True)
class Answer:
    act: str
    status: int
    body: dict[str, Any]


@dataclass
class Client:
    """`mine`: bookings made by this client and not given back; `series` and `borrowed` too. `town` is this process's."""

    browser: httpx.AsyncClient
    dice: random.Random
    office: bool
    town: Town
    mine: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    borrowed: list[str] = field(default_factory=list)

    def slot(self, *, most: int = 4) -> dict[str, int]:
        start = self.dice.randrange(SPAN_QUARTERS - most)
        length = self.dice.randrange(2, most + 1)
        return {"start_ms": FIRST_MS + start * QUARTER_MS, "end_ms": FIRST_MS + (start + length) * QUARTER_MS}

    def some_sections(self, hall: str) -> list[int]:
        return sorted(self.dice.sample(range(1, HALLS[hall] + 1), self.dice.randint(1, HALLS[hall])))

    async def book(self, hall: str, sections: Sequence[int]) -> httpx.Response:
        wish = {"hall": hall, "sections": list(sections), "title": "Gedränge", **self.slot()}
        answer = await self.browser.post("/api/bookings", json=wish)
        if answer.status_code == 201:
            self.mine.append(answer.json()["id"])
        return answer


def clocks(slot: dict[str, int]) -> dict[str, str]:
    """Return the local wall times of a slot of this Monday."""
    minutes = {name: (ms - MONDAY_NOON_MS) // 60_000 + 12 * 60 for name, ms in slot.items()}
    return {name: f"{minute // 60:02}:{minute % 60:02}" for name, minute in minutes.items()}
