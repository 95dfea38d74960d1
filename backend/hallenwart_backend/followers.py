"""Who follows what changed: live pages, the desk that builds the devices' documents, the queue of messages."""

from __future__ import annotations

from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.desk import Desk
from hallenwart_backend.live import Hub


class Followers:
    """Implements alerts.ports.Changes and booking.ports.PlanChanged.

    Subjects are given these methods before desk and queue are made; `main` sets both as soon as they are there.
    """

    desk: Desk
    queue: Queue

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def incident_changed(self, incident: Incident) -> None:
        self._hub.incident_changed(incident)
        self.queue.wake()

    def queue_filled(self) -> None:
        self.queue.wake()

    def plan_changed(self, _hall: str, club: str | None) -> None:
        self.desk.mark()
        self._hub.club_changed(club)

    def places_changed(self) -> None:
        self.plan_changed("", None)
        self._hub.all_clubs_changed()

    def rights_changed(self) -> None:
        self.desk.mark()

    async def keys_changed(self) -> None:
        self._hub.all_clubs_changed()
        await self._hub.changed()

    async def compartments_changed(self) -> None:
        self.desk.mark()
        await self.keys_changed()
