"""What a locker's events say is wrong, and what ends it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Event, Severity

DOOR_TROUBLE: Final[Mapping[str, tuple[IncidentKind, Severity]]] = {
    EventKind.DOOR_FORCED: (IncidentKind.FORCED_DOOR, Severity.CRIT),
    EventKind.DOOR_LEFT_OPEN: (IncidentKind.LEFT_OPEN, Severity.WARN),
    EventKind.DOOR_JAMMED: (IncidentKind.JAMMED, Severity.WARN),
    EventKind.KEY_WRONG: (IncidentKind.WRONG_KEY, Severity.WARN),
    EventKind.KEY_MISSING: (IncidentKind.KEY_MISSING, Severity.WARN),
    EventKind.KEY_UNKNOWN: (IncidentKind.KEY_UNKNOWN, Severity.CRIT),
    EventKind.RESPONDER_OPENED: (IncidentKind.RESPONDER, Severity.WARN),
}
"""Events of a compartment that become incidents: kind and severity."""

LOCKER_TROUBLE: Final[Mapping[str, tuple[IncidentKind, Severity]]] = {
    EventKind.LOCKOUT_START: (IncidentKind.GUESSING, Severity.INFO),
    EventKind.PAD_CAPPED: (IncidentKind.GUESSING, Severity.WARN),
    EventKind.MAINS_LOST: (IncidentKind.MAINS, Severity.WARN),
}
"""Events of a locker as a whole. One pause of the pad is a hint; a pad at its cap is no longer one person's bad memory."""

CURES: Final[Mapping[str, tuple[IncidentKind, ...]]] = {
    EventKind.DOOR_CLOSED: (IncidentKind.FORCED_DOOR, IncidentKind.LEFT_OPEN),
    EventKind.DOOR_OPENED: (IncidentKind.JAMMED,),
    EventKind.KEY_RETURNED: (
        IncidentKind.WRONG_KEY,
        IncidentKind.KEY_OVERDUE,
        IncidentKind.KEY_MISSING,
        IncidentKind.KEY_UNKNOWN,
        IncidentKind.KEY_CONFLICT,
    ),
    EventKind.KEY_TAKEN: (IncidentKind.WRONG_KEY, IncidentKind.KEY_MISSING),
    EventKind.RESPONDER_SHUT: (IncidentKind.RESPONDER,),
}
"""Which troubles of the same compartment an event ends."""

LOCKER_CURES: Final[Mapping[str, tuple[IncidentKind, ...]]] = {
    EventKind.MAINS_BACK: (IncidentKind.MAINS,),
    EventKind.LOCKOUT_END: (IncidentKind.GUESSING,),
}
"""Which troubles of the locker an event ends. The end of a pause ends no cap: that is another key."""


def slot_of(event: Event) -> int | None:
    """Return the compartment an event is about: attribute `slot`, or the number after the component's last `/`, `-` or `:`."""
    slot = event.a.get("slot")
    if isinstance(slot, int) and not isinstance(slot, bool):
        return slot
    tail = event.c.replace(":", "/").replace("-", "/").rpartition("/")[2]
    return int(tail) if tail.isascii() and tail.isdigit() and len(tail) < 4 else None


def trouble_key(kind: IncidentKind, device: str, slot: int) -> str:
    return f"{kind}:{device}:{slot}"


def locker_key(kind: IncidentKind, device: str, event: str = "") -> str:
    """Return the key of a trouble of the whole locker; a pad at its cap is told apart from its pauses."""
    return f"{kind}:{device}:cap" if event == EventKind.PAD_CAPPED else f"{kind}:{device}"
