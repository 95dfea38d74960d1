"""Official warnings: read from their feeds, matched with sites, offered to displays. None goes before its end."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.warnings import cap, rules, store
from hallenwart_backend.display.warnings.cap import CapError
from hallenwart_backend.display.warnings.model import Message
from hallenwart_backend.display.warnings.rules import Spot
from hallenwart_backend.display.warnings.store import Kept, Source
from hallenwart_backend.display.warnings.words import READING
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import Post

log: Final = logging.getLogger(__name__)
PAST_MS: Final = 2 * 86_400_000
"""So long the page still lists what is over."""
LATE: Final = 3
"""A feed that was not read for so many of its intervals is not current."""
FILE: Final = "file:"
MOST_READ: Final = 100
"""Messages that are fetched in one look at a feed; the rest waits for the next."""


class Text(Protocol):
    """`text` None: nothing changed since it was read last."""

    @property
    def text(self) -> str | None: ...
    @property
    def tag(self) -> str: ...
    @property
    def modified(self) -> str: ...


class Read(Protocol):
    async def since(self, url: str, tag: str, modified: str) -> Text:
        """Raises OSError with a code of `words.READING`."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A warning as the page lists it: the sites it concerns, whether it holds, whether its feed is current."""

    kept: Kept
    sites: tuple[str, ...]
    holds: bool
    current: bool
    post: Post | None


