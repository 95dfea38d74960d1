"""`POST /api/duty/import`: shifts from a calendar, first shown, then taken in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from hallenwart_backend.alerts.duty.bodies import Position, Sites
from hallenwart_backend.alerts.duty.importing import Preview, Problem, Row, Wish
from hallenwart_backend.alerts.duty.routes import EDITORS
from hallenwart_backend.calendar_text import MOST_CHARACTERS
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/duty", tags=["duty"])
Label = Annotated[str, StringConstraints(max_length=200)]


class ImportBody(Body):
    """Either `text` or `url`. `people` says whom a label means that could not be matched. `apply` False only looks."""

    text: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)] | None = None
    url: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    sites: Sites = Field(default_factory=list)
    position: Position = 1
    people: Annotated[dict[Label, Id], Field(default_factory=dict, max_length=500)]
    apply: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> ImportBody:
        if (self.text is None) == (self.url is None):
            raise ValueError("either text or url")
        return self


class EntryOut(Shape):
    """`problem`: empty where it can be taken in; unknown (nobody fits: say who `label` is), no_waking_way, bad_times."""

    uid: str
    label: str
    from_ms: int
    to_ms: int
    person: str | None
    name: str
    problem: Problem


class ImportOut(Shape):
    """`good` entries become shifts, `replaced` shifts of earlier imports go."""

    entries: list[EntryOut]
    good: int
    replaced: int
    unknown: list[str]
    applied: bool


def _entry_out(row: Row) -> EntryOut:
    entry = row.entry
    return EntryOut(
        uid=entry.uid,
        label=entry.label,
        from_ms=entry.from_ms,
        to_ms=entry.to_ms,
        person=row.person,
        name=row.name,
        problem=row.problem,
    )


def _out(preview: Preview) -> ImportOut:
    return ImportOut(
        entries=[_entry_out(row) for row in preview.rows],
        good=sum(not row.problem for row in preview.rows),
        replaced=preview.replaced,
        unknown=list(dict.fromkeys(row.entry.label for row in preview.rows if row.problem == "unknown")),
        applied=preview.applied,
    )


@router.post("/import")
async def take_in(body: ImportBody, person: SignedIn, parts: PartsOf) -> ImportOut:
    """Show what a calendar brings; with `apply` take in what can be, and say what cannot."""
    if not person.has(EDITORS):
        raise forbidden()
    desk = parts.people.calendars
    text = body.text if body.text is not None else await desk.fetch(body.url or "")
    wish = Wish(frozenset(body.sites), body.position, body.people)
    return _out(await desk.take_in(text, wish, apply=body.apply, by=person))
