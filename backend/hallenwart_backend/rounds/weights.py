"""By which weights hall time is given, as everybody may read them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

HEAVIEST: Final = 10


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each reason counts, 0 … 10. `most_hours` a week is all a club can get; 0: no limit.

    `youth`: share of children and young people · `use`: how much of its time the club really used · `size`: how well the group
    fills the place · `fair`: the first hours of a club count more than its further ones · `priority`: what the club itself put
    first · `same`: as it was last season · `wanted`: the hall that was wished for.
    """

    youth: int = 5
    use: int = 4
    size: int = 3
    fair: int = 5
    priority: int = 4
    same: int = 3
    wanted: int = 3
    most_hours: int = 0


TERMS: Final = tuple(one.name for one in fields(Weights) if one.name != "most_hours")
"""The terms of the score, in the order they are told."""
NAMES: Final[dict[str, tuple[str, str]]] = {
    "youth": ("Kinder und Jugendliche", "children and young people"),
    "use": ("wirklich genutzte Zeit", "time really used"),
    "size": ("Größe der Gruppe", "size of the group"),
    "fair": ("Ausgleich zwischen den Vereinen", "fairness between the clubs"),
    "priority": ("Rang, den der Verein selbst vergibt", "rank the club itself gives"),
    "same": ("wie in der letzten Saison", "as last season"),
    "wanted": ("gewünschte Halle", "hall that was wished for"),
}
"""What people call the terms, in German and English."""
