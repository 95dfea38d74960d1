"""What viewers get: playlists, parts, recordings. Public while the event is on and nobody took a consent back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from hallenwart_backend.bucket import Buckets
from hallenwart_backend.streaming import rules
from hallenwart_backend.streaming.files import INDEX
from hallenwart_backend.streaming.refusals import refused
from hallenwart_backend.streaming.service import Running, Streaming
from hallenwart_contract.clock import Clock
from hallenwart_contract.streams import Part

FAREWELL_MS: Final = 15_000
"""So long after its end a stream's playlist says that it ended; then it is gone."""
State = Literal["none", "live", "ended", "recorded", "gone"]


@dataclass(frozen=True, slots=True)
class Watched:
    """How a stream stands for viewers; `full`: nobody else can come in."""

    state: State
    viewers: int = 0
    full: bool = False


class Watching:
    def __init__(self, streaming: Streaming, clock: Clock) -> None:
        self._streaming = streaming
        self._clock = clock
        self.rate = Buckets(300, 60.0)

    async def state(self, stream: str) -> Watched:
        """Return how a stream stands, for the page."""
        grant = await self._streaming.grant(stream)
        if grant is None or grant.gone:
            return Watched("gone")
        if self._streaming.is_live(stream) and not grant.hindered:
            count = self._streaming.viewers.count(stream, self._clock.mono_ms())
            return Watched("live", count, count >= self._streaming.viewers.most)
        if grant.record_days and await asyncio.to_thread(self._streaming.files.recording, stream) is not None:
            return Watched("recorded")
        running = self._streaming.running.get(stream)
        over = self._clock.now_ms() >= grant.to_ms
        return Watched("ended" if over or (running is not None and running.ended_ms is not None) else "none")

    async def master(self, stream: str) -> str:
        """Let a viewer in. Raises RefusedError 404, 410, 503."""
        await self._open(stream)
        token = self._streaming.viewers.come(stream, self._clock.mono_ms())
        if token is None:
            raise refused("too_many_viewers")
        return rules.master(f"video.m3u8?v={token}")

    async def playlist(self, stream: str, token: str) -> str:
        """Return what is on now. Raises RefusedError 404, 410, 503."""
        running = await self._open(stream)
        if not self._streaming.viewers.stay(stream, token, self._clock.mono_ms()):
            raise refused("too_many_viewers")
        return rules.live(running.timeline)

    async def for_display(self, stream: str) -> str:
        """Return the same for a display of the town, which is no viewer."""
        return rules.live((await self._open(stream)).timeline)

    async def part(self, stream: str, run: int, number: int) -> Path:
        """Raises RefusedError 404, 410."""
        running = await self._open(stream)
        found = running.timeline.runs.get(run)
        if found is not None and number == 0:
            path = await asyncio.to_thread(self._streaming.files.init, stream, run)
        else:
            known: Part | None = found.parts.get(number) if found else None
            path = self._streaming.files.part(known) if known else None
        if path is None:
            raise refused("not_on")
        return path

    async def _open(self, stream: str) -> Running:
        """Return a stream that may be watched. Raises RefusedError 404, 410."""
        grant, now = await self._streaming.grant(stream), self._clock.now_ms()
        if grant is None:
            raise refused("no_such_stream")
        running = self._streaming.running.get(stream)
        if grant.gone or now >= grant.to_ms + FAREWELL_MS:
            raise refused("stream_ended")
        if running is None or not running.timeline.runs:
            raise refused("not_on")
        if running.ended_ms is not None and now >= running.ended_ms + FAREWELL_MS:
            raise refused("stream_ended")
        return running

    async def recording(self, stream: str, name: str = INDEX) -> Path:
        """Raises RefusedError 404, 410."""
        grant = await self._streaming.grant(stream)
        if grant is None:
            raise refused("no_such_stream")
        path = None if grant.gone else await asyncio.to_thread(self._streaming.files.recording, stream, name)
        if path is None or self._clock.now_ms() >= grant.to_ms + grant.record_days * 86_400_000:
            raise refused("stream_ended")
        return path
