"""Ideas of citizens about halls: their kinds and how far they have come, the same at the kiosk and on the server."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

MAX_IDEA_CHARS: Final = 500


class IdeaKind(StrEnum):
    """What an idea is about."""

    BARRIER = "barrier"
    """Something in the way of somebody: a step, a heavy door, a sign nobody can read."""
    REPAIR = "repair"
    SPORT = "sport"
    """A sport or a time that is missing."""
    OTHER = "other"


class IdeaState(StrEnum):
    """How far an idea has come. `NEW` and `HIDDEN` are never shown."""

    NEW = "new"
    OPEN = "open"
    """Shown, and not answered yet."""
    PASSED_ON = "passed_on"
    """Handed to whoever decides on it."""
    ANSWERED = "answered"
    DONE = "done"
    HIDDEN = "hidden"
