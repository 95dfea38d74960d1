"""What the documents of this device say about one output. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.documents import Config, OutputTimes
from hallenwart_contract.outputs import OutputKind
from hallenwart_contract.view import View
from hallenwart_edge.booking.rules import DEFAULTS, Booked, Plan

OLD_VIEW_HOLDS_MS: Final = 7 * 86_400_000
"""How long a plan is taken for whole whose backend did not say so."""
CANCELLED: Final = "cancelled"


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """A light or heating. `sections` empty: the whole hall."""

    id: str
    kind: OutputKind
    hall: str
    sections: tuple[int, ...] = ()

    def meets(self, hall: str, sections: Sequence[int]) -> bool:
        return self.hall == hall and (not self.sections or not sections or not set(self.sections).isdisjoint(sections))


def plan_of(spec: OutputSpec, view: View | None) -> Plan | None:
    """Return the bookings of one output, None when there never was a plan."""
    if view is None:
        return None
    booked = [
        Booked(entry.start_ms, entry.end_ms, entry.change == CANCELLED)
        for entry in (*view.entries, *view.more)
        if spec.meets(entry.hall, entry.sections) and entry.start_ms < entry.end_ms
    ]
    return Plan(booked, view.until_ms or view.made_ms + OLD_VIEW_HOLDS_MS)


def times_of(spec: OutputSpec, config: Config | None) -> OutputTimes:
    """Return how this output follows bookings: its own times, those of its kind, or the usual ones."""
    wanted = config.outputs if config else {}
    return wanted.get(spec.id) or wanted.get(spec.kind) or DEFAULTS[spec.kind]
