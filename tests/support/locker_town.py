"""What tests of keys and lockers tell a town, and what they see of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import insert, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.ports import Arrival, SeriesKey
from hallenwart_contract.codec import decode
from hallenwart_contract.documents import Command
from hallenwart_contract.messages import Conn, Event, Reading
from hallenwart_contract.signed import Signed
from support.backends import Town

MINUTE_MS = 60_000


async def book(town: Town, hall: str, start_ms: int, end_ms: int, club: str, *, section: int = 1) -> Booking:
    wish = Wish(hall, (section,), start_ms, end_ms, f"Gruppe {club}")
    return await town.backend.bookings.enter(wish, club=club, person=None)


async def tell(
    town: Town, kind: str, slot: int | None = 1, *, device: str = "nordpark-1", at_ms: int | None = None, **a
) -> None:
    """Tell an event twice, as after a crash."""
    told = {"slot": slot, **a} if slot is not None else a
    event = Event(kind=kind, t_ms=at_ms or town.clock.now_ms(), c="locker", a=told)
    for _ in range(2):
        for listener in town.backend.lockers.listeners:
            await listener.on_event(Arrival(device, town.clock.now_ms()), event)


async def take(town: Town, booking: Booking, slot: int = 1, **a) -> None:
    await tell(town, "key.taken", slot, grant=f"{booking.id}.nordpark-1", **a)


async def open_kinds(town: Town) -> list[str]:
    """Return the kinds of open incidents whose cause holds."""
    return sorted(one.what.kind for one in await town.backend.incidents.open_incidents() if one.causes)


async def incident(town: Town, kind: str):
    (found,) = [one for one in await town.backend.incidents.open_incidents() if one.what.kind == kind]
    return found


async def look(town: Town, minutes: int = 0) -> None:
    town.clock.advance(minutes * MINUTE_MS)
    await town.backend.lockers.look()


async def reachable(town: Town, *mails: str) -> None:
    """Give each of these people one way to be told."""

    def write(connection) -> None:
        for mail in mails:
            person = connection.scalar(select(people.c.id).where(people.c.email == mail))
            connection.execute(insert(ways).values(person=person, address=f"json://{mail}"))

    await town.backend.records.write(write)


async def letters(town: Town) -> list[tuple[str, str]]:
    """Return (address, title) of all messages in the queue, in order."""
    rows = await town.backend.records.read(
        lambda connection: connection.execute(select(outgoing.c.address, outgoing.c.notice).order_by(outgoing.c.id)).all()
    )
    return [(row.address.removeprefix("json://"), row.notice["title"]) for row in rows]


async def count_people(town: Town, hall: str, number: float | None) -> None:
    now = town.clock.now_ms()
    await town.backend.series.append([(SeriesKey("nordpark-2", hall, "people"), now, number)])
    await town.backend.occupancy.on_readings(
        Arrival("nordpark-2", now), [Reading(c=hall, k="people", t_ms=now, x=number, q="ok" if number is not None else "fault")]
    )


@dataclass
class Wire:
    """Takes the broker's place behind the publisher: what was sent, in order."""

    sent: list[tuple[str, Command]] = field(default_factory=list)

    def publish(self, topic: str, payload: bytes, **_how: object) -> bool:
        if topic.endswith("/cmd"):
            self.sent.append((topic, decode(decode(payload, Signed).p, Command)))
        return True


async def connect(town: Town, device: str = "nordpark-1") -> Wire:
    """Let a device come online and catch the commands it is sent."""
    wire = Wire()
    town.backend.publisher._sender = wire
    birth = Conn(dev=device, online=True, boot="b", conn=1, mono_ms=1)
    await town.backend.fleet.on_conn(Arrival(device, town.clock.now_ms()), birth)
    return wire
