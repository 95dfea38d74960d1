"""Pictures of posts: fetched ahead when a plan names them, held to their SHA-256, kept on the card while a plan names them."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

from hallenwart_contract.device_http import MAX_PICTURE_BYTES, PREFIX
from hallenwart_contract.view import View
from hallenwart_edge.bell import Bell, listen
from hallenwart_edge.errors import EdgeError

MOST: Final = 60
MOST_BYTES: Final = 30_000_000
AGAIN_S: Final = 30.0
PATH: Final = "/display/pictures/"
"""Where a page finds a picture on this Pi, with its SHA-256 behind it."""
_NAME: Final = re.compile("[0-9a-f]{64}")
_KINDS: Final = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"RIFF", "image/webp"))
_log: Final = logging.getLogger(__name__)

Get = Callable[[str], Awaitable[bytes]]
"""Fetches by a signed request. Raises EdgeError."""


class Documents(Protocol):
    @property
    def view(self) -> View | None: ...

    def changed(self) -> Awaitable[None]: ...


class Pictures:
    """`get` None: there is no server, only what lies on the card is shown. `changed` tells of pictures that came."""

    def __init__(self, folder: Path, documents: Documents, get: Get | None, *, again_s: float = AGAIN_S) -> None:
        self._folder, self._documents, self._get, self._again_s = folder, documents, get, again_s
        self._there: dict[str, int] = {}
        self._bell = Bell()

    def has(self, sha256: str) -> bool:
        return sha256 in self._there

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    def read(self, sha256: str) -> tuple[bytes, str] | None:
        """Return a picture with its media type, None where it is not here. Blocks."""
        if not self.has(sha256):
            return None
        try:
            content = (self._folder / sha256).read_bytes()
        except OSError:
            return None
        return content, kind_of(content)

    async def run(self) -> None:
        """Keep what the plan names, until cancelled."""
        await listen(self._documents.changed)
        self._there = await asyncio.to_thread(self._load)
        self._bell.ring()
        while True:
            wait_s = None if await self._follow() else self._again_s
            try:
                async with asyncio.timeout(wait_s):
                    await self._documents.changed()
            except TimeoutError:
                continue

    async def _follow(self) -> bool:
        """Sweep and fetch. False when something is still to be fetched."""
        view = self._documents.view
        if view is None:
            return True
        wanted = [*_named(view)]
        await asyncio.to_thread(self._sweep, {*wanted})
        missing = [name for name in wanted if name not in self._there]
        for name in missing:
            await self._fetch(name)
        return self._get is None or all(name in self._there for name in missing)

    async def _fetch(self, name: str) -> None:
        if self._get is None:
            return
        try:
            content = await self._get(f"{PREFIX}/pictures/{name}")
            reason = _wrong(name, content)
            if not reason and sum(self._there.values()) + len(content) <= MOST_BYTES:
                await asyncio.to_thread(self._write, name, content)
        except (EdgeError, OSError) as error:
            reason = str(error)
        if reason:
            _log.info("picture %s is not here yet: %s", name[:12], reason)
        elif name in self._there:
            self._bell.ring()

    def _load(self) -> dict[str, int]:
        """Look at what lies on the card; what is damaged goes."""
        there = {}
        self._folder.mkdir(parents=True, exist_ok=True)
        for file in self._folder.iterdir():
            content = file.read_bytes()
            if _NAME.fullmatch(file.name) and not _wrong(file.name, content):
                there[file.name] = len(content)
            else:
                file.unlink()
        return there

    def _sweep(self, wanted: set[str]) -> None:
        for name in [*self._there]:
            if name not in wanted:
                (self._folder / name).unlink(missing_ok=True)
                self._there.pop(name)

    def _write(self, name: str, content: bytes) -> None:
        fresh = self._folder / f"{name}.new"
        fresh.write_bytes(content)
        fresh.replace(self._folder / name)
        self._there[name] = len(content)


def kind_of(content: bytes) -> str:
    """Return the media type by the first bytes, empty for what is no picture a page shows."""
    return next((kind for begin, kind in _KINDS if content.startswith(begin)), "")


def _wrong(name: str, content: bytes) -> str:
    if hashlib.sha256(content).hexdigest() != name:
        return "it is not what its name says"
    if len(content) > MAX_PICTURE_BYTES:
        return "it is too large"
    return "" if kind_of(content) else "it is no picture"


def _named(view: View) -> Iterator[str]:
    """Name the pictures of a plan, the first to be shown first."""
    posts = sorted(view.posts, key=lambda post: (post.from_ms, post.id))
    names = dict.fromkeys(post.picture for post in posts if _NAME.fullmatch(post.picture))
    yield from [*names][:MOST]
