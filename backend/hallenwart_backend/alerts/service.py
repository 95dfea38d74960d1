"""The one incident engine: takes causes from all subjects, keeps incidents, wakes people through the durable queue."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Final

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, rules, set_back, steps, store
from hallenwart_backend.alerts.calling import Caller
from hallenwart_backend.alerts.model import Change, Incident, Wake, What, key_of
from hallenwart_backend.alerts.policy.rules import situation_of
from hallenwart_backend.alerts.ports import Changes, Context
from hallenwart_backend.errors import RefusedError, StoreUnavailableError
from hallenwart_backend.ports import NOWHERE, Cause, Evidence, EvidenceKind, Notice, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import Fact, IncidentKind, IncidentState, StepKind

_log: Final = logging.getLogger(__name__)
_MOST_NOTE: Final = 2_000
FACTS_WAIT_S: Final = 0.02
"""An alarm waits no longer for what stands beside it; the rest is added when it is known."""

Step = Callable[[Connection], Incident | None]
Act = Callable[[Incident], Change]


@dataclass(frozen=True, slots=True)
class By:
    """Who acts: the name that is shown, and the id evidence is kept by."""

    name: str
    person: str = ""


class IncidentDesk:
    """Implements `ports.Incidents`; routes use `acknowledge`, `note` and `resolve`."""

    def __init__(
        self, records: Records, clock: Clock, context: Context, changes: Changes, caller: Caller, evidence: Evidence
    ) -> None:
        self._records = records
        self._clock = clock
        self._context = context
        self._changes = changes
        self._caller = caller
        self._evidence = evidence

    # --- what subjects report ---

    async def report(self, cause: Cause) -> None:
        reading = asyncio.create_task(self._context.facts(cause), name="incident-facts")
        await asyncio.wait({reading}, timeout=FACTS_WAIT_S)
        what = _what(cause)
        facts = _plain(reading.result()) if reading.done() and reading.exception() is None else None

        def take_in(connection: Connection) -> Incident | None:
            before = store.unresolved(connection, what.key)
            if before is None and store.knows_cause(connection, what, cause.id):
                return None
            now, pause_ms = self._clock.now_ms(), self._caller.pause_ms(before, situation_of(what.kind, what.sev))
            lately = store.lately(connection, what.key, since_ms=now - pause_ms) if before is None and pause_ms else None
            change = rules.report(
                before, cause.id, what, now_ms=now, new_id=secrets.token_hex(8), pause_ms=pause_ms, lately=lately
            )
            if change.wake is Wake.PEOPLE and facts is not None:
                change = replace(change, incident=replace(change.incident, facts=facts))
            after = _keep(connection, change, known=before is not None or _is(change, lately))
            return self._caller.call(connection, after) if change.wake is Wake.PEOPLE else _told(change)

        told = await self._apply(take_in)
        if told is not None:
            _log.info("incident %s", told.state, extra={"device": what.device, "alarm": cause.id, "incident": told.id})
        if facts is None and told is not None:
            await self._add_facts(told.id, reading)
        reading.cancel()

    async def _add_facts(self, incident: str, reading: asyncio.Task[list[Fact]]) -> None:
        """Add what was not known in time. The incident stands without it, so a failing database only leaves it out."""
        try:
            facts = _plain(await reading)
            await self._apply(lambda connection: store.add_facts(connection, incident, facts))
        except StoreUnavailableError as error:
            _log.warning("incident %s stands without context: %s", incident, error)
        except Exception:  # noqa: BLE001 - what stands beside an alarm must not keep it from being taken for told
            _log.exception("incident %s stands without context", incident)

    async def clear(self, key: str, cause_id: str, at_ms: int) -> None:
        """Note an end. A drill's causes are found by the key of what they play, too."""

        def end(connection: Connection) -> list[Incident]:
            keys = dict.fromkeys((key, key_of(key, drill=True)) if cause_id else (key,))
            found = [one for one in (store.unresolved(connection, each) for each in keys) if one is not None]
            now = self._clock.now_ms()
            ended = (rules.clear(one, cause_id, at_ms=at_ms, now_ms=now) for one in found)
            return [_keep(connection, change) for change in ended if change.wake is not Wake.NOBODY]

        for incident in await self._records.write(end):
            self._changes.incident_changed(incident)

    # --- what people do ---

    async def acknowledge(
        self, incident: str, *, by: str, word: str, may: Callable[[Incident], bool], person: str = "", way: str = ""
    ) -> Incident:
        """Note who takes care; `way` says by which path. Raises RefusedError 403, 404, 409 when it is resolved."""

        def note(before: Incident) -> Change:
            return _by_way(rules.acknowledge(before, by=by, word=word, now_ms=self._clock.now_ms()), way)

        return await self._by_person(incident, note, may, By(by, person), (EvidenceKind.ACKED, word))

    async def resolve(
        self, incident: str, *, by: str, note: str, may: Callable[[Incident], bool], person: str = ""
    ) -> Incident:
        """Close an incident. Raises RefusedError 403, 404, 409 when its critical cause still holds."""

        def close(before: Incident) -> Change:
            if not rules.may_resolve(before):
                raise RefusedError(
                    "cause_holds", "Die Ursache besteht noch.", "The cause still holds.", status=409, causes=len(before.causes)
                )
            return rules.resolve(before, by=by, note=note[:_MOST_NOTE], now_ms=self._clock.now_ms())

        return await self._by_person(incident, close, may, By(by, person), (EvidenceKind.RESOLVED, note))

    async def note(self, incident: str, *, by: str, text: str, may: Callable[[Incident], bool], person: str = "") -> Incident:
        """Write a line into the timeline. Raises RefusedError 403, 404."""

        def write(connection: Connection) -> Incident:
            found = _found(connection, incident, may)
            steps.add(connection, incident, StepKind.NOTE, self._clock.now_ms(), who=by, text=text[:_MOST_NOTE])
            self._evidence.keep(connection, EvidenceKind.NOTED, incident, person, text, at=_where(found))
            return found

        noted = await self._records.write(write)
        self._changes.incident_changed(noted)
        return noted

    async def acknowledge_key(self, key: str, *, by: str, word: str) -> None:
        """Note who takes care of what is wrong there; nothing when nothing is."""

        def note(connection: Connection) -> Incident | None:
            before = store.unresolved(connection, key)
            if before is None:
                return None
            change = rules.acknowledge(before, by=by, word=word, now_ms=self._clock.now_ms())
            _keep(connection, change)
            return _told(change)

        await self._apply(note)

    async def record(self, site: str, kind: StepKind, *, who: str, text: str = "") -> None:
        """Write what was done for a whole site (sirens silenced, devices reset) into every open fire of it."""

        def write(connection: Connection) -> list[Incident]:
            found = [one for one in store.all_open(connection) if one.what.site == site and _burns(one)]
            for one in found:
                steps.add(connection, one.id, kind, self._clock.now_ms(), who=who, text=text)
            return found

        for incident in await self._records.write(write):
            self._changes.incident_changed(incident)

    async def find(self, incident: str, *, may: Callable[[Incident], bool]) -> Incident:
        """Return one incident. Raises RefusedError 403, 404."""
        return await self._records.read(lambda connection: _found(connection, incident, may))

    async def _by_person(
        self, incident: str, act: Act, may: Callable[[Incident], bool], by: By, said: tuple[str, str]
    ) -> Incident:
        def change(connection: Connection) -> Incident:
            before = _found(connection, incident, may)
            if before.state is IncidentState.RESOLVED:
                raise RefusedError("resolved", "Diese Meldung ist schon erledigt.", "This incident is resolved.", status=409)
            made = act(before)
            if made.wake is not Wake.NOBODY:
                _keep(connection, made)
                kind, text = said
                said_by = text if by.person else f"{by.name}: {text}"  # an account's name goes with it
                self._evidence.keep(connection, kind, incident, by.person, said_by, at=_where(before))
            return made.incident

        changed = await self._records.write(change)
        self._changes.incident_changed(changed)
        return changed

    # --- what time does ---

    async def escalate(self) -> None:
        """Tell whoever is due where nobody acknowledged in time, and remind."""
        await self._heed_the_clock()

        def look(connection: Connection) -> list[str]:
            upcoming = self._caller.upcoming(connection, store.all_open(connection))
            return [incident for incident, due in upcoming.items() if due.t_ms <= self._clock.now_ms()]

        for incident in await self._records.read(look):
            try:
                await self._apply(partial(self._call, incident))
            except Exception:  # noqa: BLE001 - one incident's mistake must not keep another from being told
                _log.exception("incident %s could not be told", incident)

    async def _heed_the_clock(self) -> None:
        """Where the wall clock was set back, wait for no time that was past already."""
        now = self._clock.now_ms()
        if await self._records.read(lambda connection: set_back.is_ahead(connection, now)):
            _log.warning("the clock of this machine was set back: alarms go on from now")
            await self._records.write(lambda connection: set_back.catch_up(connection, now))
            self._changes.queue_filled()

    def _call(self, incident: str, connection: Connection) -> Incident | None:
        known = store.one(connection, incident)
        return self._caller.call(connection, known) if known is not None else None

    async def _apply(self, step: Step) -> Incident | None:
        changed = await self._records.write(step)
        if changed is not None:
            self._changes.incident_changed(changed)
            self._changes.queue_filled()
        return changed

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


