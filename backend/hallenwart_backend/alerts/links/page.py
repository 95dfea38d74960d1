"""The page behind a link, from what is known of the incident now. Works without script; strict about what it loads: nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hallenwart_backend.alerts.advice import next_steps
from hallenwart_backend.alerts.links import words
from hallenwart_backend.alerts.links.words import Line
from hallenwart_backend.alerts.model import FIRE_KINDS
from hallenwart_backend.alerts.words import title_of
from hallenwart_backend.web import plain as plain_page
from hallenwart_contract import live_incidents
from hallenwart_contract.clock import utc
from hallenwart_contract.live_incidents import IncidentKind, IncidentState, IncidentStep, StepKind

_FACTS: Final = ("people", "holder", "key", "booking")
_FIRE: Final = {*FIRE_KINDS, IncidentKind.PRE_ALARM, IncidentKind.CO}


@dataclass(frozen=True, slots=True)
class View:
    """What is shown. `steps` is the incident's timeline, `name` who the message was for."""

    incident: live_incidents.Incident
    steps: Sequence[IncidentStep]
    zone: ZoneInfo
    token: str
    name: str
    stage_ms: int
    notes: tuple[Line, ...] = ()


@cache
def _template() -> Template:
    text = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def _render(**values: Any) -> str:
    empty = {"where": "", "address": "", "drill": False, "notes": (), "facts": (), "steps": (), "answers": ()}
    return _template().render(empty | {"form": None, "honest": None} | values, style=Markup(plain_page.style()))  # noqa: S704 - own file


def plain(title: Line, hint: Line) -> str:
    """Return the page of a link that leads nowhere."""
    return _render(title=title, mark=Line("Hallenwart", "Hallenwart"), tone="", notes=(hint,))


def incident_page(view: View) -> str:
    one = view.incident
    over = one.state == IncidentState.RESOLVED
    return _render(
        title=Line(*title_of(one.kind)),
        mark=words.RESOLVED if over else words.MARKS[one.sev],
        tone="" if over else "drill" if one.drill else str(one.sev),
        drill=one.drill,
        where=", ".join(dict.fromkeys(filter(None, (one.site_name, one.hall_name, one.zone)))),
        address=one.address,
        notes=(*view.notes, *((words.OVER_HINT,) if over else ())),
        facts=[{"de": label.de, "en": label.en, "lines": lines} for label, lines in _facts(view)],
        steps=() if over else [Line(*step) for step in next_steps(one.kind)],
        answers=list(_answers(view)),
        form=None if over else _form(view),
        honest=words.HONEST if one.kind in _FIRE else None,
    )


def _form(view: View) -> dict[str, Any]:
    choices = [{"word": word, "de": line.de, "en": line.en} for word, line in words.WORDS.items()]
    return {"token": view.token, "name": view.name, "stage_ms": view.stage_ms, "words": choices}


def _facts(view: View) -> Iterator[tuple[Line, list[str]]]:
    one = view.incident
    yield words.FACTS["since"], [_time(one.since_ms, view.zone)]
    sensors = [
        " · ".join(filter(None, (sensor.name or sensor.c, sensor.measured, _time(sensor.since_ms, view.zone))))
        for sensor in one.sensors
    ]
    if sensors or one.measured:
        yield words.FACTS["sensors"], sensors or list(one.measured)
    if one.detail:
        yield words.FACTS["detail"], [one.detail]
    for kind in _FACTS:
        lines = [_fact(fact, view.zone) for fact in one.facts if fact.kind == kind]
        if lines:
            yield words.FACTS[kind], lines


def _fact(fact: live_incidents.Fact, zone: ZoneInfo) -> str:
    when = _time(fact.t_ms, zone) if fact.t_ms else ""
    when = f"bis {when}" if fact.kind == "booking" and when else when
    said = _count(fact) if fact.kind == "people" else fact.text
    return " · ".join(filter(None, (said, fact.detail, when)))


def _count(fact: live_incidents.Fact) -> str:
    """Return people counted with how sure that is; a number nobody knows is never none."""
    if fact.number is None:
        return " · ".join(filter(None, (words.UNCOUNTED, fact.text)))
    return f"~{fact.number} (±{fact.spread})" if fact.spread else f"~{fact.number}"


def _answers(view: View) -> Iterator[Line]:
    acked = [step for step in view.steps if step.kind is StepKind.ACKED]
    one = view.incident
    if not acked and one.acked_by:
        acked = [IncidentStep(t_ms=one.acked_ms or one.raised_ms, kind=StepKind.ACKED, who=one.acked_by, text=one.ack_word)]
    for step in acked:
        said = words.SAID.get(step.text, words.SAID["seen"])
        when = _time(step.t_ms, view.zone)
        yield Line(f"{step.who} {said.de} ({when})", f"{step.who} {said.en}")


def _time(ms: int, zone: ZoneInfo) -> str:
    return f"{utc(ms).astimezone(zone):%d.%m. %H:%M:%S}"
