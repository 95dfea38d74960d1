"""What the readers of a site are to know of the events there, for the device's own document."""

from __future__ import annotations

from sqlalchemy import Connection

from hallenwart_backend.events import rules as event_rules
from hallenwart_backend.events import store as event_store
from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.tickets import rules, store
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.tickets import MAX_AT_A_DOOR, EventDoor, joined


class EventDoors:
    """Implements access.grants' `DoorsOf`."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places

    def of(self, connection: Connection, device: str, now_ms: int) -> list[EventDoor]:
        """Return the events of the coming days at the device's site that have tickets, the soonest first."""
        places = self._places.current
        placed = places.devices.get(device)
        halls = [hall.id for hall in places.halls.values() if placed is not None and hall.site.id == placed.site]
        if not halls:
            return []
        coming = store.ticketed(connection, after_ms=now_ms, before_ms=now_ms + rules.AHEAD_MS, halls=halls)
        return [door for event in coming if (door := self._door(connection, event, now_ms)) is not None]

    @staticmethod
    def _door(connection: Connection, event: str, now_ms: int) -> EventDoor | None:
        found = event_store.one(connection, event)
        if found is None or event_rules.phase(found.event, found.date, now_ms) not in {Phase.COMING, Phase.NOW}:
            return None
        digests = sorted(store.digests_of(connection, event))
        if not digests:
            return None
        return EventDoor(
            event=event,
            title=found.event.title,
            from_ms=found.date.start_ms - rules.EARLY_MS,
            to_ms=found.date.end_ms,
            admits=joined(digests[:MAX_AT_A_DOOR]),
            left_out=max(0, len(digests) - MAX_AT_A_DOOR),
        )
