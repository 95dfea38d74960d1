"""Watches this Pi's browser: opened anew when it stands still, and then asks the kiosk's unit to start it anew.

The unit belongs to another user. It is asked by a file that its launcher looks at (`launch/screen.py`); no rights are needed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality
from hallenwart_edge.screen_ports import ScreenBoard
from hallenwart_edge.screens import watching
from hallenwart_edge.screens.browser import Browser, BrowserError
from hallenwart_edge.screens.power import Tell
from hallenwart_edge.screens.watching import Do, Health, Seen

COMPONENT: Final = "screen"
LOOK_EVERY_S: Final = 5.0
_log: Final = logging.getLogger(__name__)


class Drawn:
    """Which picture was told to the pages, and which of them stands on the screen."""

    def __init__(self, mono_ms: Callable[[], int]) -> None:
        self._mono_ms = mono_ms
        self._newest = self._drawn = 0
        self._since_ms: int | None = None
        self._talks = False

    def told(self, no: int) -> None:
        if no > self._newest:
            self._newest = no
            if self._since_ms is None:
                self._since_ms = self._mono_ms()

    def drawn(self, no: int) -> None:
        self._talks = True
        if no > self._drawn:
            self._drawn = no
            self._since_ms = None if no >= self._newest else self._mono_ms()

    @property
    def undrawn_ms(self) -> int:
        """How long the newest picture waits. A page that never said it draws is not judged by it."""
        return 0 if self._since_ms is None or not self._talks else self._mono_ms() - self._since_ms


class Watch:
    """`browser` None: any browser shows the page; then only what it says itself is told."""

    def __init__(
        self,
        browser: Browser | None,
        drawn: Drawn,
        *,
        pages: Callable[[], int],
        board: ScreenBoard,
        clock: Clock,
        tell: Tell,
        restart: Path,
    ) -> None:
        self._browser, self._drawn, self._pages, self._board, self._clock = browser, drawn, pages, board, clock
        self._tell, self._restart = tell, restart
        self._health = Health(clock.mono_ms())

    async def run(self) -> None:
        """Look every five seconds, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Look once and do what is due."""
        pages, browser = self._pages(), self._browser
        if browser is None:
            self._show(None if not pages and self._board.screen_look.page is None else bool(pages))
            return
        lit = self._board.screen_look.on is not False
        undrawn_ms = self._drawn.undrawn_ms if lit else 0  # nothing is drawn on an output that is off
        seen = Seen(pages, undrawn_ms, await _answer(browser, draws=lit))
        before = self._health
        self._health, do = watching.look(before, seen, self._clock.mono_ms())
        if self._health.well is not None:
            self._show(self._health.well)
            if self._health.well != before.well:
                await self._tell(COMPONENT, Quality.OK if self._health.well else Quality.FAULT, self._health.why)
        await self._do(do, browser)

    async def _do(self, do: Do, browser: Browser) -> None:
        if do is Do.RELOAD:
            _log.warning("the display is opened anew: %s", self._health.why)
            try:
                await browser.reload()
            except BrowserError as error:
                _log.warning("it was not opened: %s", error)
        elif do is Do.RESTART:
            _log.error("the browser is to be started anew: %s", self._health.why)
            try:
                await asyncio.to_thread(ask_restart, self._restart)
            except OSError as error:
                _log.error("nobody can be asked: %s", error)

    def _show(self, page: bool | None) -> None:
        self._board.set_screen_look(replace(self._board.screen_look, page=page))


def ask_restart(file: Path) -> None:
    """Ask the launcher of the kiosk to start its browser anew. Raises OSError."""
    file.touch()


async def _answer(browser: Browser, *, draws: bool) -> str:
    try:
        await browser.answers(draws=draws)
    except BrowserError as error:
        return str(error) or "error"
    return ""
