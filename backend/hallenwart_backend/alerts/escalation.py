"""Who is told of an incident next, and when. Pure.

People are called one after the other as the order of the policy says; nobody is called twice before everybody was. Past the
end of the line everybody is called once more, together; reminders go on until somebody acknowledges. The line may change
meanwhile: whoever joins it is called in turn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from hallenwart_backend.alerts.model import Incident, Told
from hallenwart_backend.alerts.policy.rules import Order, Urgency, Whom
from hallenwart_contract.live_incidents import IncidentState, StepKind
from hallenwart_contract.messages import Severity

TOGETHER: Final = frozenset({Whom.ALL, Whom.CARETAKERS})


class Called(Protocol):
    """Somebody who can be called."""

    @property
    def person(self) -> str: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Due:
    """At `t_ms` these people are told, unless somebody acknowledges. `kind`: QUEUED (first), ESCALATED or REMINDED."""

    t_ms: int
    kind: StepKind
    people: tuple[Called, ...]


def called(incident: Incident) -> set[str]:
    """Return who was told since people began to be called, the last time."""
    start = incident.call_ms or incident.raised_ms
    return {one.person for one in incident.told if one.t_ms >= start} if incident.woken else set()


def upcoming(incident: Incident, order: Order, line: Sequence[Called], *, lost: bool = False) -> Due | None:
    """Return who is told next; None when nobody is. `lost`: none of those called so far can be reached any more.

    Replayed causes are history: they show on the page and wake nobody, unless critical.
    """
    quiet = order.whom is Whom.PAGE or order.urgency is Urgency.PAGE or incident.sev == Severity.INFO or not line
    past = incident.what.replayed and incident.sev != Severity.CRIT
    if incident.state is not IncidentState.OPEN or quiet or past:
        return None
    if incident.woken == 0:
        start = max(incident.call_ms or incident.raised_ms, incident.hush_until_ms or 0)
        return Due(start, StepKind.QUEUED, tuple(line if order.whom in TOGETHER else line[:1]))
    known = called(incident)
    found = [_escalated(incident, order, line, known, lost=lost), _reminded(incident, order, line, known)]
    return min((one for one in found if one is not None), key=lambda one: one.t_ms, default=None)


def _escalated(incident: Incident, order: Order, line: Sequence[Called], known: set[str], *, lost: bool) -> Due | None:
    stepped = incident.stepped_ms or incident.raised_ms
    rest = tuple(one for one in line if one.person not in known)
    if rest and order.whom in TOGETHER:
        return Due(stepped, StepKind.ESCALATED, rest)
    if rest and lost:
        return Due(stepped, StepKind.ESCALATED, rest[:1])
    if order.whom in TOGETHER or not order.escalate_s:
        return None
    due = stepped + order.escalate_s * 1_000
    if rest:
        return Due(due, StepKind.ESCALATED, rest[:1])
    all_again = incident.woken > len(known)
    return None if all_again else Due(due, StepKind.ESCALATED, tuple(line))


def _reminded(incident: Incident, order: Order, line: Sequence[Called], known: set[str]) -> Due | None:
    if not order.remind_s:
        return None
    people = {one.person: one for one in incident.told if one.reached and one.person in known}
    told = incident.told_ms or incident.stepped_ms or incident.raised_ms
    return Due(told + order.remind_s * 1_000, StepKind.REMINDED, tuple(people.values()) or tuple(line))


def stepped(incident: Incident, due: Due, *, now_ms: int, unreached: Collection[str] = ()) -> Incident:
    """Return the incident after these people were told; to those of `unreached` no way led."""
    if due.kind is StepKind.REMINDED:
        return replace(incident, told_ms=now_ms)
    known = called(incident)
    new = tuple(
        Told(one.person, one.name, now_ms, one.person not in unreached) for one in due.people if one.person not in known
    )
    return replace(
        incident,
        told=(*incident.told, *new),
        woken=incident.woken + (len(new) or 1),
        stepped_ms=now_ms,
        told_ms=now_ms,
        hush_until_ms=None,
    )


def names(told: Sequence[Told]) -> list[str]:
    """Return who was told, each once, in the order of the first time."""
    return list(dict.fromkeys(one.name for one in told if one.reached))
