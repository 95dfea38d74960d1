"""The one incident engine: takes causes from all subjects, keeps incidents, wakes people through the durable queue."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Final

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, rules, store
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.alerts.ports import Changes, Context
from hallenwart_backend.alerts.rules import Incident, Wake, What
from hallenwart_backend.alerts.words import notice_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import Cause, Notice
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import IncidentState

_MOST_NOTE: Final = 2_000


Step = Callable[[Connection], Incident | None]


class IncidentDesk:
    """Implements `ports.Incidents`; routes use `acknowledge` and `resolve`."""

    def __init__(self, records: Records, clock: Clock, context: Context, changes: Changes) -> None:
        self._records = records
        self._clock = clock
        self._context = context
        self._changes = changes

    async def report(self, cause: Cause) -> None:
        facts = [msgspec.to_builtins(fact) for fact in await self._context.facts(cause)]
        what = What(**{name: getattr(cause, name) for name in What.__dataclass_fields__})
        now = self._clock.now_ms()

        def take_in(connection: Connection) -> Incident | None:
            before = store.unresolved(connection, cause.key)
            if before is None and store.knows_cause(connection, cause.key, cause.id, cause.since_ms):
                return None
            after, wake = rules.report(before, cause.id, what, now_ms=now, new_id=secrets.token_hex(8))
            if wake is Wake.PEOPLE:
                after = replace(after, facts=tuple(facts))
            if before is None:
                store.add(connection, after)
            elif wake is not Wake.NOBODY:
                store.save(connection, after)
            return self._wake(connection, after) if wake is not Wake.NOBODY else None

        await self._apply(take_in)

    async def clear(self, key: str, cause_id: str, at_ms: int) -> None:
        def end(connection: Connection) -> Incident | None:
            before = store.unresolved(connection, key)
            if before is None:
                return None
            after = rules.clear(before, cause_id, at_ms=at_ms, now_ms=self._clock.now_ms())
            if after == before:
                return None
            store.save(connection, after)
            return after

        await self._apply(end)

    async def acknowledge(self, incident: str, *, by: str, word: str, may: Callable[[Incident], bool]) -> Incident:
        """Note who takes care. Raises RefusedError 403, 404, 409 when it is resolved."""

        def note(before: Incident) -> Incident:
            return rules.acknowledge(before, by=by, word=word, now_ms=self._clock.now_ms())

        return await self._by_person(incident, note, may)

    async def resolve(self, incident: str, *, by: str, note: str, may: Callable[[Incident], bool]) -> Incident:
        """Close an incident. Raises RefusedError 403, 404, 409 when its critical cause still holds."""

        def close(before: Incident) -> Incident:
            if not rules.may_resolve(before):
                raise RefusedError(
                    "cause_holds", "Die Ursache besteht noch.", "The cause still holds.", status=409, causes=len(before.causes)
                )
            return rules.resolve(before, by=by, note=note[:_MOST_NOTE], now_ms=self._clock.now_ms())

        return await self._by_person(incident, close, may)

    async def acknowledge_key(self, key: str, *, by: str, word: str) -> None:
        """Note who takes care of what is wrong there; nothing when nothing is."""

        def note(connection: Connection) -> Incident | None:
            before = store.unresolved(connection, key)
            if before is None:
                return None
            after = rules.acknowledge(before, by=by, word=word, now_ms=self._clock.now_ms())
            store.save(connection, after)
            return after

        await self._apply(note)

    async def find(self, incident: str, *, may: Callable[[Incident], bool]) -> Incident:
        """Return one incident. Raises RefusedError 403, 404."""
        return await self._records.read(lambda connection: _found(connection, incident, may))

    async def _by_person(self, incident: str, act: Callable[[Incident], Incident], may: Callable[[Incident], bool]) -> Incident:
        def change(connection: Connection) -> Incident:
            before = _found(connection, incident, may)
            if before.state is IncidentState.RESOLVED:
                raise RefusedError("resolved", "Diese Meldung ist schon erledigt.", "This incident is resolved.", status=409)
            after = act(before)
            store.save(connection, after)
            return after

        changed = await self._records.write(change)
        self._changes.incident_changed(changed)
        return changed

    async def escalate(self) -> None:
        """Wake the next person where nobody acknowledged in time."""
        now = self._clock.now_ms()

        def look(connection: Connection) -> list[Incident]:
            found = store.all_open(connection)
            lines = {site: len(duty.line(connection, site, now)) for site in {one.what.site for one in found}}
            due = [one for one in found if rules.due_step(one, lines[one.what.site], now_ms=now) is not None]
            return [self._wake(connection, one) for one in due]

        for incident in await self._records.write(look):
            self._changes.incident_changed(incident)
        self._changes.queue_filled()

    def _wake(self, connection: Connection, incident: Incident) -> Incident:
        """Put the message for the person whose turn it is into the queue, in the incident's own transaction."""
        now = self._clock.now_ms()
        line = duty.line(connection, incident.what.site, now)
        step = rules.due_step(incident, len(line), now_ms=now)
        if step is None:
            return incident
        what = incident.what
        place, zone = self._context.place(what.site, what.hall), self._context.zone(what.site, what.zone)
        notice = notice_of(incident, place=place, zone=zone, step=step)
        letters.enqueue(
            connection,
            incident=incident.id,
            person=line[step].person,
            step=step,
            notice=asdict(notice),
            since_ms=incident.what.since_ms if step == 0 and not incident.what.replayed else 0,
            now_ms=now,
        )
        woken = replace(incident, woken=incident.woken + 1)
        store.save(connection, woken)
        return woken

    async def _apply(self, step: Step) -> None:
        changed = await self._records.write(step)
        if changed is not None:
            self._changes.incident_changed(changed)
            self._changes.queue_filled()

    async def send_test(self, person: str) -> int:
        """Queue a test message for every way to a person; return how many ways there are."""
        now = self._clock.now_ms()
        notice = Notice(
            title="Test-Alarm / Test alarm",
            body="So meldet sich Hallenwart. / This is how Hallenwart calls you.",
            tag="test",
            urgent=False,
        )
        count = await self._records.write(
            lambda connection: letters.enqueue(
                connection, incident=None, person=person, step=0, notice=asdict(notice), since_ms=0, now_ms=now
            )
        )
        self._changes.queue_filled()
        return count

    async def open_incidents(self) -> list[Incident]:
        return rules.order(await self._records.read(store.all_open))

    async def resolved_incidents(self) -> list[Incident]:
        return await self._records.read(store.resolved)


def _found(connection: Connection, incident: str, may: Callable[[Incident], bool]) -> Incident:
    found = store.one(connection, incident)
    if found is None:
        raise RefusedError("no_such_incident", "Diese Meldung gibt es nicht.", "There is no such incident.", status=404)
    if not may(found):
        raise RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
    return found
