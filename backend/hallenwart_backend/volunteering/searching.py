"""Search by plain facts: time, distance, sport, task, needs, language, age. Nobody is scored, nothing is remembered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hallenwart_backend.volunteering.model import Offer, Shift


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody looks for; what is empty does not matter. `km`: how far at most, where the way is known."""

    from_ms: int
    to_ms: int
    task: str = ""
    sport: str = ""
    language: str = ""
    age: int | None = None
    step_free: bool = False
    seated: bool = False
    free_only: bool = False
    where: str = ""
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An offer as everybody may see it: its shifts with the places that are free, its place in words, the way there."""

    offer: Offer
    shifts: Sequence[tuple[Shift, int]]
    where: str = ""
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    open: Open
    first: Shift
    free: int


def fits(offer: Offer, ask: Ask) -> bool:
    """Say whether an offer, but for its times and place, is what is looked for. Offers that name no language take any."""
    return (
        (not ask.task or offer.role == ask.task)
        and (not ask.sport or offer.sport == ask.sport)
        and (not ask.language or not offer.languages or ask.language in offer.languages)
        and (ask.age is None or offer.min_age <= ask.age)
        and (offer.step_free or not ask.step_free)
        and (offer.seated or not ask.seated)
    )


def near(one: Open, ask: Ask) -> bool:
    """Say whether the place is near enough: by the way where it is known, else by the words of the place."""
    if not ask.where:
        return True
    named = ask.where.casefold() in one.where.casefold()
    if one.km is None or ask.km is None:
        return named
    return named or one.km <= ask.km


def search(every: Iterable[Open], ask: Ask) -> list[Found]:
    """Return what fits, the soonest first, at the same time the nearest first."""
    found = []
    for one in every:
        if not fits(one.offer, ask) or not near(one, ask):
            continue
        coming = [
            (shift, free)
            for shift, free in one.shifts
            if shift.cancelled_ms is None and ask.from_ms < shift.from_ms < ask.to_ms and (free > 0 or not ask.free_only)
        ]
        if coming:
            first, _ = min(coming, key=lambda pair: (pair[0].from_ms, pair[0].id))
            found.append(Found(one, first, sum(free for _, free in coming)))
    return sorted(found, key=lambda it: (it.first.from_ms, it.open.km if it.open.km is not None else 1e9, it.open.offer.id))
