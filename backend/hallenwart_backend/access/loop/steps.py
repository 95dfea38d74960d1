"""How far a right has come on its way to the locker and back. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.live import GrantStep

SOON_MS: Final = 3_600_000
SOON_LATE_MS: Final = 2 * 60_000
LOOK_AHEAD_MS: Final = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class GrantAt:
    """One right at one device. `out_ms` and `back_ms` tell of its keys: the first that went, the last that came back."""

    id: str
    device: str
    slots: tuple[int, ...]
    from_ms: int
    to_ms: int
    created_ms: int
    delivered_ms: int | None = None
    applied_ms: int | None = None
    used_ms: int | None = None
    out_ms: int | None = None
    back_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A step, and when it was reached; `t_ms` None: it must have been, nobody was told when."""

    step: GrantStep
    t_ms: int | None


def steps_of(parts: Sequence[GrantAt]) -> tuple[Reached, ...]:
    """Return the steps reached, in order. A booking with several lockers is delivered when all of them are.

    What was used must have been applied, whoever was told of it.
    """
    if not parts:
        return ()
    keys_out = [part for part in parts if part.out_ms is not None]
    all_back = keys_out and all(part.back_ms is not None for part in keys_out)
    times: dict[GrantStep, int | None] = {
        GrantStep.PLANNED: max(part.created_ms for part in parts),
        GrantStep.DELIVERED: _all(part.delivered_ms for part in parts),
        GrantStep.APPLIED: _all(part.applied_ms for part in parts),
        GrantStep.USED: _first([*(part.used_ms for part in parts), *(part.out_ms for part in parts)]),
        GrantStep.KEY_OUT: _first(part.out_ms for part in parts),
        GrantStep.KEY_BACK: max((part.back_ms or 0 for part in keys_out), default=0) if all_back else None,
    }
    order = list(GrantStep)
    furthest = max((order.index(step) for step, t_ms in times.items() if t_ms is not None), default=0)
    return tuple(Reached(step, times[step]) for step in order[: furthest + 1])


def _all(times: Iterable[int | None]) -> int | None:
    found = list(times)
    known = [t_ms for t_ms in found if t_ms is not None]
    return max(known) if known and len(known) == len(found) else None


def _first(times: Iterable[int | None]) -> int | None:
    return min((t_ms for t_ms in times if t_ms is not None), default=None)


def is_late(part: GrantAt, *, late_ms: int, now_ms: int) -> bool:
    """Say whether a right should be at its locker and is not.

    Asked from a day before it begins: after `late_ms`, when it begins within the hour after two minutes.
    """
    if part.applied_ms is not None or part.used_ms is not None or not part.from_ms - LOOK_AHEAD_MS <= now_ms < part.to_ms:
        return False
    patience_ms = min(late_ms, SOON_LATE_MS) if part.from_ms - now_ms <= SOON_MS else late_ms
    return now_ms - part.created_ms >= patience_ms
