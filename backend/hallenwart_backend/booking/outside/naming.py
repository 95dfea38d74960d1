"""Which hall, which sections and which club the words of a source mean. Pure.

Patterns of the office's own would be regular expressions, and one of those can hang the server; names and separators cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.booking.outside.model import Source, Told
from hallenwart_backend.halls.model import Hall

_SEPARATORS: Final = (" · ", " | ", " \N{EN DASH} ", " \N{EM DASH} ", " - ", " / ", ": ", "·", "|", "/")
_NUMBERS: Final = re.compile(r"[0-9]{1,2}(?:\s*[,+&]\s*[0-9]{1,2})*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A hall with its sections; or why there is none, as a code."""

    hall: str = ""
    sections: tuple[int, ...] = ()
    fault: str = ""


def fold(name: str) -> str:
    """Return a name as it is compared: in one line, without regard to capitals."""
    return " ".join(name.split()).casefold()


def split(text: str) -> tuple[str, str]:
    """Return what stands before and behind the first separator; the whole and nothing where there is none."""
    found = [(at, len(one), one) for one in _SEPARATORS if (at := text.find(one)) > 0]
    if not found:
        return text.strip(), ""
    at, length, _ = min(found, key=lambda one: (one[0], -one[1]))
    return text[:at].strip(), text[at + length :].strip()


def spot_of(source: Source, halls: Mapping[str, Hall], place: str, part: str = "") -> Spot:
    """Return where a source's words are: by its own list of names, then by our names of halls and parts."""
    led = [halls[hall] for hall in source.halls if hall in halls]
    for wanted, rest in ((place, ""), *((split(place),) if not part else ())):
        found = _listed(source, wanted, halls) or _named(led, wanted)
        if found is not None:
            return _part_of(halls[found.hall], part or rest, found)
    if len(led) != 1:
        return Spot(fault="unknown_place")
    only = Spot(led[0].id, tuple(range(1, led[0].sections + 1)))
    inside = _part_of(led[0], part or place, only)
    return only if inside.fault and not part else inside


def _listed(source: Source, wanted: str, halls: Mapping[str, Hall]) -> Spot | None:
    for place in source.places:
        if place.name and fold(place.name) == fold(wanted) and place.hall in halls:
            return Spot(place.hall, place.sections or tuple(range(1, halls[place.hall].sections + 1)))
    return None


def _named(halls: Iterable[Hall], wanted: str) -> Spot | None:
    for hall in halls:
        if wanted == hall.id or fold(hall.name) == fold(wanted):
            return Spot(hall.id, tuple(range(1, hall.sections + 1)))
    return None


def _part_of(hall: Hall, part: str, found: Spot) -> Spot:
    """Return the part of a hall that is named, what was found already where none is."""
    if not part.strip():
        return found
    named = next((one for one in hall.parts if fold(part) in {fold(one.name), fold(one.id)}), None)
    if named is not None:
        return Spot(hall.id, tuple(sorted(named.sections)))
    numbers = tuple(sorted({int(one) for one in re.findall("[0-9]+", part)})) if _NUMBERS.fullmatch(part.strip()) else ()
    if numbers and numbers[0] >= 1 and numbers[-1] <= hall.sections:
        return Spot(hall.id, numbers)
    return Spot(fault="unknown_part")


def club_of(source: Source, clubs: Mapping[str, str], name: str) -> str | None:
    """Return the club a source's name means: by its list, then by our clubs' names. None: none of ours."""
    folded = fold(name)
    if folded in source.clubs:
        return source.clubs[folded] if source.clubs[folded] in clubs else None
    return next((club for club, own in clubs.items() if folded and fold(own) == folded), None)


def title_of(told: Told, club: str | None) -> str:
    """Return the title of a booking; where the club is none of ours its name stands before it."""
    shown = told.title
    if club is None and told.club and not fold(shown).startswith(fold(told.club)):
        shown = f"{told.club} · {told.title}" if told.title else told.club
    return shown[:120] or "Belegt"
