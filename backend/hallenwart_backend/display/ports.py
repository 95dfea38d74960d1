"""What the plan of a display is made of beside bookings: other rooms offer it, `join` brings it together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_contract.parking import ParkingNow
from hallenwart_contract.view import Idea, Post, Project, Screen, ShownStream, StreamRight

Span = tuple[int, int]
"""From and to, milliseconds UTC."""


class PostSource(Protocol):
    """Somebody who has something to tell at displays: clubs and office, official warnings."""

    async def of(self, device: str, span: Span) -> Sequence[Post]:
        """Return what this device may show within the span. Asked often: it is cheap, and the same while nothing changed."""
        ...


class ScreenSource(Protocol):
    """How a display is to show things, with its arrow where it is released."""

    async def screen_of(self, device: str) -> Screen: ...


class StreamSource(Protocol):
    """What the cameras of a device may send, and which matches its display may show."""

    def films(self, device: str) -> bool:
        """Say whether a device has cameras."""
        ...

    async def rights_of(self, devices: Sequence[str], span: Span) -> Mapping[str, Sequence[StreamRight]]: ...

    async def shown_at(self, devices: Sequence[str], span: Span) -> Mapping[str, Sequence[ShownStream]]: ...


class ParticipationSource(Protocol):
    """What citizens said about the halls of a site, and projects beside them."""

    def ideas_at(self, site: str) -> Sequence[Idea]: ...

    def projects_at(self, site: str) -> Sequence[Project]: ...


class ParkingSource(Protocol):
    """The car parks of a site."""

    def parking_at(self, site: str) -> Sequence[ParkingNow]:
        """Return them as displays are told: the same until one of their words changes."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Who is asked for a device's plan beside the bookings."""

    posts: Sequence[PostSource] = ()
    screens: ScreenSource | None = None
    streams: StreamSource | None = None
    participation: ParticipationSource | None = None
    parking: ParkingSource | None = None


NO_SOURCES: Final = Sources()
