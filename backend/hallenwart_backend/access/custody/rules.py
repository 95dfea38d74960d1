"""Who holds which key, when that is a matter for people, and what counting people says of it. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

NO_SHOW_AFTER_MS: Final = 20 * 60_000
INCIDENT_AFTER_MS: Final = 15 * 60_000
"""After the group was reminded: that did not help."""
HAND_OVER_MS: Final = 5 * 60_000
"""One group follows the other: this long a key may be on its way from hand to hand."""
NEEDED_WITHIN_MS: Final = 60 * 60_000
INSIDE_AFTER_MS: Final = 10 * 60_000
INSIDE_UNTIL_MS: Final = 4 * 3_600_000
"""So long after its key came back a hall in use is one that was not left; later it is one that was entered without a key."""
STEADY_MS: Final = 10 * 60_000
CAP_ENDS_MS: Final = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Held:
    """A key out of its compartment; `after_ms` is the grace of its site after it is due."""

    device: str
    slot: int
    taken_ms: int
    grant: str = ""
    booking: str = ""
    due_ms: int | None = None
    cred: str = ""
    who: str = ""
    after_ms: int = 0


def is_overdue(held: Held, now_ms: int) -> bool:
    """Say whether the group is to be reminded: until the grace is over it may be on its way to the locker."""
    return held.due_ms is not None and now_ms > held.due_ms + held.after_ms


def is_no_show(start_ms: int, end_ms: int, *, key_taken: bool, most_people: int | None, now_ms: int) -> bool:
    """Say whether a booked hall stays empty: 20 min after the start no key was taken and nobody counted.

    `most_people` None (counter not to be trusted) is no proof of an empty hall; without a key it still counts as one only
    when the counter works.
    """
    return start_ms + NO_SHOW_AFTER_MS <= now_ms < end_ms and not key_taken and most_people == 0


def slots_now(slots: Iterable[int], *, lost: Collection[int], spares: Mapping[int, int]) -> list[int]:
    """Return the compartments a right opens: of a lost key the one with its spare, in order.

    Without a spare, or with that lost too, the compartment itself stays: the locker refuses it in words.
    """
    chosen = set()
    for slot in slots:
        spare = spares.get(slot)
        chosen.add(spare if slot in lost and spare is not None and spare not in lost else slot)
    return sorted(chosen)


def wants_incident(held: Held, now_ms: int) -> bool:
    return is_overdue(held, now_ms - INCIDENT_AFTER_MS)


def in_conflict(held: Held, *, next_start_ms: int, now_ms: int) -> bool:
    """Say whether the next booking must fear for its key: it starts within the hour, and the key is late or bound for later.

    A key that is due before the next booking starts is where it belongs. One nobody must return (staff, unknown) never is.
    """
    late = held.due_ms is None or now_ms > held.due_ms + HAND_OVER_MS or held.due_ms > next_start_ms
    return late and next_start_ms - now_ms <= NEEDED_WITHIN_MS


@dataclass(frozen=True, slots=True)
class HallSeen:
    """A hall with keys at one moment. `fewest` and `count` are None where the counter is not to be trusted.

    `fewest` is the least number counted over the last `STEADY_MS`, `count` the one of now. `free` is True while a booking
    runs that needs no key. `returned_ms`: when a key of the hall came back last.
    """

    count: int | None
    fewest: int | None
    keys_out: int
    free: bool
    returned_ms: int | None


class Presence(Enum):
    """What people counted without a key mean."""

    FINE = "fine"
    UNSURE = "unsure"
    INSIDE = "inside"
    NO_KEY = "no_key"


def presence(hall: HallSeen, now_ms: int) -> Presence:
    """Judge a hall. An unknown count proves nothing: what was told before stays as it is."""
    if hall.keys_out or hall.free or hall.count == 0:
        return Presence.FINE
    if hall.fewest is None or hall.fewest == 0:
        return Presence.UNSURE
    if hall.returned_ms is None or now_ms - hall.returned_ms > INSIDE_UNTIL_MS:
        return Presence.NO_KEY
    return Presence.INSIDE if now_ms - hall.returned_ms >= INSIDE_AFTER_MS else Presence.UNSURE
