"""The words of a compartment's life: its stages, what is seen of it, what happens to it, and what may be broken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hallenwart_contract.event_kinds import EventKind


class Stage(StrEnum):
    """The stage of life, as snapshots name it."""

    CLOSED = "closed"
    UNLOCKING = "unlocking"
    OPEN = "open"
    KEY_TAKEN = "key_taken"
    KEY_RETURNED = "key_returned"
    WRONG_KEY = "wrong_key"
    LEFT_OPEN = "left_open"
    FORCED = "forced"
    JAMMED = "jammed"
    OUT_OF_SERVICE = "out_of_service"


class Happening(StrEnum):
    """What an event of a door is called on the wire."""

    OPENED = EventKind.DOOR_OPENED
    CLOSED = EventKind.DOOR_CLOSED
    FORCED = EventKind.DOOR_FORCED
    JAMMED = EventKind.DOOR_JAMMED
    LEFT_OPEN = EventKind.DOOR_LEFT_OPEN
    KEY_TAKEN = EventKind.KEY_TAKEN
    KEY_RETURNED = EventKind.KEY_RETURNED
    KEY_WRONG = EventKind.KEY_WRONG
    KEY_UNKNOWN = EventKind.KEY_UNKNOWN


class Hangs(StrEnum):
    """What hangs in a compartment. `UNREAD`: something without a tag, so far; `BLIND`: no sensor looks."""

    NOTHING = "nothing"
    OWN = "own"
    OTHER = "other"
    UNREAD = "unread"
    BLIND = "blind"


class Fault(StrEnum):
    HOOK_STUCK = "hook_stuck"
    HOOK_FLICKERS = "hook_flickers"
    KEY_FLICKERS = "key_flickers"
    OPEN_TOO_LONG = "open_too_long"


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading: the hook, and what hangs there. `tag` is the id of a key tag that was read."""

    closed: bool
    hangs: Hangs
    tag: str = ""
