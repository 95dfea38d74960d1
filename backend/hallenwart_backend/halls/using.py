"""Whether a section of a hall is used as it is booked. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from hallenwart_backend.booking.model import Booking
from hallenwart_contract.live import PartNow
from hallenwart_contract.people import Use


def somebody(section: int, parts: Sequence[PartNow], people: int | None) -> bool | None:
    """Say whether somebody is in a section, by the smallest part that knows; None: nobody knows."""
    around = sorted((part for part in parts if section in part.sections), key=lambda part: len(part.sections))
    for part in (*around, *(part for part in parts if not part.sections)):
        if part.people or part.use == Use.BUSY:
            return True
        if part.people == 0 or part.use == Use.FREE:
            return False
    return None if people is None else people > 0


def use_of(section: int, running: Sequence[Booking], present: bool | None, taken: set[str]) -> str:
    """Return the word of a section's tile: used, booked_empty, free, unknown."""
    booking = next((one for one in running if section in one.sections), None)
    if booking is None:
        return "free"
    if present or booking.id in taken:
        return "used"
    return "unknown" if present is None else "booked_empty"
