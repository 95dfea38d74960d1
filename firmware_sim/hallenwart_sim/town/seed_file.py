"""What the records of the demo town begin with, as the file for `hallenwart admin seed`. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hallenwart_sim.town import plan, timetable, toml
from hallenwart_sim.town.site_plans import site_plans
from hallenwart_sim.town.timetable import BC04, REHA, SG, TSV

OPEN, CLOSE = "07:00", "23:00"
HELP_PHONE: Final = "030 5550123"


@dataclass(frozen=True, slots=True)
class Person:
    """`speaks`: the town's people fetch their codes through this account. `card` is a number, `staff_at` names sites."""

    email: str
    name: str
    roles: tuple[str, ...]
    club: str = ""
    speaks: bool = False
    on_call: int | None = None
    card: str = ""
    pin: bool = False
    staff_at: tuple[str, ...] = ()


CLUBS: Final = {TSV: "TSV Lindenau", BC04: "BC 04", SG: "SG Süd", REHA: "Reha-Sport e. V."}
PEOPLE: Final = (
    Person("jana@tsv-lindenau.example", "Jana Lindner", ("trainer",), TSV, card="04A21975BC6180", pin=True),
    Person("kern@stadt.example", "M. Kern", ("caretaker",), on_call=1, staff_at=("nordpark",)),
    Person("yilmaz@stadt.example", "A. Yilmaz", ("caretaker",), on_call=2),
    Person("amt@stadt.example", "Petra Amt", ("office",)),
    Person("wehr@stadt.example", "Rolf Wehr", ("fire_officer",)),
    Person("voss@tsv-lindenau.example", "Bernd Voss", ("club_admin",), TSV, speaks=True),
    Person("osman@bc04.example", "Tarek Osman", ("club_admin",), BC04, speaks=True),
    Person("sommer@sg-sued.example", "Mia Sommer", ("club_admin",), SG, speaks=True),
    Person("ebert@reha-sport.example", "Ruth Ebert", ("club_admin",), REHA, speaks=True),
)
TRAINER, CARETAKER, DEPUTY = PEOPLE[:3]


def render(today: date, *, days: int) -> str:
    """Return the seed: the same text for the same day."""
    return toml.dumps(
        {
            "site": [_site(site) for site in plan.SITES],
            "hall": [_hall(hall) for hall in plan.HALLS],
            "zone": [{"site": zone.site, "id": zone.id, "name": zone.name, "hall": zone.hall} for zone in plan.ZONES],
            "device": [{"id": device.id, "site": device.site, "halls": list(device.halls)} for device in plan.DEVICES],
            "locker": [{"device": plan.NORDPARK_1, "compartments": [_compartment(each) for each in plan.COMPARTMENTS]}],
            "display": [
                {"device": device.id, "title": device.display, "halls": list(device.display_halls)}
                for device in plan.DEVICES
                if device.display
            ],
            "club": [{"id": club, "name": name} for club, name in CLUBS.items()],
            "person": [_person(person) for person in PEOPLE],
            "plan": site_plans(),
            "booking": [_booking(planned) for planned in timetable.days(today, days)],
        }
    )


def _site(site: plan.Site) -> dict[str, Any]:
    return {
        "id": site.id,
        "name": site.name,
        "address": site.address,
        "zone": timetable.ZONE,
        "assembly_point": site.assembly_point,
        "help_phone": HELP_PHONE,
    }


def _hall(hall: plan.Hall) -> dict[str, Any]:
    return {
        "id": hall.id,
        "site": hall.site,
        "name": hall.name,
        "sections": hall.sections,
        "capacity": hall.capacity,
        "open": f"{OPEN}-{CLOSE}",
    }


def _compartment(each: plan.Compartment) -> dict[str, Any]:
    place = {"hall": each.hall, "sections": list(each.sections)} if each.hall else {}
    spare = {} if each.spare is None else {"spare": each.spare}
    return {"number": each.number, "label": each.label, **place, **spare}


def _person(person: Person) -> dict[str, Any]:
    table: dict[str, Any] = {"email": person.email, "name": person.name, "roles": list(person.roles)}
    if person.club:
        table["club"] = person.club
    if person.on_call:
        table["on_call"] = person.on_call
    table |= {"card": person.card} if person.card else {}
    table |= {"pin": True} if person.pin else {}
    table |= {"staff_at": list(person.staff_at)} if person.staff_at else {}
    return table


def _booking(planned: timetable.Planned) -> dict[str, Any]:
    lesson = planned.lesson
    return {
        "hall": lesson.hall,
        "sections": list(lesson.sections),
        "club": lesson.club,
        "title": lesson.title,
        "date": planned.day.isoformat(),
        "start": lesson.start,
        "end": lesson.end,
    }
