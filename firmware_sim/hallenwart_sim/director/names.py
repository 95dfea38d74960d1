"""What the director can let happen."""

from __future__ import annotations

from typing import Final

ACTIONS: Final = (
    "fire",
    "fire_end",
    "cut",
    "heal",
    "key_late",
    "no_show",
    "wrong_key",
    "broker_dead",
    "broker_back",
)
