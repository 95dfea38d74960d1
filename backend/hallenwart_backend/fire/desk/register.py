"""The register of what is disabled: who asked, why, until when; kept in step with what the devices themselves show."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.standing import Standing
from hallenwart_backend.fire.desk import rules, store, words
from hallenwart_backend.fire.desk.ports import Commands, Devices, Tell
from hallenwart_backend.fire.desk.refusals import ends_with_booking, no_device, no_off, not_reached, refused
from hallenwart_backend.fire.desk.rules import Off, OffState, Step, Why
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause, Changed, Evidence, EvidenceKind, Incidents, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity, State

_PREFIX: Final = "fire_off:"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants disabled. `c` empty: the whole zone; `booking`: it ends with that one."""

    device: str
    zone: str
    c: str
    until_ms: int
    reason: str
    text: str = ""
    booking: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command on its way: the disablement it is about and its own id."""

    off: str
    command: str


class OffRegister:
    """`name` says what a zone and sensor are called; `pseudonym` names a person as devices do; `told` marks pages as old."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        *,
        commands: Commands,
        devices: Devices,
        evidence: Evidence,
        incidents: Incidents,
        tell: Tell,
        name: Callable[[str, str, str], str],
        pseudonym: Callable[[str], str],
        told: Changed,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._commands = commands
        self._devices = devices
        self._evidence = evidence
        self._tell = tell
        self._name = name
        self._pseudonym = pseudonym
        self._told = told
        self._standing = Standing(records, incidents, _PREFIX)

    # --- what people do ---

    async def disable(self, wish: Wish, *, owner: str, by: str) -> Asked:
        """Ask a device to disable. Raises RefusedError 404, 409 when it is not reached, 422."""
        now = self._clock.now_ms()
        if fault := rules.fault_of(wish.reason, wish.text, wish.until_ms, now):
            raise refused(fault)
        site = self._places.current.site_of_device(wish.device)
        if site is None:
            raise no_device()
        if not self._commands.online(wish.device):
            raise not_reached()
        off = Off(
            id=secrets.token_hex(8),
            device=wish.device,
            site=site.id,
            zone=wish.zone,
            c=wish.c,
            owner=owner,
            reason=wish.reason,
            text=wish.text,
            booking=wish.booking,
            state=OffState.ASKED,
            since_ms=now,
            until_ms=min(wish.until_ms, now + rules.LONGEST_OFF_MS - rules.SKEW_MS),
        )
        await self._records.write(lambda connection: store.add(connection, off))
        command = await self._commands.send(off.device, "disable", self._arg(off, owner), by=by, offline=not_reached)
        await self._asked(replace(off, command=command), owner, f"Abschalten: {self._said(off)}")
        return Asked(off.id, command)

    async def renew(self, off_id: str, until_ms: int, person: Person, *, may: Callable[[Off], bool]) -> Asked:
        """Ask a device to keep it disabled until another time, in the name of who asks now.

        Raises RefusedError 404, 409 when the device is not reached or a booking decides over its end, 422.
        """
        off = await self._held(off_id, may)
        if off.booking:
            raise ends_with_booking()
        now = self._clock.now_ms()
        if fault := rules.fault_of(off.reason, off.text or off.reason, until_ms, now):
            raise refused(fault)
        wanted = replace(off, until_ms=min(until_ms, now + rules.LONGEST_OFF_MS - rules.SKEW_MS), owner=person.id)
        arg = self._arg(wanted, person.id)
        command = await self._commands.send(off.device, "disable", arg, by=person.name, offline=not_reached)
        await self._asked(replace(wanted, command=command), person.id, f"Verlängern: {self._said(wanted)}")
        return Asked(off.id, command)

    def _arg(self, off: Off, owner: str) -> dict[str, str | int | bool | None]:
        return {
            "off": off.id,
            "zone": off.zone,
            "c": off.c,
            "until_ms": off.until_ms,
            "reason": off.reason,
            "by": self._pseudonym(owner),
        }

    async def enable(self, off_id: str, person: Person, *, may: Callable[[Off], bool]) -> Asked:
        """Ask a device to enable again. Raises RefusedError 403, 404, 409 when it is not reached."""
        return await self._enable(await self._held(off_id, may), Why.PERSON, owner=person.id, by=person.name)

    async def _held(self, off_id: str, may: Callable[[Off], bool]) -> Off:
        off = await self._records.read(lambda connection: store.one(connection, off_id))
        if off is None or off.state is OffState.ENDED or not may(off):
            raise no_off()
        return off

    async def end_for_booking(self, off: Off) -> None:
        """Enable what a booking no longer needs. Raises RefusedError 409 when the device is not reached."""
        await self._enable(off, Why.BOOKING, owner=off.owner or "", by="booking")

    async def _enable(self, off: Off, why: Why, *, owner: str, by: str) -> Asked:
        command = await self._commands.send(off.device, "enable", {"off": off.id}, by=by, offline=not_reached)
        await self._asked(replace(off, command=command, why=why), owner, f"Einschalten: {self._said(off)}")
        return Asked(off.id, command)

    async def _asked(self, off: Off, owner: str, said: str) -> None:
        def keep(connection: Connection) -> None:
            now_known = store.one(connection, off.id)
            if now_known is not None:
                store.save(connection, replace(now_known, command=off.command, why=off.why, owner=off.owner))
            self._evidence.keep(connection, EvidenceKind.ASKED, off.command, owner, said, at=_at(off))

        await self._records.write(keep)
        await self._told()

    # --- what devices show ---

    async def look(self) -> None:
        """Keep in step with the devices, remind owners, hold incidents; called every few seconds."""
        concerned = {off.device for off in await self.held()}
        for device in list(self._places.current.devices):
            state = self._devices.state(device)
            if state is not None and (state.off or device in concerned):
                await self._follow(device, state)
        now = self._clock.now_ms()
        held, ended = await self._records.read(
            lambda connection: (store.held(connection), store.ended_since(connection, now - rules.DAY_MS))
        )
        for off in (*held, *ended):
            await self._remind(off, now)
        await self._standing.hold([self._cause(off) for off in held if rules.is_incident(off, now)], now_ms=now)

    async def _follow(self, device: str, state: State) -> None:
        now = self._clock.now_ms()

        def compare(connection: Connection) -> list[Step]:
            known = store.of_device(connection, device, [one.id for one in state.off])
            return rules.reconcile(known, state.off, said_ms=state.sent_ms, now_ms=now)

        if not await self._records.read(compare):
            return

        def apply(connection: Connection) -> None:
            for step in compare(connection):
                self._apply(connection, device, step, now)

        await self._records.write(apply)
        await self._told()

    def _apply(self, connection: Connection, device: str, step: Step, now_ms: int) -> None:
        if step.shown is not None:
            self._shown(connection, device, step)
        elif step.known is not None and step.why is not None:
            ended = replace(step.known, state=OffState.ENDED, ended_ms=now_ms, why=step.why)
            store.save(connection, ended)
            if step.why is not Why.REFUSED:
                self._keep(connection, EvidenceKind.ON, ended, f"{self._said(ended)} · {words.WHYS[step.why]}", now_ms)

    def _shown(self, connection: Connection, device: str, step: Step) -> None:
        shown, known = step.shown, step.known
        if shown is None:
            return
        if known is None:
            site = self._places.current.site_of_device(device)
            known = Off(
                id=shown.id,
                device=device,
                site=site.id if site else "",
                zone=shown.zone,
                c=shown.c,
                owner=None,
                reason=shown.reason,
                text="",
                booking="",
                state=OffState.ASKED,
                since_ms=shown.since_ms,
                until_ms=shown.until_ms,
            )
            store.add(connection, known)
        why = "" if known.state is OffState.ENDED else known.why
        now = replace(known, state=OffState.ON, since_ms=shown.since_ms, until_ms=shown.until_ms, ended_ms=None, why=why)
        store.save(connection, now)
        renewed = known.state is OffState.ON
        t_ms = self._clock.now_ms() if renewed else shown.since_ms
        self._keep(connection, EvidenceKind.OFF, now, self._said(now), t_ms, once=not renewed)

    def _keep(self, connection: Connection, kind: str, off: Off, said: str, t_ms: int, *, once: bool = True) -> None:
        self._evidence.keep(connection, kind, off.id, off.owner or "", said, at=_at(off), t_ms=t_ms, once=once)

    # --- who is told ---

    async def _remind(self, off: Off, now_ms: int) -> None:
        if off.why == Why.REFUSED and off.state is OffState.ENDED and off.owner and off.booking:
            notice = words.refused(self._what(off), tag=f"off-{off.id}")
            await self._tell.tell_person(off.owner, notice, once=f"off:{off.id}:refused")
            return
        due = rules.reminder(off, now_ms)
        if due is None:
            return
        kind, once = due
        notice = words.reminding(kind, self._what(off), until=self._clock_time(off), tag=f"off-{off.id}")
        if off.owner is not None:
            await self._tell.tell_person(off.owner, notice, once=f"off:{off.id}:{once}")
        else:
            await self._tell.tell_site(off.site, notice, once=f"off:{off.id}:{once}")

    def _cause(self, off: Off) -> Cause:
        return Cause(
            key=f"{_PREFIX}{off.id}",
            id=off.id,
            kind=IncidentKind.FIRE_OFF,
            sev=Severity.WARN,
            site=off.site,
            since_ms=off.since_ms,
            device=off.device,
            hall=self._places.current.hall_of_zone(off.site, off.zone),
            zone=off.zone,
            detail=self._said(off) if off.owner else f"{self._said(off)} · niemand hier weiß davon / unknown here",
            sensor=off.c,
        )

    def _what(self, off: Off) -> str:
        return self._name(off.device, off.zone, off.c)

    def _said(self, off: Off) -> str:
        reason = words.reason_de(off.reason)
        return " · ".join(filter(None, (self._what(off), reason, off.text, f"bis {self._clock_time(off)}")))

    def _clock_time(self, off: Off) -> str:
        site = self._places.current.sites.get(off.site)
        zone = ZoneInfo(site.zone if site else self._places.current.zone)
        return f"{datetime.fromtimestamp(off.until_ms / 1000, UTC).astimezone(zone):%d.%m. %H:%M}"

    async def held(self) -> list[Off]:
        return await self._records.read(store.held)

    async def of_bookings(self, bookings: Iterable[str]) -> list[Off]:
        wanted = list(bookings)
        return await self._records.read(lambda connection: store.of_bookings(connection, wanted)) if wanted else []


def _at(off: Off) -> Where:
    return Where(site=off.site, device=off.device, zone=off.zone, c=off.c)
