"""What the routes need, put together by `main`; they reach it through FastAPI's dependencies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from hallenwart_backend.access.commands import CommandState
from hallenwart_backend.access.grants.service import Access
from hallenwart_backend.access.partners.desk import PartnerDesk
from hallenwart_backend.accounts.join import AccountRoom
from hallenwart_backend.accounts.keys.rules import may_ask
from hallenwart_backend.accounts.passkeys.rules import is_always_open
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import ADMINS, Person
from hallenwart_backend.accounts.service import Accounts
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.channels import Channels
from hallenwart_backend.alerts.join import Alerts
from hallenwart_backend.alerts.people import People
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_backend.audit.service import AuditLog
from hallenwart_backend.booking.join import BookingRoom
from hallenwart_backend.booking.letters.service import LetterDesk
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.city.join import City
from hallenwart_backend.clubs.join import ClubRoom
from hallenwart_backend.display.join import DisplayRoom
from hallenwart_backend.display.posts.join import PostRoom
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events.join import EventRoom
from hallenwart_backend.exchange.join import ExchangeRoom
from hallenwart_backend.fire.join import FireRoom
from hallenwart_backend.fire.resetting import Resetting
from hallenwart_backend.fleet.enrolment.join import Enrolment
from hallenwart_backend.fleet.join import FleetRoom
from hallenwart_backend.halls.join import PlaceRoom
from hallenwart_backend.halls.outputs.service import Outputs
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.impact.service import Impact
from hallenwart_backend.live import Hub
from hallenwart_backend.lockers import Lockers
from hallenwart_backend.manager_view import ManagerPage
from hallenwart_backend.metrics.figures import Figures
from hallenwart_backend.occupancy.join import UsageRoom
from hallenwart_backend.opendata.join import OpenDataRoom
from hallenwart_backend.opendata.latest.join import LatestRoom
from hallenwart_backend.opendata.sensorthings.service import SensorThings
from hallenwart_backend.parking.join import ParkingRoom
from hallenwart_backend.participation.join import ParticipationRoom
from hallenwart_backend.retention.service import Retention
from hallenwart_backend.rights import Rights
from hallenwart_backend.rounds.join import RoundRoom
from hallenwart_backend.streaming.service import Streaming
from hallenwart_backend.streaming.watching import Watching
from hallenwart_backend.telemetry.join import TelemetryRoom
from hallenwart_backend.volunteering.join import VolunteeringRoom
from hallenwart_backend.web.audited import Actor
from hallenwart_contract.clock import Clock

COOKIE: Final = "hallenwart"
SAFE_COOKIE: Final = f"__Host-{COOKIE}"
"""Its name where people come by https: browsers then take it from this very host alone, over https alone."""


class Commands(Protocol):
    """Commands a person gives to a device."""

    async def open(self, device: str, slot: int, *, by: str, emergency: bool = False) -> str:
        """Send and return the command's id. Raises RefusedError 409 when the device is not online."""
        ...

    async def send(self, device: str, op: str, arg: dict[str, str | int | bool | None], *, by: str) -> str:
        """Send any command, as `open` does."""
        ...

    async def state(self, command: str) -> CommandState | None: ...


Curve = Callable[[str, int, int], Awaitable[list[tuple[int, float | None]]]]
"""People counted in a hall from one time to another: (t_ms, number or None)."""


@dataclass(frozen=True, slots=True)
class Parts:
    records: Records
    clock: Clock
    places: PlaceBook
    place_room: PlaceRoom
    account_room: AccountRoom
    letters: LetterDesk
    rights: Rights
    rounds: RoundRoom
    events: EventRoom
    exchange: ExchangeRoom
    opendata: OpenDataRoom
    latest: LatestRoom
    sensorthings: SensorThings
    clubs: ClubRoom
    streaming: Streaming
    watching: Watching
    volunteering: VolunteeringRoom
    parking: ParkingRoom
    people: People
    alerts: Alerts
    page: ManagerPage
    hub: Hub
    commands: Commands
    lockers: Lockers
    fire: FireRoom
    fleet: FleetRoom
    displays: DisplayRoom
    outputs: Outputs
    posts: PostRoom
    participation: ParticipationRoom
    usage: UsageRoom
    impact: Impact
    resetting: Resetting
    people_curve: Curve
    push_key: str
    partner_desk: PartnerDesk
    channels: Channels
    audit: AuditLog
    city: City
    enrolment: Enrolment
    figures: Figures
    retention: Retention
    telemetry: TelemetryRoom
    metrics_token: str

    @property
    def accounts(self) -> Accounts:
        return self.account_room.accounts

    @property
    def access(self) -> Access:
        return self.rights.access

    @property
    def booking(self) -> BookingRoom:
        return self.rights.booking

    @property
    def bookings(self) -> Bookings:
        return self.booking.bookings

    @property
    def incidents(self) -> IncidentDesk:
        return self.alerts.desk


def parts_of(connection: HTTPConnection) -> Parts:
    parts: Parts = connection.app.state.parts
    return parts


PartsOf = Annotated[Parts, Depends(parts_of)]


def is_secure(connection: HTTPConnection, public_url: str) -> bool:
    """Say whether people reach this server by https, also where a proxy ends TLS."""
    return connection.url.scheme in {"https", "wss"} or public_url.startswith("https://")


def session_token(connection: HTTPConnection, parts: Parts) -> str | None:
    """Return what the session's cookie says."""
    secure = is_secure(connection, parts.account_room.public_url)
    return connection.cookies.get(SAFE_COOKIE if secure else COOKIE)


_BEARER: Final = "bearer "


async def signed_in(request: Request, parts: PartsOf) -> Person:
    """Return who asks, by the key of a program or by the session of a browser. Raises RefusedError 401, 403, 429."""
    told = request.headers.get("authorization", "")
    if told[: len(_BEARER)].lower() == _BEARER:
        if not may_ask(request.method, request.url.path):
            raise refused("no_keys_here")
        sender = request.client.host if request.client else ""
        program = await parts.account_room.keys.who(told[len(_BEARER) :].strip(), request.method, sender)
        request.state.actor = Actor(program.id, f"key:{program.key}")
        return program
    person = await parts.accounts.who(session_token(request, parts))
    if person is None:
        raise RefusedError("sign_in", "Bitte melden Sie sich an.", "Please sign in.", status=401)
    request.state.actor = Actor(person.id)
    if not is_always_open(request.url.path) and await parts.account_room.passkeys.held_up(person):
        raise refused("passkey_needed")
    return person


SignedIn = Annotated[Person, Depends(signed_in)]


async def in_browser(person: SignedIn) -> Person:
    """Return who asks, when it is a person and no program. Raises RefusedError 401, 403."""
    if person.key:
        raise refused("no_keys_here")
    return person


InBrowser = Annotated[Person, Depends(in_browser)]


def forbidden() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)


async def manager(person: SignedIn) -> Person:
    """Return who asks, when it is a manager. Raises RefusedError 401, 403."""
    if not person.is_manager:
        raise forbidden()
    return person


Manager = Annotated[Person, Depends(manager)]


async def page_reader(person: SignedIn) -> Person:
    """Return who asks, when the manager's page is theirs. Raises RefusedError 401, 403."""
    if not person.sees_manager_page:
        raise forbidden()
    return person


PageReader = Annotated[Person, Depends(page_reader)]


async def admin(person: Manager) -> Person:
    """Return who asks, when it is an administrator of everything. Raises RefusedError 401, 403."""
    if not person.has_at(ADMINS, ""):
        raise forbidden()
    return person


Admin = Annotated[Person, Depends(admin)]
