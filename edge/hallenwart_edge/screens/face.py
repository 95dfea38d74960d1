"""The picture as the pages of a display get it: what the display agent decides, with sound, and dark when it is off."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from msgspec.structs import replace

from hallenwart_contract.display import BoardCard, Display, DisplayAction
from hallenwart_edge.bell import Bell
from hallenwart_edge.screens import pictures
from hallenwart_edge.screens.ports import DisplaySource


class Speaker(Protocol):
    @property
    def say(self) -> list[str]: ...

    @property
    def say_no(self) -> int: ...

    @property
    def speaks(self) -> bool: ...

    def speak(self) -> None: ...

    def changed(self) -> Awaitable[None]: ...


class Dark(Protocol):
    @property
    def dark(self) -> bool: ...

    def changed(self) -> Awaitable[None]: ...


class Shelf(Protocol):
    def has(self, sha256: str) -> bool: ...

    def changed(self) -> Awaitable[None]: ...


class Told(Protocol):
    def told(self, no: int) -> None: ...

    def drawn(self, no: int) -> None: ...


class Face:
    """A DisplaySource around another."""

    def __init__(self, inner: DisplaySource, *, speaker: Speaker, power: Dark, shelf: Shelf, drawn: Told) -> None:
        self._inner, self._speaker, self._power, self._shelf, self._drawn = inner, speaker, power, shelf, drawn
        self._bell = Bell()

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    def display(self) -> Display:
        """Return the whole picture. A picture that is not on this Pi yet is left out."""
        shown = self._inner.display()
        self._drawn.told(shown.no)
        return replace(
            shown,
            say=self._speaker.say,
            say_no=self._speaker.say_no,
            speaks=self._speaker.speaks,
            off=self._power.dark,
            above=[self._card(each) for each in shown.above],
            cards=[self._card(each) for each in shown.cards],
        )

    async def act(self, action: DisplayAction) -> None:
        if action.do == "drawn":
            self._drawn.drawn(action.no)
        elif action.do == "speak":
            self._speaker.speak()
        await self._inner.act(action)

    async def run(self) -> None:
        """Pass every change on, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for source in (self._inner, self._speaker, self._power, self._shelf):
                group.create_task(self._follow(source.changed), name=f"face {type(source).__name__}")

    async def _follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            self._bell.ring()

    def _card(self, card: BoardCard) -> BoardCard:
        if card.picture.startswith(pictures.PATH) and not self._shelf.has(card.picture.removeprefix(pictures.PATH)):
            return replace(card, picture="")
        return card
