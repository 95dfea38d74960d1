"""Keeps the panel of a hall display as its times and the alarm want it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.messages import Quality
from hallenwart_contract.view import View
from hallenwart_edge.bell import Bell, listen
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_ports import Panel, PanelLook, ScreenBoard
from hallenwart_edge.screens import on_times
from hallenwart_edge.screens.on_times import Lit

COMPONENT: Final = "panel"
LOOK_EVERY_S: Final = 1.0
ASK_EVERY_S: Final = 60.0
"""Somebody may have used the remote control: this often the panel is asked, and set right."""
CALM: Final = frozenset({DisplayMode.BOARD, DisplayMode.SETUP})
Tell = Callable[[str, str, str], Awaitable[None]]
"""Tells of a component: its name, a word of `Quality`, and why."""


class Power:
    """`panel` None: it is on by itself, only the page goes dark. `dark` says that the page is to be black now."""

    def __init__(
        self,
        panel: Panel | None,
        *,
        view: Callable[[], View | None],
        display: Callable[[], Display],
        changed: Callable[[], Awaitable[None]],
        board: ScreenBoard,
        clock: Clock,
        trusted: Callable[[], bool],
        tell: Tell,
    ) -> None:
        self._panel, self._view, self._display, self._changed = panel, view, display, changed
        self._board, self._clock, self._trusted, self._tell = board, clock, trusted, tell
        self._bell = Bell()
        self._set: Lit | None = None
        self.dark = False

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    def wanted(self) -> Lit:
        """Return how the panel is to be now."""
        view, display = self._view(), self._display()
        times = view.screen.on if view is not None else []
        now_ms, alarm = self._clock.now_ms(), display.mode not in CALM
        return on_times.wanted(times, zone=display.zone, now_ms=now_ms, clock_ok=self._trusted(), alarm=alarm)

    async def run(self) -> None:
        """Keep it so, until cancelled. A panel that is slow to answer never holds up what comes next."""
        await listen(self._changed)
        while True:
            lit = self.wanted()
            self._darken(not lit.on)
            keeping = asyncio.create_task(self._keep(lit), name="panel")
            try:
                await self._while(lit)
            finally:
                keeping.cancel()
                await asyncio.gather(keeping, return_exceptions=True)

    def _darken(self, dark: bool) -> None:
        if self.dark != dark:
            self.dark = dark
            self._bell.ring()

    async def _while(self, lit: Lit) -> None:
        """Return when something else is wanted, or when the panel is to be asked again."""
        until_ms = self._clock.mono_ms() + int(ASK_EVERY_S * 1_000)
        while self.wanted() == lit and self._clock.mono_ms() < until_ms:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._changed()

    async def _keep(self, lit: Lit) -> None:
        panel = self._panel
        if panel is None:
            return
        try:
            if lit != self._set or (await panel.look()).on is (not lit.on):
                self._set = None  # until it is done: a call that is broken off is made again
                await panel.show(on=lit.on, brightness_pct=lit.brightness_pct)
                self._set = lit
            self._note(await panel.look())
        except DriverFault as fault:
            self._note(PanelLook())
            await self._tell(COMPONENT, Quality.FAULT, fault.reason)
        else:
            await self._tell(COMPONENT, Quality.OK, "")

    def _note(self, look: PanelLook) -> None:
        self._board.set_screen_look(replace(self._board.screen_look, on=look.on, brightness_pct=look.brightness_pct))
