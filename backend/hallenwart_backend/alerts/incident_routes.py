"""`/api/incidents` for managers: what is open, what was, one with all that happened, and what a person does about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import Depends, Path, Query, Response
from pydantic import StringConstraints

from hallenwart_backend.accounts.rules import PAGE_READERS, Person
from hallenwart_backend.alerts import export
from hallenwart_backend.alerts.history import MOST, Wanted
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.web.fields import Body, Id
from hallenwart_backend.web.parts import PageReader, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract import live_incidents
from hallenwart_contract.live_incidents import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity

router = Router(prefix="/api/incidents", tags=["alerts"])
_When = Annotated[int | None, Query(ge=0, le=4_102_444_800_000, description="milliseconds since the epoch, UTC")]
_STATES: Final = {
    "all": (),
    "open": (IncidentState.OPEN, IncidentState.ACKED),
    "acknowledged": (IncidentState.ACKED,),
    "resolved": (IncidentState.RESOLVED,),
}


def _answer(description: str, **properties: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "object", "required": sorted(properties), "properties": properties}
    return {200: {"description": description, "content": {"application/json": {"schema": schema}}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


_INCIDENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The incident as the live page shows it",
        "content": {"application/json": {"schema": _ref("Incident")}},
    }
}
_PAGE: Final = _answer(
    "The newest that match; `more` is what to give as `before` for the next page, empty at the end",
    incidents={"type": "array", "items": _ref("Incident")},
    more={"type": "string"},
)
_WHOLE: Final = _answer(
    "The incident with its whole timeline, every message about it, and what to do next",
    incident=_ref("Incident"),
    steps={"type": "array", "items": _ref("IncidentStep")},
    letters={"type": "array", "items": _ref("Letter")},
    advice={"type": "array", "items": _ref("Advice")},
)


class AckBody(Body):
    word: Literal["going", "there", "false_alarm", "seen"]


class NoteBody(Body):
    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]


class ResolveBody(Body):
    note: Annotated[str, StringConstraints(max_length=2_000)] = ""


def _json(message: object) -> Response:
    return Response(msgspec.json.encode(message), media_type="application/json")


def _may(person: Person) -> Callable[[Incident], bool]:
    """A caretaker acts at the own site; incidents of no site concern everybody of the page."""
    return lambda incident: not incident.what.site or person.has_at(PAGE_READERS, incident.what.site)


def wanted(
    state: Literal["open", "acknowledged", "resolved", "all"] = "resolved",
    kind: Annotated[list[IncidentKind] | None, Query()] = None,
    site: Id | None = None,
    sev: Severity | None = None,
    from_ms: _When = None,
    to_ms: _When = None,
    text: Annotated[str, StringConstraints(max_length=100)] = "",
) -> Wanted:
    """`open` are all that are not resolved."""
    return Wanted(_STATES[state], kind or (), site or "", sev or "", from_ms, to_ms, text)


WantedOf = Annotated[Wanted, Depends(wanted)]


@router.get("", responses=_PAGE, response_class=Response)
async def incidents(
    _person: PageReader,
    parts: PartsOf,
    looked_for: WantedOf,
    before: Annotated[str, StringConstraints(max_length=80)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Return incidents, the newest first. Every word of `text` must be found in one."""
    found, more = await parts.alerts.search(looked_for, before=before, limit=limit)
    return _json({"incidents": found, "more": more})


@router.get("/export.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def export_csv(_person: PageReader, parts: PartsOf, looked_for: WantedOf, lang: Literal["de", "en"] = "de") -> Response:
    """Return what matches as a table, the newest 20 000 at most."""
    found, _ = await parts.alerts.search(looked_for, limit=MOST)
    text = export.table(found, parts.alerts.caller.around.zone, lang=lang)
    name = "meldungen.csv" if lang == "de" else "incidents.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/{incident}", responses=_WHOLE, response_class=Response)
async def whole_incident(incident: Annotated[Id, Path()], person: PageReader, parts: PartsOf) -> Response:
    """Return one incident, all that happened, whom it was told by which way, and what to do."""
    found = await parts.incidents.find(incident, may=_may(person))
    return _json(await parts.alerts.whole(found))


@router.post("/{incident}/ack", responses=_INCIDENT, response_class=Response)
async def acknowledge(incident: Annotated[Id, Path()], body: AckBody, person: PageReader, parts: PartsOf) -> Response:
    done = await parts.incidents.acknowledge(
        incident, by=person.name, person=person.id, word=body.word, may=_may(person), way="page"
    )
    for call in done.causes if done.what.kind is live_incidents.IncidentKind.HELP else ():
        await parts.lockers.help.seen(call, person)  # whoever waits at the locker learns of it
    return _json(await parts.alerts.show(done))


@router.post("/{incident}/note", responses=_INCIDENT, response_class=Response)
async def note(incident: Annotated[Id, Path()], body: NoteBody, person: PageReader, parts: PartsOf) -> Response:
    """Write a line into the timeline, also of a resolved incident."""
    done = await parts.incidents.note(incident, by=person.name, person=person.id, text=body.text, may=_may(person))
    return _json(await parts.alerts.show(done))


@router.post("/{incident}/resolve", responses=_INCIDENT, response_class=Response)
async def resolve(incident: Annotated[Id, Path()], body: ResolveBody, person: PageReader, parts: PartsOf) -> Response:
    # A latched fire alarm is reset at its devices first; while they still see fire, the incident stays.
    find = partial(parts.incidents.find, incident, may=_may(person))
    await parts.resetting.reset(await find(), by=person.name, read=find)
    done = await parts.incidents.resolve(incident, by=person.name, person=person.id, note=body.note, may=_may(person))
    return _json(await parts.alerts.show(done))
