"""Calls people about an incident, in the transaction that changes it: who, by which order, by which ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import ADMINS, Role
from hallenwart_backend.accounts.store import names_of, people_with
from hallenwart_backend.alerts import escalation, letters, steps, store
from hallenwart_backend.alerts.duty.rules import OnCall
from hallenwart_backend.alerts.escalation import Due
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.policy.rules import FIRE, Cell, Order, Situation, Urgency, Whom, situation_of
from hallenwart_backend.alerts.policy.service import PolicyBook
from hallenwart_backend.alerts.ports import Context, Duty, Surroundings, Ways
from hallenwart_backend.alerts.words import notice_of
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentState, StepKind

_CARETAKERS: Final = frozenset({Role.CARETAKER})
_MOST_AT_ONCE: Final = 50
_AT_ONCE: Final = FIRE | {Situation.DRILL}


@dataclass(slots=True)
class Caller:
    """Decides whom an incident calls, and puts the messages for them into the queue."""

    clock: Clock
    policy: PolicyBook
    around: Surroundings
    context: Context
    duty: Duty
    ways: Ways

    def pause_ms(self, incident: Incident | None, situation: Situation) -> int:
        """Return how long the same is not told again: no time for fire, people in need, and a drill that is done again."""
        known = situation_of(incident.what.kind, incident.sev) if incident else situation
        return 0 if _AT_ONCE & {situation, known} else self.policy.current.cooldown_s * 1_000

    def upcoming(
        self, connection: Connection, incidents: Sequence[Incident], lines: Mapping[str, Sequence[OnCall]] | None = None
    ) -> dict[str, Due]:
        """Return by incident who is told next and when; without those of whom nobody is told. `lines` spares reading them."""
        open_ones = [one for one in incidents if one.state is IncidentState.OPEN]
        lost = letters.unreached(connection, [one.id for one in open_ones if one.woken])
        look = _Look(connection, self, {one.what.site for one in open_ones}, lines or {})
        found = {one.id: look.due(one, lost.get(one.id, {})) for one in open_ones}
        return {incident: due for incident, due in found.items() if due is not None}

    def call(self, connection: Connection, incident: Incident) -> Incident:
        """Tell whoever is due, until somebody was reached; return the incident as it is now, saved."""
        now = self.clock.now_ms()
        for _ in range(_MOST_AT_ONCE):
            due = self.upcoming(connection, [incident]).get(incident.id)
            if due is None or due.t_ms > now:
                break
            incident, reached = self._tell(connection, incident, due)
            if reached:
                break
        return incident

    def situation(self, incident: Incident) -> tuple[Situation, Order]:
        """Return what an incident is now to the policy, and the order that applies."""
        what, policy = incident.what, self.policy.current
        situation = situation_of(what.kind, incident.sev)
        night = policy.is_night(what.site, self.around.zone(what.site), self.clock.now_ms())
        return situation, policy.order(situation, Cell(night, self.around.occupied(what.site, what.hall)))

    def _tell(self, connection: Connection, incident: Incident, due: Due) -> tuple[Incident, bool]:
        now, (situation, order) = self.clock.now_ms(), self.situation(incident)
        what, first = incident.what, incident.woken == 0 and not incident.what.replayed
        notice = asdict(
            notice_of(
                incident,
                place=self.context.place(what.site, what.hall),
                zone=self.context.zone(what.site, what.zone),
                again=due.kind is not StepKind.QUEUED,
                now_ms=now,
            )
        )
        unreached = []
        for one in due.people:
            held = None if situation in FIRE else self.ways.held_until(connection, one.person, order.urgency, now)
            put = letters.enqueue(
                connection,
                incident=incident.id,
                person=one.person,
                step=incident.woken,
                notice=notice,
                since_ms=what.since_ms if first else 0,
                now_ms=now,
                urgency=order.urgency,
                not_before_ms=held or 0,
            )
            if put:
                steps.add(connection, incident.id, due.kind, now, who=one.name, text=_held(held))
            else:
                unreached.append(one.person)
                steps.add(connection, incident.id, StepKind.FAILED, now, who=one.name, text="no_way")
        told = escalation.stepped(incident, due, now_ms=now, unreached=unreached)
        store.save(connection, told)
        return told, len(unreached) < len(due.people) or due.kind is StepKind.REMINDED


class _Look:
    """One look at several incidents at these sites: the roster and who administers are read once, whatever it is asked."""

    def __init__(
        self, connection: Connection, caller: Caller, sites: Collection[str], lines: Mapping[str, Sequence[OnCall]]
    ) -> None:
        self._connection = connection
        self._caller = caller
        self._sites = sites
        self._lines = {(site, False): list(line) for site, line in lines.items()}
        self._known_admins: list[OnCall] | None = None

    def due(self, incident: Incident, dead: Mapping[str, int]) -> Due | None:
        """`dead`: when each person was told last of those whom nothing reaches any more."""
        order, line = self._line(self._caller.situation(incident)[1], incident.what.site)
        start = incident.call_ms or incident.raised_ms
        known = escalation.called(incident)
        gone = {one.person for one in incident.told if not one.reached and one.t_ms >= start}
        lost = bool(known) and known <= gone | {person for person, told_ms in dead.items() if told_ms >= start}
        if lost and known.issuperset(one.person for one in line):
            line = [*line, *(one for one in self._admins() if one.person not in known)]
        return escalation.upcoming(incident, order, line, lost=lost)

    def _line(self, order: Order, site: str) -> tuple[Order, list[OnCall]]:
        """Find whom the order means. Where nobody is on call, everybody who administers the installation is called."""
        if order.whom is Whom.PAGE or order.urgency is Urgency.PAGE:
            return order, []
        if order.whom is Whom.CARETAKERS:
            found = self._read(site, caretakers=True)
            if found and (order.urgency is not Urgency.WAKE or self._can_be_woken(found)):
                return order, found
            if found:  # a mail wakes nobody: who is on call is told with them
                return replace(order, whom=Whom.ALL), _once([*found, *(self._read(site, caretakers=False) or self._admins())])
            order = replace(order, whom=Whom.DUTY)
        line = self._read(site, caretakers=False)
        if line:
            return order, line
        return replace(order, whom=Whom.ALL), self._admins()

    def _can_be_woken(self, people: Sequence[OnCall]) -> bool:
        return any(self._caller.ways.wakes(self._connection, one.person) for one in people)

    def _admins(self) -> list[OnCall]:
        if self._known_admins is None:
            self._known_admins = _named(self._connection, people_with(self._connection, ADMINS, ""))
        return self._known_admins

    def _read(self, site: str, *, caretakers: bool) -> list[OnCall]:
        if (site, caretakers) not in self._lines:
            if caretakers:
                self._lines[site, True] = self._caretakers(site)
            else:
                found = self._caller.duty.lines(self._connection, self._sites, self._caller.clock.now_ms())
                self._lines |= {(each, False): line for each, line in found.items()}
        return self._lines[site, caretakers]

    def _caretakers(self, site: str) -> list[OnCall]:
        scopes = dict.fromkeys((site, ""))
        return _named(self._connection, [one for scope in scopes for one in people_with(self._connection, _CARETAKERS, scope)])


def _once(people: Sequence[OnCall]) -> list[OnCall]:
    found: dict[str, OnCall] = {}
    for one in people:
        found.setdefault(one.person, one)
    return list(found.values())


def _held(until_ms: int | None) -> str:
    return "" if until_ms is None else f"held:{until_ms}"


def _named(connection: Connection, persons: Sequence[str]) -> list[OnCall]:
    names = names_of(connection)
    return [OnCall(one, names.get(one, ""), position) for position, one in enumerate(dict.fromkeys(persons))]
