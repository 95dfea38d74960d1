"""What becomes of a letter, as lines of its incident's timeline."""

from __future__ import annotations

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts import steps
from hallenwart_backend.alerts.addresses import APPRISE, scheme_of
from hallenwart_backend.alerts.letters import Letter
from hallenwart_contract.live_incidents import StepKind


def handed_over(connection: Connection, letter: Letter, *, now_ms: int) -> None:
    """The next hop took it."""
    _step(connection, letter, StepKind.HANDED_OVER, now_ms)


def delivered(connection: Connection, letter: Letter, *, now_ms: int) -> None:
    """The person's own device has it."""
    _step(connection, letter, StepKind.DELIVERED, now_ms)


def failed(connection: Connection, letter: Letter, error: str, *, now_ms: int) -> None:
    """It could not be handed over, at first or for good."""
    _step(connection, letter, StepKind.FAILED, now_ms, text=error)


def _step(connection: Connection, letter: Letter, kind: StepKind, now_ms: int, text: str = "") -> None:
    if letter.incident is None:
        return
    who = connection.scalar(select(people.c.name).where(people.c.id == letter.person)) or ""
    way = scheme_of(letter.address) if letter.way == APPRISE else letter.way
    steps.add(connection, letter.incident, kind, now_ms, who=who, way=way, text=text)
