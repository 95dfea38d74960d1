"""When a weekly right is looked at, and how likely its next date stays empty. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.slots.model import Verdict

_FADES: Final = 0.9
"""What happened a date earlier counts so much less."""
_PRIOR: Final = (0.3, 1.7)
"""As if two dates were known, 15 of 100 of them empty."""
_ALWAYS: Final = 0.75
"""So likely empty, giving the right up is proposed, not lending."""


class ProposalKind(StrEnum):
    LEND = "lend"
    """Single dates go to others, the right stays."""
    RELEASE = "release"
    """The dates are given up."""


class ProposalState(StrEnum):
    MADE = "made"
    ACCEPTED = "accepted"
    OBJECTED = "objected"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Date:
    """One judged date of a series. `explained`: the club said why."""

    verdict: str
    start_ms: int
    explained: bool = False

    @property
    def counts(self) -> bool:
        return self.verdict != Verdict.UNKNOWN and not self.explained


@dataclass(frozen=True, slots=True)
class Look:
    """`of`: how many of the last dates count, `no_shows` of them empty; `p_next`: how likely the next one stays empty."""

    of: int
    no_shows: int
    explained: int
    p_next: float
    suggested: ProposalKind | None


def look(dates: Sequence[Date], rules: UsageRules) -> Look:
    """Return what the dates of a right, in order of time, say. Explained and unknown ones neither blame nor clear."""
    counted = [one for one in dates if one.counts][-rules.looked_at :]
    empty = sum(one.verdict == Verdict.NO_SHOW for one in counted)
    explained = sum(one.explained and one.verdict == Verdict.NO_SHOW for one in dates[-rules.looked_at :])
    p_next = chance([one.verdict == Verdict.NO_SHOW for one in dates if one.counts])
    enough = empty >= rules.propose_after
    suggested = None if not enough else ProposalKind.RELEASE if p_next >= _ALWAYS else ProposalKind.LEND
    return Look(len(counted), empty, explained, p_next, suggested)


def chance(empty: Sequence[bool]) -> float:
    """Return how likely the next date stays empty after these, in order of time: a mean that forgets slowly."""
    yes, no = _PRIOR
    weight = 1.0
    for one in reversed(empty):
        yes += weight * one
        no += weight * (not one)
        weight *= _FADES
    return round(yes / (yes + no), 3)
