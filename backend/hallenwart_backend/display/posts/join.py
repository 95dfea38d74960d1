"""Joins posts with the plans of displays, the queue of messages and the log of evidence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.join import QueuedPost
from hallenwart_backend.accounts.rules import CLUB_ADMINS, Role
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display import rules as plan
from hallenwart_backend.display.posts import preview, rules
from hallenwart_backend.display.posts.model import HallPost
from hallenwart_backend.display.posts.pictures import Pictures
from hallenwart_backend.display.posts.ports import Notes, Told
from hallenwart_backend.display.posts.refusals import refused
from hallenwart_backend.display.posts.service import Posts
from hallenwart_backend.display.posts.showing import Shown, as_shown
from hallenwart_backend.display.posts.words import Letter
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence
from hallenwart_backend.runtime import every
from hallenwart_contract.clock import Clock
from hallenwart_contract.display import Display
from hallenwart_contract.view import View

FORGET_EVERY_S: Final = 3_600.0
Run = Callable[[], Coroutine[Any, Any, None]]
ViewOf = Callable[[str], Awaitable[View | None]]
_OFFICE: Final = frozenset({Role.OFFICE})


class QueuedLetters:
    """Implements ports.Letters over the one queue, by e-mail to the account's own address."""

    def __init__(self, filled: Callable[[], None]) -> None:
        self._post = QueuedPost(filled)

    def office(self, connection: Connection, letter: Letter, *, now_ms: int, once: str) -> None:
        for person in people.people_with(connection, _OFFICE, ""):
            self._put(connection, person, letter, now_ms, once)

    def author(self, connection: Connection, author: str | None, club: str, letter: Letter, *, now_ms: int) -> None:
        known = people.one(connection, author) if author else None
        told = [author] if author and known and known.active else people.people_with(connection, CLUB_ADMINS, club)
        for person in told:
            self._put(connection, person, letter, now_ms, "")

    def wake(self) -> None:
        self._post.wake()

    def _put(self, connection: Connection, person: str, letter: Letter, now_ms: int, once: str) -> None:
        known = people.one(connection, person)
        if known is not None and self._post.ready(connection):
            mail = Mail(letter.title, letter.de, letter.en, letter.link, signed=False)
            self._post.put(connection, person, known.person.email, mail, now_ms=now_ms, once=once)


@dataclass(frozen=True, slots=True)
class PostRoom:
    """Everything about posts; `shown` is what displays get of them."""

    posts: Posts
    pictures: Pictures
    shown: Shown
    view_of: ViewOf
    places: PlaceBook
    clock: Clock

    def span_at(self, device: str) -> tuple[int, int]:
        """Return the time the plan of a device reaches over. Raises RefusedError 404."""
        site = self.places.current.site_of_device(device)
        if site is None or device not in self.places.current.displays:
            raise refused("no_such_display")
        return plan.window(self.clock.now_ms(), site.zone)

    async def device_picture(self, device: str, sha256: str) -> bytes:
        """Raises RefusedError 404."""
        return await self.shown.picture(device, sha256, self.span_at(device))

    async def preview(self, post: HallPost, device: str) -> Display:
        """Return a display as it would show a post. Raises RefusedError 404, 409 where it would not stand there."""
        places, now = self.places.current, self.clock.now_ms()
        at = self._display(post, device)
        site, view = places.site_of_device(at), await self.view_of(at)
        if site is None or view is None:
            raise refused("no_such_display")
        spans = await self.posts.spans(post, rules.halls_at(post, at, places), now, post.wish.to_ms)
        return preview.preview(as_shown(post, spans if post.wish.own_hours else ()), view, site.zone, now_ms=now)

    def _display(self, post: HallPost, device: str) -> str:
        """Return the display that was named, or the first the post stands on."""
        places = self.places.current
        if device and device not in places.displays:
            raise refused("no_such_display")
        fitting = [one for one in sorted(places.displays) if rules.halls_at(post, one, places)]
        if (device and device not in fitting) or not fitting:
            raise refused("not_shown_there")
        return device or fitting[0]

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""

        async def forget() -> None:
            await self.pictures.forget_unused()

        return {"post-pictures": partial(every, FORGET_EVERY_S, forget)}


def join_posts(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    evidence: Evidence,
    notes: Notes,
    filled: Callable[[], None],
    told: Told,
    view_of: ViewOf,
) -> PostRoom:
    """`filled` wakes the queue of messages, `told` says that displays and a club's pages show something else."""
    shown = Shown(records, places, clock, notes)

    def changed(hall: str, club: str | None) -> None:
        shown.changed()
        told(hall, club)

    posts = Posts(records, places, clock, QueuedLetters(filled), evidence, changed)
    return PostRoom(posts, Pictures(records, clock), shown, view_of, places, clock)
