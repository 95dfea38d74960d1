"""The life of an incident, as pure decisions: open → acknowledged → resolved, each with its line in the timeline.

A cause that ends does not close the incident; a person does, and only when no critical cause still holds. What comes again
after that is a new incident. Nothing here loses an open critical incident: only `resolve` ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from hallenwart_backend.alerts import sensors
from hallenwart_backend.alerts.model import (
    DOUBT,
    ENDED_BY_PEOPLE,
    FIRE_KINDS,
    SELF_ENDING,
    Change,
    Incident,
    Wake,
    What,
    rank,
)
from hallenwart_backend.alerts.sensors import Sensor
from hallenwart_contract.live_incidents import IncidentKind, IncidentState, IncidentStep, StepKind
from hallenwart_contract.messages import Severity

MEASURED_KEPT: Final = 8
_FIRST_PAUSE_MS: Final = 2_000
_LONGEST_PAUSE_MS: Final = 10 * 60_000
GIVE_UP_MS: Final = 24 * 3_600_000


def report(
    incident: Incident | None,
    cause: str,
    what: What,
    *,
    now_ms: int,
    new_id: str,
    pause_ms: int = 0,
    lately: Incident | None = None,
) -> Change:
    """Take in a cause: raise, add to, or update. `incident` is the unresolved one with this key, if any.

    What was told less than `pause_ms` ago and comes again is only counted, unless it is worse; `lately` is the incident of
    this key that was resolved last: within the pause it lives on.
    """
    if incident is None and lately is not None and _hushed(lately, what, now_ms=now_ms, pause_ms=pause_ms):
        return _revived(lately, cause, what, now_ms=now_ms, pause_ms=pause_ms)
    if incident is None:
        return _raised(cause, what, now_ms=now_ms, new_id=new_id)
    return _taken_in(incident, cause, what, now_ms=now_ms, pause_ms=pause_ms)


def _taken_in(incident: Incident, cause: str, what: What, *, now_ms: int, pause_ms: int) -> Change:
    news = cause not in incident.causes and what.since_ms > incident.past.get(cause, what.since_ms - 1)
    if not news and cause not in incident.causes:  # over already: whatever comes late of it is history
        return Change(incident)
    again = news and incident.cleared_ms is not None
    updated, joined = _updated(incident, cause, what, news=news, again=again)
    steps = [_sensor_step(one, now_ms) for one in joined]
    if rank(what.sev) < rank(incident.sev) or (joined and _doubted(incident)):
        worse = IncidentStep(t_ms=now_ms, kind=StepKind.WORSE, text=what.measured)
        return Change(_called_anew(updated, now_ms), Wake.PEOPLE, (*steps, worse))
    if again:
        step = IncidentStep(t_ms=now_ms, kind=StepKind.AGAIN, text=what.measured)
        if what.replayed and what.sev != Severity.CRIT:  # history: it stands on the page and calls nobody back
            return Change(updated, Wake.PAGE, (*steps, step))
        if _hushed(incident, what, now_ms=now_ms, pause_ms=pause_ms):
            return Change(replace(updated, count=incident.count + 1), Wake.PAGE, (*steps, step))
        return Change(_called_anew(updated, now_ms), Wake.PEOPLE, (*steps, step))
    return Change(updated, Wake.NOBODY if updated == incident else Wake.PAGE, tuple(steps))


def _raised(cause: str, what: What, *, now_ms: int, new_id: str) -> Change:
    said, _ = _sensors((), cause, what)
    fresh = Incident(
        new_id,
        _lasting(what),
        IncidentState.OPEN,
        now_ms,
        {cause: what.since_ms},
        measured=_figures((), what.measured),
        sensors=said,
        call_ms=now_ms,
    )
    return Change(fresh, Wake.PEOPLE, (IncidentStep(t_ms=now_ms, kind=StepKind.RAISED, text=_said(what)),))


def _updated(incident: Incident, cause: str, what: What, *, news: bool, again: bool) -> tuple[Incident, tuple[Sensor, ...]]:
    said, joined = _sensors(incident.sensors, cause, what)
    since_ms = what.since_ms if again else min(incident.what.since_ms, what.since_ms)
    updated = replace(
        incident,
        what=_merged(incident.what, what, since_ms=since_ms),
        causes={**incident.causes, cause: what.since_ms} if news else incident.causes,
        cleared_ms=None if again else incident.cleared_ms,
        measured=_figures(incident.measured, what.measured),
        sensors=said,
    )
    return updated, joined


def _doubted(incident: Incident) -> bool:
    """Say whether somebody took a fire for a false alarm: what another sensor says then is news to them."""
    burns = incident.what.kind in FIRE_KINDS or incident.what.kind is IncidentKind.PRE_ALARM
    return burns and incident.state is IncidentState.ACKED and incident.ack_word == DOUBT


def _called_anew(incident: Incident, now_ms: int) -> Incident:
    return replace(
        incident, state=IncidentState.OPEN, woken=0, call_ms=now_ms, stepped_ms=None, hush_until_ms=None, cleared_ms=None
    )


def _hushed(incident: Incident, what: What, *, now_ms: int, pause_ms: int) -> bool:
    """Say whether people were told of the same so lately that it is not told again yet."""
    told_lately = incident.told_ms is not None and now_ms < incident.told_ms + pause_ms
    return told_lately and rank(what.sev) >= rank(incident.sev)


def _revived(lately: Incident, cause: str, what: What, *, now_ms: int, pause_ms: int) -> Change:
    """Let a resolved incident live on: it is told when it still holds at the end of the pause."""
    open_anew = replace(
        lately,
        what=replace(_lasting(what), detail=what.detail or lately.what.detail),
        state=IncidentState.OPEN,
        causes={cause: what.since_ms},
        past={**lately.past, **lately.causes},
        cleared_ms=None,
        acked_by="",
        acked_ms=None,
        ack_word="",
        resolved_by="",
        resolved_ms=None,
        sensors=_sensors(lately.sensors, cause, what)[0],
        measured=_figures(lately.measured, what.measured),
        woken=0,
        call_ms=now_ms,
        stepped_ms=None,
        hush_until_ms=(lately.told_ms or now_ms) + pause_ms,
        count=lately.count + 1,
    )
    return Change(open_anew, Wake.PAGE, (IncidentStep(t_ms=now_ms, kind=StepKind.AGAIN, text=_said(what)),))


def _lasting(what: What) -> What:
    """Leave out what is of one report alone."""
    return replace(what, measured="", sensor="", sensors=())


def _merged(old: What, new: What, *, since_ms: int) -> What:
    """Keep the graver severity, take the newer words."""
    return replace(
        _lasting(new),
        sev=min(old.sev, new.sev, key=rank),
        kind=new.kind if rank(new.sev) < rank(old.sev) else old.kind,
        since_ms=since_ms,
        detail=new.detail or old.detail,
        siren=old.siren or new.siren,
        replayed=old.replayed and new.replayed,
    )


def _sensors(known: tuple[Sensor, ...], cause: str, what: What) -> tuple[tuple[Sensor, ...], tuple[Sensor, ...]]:
    return sensors.noted(
        known,
        what.sensors,
        device=what.device,
        cause=cause,
        since_ms=what.since_ms,
        about=what.sensor,
        measured=what.measured,
    )


def _sensor_step(sensor: Sensor, now_ms: int) -> IncidentStep:
    return IncidentStep(t_ms=now_ms, kind=StepKind.SENSOR, text=" · ".join(filter(None, (sensor.c, sensor.measured))))


def _said(what: What) -> str:
    return " · ".join(filter(None, (what.sensor, what.measured)))


def _figures(old: tuple[str, ...], new: str) -> tuple[str, ...]:
    return (*(one for one in old if one != new), new)[-MEASURED_KEPT:] if new else old


def clear(incident: Incident, cause: str, *, at_ms: int, now_ms: int) -> Change:
    """Note that a cause ended, all of them for an empty one. With the last the incident counts as cleared.

    A hint is then over by itself, a warning too once a person has seen it; critical ones stay until a person resolves them.
    """
    ending = {one: since for one, since in incident.causes.items() if cause in {"", one}}
    if not ending:
        return Change(incident)
    left = {one: since for one, since in incident.causes.items() if one not in ending}
    after = replace(
        incident,
        causes=left,
        past={**incident.past, **ending},
        cleared_ms=None if left else at_ms,
        sensors=sensors.ended(incident.sensors, lambda one: one in ending, at_ms),
    )
    steps = () if left else (IncidentStep(t_ms=now_ms, kind=StepKind.CLEARED),)
    return _settled(Change(after, Wake.PAGE, steps), now_ms=now_ms)


def _settled(change: Change, *, now_ms: int) -> Change:
    """Resolve what is over and needs nobody any more; what only came back within its pause was seen before."""
    incident = change.incident
    if incident.causes or (incident.sev == Severity.CRIT and incident.what.kind not in SELF_ENDING):
        return change
    hushed = incident.hush_until_ms is not None and now_ms < incident.hush_until_ms
    if not (incident.sev == Severity.INFO or incident.state is IncidentState.ACKED or hushed):
        return change
    over = replace(incident, state=IncidentState.RESOLVED, resolved_by=incident.acked_by, resolved_ms=now_ms)
    return replace(change, incident=over, steps=(*change.steps, IncidentStep(t_ms=now_ms, kind=StepKind.RESOLVED)))


def acknowledge(incident: Incident, *, by: str, word: str, now_ms: int) -> Change:
    """Note who takes care; a later word of anyone replaces name and word, the first time stays. The timeline keeps all.

    That resolves nothing, except a warning whose cause is over already: it only waited to be seen.
    """
    if incident.state is IncidentState.RESOLVED:
        return Change(incident)
    if incident.state is IncidentState.ACKED and (incident.acked_by, incident.ack_word) == (by, word):
        return Change(incident)
    step = IncidentStep(t_ms=now_ms, kind=StepKind.ACKED, who=by, text=word)
    if incident.state is IncidentState.ACKED:
        return Change(replace(incident, acked_by=by, ack_word=word), Wake.PAGE, (step,))
    seen = replace(incident, state=IncidentState.ACKED, acked_by=by, acked_ms=now_ms, ack_word=word)
    return _settled(Change(seen, Wake.PAGE, (step,)), now_ms=now_ms)


def may_resolve(incident: Incident) -> bool:
    """A critical incident stays while its cause holds: resetting it would hide a fire."""
    return not (incident.causes and incident.sev == Severity.CRIT) or incident.what.kind in ENDED_BY_PEOPLE


def resolve(incident: Incident, *, by: str, note: str, now_ms: int) -> Change:
    if incident.state is IncidentState.RESOLVED or not may_resolve(incident):
        return Change(incident)
    over = replace(incident, state=IncidentState.RESOLVED, resolved_by=by, resolved_ms=now_ms, note=note)
    return Change(over, Wake.PAGE, (IncidentStep(t_ms=now_ms, kind=StepKind.RESOLVED, who=by, text=note),))


def order(incidents: Iterable[Incident]) -> list[Incident]:
    """Critical before warning before hint, real before drill; then the unacknowledged first, then the newest."""
    return sorted(
        incidents,
        key=lambda one: (rank(one.sev), one.what.drill, one.state is not IncidentState.OPEN, -one.raised_ms, one.id),
    )


def pause_ms(attempts: int) -> int:
    """Return how long to wait after so many failed attempts to hand a message over."""
    return min(_FIRST_PAUSE_MS << min(max(attempts - 1, 0), 16), _LONGEST_PAUSE_MS)
