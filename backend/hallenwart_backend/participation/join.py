"""Joins what concerns participation: ideas of citizens, and what kiosks and pages show of them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.join import QueuedPost
from hallenwart_backend.accounts.rules import ADMINS, Role
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.participation.service import Ideas
from hallenwart_backend.ports import Listener
from hallenwart_backend.public.frame import Frame
from hallenwart_backend.runtime import every
from hallenwart_contract.view import Idea, Project

if TYPE_CHECKING:
    from hallenwart_backend.ground import Ground

LOOK_EVERY_S: Final = 600.0
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
    rate: Buckets = field(default_factory=lambda: Buckets(_BURST, _RATE_PER_S))

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return (self.ideas,)

    async def load(self) -> None:
        await self.ideas.load()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"ideas": partial(every, LOOK_EVERY_S, self.ideas.look)}

    # --- what devices show ---

    def ideas_at(self, site: str) -> list[Idea]:
        return self.ideas.at_site(site)

    def projects_at(self, _site: str) -> list[Project]:
        return []

    def page_lines(self, _frame: Frame, _hall: str) -> Sequence[Mapping[str, Any]]:
        return ()


def join_participation(ground: Ground) -> ParticipationRoom:
    told = ground.followers
    ideas = Ideas(
        ground.records, ground.places, ground.clock, ground.vault, CitizenPost(told.queue_filled), told.rights_changed
    )
    return ParticipationRoom(ideas)
