"""What subjects learn of the other Pis of the site. Adapter: `site_link`."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

from hallenwart_contract.site_link import Look, ZoneAlarm


class Neighbours(Protocol):
    """The other Pis of the site, over the site link."""

    def say(self, alarms: list[ZoneAlarm]) -> None:
        """Tell this device's own alarms; repeated until replaced. An empty list is the all-clear."""
        ...

    def heard(self) -> dict[str, list[ZoneAlarm] | None]:
        """Alarms per peer; None when the peer has been silent for over 15 s."""
        ...

    def people(self) -> dict[str, int | None]:
        """People per hall as the peers count them; None when not to be trusted or when the peer is silent."""
        ...

    def uses(self) -> dict[str, str]:
        """Return a word of `people.Use` per hall as the peers may say; unknown when the peer is silent."""
        ...

    def looks(self) -> dict[str, Look | None]:
        """Return what each peer sees of people; None when it is silent."""
        ...

    def cameras(self) -> dict[str, bool | None]:
        """Return whether a camera sends, per hall that has one at a peer; None when the peer does not know or is silent."""
        ...

    def dangers(self) -> dict[str, list[ZoneAlarm]]:
        """Return what clears a hall and is no fire, per peer that is heard."""
        ...

    def unheard(self) -> frozenset[str]:
        """Return the halls whose people a peer counted that is silent now."""
        ...

    def changed(self) -> Awaitable[None]: ...
