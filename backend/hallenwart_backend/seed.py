"""What `hallenwart admin seed FILE.toml` takes, and how it goes into the records. Told twice, it changes nothing twice.

    [[site]], [[hall]], [[calendar]], [[closure]], [[door]]    see seed_places.py
    [[zone]]    site, id = "geraeteraum", name = "Geräteraum", hall
    [[device]]  id, site, halls = ["nordpark"]
    [[locker]]  device, compartments = [{ number = 1, label = "…", hall = "nordpark", sections = [1], spare = 9 }]
    [[display]] device, title, halls = ["nordpark", "gymnastik"]
    [[club]]    id, name, group = "club" (or school, other)
    [[person]]  email, name, phone, roles = ["trainer"], club, site, on_call = 1,
                card = "04A21975BC6180", pin = true, staff_at = ["nordpark"]    (what they open with, at their first seed)
    [[booking]] hall, sections = [1], club, title, date = "2026-11-23", start = "18:00", end = "19:30",
                kind = "training" (or match, event, school, block)    (local time; 26:00: 02:00 of the next day)
    [[series]]  weekly rights: see seed_series.py
    [[plan]], [[post]], [[event]], [[help]]    see seed_plan.py, seed_posts.py, seed_events.py, seed_help.py
    [[profile]], [[notice]], [[idea]]    see seed_clubs.py, seed_ideas.py
    [[car_park]], [[round]]    see seed_parking.py, seed_rounds.py
    [data]    who publishes open data: see seed_data.py
    ways of people, gateways, shifts, stand-ins and the alert path: seed_alerts.py
A booking that overlaps one that is there already is left out. People get their password at their first seed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from hallenwart_backend import seed_alerts as alerts
from hallenwart_backend import seed_places as places
from hallenwart_backend.access.credentials import planting
from hallenwart_backend.access.custody import marks
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.accounts.passwords import hash_password, make_password
from hallenwart_backend.accounts.rules import CLUB_ROLES, Role
from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.alerts.duty.tables import on_call
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking, Group, Kind
from hallenwart_backend.booking.rules import local_ms, quarters
from hallenwart_backend.config import read_toml
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls import tables
from hallenwart_backend.halls.hours import LATEST_MIN
from hallenwart_backend.seed_clubs import SeedNotice, SeedProfile, plant_notices, plant_profiles
from hallenwart_backend.seed_data import SeedData, plant_data
from hallenwart_backend.seed_events import SeedEvent, plant_events
from hallenwart_backend.seed_help import SeedHelp, plant_help
from hallenwart_backend.seed_ideas import SeedIdea, plant_ideas
from hallenwart_backend.seed_parking import SeedCarPark, plant_car_parks
from hallenwart_backend.seed_places import minutes_of, put
from hallenwart_backend.seed_plan import SeedPlan, plant_plan
from hallenwart_backend.seed_posts import SeedPost, plant_posts
from hallenwart_backend.seed_rounds import SeedRound, plant_rounds
from hallenwart_backend.seed_series import SeedSeries, plant_series


class SeedZone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    site: str
    id: str
    name: str
    hall: str = ""


class SeedDevice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    site: str
    halls: list[str] = []


class SeedCompartment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: int
    label: str
    hall: str = ""
    sections: list[int] = []
    spare: int | None = None
    """The compartment with its spare key."""


class SeedLocker(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    device: str
    compartments: list[SeedCompartment]


class SeedDisplay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    device: str
    title: str
    halls: list[str]


class SeedClub(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    group: Group = Group.CLUB


class SeedPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: str
    name: str
    phone: str = ""
    roles: list[Role]
    club: str = ""
    site: str = ""
    notify: list[str] = []
    ways: list[alerts.SeedWay] = []
    proved: bool = False
    on_call: int | None = None
    card: str = ""
    pin: bool = False
    staff_at: list[str] = []


class SeedBooking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    hall: str
    sections: list[int]
    club: str = ""
    title: str
    date: str
    start: str
    end: str
    kind: Kind = Kind.TRAINING


class Seed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    site: list[places.SeedSite] = []
    calendar: list[places.SeedCalendar] = []
    hall: list[places.SeedHall] = []
    closure: list[places.SeedClosure] = []
    door: list[places.SeedDoor] = []
    zone: list[SeedZone] = []
    device: list[SeedDevice] = []
    locker: list[SeedLocker] = []
    display: list[SeedDisplay] = []
    club: list[SeedClub] = []
    person: list[SeedPerson] = []
    booking: list[SeedBooking] = []
    series: list[SeedSeries] = []
    plan: list[SeedPlan] = []
    post: list[SeedPost] = []
    event: list[SeedEvent] = []
    help: list[SeedHelp] = []
    profile: list[SeedProfile] = []
    idea: list[SeedIdea] = []
    car_park: list[SeedCarPark] = []
    notice: list[SeedNotice] = []
    round: list[SeedRound] = []
    gateway: list[alerts.SeedGateway] = []
    shift: list[alerts.SeedShift] = []
    stand_in: list[alerts.SeedStandIn] = []
    alert_path: alerts.SeedAlertPath | None = None
    data: SeedData | None = None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person's first password, and digits by name (`pin`, `staff nordpark`); nobody can read them again later."""

    name: str
    email: str
    password: str
    roles: tuple[str, ...]
    digits: Mapping[str, str] = field(default_factory=dict)


def read_seed(path: Path) -> Seed:
    """Raises ConfigError with what is wrong in the file."""
    try:
        return msgspec.convert(read_toml(path), Seed)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error


