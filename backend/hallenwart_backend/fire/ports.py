"""What fire keeps: every alarm with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_contract.messages import Alarm

HELD: Final = "held"
RAISED: Final = "raised"
CLEARED: Final = "cleared"


@dataclass(frozen=True, slots=True)
class KeptAlarm:
    """`state` is HELD, RAISED or CLEARED; `told_ms` when the incident was committed."""

    device: str
    alarm: Alarm
    state: str
    received_ms: int
    told_ms: int | None = None


class AlarmStore(Protocol):
    async def find(self, device: str, alarm_id: str) -> KeptAlarm | None: ...

    async def keep(self, kept: KeptAlarm) -> None: ...

    async def held(self) -> list[KeptAlarm]: ...

    async def recent(self, limit: int) -> list[KeptAlarm]:
        """Return the newest alarms that were told."""
        ...
