"""What events of a locker say: who holds which key, what is wrong at a door. Pure; times in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

GRACE_MS: Final = 15 * 60_000
NO_SHOW_AFTER_MS: Final = 20 * 60_000


@dataclass(frozen=True, slots=True)
class Held:
    """A key out of its compartment."""

    device: str
    slot: int
    taken_ms: int
    grant: str = ""
    booking: str = ""
    due_ms: int | None = None
    cred: str = ""
    who: str = ""


def is_overdue(held: Held, now_ms: int) -> bool:
    return held.due_ms is not None and now_ms > held.due_ms + GRACE_MS


def is_no_show(start_ms: int, end_ms: int, *, key_taken: bool, most_people: int | None, now_ms: int) -> bool:
    """Say whether a booked hall stays empty: 20 min after the start no key was taken and nobody counted.

    `most_people` None (counter not to be trusted) is no proof of an empty hall; without a key it still counts as one only
    when the counter works.
    """
    return start_ms + NO_SHOW_AFTER_MS <= now_ms < end_ms and not key_taken and most_people == 0