def plant(connection: Connection, seed: Seed, *, now_ms: int, vault: Vault | None = None) -> list[NewAccount]:
    """Write it all in one transaction; return the accounts that are new. Raises ConfigError for what does not fit.

    Without `vault` people get no cards, PINs and staff codes.
    """
    try:
        _plant_places(connection, seed, now_ms)
        made = [account for person in seed.person if (account := _plant_person(connection, person, vault, now_ms))]
        zones = {row.id: ZoneInfo(row.zone) for row in connection.execute(select(tables.sites))}
        halls = {row.id: (zones[row.site], row.sections) for row in connection.execute(select(tables.halls))}
        for plan in seed.plan:
            plant_plan(connection, plan, now_ms=now_ms)
        alerts.plant_alerts(connection, seed, minutes_of, now_ms=now_ms)
        plant_series(connection, seed.series, vault.pseudonym if vault else str, now_ms=now_ms)
        for wish in seed.booking:
            _plant_booking(connection, wish, halls, now_ms)
        plant_posts(connection, seed.post, now_ms=now_ms)
        plant_data(connection, seed.data)
        plant_ideas(connection, seed.idea, now_ms=now_ms)
        plant_car_parks(connection, seed.car_park, now_ms=now_ms)
        plant_notices(connection, seed.notice, now_ms=now_ms)
        plant_profiles(connection, seed.profile, vault.pseudonym if vault else _unnamed, now_ms=now_ms)
        plant_events(connection, seed.event, vault.pseudonym if vault else _unnamed, vault, now_ms=now_ms)
        plant_help(connection, seed.help, vault, now_ms=now_ms)
        plant_rounds(connection, seed.round, vault.pseudonym if vault else _unnamed, now_ms=now_ms)
    except IntegrityError as error:
        raise ConfigError(f"the seed names something that is not there: {error.orig}") from error
    return made


def _unnamed(_person: str) -> str:
    """Stands for the pseudonym where there is no key to make one."""
    return "-"


def _plant_places(connection: Connection, seed: Seed, now_ms: int) -> None:
    places.plant_halls(connection, seed.site, seed.calendar, seed.hall)
    for zone in seed.zone:
        put(connection, tables.zones, {"site": zone.site, "id": zone.id}, name=zone.name, hall=zone.hall or None)
    for device in seed.device:
        put(connection, tables.devices, {"id": device.id}, site=device.site, halls=device.halls)
    for locker in seed.locker:
        for one in locker.compartments:
            key = {"device": locker.device, "number": one.number}
            put(connection, tables.compartments, key, label=one.label, hall=one.hall or None, sections=one.sections)
            if one.spare is not None:
                marks.set_spare(connection, locker.device, one.number, one.spare)
    for display in seed.display:
        put(connection, tables.displays, {"device": display.device}, title=display.title, halls=display.halls)
    places.plant_closures(connection, seed.closure, now_ms=now_ms)
    places.plant_doors(connection, seed.door)
    for club in seed.club:
        put(connection, tables.clubs, {"id": club.id}, name=club.name, club_group=club.group)


def _plant_person(connection: Connection, person: SeedPerson, vault: Vault | None, now_ms: int) -> NewAccount | None:
    email = person.email.lower()
    known = connection.scalar(select(people.c.id).where(people.c.email == email))
    password = "" if known else make_password()
    identity = known or secrets.token_hex(8)
    if known is None:
        connection.execute(
            insert(people).values(
                id=identity, email=email, name=person.name, phone=person.phone, password_hash=hash_password(password)
            )
        )
    for role in person.roles:
        scope = person.club if role in CLUB_ROLES else person.site
        put(connection, roles, {"person": identity, "role": str(role), "scope": scope})
    alerts.plant_ways(connection, identity, person.ways, person.notify, proved=person.proved, now_ms=now_ms)
    if person.on_call is not None:
        connection.execute(delete(on_call).where(on_call.c.person == identity))
        put(connection, on_call, {"position": person.on_call}, person=identity)
    if known:
        return None
    wanted = planting.Wanted(person.card, person.pin, person.staff_at)
    digits = planting.plant(connection, vault, identity, wanted, now_ms=now_ms) if vault else {}
    return NewAccount(person.name, email, password, tuple(person.roles), digits)


def _plant_booking(connection: Connection, wish: SeedBooking, halls: dict[str, tuple[ZoneInfo, int]], now_ms: int) -> None:
    if wish.hall not in halls:
        raise ConfigError(f"booking {wish.title!r}: there is no hall {wish.hall!r}")
    zone, sections = halls[wish.hall]
    if not wish.sections or not set(wish.sections) <= set(range(1, sections + 1)):
        raise ConfigError(f"booking {wish.title!r}: {wish.hall} has the sections 1 to {sections}")
    day = _checked(wish, date.fromisoformat)
    start, end = local_ms(day, minutes_of(wish.start), zone), local_ms(day, minutes_of(wish.end, latest=LATEST_MIN), zone)
    if not quarters(start, end):
        raise ConfigError(f"booking {wish.title!r}: it ends before it starts")
    booking = Booking(
        id=hashlib.sha256(f"{wish.hall}{sorted(wish.sections)}{start}{wish.club}{wish.title}".encode()).hexdigest()[:16],
        hall=wish.hall,
        sections=tuple(sorted(set(wish.sections))),
        club=wish.club or None,
        title=wish.title,
        person=None,
        start_ms=start,
        end_ms=end,
        state="booked",
        created_ms=now_ms,
        kind=wish.kind,
    )
    known = bookings.one(connection, booking.id) is not None
    if not known and not bookings.busy_sections(connection, wish.hall, start, end, booking.sections):
        bookings.add(connection, booking)


def _checked(wish: SeedBooking, read: Callable[[str], date]) -> date:
    try:
        return read(wish.date)
    except ValueError as error:
        raise ConfigError(f"booking {wish.title!r}: not a date: {wish.date!r}; write 2026-11-23") from error
