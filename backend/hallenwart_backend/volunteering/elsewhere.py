"""Help that others look for, read from their feeds: found by the same plain facts, as far as they are told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hallenwart_backend.exchange.model import Item
from hallenwart_backend.volunteering.searching import Ask


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An offer of others with its first date that fits. `sources` name who tells it, `url` is their page."""

    item: Item
    sources: Sequence[str]
    from_ms: int
    to_ms: int


def found_elsewhere(told: Iterable[tuple[Item, Sequence[str]]], ask: Ask) -> list[Elsewhere]:
    """Return what fits, the soonest first. What somebody asks for and an offer does not tell, it does not have."""
    found = []
    for item, sources in told:
        spans = [(shift.from_ms, shift.to_ms) for shift in item.shifts if shift.free > 0 or not ask.free_only]
        if not item.shifts and item.from_ms is not None:
            spans = [(item.from_ms, item.to_ms or item.from_ms)]
        coming = sorted(span for span in spans if ask.from_ms < span[0] < ask.to_ms)
        if coming and _fits(item, ask):
            found.append(Elsewhere(item, sources, *coming[0]))
    return sorted(found, key=lambda one: (one.from_ms, one.item.title))


def _fits(item: Item, ask: Ask) -> bool:
    place = f"{item.spot.name} {item.spot.address}".casefold()
    return (
        (not ask.task or item.role == ask.task)
        and (not ask.sport or item.sport == ask.sport)
        and (not ask.language or not item.languages or ask.language in item.languages)
        and (ask.age is None or (item.min_age or 0) <= ask.age)
        and (not ask.step_free or item.spot.access.get("step_free", False))
        and not ask.seated
        and (not ask.where or ask.where.casefold() in place)
    )
