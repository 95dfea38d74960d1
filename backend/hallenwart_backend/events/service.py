"""Makes bookings public, changes and withdraws that. An event follows its booking: it has no time or place of its own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.events import rules, store
from hallenwart_backend.events.ports import States, Streams, Vault
from hallenwart_backend.events.rules import Date, Event, Phase
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.words import refusal
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.urls import leads_somewhere, parts_of
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import CameraNow

_PUSHES: Final = frozenset({"rtmp", "rtmps", "srt"})
LONGEST_PUSH: Final = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What people enter of an event. `camera` is device and camera, empty: none; `visitors` the visiting team."""

    title: str
    body: str = ""
    sport: str = ""
    teams: tuple[str, ...] = ()
    visitors: str = ""
    spectators: int | None = None
    links: tuple[tuple[str, str], ...] = ()
    minors: bool = False
    stream: bool = False
    camera: tuple[str, str] = ("", "")
    record_days: int = 0
    shown_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera as its device told it last."""

    device: str
    site: str
    now: CameraNow


class Events:
    """`states` are the devices' newest snapshots; `changed` makes displays and cameras follow."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        vault: Vault,
        streams: Streams,
        states: States,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._vault = vault
        self._streams = streams
        self._states = states
        self._changed = changed

    # --- reading ---

    async def one(self, event: str) -> Dated:
        """Raises RefusedError 404."""
        found = await self._records.read(lambda connection: store.one(connection, event))
        if found is None:
            raise refusal("no_such_event")
        return found

    async def between(self, from_ms: int, to_ms: int) -> list[Dated]:
        return await self._records.read(lambda connection: store.between(connection, from_ms, to_ms))

    async def now(self) -> list[Dated]:
        """Return the events whose booked time runs."""
        return await self.between(self._clock.now_ms(), self._clock.now_ms() + 1)

    async def of(self, person: Person, from_ms: int, to_ms: int) -> list[Dated]:
        """Return the events a person may see the inside of: those of their clubs, for the town's people all."""
        return [one for one in await self.between(from_ms, to_ms) if may_see(person, one.event)]

    async def seen(self, person: Person, event: str) -> Dated:
        """Return an event with its inside. Raises RefusedError 403, 404."""
        found = await self.one(event)
        if not may_see(person, found.event):
            raise refusal("not_yours")
        return found

    def phase(self, one: Dated) -> Phase:
        return rules.phase(one.event, one.date, self._clock.now_ms())

    def cameras(self) -> list[Camera]:
        """Return all cameras that devices told of."""
        placed = self._places.current.devices
        return [
            Camera(device, placed[device].site, camera)
            for device, state in sorted(self._states().items())
            if device in placed
            for camera in state.cameras
        ]

    def has_cameras(self, device: str) -> bool:
        """Say whether a device told of cameras."""
        state = self._states().get(device)
        return state is not None and bool(state.cameras)

    def camera_hall(self, event: Event) -> str | None:
        """Return in which hall the event's camera stands, None when its device has not told yet."""
        state = self._states().get(event.device)
        return next((camera.hall for camera in state.cameras if camera.id == event.camera), None) if state else None

    # --- changing ---

    async def make(self, person: Person, booking_id: str, wish: Wish) -> Event:
        """Make a booking public. Raises RefusedError 403, 404, 409, 422."""
        now = self._clock.now_ms()

        def add(connection: Connection) -> tuple[Event, str]:
            booking = bookings.one(connection, booking_id)
            if booking is None:
                raise refusal("no_such_event")
            identity = secrets.token_hex(8)
            event = Event(
                id=identity,
                booking=booking.id,
                club=booking.holder,
                title=wish.title,
                stream_id=secrets.token_hex(8),
                made_ms=now,
                changed_ms=now,
                made_by=self._vault.pseudonym(person.id),
            )
            if not may_lead(person, event):
                raise refusal("not_yours")
            if not rules.may_be_public(booking.kind, booking.state) or booking.end_ms <= now:
                raise refusal("not_public")
            before = store.of_booking(connection, booking.id)
            if before is not None and before.withdrawn_ms is None and before.club == booking.holder:
                raise refusal("is_public", event=before.id)
            event = self._wished(event, wish, booking.hall)
            if before is None:
                store.add(connection, event)
            else:  # it was withdrawn, or the date is another club's now: what was agreed to then counts no more
                event = replace(event, id=before.id, sequence=before.sequence + 1)
                store.change(connection, event)
            return event, booking.hall

        event, hall = await self._records.write(add)
        self._changed(hall, event.club)
        return event

    def _wished(self, event: Event, wish: Wish, hall: str) -> Event:
        """Return the event as wished; its stream gets a new id with a new camera. Raises RefusedError 422."""
        device, camera = wish.camera if wish.camera[0] or not wish.stream else self._camera_in(hall)
        placed = self._places.current.devices.get(device)
        if device and (placed is None or placed.site != self._places.hall(hall).site.id or not camera):
            raise refusal("no_such_camera")
        for other in wish.shown_in:
            self._places.hall(other)
        fresh = (device, camera) != (event.device, event.camera)
        return replace(
            event,
            title=wish.title,
            body=wish.body,
            sport=wish.sport,
            teams=wish.teams,
            visitors=wish.visitors,
            spectators=wish.spectators,
            links=wish.links,
            minors=wish.minors,
            stream=wish.stream,
            device=device,
            camera=camera,
            stream_id=secrets.token_hex(8) if fresh else event.stream_id,
            record_days=wish.record_days,
            shown_in=wish.shown_in,
        )

    def _camera_in(self, hall: str) -> tuple[str, str]:
        """Return the camera of a hall, for whoever did not choose one."""
        here = [one for one in self.cameras() if one.now.hall == hall]
        return (here[0].device, here[0].now.id) if here else ("", "")

    async def change(self, person: Person, event_id: str, wish: Wish) -> Event:
        """Raises RefusedError 403, 404, 409, 422."""
        found = await self._led(person, event_id)
        event = self._wished(found.event, wish, found.date.hall)
        await self._put(event, found.date)
        if event.stream_id != found.event.stream_id or not event.stream:
            await self._streams.withdraw(found.event.stream_id, event.id)
        return event

    async def _put(self, event: Event, date: Date) -> None:
        changed = replace(event, changed_ms=self._clock.now_ms(), sequence=event.sequence + 1)
        await self._records.write(lambda connection: store.change(connection, changed))
        self._changed(date.hall, event.club)

    async def withdraw(self, person: Person, event_id: str) -> None:
        """Take an event from the public pages; its stream ends at once. Raises RefusedError 403, 404, 409."""
        found = await self._led(person, event_id)
        await self._put(replace(found.event, withdrawn_ms=self._clock.now_ms()), found.date)
        await self._streams.withdraw(found.event.stream_id, event_id)

    async def push(self, person: Person, event_id: str, target: str) -> None:
        """Say where the stream is sent besides; empty: nowhere. Raises RefusedError 403, 404, 409, 422."""
        found = await self._led(person, event_id)
        if target and not (parts_of(target).scheme in _PUSHES and leads_somewhere(target) and target.isprintable()):
            raise refusal("bad_push")
        sealed = self._vault.seal_bytes(target.encode(), event_id) if target else b""
        await self._put(replace(found.event, push=sealed), found.date)

    def push_host(self, event: Event) -> str:
        """Return the computer a stream is sent to besides; never the address, which holds its key."""
        return parts_of(self._vault.open_bytes(event.push, event.id).decode()).hostname or "" if event.push else ""

    async def captions(self, person: Person, event_id: str, language: str, body: str) -> None:
        """Write captions, an empty text takes them away: also after the event. Raises RefusedError 403, 404."""
        found = await self.one(event_id)
        if not may_lead(person, found.event):
            raise refusal("not_yours")
        now = self._clock.now_ms()
        await self._records.write(lambda connection: store.put_captions(connection, event_id, language, body, now))

    async def captions_of(self, event_id: str) -> Mapping[str, str]:
        return await self._records.read(lambda connection: store.captions_of(connection, event_id))

    async def _led(self, person: Person, event_id: str) -> Dated:
        found = await self.one(event_id)
        if not may_lead(person, found.event):
            raise refusal("not_yours")
        if self.phase(found) in {Phase.GONE, Phase.OVER}:
            raise refusal("event_over")
        return found


def may_lead(person: Person, event: Event) -> bool:
    """Say whether a person makes and changes an event: the office, and those who book for the club that has the date."""
    return person.has(OFFICE_HANDS) or acts_for(person, event)


def acts_for(person: Person, event: Event) -> bool:
    """Say whether a person speaks for the event's club."""
    return event.club is not None and person.has_at(CLUB_ROLES & BOOKERS, event.club)


def may_see(person: Person, event: Event) -> bool:
    return person.has(MANAGERS) or (event.club is not None and person.has_at(CLUB_ROLES, event.club))


def sites_of(halls: Sequence[str], places: PlaceBook) -> set[str]:
    return {places.current.halls[hall].site.id for hall in halls if hall in places.current.halls}