def _what(cause: Cause) -> What:
    what = What(**{name: getattr(cause, name) for name in What.__dataclass_fields__})
    kind = IncidentKind.DRILL if cause.drill else cause.kind
    return replace(what, key=key_of(cause.key, drill=cause.drill), kind=kind)


def _plain(facts: list[Fact]) -> tuple[dict[str, object], ...]:
    return tuple(msgspec.to_builtins(fact) for fact in facts)


def _keep(connection: Connection, change: Change, *, known: bool = True) -> Incident:
    """Save an incident with its steps."""
    incident = change.incident
    if change.wake is Wake.NOBODY:
        return incident
    (store.save if known else store.add)(connection, incident)
    steps.add_all(connection, incident.id, change.steps)
    return incident


def _told(change: Change) -> Incident | None:
    return change.incident if change.wake is not Wake.NOBODY else None


def _is(change: Change, other: Incident | None) -> bool:
    return other is not None and change.incident.id == other.id


def _by_way(change: Change, way: str) -> Change:
    return replace(change, steps=tuple(msgspec.structs.replace(step, way=way) for step in change.steps)) if way else change


def _burns(incident: Incident) -> bool:
    return incident.what.siren or incident.what.kind in {IncidentKind.PRE_ALARM, IncidentKind.DRILL}


def _where(incident: Incident) -> Where:
    what = incident.what
    return Where(site=what.site, device=what.device, zone=what.zone) if what.site else NOWHERE


def _found(connection: Connection, incident: str, may: Callable[[Incident], bool]) -> Incident:
    found = store.one(connection, incident)
    if found is None:
        raise RefusedError("no_such_incident", "Diese Meldung gibt es nicht.", "There is no such incident.", status=404)
    if not may(found):
        raise RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
    return found
