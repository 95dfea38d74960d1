"""When the responders' compartments open, as a pure decision: panel contact, release and doors in, doors to open out.

The building panel's own contact opens them, nothing else does: no sensor of ours, no silent or shorted loop. A release of
the fire-safety officer must be in force for every single pulse. Once opened in an alarm a compartment stays released: shut
without its key it is opened again, every 10 s at most; it ends when the key is back and the contact is quiet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_contract.documents import Release
from hallenwart_contract.messages import ClockTrust

AGAIN_AFTER_MS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Door:
    """A compartment as far as it matters here. `key_sure`: what is said of the key is what the sensor says this moment."""

    closed: bool
    key_missing: bool
    key_sure: bool = True


@dataclass(frozen=True, slots=True)
class Slot:
    """A released compartment. `opened`: it stood open since the alarm began; `tried_ms` the last pulse, monotonic."""

    release: str
    opened: bool = False
    shut: bool = False
    tried_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Responder:
    """The released compartments by number; none in calm times."""

    slots: Mapping[int, Slot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """`panel`: whether the panel's contact says alarm; None when its loop is faulty or not heard yet."""

    panel: bool | None
    release: Release | None
    now_ms: int
    mono_ms: int
    trust: str


@dataclass(frozen=True, slots=True)
class Step:
    """`open` compartments are to be pulsed now, `shut` were shut with their key in them, `over` are released no more."""

    state: Responder
    open: tuple[int, ...] = ()
    shut: tuple[int, ...] = ()
    over: tuple[int, ...] = ()


def in_force(release: Release | None, now_ms: int, trust: str) -> bool:
    """Say whether a release holds now. A clock that was right once is right enough for it; one that never was is not."""
    return release is not None and trust != ClockTrust.BAD and release.from_ms <= now_ms <= release.to_ms


def step(state: Responder, doors: Mapping[int, Door], at: Moment) -> Step:
    """Look at panel, release and doors. Compartments missing in `doors` are not known and are left alone."""
    slots = dict(state.slots)
    holds = at.release if in_force(at.release, at.now_ms, at.trust) else None
    if at.panel is True and holds is not None:
        for number in holds.slots:
            slots.setdefault(number, Slot(holds.id))
    wanted, shut, over = [], [], []
    for number, slot in sorted(slots.items()):
        door = doors.get(number)
        if door is None:
            continue
        slots[number] = seen = _seen(slot, door)
        if seen.shut and not slot.shut:
            shut.append(number)
        if at.panel is False and door.closed and door.key_sure and not door.key_missing:
            over.append(number)
            del slots[number]
        elif holds is not None and number in holds.slots and _wants(seen, door, at):
            wanted.append(number)
            slots[number] = replace(seen, tried_ms=at.mono_ms)
    return Step(Responder(slots), tuple(wanted), tuple(shut), tuple(over))


def restarted(state: Responder, mono_ms: int) -> Responder:
    """Take over what stood before a restart; nothing is pulsed again for 10 s."""
    return Responder({number: replace(slot, tried_ms=mono_ms) for number, slot in state.slots.items()})


def _seen(slot: Slot, door: Door) -> Slot:
    if not door.closed:
        return replace(slot, opened=True, shut=False)
    return replace(slot, shut=slot.opened and not door.key_missing)


def _wants(slot: Slot, door: Door, at: Moment) -> bool:
    first = not slot.opened and at.panel is True
    again = slot.opened and door.key_missing
    rested = slot.tried_ms is None or at.mono_ms - slot.tried_ms >= AGAIN_AFTER_MS
    return door.closed and rested and (first or again)
