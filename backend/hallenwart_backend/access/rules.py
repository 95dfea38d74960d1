"""What events of a locker say: who holds which key, what is wrong at a door. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.live import IncidentKind
from hallenwart_contract.messages import Event, EventKind, Severity

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


def slot_of(event: Event) -> int | None:
    """Return the compartment an event is about: attribute `slot`, or the number after the component's last `/`, `-` or `:`."""
    slot = event.a.get("slot")
    if isinstance(slot, int) and not isinstance(slot, bool):
        return slot
    tail = event.c.replace(":", "/").replace("-", "/").rpartition("/")[2]
    return int(tail) if tail.isascii() and tail.isdigit() and len(tail) < 4 else None


def is_overdue(held: Held, now_ms: int) -> bool:
    return held.due_ms is not None and now_ms > held.due_ms + GRACE_MS


def is_no_show(start_ms: int, end_ms: int, *, key_taken: bool, most_people: int | None, now_ms: int) -> bool:
    """Say whether a booked hall stays empty: 20 min after the start no key was taken and nobody counted.

    `most_people` None (counter not to be trusted) is no proof of an empty hall; without a key it still counts as one only
    when the counter works.
    """
    return start_ms + NO_SHOW_AFTER_MS <= now_ms < end_ms and not key_taken and most_people == 0


DOOR_TROUBLE: Final[Mapping[str, tuple[IncidentKind, Severity]]] = {
    EventKind.DOOR_FORCED: (IncidentKind.FORCED_DOOR, Severity.CRIT),
    EventKind.DOOR_LEFT_OPEN: (IncidentKind.LEFT_OPEN, Severity.WARN),
    EventKind.DOOR_JAMMED: (IncidentKind.JAMMED, Severity.WARN),
    EventKind.KEY_WRONG: (IncidentKind.WRONG_KEY, Severity.WARN),
}
"""Events of a locker that become incidents: kind and severity."""

CURES: Final[Mapping[str, tuple[IncidentKind, ...]]] = {
    EventKind.DOOR_CLOSED: (IncidentKind.FORCED_DOOR, IncidentKind.LEFT_OPEN),
    EventKind.DOOR_OPENED: (IncidentKind.JAMMED,),
    EventKind.KEY_RETURNED: (IncidentKind.WRONG_KEY, IncidentKind.KEY_OVERDUE),
    EventKind.KEY_TAKEN: (IncidentKind.WRONG_KEY,),
}
"""Which troubles of the same compartment an event ends."""


def trouble_key(kind: IncidentKind, device: str, slot: int) -> str:
    return f"{kind}:{device}:{slot}"
