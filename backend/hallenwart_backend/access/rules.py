"""Which rights a locker gets, and what events say about who holds which key. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.documents import MAX_GRANTS, Grant, Grants
from hallenwart_contract.live import IncidentKind
from hallenwart_contract.messages import Event, EventKind, Severity

GRACE_MS: Final = 15 * 60_000
AHEAD_MS: Final = 7 * 86_400_000
NO_SHOW_AFTER_MS: Final = 20 * 60_000
ERASE_AFTER_MS: Final = GRACE_MS
_HOUR_MS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Right:
    """A stored grant that may go to a device."""

    id: str
    booking: str
    slots: tuple[int, ...]
    from_ms: int
    to_ms: int
    pin: bytes
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A key out of its compartment."""

    device: str
    slot: int
    taken_ms: int
    grant: str = ""
    booking: str = ""
    due_ms: int | None = None


def build_grants(rights: Iterable[Right], *, salt: bytes, now_ms: int) -> Grants:
    """Return the whole document: rights of the coming week, the soonest 400. Staff rights come first.

    Only the start of the current hour enters, so the document does not change by the mere passing of minutes.
    """
    hour = now_ms - now_ms % _HOUR_MS
    wanted = [right for right in rights if right.to_ms + GRACE_MS > hour and right.from_ms < hour + AHEAD_MS]
    wanted.sort(key=lambda right: (not right.staff, right.from_ms, right.id))
    chosen = [
        Grant(
            id=right.id,
            w=[(right.from_ms, right.to_ms)],
            slots=sorted(right.slots),
            pin=right.pin,
            booking=right.booking,
            staff=right.staff,
        )
        for right in wanted[:MAX_GRANTS]
    ]
    return Grants(rev=0, salt=salt, g=chosen, before_ms=GRACE_MS, after_ms=GRACE_MS, made_ms=now_ms)


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
