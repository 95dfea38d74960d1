"""Takes hand-over reports from kiosk and phone; damage becomes an incident and reaches the caretakers."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_ROLES, MANAGERS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.refusals import gone, not_yours
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.photo import cleaned
from hallenwart_backend.ports import Arrival, Cause, Incidents, ListenerBase
from hallenwart_backend.reports import store
from hallenwart_backend.reports.store import Report
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Event, Severity

_DAY_MS: Final = 86_400_000
OPEN_BEFORE_MS: Final = 2 * 3_600_000
"""So long before its start a booking can be reported on: its key may be fetched with the longest grace there is."""
OPEN_FOR_MS: Final = 2 * _DAY_MS
"""So long after its end a booking can still be reported on."""
NEXT_WITHIN_MS: Final = 2 * _DAY_MS
"""So soon after damage the next club must come to be told of it."""
CONDITIONS: Final = ("good", "untidy", "damaged")


class Reports(ListenerBase):
    """A listener of `report.made`; routes use the rest."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, incidents: Incidents) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._incidents = incidents
        self._one_photo = asyncio.Semaphore(1)  # a decoded photo takes up to 200 MB

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        condition = str(event.a.get("condition") or "")
        if event.kind != EventKind.REPORT_MADE or condition not in CONDITIONS:
            return
        told = event.a.get("slot")
        slot = told if isinstance(told, int) and not isinstance(told, bool) else None
        booking = await self._booking(str(event.a.get("booking") or ""))
        place = self._places.current.compartment(arrival.device, slot) if slot is not None else None
        report = Report(
            id=f"{arrival.device}.{slot or 0}.{event.t_ms}",
            t_ms=event.t_ms,
            booking=booking.id if booking else "",
            hall=booking.hall if booking else (place.hall or "") if place else "",
            club=(booking.holder or "") if booking else "",
            device=arrival.device,
            slot=slot,
            condition=condition,
            text="",
            source="kiosk",
        )
        await self._records.write(lambda connection: self._keep(connection, report, None))
        await self._tell(report)

    async def make(self, booking_id: str, person: Person, *, condition: str, text: str, photo: bytes | None) -> Report:
        """Keep a report from a phone; sent twice it is kept once. Raises RefusedError 403, 404, 409, 422."""
        booking, now = await self._booking(booking_id), self._clock.now_ms()
        if booking is None:
            raise gone()
        if not may_report(person, booking):
            raise not_yours()
        if not booking.start_ms - OPEN_BEFORE_MS <= now < booking.end_ms + OPEN_FOR_MS:
            raise RefusedError(
                "not_now",
                "Das geht von zwei Stunden vor der Belegung bis zwei Tage nach ihrem Ende.",
                "This works from the start of the booking until two days after its end.",
                status=409,
            )
        jpeg = await self._clean(photo) if photo else None
        said = f"{booking.id}\n{condition}\n{text}\n".encode() + (jpeg or b"")
        report = Report(
            id=hashlib.sha256(said).hexdigest()[:32],
            t_ms=now,
            booking=booking.id,
            hall=booking.hall,
            club=booking.holder or "",
            device="",
            slot=None,
            condition=condition,
            text=text,
            source="phone",
            photo=jpeg is not None,
        )
        if await self._records.write(lambda connection: self._keep(connection, report, jpeg)):
            await self._tell(report)
        return report

    async def newest(self, *, hall: str = "", device: str = "", slot: int | None = None, limit: int = 100) -> list[Report]:
        return await self._records.read(
            lambda connection: store.newest(connection, hall=hall, device=device, slot=slot, limit=limit)
        )

    async def photo(self, report: str) -> tuple[Report, bytes]:
        """Return a report and its photo. Raises RefusedError 404 when there is none any more."""

        def read(connection: Connection) -> tuple[Report | None, bytes | None]:
            return store.one(connection, report), store.photo(connection, report)

        found, jpeg = await self._records.read(read)
        if found is None or jpeg is None:
            raise RefusedError("no_photo", "Dieses Foto gibt es nicht mehr.", "This photo is no longer there.", status=404)
        return found, jpeg

    async def _clean(self, photo: bytes) -> bytes:
        async with self._one_photo:
            return (await asyncio.to_thread(cleaned, photo)).jpeg

    async def _booking(self, booking: str) -> Booking | None:
        return await self._records.read(lambda connection: bookings.one(connection, booking))

    def _keep(self, connection: Connection, report: Report, jpeg: bytes | None) -> bool:
        """Keep a report once; who comes next to a damaged place hears of it."""
        fresh = store.add(connection, report, jpeg)
        if fresh and report.condition == "damaged":
            following = self._following(connection, report)
            if following is not None:
                about = following.id, following.series, following.holder
                news.tell(connection, News(NewsKind.DAMAGE, self._clock.now_ms(), *about, detail={"report": report.id}))
        return fresh

    def _following(self, connection: Connection, report: Report) -> Booking | None:
        """Return the next date of another club there within two days."""
        there = bookings.one(connection, report.booking) if report.booking else None
        begin_ms = max(self._clock.now_ms(), there.end_ms if there else 0)
        coming = bookings.of_halls(connection, [report.hall], begin_ms, begin_ms + NEXT_WITHIN_MS) if report.hall else []
        sections = set(there.sections) if there else set()
        alike = (one for one in coming if one.start_ms >= begin_ms and (not sections or sections & set(one.sections)))
        first = next(iter(sorted(alike, key=lambda one: one.start_ms)), None)
        return first if first is not None and first.holder and first.holder != report.club else None

    async def _tell(self, report: Report) -> None:
        """Damage concerns the caretaker; the photo is behind the incident's `ref`."""
        if report.condition != "damaged":
            return
        hall = self._places.current.halls.get(report.hall)
        placed = self._places.current.site_of_device(report.device)
        site = hall.site.id if hall else placed.id if placed else ""
        cause = Cause(
            key=f"{IncidentKind.DAMAGE}:{report.id}",
            id=report.id,
            kind=IncidentKind.DAMAGE,
            sev=Severity.WARN,
            site=site,
            since_ms=report.t_ms,
            device=report.device,
            hall=report.hall,
            slot=report.slot,
            detail=report.text,
        )
        await self._incidents.report(cause)


def may_report(person: Person, booking: Booking) -> bool:
    """The group that was there, and managers."""
    own = booking.holder is not None and person.has_at(CLUB_ROLES, booking.holder)
    return own or booking.person == person.id or person.has(MANAGERS)
