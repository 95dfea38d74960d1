"""The life of an incident, as pure decisions: open → acknowledged → resolved.

A cause that ends does not close the incident; a person does, and only when no critical cause still holds. What comes again
after that is a new incident. Nothing here loses an open critical incident: only `resolve` ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from hallenwart_contract.live import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity

WORDS: Final = ("going", "there", "false_alarm", "seen")
FIRE_KINDS: Final = frozenset({IncidentKind.SMOKE, IncidentKind.HEAT, IncidentKind.PANEL})
SELF_ENDING: Final = frozenset({IncidentKind.HELP})
"""They wake people like critical ones, yet are over when whoever called says so and somebody has seen it."""
ENDED_BY_PEOPLE: Final = frozenset({IncidentKind.HELP, IncidentKind.DURESS, IncidentKind.KEY_UNKNOWN})
"""No device tells the end of these: whoever looked after it does."""
ESCALATE_MS: Final = 3 * 60_000
"""A critical incident nobody acknowledged goes to the next person after this long."""
SEVERITIES: Final = tuple(Severity)
MEASURED_KEPT: Final = 8
_FIRST_PAUSE_MS: Final = 2_000
_LONGEST_PAUSE_MS: Final = 10 * 60_000
GIVE_UP_MS: Final = 24 * 3_600_000


def rank(sev: Severity) -> int:
    """Return 0 for critical."""
    return SEVERITIES.index(sev)


@dataclass(frozen=True, slots=True)
class What:
    """What a cause says about its incident."""

    key: str
    kind: IncidentKind
    sev: Severity
    site: str
    since_ms: int
    device: str = ""
    hall: str = ""
    zone: str = ""
    slot: int | None = None
    detail: str = ""
    siren: bool = False
    measured: str = ""
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """`causes` are those that still hold, with their beginning; `past` those that ended: told again, they are no news."""

    id: str
    what: What
    state: IncidentState
    raised_ms: int
    causes: Mapping[str, int]
    past: Mapping[str, int] = field(default_factory=dict)
    cleared_ms: int | None = None
    acked_by: str = ""
    acked_ms: int | None = None
    ack_word: str = ""
    resolved_by: str = ""
    resolved_ms: int | None = None
    note: str = ""
    measured: tuple[str, ...] = ()
    woken: int = 0
    facts: tuple[dict[str, object], ...] = field(default=())

    @property
    def sev(self) -> Severity:
        return self.what.sev


class Wake(StrEnum):
    """Whom a change concerns."""

    NOBODY = "nobody"
    PAGE = "page"
    PEOPLE = "people"


def report(incident: Incident | None, cause: str, what: What, *, now_ms: int, new_id: str) -> tuple[Incident, Wake]:
    """Take in a cause: raise, add to, or update. `incident` is the unresolved one with this key, if any."""
    if incident is None:
        fresh = Incident(new_id, what, IncidentState.OPEN, now_ms, {cause: what.since_ms}, measured=_figures((), what.measured))
        return fresh, Wake.PEOPLE
    news = cause not in incident.causes and what.since_ms > incident.past.get(cause, what.since_ms - 1)
    worse = rank(what.sev) < rank(incident.sev)
    again = news and incident.cleared_ms is not None
    updated = replace(
        incident,
        what=_merged(incident.what, what, since_ms=what.since_ms if again else min(incident.what.since_ms, what.since_ms)),
        causes={**incident.causes, cause: what.since_ms} if news else incident.causes,
        cleared_ms=None if again else incident.cleared_ms,
        measured=_figures(incident.measured, what.measured),
    )
    if worse or again:
        return replace(updated, state=IncidentState.OPEN, woken=0), Wake.PEOPLE
    return updated, Wake.NOBODY if updated == incident else Wake.PAGE


def _merged(old: What, new: What, *, since_ms: int) -> What:
    """Keep the graver severity, take the newer words."""
    return replace(
        new,
        sev=min(old.sev, new.sev, key=rank),
        kind=new.kind if rank(new.sev) < rank(old.sev) else old.kind,
        since_ms=since_ms,
        detail=new.detail or old.detail,
        siren=old.siren or new.siren,
        measured=new.measured or old.measured,
        replayed=old.replayed and new.replayed,
    )


def _figures(old: tuple[str, ...], new: str) -> tuple[str, ...]:
    return (*(one for one in old if one != new), new)[-MEASURED_KEPT:] if new else old


def clear(incident: Incident, cause: str, *, at_ms: int, now_ms: int) -> Incident:
    """Note that a cause ended, all of them for an empty one. With the last the incident counts as cleared.

    A hint is then over by itself, a warning too once a person has seen it; critical ones stay until a person resolves them.
    """
    ended = {one: since for one, since in incident.causes.items() if cause in {"", one}}
    if not ended:
        return incident
    left = {one: since for one, since in incident.causes.items() if one not in ended}
    past = {**incident.past, **ended}
    return _settled(replace(incident, causes=left, past=past, cleared_ms=None if left else at_ms), now_ms=now_ms)


def _settled(incident: Incident, *, now_ms: int) -> Incident:
    """Resolve what is over and needs nobody any more."""
    if incident.causes or (incident.sev == Severity.CRIT and incident.what.kind not in SELF_ENDING):
        return incident
    if incident.sev == Severity.INFO or incident.state is IncidentState.ACKED:
        return replace(incident, state=IncidentState.RESOLVED, resolved_by=incident.acked_by, resolved_ms=now_ms)
    return incident


def acknowledge(incident: Incident, *, by: str, word: str, now_ms: int) -> Incident:
    """Note who takes care; a later word of anyone replaces name and word, the first time stays.

    That resolves nothing, except a warning whose cause is over already: it only waited to be seen.
    """
    if incident.state is IncidentState.RESOLVED:
        return incident
    if incident.state is IncidentState.ACKED:
        return replace(incident, acked_by=by, ack_word=word)
    seen = replace(incident, state=IncidentState.ACKED, acked_by=by, acked_ms=now_ms, ack_word=word)
    return _settled(seen, now_ms=now_ms)


def may_resolve(incident: Incident) -> bool:
    """A critical incident stays while its cause holds: resetting it would hide a fire."""
    return not (incident.causes and incident.sev == Severity.CRIT) or incident.what.kind in ENDED_BY_PEOPLE


def resolve(incident: Incident, *, by: str, note: str, now_ms: int) -> Incident:
    if incident.state is IncidentState.RESOLVED or not may_resolve(incident):
        return incident
    return replace(incident, state=IncidentState.RESOLVED, resolved_by=by, resolved_ms=now_ms, note=note)


def order(incidents: Iterable[Incident]) -> list[Incident]:
    """Critical before warning before hint; within it the unacknowledged first, then the newest."""
    return sorted(incidents, key=lambda one: (rank(one.sev), one.state is not IncidentState.OPEN, -one.raised_ms, one.id))


def due_step(incident: Incident, on_call: int, *, now_ms: int) -> int | None:
    """Return the step of the escalation that is due (0 is the first person), or None.

    Replayed causes are history: they show on the page and wake nobody at night, unless critical.
    """
    if incident.state is not IncidentState.OPEN or incident.woken >= on_call or incident.sev == Severity.INFO:
        return None
    if incident.sev != Severity.CRIT:
        return 0 if incident.woken == 0 and not incident.what.replayed else None
    due = incident.raised_ms + incident.woken * ESCALATE_MS
    return incident.woken if now_ms >= due else None


def next_in_line(people: Sequence[str], woken: int) -> str:
    """Return who is woken next, empty when everybody was."""
    return people[woken] if woken < len(people) else ""


def pause_ms(attempts: int) -> int:
    """Return how long to wait after so many failed attempts to hand a message over."""
    return min(_FIRST_PAUSE_MS << min(max(attempts - 1, 0), 16), _LONGEST_PAUSE_MS)
