"""What requests say, as pydantic models with examples, and the wish that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Final

from pydantic import ConfigDict, Field, StringConstraints

from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.access.partners.rules import HOLD_MS, MAX_HOLD_MS, Spot, Wish
from hallenwart_backend.access.partners.systems import Partner
from hallenwart_backend.halls.model import Compartment, Places
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Section

MOST_COMPARTMENTS: Final = 16
Reference = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120, pattern=r"^[!-~]+$"),
    Field(
        description="your own id of the booking: the same reference again is the same request again", examples=["B-2026-1187"]
    ),
]
HoldSeconds = Annotated[int, Field(strict=True, ge=10, le=MAX_HOLD_MS // 1000, description="how long to hold, seconds")]


class PartnerCompartmentBody(Body):
    """One compartment of a locker, as `/places` lists them."""

    locker: Id
    number: Annotated[int, Field(strict=True, ge=1, le=999)]


Compartments = Annotated[list[PartnerCompartmentBody], Field(min_length=1, max_length=MOST_COMPARTMENTS)]
Sections = Annotated[list[Section], Field(min_length=1, max_length=16)]


class PartnerHoldBody(Body):
    """Either `compartments`, or a `hall` with `sections` whose keys are meant."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reference": "B-2026-1187",
                    "hall": "nordpark",
                    "sections": [1, 2],
                    "from_ms": 1795453200000,
                    "to_ms": 1795460400000,
                }
            ]
        }
    )
    reference: Reference
    compartments: Compartments | None = None
    hall: Id | None = None
    sections: Sections | None = None
    from_ms: Ms
    to_ms: Ms
    title: Line | None = Field(default=None, description="what the display at the hall shows; no names of persons")
    hold_s: HoldSeconds = HOLD_MS // 1000


class PartnerGrantBody(Body):
    """Either the `hold` to use up, or what a hold would name."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"reference": "B-2026-1187", "hold": "pc4f1a09be2277"},
                {
                    "reference": "B-2026-1188",
                    "compartments": [{"locker": "nordpark-1", "number": 1}],
                    "from_ms": 1795453200000,
                    "to_ms": 1795460400000,
                    "title": "Badminton",
                },
            ]
        }
    )
    reference: Reference
    hold: Id | None = None
    compartments: Compartments | None = None
    hall: Id | None = None
    sections: Sections | None = None
    from_ms: Ms | None = None
    to_ms: Ms | None = None
    title: Line | None = None


class PartnerChangeBody(Body):
    """What is to be different; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"from_ms": 1795456800000, "to_ms": 1795464000000}, {"hall": "nordpark", "sections": [3]}]
        }
    )
    compartments: Compartments | None = None
    hall: Id | None = None
    sections: Sections | None = None
    from_ms: Ms | None = None
    to_ms: Ms | None = None
    title: Line | None = None


class PartnerRenewBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"hold_s": 120}]})
    hold_s: HoldSeconds = HOLD_MS // 1000


Aimed = PartnerHoldBody | PartnerGrantBody | PartnerChangeBody


def wish_of(body: PartnerHoldBody | PartnerGrantBody, partner: Partner, places: Places) -> Wish | None:
    """Return what is wished; None for a grant that uses up a hold. Raises RefusedError 404, 422."""
    if isinstance(body, PartnerGrantBody) and body.hold is not None:
        others = (body.compartments, body.hall, body.sections, body.from_ms, body.to_ms)
        if any(one is not None for one in others):
            raise refused("hold_or_wish")
        return None
    if body.from_ms is None or body.to_ms is None:
        raise refused("no_window")
    spots, halls = _aim(body, partner, places)
    return Wish(spots, halls, body.from_ms, body.to_ms, body.title or "")


def change_of(body: PartnerChangeBody, partner: Partner, places: Places) -> Callable[[Wish], Wish]:
    """Return what turns the old wish into the new one. Raises RefusedError 404, 422."""
    aim = None if body.compartments is None and body.hall is None and body.sections is None else _aim(body, partner, places)

    def alter(old: Wish) -> Wish:
        spots, halls = aim or (old.spots, old.halls)
        from_ms = old.from_ms if body.from_ms is None else body.from_ms
        to_ms = old.to_ms if body.to_ms is None else body.to_ms
        return Wish(spots, halls, from_ms, to_ms, old.title if body.title is None else body.title)

    return alter


def reachable(partner: Partner, places: Places) -> list[Compartment]:
    """Return the compartments this system may grant."""
    found = []
    for one in places.compartments:
        site = places.site_of_device(one.device)
        if site is not None and partner.scope.reaches(site.id, Spot(one.device, one.number)):
            found.append(one)
    return found


def _aim(body: Aimed, partner: Partner, places: Places) -> tuple[tuple[Spot, ...], dict[str, tuple[int, ...]]]:
    by_hall = body.hall is not None and body.sections is not None
    if (body.compartments is None) != by_hall or (body.hall is None) != (body.sections is None):
        raise refused("nothing_asked")
    mine = {Spot(one.device, one.number): one for one in reachable(partner, places)}
    sections: dict[str, set[int]] = {}
    if body.compartments is not None:
        spots = sorted({Spot(one.locker, one.number) for one in body.compartments})
    else:
        hall, wanted = body.hall or "", body.sections or []
        spots = _spots_of(hall, wanted, mine.values(), places)
        sections[hall] = set(wanted)
    if any(spot not in mine for spot in spots):
        raise refused("no_such_compartment")
    for spot in spots:
        one = mine[spot]
        if one.hall is not None and one.sections:
            sections.setdefault(one.hall, set()).update(one.sections)
    return tuple(spots), {hall: tuple(sorted(numbers)) for hall, numbers in sorted(sections.items())}


def _spots_of(hall: str, sections: Iterable[int], mine: Iterable[Compartment], places: Places) -> list[Spot]:
    """Return the compartments that hold the keys of these sections."""
    known = places.halls.get(hall)
    if known is None or not any(one.hall == hall for one in mine):
        raise refused("no_such_hall")
    if any(section > known.sections for section in sections):
        raise refused("bad_sections")
    found = places.slots_for(hall, list(sections))
    if not found:
        raise refused("no_locker")
    return sorted(Spot(device, number) for device, numbers in found.items() for number in numbers)
