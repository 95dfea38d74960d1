"""Whether a command may still be carried out. Pure; every layer stands by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.documents import MAX_OPEN_TTL_MS, Command

OPS: Final = frozenset({"open", "learn", "answer", "unlockout", "identify", "sync", "silence", "reset", "drill"})
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
    if moment.waited_mono_ms >= command.ttl_ms or moment.stalled:
        return True
    stretch_ms = (moment.wall_speed - 1) * command.ttl_ms
    return moment.clock_trusted and moment.now_ms > command.exp_ms + stretch_ms
