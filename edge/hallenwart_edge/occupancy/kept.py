"""What survives a restart of the counting, and how long it was interrupted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.whole import Whole
from hallenwart_edge.door_ports import Totals
from hallenwart_edge.occupancy.closing import Balance, Closing, Tally
from hallenwart_edge.occupancy.counting import FRESH_VARIANCE, Running
from hallenwart_edge.occupancy.fusion import Learnt

FILE: Final = "occupancy.json"
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class KeptPlace(msgspec.Struct, kw_only=True):
    """A place's count, its passages of the local day, its balance, and what it taught of its lamps and air."""

    count: Running = Running(variance=FRESH_VARIANCE)
    today: Tally = Tally()
    balance: Balance = Balance()
    closings: list[Closing] = []
    learnt: Learnt = Learnt()


class KeptDoor(msgspec.Struct, kw_only=True):
    """A counter's passages of the local day and since it was put into service.

    `totals`: what a counter that adds up by itself said last.
    """

    today: Tally = Tally()
    ever: Tally = Tally()
    totals: Totals = Totals()


class Book(msgspec.Struct, kw_only=True):
    """The whole file. `day`: the local date of `today`. `boot`, `mono_ms`, `wall_ms`: when it was written."""

    day: str = ""
    boot: str = ""
    mono_ms: Whole = 0
    wall_ms: Whole = 0
    places: dict[str, KeptPlace] = {}
    doors: dict[str, KeptDoor] = {}


def interruption_ms(book: Book, clock: Clock, *, boot: str, trusted: bool) -> int | None:
    """Return for how long nobody counted since the book was written, None when nobody knows.

    Within one boot of the machine its monotonic clock tells it, over a boot only a wall clock that is right.
    """
    if book.boot and book.boot == boot:
        return max(0, clock.mono_ms() - book.mono_ms)
    lasted_ms = clock.now_ms() - book.wall_ms
    return lasted_ms if trusted and book.wall_ms and lasted_ms >= 0 else None


def boot_id() -> str:
    """Return the name of this boot of the machine, empty where the kernel does not tell it."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
