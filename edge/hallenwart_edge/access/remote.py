"""The command `open {slot, emergency}`: at most one pulse for one command, and none when its time is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command
from hallenwart_contract.messages import Scalar
from hallenwart_edge.access.doors import Doors
from hallenwart_edge.access.opening import Opened, Opener
from hallenwart_edge.command_ports import Outcome

ON_THE_LINE_MS: Final = 1_500
"""What a pulse may wait for its board and supply; a command with less left than that is refused rather than late."""


async def open_by_command(command: Command, of: Callable[[int], Doors | None], clock: Clock) -> Outcome:
    """Open one compartment. A running opening is not waited for: the sender hears `busy`.

    `command.ttl_ms` is what is left of its life. `emergency` opens what is out of service too, and is told as such.
    """
    end_ms = clock.mono_ms() + command.ttl_ms
    slot = command.arg.get("slot")
    doors = of(slot) if isinstance(slot, int) and not isinstance(slot, bool) else None
    if doors is None or not isinstance(slot, int):
        return Outcome(Opened.UNKNOWN_SLOT)
    opened = await doors.open(
        slot,
        Opener(command=command.id),
        wait=False,
        emergency=command.arg.get("emergency") is True,
        allowed=lambda: clock.mono_ms() + ON_THE_LINE_MS <= end_ms,
    )
    told: dict[str, Scalar] = {"slot": slot}
    return Outcome(opened, told)
