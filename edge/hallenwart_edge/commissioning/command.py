"""`hallenwart-edge check`: the quick look, and the assistant that leads somebody through the whole commissioning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.commissioning.devices import device_looks
from hallenwart_edge.commissioning.quick import quick_looks
from hallenwart_edge.commissioning.step import Look, Outcome
from hallenwart_edge.config import AgentConfig

ESSENTIAL: Final = frozenset({("agent", "version"), ("credentials", "load"), ("card", "write")})
"""What a release needs to run at all; anything else may fail because of the surroundings."""
WELL, WRONG, SURROUNDINGS = 0, 1, 3


async def quick(config: AgentConfig, say: Callable[[str], None]) -> int:
    """Look at everything that needs no person. Returns the exit status: 0, 1, or 3 when only the surroundings fail."""
    looks: list[Look] = []
    async for look in quick_looks(config, SystemClock()):
        looks.append(look)
        say(look.line)
    async for look in device_looks(config):
        looks.append(look)
        say(look.line)
    bad = {(look.component, look.step) for look in looks if look.outcome is Outcome.FAILED}
    say(f"{len(bad)} Fehler / failures" if bad else "alles in Ordnung / all is well")
    return status_of(bad)


def status_of(bad: set[tuple[str, str]]) -> int:
    if not bad:
        return WELL
    return WRONG if bad & ESSENTIAL else SURROUNDINGS
