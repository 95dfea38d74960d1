"""Keeps the latest values at a broker of the city: what changed, what is renewed, and nothing that may not be told any more."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.city.plan import OpenData
from hallenwart_backend.city.ports import CityBroker
from hallenwart_backend.opendata.latest import topics
from hallenwart_backend.opendata.latest.model import Value

LOOK_EVERY_S: Final = 60.0
SETTLES_S: Final = 0.5
"""After a connect: what is retained at the broker comes first, so that what is gone is known as such."""
RENEW_MS: Final = 5 * 60_000
"""A value that stays the same is told anew so often, with its new time."""
MOST_FOUND: Final = 20_000

Values = Callable[[], Awaitable[Sequence[Value]]]


class LatestDesk:
    """`values` returns what everybody may know now; `about` is who tells it. `wake` when rights changed."""

    def __init__(
        self,
        config: OpenData,
        session: CityBroker,
        values: Values,
        about: Callable[[], Awaitable[bytes]],
        *,
        settles_s: float = SETTLES_S,
    ) -> None:
        self.session = session
        self._prefix, self._values, self._about, self._settles_s = config.prefix, values, about, settles_s
        self._told: dict[str, tuple[object, int]] = {}
        self._found: set[str] = set()
        self._wake = asyncio.Event()
        self._fresh = False
        session.deliver, session.on_up = self._deliver, self._up

    def wake(self) -> None:
        """Look at once."""
        self._wake.set()

    async def run(self) -> None:
        """Tell what changed until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._wake.wait()
            self._wake.clear()
            if self._fresh:
                self._fresh = False
                await asyncio.sleep(self._settles_s)
            await self.tell()

    async def tell(self) -> None:
        """Publish what is not told yet, and take away what is no more."""
        if not self.session.connected:
            return
        values, about = await self._values(), await self._about()
        wanted = {topics.topic_of(self._prefix, value): value for value in values}
        self._say(f"{self._prefix}/{topics.ABOUT}", about, about, 0)
        for topic, value in wanted.items():
            if self._say(topic, topics.payload_of(value), (value.value, value.unit, value.name), value.at_ms):
                self._found.add(topic)
        for topic in [one for one in self._found if one not in wanted]:
            if self.session.publish(topic, b"", retain=True):
                self._found.discard(topic)
                self._told.pop(topic, None)
        self._say(f"{self._prefix}/{topics.STATUS}", b"online", "online", 0)

    def _say(self, topic: str, payload: bytes, what: object, at_ms: int) -> bool:
        """Publish what is not told yet; return whether it is told now."""
        had = self._told.get(topic)
        if had is not None and had[0] == what and 0 <= at_ms - had[1] < RENEW_MS:
            return True
        if not self.session.publish(topic, payload, retain=True):
            return False
        self._told[topic] = what, at_ms
        return True

    def _up(self) -> None:
        self._told.clear()
        self._found.clear()
        self._fresh = True
        self._wake.set()

    def _deliver(self, topic: str, payload: bytes, waited: bool) -> None:
        if waited and payload and topics.is_value(self._prefix, topic) and len(self._found) < MOST_FOUND:
            self._found.add(topic)


def filters(config: OpenData) -> list[str]:
    """Return what is subscribed: the values that stand there."""
    return [f"{config.prefix}/{part}" for part in ("+/+", "+/+/+")]


def status_topic(config: OpenData) -> str:
    return f"{config.prefix}/{topics.STATUS}"
