"""Times that lie ahead because the wall clock was set back count as now: nobody waits until they come again."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, case, or_, select, update

from hallenwart_backend.alerts.letters import WAKE
from hallenwart_backend.alerts.policy.rules import LONGEST_COOLDOWN_S
from hallenwart_backend.alerts.rules import pause_ms
from hallenwart_backend.alerts.tables import incidents, outgoing
from hallenwart_contract.live_incidents import IncidentState

_SLACK_MS: Final = 1_000
"""Clocks that are kept right go back a little all the time."""
_ASK_MS: Final = 60_000
"""Longer than any way waits to be asked what became of a message."""
_OPEN: Final = incidents.c.state != IncidentState.RESOLVED
_WAITING: Final = outgoing.c.accepted_ms.is_(None) & outgoing.c.dead_ms.is_(None) & outgoing.c.withdrawn_ms.is_(None)
_PAST: Final = ("call_ms", "stepped_ms", "told_ms")


def is_ahead(connection: Connection, now_ms: int) -> bool:
    """Say whether something waits for a time it should not."""
    found = select(incidents.c.id).where(_OPEN, _incident_ahead(now_ms)).limit(1)
    waits = select(outgoing.c.id).where(or_(_letter_ahead(now_ms), _asked_ahead(now_ms))).limit(1)
    return connection.execute(found).first() is not None or connection.execute(waits).first() is not None


def catch_up(connection: Connection, now_ms: int) -> None:
    """Let it count as now."""
    for name in _PAST:
        ahead = incidents.c[name] > now_ms
        connection.execute(update(incidents).where(_OPEN, ahead).values({name: now_ms}))
    longest_ms = now_ms + LONGEST_COOLDOWN_S * 1_000
    hushed = incidents.c.hush_until_ms > longest_ms
    connection.execute(update(incidents).where(_OPEN, hushed).values(hush_until_ms=longest_ms))
    urgent = (outgoing.c.urgency == WAKE) | (outgoing.c.attempts > 0)  # the others may wait for the end of quiet hours
    due = {
        "next_ms": case((urgent, now_ms), else_=outgoing.c.next_ms),
        "created_ms": case((outgoing.c.created_ms > now_ms, now_ms), else_=outgoing.c.created_ms),
    }
    connection.execute(update(outgoing).where(_letter_ahead(now_ms)).values(due))
    connection.execute(update(outgoing).where(_asked_ahead(now_ms)).values(ask_ms=now_ms))


def _incident_ahead(now_ms: int) -> ColumnElement[bool]:
    return or_(
        *(incidents.c[name] > now_ms + _SLACK_MS for name in _PAST),
        incidents.c.hush_until_ms > now_ms + LONGEST_COOLDOWN_S * 1_000 + _SLACK_MS,
    )


def _letter_ahead(now_ms: int) -> ColumnElement[bool]:
    """A letter from a time to come, or one that waits longer for its next try than it ever should."""
    longest_ms = pause_ms(2**10)
    late = (outgoing.c.attempts > 0) & (outgoing.c.next_ms > now_ms + longest_ms)
    return _WAITING & or_(outgoing.c.created_ms > now_ms + _SLACK_MS, late)


def _asked_ahead(now_ms: int) -> ColumnElement[bool]:
    return outgoing.c.ask_ms > now_ms + _ASK_MS
