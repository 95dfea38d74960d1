"""What a code under duress tells: the backend alone; no screen, lamp, siren or snapshot of this site knows of it."""

from __future__ import annotations

from uuid import uuid4

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity


def alarm(grant: str, component: str, clock: Clock) -> Alarm:
    """Return the alarm of a door that was opened under duress by this grant."""
    return Alarm(
        id=f"duress-{uuid4().hex}",
        type=AlarmType.DURESS,
        phase=Phase.RAISE,
        sev=Severity.CRIT,
        zone="",
        c=component,
        t_ms=clock.now_ms(),
        mono_ms=clock.mono_ms(),
        text=grant,
    )
