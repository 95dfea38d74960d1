"""Hands what waits in the state to the outbox: alarms before events, and between two events whatever alarm came meanwhile."""

from __future__ import annotations

import logging
from typing import Final

from hallenwart_edge.fire.state import Fire
from hallenwart_edge.ports import Outbox

_log: Final = logging.getLogger(__name__)


async def tell_all(fire: Fire, outbox: Outbox) -> tuple[int, int]:
    """Hand over all rows, or one event when there are none. Returns how many rows and events are safe now."""
    for row in fire.rows:
        await outbox.alarm(row)
        _log.info("alarm %s: %s in %s", row.phase, row.type, row.zone, extra={"alarm": row.id})
    if fire.rows or not fire.events:
        return len(fire.rows), 0
    await outbox.event(fire.events[0])
    return 0, 1
