"""Whether a command may still be carried out. Pure; every layer stands by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.documents import MAX_OPEN_TTL_MS, Command

OPS: Final = frozenset(
    {"open", "learn", "answer", "unlockout", "identify", "sync", "restart", "logs", "update", "renew", "proof", "live"}
    | {"silence", "reset", "drill", "disable", "enable", "walk", "delay", "selftest", "output"}
)
MAX_TTL_MS: Final = 60_000
MAX_ID_CHARS: Final = 64
STALL_MS: Final = 5_000
"""When the loop stood still longer than this, what it reads next may have waited in a buffer all that time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the device knows when it decides. `waited_mono_ms` has passed since the command was read from the wire."""

    boot: str
    conn: int
    now_ms: int
    waited_mono_ms: int
    clock_trusted: bool
    stalled: bool = False
    wall_speed: float = 1.0
    """How fast wall time runs; 1 but in a demo town."""


def refusal(command: Command, moment: Moment) -> str:
    """Return why the command is refused, or an empty string."""
    if not 0 < len(command.id) <= MAX_ID_CHARS:
        return "bad_id"
    if command.op not in OPS:
        return "unknown_op"
    if (command.to.boot, command.to.conn) != (moment.boot, moment.conn):
        return "stale_conn"
    if not 0 < command.ttl_ms <= (MAX_OPEN_TTL_MS if command.op == "open" else MAX_TTL_MS):
        return "bad_ttl"
    return "expired" if is_late(command, moment) else ""


def is_late(command: Command, moment: Moment) -> bool:
    """Say whether the command outlived its time: by the monotonic clock always, by the wall clock when that is trusted."""
    return moment.stalled or left_ms(command, moment) <= 0


def left_ms(command: Command, moment: Moment) -> int:
    """Return what is left of the command's life on the monotonic clock, as far as both clocks let it live."""
    left = command.ttl_ms - moment.waited_mono_ms
    if not moment.clock_trusted:
        return left
    stretch_ms = (moment.wall_speed - 1) * command.ttl_ms
    by_wall_ms = (command.exp_ms + stretch_ms - moment.now_ms) / moment.wall_speed
    return min(left, math.floor(by_wall_ms) + 1)
