"""What is exchanged, in plain words that no single format owns. Subjects offer it, formats write it, imports bring it.

Every item has an `id` that never changes and never names another thing, and `modified_ms`, which rises with every change of
what is told. An item that is over or taken back is told once more with `deleted`, so that whoever copied it forgets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class ItemKind(StrEnum):
    CLUB = "club"
    SESSION = "session"
    """A training that others may join or try; its `shifts` are its dates, `free` and `wanted` count places."""
    FACILITY = "facility"
    """A hall that can be had."""
    DATE = "date"
    """A date of a training: nobody offers it, it is made of its SESSION, whose id is `by_id`."""
    SLOT = "slot"
    """An hour of a hall that is shown: `free` of its `capacity` sections can be had; none of them when it is taken."""
    EVENT = "event"
    OFFER = "offer"
    """Help that is wanted, with its shifts."""
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it is. `hall` is empty where it is no hall of ours."""

    name: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    hall: str = ""
    access: Mapping[str, bool] = field(default_factory=dict)
    """What is known of accessibility: step_free, lift, toilet, parking."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A time at which help is wanted, or a date of a training; `free` of `wanted` places are open."""

    id: str
    from_ms: int
    to_ms: int
    wanted: int
    free: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is offered. Texts are plain, without marks; languages are codes (de, en).

    `source` names where an imported one comes from, empty for our own. `same_as` are addresses of the same thing elsewhere.
    `url` is the page for people. `contact` is a role's address or a page, never a person. `link` joins what belongs together:
    the club of an offer, the hall of a slot (`by_id`). `role`, `skills`, `languages`, `min_age`, `needs` belong to offers.
    """

    id: str
    kind: ItemKind
    modified_ms: int
    title: str = ""
    text: str = ""
    url: str = ""
    deleted: bool = False
    source: str = ""
    same_as: Sequence[str] = ()
    by: str = ""
    by_id: str = ""
    contact: str = ""
    spot: Spot = Spot()
    from_ms: int | None = None
    to_ms: int | None = None
    sport: str = ""
    teams: Sequence[str] = ()
    sections: Sequence[int] = ()
    free: int | None = None
    capacity: int | None = None
    role: str = ""
    needs: str = ""
    skills: Sequence[str] = ()
    languages: Sequence[str] = ()
    min_age: int | None = None
    shifts: Sequence[Shift] = ()


class Source(Protocol):
    """A subject that has something to offer to everybody."""

    async def items(self, kind: ItemKind) -> Iterable[Item]:
        """Return what is offered now, and for 30 days what is not any more (`deleted`). Empty for kinds of others.

        It is gone through once, in a thread: many may be made while they are asked for.
        """
        ...
