"""A run's plan: what people do and what breaks, when and how, all of it from the seed. Pure.

A subject adds rows by registering acts, faults and judges (`registry`); a seed draws from whatever is registered, so a new
kind changes what a seed means. `Plan.described` is what is printed, written to the report, and enough to play it again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from chaos.registry import ACTS, FAULTS, ActKind, FaultKind

LASTS_S: Final = 10.0
"""How long acts and faults go on after the house is up."""
MOST_FAULTS: Final = 4
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Timed:
    """Something at `at_s` after the start, `lasts_s` long; `how` is what its kind drew."""

    kind: str
    at_s: float
    lasts_s: float = 0.0
    how: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ends_s(self) -> float:
        return self.at_s + self.lasts_s

    def described(self) -> dict[str, Any]:
        return {"kind": self.kind, "at_s": self.at_s, "lasts_s": self.lasts_s, "how": dict(self.how)}


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    acts: Sequence[Timed]
    faults: Sequence[Timed]

    @property
    def spaces(self) -> bool:
        """Whether agents must live in network namespaces."""
        return any(FAULTS[each.kind].needs_spaces for each in self.faults)

    @property
    def small_disks(self) -> bool:
        return any(FAULTS[each.kind].needs_small_disks for each in self.faults)

    def described(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "acts": [each.described() for each in self.acts],
            "faults": [each.described() for each in self.faults],
        }

    def lines(self) -> list[str]:
        """Return the plan for people, in the order of time."""
        timed = sorted((*self.acts, *self.faults), key=lambda each: each.at_s)
        return [
            f"{each.at_s:5.1f} s  {each.kind}"
            + (f" for {each.lasts_s:.1f} s" if each.lasts_s else "")
            + ("" if not each.how else "  " + ", ".join(f"{name}={value}" for name, value in each.how.items()))
            for each in timed
        ]


def draw(seed: int, *, only: Sequence[str] = (), files: bool = True) -> Plan:
    """Draw the plan of a seed; `only` names the kinds of faults to draw from, for whoever looks for one.

    With `files` False there is none that needs the records in a file.
    """
    dice = random.Random(f"plan {seed}")
    acts = [timed for kind in ACTS.values() for timed in _acts(kind, dice)]
    kinds = [kind for kind in FAULTS.values() if (not only or kind.name in only) and (files or not kind.needs_files)]
    faults: list[Timed] = []
    for _ in range(dice.randint(2, MOST_FAULTS) if not only else max(1, len(only))):
        left = [kind for kind in kinds if kind.weight and not (kind.once and kind.name in {one.kind for one in faults})]
        if left and (found := _fault(dice.choices(left, [kind.weight for kind in left])[0], dice, faults)):
            faults.append(found)
    return Plan(seed, tuple(acts), tuple(sorted(faults, key=lambda each: each.at_s)))


def _acts(kind: ActKind, dice: random.Random) -> list[Timed]:
    count = dice.randint(*kind.count)
    return [Timed(kind.name, round(dice.uniform(0.2, LASTS_S - 0.5), 2), 0.0, kind.draw(dice)) for _ in range(count)]


def _fault(kind: FaultKind, dice: random.Random, others: Sequence[Timed]) -> Timed | None:
    """Find a place for a fault where nothing else breaks the same thing."""
    for _ in range(_TRIES):
        how = kind.draw(dice)
        lasts_s = round(dice.uniform(*kind.lasts_s), 2)
        found = Timed(kind.name, round(dice.uniform(0.3, max(0.4, LASTS_S - lasts_s)), 2), lasts_s, how)
        hit = kind.hits(how)
        if not any(hit & FAULTS[one.kind].hits(one.how) and _meet(one, found) for one in others):
            return found
    return None


def _meet(one: Timed, other: Timed) -> bool:
    """Two things that break the same part keep a second between them, so that each is seen by itself."""
    return one.at_s < other.ends_s + 1.0 and other.at_s < one.ends_s + 1.0
