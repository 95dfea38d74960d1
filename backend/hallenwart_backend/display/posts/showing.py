"""What each display is to show of posts; implements `display.ports.PostSource`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.ports import Span
from hallenwart_backend.display.posts import rules, store
from hallenwart_backend.display.posts.model import HallPost
from hallenwart_backend.display.posts.ports import Notes
from hallenwart_backend.display.posts.refusals import refused
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.qr import module_rows
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import Post

FRESH_MS: Final = 2_000
"""So long the list of posts is the same for all displays; whoever writes one says so."""


class Shown:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, notes: Notes) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._notes = notes
        self._known: tuple[Span, int, list[HallPost]] | None = None
        self._rev = 0

    def changed(self) -> None:
        """Say that a post was written."""
        self._known = None
        self._rev += 1

    async def of(self, device: str, span: Span) -> Sequence[Post]:
        if device not in self._places.current.displays:
            return ()
        rev = self._rev
        return await self._records.read(lambda connection: self._of(connection, device, span, rev))

    async def picture(self, device: str, sha256: str, span: Span) -> bytes:
        """Return a picture that this display is to show. Raises RefusedError 404: other pictures are no business of it."""
        rev = self._rev

        def read(connection: Connection) -> bytes | None:
            named = any(post.picture == sha256 for post in self._of(connection, device, span, rev))
            return store.picture(connection, sha256) if named else None

        jpeg = await self._records.read(read)
        if jpeg is None:
            raise refused("no_picture")
        return jpeg

    def _of(self, connection: Connection, device: str, span: Span, rev: int) -> list[Post]:
        places = self._places.current
        display = places.displays.get(device)
        if display is None:
            return []
        there = [(post, rules.halls_at(post, device, places)) for post in self._living(connection, span, rev)]
        clubs = {post.club for post, halls in there if halls and post.club is not None and post.wish.own_hours}
        hours = store.hours_in(connection, clubs, display.halls, span) if clubs else {}
        shown = (_made(post, halls, hours.get(post.club or "", ()), span) for post, halls in there if halls)
        found = [post for post in shown if post is not None]
        return [*self._notes.of(connection, display.halls, self._clock.now_ms()), *found]

    def _living(self, connection: Connection, span: Span, rev: int) -> list[HallPost]:
        """`rev`: what was known before the transaction began; an older reading is not kept over a change."""
        known, now = self._known, self._clock.mono_ms()
        if known is not None and known[0] == span and 0 <= now - known[1] < FRESH_MS:
            return known[2]
        found = store.shown(connection, *span)
        if rev == self._rev:
            self._known = (span, now, found)
        return found


def _made(post: HallPost, halls: Sequence[str], hours: Iterable[store.Hour], span: Span) -> Post | None:
    """Return the post as a display gets it; None when its club has no place in these halls then."""
    if not post.wish.own_hours:
        return as_shown(post)
    own = [(start_ms, end_ms) for hall, start_ms, end_ms in hours if hall in halls]
    spans = rules.spans_of(post.wish, own, from_ms=span[0], to_ms=span[1])
    return as_shown(post, spans) if spans else None


def as_shown(post: HallPost, spans: Sequence[Span] = ()) -> Post:
    """Return a post as it goes to a display."""
    wish, german = post.wish, post.wish.texts["de"]
    return Post(
        kind=wish.kind,
        title=german.title,
        text=german.text,
        link=wish.link,
        from_ms=wish.from_ms,
        to_ms=wish.to_ms,
        id=post.id,
        texts={language: text for language, text in wish.texts.items() if language != "de"},
        picture=wish.picture,
        alt=wish.alt if wish.picture else "",
        by=wish.sender,
        level=wish.level,
        spans=list(spans),
        qr=list(module_rows(wish.link)) if wish.link else [],
    )
