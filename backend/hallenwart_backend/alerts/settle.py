"""What the end of an incident means for its letters: unsent ones are withdrawn, ringing ones stopped, told ones answered.

It is read from the state of incidents and letters, so a crash between the two loses nothing.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.addresses import VOICE
from hallenwart_backend.alerts.tables import incidents, outgoing
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_contract.live_incidents import IncidentState

_ENDED: Final = incidents.c.state == IncidentState.RESOLVED
_UNSENT: Final = outgoing.c.accepted_ms.is_(None) & outgoing.c.dead_ms.is_(None)


def _wanted() -> ColumnElement[bool]:
    """Letters of resolved incidents nobody looked after yet, and those that ring while somebody has answered."""
    rings = or_(outgoing.c.ask_ms.is_not(None), and_(_UNSENT, outgoing.c.way == VOICE))
    answered = and_(incidents.c.state == IncidentState.ACKED, outgoing.c.withdrawn_ms.is_(None), rings)
    return and_(outgoing.c.settled.is_(False), outgoing.c.over.is_(False), or_(_ENDED, answered))


def is_due(connection: Connection) -> bool:
    joined = outgoing.join(incidents, incidents.c.id == outgoing.c.incident)
    return connection.execute(select(outgoing.c.id).select_from(joined).where(_wanted()).limit(1)).first() is not None


def settle(connection: Connection, *, now_ms: int) -> int:
    """Do it; return how many letters were concerned. Messages told to be over replace those with the same tag."""
    joined = outgoing.join(incidents, incidents.c.id == outgoing.c.incident)
    wanted = select(outgoing, incidents.c.state.label("incident_state")).select_from(joined).where(_wanted())
    rows = connection.execute(wanted).all()
    for row in rows:
        ended = row.incident_state == IncidentState.RESOLVED
        values: dict[str, Any] = {"settled": ended}
        if row.withdrawn_ms is None and row.dead_ms is None:
            values["withdrawn_ms"] = now_ms
        if row.ask_ms is not None:
            values["ask_ms"] = now_ms  # the follower takes it back
        letters.mark(connection, row.id, **values)
        if ended and row.accepted_ms is not None and row.urgency == letters.WAKE and row.way != VOICE:
            _tell_over(connection, row, now_ms)
    return len(rows)


def _tell_over(connection: Connection, row: Row[Any], now_ms: int) -> None:
    notice = row.notice | {
        "title": f"Erledigt · {row.notice['title']}"[:200],
        "body": "Diese Meldung ist erledigt. / This is settled.",
        "urgent": False,
        "over": True,
    }
    letters.put(
        connection,
        Hop(row.way_id, row.way, row.address),
        now_ms=now_ms,
        incident=row.incident,
        person=row.person,
        step=row.step,
        notice=notice,
        since_ms=0,
        once=f"over:{row.incident}",
        urgency=letters.TELL,
        over=True,
    )
