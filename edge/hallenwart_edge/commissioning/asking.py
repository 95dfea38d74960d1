"""Talking with whoever stands before the device: questions with yes and no, and waiting for what somebody does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, TypeVar

YES: Final = frozenset({"ja", "j", "yes", "y"})
NO: Final = frozenset({"nein", "n", "no"})
SKIP: Final = frozenset({"s", "weiter", "skip"})
WITHIN_S: Final = 60.0
POLL_S: Final = 0.1

Say = Callable[[str], None]
Ask = Callable[[str], Awaitable[str]]
"""Shows a text and returns the line that was typed, with its end; empty when there is nobody any more."""
T = TypeVar("T")


class GoneError(Exception):
    """Raised when nobody answers any more; what was done until then is kept."""


class Talk:
    """`within_s`: how long a hand may take."""

    def __init__(self, say: Say, ask: Ask, *, within_s: float = WITHIN_S) -> None:
        self.say, self._ask = say, ask
        self.within_s = within_s

    async def ask(self, text: str) -> str:
        """Return what was typed, in lower case. Raises GoneError."""
        line = await self._ask(text)
        if not line:
            raise GoneError
        return line.strip().lower()

    async def line(self, text: str) -> str:
        """Return a line as it was typed. Raises GoneError."""
        line = await self._ask(text)
        if not line:
            raise GoneError
        return line.strip()

    async def yes(self, text: str) -> bool | None:
        """Ask until it is yes or no; None when it is to be skipped."""
        while True:
            said = await self.ask(f"{text} (ja/nein, s = überspringen / yes/no, s = skip) ")
            if said in YES:
                return True
            if said in NO:
                return False
            if said in SKIP:
                return None

    async def ready(self, text: str) -> bool:
        """Wait for Enter; False when it is to be skipped."""
        return await self.ask(f"{text} (Enter; s = überspringen / skip) ") not in SKIP

    async def until(self, look: Callable[[], Awaitable[bool]]) -> bool:
        """Look again and again until it is so; False when it does not come in time."""
        try:
            async with asyncio.timeout(self.within_s):
                while not await look():  # noqa: ASYNC110 - what is awaited is done by hands
                    await asyncio.sleep(POLL_S)
        except TimeoutError:
            return False
        return True

    async def first(self, stream: AsyncIterator[T], so: Callable[[T], bool] = lambda _: True) -> T | None:
        """Return the first of a stream that fits; None when it does not come in time."""
        try:
            async with asyncio.timeout(self.within_s):
                async for each in stream:
                    if so(each):
                        return each
        except TimeoutError:
            pass
        return None
