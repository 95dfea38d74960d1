"""One run being played: the house, what was done in it, and what befell it."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from chaos.black_box import Row
from chaos.house import House
from chaos.plan import Plan, Timed
from chaos.registry import FAULTS
from chaos.rows import as_stored
from chaos.watch import Seen

_HEARD_WITHIN_S: Final = 4.0


@dataclass
class Struck:
    """A fault as it happened: `from_s` and `to_s` are moments of the machine's monotonic clock."""

    timed: Timed
    from_s: float = 0.0
    to_s: float = 0.0
    kept: dict[str, Any] = field(default_factory=dict)
    """What its kind wants to remember until it heals or is judged."""

    @property
    def how(self) -> dict[str, Any]:
        return dict(self.timed.how)


@dataclass
class Order:
    """A command somebody gave from afar. It must not move a coil before `from_s` nor after `to_s`."""

    slot: int
    from_s: float
    to_s: float
    id: str = ""
    answer: str = ""


@dataclass
class Typed:
    """A code typed at the keypad."""

    slot: int
    at_s: float
    agent_lived: bool


@dataclass
class Danger:
    """Something that must become an incident: what kind, of which sensor or compartment, and whether people must be told."""

    kind: str
    device: str
    c: str
    at_s: float
    told: bool


def _shuts_eyes(struck: Struck) -> bool:
    """Whether a fault keeps the server from seeing anything: of itself, of its line, of the broker.

    Heartbeats wait behind rows that the records do not take, so what comes and goes meanwhile is over when they are heard.
    """
    who = struck.how.get("who", struck.how.get("end", ""))
    slow = struck.timed.kind == "store slow" and struck.how.get("store") == "records"
    return slow or who in {"server", "broker"} or struck.timed.kind in {"server restored", "store full"}


@dataclass
class Lab:
    """`deeds` are what acts did; `given_up` rows whose loss a fault declared."""

    house: House
    plan: Plan
    began_s: float = 0.0
    struck: list[Struck] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    dangers: list[Danger] = field(default_factory=list)
    booked: list[str] = field(default_factory=list)
    maybe_booked: list[str] = field(default_factory=list)
    given_up: dict[str, Counter[Row]] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    """Devices whose rows may come once more under a new epoch."""
    forgotten_bookings: set[str] = field(default_factory=set)
    codes: dict[int, str] = field(default_factory=dict)
    locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    figures: Counter[str] = field(default_factory=Counter)

    def noticed(self, struck: Struck, after_s: float, *, shown: bool, witness: str = "") -> bool | None:
        """Judge a sign: a fault shorter than `after_s` need not be noticed, but may.

        `witness` is the device that must tell it: what keeps it from doing so meanwhile excuses.
        """
        if shown:
            return True
        unseen = struck.to_s - struck.from_s < after_s or self._blind(struck) or self._mute(struck, witness)
        return None if unseen else False

    def _mute(self, struck: Struck, witness: str) -> bool:
        parts = {f"process {witness}", f"line {witness}"}
        others = [one for one in self.struck if one is not struck and parts & FAULTS[one.timed.kind].hits(one.how)]
        return any(one.from_s < struck.to_s and struck.from_s < one.to_s + _HEARD_WITHIN_S for one in others)

    def _blind(self, struck: Struck) -> bool:
        """Whether the server itself was down, starting or cut off meanwhile, so that it could not see the fault."""
        others = [one for one in self.struck if one is not struck and _shuts_eyes(one)]
        return any(one.from_s < struck.to_s and struck.from_s < self._sees_again_s(one) for one in others)

    def _sees_again_s(self, struck: Struck) -> float:
        """Return when a page came again after a fault, and a little more for devices to be heard."""
        looks = self.house.watcher.between(struck.to_s + 1.0, math.inf)
        return next((look.at_s for look in looks if look.view), math.inf) + _HEARD_WITHIN_S

    def lock(self, name: str) -> asyncio.Lock:
        return self.locks.setdefault(name, asyncio.Lock())

    def give_up(self, device: str, rows: Counter[Row]) -> None:
        """Declare that these rows of a device may be lost."""
        self.given_up.setdefault(device, Counter()).update({as_stored(row): count for row, count in rows.items()})

    def seen_while(self, struck: Struck, grace_s: float = 6.0) -> list[Seen]:
        """Return what the pages showed from the fault's beginning until a little after its end."""
        return [*self.house.watcher.between(struck.from_s, struck.to_s + grace_s)]


def now_s() -> float:
    return time.monotonic()
