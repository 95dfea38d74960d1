"""The second way out of a device: which alarms nobody confirmed in time, and whether the dialler's contact is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.messages import Alarm, Phase, Severity

SHORTEST_MS: Final = 10_000
"""How long the contact stays closed at least: diallers want to see it for some seconds."""
UNRECEIPTED: Final = "unreceipted"
ALWAYS: Final = "always"


@dataclass(frozen=True, slots=True)
class Dialling:
    """`since_ms`: since when each critical alarm waits for its receipt, monotonic. `dialled`: for which the way was used.

    `closed_ms`: when the contact was closed.
    """

    since_ms: Mapping[str, int] = field(default_factory=dict)
    dialled: AbstractSet[str] = frozenset()
    closed_ms: int | None = None

    def overdue(self, now_ms: int, after_ms: int) -> set[str]:
        return {alarm for alarm, since_ms in self.since_ms.items() if now_ms - since_ms >= after_ms}


def waiting(rows: Iterable[Alarm]) -> set[str]:
    """Return the critical alarms among rows without receipt. Tests do not count, nor what ended before anybody knew of it."""
    found: set[str] = set()
    for row in rows:
        if row.phase == Phase.CLEAR:
            found.discard(row.id)
        elif row.sev == Severity.CRIT and not row.test:
            found.add(row.id)
    return found


def follow(
    state: Dialling, rows: Iterable[Alarm], now_ms: int, *, after_ms: int, always: AbstractSet[str] = frozenset()
) -> tuple[Dialling, list[tuple[str, str]]]:
    """Take in what waits. `always`: alarms that dial at once and for as long as they stand.

    Returns the new state, and each alarm for which the way is used now with the reason.
    """
    unreceipted = waiting(rows)
    since = {alarm: state.since_ms.get(alarm, now_ms) for alarm in sorted(unreceipted)}
    kept = Dialling(since, state.dialled & (unreceipted | always), state.closed_ms)
    due = dict.fromkeys(kept.overdue(now_ms, after_ms), UNRECEIPTED) | dict.fromkeys(always, ALWAYS)
    fresh = [(alarm, due[alarm]) for alarm in sorted(due.keys() - kept.dialled)]
    dialled = kept.dialled | due.keys()
    closed_ms = state.closed_ms
    if fresh or (dialled and closed_ms is None):
        closed_ms = now_ms
    elif not dialled and closed_ms is not None and now_ms - closed_ms >= SHORTEST_MS:
        closed_ms = None
    return Dialling(since, dialled, closed_ms), fresh
