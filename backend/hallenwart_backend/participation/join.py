"""Joins what concerns participation: ideas of citizens, and what kiosks and pages show of them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.join import QueuedPost
from hallenwart_backend.accounts.rules import ADMINS, Role
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.webhook_http import HttpPost
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.participation import page
from hallenwart_backend.participation.handing import HandDesk
from hallenwart_backend.participation.platforms.reading import PlatformRead
from hallenwart_backend.participation.platforms.service import Platforms
from hallenwart_backend.participation.service import Ideas
from hallenwart_backend.participation.source import ProjectSource
from hallenwart_backend.ports import Listener
from hallenwart_backend.public.frame import Frame
from hallenwart_backend.runtime import every
from hallenwart_contract.view import Idea, Project

if TYPE_CHECKING:
    from hallenwart_backend.ground import Ground

LOOK_EVERY_S: Final = 600.0
READ_EVERY_S: Final = 15.0
HAND_EVERY_S: Final = 5.0
_MOST_ON_PAGE: Final = 12
_OFFICE: Final = frozenset({Role.OFFICE})
_BURST: Final = 4
_RATE_PER_S: Final = 1 / 120


class CitizenPost:
    """Implements ports.Post over the one queue. A citizen's letter belongs to the office: the queue knows accounts alone."""

    def __init__(self, filled: Callable[[], None]) -> None:
        self._post = QueuedPost(filled)
        self.wake = filled

    def ready(self, connection: Connection) -> bool:
        return self._post.ready(connection) and bool(_office(connection))

    def put(self, connection: Connection, address: str, mail: Mail, *, now_ms: int, once: str = "") -> None:
        if office := _office(connection):
            self._post.put(connection, office[0], address, mail, now_ms=now_ms, once=once)


def _office(connection: Connection) -> list[str]:
    return people.people_with(connection, _OFFICE, "") or people.people_with(connection, ADMINS, "")


@dataclass(frozen=True, slots=True)
class ParticipationRoom:
    """Implements display.ports.Participation."""

    ideas: Ideas
    platforms: Platforms
    handing: HandDesk
    projects: ProjectSource
    reading: PlatformRead
    call: HttpPost
    places: PlaceBook
    loopback: bool
    rate: Buckets = field(default_factory=lambda: Buckets(_BURST, _RATE_PER_S))

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return (self.ideas,)

    async def load(self) -> None:
        await self.ideas.load()
        await self.platforms.load()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "ideas": partial(every, LOOK_EVERY_S, self.ideas.look),
            "ideas on": partial(every, HAND_EVERY_S, self.handing.look),
            "platforms": partial(every, READ_EVERY_S, self.platforms.look),
        }

    def close(self) -> None:
        self.reading.close()
        self.call.close()

    # --- what devices show ---

    def ideas_at(self, site: str) -> list[Idea]:
        return self.ideas.at_site(site)

    def projects_at(self, site: str) -> list[Project]:
        return self.platforms.at_site(site)

    # --- what pages show beside a hall ---

    def beside(self, frame: Frame, hall: str) -> Markup:
        return page.beside(frame, hall, self.ideas.shown(hall), self.page_lines(frame, hall))

    def page_lines(self, frame: Frame, hall: str) -> list[Mapping[str, Any]]:
        """Return the projects of a hall, of all halls for none, as pages write them."""
        found = self.platforms.of_hall(hall) if hall else self.platforms.shown()
        return [page.project_line(one, frame, self.places.current) for one in found[:_MOST_ON_PAGE]]


def join_participation(ground: Ground, *, loopback: bool, base: str) -> ParticipationRoom:
    """`loopback`: platforms and webhooks may lie on this machine; `base`: where people reach this server."""
    records, places, clock, vault, told = ground.records, ground.places, ground.clock, ground.vault, ground.followers
    post, call, reading = CitizenPost(told.queue_filled), HttpPost(loopback=loopback), PlatformRead(loopback=loopback)
    ideas = Ideas(records, places, clock, vault, post, told.rights_changed)
    platforms = Platforms(records, places, clock, vault, reading, told.rights_changed)
    handing = HandDesk(records, places, clock, vault, post, call, ideas, base)
    source = ProjectSource(platforms, places)
    return ParticipationRoom(ideas, platforms, handing, source, reading, call, places, loopback)
