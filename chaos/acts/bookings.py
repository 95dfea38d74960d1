"""Bookings made over HTTP, each for a time of its own."""

from __future__ import annotations

import random
import time
from typing import Any, Final

from chaos import words
from chaos.lab import Lab
from chaos.registry import ACTS, ActKind, How

_DAY_MS: Final = 86_400_000
_QUARTER_MS: Final = 15 * 60_000


async def book(lab: Lab, how: How) -> None:
    """Book some days from now; whoever gets no answer does not know whether it counts."""
    lab.figures["bookings asked"] += 1
    title = f"Kurs {lab.plan.seed}-{lab.figures['bookings asked']}"
    day_ms = int(time.time() * 1000) // _DAY_MS * _DAY_MS + int(how["days"]) * _DAY_MS
    start_ms = day_ms + 6 * 3_600_000 + int(how["quarter"]) * _QUARTER_MS
    wish = {
        "hall": "nordpark",
        "sections": [how["section"]],
        "start_ms": start_ms,
        "end_ms": start_ms + 2 * _QUARTER_MS,
        "title": title,
    }
    answer = await lab.house.ask(words.JANA, "POST", "/api/bookings", wish, within_s=4)
    if answer is None:
        lab.maybe_booked.append(title)
    elif answer.status_code == 201:
        lab.booked.append(title)


def _when(dice: random.Random) -> dict[str, Any]:
    return {"days": dice.randint(2, 20), "quarter": dice.randrange(0, 40, 2), "section": dice.randint(1, 3)}


ACTS["book"] = ActKind("book", book, (2, 4), _when)