class WarningDesk:
    """Implements display.ports.PostSource. `changed`: documents of devices are old; `told`: pages are."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        read: Read,
        *,
        changed: Callable[[], None],
        told: Callable[[], Awaitable[None]],
    ) -> None:
        self._records, self._places, self._clock, self._read = records, places, clock, read
        self._changed, self._told = changed, told
        self._kept: list[Kept] = []
        self._codes: Mapping[str, list[str]] = {}
        self._told_of: dict[tuple[Spot, str], list[Post]] = {}
        self._marks: dict[str, dict[str, str]] = {}
        self._reading: set[str] = set()

    async def load(self) -> None:
        """Read what was told before the restart."""
        since_ms = self._clock.now_ms() - PAST_MS
        self._told_of.clear()
        self._kept, self._codes = await self._records.read(
            lambda connection: (store.since(connection, since_ms), store.codes(connection))
        )

    # --- what displays are told ---

    async def of(self, device: str, span: tuple[int, int]) -> Sequence[Post]:
        placed = self._places.current.devices.get(device)
        if placed is None or not self._kept:
            return ()
        posts = [post for kept in self._live() for post in self._posts(kept, placed.site)]
        order = {level: -rank for rank, level in enumerate(rules.LEVELS)}
        near = [post for post in posts if post.from_ms < span[1] and post.to_ms > self._clock.now_ms()]
        return sorted(near, key=lambda post: (order.get(post.level, 0), post.from_ms, post.id))

    def _posts(self, kept: Kept, site: str) -> list[Post]:
        """Return what a site says of a message, also of what is over. Whether it lies in an area is worked out once."""
        key = self.spot(site), kept.id
        if key not in self._told_of:
            self._told_of[key] = rules.posts_of(kept.message, key[0], f"w-{kept.id[:16]}")
        return self._told_of[key]

    def _live(self) -> list[Kept]:
        now = self._clock.now_ms()
        return [
            one
            for one in self._kept
            if one.ended_ms is None and one.message.kind != rules.CANCEL and one.message.expires_ms > now
        ]

    def spot(self, site: str) -> Spot:
        known = self._places.current.sites.get(site)
        return Spot(known.position if known else None, frozenset(self._codes.get(site, ())))

    # --- what people see and set ---

    async def sources(self) -> list[Source]:
        return await self._records.read(store.sources)

    def codes(self) -> Mapping[str, list[str]]:
        return self._codes

    def is_current(self, source: Source) -> bool:
        """Say whether a feed was read well lately: what it does not tell is only then not there."""
        late_ms = LATE * source.every_min * 60_000
        return source.running and source.read_ms is not None and self._clock.now_ms() - source.read_ms <= late_ms

    async def listed(self) -> list[Listed]:
        """Return what holds and what was over lately, the newest first, with the sites each concerns."""
        current = {source.id: self.is_current(source) for source in await self.sources()}
        live = {one.id for one in self._live()}
        found = []
        for kept in self._kept:
            if kept.message.kind == rules.CANCEL:
                continue
            by_site = {site: self._posts(kept, site) for site in self._places.current.sites}
            concerned = tuple(site for site, posts in by_site.items() if posts)
            post = next((posts[0] for posts in by_site.values() if posts), None)
            found.append(Listed(kept, concerned, kept.id in live, current.get(kept.source, False), post))
        return sorted(found, key=lambda one: (not one.holds, -one.kept.message.sent_ms))

    async def put(self, wanted: Sequence[Source], codes: Mapping[str, list[str]]) -> None:
        """Let these be all sources and codes. One whose address stays keeps what is known of it."""
        now, known = self._clock.now_ms(), {one.id: one for one in await self.sources()}
        kept = []
        for one in wanted:
            before = known.get(one.id)
            if before is not None and before.url == one.url:
                kept.append(replace(before, name=one.name, every_min=one.every_min, running=one.running))
            else:
                kept.append(replace(one, id=secrets.token_hex(6), created_ms=now))

        def write(connection: Connection) -> None:
            store.put_sources(connection, kept)
            store.put_codes(connection, codes, now)

        await self._records.write(write)
        self._marks.clear()
        await self._tell()

    async def _tell(self) -> None:
        await self.load()
        self._changed()
        await self._told()

    # --- reading ---

    async def look(self) -> None:
        """Read the feeds that are due, side by side: one that hangs holds up no other."""
        now = self._clock.now_ms()
        due = [one for one in await self.sources() if is_due(one, now) and one.id not in self._reading]
        if due:
            await asyncio.gather(*(self.read(one) for one in due))

    async def read(self, source: Source) -> str:
        """Take over what a feed says now; return the code of why not all of it could be read, empty when it could."""
        self._reading.add(source.id)
        try:
            return await self._take(source)
        finally:
            self._reading.discard(source.id)

    async def _take(self, source: Source) -> str:
        now, new, fault = self._clock.now_ms(), 0, ""
        values: dict[str, object] = {}
        try:
            answer = await self._read.since(source.url, source.tag, source.modified)
            if answer.text is not None:
                messages, fault = await self._messages(source, answer.text)
                real = [one for one in messages if rules.is_real(one)]
                new = await self._records.write(lambda connection: store.take(connection, source.id, real, now))
                if not fault:  # else all of it is read anew
                    values = {"tag": answer.tag[:400], "modified": answer.modified[:80]}
            values |= {"read_ms": now}
        except (OSError, CapError) as error:  # TimeoutError is an OSError
            fault = code_of(error)
        if fault and fault != source.fault:
            log.warning("warnings of %s: %s", source.name, fault)
        await self._records.write(lambda connection: store.note(connection, source.id, tried_ms=now, fault=fault, **values))
        if new:
            await self._tell()
        elif fault != source.fault:
            await self._told()
        return fault

    async def _messages(self, source: Source, text: str) -> tuple[list[Message], str]:
        """Return what a document tells, with what it points to and was not read yet."""
        found = await asyncio.to_thread(cap.read, text, _base(source.url))
        messages, fault = list(found.messages), ""
        marks = self._marks.setdefault(source.id, {})
        fresh = [one for one in found.entries if marks.get(one.url) != one.mark]
        for entry in fresh[:MOST_READ]:
            try:
                told = await self._read.since(_address(entry.url), "", "")
                held = await asyncio.to_thread(cap.read, told.text or "", entry.url)
            except (OSError, CapError):
                fault = "part"
                continue
            messages += held.messages
            marks[entry.url] = entry.mark
        named = {one.url for one in found.entries}
        self._marks[source.id] = {url: mark for url, mark in marks.items() if url in named}
        return messages, fault or ("part" if len(fresh) > MOST_READ else "")


def is_due(source: Source, now_ms: int) -> bool:
    """Say whether a feed is to be read now; a file is looked at always."""
    every_ms = 0 if source.url.startswith(FILE) else source.every_min * 60_000
    return source.running and (source.tried_ms is None or source.tried_ms + every_ms <= now_ms)


def code_of(error: Exception) -> str:
    text = str(error)
    return text if text in READING else "timeout" if isinstance(error, TimeoutError) else "unreachable"


_HERE: Final = "https://files.invalid/"
"""Stands for the folder where files lie, so that names in a feed there are joined like addresses."""


def _base(url: str) -> str:
    return f"{_HERE}{url.removeprefix(FILE)}" if url.startswith(FILE) else url


def _address(url: str) -> str:
    return f"{FILE}{url.removeprefix(_HERE)}" if url.startswith(_HERE) else url
