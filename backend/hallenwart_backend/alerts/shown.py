"""An incident as pages see it: names instead of ids, who is told next, the newest lines of its timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hallenwart_backend.alerts import escalation
from hallenwart_backend.alerts.advice import next_steps
from hallenwart_backend.alerts.escalation import Due
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract import live_incidents
from hallenwart_contract.live_incidents import Advice, IncidentKind, IncidentState, IncidentStep, StepKind

_WITH_REF: Final = frozenset({IncidentKind.HELP, IncidentKind.DAMAGE})
NameOfSensor = Callable[[str, str], str]


@dataclass(slots=True)
class Shown:
    """`sensor_name` maps a device and a component to the name people know it by; may be replaced while joining."""

    places: PlaceBook
    sensor_name: NameOfSensor = lambda _device, c: c

    def incident(self, one: Incident, *, due: Due | None = None, steps: Sequence[IncidentStep] = ()) -> live_incidents.Incident:
        what = one.what
        site = self.places.current.sites.get(what.site)
        hall = self.places.current.halls.get(what.hall)
        following = due.people[0].name if due is not None and due.kind is not StepKind.REMINDED else ""
        facts = [msgspec.convert(fact, live_incidents.Fact) for fact in one.facts if fact.get("kind") != "next"]
        if due is not None and following:
            facts.append(live_incidents.Fact(kind="next", text=following, t_ms=due.t_ms))
        return live_incidents.Incident(
            id=one.id,
            kind=what.kind,
            sev=what.sev,
            state=one.state,
            site=what.site,
            site_name=site.name if site else what.site,
            hall=what.hall,
            hall_name=hall.name if hall else "",
            zone="" if what.kind is IncidentKind.DRILL else self.places.current.zone_name(what.site, what.zone),
            device=what.device,
            address=site.address if site else "",
            detail=what.detail,
            slot=what.slot,
            since_ms=what.since_ms,
            raised_ms=one.raised_ms,
            cleared_ms=one.cleared_ms,
            acked_by=one.acked_by,
            acked_ms=one.acked_ms,
            ack_word=one.ack_word,
            resolved_by=one.resolved_by,
            resolved_ms=one.resolved_ms,
            note=one.note,
            siren=what.siren,
            facts=facts,
            measured=list(one.measured),
            ref=_ref(one),
            sensors=self._sensors(one),
            told=escalation.names(one.told),
            next_name=following,
            next_ms=due.t_ms if due is not None else None,
            drill=what.drill,
            count=one.count,
            delay_until_ms=what.delay_until_ms,
            steps=list(steps),
            advice=_advice(one),
        )

    def places_named(self, text: str) -> list[str]:
        """Return the ids of sites and halls whose name holds this text, in any case."""
        current, lower = self.places.current, text.casefold()
        named = [(one.id, one.name) for one in current.sites.values()] + [(one.id, one.name) for one in current.halls.values()]
        return [place for place, name in named if lower in name.casefold()]

    def _sensors(self, one: Incident) -> list[live_incidents.SensorSaid]:
        return [
            live_incidents.SensorSaid(
                c=sensor.c,
                device=sensor.device,
                name=self.sensor_name(sensor.device, sensor.c),
                since_ms=sensor.since_ms,
                measured=sensor.measured,
                gone_ms=sensor.gone_ms,
            )
            for sensor in one.sensors
        ]


def _advice(incident: Incident) -> list[Advice]:
    """Return what to do next; of a drill, whatever it plays, that it is one."""
    if incident.state is IncidentState.RESOLVED:
        return []
    kind = IncidentKind.DRILL if incident.what.drill else incident.what.kind
    return [Advice(de=de, en=en) for de, en in next_steps(kind)]


def _ref(incident: Incident) -> str:
    """Return the id of the call for help or of the report, where the incident is about one."""
    return next(iter({**incident.causes, **incident.past}), "") if incident.what.kind in _WITH_REF else ""
