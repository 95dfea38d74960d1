"""One incident with all that belongs to it: the whole timeline and every message about it."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Row

from hallenwart_backend.alerts.letters import state_of
from hallenwart_contract.live_incidents import Incident, IncidentStep


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A message to a person by one way.

    `state`: waiting, retrying, handed_over, delivered, opened, acked, withdrawn, failed. `handed_ms`: the next hop took it;
    `dead_ms`: it was given up, `error` says why.
    """

    id: int
    who: str
    way: str
    state: str
    created_ms: int
    next_ms: int
    attempts: int = 0
    handed_ms: int | None = None
    delivered_ms: int | None = None
    opened_ms: int | None = None
    acked_ms: int | None = None
    dead_ms: int | None = None
    error: str = ""


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    incident: Incident
    steps: list[IncidentStep]
    letters: list[Letter]


def letter_of(row: Row[Any]) -> Letter:
    """Return a row of `store.letters` as the page shows it: never its address."""
    return Letter(
        id=row.id,
        who=row.name,
        way=row.way,
        state=state_of(row),
        created_ms=row.created_ms,
        next_ms=row.next_ms,
        attempts=row.attempts,
        handed_ms=row.accepted_ms,
        delivered_ms=row.delivered_ms,
        opened_ms=row.opened_ms,
        acked_ms=row.acked_ms,
        dead_ms=row.dead_ms,
        error=row.error,
    )
