"""Whether it is a good moment to stand still for some seconds: no alarm, no open door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from hallenwart_contract.doors import DoorState
from hallenwart_contract.messages import Alarm


class Doings(Protocol):
    """What of the board says that people are at something."""

    @property
    def alarms(self) -> list[Alarm]: ...

    @property
    def doors(self) -> Mapping[int, DoorState]: ...

    @property
    def siren(self) -> bool: ...


def hindrance(board: Doings) -> str:
    """Return why the agent should not stand still now: alarm or door_open, or nothing."""
    if board.siren or any(not alarm.test for alarm in board.alarms):
        return "alarm"
    return "door_open" if any(door.known and not door.closed for door in board.doors.values()) else ""
