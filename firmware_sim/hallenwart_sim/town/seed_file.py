"""What the records of the demo town begin with, as the file for `hallenwart admin seed`. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from hallenwart_sim.town import parking, places, plan, timetable, toml
from hallenwart_sim.town.club_pages import notices, profiles
from hallenwart_sim.town.helping import helping
from hallenwart_sim.town.history import PAST_WEEKS
from hallenwart_sim.town.ideas import ideas
from hallenwart_sim.town.matches import matches
from hallenwart_sim.town.posts import posts
from hallenwart_sim.town.rounds import rounds
from hallenwart_sim.town.site_plans import site_plans
from hallenwart_sim.town.timetable import BC04, GESAMT, REHA, SCHOOL, SG, TANZ, TSV, WERK

OPEN, CLOSE = "07:00", "23:00"
DAILY_TEST_AT, HEARTBEAT_EVERY_MIN = "18:00", 1
_ENTERED_WEEKS: Final = 9
NIGHT_BEGINS, NIGHT_ENDS = "22:00", "06:00"
HELP_PHONE: Final = "030 5550123"


@dataclass(frozen=True, slots=True)
class Person:
    """`speaks`: the town's people fetch their codes through this account. `card` is a number, `staff_at` names sites.

    `phone` takes messages (and calls, with `rings`); its numbers are of the block that is kept free for films.
    """

    email: str
    name: str
    roles: tuple[str, ...]
    club: str = ""
    speaks: bool = False
    on_call: int | None = None
    card: str = ""
    pin: bool = False
    staff_at: tuple[str, ...] = ()
    phone: str = ""
    rings: bool = False


CLUBS: Final = {
    TSV: ("TSV Lindenau", "club"),
    BC04: ("BC 04", "club"),
    SG: ("SG Süd", "club"),
    TANZ: ("Tanzclub Blau-Gelb", "club"),
    REHA: ("Reha-Sport e. V.", "other"),
    WERK: ("Betriebssport Stadtwerke", "other"),
    SCHOOL: ("Grundschule Am Anger", "school"),
    GESAMT: ("Gesamtschule Nord", "school"),
}
"""Name and priority group by id."""
PEOPLE: Final = (
    Person("jana@tsv-lindenau.example", "Jana Lindner", ("trainer",), TSV, card="04A21975BC6180", pin=True),
    Person(
        "kern@stadt.example", "M. Kern", ("caretaker",), on_call=1, staff_at=("nordpark",), phone="+491713920001", rings=True
    ),
    Person("yilmaz@stadt.example", "A. Yilmaz", ("caretaker",), on_call=2, phone="+491713920002", rings=True),
    Person("amt@stadt.example", "Petra Amt", ("office",), phone="+491713920003"),
    Person("wehr@stadt.example", "Rolf Wehr", ("fire_officer",), on_call=3, phone="+491713920004", rings=True),
    Person("brandt@stadt.example", "Ida Brandt", ("admin",), phone="+491713920005"),
    Person("voss@tsv-lindenau.example", "Bernd Voss", ("club_admin",), TSV, speaks=True),
    Person("osman@bc04.example", "Tarek Osman", ("club_admin",), BC04, speaks=True),
    Person("sommer@sg-sued.example", "Mia Sommer", ("club_admin",), SG, speaks=True),
    Person("ebert@reha-sport.example", "Ruth Ebert", ("club_admin",), REHA, speaks=True),
    Person("roth@blau-gelb.example", "Lena Roth", ("club_admin",), TANZ, speaks=True),
    Person("novak@stadtwerke.example", "Milan Novak", ("club_admin",), WERK, speaks=True),
    Person("sekretariat@anger.example", "Karin Fuchs", ("club_admin",), SCHOOL, speaks=True),
    Person("sport@gs-nord.example", "Uwe Brinkmann", ("club_admin",), GESAMT, speaks=True),
)
TRAINER, CARETAKER, DEPUTY, OFFICE = PEOPLE[:4]
MAILBOXES: Final = {person.email: person.name for person in PEOPLE}
PHONES: Final = {person.phone: person.name for person in PEOPLE if person.phone}


DATA: Final = {
    "name": "Sportamt Musterstadt",
    "mail": "daten@stadt.example",
    "homepage": "https://www.stadt.example/sport",
    "contributor": "http://dcat-ap.de/def/contributors/musterstadt",
    "area": "990010001001",
    "place": "Musterstadt",
}
"""Who publishes open data; no such town delivers any, and no such key is given."""
_MAIL: Final = "mailto://127.0.0.1:{port}?from=hallen@stadt.example&name=Hallenwart&mode=insecure"


@dataclass(frozen=True, slots=True)
class Outside:
    """Where the town's gateways and whoever waits for the server's sign of life listen. `mail_port` is on loopback."""

    sms: str
    mail_port: int
    heartbeat: str


def render(today: date, outside: Outside, *, season: bool) -> str:
    """Return the seed: the same text for the same day. `season`: with weekly rights since six weeks ago, and today's dates."""
    return toml.dumps(
        {
            "site": [_site(site) for site in plan.SITES],
            "calendar": places.calendars(today),
            "hall": [*(_hall(hall) for hall in plan.HALLS), *({"open": f"{OPEN}-{CLOSE}", **room} for room in places.rooms())],
            "closure": places.closures(today),
            "door": places.doors(),
            "zone": [{"site": zone.site, "id": zone.id, "name": zone.name, "hall": zone.hall} for zone in plan.ZONES],
            "device": [{"id": device.id, "site": device.site, "halls": list(device.halls)} for device in plan.DEVICES],
            "locker": [{"device": plan.NORDPARK_1, "compartments": [_compartment(each) for each in plan.COMPARTMENTS]}],
            "display": [
                {"device": device.id, "title": device.display, "halls": list(device.display_halls)}
                for device in plan.DEVICES
                if device.display
            ],
            "club": [{"id": club, "name": name, "group": group} for club, (name, group) in CLUBS.items()],
            "person": [_person(person) for person in PEOPLE],
            "plan": site_plans(),
            "idea": ideas(),
            "car_park": parking.car_parks(plan.NORDPARK_2),
            "round": rounds(today),
            "data": DATA,
            "gateway": [
                {"kind": "sms", "template": outside.sms.replace("http", "json", 1) + "/{to}"},
                {"kind": "email", "template": _MAIL.format(port=outside.mail_port) + "&to={to}"},
            ],
            "shift": _shifts(),
            "stand_in": [_stand_in(today)],
            "alert_path": {
                "heartbeat_url": outside.heartbeat,
                "heartbeat_every_min": HEARTBEAT_EVERY_MIN,
                "test_at": DAILY_TEST_AT,
                "cap_public": True,
            },
            "post": posts(today),
            "profile": profiles(),
            "notice": notices(),
            "event": matches(today),
            "help": helping(today),
            "series": [_series(lesson, day, today) for lesson in timetable.WEEK for day in lesson.days] if season else [],
            "booking": [_booking(planned) for planned in timetable.day(today)] if season else [],
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
        "lat": places.POSITIONS[site.id][0],
        "lon": places.POSITIONS[site.id][1],
    }


def _hall(hall: plan.Hall) -> dict[str, Any]:
    return {
        "id": hall.id,
        "site": hall.site,
        "name": hall.name,
        "sections": hall.sections,
        "capacity": hall.capacity,
        "open": f"{OPEN}-{CLOSE}",
        **places.HALLS.get(hall.id, {}),
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
    if person.phone:
        kinds = ("sms", "voice") if person.rings else ("sms",)
        table |= {"ways": [{"kind": kind, "address": person.phone} for kind in kinds], "proved": True}
    table |= {"card": person.card} if person.card else {}
    table |= {"pin": True} if person.pin else {}
    table |= {"staff_at": list(person.staff_at)} if person.staff_at else {}
    return table


def _shifts() -> list[dict[str, Any]]:
    """Around the clock: by day one caretaker first, by night the other; the standing chain stands behind them."""
    day, night = (NIGHT_ENDS, NIGHT_BEGINS), (NIGHT_BEGINS, NIGHT_ENDS)
    turns = [(CARETAKER, 1, day), (DEPUTY, 2, day), (DEPUTY, 1, night), (CARETAKER, 2, night)]
    return [
        {"person": person.email, "position": position, "start": start, "end": end} for person, position, (start, end) in turns
    ]


def _stand_in(today: date) -> dict[str, Any]:
    """Tomorrow night the deputy is away, and the first caretaker takes it."""
    start, end = today + timedelta(days=1), today + timedelta(days=2)
    return {
        "absent": DEPUTY.email,
        "person": CARETAKER.email,
        "start": f"{start}T{NIGHT_BEGINS}",
        "end": f"{end}T{NIGHT_ENDS}",
    }


def _series(lesson: timetable.Lesson, weekday: int, today: date) -> dict[str, Any]:
    week = today - timedelta(days=today.weekday())
    first = week - timedelta(weeks=PAST_WEEKS)
    return {
        "hall": lesson.hall,
        "sections": list(lesson.sections),
        "club": lesson.club,
        "title": lesson.title,
        "kind": lesson.kind,
        "weekday": weekday,
        "start": lesson.start,
        "end": lesson.end,
        "from": first.isoformat(),
        "to": (week + timedelta(weeks=timetable.SEASON_WEEKS, days=-1)).isoformat(),
        "by": OFFICE.email,
        "entered": (first - timedelta(weeks=_ENTERED_WEEKS)).isoformat(),
    }


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
