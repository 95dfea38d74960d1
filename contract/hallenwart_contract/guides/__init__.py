"""Guides: one typed table of tasks, their steps and the words of each step.

All pages tell it from here: the server reads this package, clubs, office and kiosk a file made of it (`generated/guides.json`).
"""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides import club, everybody, kiosk, office, rounds
from hallenwart_contract.guides.model import Guide, Room, Step, Wait, WaitKind, Words

GUIDES: Final[tuple[Guide, ...]] = (
    *everybody.GUIDES,
    *club.GUIDES,
    *rounds.CLUB,
    *kiosk.GUIDES,
    *office.GUIDES,
    *rounds.OFFICE,
)

__all__ = ["GUIDES", "Guide", "Room", "Step", "Wait", "WaitKind", "Words", "guide_of", "guides_for"]


def guide_of(task: str) -> Guide | None:
    return next((one for one in GUIDES if one.id == task), None)


def guides_for(page: str) -> tuple[Guide, ...]:
    """Return the guides that help on a page: a path (`/frei`) or the view of an app (`club#buchen`)."""
    return tuple(one for one in GUIDES if page in one.pages)
