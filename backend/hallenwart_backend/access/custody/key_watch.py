"""Keys that are not where they should be: the group is reminded, then people are called; the next group learns in time."""

from __future__ import annotations

from hallenwart_backend.access.custody import rules
from hallenwart_backend.access.custody.hand_over import HandOver
from hallenwart_backend.access.custody.keys_out import Out, is_conflict, keys_elsewhere, keys_out
from hallenwart_backend.access.custody.troubles import locker_key, trouble_key
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import club_words
from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.alerts.messages import Messages
from hallenwart_backend.alerts.standing import Standing
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock, utc
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity


class KeyWatch:
    """Called every few seconds; all of it may be told again."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        incidents: Incidents,
        messages: Messages,
        hand_over: HandOver,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._messages = messages
        self._hand_over = hand_over
        self._overdue = Standing(records, incidents, f"{IncidentKind.KEY_OVERDUE}:")
        self._conflicts = Standing(records, incidents, f"{IncidentKind.KEY_CONFLICT}:")
        self._incidents = incidents

    async def look(self) -> None:
        now = self._clock.now_ms()
        places = self._places.current
        out, elsewhere = await self._records.read(
            lambda connection: (keys_out(connection, places, now), keys_elsewhere(connection, places, now))
        )
        self._hand_over.told(out, elsewhere, now)
        for one in out:
            if rules.is_overdue(one.held, now):
                await self._remind(one)
        overdue = [one for one in out if rules.wants_incident(one.held, now)]
        await self._overdue.hold([self._late(one) for one in overdue], now_ms=now)
        conflicts = [(one, one.following) for one in out if one.following is not None and is_conflict(one, one.following, now)]
        for one, following in conflicts:
            await self._tell_both(one, following)
        causes = [self._conflict(one, following, now) for one, following in conflicts]
        await self._conflicts.hold(causes, now_ms=now)
        await self._end_caps(now)

    async def _remind(self, one: Out) -> None:
        booking = one.booking
        if booking is None or one.held.due_ms is None:
            return
        once = f"overdue:{one.held.device}:{one.held.slot}:{one.held.taken_ms}"
        notice = club_words.overdue(one.compartment.label, self._clock_time(one.held.due_ms, one), tag=once)
        await self._messages.tell_club(booking.holder, notice, once=once, also=[booking.person])

    async def _tell_both(self, one: Out, following: Booking) -> None:
        start = self._clock_time(following.start_ms, one)
        once = f"conflict:{one.held.device}:{one.held.slot}:{following.id}:{one.held.taken_ms}"
        if one.booking is not None:
            needed = club_words.needed(one.compartment.label, start, tag=f"{once}:needed")
            await self._messages.tell_club(one.booking.holder, needed, once=f"{once}:needed", also=[one.booking.person])
        site = self._places.current.site_of_device(one.held.device)
        phone = site.help_phone if site else ""
        waits = club_words.not_back(one.compartment.label, start, spare=one.spare, phone=phone, tag=f"{once}:waits")
        await self._messages.tell_club(following.holder, waits, once=f"{once}:waits", also=[following.person])

    def _late(self, one: Out) -> Cause:
        parts = (self._line(one.booking), self._when(one.following, one))
        return self._cause(one, IncidentKind.KEY_OVERDUE, one.held.due_ms or one.held.taken_ms, parts, str(one.held.taken_ms))

    def _conflict(self, one: Out, following: Booking, now_ms: int) -> Cause:
        parts = (self._line(one.booking), self._when(following, one))
        return self._cause(one, IncidentKind.KEY_CONFLICT, now_ms, parts, f"{following.id}:{one.held.taken_ms}")

    def _cause(self, one: Out, kind: IncidentKind, since_ms: int, parts: tuple[str, str], which: str) -> Cause:
        held, site = one.held, self._places.current.site_of_device(one.held.device)
        return Cause(
            key=trouble_key(kind, held.device, held.slot),
            id=f"{kind}:{held.device}:{held.slot}:{which}",
            kind=kind,
            sev=Severity.WARN,
            site=site.id if site else "",
            since_ms=since_ms,
            device=held.device,
            hall=one.compartment.hall or "",
            slot=held.slot,
            detail=" → ".join(part for part in parts if part),
        )

    def _line(self, booking: Booking | None) -> str:
        return line(names(self._places.current.clubs, booking.holder), booking.title) if booking else ""

    def _when(self, booking: Booking | None, one: Out) -> str:
        return f"{self._clock_time(booking.start_ms, one)} {self._line(booking)}" if booking else ""

    def _clock_time(self, t_ms: int, one: Out) -> str:
        hall = self._places.current.halls.get(one.compartment.hall or "")
        return f"{utc(t_ms).astimezone(hall.zone):%H:%M}" if hall else ""

    async def _end_caps(self, now_ms: int) -> None:
        """A pad is capped for a day; no event tells its end."""
        open_ones = await self._records.read(alerts.all_open)
        for one in open_ones:
            capped = one.what.key == locker_key(IncidentKind.GUESSING, one.what.device, EventKind.PAD_CAPPED)
            if capped and one.causes and max(one.causes.values()) + rules.CAP_ENDS_MS <= now_ms:
                await self._incidents.clear(one.what.key, "", now_ms)
