"""Which site and hall a series belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hallenwart_backend.halls.model import Places
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.people import place_of

Feeds = Callable[[], Mapping[str, tuple[str, str]]]
"""Site and hall of each virtual device of the city's feeds; empty texts for none."""


class Whereabouts:
    """Asks who knows at the time of the question: places change while the server runs."""

    def __init__(self, places: Callable[[], Places], feeds: Feeds) -> None:
        self._places, self._feeds = places, feeds

    def site_of(self, device: str) -> str:
        """Return the site of a device, empty for none that is known."""
        placed = self._places().devices.get(device)
        return placed.site if placed else self._feeds().get(device, ("", ""))[0]

    def hall_of(self, key: SeriesKey) -> str:
        """Return the hall: the one its component names, else the only one of its device; empty where that is not clear."""
        places = self._places()
        hall, _ = place_of(key.component)
        if hall in places.halls:
            return hall
        placed = places.devices.get(key.device)
        if placed is None:
            return self._feeds().get(key.device, ("", ""))[1]
        return placed.halls[0] if len(placed.halls) == 1 else ""
