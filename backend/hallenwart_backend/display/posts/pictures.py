"""Takes pictures of posts in: one at a time, made small and bare, and only as many as people draw by hand."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Final

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.accounts.throttle import Rate
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.posts import store
from hallenwart_backend.display.posts.refusals import refused
from hallenwart_backend.display.posts.rules import POSTERS
from hallenwart_backend.display.posts.store import Picture
from hallenwart_backend.photo import cleaned
from hallenwart_contract.clock import Clock
from hallenwart_contract.device_http import MAX_PICTURE_BYTES

LONGEST_PX: Final = 1_280
MOST_OF_ONE: Final = 60
WITHIN_MS: Final = 3_600_000
UNUSED_MS: Final = 24 * 3_600_000
"""So long a picture waits for the post it was uploaded for."""


class Pictures:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._rate = Rate(clock, MOST_OF_ONE, WITHIN_MS)
        self._one_at_a_time = asyncio.Semaphore(1)  # a decoded picture takes up to 200 MB

    async def take(self, person: Person, body: bytes) -> Picture:
        """Keep a picture; the same one twice is one. Raises RefusedError 403, 422, 429."""
        if not may_use(person):
            raise refused("may_not_post")
        self._rate.check(person.id)
        async with self._one_at_a_time:
            made = await asyncio.to_thread(cleaned, body, longest_px=LONGEST_PX, most_bytes=MAX_PICTURE_BYTES)
        picture = Picture(hashlib.sha256(made.jpeg).hexdigest(), made.jpeg, made.width, made.height)
        now = self._clock.now_ms()
        await self._records.write(lambda connection: store.add_picture(connection, picture, now))
        return picture

    async def one(self, person: Person, sha256: str) -> bytes:
        """Raises RefusedError 403, 404."""
        if not may_use(person):
            raise refused("may_not_post")
        jpeg = await self._records.read(lambda connection: store.picture(connection, sha256))
        if jpeg is None:
            raise refused("no_picture")
        return jpeg

    async def forget_unused(self) -> int:
        before = self._clock.now_ms() - UNUSED_MS
        return await self._records.write(lambda connection: store.forget_unused_pictures(connection, before))


def may_use(person: Person) -> bool:
    """Whoever posts for a club or the town."""
    return person.has(MANAGERS) or person.has(POSTERS)
