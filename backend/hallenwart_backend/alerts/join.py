"""Joins the rooms of the alerts: the incident engine, who is called, and the policy it follows."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, steps
from hallenwart_backend.alerts.calling import Caller
from hallenwart_backend.alerts.crowd import CrowdWatch
from hallenwart_backend.alerts.duty.rules import OnCall
from hallenwart_backend.alerts.history import PAGE, Wanted, search
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.people import PeoplesWays, RosterLine
from hallenwart_backend.alerts.policy.service import PolicyBook
from hallenwart_backend.alerts.ports import Changes, Context
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_backend.alerts.shown import Shown
from hallenwart_backend.alerts.whole import Whole, letter_of
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence
from hallenwart_backend.runtime import every
from hallenwart_contract import live_incidents
from hallenwart_contract.clock import Clock

ESCALATE_EVERY_S: Final = 1.0
CROWD_EVERY_S: Final = 2.0
Run = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Around:
    """What the board and the places know of a site; implements `ports.Surroundings`."""

    places: PlaceBook
    board: Board

    def occupied(self, site: str, hall: str) -> bool:
        halls = [one.id for one in self.places.current.proper_halls if one.site.id == site and hall in {"", one.id}]
        counts = [people.count if people else None for people in map(self.board.people, halls)]
        return not counts or any(count is None or count > 0 for count in counts)

    def zone(self, site: str) -> ZoneInfo:
        known = self.places.current.sites.get(site)
        return ZoneInfo(known.zone if known else self.places.current.zone)


@dataclass(frozen=True, slots=True)
class Alerts:
    records: Records
    desk: IncidentDesk
    policy: PolicyBook
    caller: Caller
    shown: Shown
    crowd: CrowdWatch

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name. Nothing shares a task with the escalation, so nothing can hold it up."""
        return {
            "escalation": partial(every, ESCALATE_EVERY_S, self.desk.escalate),
            "crowd": partial(every, CROWD_EVERY_S, self.crowd.look),
        }

    def shown_all(
        self, connection: Connection, incidents: Sequence[Incident], lines: Mapping[str, Sequence[OnCall]] | None = None
    ) -> list[live_incidents.Incident]:
        """Return incidents as pages see them, each with who is told next and its newest steps."""
        due = self.caller.upcoming(connection, incidents, lines)
        newest = steps.newest(connection, [one.id for one in incidents])
        return [self.shown.incident(one, due=due.get(one.id), steps=newest.get(one.id, ())) for one in incidents]

    async def show(self, incident: Incident) -> live_incidents.Incident:
        """Return one incident as pages see it."""
        return (await self.records.read(lambda connection: self.shown_all(connection, [incident])))[0]

    async def whole(self, incident: Incident) -> Whole:
        """Return one incident with all that belongs to it."""

        def read(connection: Connection) -> Whole:
            return Whole(
                incident=self.shown_all(connection, [incident])[0],
                steps=steps.of(connection, incident.id),
                letters=[letter_of(row) for row in letters.of_incident(connection, incident.id)],
            )

        return await self.records.read(read)

    async def search(self, wanted: Wanted, *, before: str = "", limit: int = PAGE) -> tuple[list[live_incidents.Incident], str]:
        """Return the newest incidents that match, and what to give as `before` for more."""

        def read(connection: Connection) -> tuple[list[live_incidents.Incident], str]:
            page = search(connection, wanted, before=before, limit=limit, named=self.shown.places_named)
            return self.shown_all(connection, page.incidents), page.more

        return await self.records.read(read)

    async def load(self) -> None:
        """Take up what was saved before the restart."""
        await self.policy.load()


def join_alerts(
    records: Records, clock: Clock, context: Context, changes: Changes, *, places: PlaceBook, board: Board, evidence: Evidence
) -> Alerts:
    policy = PolicyBook(records, clock, evidence)
    caller = Caller(clock, policy, Around(places, board), context, RosterLine(), PeoplesWays())
    desk = IncidentDesk(records, clock, context, changes, caller, evidence)
    return Alerts(
        records=records,
        desk=desk,
        policy=policy,
        caller=caller,
        shown=Shown(places),
        crowd=CrowdWatch(records, desk, places, board, clock),
    )
