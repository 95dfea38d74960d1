"""What cameras may do and displays may show, for the devices' views; and starting and stopping by hand."""

from __future__ import annotations

from collections.abc import Sequence
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
        """Say whether a device has cameras."""
        return self._events.has_cameras(device)

    async def rights_of(self, devices: Sequence[str], span: Span) -> dict[str, list[StreamRight]]:
        """Return what the cameras of devices may send in this time."""
        known = [device for device in devices if self._vault.knows(device)]
        rights: dict[str, list[StreamRight]] = {}
        for one in await self._records.read(lambda connection: store.between(connection, *span, devices=known)):
            if self.hindrance(one, ahead=True) is None:
                rights.setdefault(one.event.device, []).append(self._right(one))
        return rights

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

    async def shown_at(self, devices: Sequence[str], span: Span) -> dict[str, list[ShownStream]]:
        """Return the matches that are on now and may be shown at displays: of their site, and where the office chose it."""
        if not devices or not span[0] <= self._clock.now_ms() < span[1]:
            return {}
        on = [
            one
            for one in await self._events.now()
            if self._streams.is_live(one.event.stream_id) and self.hindrance(one) is None
        ]
        return {device: [_shown(one) for one in on if self._may_show(device, one)] for device in devices} if on else {}

    def _may_show(self, device: str, one: Dated) -> bool:
        display = self._places.current.displays.get(device)
        if display is None:
            return False
        near = sites_of(display.halls, self._places) & sites_of([one.date.hall], self._places)
        return bool(near or set(display.halls) & set(one.event.shown_in))

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


def _shown(one: Dated) -> ShownStream:
    return ShownStream(
        id=one.event.stream_id,
        hall=one.date.hall,
        title=one.event.title,
        from_ms=one.date.start_ms,
        to_ms=one.date.end_ms,
    )


def _offline() -> RefusedError:
    return refusal("camera_offline")
