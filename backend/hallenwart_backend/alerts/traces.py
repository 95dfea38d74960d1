"""What becomes of a letter, as lines of its incident's timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from hallenwart_backend.alerts.letters import Letter


def handed_over(connection: Connection, letter: Letter, *, now_ms: int) -> None:
    """The next hop took it."""


def delivered(connection: Connection, letter: Letter, *, now_ms: int) -> None:
    """The person's own device has it."""


def failed(connection: Connection, letter: Letter, error: str, *, now_ms: int) -> None:
    """It could not be handed over."""
