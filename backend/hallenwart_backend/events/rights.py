"""What cameras may do and displays may show, for the devices' views; and starting and stopping by hand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.ports import Span
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events import rules, store
from hallenwart_backend.events.ports import Commands, Streams, Vault
from hallenwart_backend.events.rules import Hindrance
from hallenwart_backend.events.service import Events, may_lead, sites_of
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.words import refusal, refused
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import ShownStream, StreamRight


@dataclass(frozen=True, slots=True)
class Granted:
    """What a stream may do now. `hindered`: why it may not; `gone`: what was kept of it has to go."""

    found: Dated
    hindered: Hindrance | None

    @property
    def gone(self) -> bool:
        return self.hindered in {Hindrance.GONE, Hindrance.CONSENT, Hindrance.NOT_WANTED}


class StreamRights:
    def __init__(
        self,
        records: Records,
        events: Events,
        places: PlaceBook,
        clock: Clock,
        vault: Vault,
        streams: Streams,
        commands: Commands,
    ) -> None:
        self._records = records
        self._events = events
        self._places = places
        self._clock = clock
        self._vault = vault
        self._streams = streams
        self._commands = commands

    def hindrance(self, found: Dated, *, ahead: bool = False) -> Hindrance | None:
        """Return what forbids the stream now, None when it may run."""
        return rules.hindrance(
            found.event,
            found.date,
            rules.standing(found.ledger, found.event),
            self._clock.now_ms(),
            camera_hall=self._events.camera_hall(found.event),
            ahead=ahead,
        )

    # --- for views: implements display.ports.StreamSource ---

    def films(self, device: str) -> bool:
        """Say whether a device has cameras, or events that want one of it."""
        return any(one.device == device for one in self._events.cameras())

    async def rights_of(self, device: str, span: Span) -> list[StreamRight]:
        """Return what the cameras of a device may send in this time."""
        if not self._vault.knows(device):
            return []
        found = await self._records.read(lambda connection: store.between(connection, *span, device=device))
        return [self._right(one) for one in found if self.hindrance(one, ahead=True) is None]

    def _right(self, one: Dated) -> StreamRight:
        event, date = one.event, one.date
        target = self._vault.open_bytes(event.push, event.id) if event.push else b""
        sealed = self._vault.seal_for(event.device, target, event.stream_id, steady=True) if target else b""
        return StreamRight(
            id=event.stream_id,
            camera=event.camera,
            hall=date.hall,
            booking=event.booking,
            title=event.title,
            from_ms=date.start_ms,
            to_ms=date.end_ms,
            push=sealed,
        )

    async def shown_at(self, device: str, span: Span) -> list[ShownStream]:
        """Return the matches that are on now and may be shown at a display: of its site, and where the office chose it."""
        display, now = self._places.current.displays.get(device), self._clock.now_ms()
        if display is None or not span[0] <= now < span[1]:
            return []
        site = sites_of(display.halls, self._places)
        return [
            ShownStream(
                id=one.event.stream_id,
                hall=one.date.hall,
                title=one.event.title,
                from_ms=one.date.start_ms,
                to_ms=one.date.end_ms,
            )
            for one in await self._events.now()
            if self._streams.is_live(one.event.stream_id)
            and self.hindrance(one) is None
            and (site & sites_of([one.date.hall], self._places) or set(display.halls) & set(one.event.shown_in))
        ]

    def of_stream(self, connection: Connection, stream: str) -> Granted | None:
        """Return what a stream may do now, None where no event has one of this id."""
        found = store.of_stream(connection, stream)
        return Granted(found, self.hindrance(found)) if found else None

    # --- by hand ---

    async def live(self, person: Person, found: Dated, *, on: bool) -> str:
        """Start or stop the stream; return the command's id. Raises RefusedError 403, 409."""
        event, by = found.event, "office" if person.has(OFFICE_HANDS) else "club"
        if not may_lead(person, event):
            raise refusal("not_yours")
        why = self.hindrance(found)
        if on and why is not None:
            await self._streams.keep(event.id, "refused", by, why)
            raise refused(why, rules.missing(event, rules.standing(found.ledger, event)))
        if not event.device:
            raise refused(Hindrance.NO_CAMERA)
        arg: dict[str, str | int | bool | None] = {"stream": event.stream_id, "on": on}
        command = await self._commands.send(event.device, "live", arg, by=person.name, offline=_offline)
        await self._streams.keep(event.id, "asked_on" if on else "asked_off", by)
        return command


def _offline() -> RefusedError:
    return refusal("camera_offline")
