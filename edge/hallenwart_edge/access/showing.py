"""Says the session's step with two lamps and a buzzer, where there is no screen or beside one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from hallenwart_contract.event_kinds import EventKind
from hallenwart_edge.access.listening import TellComponent
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Lamps, Signal


class LampShow:
    """One pair of lamps. Each digit is acknowledged: the signal is shown anew when their number changed."""

    def __init__(self, name: str, lamps: Lamps, tell: TellComponent) -> None:
        self._name, self._lamps, self._tell = name, lamps, tell
        self._shown: tuple[Signal, int] | None = None
        self._faulty = False

    async def run(self, wanted: Callable[[], tuple[Signal, int]], changed: Callable[[], Awaitable[None]]) -> None:
        """Follow signal and number of digits until cancelled. Lamps that fail are told once and tried again with the next."""
        while True:
            now = wanted()
            if now != self._shown:
                await self._show(now)
            await changed()

    async def _show(self, wanted: tuple[Signal, int]) -> None:
        try:
            self._lamps.show(wanted[0])
        except DriverFault as fault:
            self._shown = None
            if not self._faulty:
                self._faulty = True
                await self._tell(self._name, EventKind.COMPONENT_FAULT, fault.reason)
        else:
            self._shown = wanted
            if self._faulty:
                self._faulty = False
                await self._tell(self._name, EventKind.COMPONENT_OK)
