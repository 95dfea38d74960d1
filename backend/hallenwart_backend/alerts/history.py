"""Finds incidents of any age: by state, kind, place, severity, time and words; page by page, and as a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from hallenwart_backend.alerts import store
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.tables import incident_steps, incidents
from hallenwart_backend.alerts.words import title_of
from hallenwart_contract.live_incidents import IncidentKind, IncidentState

PAGE: Final = 50
MOST: Final = 20_000
_TEXTS: Final = ("zone", "device", "detail", "note", "acked_by", "resolved_by")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `states` and `kinds` empty: all. `from_ms` ≤ begin < `to_ms`. `text` is found in any case."""

    states: Collection[IncidentState] = ()
    kinds: Collection[IncidentKind] = ()
    site: str = ""
    sev: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`more` is what to give as `before` for the next page, empty at the end."""

    incidents: list[Incident] = field(default_factory=list)
    more: str = ""


def search(
    connection: Connection,
    wanted: Wanted,
    *,
    before: str = "",
    limit: int = PAGE,
    named: Callable[[str], list[str]] | None = None,
) -> Page:
    """Return the newest that match, below the cursor `before`. `named` finds the ids of places whose name holds a text."""
    where = [*_filters(wanted, named), *_below(before)]
    rows = select(incidents).where(*where).order_by(incidents.c.raised_ms.desc(), incidents.c.id.desc()).limit(limit + 1)
    found = store.read(connection, rows)
    more = f"{found[limit - 1].raised_ms}.{found[limit - 1].id}" if len(found) > limit else ""
    return Page(found[:limit], more)


def _below(before: str) -> Iterable[ColumnElement[bool]]:
    raised, _, incident = before.partition(".")
    if raised.isdecimal():
        at = min(int(raised), 2**62)
        yield or_(incidents.c.raised_ms < at, and_(incidents.c.raised_ms == at, incidents.c.id < incident))


def _filters(wanted: Wanted, named: Callable[[str], list[str]] | None) -> Iterable[ColumnElement[bool]]:
    if wanted.states:
        yield incidents.c.state.in_([str(state) for state in wanted.states])
    if wanted.kinds:
        yield incidents.c.kind.in_([str(kind) for kind in wanted.kinds])
    if wanted.site:
        yield incidents.c.site == wanted.site
    if wanted.sev:
        yield incidents.c.sev == wanted.sev
    if wanted.from_ms is not None:
        yield incidents.c.raised_ms >= wanted.from_ms
    if wanted.to_ms is not None:
        yield incidents.c.raised_ms < wanted.to_ms
    for word in wanted.text.split()[:8]:
        yield _says(word, named(word) if named else [])


def _says(word: str, places: list[str]) -> ColumnElement[bool]:
    """Every word must be somewhere: in the incident, its timeline, the words for its kind, or the name of its place."""
    lower = word.casefold()
    kinds = [str(kind) for kind in IncidentKind if any(lower in said.casefold() for said in title_of(kind))]
    in_steps = select(incident_steps.c.incident).where(
        or_(*(incident_steps.c[name].icontains(word, autoescape=True) for name in ("who", "text")))
    )
    return or_(
        *(incidents.c[name].icontains(word, autoescape=True) for name in _TEXTS),
        incidents.c.id == word,
        incidents.c.kind.in_(kinds),
        incidents.c.site.in_(places),
        incidents.c.hall.in_(places),
        incidents.c.id.in_(in_steps),
    )
