"""What the incident engine needs from others: who is on call, how a person is reached, what is known of a place.

Everything that is asked within a transaction is given its connection: who is told is decided and written in one piece.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.alerts.duty.rules import OnCall
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.policy.rules import Urgency
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import Fact


class Duty(Protocol):
    """Who is on call."""

    def lines(self, connection: Connection, sites: Collection[str], now_ms: int) -> Mapping[str, list[OnCall]]:
        """Return who is called for each site, in order; a site of "" means the whole installation. Empty when nobody is."""
        ...


class Ways(Protocol):
    """When a person may be told."""

    def held_until(self, connection: Connection, person: str, urgency: Urgency, now_ms: int) -> int | None:
        """Return when the person's quiet hours end, None when nothing is held back. Never asked for fire or help."""
        ...

    def wakes(self, connection: Connection, person: str) -> bool:
        """Say whether a proved way wakes this person."""
        ...


class Surroundings(Protocol):
    """What decides which order of the policy applies."""

    def occupied(self, site: str, hall: str) -> bool:
        """Say whether people may be there: a hall, or any of the site for "". Not knowing counts as occupied."""
        ...

    def zone(self, site: str) -> ZoneInfo:
        """Return the time zone of a site."""
        ...


class Context(Protocol):
    """Where facts about a place come from."""

    async def facts(self, cause: Cause) -> list[Fact]: ...

    def place(self, site: str, hall: str) -> str:
        """Return the name people know it by."""
        ...

    def zone(self, site: str, zone: str) -> str:
        """Return the room's name."""
        ...


class Changes(Protocol):
    """Who wants to know of changed incidents, after the commit. Neither waits."""

    def incident_changed(self, incident: Incident) -> None: ...

    def queue_filled(self) -> None: ...
