"""The timeline of incidents: append only, each step in the transaction of what it tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select

from hallenwart_backend.alerts.tables import incident_steps
from hallenwart_contract.live_incidents import IncidentStep, StepKind

MOST_TEXT: Final = 2_000
NEWEST: Final = 20


def add(
    connection: Connection, incident: str, kind: StepKind, t_ms: int, *, who: str = "", way: str = "", text: str = ""
) -> None:
    """Append one step. `who` is a name, `way` a message's path, `text` the figure or word."""
    values = {
        "incident": incident,
        "t_ms": t_ms,
        "kind": str(kind),
        "who": who[:120],
        "way": way[:32],
        "text": text[:MOST_TEXT],
    }
    connection.execute(insert(incident_steps).values(**values))


def add_all(connection: Connection, incident: str, steps: Iterable[IncidentStep]) -> None:
    for step in steps:
        add(connection, incident, step.kind, step.t_ms, who=step.who, way=step.way, text=step.text)


def of(connection: Connection, incident: str) -> list[IncidentStep]:
    """Return the whole timeline, in order."""
    rows = select(incident_steps).where(incident_steps.c.incident == incident).order_by(incident_steps.c.id)
    return [_step(row) for row in connection.execute(rows)]


def newest(connection: Connection, incidents: Sequence[str], limit: int = NEWEST) -> dict[str, list[IncidentStep]]:
    """Return the newest steps of each of these incidents, each list in order."""
    age = func.row_number().over(partition_by=incident_steps.c.incident, order_by=incident_steps.c.id.desc()).label("age")
    aged = select(incident_steps, age).where(incident_steps.c.incident.in_(incidents)).subquery()
    found: dict[str, list[IncidentStep]] = defaultdict(list)
    for row in connection.execute(select(aged).where(aged.c.age <= limit).order_by(aged.c.id)):
        found[row.incident].append(_step(row))
    return dict(found)


def _step(row: Row[Any]) -> IncidentStep:
    return IncidentStep(t_ms=row.t_ms, kind=StepKind(row.kind), who=row.who, way=row.way, text=row.text)
